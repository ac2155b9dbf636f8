/* Reading a format specification, and formatting whatever it is given for. */
#include "python/format.h"

#include <limits.h>

/* Where the reading of a specification stands. */
typedef struct Reader {
    const char *at, *end;
} Reader;

static bool is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

static uint32_t peek(Reader reader)
{
    return reader.at < reader.end ? utf8_next(&reader.at, reader.end) : 0;
}

static bool take(Reader *reader, char c)
{
    if (reader->at == reader->end || *reader->at != c)
        return false;
    reader->at++;
    return true;
}

static void read_align(Reader *reader, FormatSpec *format, bool *fill_given, bool *align_given)
{
    Reader second = *reader;
    uint32_t first = peek(second);
    if (first)
        utf8_next(&second.at, second.end);
    *fill_given = first && is_align(peek(second));
    *align_given = *fill_given || is_align(first);
    if (*fill_given) {
        format->fill = first;
        reader->at = second.at;
    }
    if (*align_given)
        format->align = *reader->at++;
}

/* Digits; -1 where there are none. */
static bool read_number(Python *py, Reader *reader, int64_t *number)
{
    *number = -1;
    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        int64_t sum = *number < 0 ? 0 : *number;
        if (__builtin_mul_overflow(sum, 10, &sum)
            || __builtin_add_overflow(sum, *reader->at - '0', &sum))
            return raise_text(py, BUILTIN_VALUE_ERROR,
                              "Too many decimal digits in format string");
        *number = sum;
    }
    return true;
}

/* A separator: `,` or `_`, not both. */
static bool read_separator(Python *py, Reader *reader, char *separator)
{
    if (take(reader, ','))
        *separator = ',';
    bool underscore = take(reader, '_');
    if (underscore && !*separator)
        *separator = '_';
    else if (underscore)
        *separator = 'b';
    if (*separator == 'b' || (underscore && reader->at < reader->end && *reader->at == ','))
        return raise_text(py, BUILTIN_VALUE_ERROR, "Cannot specify both ',' and '_'.");
    return true;
}

static bool read_fraction(Python *py, Reader *reader, FormatSpec *format)
{
    if (!take(reader, '.'))
        return true;
    if (!read_number(py, reader, &format->precision)
        || !read_separator(py, reader, &format->fraction_thousands))
        return false;
    return format->precision >= 0 || format->fraction_thousands
           || raise_text(py, BUILTIN_VALUE_ERROR, "Format specifier missing precision");
}

static bool check_separator(Python *py, const FormatSpec *format)
{
    static const char decimal[] = "deEfFgG%", binary[] = "boxX";
    uint32_t type = format->type;
    bool good = !format->thousands || type == 0;
    for (const char *at = decimal; *at && !good; at++)
        good = type == (uint32_t)*at;
    for (const char *at = binary; *at && !good; at++)
        good = format->thousands == '_' && type == (uint32_t)*at;
    char separator = format->thousands;
    if (good && type == 'n' && format->fraction_thousands) {
        separator = format->fraction_thousands;
        good = false;
    }
    return good
           || raise_text(py, BUILTIN_VALUE_ERROR,
                         type > 32 && type < 128 ? "Cannot specify '%c' with '%c'."
                                                 : "Cannot specify '%c' with '\\x%x'.",
                         separator, (int)type);
}

bool format_parse(Python *py, Str spec, const char *type_name, char align, FormatSpec *format)
{
    Reader reader = {spec.at, spec.at + spec.length};
    bool fill_given, align_given;
    *format = (FormatSpec){.fill = ' ', .align = align, .width = -1, .precision = -1};
    read_align(&reader, format, &fill_given, &align_given);
    uint32_t next = peek(reader);
    if (next == '+' || next == '-' || next == ' ')
        format->sign = *reader.at++;
    format->no_negative_zero = take(&reader, 'z');
    format->alternate = take(&reader, '#');
    if (!fill_given && take(&reader, '0')) {
        format->fill = '0';
        if (!align_given && align == '>')
            format->align = '=';
    }
    if (!read_number(py, &reader, &format->width)
        || !read_separator(py, &reader, &format->thousands)
        || !read_fraction(py, &reader, format))
        return false;
    format->type = peek(reader);
    if (format->type)
        utf8_next(&reader.at, reader.end);
    if (reader.at < reader.end)
        return raise_text(py, BUILTIN_VALUE_ERROR,
                          "Invalid format specifier '%.*s' for object of type '%s'",
                          (int)spec.length, spec.at, type_name);
    if (!format->type && align == '<' && format->thousands)
        format->type = 's'; /* text's own: the message names it */
    return check_separator(py, format);
}

bool format_unknown_type(Python *py, const FormatSpec *format, const char *type_name)
{
    uint32_t type = format->type;
    return raise_text(py, BUILTIN_VALUE_ERROR,
                      type > 32 && type < 128 ? "Unknown format code '%c' for object of type '%s'"
                                              : "Unknown format code '\\x%x' for object of type "
                                                "'%s'",
                      (int)type, type_name);
}

static bool not_for_text(Python *py, const char *what)
{
    return raise_text(py, BUILTIN_VALUE_ERROR, "%s not allowed in string format specifier", what);
}

static bool format_str_value(Python *py, Str text, Str spec, Builder *out)
{
    FormatSpec format;
    if (!format_parse(py, spec, "str", '<', &format))
        return false;
    if (format.type && format.type != 's')
        return format_unknown_type(py, &format, "str");
    if (format.sign)
        return not_for_text(py, format.sign == ' ' ? "Space" : "Sign");
    if (format.no_negative_zero)
        return not_for_text(py, "Negative zero coercion (z)");
    if (format.alternate)
        return not_for_text(py, "Alternate form (#)");
    if (format.align == '=')
        return not_for_text(py, "'=' alignment");
    return format_text(py, text, &format, out);
}

static bool is_one_of(uint32_t type, const char *types)
{
    for (; *types; types++)
        if (type == (uint32_t)*types)
            return true;
    return false;
}

static bool format_number_value(Python *py, Value value, Str spec, Builder *out)
{
    FormatSpec format;
    const char *name = value_type_name(py, value);
    if (!format_parse(py, spec, name, '>', &format))
        return false;
    if (format.precision > INT_MAX && value.tag == V_FLOAT)
        return raise_text(py, BUILTIN_VALUE_ERROR, "precision too big");
    if (value.tag == V_FLOAT)
        return !format.type || is_one_of(format.type, "eEfFgGn%")
                   ? format_float(py, value.f, &format, out)
                   : format_unknown_type(py, &format, name);
    if (!format.type || is_one_of(format.type, "bcdoxXn"))
        return format_integer(py, value_integer(value), &format, out);
    if (!is_one_of(format.type, "eEfFgG%"))
        return format_unknown_type(py, &format, name);
    if (format.precision > INT_MAX)
        return raise_text(py, BUILTIN_VALUE_ERROR, "precision too big");
    return format_float(py, value_double(value), &format, out);
}

bool value_format(Python *py, Value value, Str spec, Builder *out)
{
    if (!spec.length)
        return value_text(py, value, out);
    if (value_is(value, OBJ_STR))
        return python_work(py, value_size(value) + spec.length)
               && format_str_value(py, str_view(as_str(value)), spec, out);
    if (value_is_number(value))
        return format_number_value(py, value, spec, out);
    return raise_text(py, BUILTIN_TYPE_ERROR,
                      "unsupported format string passed to %s.__format__",
                      value_type_name(py, value));
}
