#include "draw/clean.h"

#define REPLACEMENT 0xFFFDu

/* What Unicode keeps out of texts for good; Cairo refuses it. */
static bool is_no_character(uint32_t c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static bool is_control(uint32_t c)
{
    return c == UTF8_WRONG || c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           is_no_character(c);
}

static bool is_bidirectional(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool clean_text(Builder *out, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    int characters = 0, marks = 0;
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        if (is_control(c))
            c = REPLACEMENT;
        if (is_bidirectional(c))
            continue;
        marks = utf8_columns(c) == 0 ? marks + 1 : 0;
        if (marks > CLEAN_MARKS)
            continue;
        if (++characters > CLEAN_CHARACTERS)
            return false;
        builder_code_point(out, c);
    }
    return true;
}

void clean_words(Builder *out, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        if (c == '\n' || c == '\t' || c == '\r')
            builder_char(out, ' ');
        else if (!is_bidirectional(c))
            builder_code_point(out, is_control(c) ? REPLACEMENT : c);
    }
}

bool is_clean(Str text)
{
    if (text.length > CLEAN_CHARACTERS)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x20 || c >= 0x7F)
            return false;
    }
    return true;
}

Str cleaned(Builder *into, Str text)
{
    if (is_clean(text))
        return text;
    clean_text(into, text);
    return builder_view(into);
}
