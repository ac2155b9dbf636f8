/* Escapers, one a context. Each reads code points, so that no wrong byte gets through, and
 * differs from the others only in what it does with one of them. */
#include "base/escape.h"

#include "base/unicode.h"

#define REPLACEMENT 0xFFFDu

static uint32_t next_code_point(const char **at, const char *end)
{
    uint32_t c = utf8_next(at, end);
    return c == UTF8_WRONG ? REPLACEMENT : c;
}

static bool is_bidirectional(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* What may steer a terminal, turn its text round, or end a line where nobody sees it. */
static bool is_unsafe(uint32_t c)
{
    return is_control(c) || is_bidirectional(c) || c == 0x2028 || c == 0x2029;
}

/* `\n`, `\x1b`, `\u202e` or `\U000e0001`, as Python writes them. */
static void add_escape(Builder *out, uint32_t c)
{
    if (c == '\n')
        builder_text(out, "\\n");
    else if (c == '\r')
        builder_text(out, "\\r");
    else if (c == '\t')
        builder_text(out, "\\t");
    else if (c < 0x100)
        builder_printf(out, "\\x%02x", (unsigned)c);
    else if (c < 0x10000)
        builder_printf(out, "\\u%04x", (unsigned)c);
    else
        builder_printf(out, "\\U%08x", (unsigned)c);
}

/* As far as JSON has each byte as it is. */
static size_t plain_length(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && *at >= ' ' && *at < 0x7F && *at != '"' && *at != '\\')
        at++;
    return (size_t)(at - from);
}

void escape_json(Builder *out, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    builder_char(out, '"');
    while (at < end) {
        size_t plain = plain_length(at, end);
        builder_add(out, at, plain);
        at += plain;
        if (at == end)
            break;
        uint32_t c = next_code_point(&at, end);
        if (c == '"' || c == '\\')
            builder_printf(out, "\\%c", (char)c);
        else if (c == '\n' || c == '\r' || c == '\t')
            add_escape(out, c);
        else if (is_unsafe(c))
            builder_printf(out, "\\u%04x", (unsigned)c);
        else
            builder_code_point(out, c);
    }
    builder_char(out, '"');
}

void escape_xml(Builder *out, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    while (at < end) {
        uint32_t c = next_code_point(&at, end);
        switch (c) {
        case '&': builder_text(out, "&amp;"); break;
        case '<': builder_text(out, "&lt;"); break;
        case '>': builder_text(out, "&gt;"); break;
        case '"': builder_text(out, "&quot;"); break;
        case '\'': builder_text(out, "&#39;"); break;
        case '\t': case '\n': case '\r':
            /* As references, since an attribute's own would be read as spaces. */
            builder_printf(out, "&#%u;", (unsigned)c);
            break;
        default:
            builder_code_point(out, is_unsafe(c) || c == 0xFFFE || c == 0xFFFF ? REPLACEMENT : c);
        }
    }
}

void escape_terminal(Builder *out, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    while (at < end) {
        uint32_t c = next_code_point(&at, end);
        if (is_unsafe(c))
            add_escape(out, c);
        else
            builder_code_point(out, c);
    }
}

static void add_python(Builder *out, uint32_t c, char quote)
{
    if (c == (unsigned char)quote || c == '\\')
        builder_add(out, (const char[]){'\\', (char)c}, 2);
    else if (unicode_printable(c))
        builder_code_point(out, c);
    else
        add_escape(out, c);
}

static bool is_plain_in_python(char c, char quote)
{
    return c >= ' ' && c <= '~' && c != quote && c != '\\';
}

void escape_python(Builder *out, Str text)
{
    bool single = false, twice = false;
    for (size_t i = 0; i < text.length; i++) {
        single |= text.at[i] == '\'';
        twice |= text.at[i] == '"';
    }
    char quote = single && !twice ? '"' : '\'';
    const char *at = str_start(text), *end = at + text.length;
    builder_char(out, quote);
    while (at < end) {
        const char *from = at;
        while (at < end && is_plain_in_python(*at, quote))
            at++;
        builder_add(out, from, (size_t)(at - from));
        if (at < end)
            add_python(out, next_code_point(&at, end), quote);
    }
    builder_char(out, quote);
}

void escape_python_f(Builder *out, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    while (at < end) {
        uint32_t c = next_code_point(&at, end);
        add_python(out, c, '\'');
        if (c == '{' || c == '}')
            builder_char(out, (char)c);
    }
}

/* A comment `coding: x` in a program's first two lines tells Python how to read all of its bytes,
 * so the mark behind that word is written as an escape. */
static bool ends_in_coding(const Builder *out, size_t start)
{
    const Str word = STR("coding");
    return out->length >= start + word.length &&
           str_equal((Str){out->at + out->length - word.length, word.length}, word);
}

void escape_python_comment(Builder *out, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    size_t start = out->length;
    while (at < end) {
        uint32_t c = next_code_point(&at, end);
        if (!unicode_printable(c) || ((c == ':' || c == '=') && ends_in_coding(out, start)))
            add_escape(out, c);
        else
            builder_code_point(out, c);
    }
}

static bool is_plain_in_shell(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '@' || c == '%' || c == '+' || c == ':' || c == ',' || c == '.' ||
           c == '/' || c == '-';
}

void escape_shell(Builder *out, Str text)
{
    bool plain = text.length > 0;
    for (size_t i = 0; i < text.length; i++)
        plain = plain && is_plain_in_shell(text.at[i]);
    if (plain) {
        builder_str(out, text);
        return;
    }
    const char *at = str_start(text), *end = at + text.length;
    builder_char(out, '\'');
    while (at < end) {
        uint32_t c = next_code_point(&at, end);
        if (c == '\'')
            builder_text(out, "'\\''");
        else
            builder_code_point(out, c);
    }
    builder_char(out, '\'');
}
