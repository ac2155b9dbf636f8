/* The usual slips in texts: quotes, backslashes, what can't stand in them. */
#include "scenario/json/scan.h"

#include <string.h>

enum { SHOWN = 40 }; /* as much of the file's text as a message repeats */

static int shown(size_t length)
{
    return length < SHOWN ? (int)length : SHOWN;
}

/* The last quote of this line that ends a value; NULL if none does. */
static const char *last_quote(const Scanner *s)
{
    const char *found = NULL, *stop = s->at + scan_reach(s, s->at);
    for (const char *at = s->at; at < stop; at++)
        if (*at == '"' && at[-1] != '\\' && scan_ends_value(s, at + 1)) {
            found = at;
            const char *next = at + 1;
            while (next < stop && strchr(" \t}],", *next))
                next++;
            if (next < stop && (*next == '"' || *next == ':' || *next == '{'))
                break; /* what follows is a value of its own */
        }
    return found;
}

/* `"print: "` of a key whose quote is missing: how long its name is, or 0. */
static size_t key_without_quote(const char *from, const char *stop)
{
    const char *at = from + 1;
    stop = stop - from < SCAN_REACH ? stop : from + SCAN_REACH;
    while (at < stop && (scan_is_word(*at) || *at == '*'))
        at++;
    size_t length = (size_t)(at - from - 1);
    while (at < stop && *at == ' ')
        at++;
    return at < stop && *at == ':' ? length : 0;
}

/* Where a text ends that runs on into what follows it, `"this}, {"print"`; NULL if it seems to be
 * one with quotes inside. */
static const char *own_end(const Scanner *s, const char *from)
{
    const char *end = s->at - 1, *own = end, *stop = s->at + scan_reach(s, s->at);
    const char *next = memchr(s->at, '"', (size_t)(stop - s->at));
    if (!next || !scan_ends_value(s, next + 1))
        return NULL;
    while (own > from + 1 && strchr(" \t,:{[", own[-1]))
        own--;
    while (own < end && own > from + 1 && strchr(" }],", own[-1]))
        own--;
    return own < end ? own : NULL;
}

/* A stretch of the text, its double quotes with a backslash before them. */
static void add_escaped(Builder *out, const char *from, const char *end)
{
    for (const char *at = from; at < end; at++) {
        if (*at == '"' && at[-1] != '\\')
            builder_char(out, '\\');
        builder_char(out, *at);
    }
}

bool slip_behind_text(Scanner *s, const char *from)
{
    if (s->at == s->end || !scan_is_word(*s->at))
        return true;
    size_t touching = scan_word(s), name = s->key ? key_without_quote(from, s->at) : 0;
    scan_fail(s, s->at, touching, E_JSON_TEXT_OPEN,
              "the text ends at the quote before '%.*s'; a quote is missing or too many, "
              "or write \\\" for a quote inside text",
              shown(touching), s->at);
    if (name)
        return scan_mend(s, MEND_SURE, from + 1 + name, 0, "\"");
    const char *own = own_end(s, from);
    if (own)
        return scan_mend(s, MEND_LIKELY, own, 0, "\"");
    const char *last = last_quote(s);
    if (!last)
        return false;
    Builder inner = {0};
    add_escaped(&inner, s->at - 1, last);
    scan_mend(s, MEND_LIKELY, s->at - 1, (size_t)(last - s->at + 1), "%s", inner.at);
    builder_free(&inner);
    return false;
}

bool slip_escape(Scanner *s, char c)
{
    const char *from = s->at - 2;
    if (c == '\'') {
        scan_fail(s, from, 2, E_JSON_ESCAPE, "a single quote needs no backslash in JSON: write '");
        return scan_mend(s, MEND_SURE, from, 2, "'");
    }
    if (c == '\n' || c == '\r') {
        scan_fail(s, from, 1, E_JSON_TEXT_OPEN,
                  "text can't go on in the next line; write \\n for a new line");
        return scan_mend(s, MEND_LIKELY, from, 2, "\\n");
    }
    if ((unsigned char)c < 0x20 || (unsigned char)c >= 0x7F)
        scan_fail(s, from, 1, E_JSON_ESCAPE, "a backslash itself is written \\\\");
    else
        scan_fail(s, from, 2, E_JSON_ESCAPE,
                  "JSON has no \\%c; for a backslash itself write \\\\%c", c, c);
    return scan_mend(s, MEND_LIKELY, from, 1, "\\\\");
}

/* Where a text that is not closed on its line was meant to end: before the brackets and commas
 * that are not its own. */
static const char *likely_end(const Scanner *s, const char *from)
{
    const char *end = from + scan_line(s, from);
    if (end - from >= SCAN_REACH)
        return end;
    ptrdiff_t braces = 0, brackets = 0; /* that close, but for those that open */
    for (const char *at = from; at < end; at++) {
        braces += (*at == '}') - (*at == '{');
        brackets += (*at == ']') - (*at == '[');
    }
    for (;; end--) {
        while (end > from + 1 && (end[-1] == ' ' || end[-1] == ','))
            end--;
        char close = end > from + 1 ? end[-1] : '\0';
        ptrdiff_t *more = close == '}' ? &braces : close == ']' ? &brackets : NULL;
        if (!more || *more <= 0)
            return end;
        --*more;
    }
}

bool slip_in_text(Scanner *s, const char *from, unsigned char control)
{
    if (control == '\t') {
        scan_fail(s, s->at, 1, E_JSON_CONTROL, "a tab can't stand in text; write \\t");
        return scan_mend(s, MEND_SURE, s->at, 1, "\\t");
    }
    if (control != '\n' && control != '\r') {
        scan_fail(s, s->at, 1, E_JSON_CONTROL,
                  "the control character 0x%02X can't stand in text; write \\u%04x", control,
                  control);
        return scan_mend(s, MEND_SURE, s->at, 1, "\\u%04x", control);
    }
    scan_fail(s, from, scan_line(s, from), E_JSON_TEXT_OPEN,
              "this text is not closed; write \" where it ends");
    size_t name = s->key ? key_without_quote(from, from + scan_line(s, from)) : 0;
    if (name)
        return scan_mend(s, MEND_SURE, from + 1 + name, 0, "\"");
    return scan_mend(s, MEND_LIKELY, likely_end(s, from), 0, "\"");
}

/* --- other quotes --- */

/* The quote that closes what begins at s->at with one of `length` bytes; NULL where none does. */
static const char *closing_quote(const Scanner *s, size_t length, size_t *close_length)
{
    const char *stop = s->at + scan_reach(s, s->at);
    Scanner ahead = *s;
    for (ahead.at = s->at + length; ahead.at < stop; ahead.at++) {
        *close_length = *s->at == '\'' ? (*ahead.at == '\'') : scan_typographic(&ahead);
        if (*s->at != '\'' && *ahead.at == '"')
            *close_length = 1;
        if (*close_length && scan_ends_value(s, ahead.at + *close_length))
            return ahead.at;
    }
    return NULL;
}

bool slip_quote(Scanner *s, const char *what)
{
    bool single = *s->at == '\'';
    size_t length = single ? 1 : scan_typographic(s), close_length = 0;
    const char *close = closing_quote(s, length, &close_length), *inner = s->at + length;
    size_t inside = close ? (size_t)(close - inner) : 0;
    if (!single)
        scan_fail(s, s->at, length, E_JSON_QUOTES,
                  "this is a typographic quote; write the plain one: \"");
    else if (!close || inside > SHOWN)
        scan_fail(s, s->at, 1, E_JSON_QUOTES,
                  "%s stands in double quotes, not single ones: write \"", what);
    else
        scan_fail(s, s->at, inside + 2, E_JSON_QUOTES,
                  "%s stands in double quotes, not single ones: write \"%.*s\"", what,
                  (int)inside, inner);
    if (!close)
        return scan_mend(s, MEND_LIKELY, s->at, length, "\"");
    Builder text = {0};
    add_escaped(&text, inner, close);
    scan_mend(s, MEND_SURE, s->at, length + inside + close_length, "\"%s\"",
              text.at ? text.at : "");
    builder_free(&text);
    return false;
}
