/* The methods of text. */
#include "python/characters.h"
#include "python/plain.h"
#include "python/text_format.h"

#include <stdlib.h>
#include <string.h>

static Str text_of(Obj *self)
{
    return str_view((StrObj *)(void *)self);
}

static bool change_case(Python *py, Obj *self, void (*change)(Builder *, Str), Value *result)
{
    Builder out = {0};
    if (!heap_room(py->heap, text_of(self).length * 4))
        return false;
    change(&out, text_of(self));
    *result = value_from_builder(py, &out);
    return true;
}

static bool str_upper(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.upper")
           && change_case(py, self, text_upper, result);
}

static bool str_lower(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.lower")
           && change_case(py, self, text_lower, result);
}

/* --- strip --- */

/* The characters of a text, found by halving. */
typedef struct CharacterSet {
    uint32_t *sorted; /* malloc'd */
    size_t count;
} CharacterSet;

static int by_code_point(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static CharacterSet characters_of(Str text)
{
    CharacterSet set = {.sorted = mem_resize_array(NULL, text.length + 1, sizeof *set.sorted)};
    for (const char *at = str_start(text), *end = at + text.length; at < end;)
        set.sorted[set.count++] = utf8_next(&at, end);
    if (set.count > 1)
        qsort(set.sorted, set.count, sizeof *set.sorted, by_code_point);
    size_t kept = 0;
    for (size_t i = 0; i < set.count; i++)
        if (!kept || set.sorted[kept - 1] != set.sorted[i])
            set.sorted[kept++] = set.sorted[i];
    set.count = kept;
    return set;
}

/* Which ends are stripped. */
enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

/* Of white space where there is no set. */
static bool is_stripped(const CharacterSet *set, const char *at, const char *end)
{
    uint32_t c = utf8_next(&at, end);
    if (!set)
        return code_point_is_space(c);
    return set->count
           && bsearch(&c, set->sorted, set->count, sizeof c, by_code_point) != NULL;
}

static Str strip_ends(Str text, const CharacterSet *set, unsigned ends)
{
    const char *at = str_start(text), *end = at + text.length;
    while (ends & STRIP_LEFT && at < end && is_stripped(set, at, end))
        utf8_next(&at, end);
    while (ends & STRIP_RIGHT && end > at) {
        const char *last = end - 1;
        while (last > at && ((unsigned char)*last & 0xC0) == 0x80)
            last--;
        if (!is_stripped(set, last, end))
            break;
        end = last;
    }
    return (Str){at, (size_t)(end - at)};
}

static bool strip(Python *py, Obj *self, const Arguments *arguments, unsigned ends, Value *result)
{
    static const char *const names[] = {"", "lstrip", "rstrip", "strip"};
    if (arguments->named_count)
        return raise_text(py, BUILTIN_TYPE_ERROR, "str.%s() takes no keyword arguments",
                          names[ends]);
    if (!arguments_count(py, arguments, names[ends], 0, 1))
        return false;
    Value given = arguments->count ? arguments->positional[0] : NONE_VALUE;
    if (given.tag != V_NONE && !value_is(given, OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR, "%s arg must be None or str", names[ends]);
    if (!heap_room(py->heap, text_of(self).length))
        return false;
    CharacterSet set = {0};
    if (given.tag != V_NONE)
        set = characters_of(str_view(as_str(given)));
    *result = value_str(py, strip_ends(text_of(self), given.tag == V_NONE ? NULL : &set, ends));
    mem_free(set.sorted);
    return true;
}

static bool str_strip(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return strip(py, self, arguments, STRIP_LEFT | STRIP_RIGHT, result);
}

static bool str_lstrip(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return strip(py, self, arguments, STRIP_LEFT, result);
}

static bool str_rstrip(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return strip(py, self, arguments, STRIP_RIGHT, result);
}

/* --- split and join --- */

static bool add_part(Python *py, ListObj *parts, const char *from, const char *to)
{
    size_t length = (size_t)(to - from);
    return heap_room(py->heap, length)
           && list_append(py, parts, value_str(py, (Str){from, length}));
}

static const char *skip_spaces(const char *at, const char *end)
{
    for (const char *next = at; next < end && code_point_is_space(utf8_next(&next, end));)
        at = next;
    return at;
}

/* What is left over after `most` splits keeps the spaces behind it. */
static bool split_spaces(Python *py, Str text, int64_t most, ListObj *parts)
{
    const char *end = text.at + text.length, *at = skip_spaces(text.at, end);
    for (int64_t i = 0; at < end && (most < 0 || i < most); i++) {
        const char *from = at, *to = at;
        while (at < end && !code_point_is_space(utf8_next(&at, end)))
            to = at;
        if (!add_part(py, parts, from, to))
            return false;
        at = skip_spaces(to, end);
    }
    return at == end || add_part(py, parts, at, end);
}

static bool split_at(Python *py, Str text, Str separator, int64_t most, ListObj *parts)
{
    size_t from = 0, found;
    for (int64_t i = 0; most < 0 || i < most; i++) {
        found = text_find(text, separator, from);
        if (found == SIZE_MAX)
            break;
        if (!add_part(py, parts, text.at + from, text.at + found))
            return false;
        from = found + separator.length;
    }
    return add_part(py, parts, text.at + from, text.at + text.length);
}

static bool str_split(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"sep", "maxsplit"};
    static const Signature signature = {"split", names, .count = 2, .positional = 2};
    Value values[] = {NONE_VALUE, INT_VALUE(-1)};
    int64_t most;
    if (!arguments_clinic(py, arguments, &signature, values)
        || !integer_index(py, values[1], &most))
        return false;
    ListObj *parts = list_make(py, OBJ_LIST);
    *result = OBJ_VALUE(parts);
    if (values[0].tag == V_NONE)
        return split_spaces(py, text_of(self), most, parts);
    if (!value_is(values[0], OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR, "must be str or None, not %s",
                          value_type_name(py, values[0]));
    Str separator = str_view(as_str(values[0]));
    if (!separator.length)
        return raise_text(py, BUILTIN_VALUE_ERROR, "empty separator");
    return split_at(py, text_of(self), separator, most, parts);
}

static bool join_items(Python *py, Str between, const ListObj *items, Builder *out)
{
    for (size_t i = 0; i < items->count; i++) {
        if (!value_is(items->items[i], OBJ_STR))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "sequence item %zu: expected str instance, %s found", i,
                              value_type_name(py, items->items[i]));
        Str item = str_view(as_str(items->items[i]));
        if (!builder_has_room(py, out, between.length + item.length))
            return false;
        if (i)
            builder_str(out, between);
        builder_str(out, item);
    }
    return true;
}

static bool str_join(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    if (!arguments_one(py, arguments, "str.join"))
        return false;
    if (!value_is_iterable(arguments->positional[0]))
        return raise_text(py, BUILTIN_TYPE_ERROR, "can only join an iterable");
    ListObj *items = list_make(py, OBJ_LIST);
    Builder out = {0};
    bool good = list_extend(py, items, arguments->positional[0])
                && join_items(py, text_of(self), items, &out);
    if (good)
        *result = value_str(py, builder_view(&out));
    builder_free(&out);
    return good;
}

/* --- startswith and endswith --- */

typedef struct Edge {
    const char *name;
    bool end;
} Edge;

static bool stands_at_edge(Str text, Str part, bool end)
{
    if (part.length > text.length)
        return false;
    const char *at = end ? text.at + text.length - part.length : text.at;
    return memcmp(at, part.at, part.length) == 0;
}

/* An index into the characters, clamped; None keeps what is there. */
static bool edge_bound(Python *py, Value value, int64_t count, int64_t *bound)
{
    if (value.tag == V_NONE)
        return true;
    if (!value_is_integer(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "slice indices must be integers or None or have an __index__ method");
    int64_t at = value_integer(value);
    at = at < 0 ? at + count : at;
    *bound = at < 0 ? 0 : at;
    return true;
}

/* The part of the text between the second and the third argument. False in *inside where the
 * start lies behind the end: then not even the empty text is there. */
static bool edge_slice(Python *py, const Arguments *arguments, Str *text, bool *inside)
{
    int64_t count = (int64_t)utf8_count(*text), start = 0, stop = count;
    if ((arguments->count > 1 && !edge_bound(py, arguments->positional[1], count, &start))
        || (arguments->count > 2 && !edge_bound(py, arguments->positional[2], count, &stop)))
        return false;
    stop = stop < count ? stop : count;
    *inside = start <= stop;
    if (*inside && (start > 0 || stop < count)) {
        const char *from = text_character(*text, (size_t)start).at;
        const char *to = stop == count ? text->at + text->length
                                       : text_character(*text, (size_t)stop).at;
        *text = (Str){from, (size_t)(to - from)};
    }
    return true;
}

static bool at_edge(Python *py, Obj *self, const Arguments *arguments, Edge edge, Value *result)
{
    Str text = text_of(self);
    bool inside;
    if (!arguments_count(py, arguments, edge.name, 1, 3)
        || !edge_slice(py, arguments, &text, &inside))
        return false;
    const Value *parts = arguments->positional;
    size_t count = 1;
    bool tuple = value_is(*parts, OBJ_TUPLE), found = false;
    if (tuple) {
        count = as_list(*parts)->count;
        parts = as_list(*parts)->items;
    }
    for (size_t i = 0; i < count && !found; i++) {
        if (!value_is(parts[i], OBJ_STR))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              tuple ? "tuple for %s must only contain str, not %s"
                                    : "%s first arg must be str or a tuple of str, not %s",
                              edge.name, value_type_name(py, parts[i]));
        if (!python_work(py, value_size(parts[i])))
            return false;
        found = inside && stands_at_edge(text, str_view(as_str(parts[i])), edge.end);
    }
    *result = BOOL_VALUE(found);
    return true;
}

static bool str_startswith(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_unnamed(py, arguments, "str.startswith")
           && at_edge(py, self, arguments, (Edge){"startswith", false}, result);
}

static bool str_endswith(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_unnamed(py, arguments, "str.endswith")
           && at_edge(py, self, arguments, (Edge){"endswith", true}, result);
}

/* --- replace --- */

/* The empty text stands before every character and at the end. */
static bool replace_empty(Python *py, Str text, Str with, int64_t most, Builder *out)
{
    const char *at = str_start(text), *end = at + text.length;
    for (int64_t i = 0; i < most; i++) {
        const char *from = at;
        if (!builder_has_room(py, out, with.length))
            return false;
        builder_str(out, with);
        if (at == end)
            return true;
        utf8_next(&at, end);
        builder_add(out, from, (size_t)(at - from));
    }
    builder_add(out, at, (size_t)(end - at));
    return true;
}

static bool replace(Python *py, Str text, const Str change[2], int64_t most, Builder *out)
{
    size_t from = 0, found;
    if (most < 0)
        most = INT64_MAX;
    if (!change[0].length)
        return replace_empty(py, text, change[1], most, out);
    for (int64_t i = 0; i < most; i++) {
        found = text_find(text, change[0], from);
        if (found == SIZE_MAX)
            break;
        if (!builder_has_room(py, out, found - from + change[1].length))
            return false;
        builder_add(out, text.at + from, found - from);
        builder_str(out, change[1]);
        from = found + change[0].length;
    }
    if (!builder_has_room(py, out, text.length - from))
        return false;
    builder_add(out, text.at + from, text.length - from);
    return true;
}

static bool str_replace(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"", "", "count"};
    static const Signature signature = {"replace", names, .required = 2, .count = 3,
                                        .positional = 3};
    Value values[3] = {[2] = INT_VALUE(-1)};
    Str change[2];
    int64_t most;
    if (!arguments_clinic(py, arguments, &signature, values))
        return false;
    for (int i = 0; i < 2; i++) {
        if (!value_is(values[i], OBJ_STR))
            return raise_text(py, BUILTIN_TYPE_ERROR, "replace() argument %d must be str, not %s",
                              i + 1, value_type_name(py, values[i]));
        change[i] = str_view(as_str(values[i]));
    }
    if (!integer_index(py, values[2], &most))
        return false;
    Builder out = {0};
    bool good = replace(py, text_of(self), change, most, &out);
    if (good)
        *result = value_str(py, builder_view(&out));
    builder_free(&out);
    return good;
}

const Method str_methods[] = {
    {.name = "upper", .call = str_upper, .cost = COST_ALL},
    {.name = "lower", .call = str_lower, .cost = COST_ALL},
    {.name = "strip", .call = str_strip, .cost = COST_ALL},
    {.name = "lstrip", .call = str_lstrip, .cost = COST_ALL},
    {.name = "rstrip", .call = str_rstrip, .cost = COST_ALL},
    {.name = "format", .call = str_format, .cost = COST_ALL},
    {.name = "split", .call = str_split, .cost = COST_ALL},
    {.name = "join", .call = str_join, .cost = COST_ALL},
    {.name = "startswith", .call = str_startswith, .cost = COST_ALL},
    {.name = "endswith", .call = str_endswith, .cost = COST_ALL},
    {.name = "replace", .call = str_replace, .cost = COST_ALL},
    {0},
};
