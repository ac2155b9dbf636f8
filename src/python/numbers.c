/* Numbers made from other values: int(), float(), round(). */
#include "python/plain.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool integer_from_float(Python *py, double number, Value *result)
{
    if (isnan(number))
        return raise_text(py, BUILTIN_VALUE_ERROR, "cannot convert float NaN to integer");
    if (isinf(number))
        return raise_text(py, BUILTIN_OVERFLOW_ERROR, "cannot convert float infinity to integer");
    if (number >= 0x1p63 || number < -0x1p63)
        return python_limit(py, PAST_64_BITS);
    *result = INT_VALUE((int64_t)number);
    return true;
}

bool integer_index(Python *py, Value value, int64_t *number)
{
    if (!value_is_integer(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "'%s' object cannot be interpreted as an integer",
                          value_type_name(py, value));
    *number = value_integer(value);
    return true;
}

/* --- text --- */

Str text_strip_space(Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    while (at < end) {
        const char *next = at;
        if (!code_point_is_space(utf8_next(&next, end)))
            break;
        at = next;
    }
    while (end > at) {
        const char *last = end - 1, *next;
        while (last > at && ((unsigned char)*last & 0xC0) == 0x80)
            last--;
        next = last;
        if (!code_point_is_space(utf8_next(&next, end)))
            break;
        end = last;
    }
    return (Str){at, (size_t)(end - at)};
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
}

/* `0x` and its like stand for a base: which one, or 0. */
static int prefix_base(Str digits)
{
    if (digits.length < 2 || digits.at[0] != '0')
        return 0;
    switch (digits.at[1]) {
    case 'x':
    case 'X':
        return 16;
    case 'o':
    case 'O':
        return 8;
    case 'b':
    case 'B':
        return 2;
    default:
        return 0;
    }
}

typedef enum Reading { READ_GOOD, READ_WRONG, READ_PAST } Reading;

/* Digits with single underscores between them, counted downwards for the lowest number's sake. */
static Reading read_digits(Str digits, int base, bool after_prefix, int64_t *negated)
{
    bool may_underscore = after_prefix, past = false, any = false;
    *negated = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.at[i] == '_' && may_underscore) {
            may_underscore = false;
            continue;
        }
        int digit = digit_value(digits.at[i]);
        if (digit >= base)
            return READ_WRONG;
        past = past || *negated < (INT64_MIN + digit) / base;
        if (!past)
            *negated = *negated * base - digit;
        may_underscore = any = true;
    }
    return !any || !may_underscore ? READ_WRONG : past ? READ_PAST : READ_GOOD;
}

static Reading read_integer(Str text, int base, int64_t *number)
{
    bool negative = text.length && text.at[0] == '-', signed_text = negative;
    signed_text = signed_text || (text.length && text.at[0] == '+');
    Str digits = {text.at + signed_text, text.length - signed_text};
    int prefix = prefix_base(digits);
    bool old_octal = base == 0 && !prefix && digits.length && digits.at[0] == '0';
    if (base == 0)
        base = prefix ? prefix : 10;
    bool skip = prefix == base;
    if (skip)
        digits = (Str){digits.at + 2, digits.length - 2};
    Reading reading = read_digits(digits, base, skip, number);
    if (reading == READ_GOOD && old_octal && *number != 0)
        return READ_WRONG; /* 010 is nothing in Python */
    if (reading == READ_GOOD && !negative)
        reading = *number == INT64_MIN ? READ_PAST : READ_GOOD;
    if (reading == READ_GOOD && !negative)
        *number = -*number;
    return reading;
}

/* The text's repr, as an error shows it: at most 200 characters. */
static bool wrong_literal(Python *py, const char *what, Str text)
{
    Builder shown = {0};
    bool good = value_repr(py, value_str(py, text), &shown);
    Str view = builder_view(&shown);
    if (utf8_count(view) > 200)
        view.length = (size_t)(text_character(view, 200).at - view.at);
    if (good)
        raise_text(py, BUILTIN_VALUE_ERROR, "%s: %.*s", what, (int)view.length, view.at);
    builder_free(&shown);
    return false;
}

bool integer_from_text(Python *py, Str text, int64_t base, Value *result)
{
    char what[64];
    int64_t number;
    if (base != 0 && (base < 2 || base > 36))
        return raise_text(py, BUILTIN_VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
    switch (read_integer(text_strip_space(text), (int)base, &number)) {
    case READ_GOOD:
        *result = INT_VALUE(number);
        return true;
    case READ_PAST:
        return python_limit(py, PAST_64_BITS);
    case READ_WRONG:
        break;
    }
    snprintf(what, sizeof what, "invalid literal for int() with base %d", (int)base);
    return wrong_literal(py, what, text);
}

static bool same_word(Str text, const char *word)
{
    size_t i = 0;
    while (i < text.length && word[i] && (text.at[i] | 0x20) == word[i])
        i++;
    return i == text.length && !word[i];
}

static bool read_special(Str text, double *number)
{
    bool negative = text.length && text.at[0] == '-';
    bool skip = negative || (text.length && text.at[0] == '+');
    text = (Str){text.at + skip, text.length - skip};
    if (same_word(text, "inf") || same_word(text, "infinity"))
        *number = negative ? -INFINITY : INFINITY;
    else if (same_word(text, "nan"))
        *number = negative ? -NAN : NAN;
    else
        return false;
    return true;
}

static bool is_digit_at(Str text, size_t i)
{
    return i < text.length && text.at[i] >= '0' && text.at[i] <= '9';
}

/* Underscores may stand between two digits only. */
static bool read_float(Str text, double *number)
{
    Builder plain = {0};
    bool good = true;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] != '_')
            builder_char(&plain, text.at[i]);
        else
            good = good && i > 0 && is_digit_at(text, i - 1) && is_digit_at(text, i + 1);
    }
    good = good && number_parse(builder_view(&plain), number);
    builder_free(&plain);
    return good;
}

bool float_from_text(Python *py, Str text, Value *result)
{
    Str stripped = text_strip_space(text);
    double number;
    if (!read_special(stripped, &number) && !read_float(stripped, &number))
        return wrong_literal(py, "could not convert string to float", text);
    *result = value_float(py, number);
    return true;
}

/* --- round --- */

/* `number` rounded half to even at the 10^-digits place of its exact decimal expansion: C's printf
 * does exactly that. */
static double round_at(double number, int digits)
{
    char text[512];
    if (digits > 0) {
        Builder exact = {0};
        number_fixed(&exact, number, 'f', digits);
        number_parse(builder_view(&exact), &number);
        builder_free(&exact);
        return number;
    }
    snprintf(text, sizeof text, "%.60e", fabs(number));
    int exponent = 0; /* of the first digit: more digits than a double has nines for */
    for (const char *at = text; *at; at++)
        if (*at == 'e')
            exponent = atoi(at + 1);
    int kept = exponent + digits;
    if (kept < -1)
        return copysign(0.0, number);
    if (kept == -1) { /* nothing is kept, but it may round up to the place itself */
        snprintf(text, sizeof text, "5e%d", -digits - 1);
        double half = strtod(text, NULL);
        snprintf(text, sizeof text, "1e%d", -digits);
        return copysign(fabs(number) > half ? strtod(text, NULL) : 0.0, number);
    }
    Builder exact = {0};
    number_fixed(&exact, number, 'e', kept);
    number_parse(builder_view(&exact), &number);
    builder_free(&exact);
    return number;
}

static bool round_float(Python *py, double number, int64_t digits, Value *result)
{
    enum { MOST = 323, LEAST = -308 };
    double rounded = number;
    if (isfinite(number) && number != 0 && digits <= MOST)
        rounded = digits < LEAST ? copysign(0.0, number) : round_at(number, (int)digits);
    if (isinf(rounded) && isfinite(number))
        return raise_text(py, BUILTIN_OVERFLOW_ERROR, "rounded value too large to represent");
    *result = FLOAT_VALUE(rounded);
    return true;
}

static bool round_integer(Python *py, int64_t number, int64_t digits, Value *result)
{
    *result = INT_VALUE(number);
    if (digits >= 0)
        return true;
    if (digits < -19) {
        *result = INT_VALUE(0);
        return true;
    }
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number, place = 1;
    for (int64_t i = digits; i < 0; i++)
        place *= 10;
    uint64_t rest = size % place, down = size - rest, half = place / 2;
    bool odd = size / place % 2 == 1;
    if (rest > half || (rest == half && odd)) {
        if (__builtin_add_overflow(down, place, &down) || down > INT64_MAX)
            return python_limit(py, PAST_64_BITS);
    }
    *result = INT_VALUE(number < 0 ? (int64_t)(0 - down) : (int64_t)down);
    return true;
}

bool number_round(Python *py, Value number, const Value *digits, Value *result)
{
    int64_t places = 0;
    if (!value_is_number(number))
        return raise_text(py, BUILTIN_TYPE_ERROR, "type %s doesn't define __round__ method",
                          value_type_name(py, number));
    bool whole = !digits || digits->tag == V_NONE;
    if (!whole && !integer_index(py, *digits, &places))
        return false;
    if (number.tag != V_FLOAT)
        return round_integer(py, value_integer(number), places, result);
    return whole ? integer_from_float(py, nearbyint(number.f), result)
                 : round_float(py, number.f, places, result);
}

Value value_float(Python *py, double number)
{
    if (number == number)
        return FLOAT_VALUE(number);
    uint64_t bits = UINT64_C(0x7ff8000000000000) | (++py->nans & UINT64_C(0x3ffffffffffff));
    memcpy(&number, &bits, sizeof number);
    return FLOAT_VALUE(number);
}
