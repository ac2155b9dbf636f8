/* The strict scanner's tokens: numbers, texts, words. */
#include "scenario/json/scan.h"

#include "base/number.h"

#include <string.h>

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
    if (text.length >= SCAN_REACH)
        return true; /* no value is as long: that is told later */
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

bool scan_number(Scanner *s, JsonKind *kind)
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

bool scan_text(Scanner *s)
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

bool scan_expected(Scanner *s, const char *expected)
{
    const char *from = s->at;
    while (s->at < s->end && scan_is_word(*s->at))
        s->at++;
    Str found = {from, (size_t)(s->at - from)};
    return str_is(found, expected) || slip_word(s, found);
}
