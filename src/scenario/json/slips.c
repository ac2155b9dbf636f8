/* The usual slips in what holds the values together: keys, colons, commas, brackets. */
#include "scenario/json/scan.h"

#include <string.h>

/* The last character before `at` that is no blank. */
static char before(const Scanner *s, const char *at)
{
    while (at > s->start && strchr(" \t\r\n", at[-1]))
        at--;
    return at > s->start ? at[-1] : '\0';
}

static bool insert(Scanner *s, MendKind kind, const char *at, const char *text)
{
    return scan_mend(s, kind, at, 0, "%s", text);
}

static bool take_out(Scanner *s, MendKind kind, const char *at, size_t length)
{
    return scan_mend(s, kind, at, length, "%s", "");
}

/* --- brackets --- */

static char partner(char open)
{
    return open == '{' ? '}' : ']';
}

/* The brackets that are open, closed from the inside out. */
static bool close_all(Scanner *s, const char *at)
{
    char all[JSON_MAX_DEPTH + 1];
    int count = 0;
    for (int i = s->depth; i-- > 0;)
        all[count++] = partner(*s->open[i]);
    all[count] = '\0';
    return insert(s, MEND_SHAPE, at, all);
}

static bool unclosed(Scanner *s)
{
    if (s->depth == 0)
        return scan_fail(s, s->at, 1, E_JSON_VALUE_MISSING,
                         "the file ends here; a value is missing");
    const char *open = s->open[s->depth - 1];
    Source source = {.text = {s->start, (size_t)(s->end - s->start)}};
    LineColumn where = source_locate(&source, (uint32_t)(open - s->start));
    const char *last = s->end;
    while (last > s->start && strchr(" \t\r\n", last[-1]))
        last--;
    bool at_end = s->at == s->end, other = false;
    scan_fail(s, at_end ? last : s->at, 1, E_JSON_BRACKET,
              at_end ? "the file ends, but the %c of line %u, column %u is not closed; write %c "
                       "where it ends"
                     : "the %c of line %u, column %u is not closed before this; write %c",
              *open, where.line, where.column, partner(*open));
    s->diags->list.items[s->diags->list.count - 1].also = scan_place(s, open, 1);
    if (at_end)
        return close_all(s, last);
    for (int i = 0; i + 1 < s->depth; i++)
        other |= partner(*s->open[i]) == *s->at;
    return other ? scan_mend(s, MEND_SHAPE, s->at, 0, "%c", partner(*open))
                 : take_out(s, MEND_SHAPE, s->at, 1);
}

/* --- values --- */

static bool no_value(Scanner *s)
{
    char c = *s->at;
    bool behind_key = before(s, s->at) == ':';
    if (c == '}' || c == ']') {
        if (!s->depth || (c == '}') != (*s->open[s->depth - 1] == '{'))
            return unclosed(s);
    }
    if (c == ',' || c == '}' || c == ']') {
        scan_fail(s, s->at, 1, E_JSON_VALUE_MISSING,
                  c == ',' ? "a value is missing before this comma"
                           : "a value is missing before this %c",
                  c);
        return behind_key ? insert(s, MEND_LIKELY, s->at, "null")
                          : take_out(s, MEND_LIKELY, s->at, 1);
    }
    if (c == ':') {
        scan_fail(s, s->at, 1, E_JSON_KEY_MISSING, "a key is missing before this colon");
        return take_out(s, MEND_LIKELY, s->at, 1);
    }
    scan_fail(s, s->at, 1, E_JSON_OTHER,
              "a value can't begin with %c; text stands in double quotes", c);
    return take_out(s, MEND_LIKELY, s->at, 1);
}

bool slip_value(Scanner *s)
{
    if (s->at == s->end)
        return unclosed(s);
    if (*s->at == '\'' || scan_typographic(s))
        return slip_quote(s, "text");
    if (*s->at == '+') {
        size_t length = 1;
        while (s->at + length < s->end
               && (scan_is_word(s->at[length]) || s->at[length] == '.'))
            length++;
        scan_fail(s, s->at, length, E_JSON_NUMBER, "a number has no plus before it: write %.*s",
                  length < 40 ? (int)length - 1 : 40, s->at + 1);
        return take_out(s, MEND_SURE, s->at, 1);
    }
    if (*s->at == '.')
        return slip_number(s, s->at);
    if (*s->at == '(') {
        const char *line_end = s->at + scan_reach(s, s->at), *close = line_end;
        while (close > s->at && close[-1] != ')')
            close--;
        scan_fail(s, s->at, 1, E_JSON_UNQUOTED,
                  "a list stands in [ and ], an expression in double quotes");
        if (close == s->at)
            return take_out(s, MEND_LIKELY, s->at, 1);
        if (memchr(s->at, '"', (size_t)(close - s->at)))
            return scan_mend(s, MEND_LIKELY, s->at, (size_t)(close - s->at), "[%.*s]",
                             (int)(close - s->at) - 2, s->at + 1);
        return scan_mend(s, MEND_LIKELY, s->at, (size_t)(close - s->at), "\"%.*s\"",
                         (int)(close - s->at), s->at);
    }
    if (!scan_is_word(*s->at))
        return no_value(s);
    Str found = {s->at, scan_word(s)};
    s->at += found.length;
    return slip_word(s, found);
}

/* --- keys --- */

/* A key without quotes, up to its colon: `main()` and all. */
static size_t bare_key(const Scanner *s)
{
    const char *stop = s->at + scan_reach(s, s->at), *at = s->at;
    while (at < stop && *at != ':' && !strchr("\"{}[],", *at))
        at++;
    if (at == stop || *at != ':')
        return scan_word(s);
    while (at > s->at + 1 && at[-1] == ' ')
        at--;
    return (size_t)(at - s->at);
}

static bool no_key(Scanner *s)
{
    char c = *s->at;
    if (c == ',') {
        scan_fail(s, s->at, 1, E_JSON_COMMA_EXTRA,
                  "nothing stands before this comma; take it out");
        return take_out(s, MEND_SURE, s->at, 1);
    }
    if (c == ':') {
        scan_fail(s, s->at, 1, E_JSON_KEY_MISSING, "a key is missing before this colon");
        return insert(s, MEND_LIKELY, s->at, "\"?\"");
    }
    if (c != '{' && c != '[')
        return scan_fail(s, s->at, 1, E_JSON_KEY_MISSING, "a key stands here, in double quotes");
    scan_fail(s, s->at, 1, E_JSON_KEY_MISSING,
              "in an object each value has a key: write \"key\": before this %c", c);
    return insert(s, MEND_SHAPE, s->at, "\"?\":");
}

bool slip_key(Scanner *s)
{
    if (s->at == s->end || *s->at == ']')
        return unclosed(s);
    if (*s->at == '\'' || scan_typographic(s))
        return slip_quote(s, "a key");
    size_t length = scan_word(s);
    if (!length)
        return no_key(s);
    if (s->at + length < s->end && s->at[length] == '"') {
        scan_fail(s, s->at, length, E_JSON_TEXT_OPEN, "a double quote is missing before %.*s",
                  length < 40 ? (int)length : 40, s->at);
        return insert(s, MEND_SURE, s->at, "\"");
    }
    length = bare_key(s);
    scan_fail(s, s->at, length, E_JSON_UNQUOTED,
              "a key stands in double quotes: write \"%.*s\"", length < 40 ? (int)length : 40,
              s->at);
    return scan_mend(s, MEND_SURE, s->at, length, "\"%.*s\"", (int)length, s->at);
}

bool slip_colon(Scanner *s, const char *key_end)
{
    if (s->at < s->end && *s->at == '=') {
        scan_fail(s, s->at, 1, E_JSON_COLON,
                  "between a key and its value stands a colon: write :");
        return scan_mend(s, MEND_SURE, s->at, scan_starts(s, "=>") ? 2 : 1, ":");
    }
    if (s->at == s->end || *s->at == ',' || *s->at == '}') {
        scan_fail(s, key_end, 1, E_JSON_VALUE_MISSING,
                  "the value of this key is missing: write a colon and the value");
        return insert(s, MEND_LIKELY, key_end, ": null");
    }
    scan_fail(s, key_end, 1, E_JSON_COLON, "a colon is missing after this key");
    return insert(s, MEND_SURE, key_end, ":");
}

/* --- commas --- */

bool slip_comma(Scanner *s, const char *value_end)
{
    if (s->at == s->end || *s->at == '}' || *s->at == ']')
        return unclosed(s);
    char c = *s->at;
    if (c == ';') {
        scan_fail(s, s->at, 1, E_JSON_COMMA, "values are parted by a comma: write ,");
        return scan_mend(s, MEND_SURE, s->at, 1, ",");
    }
    if (c == ':') {
        scan_fail(s, s->at, 1, E_JSON_LIST_KEY,
                  "a list has no keys; write the key and its value in { and }");
        return scan_mend(s, MEND_SHAPE, s->at, 1, ",");
    }
    if (strchr("\"{[-'", c) || scan_is_word(c) || scan_typographic(s)) {
        scan_fail(s, value_end, 1, E_JSON_COMMA, "a comma is missing here, before the next value");
        return insert(s, MEND_SURE, value_end, ",");
    }
    scan_fail(s, s->at, 1, E_JSON_OTHER, "a comma or a closing bracket belongs here, not %c", c);
    return take_out(s, MEND_LIKELY, s->at, 1);
}

bool slip_trailing(Scanner *s, const char *comma)
{
    if (*s->at == ',') {
        scan_fail(s, s->at, 1, E_JSON_COMMA_EXTRA, "one comma is enough; take this one out");
        return take_out(s, MEND_SURE, s->at, 1);
    }
    scan_fail(s, comma, 1, E_JSON_COMMA_EXTRA,
              "nothing follows this comma before the %c; take it out", *s->at);
    return take_out(s, MEND_SURE, comma, 1);
}
