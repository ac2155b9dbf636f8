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

static bool is_number(Str text, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || *number > INT32_MAX)
            return false;
        *number = *number * 10 + (text.at[i] - '0');
    }
    return text.length > 0;
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
    return value_index(py, *value, is_number(key, &index) ? INT_VALUE(index) : value_str(py, key),
                       value);
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

/* Where the field's name ends: at `!`, `:` or its end; brackets may hold either. */
static size_t field_end(Str inside)
{
    bool bracket = false;
    for (size_t i = 0; i < inside.length; i++) {
        char c = inside.at[i];
        bracket = c == '[' || (bracket && c != ']');
        if (!bracket && (c == '!' || c == ':'))
            return i;
    }
    return inside.length;
}

static bool write_field(Formatting *f, Str inside, int depth, Builder *out)
{
    size_t at = field_end(inside);
    Value value;
    if (!field_value(f, (Str){inside.at, at}, &value))
        return false;
    if (at < inside.length && inside.at[at] == '!') {
        if (at + 1 >= inside.length)
            return raise_text(f->py, BUILTIN_VALUE_ERROR,
                              "end of string while looking for conversion specifier");
        char conversion = inside.at[at + 1];
        at += 2;
        if (at < inside.length && inside.at[at] != ':')
            return raise_text(f->py, BUILTIN_VALUE_ERROR,
                              "expected ':' after conversion specifier");
        if (!converted(f, conversion, &value))
            return false;
    }
    Str format = at < inside.length ? (Str){inside.at + at + 1, inside.length - at - 1} : STR("");
    Builder spec = {0};
    bool good = write_fields(f, format, depth + 1, &spec)
                && value_format(f->py, value, builder_view(&spec), out);
    builder_free(&spec);
    return good;
}

/* Behind an opening brace: where its closing one stands, or SIZE_MAX. */
static size_t closing(Str pattern, size_t at)
{
    int open = 1;
    for (; at < pattern.length; at++) {
        open += pattern.at[at] == '{';
        open -= pattern.at[at] == '}';
        if (!open)
            return at;
    }
    return SIZE_MAX;
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
        } else if (c == '}') {
            return raise_text(f->py, BUILTIN_VALUE_ERROR,
                              "Single '}' encountered in format string");
        } else {
            size_t end = closing(pattern, at + 1);
            if (end == SIZE_MAX)
                return raise_text(f->py, BUILTIN_VALUE_ERROR,
                                  at + 1 == pattern.length
                                      ? "Single '{' encountered in format string"
                                      : "expected '}' before end of string");
            if (!write_field(f, (Str){pattern.at + at + 1, end - at - 1}, depth, out))
                return false;
            at = end;
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
