/* The strict scanner: the grammar of RFC 8259 and nothing else, before cJSON sees the text. It
 * stops at the first slip, names it, and says how the text may be mended to go on (mend.h).
 *
 * The slips are those of people who write JSON by hand and Python by day: slips.c knows them. */
#include "scenario/json/scan.h"

#include "base/number.h"

#include <string.h>

static bool space(Scanner *s)
{
    while (s->at < s->end
           && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
        s->at++;
    return slip_between(s);
}

static bool digits(Scanner *s)
{
    const char *from = s->at;
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
        s->at++;
    return s->at > from;
}

static bool number_in_range(Scanner *s, const char *from, bool whole)
{
    Str text = {from, (size_t)(s->at - from)};
    int64_t integer;
    double number;
    if (whole && !integer_parse(text, &integer))
        scan_fail(s, from, text.length, E_JSON_NUMBER_RANGE,
                  "this whole number does not fit into 64 bits; "
                  "the largest is 9223372036854775807");
    if (!whole && (!number_parse(text, &number) || number > 1.7976931348623157e308
                   || number < -1.7976931348623157e308))
        scan_fail(s, from, text.length, E_JSON_NUMBER_RANGE,
                  "this number is too large; the largest is about 1.8e308");
    return !s->failed || scan_mend(s, MEND_LIKELY, from, text.length, "0");
}

static bool number(Scanner *s, JsonKind *kind)
{
    const char *from = s->at;
    bool whole = true;
    if (*s->at == '-')
        s->at++;
    const char *first = s->at;
    if (!digits(s))
        return slip_number(s, from);
    if (*first == '0' && s->at > first + 1)
        return slip_number(s, from);
    if (s->at < s->end && *s->at == '.') {
        whole = false;
        s->at++;
        if (!digits(s))
            return slip_number(s, from);
    }
    if (s->at < s->end && (*s->at == 'e' || *s->at == 'E')) {
        whole = false;
        s->at++;
        if (s->at < s->end && (*s->at == '+' || *s->at == '-'))
            s->at++;
        if (!digits(s))
            return slip_number(s, from);
    }
    if (s->at < s->end && scan_is_word(*s->at))
        return slip_number(s, from);
    *kind = whole ? JSON_INT : JSON_FLOAT;
    return number_in_range(s, from, whole);
}

static bool hex4(Scanner *s, const char *escape, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, s->at++) {
        char c = s->at < s->end ? *s->at : '"';
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16) {
            scan_fail(s, escape, (size_t)(s->at - escape), E_JSON_ESCAPE,
                      "\\u needs four hexadecimal digits behind it, as in \\u00e9");
            return scan_mend(s, MEND_LIKELY, escape, (size_t)(s->at - escape), "?");
        }
        *unit = *unit << 4 | digit;
    }
    return true;
}

/* Behind the `u` of `\u`. */
static bool unicode_escape(Scanner *s)
{
    const char *escape = s->at - 2;
    uint32_t high, low = 0;
    if (!hex4(s, escape, &high))
        return false;
    if (high == 0) {
        scan_fail(s, escape, 6, E_JSON_ESCAPE, "\\u0000 is not allowed in text; take it out");
        return scan_mend(s, MEND_LIKELY, escape, 6, "%s", "");
    }
    if (high < 0xD800 || high > 0xDFFF)
        return true;
    bool paired = high < 0xDC00 && s->end - s->at >= 2 && s->at[0] == '\\' && s->at[1] == 'u';
    if (paired) {
        s->at += 2;
        if (!hex4(s, s->at - 2, &low))
            return false;
    }
    if (low >= 0xDC00 && low <= 0xDFFF)
        return true;
    scan_fail(s, escape, 6, E_JSON_ESCAPE,
              "\\u%04x is half of a character; write both halves, or the character itself", high);
    return scan_mend(s, MEND_LIKELY, escape, 6, "?");
}

static bool escape(Scanner *s)
{
    if (++s->at == s->end)
        return true; /* ends as text that is not closed */
    char c = *s->at++;
    if (c == 'u')
        return unicode_escape(s);
    return strchr("\"\\/bfnrt", c) ? true : slip_escape(s, c);
}

/* The whole text with its quotes. */
static bool text(Scanner *s)
{
    const char *from = s->at++;
    while (s->at < s->end && *s->at != '"') {
        unsigned char c = (unsigned char)*s->at;
        if (c == '\\') {
            if (!escape(s))
                return false;
        } else if (c < 0x20) {
            return slip_in_text(s, from, c);
        } else {
            s->at++;
        }
    }
    if (s->at == s->end)
        return slip_in_text(s, from, '\n');
    s->at++;
    return slip_behind_text(s, from);
}

static bool word(Scanner *s, const char *expected)
{
    const char *from = s->at;
    while (s->at < s->end && scan_is_word(*s->at))
        s->at++;
    Str found = {from, (size_t)(s->at - from)};
    return str_is(found, expected) || slip_word(s, found);
}

static bool value(Scanner *s, Place key_at);

static void note_key(Place *key_at, const Scanner *s, const char *from)
{
    *key_at = scan_place(s, from, (size_t)(s->at - from));
}

static bool member(Scanner *s)
{
    const char *from = s->at;
    if (from == s->end || *from != '"')
        return slip_key(s);
    s->key = true;
    bool good = text(s);
    s->key = false;
    if (!good)
        return false;
    Place key_at;
    note_key(&key_at, s, from);
    const char *key_end = s->at;
    if (!space(s))
        return false;
    if (s->at == s->end || *s->at != ':')
        return slip_colon(s, key_end);
    s->at++;
    return space(s) && value(s, key_at);
}

/* A list or an object: they differ in the bracket and in having keys. */
static bool bracket(Scanner *s, char close)
{
    const char *open = s->at++;
    if (s->depth == JSON_MAX_DEPTH)
        return scan_fail(s, open, 1, E_JSON_DEPTH, "brackets stand in each other more than %d deep",
                         JSON_MAX_DEPTH);
    s->open[s->depth++] = open;
    if (!space(s))
        return false;
    if (s->at < s->end && *s->at == close) {
        s->at++;
        s->depth--;
        return true;
    }
    for (;;) {
        if (close == '}' ? !member(s) : !value(s, (Place){0}))
            return false;
        const char *value_end = s->at;
        if (!space(s))
            return false;
        if (s->at < s->end && *s->at == close)
            break;
        if (s->at == s->end || *s->at != ',')
            return slip_comma(s, value_end);
        const char *comma = s->at++;
        if (!space(s))
            return false;
        if (s->at < s->end && (*s->at == close || *s->at == ','))
            return slip_trailing(s, comma);
    }
    s->at++;
    s->depth--;
    return true;
}

static bool value(Scanner *s, Place key_at)
{
    if (s->at == s->end)
        return slip_value(s);
    const char *from = s->at;
    size_t index = s->marks->count;
    array_push(s->marks, (Mark){.key_at = key_at});
    JsonKind kind = JSON_NULL;
    bool good;
    switch (*from) {
    case '{': kind = JSON_OBJECT; good = bracket(s, '}'); break;
    case '[': kind = JSON_LIST; good = bracket(s, ']'); break;
    case '"': kind = JSON_TEXT; good = text(s); break;
    case 't': kind = JSON_TRUE; good = word(s, "true"); break;
    case 'f': kind = JSON_FALSE; good = word(s, "false"); break;
    case 'n': kind = JSON_NULL; good = word(s, "null"); break;
    default:
        if (*from != '-' && (*from < '0' || *from > '9'))
            return slip_value(s);
        good = number(s, &kind);
    }
    if (!good)
        return false;
    s->marks->items[index].kind = kind;
    s->marks->items[index].at = scan_place(s, from, (size_t)(s->at - from));
    return true;
}

static bool whole_file(Scanner *s)
{
    if (!slip_bytes(s) || !slip_python(s) || !slip_other(s) || !space(s))
        return false;
    if (s->at == s->end)
        return scan_fail(s, s->start, 1, E_JSON_EMPTY,
                         "the file is empty; a scenario begins with {\"coroutines\": ...");
    if (!value(s, (Place){0}) || !space(s))
        return false;
    if (s->at < s->end && *s->at == ':')
        return scan_fail(s, s->start, 1, E_JSON_GOES_ON,
                         "a scenario begins with { and ends with }: keys and their values stand "
                         "between them");
    return s->at == s->end
           || scan_fail(s, s->at, 1, E_JSON_GOES_ON,
                        "the scenario ends before this; take out what follows, "
                        "or the bracket too many before it");
}

bool json_scan(Mended *text, Diags *diags, Marks *marks)
{
    Str source = text->source.text;
    Scanner s = {.start = source.at, .at = source.at, .end = source.at + source.length,
                 .diags = diags, .marks = marks, .again = text->edits.count > 0};
    bool good = whole_file(&s);
    if (s.mend.kind != MEND_NONE)
        mended_edit(text, s.mend.at, builder_view(&s.mend.text), s.mend.kind);
    builder_free(&s.mend.text);
    return good;
}
