/* Numbers as text and back. The C library's conversions follow the locale in one thing only, the
 * decimal point. So numbers are handed to strtod as digits and an exponent, without a point, and
 * what printf writes has its point replaced. */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 17 }; /* a double never needs more to be read back */

/* |number| as d.ddd x 10^exponent, rounded to `digits` digits, and whether that reads back. */
typedef struct Decimal {
    char digits[MOST_DIGITS + 1];
    int count, exponent;
} Decimal;

static double decimal_value(const Decimal *decimal)
{
    char text[MOST_DIGITS + 16];
    snprintf(text, sizeof text, "%se%d", decimal->digits, decimal->exponent - decimal->count + 1);
    return strtod(text, NULL);
}

static void decimal_round(Decimal *decimal, double number, int digits)
{
    char text[64];
    snprintf(text, sizeof text, "%.*e", digits - 1, number);
    const char *at = text;
    decimal->count = 0;
    for (; *at && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9')
            decimal->digits[decimal->count++] = *at;
    decimal->digits[decimal->count] = '\0';
    decimal->exponent = (int)strtol(at + 1, NULL, 10);
}

/* One unit more in the last digit. */
static void decimal_bump(Decimal *decimal)
{
    int i = decimal->count;
    while (i > 0 && decimal->digits[i - 1] == '9')
        decimal->digits[--i] = '0';
    if (i > 0) {
        decimal->digits[i - 1]++;
    } else {
        decimal->digits[0] = '1';
        decimal->exponent++;
    }
}

/* Without the zeros at its end. */
static void decimal_trim(Decimal *decimal)
{
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
    decimal->digits[decimal->count] = '\0';
}

/* The shortest that reads back. At a power of two the neighbours above are twice as far away as
 * those below, so the next decimal up may read back where the nearest one does not. */
static Decimal decimal_shortest(double number)
{
    Decimal decimal;
    int digits = number < 2.3e-308 ? 1 : 15; /* 15 always come back, but for subnormals */
    for (; digits < MOST_DIGITS; digits++) {
        decimal_round(&decimal, number, digits);
        if (decimal_value(&decimal) == number)
            break;
        decimal_bump(&decimal);
        if (decimal_value(&decimal) == number)
            break;
    }
    if (digits == MOST_DIGITS)
        decimal_round(&decimal, number, MOST_DIGITS);
    decimal_trim(&decimal);
    return decimal;
}

#ifdef __SIZEOF_INT128__ /* where the processor is of 64 bits */
__extension__ typedef unsigned __int128 Wide;

/* The shortest of a number from 1e-4 to 1e15, which are most that people write: such a number is
 * m / 2^shift, and times a power of ten it still fits 128 bits, so that rounding it and looking how
 * far off that is takes whole numbers only. Powers of two are exact here in 15 digits, so the
 * neighbours of what may have to be rounded are equally far away. */
static void decimal_exact(Decimal *decimal, double number)
{
    static const double powers[] = {1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,
                                    1e6,  1e7,  1e8,  1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
    int binary, digits = 15, exponent = -4;
    Wide m = (Wide)(frexp(number, &binary) * 0x1p53), power = 1, rounded = 0;
    int shift = 53 - binary;
    while (exponent < 14 && number >= powers[exponent + 4])
        exponent++;
    for (uint64_t base = 10, left = (uint64_t)(digits - 1 - exponent); left; left /= 2) {
        power *= left % 2 ? base : 1;
        base *= base;
    }
    for (; digits <= MOST_DIGITS; digits++, power *= 10) {
        Wide scaled = m * power, half = (Wide)1 << (shift - 1);
        rounded = scaled >> shift;
        Wide rest = scaled - (rounded << shift);
        if (rest > half || (rest == half && rounded % 2))
            rounded++;
        Wide off = rest < half ? rest : 2 * half - rest;
        if (2 * off < power || (2 * off == power && m % 2 == 0))
            break;
    }
    uint64_t rest = (uint64_t)rounded;
    decimal->count = digits;
    for (int i = digits; i-- > 0; rest /= 10)
        decimal->digits[i] = (char)('0' + rest % 10);
    decimal->exponent = exponent;
    if (rest) { /* all nines, rounded up */
        decimal->digits[0] = '1';
        decimal->exponent++;
    }
    decimal_trim(decimal);
}
#else
static void decimal_exact(Decimal *decimal, double number)
{
    *decimal = decimal_shortest(number);
}
#endif

static uint64_t size_of(int64_t number)
{
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

/* Writes the number's digits so that they end before `end`, two at a time; gives where they begin. */
static char *digits_before(char *end, uint64_t number)
{
    static const char pairs[] = "0001020304050607080910111213141516171819"
                                "2021222324252627282930313233343536373839"
                                "4041424344454647484950515253545556575859"
                                "6061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    for (; number >= 100; number /= 100)
        memcpy(end -= 2, pairs + 2 * (number % 100), 2);
    if (number >= 10)
        memcpy(end -= 2, pairs + 2 * number, 2);
    else
        *--end = (char)('0' + number);
    return end;
}

void integer_write(Builder *out, int64_t number)
{
    char digits[24], *end = digits + sizeof digits;
    char *at = digits_before(end, size_of(number));
    if (number < 0)
        *--at = '-';
    builder_add(out, at, (size_t)(end - at));
}

void number_repr(Builder *out, double number)
{
    if (isnan(number)) {
        builder_text(out, "nan");
        return;
    }
    if (signbit(number))
        builder_char(out, '-');
    number = fabs(number);
    if (isinf(number)) {
        builder_text(out, "inf");
        return;
    }
    if (number < 1e15 && number == (double)(int64_t)number) {
        integer_write(out, (int64_t)number);
        builder_text(out, ".0");
        return;
    }
    Decimal d;
    if (number >= 1e-4 && number < 1e15)
        decimal_exact(&d, number);
    else
        d = decimal_shortest(number);
    if (d.exponent < -4 || d.exponent >= 16) {
        builder_char(out, d.digits[0]);
        if (d.count > 1) {
            builder_char(out, '.');
            builder_add(out, d.digits + 1, (size_t)d.count - 1);
        }
        builder_printf(out, "e%c%02d", d.exponent < 0 ? '-' : '+', abs(d.exponent));
    } else if (d.exponent < 0) {
        builder_text(out, "0.");
        builder_repeat(out, '0', (size_t)(-d.exponent - 1));
        builder_add(out, d.digits, (size_t)d.count);
    } else {
        int whole = d.exponent + 1, shown = whole < d.count ? whole : d.count;
        builder_add(out, d.digits, (size_t)shown);
        builder_repeat(out, '0', (size_t)(whole - shown));
        builder_char(out, '.');
        if (d.count > whole)
            builder_add(out, d.digits + whole, (size_t)(d.count - whole));
        else
            builder_char(out, '0');
    }
}

/* What a number in the C locale may consist of; the rest is the locale's point. */
static bool belongs_to_number(char c)
{
    return c && strchr("0123456789+-eEinfaINFA", c) != NULL;
}

void number_fixed(Builder *out, double number, char kind, int precision)
{
    const char format[] = {'%', '.', '*', kind, '\0'};
    size_t start = out->length;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    builder_printf(out, format, precision, number);
#pragma GCC diagnostic pop
    size_t to = start;
    for (size_t from = start; from < out->length; from++) {
        if (belongs_to_number(out->at[from]))
            out->at[to++] = out->at[from];
        else if (to == start || out->at[to - 1] != '.')
            out->at[to++] = '.';
    }
    out->length = to;
    out->at[to] = '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Moves past an exponent's digits, saturating far outside of what a double can hold. */
static int64_t read_exponent(const char **at, const char *end)
{
    int64_t exponent = 0;
    for (; *at < end && is_digit(**at); ++*at)
        if (exponent < 1000000000)
            exponent = exponent * 10 + (**at - '0');
    return exponent;
}

bool number_parse(Str text, double *number)
{
    const char *at = str_start(text), *end = at + text.length;
    Builder digits = {0};
    int64_t exponent = 0;
    size_t seen = 0;
    if (at < end && (*at == '-' || *at == '+'))
        builder_char(&digits, *at++);
    for (; at < end && is_digit(*at); at++, seen++)
        builder_char(&digits, *at);
    if (at < end && *at == '.') {
        for (at++; at < end && is_digit(*at); at++, seen++, exponent--)
            builder_char(&digits, *at);
    }
    bool good = seen > 0;
    if (good && at < end && (*at == 'e' || *at == 'E')) {
        at++;
        bool negative = at < end && *at == '-';
        at += at < end && (*at == '-' || *at == '+');
        good = at < end && is_digit(*at);
        int64_t written = read_exponent(&at, end);
        exponent += negative ? -written : written;
    }
    good = good && at == end;
    if (good) {
        builder_printf(&digits, "e%lld", (long long)exponent);
        *number = strtod(digits.at, NULL);
    }
    builder_free(&digits);
    return good;
}

bool integer_parse(Str text, int64_t *number)
{
    const char *at = str_start(text), *end = at + text.length;
    bool negative = at < end && *at == '-';
    at += negative;
    if (at == end)
        return false;
    int64_t sum = 0; /* counted downwards: the lowest number has no positive twin */
    for (; at < end; at++) {
        int digit = *at - '0';
        if (!is_digit(*at) || sum < (INT64_MIN + digit) / 10)
            return false;
        sum = sum * 10 - digit;
    }
    if (!negative && sum == INT64_MIN)
        return false;
    *number = negative ? sum : -sum;
    return true;
}

void time_exact(Builder *out, int64_t nanoseconds)
{
    uint64_t size = size_of(nanoseconds), second = (uint64_t)NS_PER_SECOND;
    char text[40], *end = text + sizeof text;
    char *point = digits_before(end, size % second + second); /* a digit more, in the point's place */
    char *at = digits_before(point, size / second);
    *point = '.';
    while (end > point + 2 && end[-1] == '0')
        end--;
    if (nanoseconds < 0)
        *--at = '-';
    builder_add(out, at, (size_t)(end - at));
}

bool time_from_seconds(double seconds, int64_t *nanoseconds)
{
    if (!(fabs(seconds) <= 9.2e9))
        return false;
    /* The product with 10^9 is rounded once; its error decides where it seems to be a tie. */
    double whole = trunc(seconds), fraction = seconds - whole;
    double product = fraction * 1e9, error = fma(fraction, 1e9, -product);
    double rounded = nearbyint(product), off = product - rounded;
    if (off == 0.5 && error > 0)
        rounded += 1;
    else if (off == -0.5 && error < 0)
        rounded -= 1;
    *nanoseconds = (int64_t)whole * NS_PER_SECOND + (int64_t)rounded;
    return true;
}
