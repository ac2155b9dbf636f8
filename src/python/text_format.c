/* str.format(): fields `{}`, `{0}`, `{name}`, with .attributes and [items] behind, a conversion and
 * a format, which may hold fields itself. */
#include "python/plain.h"
#include "python/text_format.h"

#include <string.h>

typedef struct Formatting {
    Python *py;
    const Arguments *arguments;
    uint32_t next;           /* of the numbers that `{}` counts */
    bool counted, numbered;  /* `{}` has been met; `{0}` has */
} Formatting;

static bool write_fields(Formatting *f, Str pattern, int depth, Builder *out);

static bool mixed(const Formatting *f, bool from_automatic)
{
    return raise_text(f->py, BUILTIN_VALUE_ERROR,
                      from_automatic
                          ? "cannot switch from automatic field numbering to manual field "
                            "specification"
                          : "cannot switch from manual field specification to automatic field "
                            "numbering");
}

/* TOO_LARGE where no index can be as large. */
enum { TOO_LARGE = -1 };
static bool is_number(Str text, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        int digit = text.at[i] - '0';
        bool fits = *number != TOO_LARGE && *number <= (INT64_MAX - digit) / 10;
        *number = fits ? *number * 10 + digit : TOO_LARGE;
    }
    return text.length > 0;
}

static bool too_large(const Formatting *f)
{
    return raise_text(f->py, BUILTIN_VALUE_ERROR, "Too many decimal digits in format string");
}

static bool positional(Formatting *f, int64_t index, Value *value)
{
    if (index >= f->arguments->count)
        return raise_text(f->py, BUILTIN_INDEX_ERROR,
                          "Replacement index %lld out of range for positional args tuple",
                          (long long)index);
    *value = f->arguments->positional[index];
    return true;
}

static bool first_value(Formatting *f, Str name, Value *value)
{
    int64_t index;
    if (!name.length) {
        if (f->numbered)
            return mixed(f, false);
        f->counted = true;
        return positional(f, f->next++, value);
    }
    if (is_number(name, &index)) {
        if (index == TOO_LARGE)
            return too_large(f);
        if (f->counted)
            return mixed(f, true);
        f->numbered = true;
        return positional(f, index, value);
    }
    for (uint32_t i = 0; i < f->arguments->named_count; i++)
        if (str_equal(f->arguments->names[i], name)) {
            *value = f->arguments->named[i];
            return true;
        }
    Value key = value_str(f->py, name);
    return raise_exception(f->py, exception_make(f->py, BUILTIN_KEY_ERROR, &key, 1));
}

static size_t name_end(Str text, size_t at)
{
    while (at < text.length && text.at[at] != '.' && text.at[at] != '[')
        at++;
    return at;
}

/* `.real` or `[key]` at *at. */
static bool follow(Formatting *f, Str field, size_t *at, Value *value)
{
    Python *py = f->py;
    if (field.at[*at] == '.') {
        size_t end = name_end(field, *at + 1);
        Str name = {field.at + *at + 1, end - *at - 1};
        *at = end;
        return name.length ? value_attribute(py, *value, name, value)
                           : raise_text(py, BUILTIN_VALUE_ERROR,
                                        "Empty attribute in format string");
    }
    const char *close = memchr(field.at + *at, ']', field.length - *at);
    if (!close)
        return raise_text(py, BUILTIN_VALUE_ERROR, "Missing ']' in format string");
    Str key = {field.at + *at + 1, (size_t)(close - field.at) - *at - 1};
    *at = (size_t)(close - field.at) + 1;
    int64_t index;
    if (!key.length)
        return raise_text(py, BUILTIN_VALUE_ERROR, "Empty attribute in format string");
    if (*at < field.length && field.at[*at] != '.' && field.at[*at] != '[')
        return raise_text(py, BUILTIN_VALUE_ERROR,
                          "Only '.' or '[' may follow ']' in format field specifier");
    bool number = is_number(key, &index);
    if (number && index == TOO_LARGE)
        return too_large(f);
    return value_index(py, *value, number ? INT_VALUE(index) : value_str(py, key), value);
}

static bool field_value(Formatting *f, Str field, Value *value)
{
    size_t at = name_end(field, 0);
    if (!first_value(f, (Str){field.at, at}, value))
        return false;
    while (at < field.length)
        if (!follow(f, field, &at, value))
            return false;
    return true;
}

static bool converted(Formatting *f, char conversion, Value *value)
{
    Builder text = {0};
    bool good = conversion == 'r'   ? value_repr(f->py, *value, &text)
                : conversion == 's' ? value_text(f->py, *value, &text)
                : conversion == 'a' ? value_ascii(f->py, *value, &text)
                                    : raise_text(f->py, BUILTIN_VALUE_ERROR,
                                                 "Unknown conversion specifier %c", conversion);
    *value = value_from_builder(f->py, &text);
    return good;
}

/* `name!r:format` between braces. */
typedef struct ReplacementField {
    Str name, format;
    char conversion; /* '\0': none */
} ReplacementField;

/* Where its name ends: brackets may hold anything. The end of all where nothing ends it. */
static size_t field_name_end(Str pattern, size_t at)
{
    for (; at < pattern.length; at++) {
        if (pattern.at[at] == '[')
            while (at < pattern.length && pattern.at[at] != ']')
                at++;
        if (at < pattern.length && strchr("{}:!", pattern.at[at]))
            break;
    }
    return at < pattern.length ? at : pattern.length;
}

/* The brace that closes the format, which may hold fields itself; or the end of all. */
static size_t format_end(Str pattern, size_t at)
{
    for (int open = 1; at < pattern.length; at++) {
        open += pattern.at[at] == '{';
        open -= pattern.at[at] == '}';
        if (!open)
            break;
    }
    return at;
}

/* *at, behind the opening brace, moves to the closing one. In the order in which CPython finds what is
 * wrong. */
static bool read_field(Python *py, Str pattern, size_t *at, ReplacementField *field)
{
    size_t end = field_name_end(pattern, *at);
    char c = end < pattern.length ? pattern.at[end] : '\0';
    *field = (ReplacementField){.name = {pattern.at + *at, end - *at}};
    if (c == '{')
        return raise_text(py, BUILTIN_VALUE_ERROR, "unexpected '{' in field name");
    if (c == '\0')
        return raise_text(py, BUILTIN_VALUE_ERROR, "expected '}' before end of string");
    *at = end;
    if (c == '!') {
        if (end + 1 >= pattern.length)
            return raise_text(py, BUILTIN_VALUE_ERROR,
                              "end of string while looking for conversion specifier");
        field->conversion = pattern.at[end + 1];
        *at = end += 2;
        c = end < pattern.length ? pattern.at[end] : ':';
        if (c != '}' && c != ':')
            return raise_text(py, BUILTIN_VALUE_ERROR, "expected ':' after conversion specifier");
    }
    if (c == '}')
        return true;
    size_t begin = end < pattern.length ? end + 1 : end;
    *at = format_end(pattern, begin);
    if (*at >= pattern.length)
        return raise_text(py, BUILTIN_VALUE_ERROR, "unmatched '{' in format spec");
    field->format = (Str){pattern.at + begin, *at - begin};
    return true;
}

static bool write_field(Formatting *f, const ReplacementField *field, int depth, Builder *out)
{
    Value value;
    if (!field_value(f, field->name, &value) ||
        (field->conversion && !converted(f, field->conversion, &value)))
        return false;
    Builder spec = {0};
    bool good = write_fields(f, field->format, depth + 1, &spec)
                && value_format(f->py, value, builder_view(&spec), out);
    builder_free(&spec);
    return good;
}

static bool write_fields(Formatting *f, Str pattern, int depth, Builder *out)
{
    if (depth > 2)
        return raise_text(f->py, BUILTIN_VALUE_ERROR, "Max string recursion exceeded");
    for (size_t at = 0; at < pattern.length; at++) {
        char c = pattern.at[at];
        bool doubled = at + 1 < pattern.length && pattern.at[at + 1] == c;
        if (c != '{' && c != '}') {
            builder_char(out, c);
        } else if (doubled && depth == 0) {
            builder_char(out, c);
            at++;
        } else if (c == '}' || at + 1 == pattern.length) {
            return raise_text(f->py, BUILTIN_VALUE_ERROR,
                              "Single '%c' encountered in format string", c);
        } else {
            ReplacementField field;
            at++;
            if (!read_field(f->py, pattern, &at, &field) || !write_field(f, &field, depth, out))
                return false;
        }
        if (!builder_has_room(f->py, out, 0))
            return false;
    }
    return true;
}

bool str_format(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Formatting f = {.py = py, .arguments = arguments};
    Str pattern = str_view((StrObj *)(void *)self);
    Builder out = {0};
    bool good = write_fields(&f, pattern, 0, &out);
    *result = value_from_builder(py, &out);
    return good;
}
