/* The usual slips in numbers, words, and what should have stood in quotes. */
#include "scenario/json/scan.h"

#include <string.h>

enum { SHOWN = 40 }; /* as much of the file's text as a message repeats */

static int shown(size_t length)
{
    return length < SHOWN ? (int)length : SHOWN;
}

/* --- numbers --- */

/* The digits of a number without what JSON does not have; 0 where none are left. */
static bool mend_number(Scanner *s, MendKind kind, const char *from, size_t length)
{
    if (length >= SCAN_REACH)
        return false;
    Builder text = {0};
    bool digit = false, point = false;
    const char *at = from, *stop = from + length;
    if (*at == '-')
        builder_char(&text, *at);
    while (at < stop && (*at == '-' || *at == '+'))
        at++;
    while (at + 1 < stop && *at == '0' && at[1] >= '0' && at[1] <= '9')
        at++;
    for (; at < stop && ((*at >= '0' && *at <= '9') || *at == '_' || (*at == '.' && !point));
         at++) {
        if (*at == '_')
            continue;
        if (*at == '.' && !digit)
            builder_char(&text, '0');
        point |= *at == '.';
        digit |= *at != '.';
        builder_char(&text, *at);
    }
    if (!digit || (text.length && text.at[text.length - 1] == '.'))
        builder_char(&text, '0');
    scan_mend(s, kind, from, length, "%s", text.at);
    builder_free(&text);
    return false;
}

static bool mend_infinity(Scanner *s, const char *from, size_t length, bool minus)
{
    scan_fail(s, from, length, E_JSON_NAN,
              "JSON has no Infinity; write it as an expression: \"float('%sinf')\"",
              minus ? "-" : "");
    return scan_mend(s, MEND_SURE, from, length, "\"float('%sinf')\"", minus ? "-" : "");
}

bool slip_number(Scanner *s, const char *from)
{
    const char *stop = from;
    while (stop < s->end && (scan_is_word(*stop) || *stop == '.' || *stop == '+' || *stop == '-'))
        stop++;
    size_t length = (size_t)(stop - from);
    const char *first = *from == '-' || *from == '+' ? from + 1 : from;
    const char *sign = *from == '-' ? "-" : "";
    size_t left = (size_t)(s->end - first);
    if (left >= 8 && memcmp(first, "Infinity", 8) == 0)
        return mend_infinity(s, from, length, *from == '-');
    MendKind kind = MEND_SURE;
    if (first == stop || ((*first < '0' || *first > '9') && *first != '.')) {
        scan_fail(s, from, first == stop ? 1 : length, E_JSON_NUMBER,
                  "digits are missing behind the minus");
        kind = MEND_LIKELY;
    } else if (*first == '.') {
        scan_fail(s, from, length, E_JSON_NUMBER, "a number begins with a digit: write %s0%.*s",
                  sign, shown(length - (size_t)(first - from)), first);
    } else if (*first == '0' && left > 1 && first[1] >= '0' && first[1] <= '9') {
        while (*first == '0' && first + 1 < stop && first[1] >= '0' && first[1] <= '9')
            first++;
        scan_fail(s, from, length, E_JSON_NUMBER, "a number has no leading zero: write %s%.*s",
                  sign, shown((size_t)(stop - first)), first);
    } else if (*first == '0' && left > 1 && strchr("xXoObB", first[1])) {
        scan_fail(s, from, length, E_JSON_NUMBER,
                  "numbers are decimal here; write it in digits 0 to 9");
        kind = MEND_LIKELY;
    } else if (memchr(from, '_', length)) {
        scan_fail(s, from, length, E_JSON_NUMBER,
                  "a number has no _ in it; write the digits alone");
    } else if (stop[-1] == '.') {
        scan_fail(s, from, length, E_JSON_NUMBER,
                  "digits are missing behind the point: write %.*s0", shown(length), from);
    } else {
        scan_fail(s, from, length, E_JSON_NUMBER,
                  "'%.*s' is not a number; write digits alone, or text in double quotes",
                  shown(length), from);
        kind = MEND_LIKELY;
    }
    return mend_number(s, kind, from, length);
}

/* --- words --- */

/* How far an expression without quotes goes: up to a comma or bracket that is not its own. */
static size_t bare_length(const Scanner *s, const char *from)
{
    size_t depth = 0;
    const char *stop = from + scan_reach(s, from), *at = from;
    for (; at < stop; at++) {
        if (*at == '"' || ((*at == ',' || *at == '}' || *at == ']') && depth == 0))
            break;
        depth += *at == '(' || *at == '[';
        if ((*at == ')' || *at == ']') && depth)
            depth--;
    }
    while (at > from + 1 && at[-1] == ' ')
        at--;
    return (size_t)(at - from);
}

bool slip_word(Scanner *s, Str found)
{
    static const struct {
        const char *word, *instead;
    } known[] = {{"True", "true"},   {"TRUE", "true"},       {"False", "false"},
                 {"FALSE", "false"}, {"None", "null"},       {"NULL", "null"},
                 {"Null", "null"},   {"undefined", "null"},  {"nil", "null"}};
    size_t whole = bare_length(s, found.at);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(found, known[i].word) && whole == found.length) {
            scan_fail(s, found.at, found.length, E_JSON_PYTHON_WORD,
                      "JSON writes %s for Python's %s", known[i].instead, known[i].word);
            return scan_mend(s, MEND_SURE, found.at, found.length, "%s", known[i].instead);
        }
    if (str_is(found, "NaN") || str_is(found, "nan")) {
        scan_fail(s, found.at, found.length, E_JSON_NAN,
                  "JSON has no NaN; write it as an expression: \"float('nan')\"");
        return scan_mend(s, MEND_SURE, found.at, found.length, "\"float('nan')\"");
    }
    if (str_is(found, "Infinity") || str_is(found, "inf"))
        return mend_infinity(s, found.at, found.length, false);
    if (found.at + whole < s->end && found.at[whole] == '"') {
        scan_fail(s, found.at, whole, E_JSON_TEXT_OPEN, "a double quote is missing before %.*s",
                  shown(whole), found.at);
        return scan_mend(s, MEND_SURE, found.at, 0, "\"");
    }
    scan_fail(s, found.at, whole, E_JSON_UNQUOTED,
              "text and expressions stand in double quotes: write \"%.*s\"", shown(whole),
              found.at);
    return scan_mend(s, memchr(found.at, '\\', whole) ? MEND_LIKELY : MEND_SURE, found.at, whole,
                     "\"%.*s\"", (int)whole, found.at);
}
