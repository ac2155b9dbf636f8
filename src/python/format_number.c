/* Laying out what a format specification says: digits in groups, the sign, the padding. */
#include "python/format.h"

#include "base/number.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool pad(Python *py, const FormatSpec *format, uint64_t times, Builder *out)
{
    if (times && !builder_has_room(py, out, times > SIZE_MAX / 8 ? SIZE_MAX / 4 : (size_t)times * 4))
        return false;
    if (format->fill < 0x80) {
        builder_repeat(out, (char)format->fill, (size_t)times);
        return true;
    }
    for (; times; times--)
        builder_code_point(out, format->fill);
    return true;
}

/* `head` comes before the padding of `=`, `body` after it. */
static bool lay_out(Python *py, const FormatSpec *format, Str head, Str body, Builder *out)
{
    uint64_t used = utf8_count(head) + utf8_count(body);
    uint64_t rest = format->width > 0 && (uint64_t)format->width > used
                        ? (uint64_t)format->width - used
                        : 0;
    uint64_t before = format->align == '>' ? rest : format->align == '^' ? rest / 2 : 0;
    uint64_t between = format->align == '=' ? rest : 0;
    if (!pad(py, format, before, out) || !builder_has_room(py, out, head.length + body.length))
        return false;
    builder_str(out, head);
    if (!pad(py, format, between, out))
        return false;
    builder_str(out, body);
    return pad(py, format, rest - before - between, out);
}

bool format_text(Python *py, Str text, const FormatSpec *format, Builder *out)
{
    if (format->precision >= 0 && (uint64_t)format->precision < utf8_count(text))
        text.length = (size_t)(text_character(text, (size_t)format->precision).at - text.at);
    return lay_out(py, format, (Str){0}, text, out);
}

/* --- digits --- */

/* Digits in groups, filled with zeros to at least `width` characters; a group that a zero has
 * begun is not cut off by a separator in front. */
static void group_digits(Str digits, char separator, size_t group, int64_t width, Builder *out)
{
    Builder turned = {0};
    size_t left = digits.length;
    for (bool first = true; left > 0 || width > 0; first = false) {
        if (!first) {
            builder_char(&turned, separator);
            if (--width <= 0 && left == 0)
                width = 1;
        }
        for (size_t i = 0; i < group && (left > 0 || width > 0); i++, width--)
            builder_char(&turned, left > 0 ? digits.at[--left] : '0');
    }
    for (size_t i = turned.length; i > 0; i--)
        builder_char(out, turned.at[i - 1]);
    builder_free(&turned);
}

static void group_fraction(Str digits, char separator, Builder *out)
{
    for (size_t i = 0; i < digits.length; i++) {
        if (i && i % 3 == 0)
            builder_char(out, separator);
        builder_char(out, digits.at[i]);
    }
}

/* A number's text in parts: `-`, `0x`, `1234`, `.5e+10%`. */
typedef struct NumberText {
    bool negative;
    const char *prefix;
    Str digits, rest;
} NumberText;

static bool lay_out_number(Python *py, const FormatSpec *format, const NumberText *number,
                           Builder *out)
{
    Builder head = {0}, body = {0};
    bool by_four = format->type && strchr("boxX", (int)format->type) != NULL;
    if (number->negative)
        builder_char(&head, '-');
    else if (format->sign == '+' || format->sign == ' ')
        builder_char(&head, format->sign);
    builder_text(&head, number->prefix);
    bool zeros = format->fill == '0' && format->align == '=';
    int64_t width = zeros ? format->width - (int64_t)(head.length + number->rest.length) : 0;
    bool good = width <= 0 || builder_has_room(py, out, (size_t)width * 3);
    if (good && format->thousands && number->digits.length)
        group_digits(number->digits, format->thousands, by_four ? 4 : 3, width, &body);
    else if (good)
        builder_str(&body, number->digits);
    builder_str(&body, number->rest);
    good = good && lay_out(py, format, builder_view(&head), builder_view(&body), out);
    builder_free(&head);
    builder_free(&body);
    return good;
}

/* --- whole numbers --- */

static bool not_with_c(Python *py, const char *what)
{
    return raise_text(py, BUILTIN_VALUE_ERROR,
                      "%s not allowed with integer format specifier 'c'", what);
}

static bool format_character(Python *py, int64_t number, const FormatSpec *format, Builder *out)
{
    Builder text = {0};
    if (format->sign)
        return not_with_c(py, "Sign");
    if (format->alternate)
        return not_with_c(py, "Alternate form (#)");
    if (number < 0 || number > 0x10FFFF)
        return raise_text(py, BUILTIN_OVERFLOW_ERROR, "%%c arg not in range(0x110000)");
    bool surrogate = number >= 0xD800 && number <= 0xDFFF; /* no character of UTF-8 */
    builder_code_point(&text, surrogate ? 0xFFFD : (uint32_t)number);
    bool good = lay_out(py, format, (Str){0}, builder_view(&text), out);
    builder_free(&text);
    return good;
}

static Str write_digits(uint64_t number, unsigned base, bool capitals, char buffer[64])
{
    const char *digits = capitals ? "0123456789ABCDEF" : "0123456789abcdef";
    size_t at = 64;
    do {
        buffer[--at] = digits[number % base];
        number /= base;
    } while (number);
    return (Str){buffer + at, 64 - at};
}

bool format_integer(Python *py, int64_t number, const FormatSpec *format, Builder *out)
{
    char buffer[64];
    uint32_t type = format->type;
    if (format->precision >= 0)
        return raise_text(py, BUILTIN_VALUE_ERROR,
                          "Precision not allowed in integer format specifier");
    if (format->no_negative_zero)
        return raise_text(py, BUILTIN_VALUE_ERROR, "Negative zero coercion (z) not allowed in "
                                                    "integer format specifier");
    if (type == 'c')
        return format_character(py, number, format, out);
    unsigned base = type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
    const char *prefix = type == 'b' ? "0b" : type == 'o' ? "0o" : type == 'x' ? "0x"
                         : type == 'X' ? "0X" : "";
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    const NumberText text = {.negative = number < 0,
                             .prefix = format->alternate ? prefix : "",
                             .digits = write_digits(size, base, type == 'X', buffer)};
    return lay_out_number(py, format, &text, out);
}

/* --- floats --- */

static void strip_zeros(Builder *digits)
{
    while (digits->length > 1 && digits->at[digits->length - 1] == '0')
        digits->at[--digits->length] = '\0';
}

/* `g`, and no type with a precision (`plain`: like `g`, but a whole number ends in `.0`, and the
 * exponent comes one digit earlier). */
static void write_general(double size, int64_t precision, bool plain, bool keep, Builder *out)
{
    Builder text = {0}, digits = {0};
    int most = precision < 1 ? 1 : (int)precision;
    number_fixed(&text, size, 'e', most - 1);
    int exponent = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == 'e') {
            exponent = atoi(text.at + i + 1);
            break;
        }
        if (text.at[i] != '.')
            builder_char(&digits, text.at[i]);
    }
    if (!keep)
        strip_zeros(&digits);
    size_t whole = exponent < 0 ? 0 : (size_t)exponent + 1;
    if (exponent < -4 || exponent >= most - plain) {
        builder_char(out, digits.at[0]);
        if (digits.length > 1 || keep)
            builder_char(out, '.');
        builder_add(out, digits.at + 1, digits.length - 1);
        builder_printf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
    } else if (exponent < 0) {
        builder_text(out, "0.");
        builder_repeat(out, '0', (size_t)(-exponent - 1));
        builder_add(out, digits.at, digits.length);
    } else {
        if (digits.length < whole)
            builder_repeat(&digits, '0', whole - digits.length);
        builder_add(out, digits.at, whole);
        if (digits.length > whole || keep || plain)
            builder_char(out, '.');
        builder_add(out, digits.at + whole, digits.length - whole);
        if (digits.length == whole && plain)
            builder_char(out, '0');
    }
    builder_free(&text);
    builder_free(&digits);
}

/* `#` keeps the point even where no digit follows. */
static void keep_point(Builder *text)
{
    Builder with = {0};
    bool any = false;
    for (size_t i = 0; i < text->length; i++) {
        if ((text->at[i] == 'e' || text->at[i] == 'E') && !any)
            builder_char(&with, '.');
        any = any || text->at[i] == '.' || text->at[i] == 'e' || text->at[i] == 'E';
        builder_char(&with, text->at[i]);
    }
    if (!any)
        builder_char(&with, '.');
    builder_free(text);
    *text = with;
}

static void write_float(double size, const FormatSpec *format, Builder *out)
{
    char type = (char)format->type;
    int64_t precision = format->precision < 0 ? 6 : format->precision;
    char lower = (char)tolower((unsigned char)type);
    if (!isfinite(size)) {
        builder_text(out, isnan(size) ? "nan" : "inf");
    } else if (!type && format->precision < 0) {
        number_repr(out, size);
    } else if (!type || lower == 'g' || lower == 'n') {
        write_general(size, precision, !type, format->alternate, out);
    } else {
        number_fixed(out, size, lower == '%' ? 'f' : lower, (int)precision);
    }
    if (format->alternate && isfinite(size))
        keep_point(out);
    if (type == 'E' || type == 'F' || type == 'G')
        for (size_t i = 0; i < out->length; i++)
            out->at[i] = (char)toupper((unsigned char)out->at[i]);
}

static bool is_zero(Str text)
{
    for (size_t i = 0; i < text.length && text.at[i] != 'e'; i++)
        if (text.at[i] != '0' && text.at[i] != '.')
            return false;
    return true;
}

static size_t count_digits(const char *at, const char *end)
{
    size_t count = 0;
    while (at + count < end && isdigit((unsigned char)at[count]))
        count++;
    return count;
}

bool format_float(Python *py, double number, const FormatSpec *format, Builder *out)
{
    Builder text = {0}, rest = {0};
    if (format->precision > 0 && !builder_has_room(py, out, (size_t)format->precision * 2 + 400))
        return false;
    double value = format->type == '%' ? number * 100 : number;
    write_float(fabs(value), format, &text);
    Str whole = builder_view(&text);
    const char *end = whole.at + whole.length;
    NumberText parts = {.prefix = "", .negative = signbit(value) && !isnan(value)};
    if (format->no_negative_zero && is_zero(whole))
        parts.negative = false;
    parts.digits = (Str){whole.at, count_digits(whole.at, end)};
    const char *at = whole.at + parts.digits.length;
    if (at < end && *at == '.' && format->fraction_thousands) {
        size_t count = count_digits(at + 1, end);
        builder_char(&rest, '.');
        group_fraction((Str){at + 1, count}, format->fraction_thousands, &rest);
        at += count + 1;
    }
    builder_add(&rest, at, (size_t)(end - at));
    if (format->type == '%')
        builder_char(&rest, '%');
    parts.rest = builder_view(&rest);
    bool good = lay_out_number(py, format, &parts, out);
    builder_free(&text);
    builder_free(&rest);
    return good;
}
