/* Text % values: C's printf as Python has it. */
#include "python/format.h"

#include <string.h>

typedef struct Percent {
    Python *py;
    Str format;
    size_t at; /* behind the `%` while a conversion is read */
    Value arguments;
    Value chosen; /* by its key, of a mapping */
    const Value *values;
    size_t count, used;
    Builder *out;
} Percent;

/* One conversion's own words. */
typedef struct Conversion {
    FormatSpec spec;
    bool left, zeros;
    char letter;
} Conversion;

static bool next_value(Percent *percent, Value *value)
{
    if (percent->used == percent->count)
        return raise_text(percent->py, BUILTIN_TYPE_ERROR,
                          "not enough arguments for format string");
    *value = percent->values[percent->used++];
    return true;
}

static char peek(const Percent *percent)
{
    return percent->at < percent->format.length ? percent->format.at[percent->at] : '\0';
}

static void read_flags(Percent *percent, Conversion *conversion)
{
    for (;; percent->at++) {
        switch (peek(percent)) {
        case '-':
            conversion->left = true;
            break;
        case '+':
            conversion->spec.sign = '+';
            break;
        case ' ':
            if (!conversion->spec.sign)
                conversion->spec.sign = ' ';
            break;
        case '#':
            conversion->spec.alternate = true;
            break;
        case '0':
            conversion->zeros = true;
            break;
        default:
            return;
        }
    }
}

static bool read_star(Percent *percent, int64_t *number)
{
    Value value;
    percent->at++;
    if (!next_value(percent, &value))
        return false;
    if (!value_is_integer(value))
        return raise_text(percent->py, BUILTIN_TYPE_ERROR, "* wants int");
    *number = value_integer(value);
    return true;
}

static bool read_size(Percent *percent, const char *what, int64_t *number)
{
    if (peek(percent) == '*')
        return read_star(percent, number);
    for (; peek(percent) >= '0' && peek(percent) <= '9'; percent->at++) {
        *number = (*number < 0 ? 0 : *number) * 10 + (peek(percent) - '0');
        if (*number > INT32_MAX)
            return raise_text(percent->py, BUILTIN_VALUE_ERROR, "%s too big", what);
    }
    return true;
}

/* `(key)`: the mapping's value takes the place of all values. */
static bool read_key(Percent *percent)
{
    Python *py = percent->py;
    size_t from = ++percent->at;
    for (int depth = 1;; percent->at++) {
        if (percent->at == percent->format.length)
            return raise_text(py, BUILTIN_VALUE_ERROR, "incomplete format key");
        depth += (peek(percent) == '(') - (peek(percent) == ')');
        if (!depth)
            break;
    }
    Value key = value_str(py, (Str){percent->format.at + from, percent->at++ - from});
    if (!dict_item(py, percent->arguments, key, &percent->chosen))
        return false;
    percent->values = &percent->chosen;
    percent->count = 1;
    percent->used = 0;
    return true;
}

static bool read_conversion(Percent *percent, Conversion *conversion)
{
    *conversion = (Conversion){.spec = {.fill = ' ', .align = '>', .width = -1, .precision = -1}};
    if (peek(percent) == '(' && !value_is(percent->arguments, OBJ_DICT))
        return raise_text(percent->py, BUILTIN_TYPE_ERROR, "format requires a mapping");
    if (peek(percent) == '(' && !read_key(percent))
        return false;
    read_flags(percent, conversion);
    if (!read_size(percent, "width", &conversion->spec.width))
        return false;
    if (conversion->spec.width < -1) { /* from a `*` */
        conversion->left = true;
        conversion->spec.width = -conversion->spec.width;
    }
    if (peek(percent) == '.') {
        percent->at++;
        conversion->spec.precision = 0;
        if (!read_size(percent, "precision", &conversion->spec.precision))
            return false;
        if (conversion->spec.precision < 0)
            conversion->spec.precision = 0;
    }
    if (peek(percent) == 'h' || peek(percent) == 'l' || peek(percent) == 'L')
        percent->at++;
    if (percent->at == percent->format.length)
        return raise_text(percent->py, BUILTIN_VALUE_ERROR, "incomplete format");
    conversion->letter = percent->format.at[percent->at++];
    if (conversion->left)
        conversion->spec.align = '<';
    return true;
}

static bool put_text(Percent *percent, const Conversion *conversion, Value value)
{
    Builder text = {0};
    bool good = conversion->letter == 's'   ? value_text(percent->py, value, &text)
                : conversion->letter == 'r' ? value_repr(percent->py, value, &text)
                                            : value_ascii(percent->py, value, &text);
    good = good
           && format_text(percent->py, builder_view(&text), &conversion->spec, percent->out);
    builder_free(&text);
    return good;
}

static bool put_character(Percent *percent, Conversion *conversion, Value value)
{
    Python *py = percent->py;
    conversion->spec.precision = -1;
    if (value_is(value, OBJ_STR)) {
        if (as_str(value)->characters != 1)
            return raise_text(py, BUILTIN_TYPE_ERROR, "%%c requires an int or a unicode character,"
                                                       " not a string of length %u",
                              as_str(value)->characters);
        return format_text(py, str_view(as_str(value)), &conversion->spec, percent->out);
    }
    if (!value_is_integer(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "%%c requires an int or a unicode character, not %s",
                          value_type_name(py, value));
    conversion->spec.type = 'c';
    conversion->spec.sign = 0;
    conversion->spec.alternate = false;
    return format_integer(py, value_integer(value), &conversion->spec, percent->out);
}

/* The precision is a least number of digits: written first by itself, then padded. */
static bool put_digits(Percent *percent, const Conversion *conversion, int64_t number)
{
    FormatSpec inner = conversion->spec, outer = conversion->spec;
    inner.width = inner.precision < 0 ? -1 : inner.precision;
    bool with_sign = number < 0 || inner.sign, prefixed = inner.alternate && inner.type != 'd';
    if (inner.width >= 0)
        inner.width += with_sign + 2 * prefixed;
    inner.precision = -1;
    inner.fill = '0';
    inner.align = '=';
    if (conversion->zeros && !conversion->left && outer.width > inner.width)
        inner.width = outer.width;
    outer.precision = -1;
    Builder text = {0};
    bool good = format_integer(percent->py, number, &inner, &text)
                && format_text(percent->py, builder_view(&text), &outer, percent->out);
    builder_free(&text);
    return good;
}

static bool put_integer(Percent *percent, Conversion *conversion, Value value)
{
    Python *py = percent->py;
    bool decimal = strchr("diu", conversion->letter) != NULL;
    if (decimal && value.tag == V_FLOAT && !integer_from_float(py, value.f, &value))
        return false;
    if (!value_is_integer(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          decimal ? "%%%c format: a real number is required, not %s"
                                  : "%%%c format: an integer is required, not %s",
                          conversion->letter, value_type_name(py, value));
    conversion->spec.type = decimal ? 'd' : (uint32_t)conversion->letter;
    return put_digits(percent, conversion, value_integer(value));
}

static bool put_float(Percent *percent, Conversion *conversion, Value value)
{
    if (!value_is_number(value))
        return raise_text(percent->py, BUILTIN_TYPE_ERROR, "must be real number, not %s",
                          value_type_name(percent->py, value));
    conversion->spec.type = (uint32_t)conversion->letter;
    if (conversion->zeros && !conversion->left) {
        conversion->spec.fill = '0';
        conversion->spec.align = '=';
    }
    return format_float(percent->py, value_double(value), &conversion->spec, percent->out);
}

static bool put_conversion(Percent *percent)
{
    Conversion conversion;
    Value value;
    if (peek(percent) == '%') {
        percent->at++;
        builder_char(percent->out, '%');
        return true;
    }
    if (!read_conversion(percent, &conversion) || !next_value(percent, &value))
        return false;
    switch (conversion.letter) {
    case 's':
    case 'r':
    case 'a':
        return put_text(percent, &conversion, value);
    case 'c':
        return put_character(percent, &conversion, value);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        return put_integer(percent, &conversion, value);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return put_float(percent, &conversion, value);
    default:
        return raise_text(percent->py, BUILTIN_VALUE_ERROR,
                          "unsupported format character '%c' (0x%x) at index %zu",
                          conversion.letter, (unsigned)(unsigned char)conversion.letter,
                          utf8_count((Str){percent->format.at, percent->at - 1}));
    }
}

static bool put_all(Percent *percent)
{
    while (percent->at < percent->format.length) {
        const char *from = percent->format.at + percent->at;
        size_t left = percent->format.length - percent->at;
        const char *next = memchr(from, '%', left);
        size_t plain = next ? (size_t)(next - from) : left;
        if (!builder_has_room(percent->py, percent->out, plain))
            return false;
        builder_add(percent->out, from, plain);
        percent->at += plain + (next != NULL);
        if (next && !put_conversion(percent))
            return false;
    }
    return true;
}

bool text_percent(Python *py, Str format, Value arguments, Value *result)
{
    enum { BYTES_AN_ITEM = 4 };
    if (!python_work(py, format.length / BYTES_AN_ITEM)) /* also of what raises in the end */
        return false;
    Builder out = {0};
    bool tuple = value_is(arguments, OBJ_TUPLE);
    Percent percent = {
        .py = py,
        .format = format,
        .arguments = arguments,
        .values = tuple ? as_list(arguments)->items : &arguments,
        .count = tuple ? as_list(arguments)->count : 1,
        .out = &out,
    };
    bool good = put_all(&percent);
    bool may_be_left = value_is(arguments, OBJ_LIST) || value_is(arguments, OBJ_RANGE)
                       || value_is(arguments, OBJ_DICT);
    if (good && percent.used < percent.count && !may_be_left)
        good = raise_text(py, BUILTIN_TYPE_ERROR,
                          "not all arguments converted during string formatting");
    if (good)
        *result = value_str(py, builder_view(&out));
    builder_free(&out);
    return good;
}
