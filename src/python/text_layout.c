/* Methods of text that look for parts, ask for kinds of characters, fill up and take apart. */
#include "python/characters.h"
#include "python/plain.h"

#include <string.h>

static Str text_of(Obj *self)
{
    return str_view((StrObj *)(void *)self);
}

/* --- case --- */

static bool changed(Python *py, Obj *self, void (*change)(Builder *, Str), Value *result)
{
    Builder out = {0};
    if (!heap_room(py->heap, text_of(self).length * 4))
        return false;
    change(&out, text_of(self));
    *result = value_from_builder(py, &out);
    return true;
}

static bool title(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.title") && changed(py, self, text_title, result);
}

static bool capitalize(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.capitalize")
           && changed(py, self, text_capitalize, result);
}

/* --- kinds of characters --- */

static bool all_are(Obj *self, unsigned properties, Value *result)
{
    Str text = text_of(self);
    bool all = text.length > 0;
    for (const char *at = str_start(text), *end = at + text.length; at < end && all;) {
        uint32_t c = utf8_next(&at, end);
        all = false;
        for (int p = CHAR_ALPHA; p <= CHAR_NUMERIC && !all; p++)
            all = properties & 1u << p && character_is(c, (CharProperty)p);
    }
    *result = BOOL_VALUE(all);
    return true;
}

static bool isalpha_(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.isalpha") && all_are(self, 1u << CHAR_ALPHA, result);
}

static bool isdigit_(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.isdigit") && all_are(self, 1u << CHAR_DIGIT, result);
}

static bool isdecimal(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.isdecimal")
           && all_are(self, 1u << CHAR_DECIMAL, result);
}

static bool isnumeric(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.isnumeric")
           && all_are(self, 1u << CHAR_NUMERIC, result);
}

static bool isalnum_(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.isalnum")
           && all_are(self,
                      1u << CHAR_ALPHA | 1u << CHAR_DECIMAL | 1u << CHAR_DIGIT | 1u << CHAR_NUMERIC,
                      result);
}

static bool isspace_(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Str text = text_of(self);
    bool all = text.length > 0;
    for (const char *at = str_start(text), *end = at + text.length; at < end && all;)
        all = code_point_is_space(utf8_next(&at, end));
    *result = BOOL_VALUE(all);
    return arguments_none(py, arguments, "str.isspace");
}

/* All that has a case is `wanted`, and something has. */
static bool one_case(Obj *self, CharProperty wanted, Value *result)
{
    Str text = text_of(self);
    CharProperty other = wanted == CHAR_CAPITAL ? CHAR_SMALL : CHAR_CAPITAL;
    bool found = false, wrong = false;
    for (const char *at = str_start(text), *end = at + text.length; at < end && !wrong;) {
        uint32_t c = utf8_next(&at, end);
        found |= character_is(c, wanted);
        wrong = character_is(c, other) || character_is(c, CHAR_TITLED);
    }
    *result = BOOL_VALUE(found && !wrong);
    return true;
}

static bool isupper_(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.isupper") && one_case(self, CHAR_CAPITAL, result);
}

static bool islower_(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return arguments_none(py, arguments, "str.islower") && one_case(self, CHAR_SMALL, result);
}

/* --- find, count --- */

static bool bound(Python *py, Value value, int64_t count, int64_t *at)
{
    if (value.tag == V_NONE)
        return true;
    if (!value_is_integer(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "slice indices must be integers or None or have an __index__ method");
    *at = value_integer(value);
    *at = *at < 0 ? *at + count : *at;
    *at = *at < 0 ? 0 : *at;
    return true;
}

static size_t offset_of(Str text, int64_t index, int64_t count)
{
    if (index >= count)
        return text.length;
    return (size_t)(text_character(text, (size_t)index).at - text.at);
}

typedef struct Search {
    Str text, part;
    size_t from, to; /* bytes; from > to: nothing, not even the empty text, is there */
} Search;

static bool search_of(Python *py, Obj *self, const Arguments *arguments, const char *name,
                      Search *search)
{
    char function[24] = "str.";
    strncat(function, name, sizeof function - 5);
    int64_t count = ((StrObj *)(void *)self)->characters, start = 0, stop = count;
    if (!arguments_unnamed(py, arguments, function) || !arguments_count(py, arguments, name, 1, 3))
        return false;
    if (!value_is(arguments->positional[0], OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR, "%s() argument 1 must be str, not %s", name,
                          value_type_name(py, arguments->positional[0]));
    if ((arguments->count > 1 && !bound(py, arguments->positional[1], count, &start))
        || (arguments->count > 2 && !bound(py, arguments->positional[2], count, &stop)))
        return false;
    stop = stop < count ? stop : count;
    search->text = text_of(self);
    search->part = str_view(as_str(arguments->positional[0]));
    search->from = start > stop ? 1 : offset_of(search->text, start, count);
    search->to = start > stop ? 0 : offset_of(search->text, stop, count);
    return true;
}

static int64_t index_at(Str text, size_t offset)
{
    return (int64_t)utf8_count((Str){text.at, offset});
}

static size_t first_of(const Search *search)
{
    if (search->from > search->to)
        return SIZE_MAX;
    Str within = {search->text.at, search->to};
    return text_find(within, search->part, search->from);
}

static size_t last_of(const Search *search)
{
    if (search->from > search->to || search->part.length > search->to - search->from)
        return SIZE_MAX;
    for (size_t at = search->to - search->part.length + 1; at-- > search->from;)
        if (str_equal((Str){search->text.at + at, search->part.length}, search->part))
            return at;
    return SIZE_MAX;
}

static bool found_at(Python *py, const Search *search, size_t at, bool must, Value *result)
{
    if (at == SIZE_MAX && must)
        return raise_text(py, BUILTIN_VALUE_ERROR, "substring not found");
    *result = INT_VALUE(at == SIZE_MAX ? -1 : index_at(search->text, at));
    return true;
}

static bool find(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Search search = {0};
    return search_of(py, self, arguments, "find", &search)
           && found_at(py, &search, first_of(&search), false, result);
}

static bool rfind(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Search search = {0};
    return search_of(py, self, arguments, "rfind", &search)
           && found_at(py, &search, last_of(&search), false, result);
}

static bool index_(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Search search = {0};
    return search_of(py, self, arguments, "index", &search)
           && found_at(py, &search, first_of(&search), true, result);
}

static bool count(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Search search = {0};
    int64_t times = 0;
    if (!search_of(py, self, arguments, "count", &search))
        return false;
    if (search.from <= search.to && !search.part.length) {
        times = (int64_t)utf8_count((Str){search.text.at + search.from, search.to - search.from}) + 1;
    } else {
        for (size_t at; (at = first_of(&search)) != SIZE_MAX; times++)
            search.from = at + search.part.length;
    }
    *result = INT_VALUE(times);
    return true;
}

/* --- filling up --- */

typedef struct Padding {
    size_t left, right;
    uint32_t fill;
} Padding;

static bool padded(Python *py, Obj *self, Padding padding, Value *result)
{
    Builder out = {0};
    Str text = text_of(self);
    if (padding.left > SIZE_MAX / 8 || padding.right > SIZE_MAX / 8
        || !builder_has_room(py, &out, (padding.left + padding.right) * 4 + text.length)
        || !python_work(py, (padding.left + padding.right) / 4))
        return false;
    for (size_t i = 0; i < padding.left; i++)
        builder_code_point(&out, padding.fill);
    builder_str(&out, text);
    for (size_t i = 0; i < padding.right; i++)
        builder_code_point(&out, padding.fill);
    *result = value_from_builder(py, &out);
    return true;
}

/* The width and the character to fill with: how much is missing. */
static bool padding_of(Python *py, Obj *self, const Arguments *arguments, const char *name,
                       size_t *missing, uint32_t *fill)
{
    char function[24] = "str.";
    strncat(function, name, sizeof function - 5);
    int64_t width, have = ((StrObj *)(void *)self)->characters;
    *fill = ' ';
    if (!arguments_unnamed(py, arguments, function) || !arguments_count(py, arguments, name, 1, 2)
        || !integer_index(py, arguments->positional[0], &width))
        return false;
    if (arguments->count > 1) {
        Value given = arguments->positional[1];
        if (!value_is(given, OBJ_STR) || as_str(given)->characters != 1)
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              value_is(given, OBJ_STR)
                                  ? "The fill character must be exactly one character long"
                                  : "The fill character must be a unicode character, not %s",
                              value_type_name(py, given));
        const char *at = as_str(given)->at;
        *fill = utf8_next(&at, at + as_str(given)->length);
    }
    *missing = width > have ? (size_t)(width - have) : 0;
    return true;
}

static bool ljust(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Padding padding = {0};
    return padding_of(py, self, arguments, "ljust", &padding.right, &padding.fill)
           && padded(py, self, padding, result);
}

static bool rjust(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Padding padding = {0};
    return padding_of(py, self, arguments, "rjust", &padding.left, &padding.fill)
           && padded(py, self, padding, result);
}

/* The odd one goes to the left where the width is odd. */
static bool center(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Padding padding = {0};
    size_t missing = 0;
    if (!padding_of(py, self, arguments, "center", &missing, &padding.fill))
        return false;
    size_t width = missing + ((StrObj *)(void *)self)->characters;
    padding.left = missing / 2 + (missing & width & 1);
    padding.right = missing - padding.left;
    return padded(py, self, padding, result);
}

static bool zfill(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    Str text = text_of(self);
    int64_t width, have = ((StrObj *)(void *)self)->characters;
    if (!arguments_one(py, arguments, "str.zfill")
        || !integer_index(py, arguments->positional[0], &width))
        return false;
    size_t missing = width > have ? (size_t)(width - have) : 0;
    bool sign = text.length && (text.at[0] == '+' || text.at[0] == '-');
    Builder out = {0};
    if (!builder_has_room(py, &out, missing + text.length) || !python_work(py, missing / 16))
        return false;
    builder_add(&out, text.at, sign);
    builder_repeat(&out, '0', missing);
    builder_add(&out, text.at + sign, text.length - sign);
    *result = value_from_builder(py, &out);
    return true;
}

/* --- taking apart --- */

static bool is_line_end(uint32_t c)
{
    return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028
           || c == 0x2029;
}

static bool splitlines(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    static const char *const names[] = {"keepends"};
    static const Signature signature = {"splitlines", names, .count = 1, .positional = 1};
    Value keep = BOOL_VALUE(false);
    Str text = text_of(self);
    if (!arguments_clinic(py, arguments, &signature, &keep))
        return false;
    ListObj *lines = list_make(py, OBJ_LIST);
    *result = OBJ_VALUE(lines);
    for (const char *at = str_start(text), *end = at + text.length; at < end;) {
        const char *from = at, *to = at;
        uint32_t c = 0;
        while (at < end && !is_line_end(c = utf8_next(&at, end)))
            to = at;
        if (c == '\r' && at < end && *at == '\n')
            at++;
        size_t length = (size_t)((value_truth(keep) ? at : to) - from);
        if (!heap_room(py->heap, length)
            || !list_append(py, lines, value_str(py, (Str){from, length})))
            return false;
    }
    return true;
}

static bool partition(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    if (!arguments_one(py, arguments, "str.partition"))
        return false;
    Value given = arguments->positional[0];
    if (!value_is(given, OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR, "must be str, not %s",
                          value_type_name(py, given));
    Str text = text_of(self), part = str_view(as_str(given));
    if (!part.length)
        return raise_text(py, BUILTIN_VALUE_ERROR, "empty separator");
    size_t at = text_find(text, part, 0);
    Value parts[3] = {OBJ_VALUE(self), value_str(py, STR("")), value_str(py, STR(""))};
    if (at != SIZE_MAX) {
        if (!heap_room(py->heap, text.length))
            return false;
        size_t behind = at + part.length;
        parts[0] = value_str(py, (Str){text.at, at});
        parts[1] = given;
        parts[2] = value_str(py, (Str){text.at + behind, text.length - behind});
    }
    *result = value_list(py, OBJ_TUPLE, parts, 3);
    return true;
}

static bool without(Python *py, Obj *self, const Arguments *arguments, bool suffix, Value *result)
{
    const char *name = suffix ? "removesuffix" : "removeprefix";
    char function[24] = "str.";
    strncat(function, name, sizeof function - 5);
    if (!arguments_one(py, arguments, function))
        return false;
    if (!value_is(arguments->positional[0], OBJ_STR))
        return raise_text(py, BUILTIN_TYPE_ERROR, "%s() argument must be str, not %s", name,
                          value_type_name(py, arguments->positional[0]));
    Str text = text_of(self), part = str_view(as_str(arguments->positional[0]));
    size_t rest = text.length - part.length;
    bool there = part.length && part.length <= text.length
                 && memcmp(suffix ? text.at + rest : text.at, part.at, part.length) == 0;
    *result = there ? value_str(py, (Str){suffix ? text.at : text.at + part.length, rest})
                    : OBJ_VALUE(self);
    return true;
}

static bool removeprefix(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return without(py, self, arguments, false, result);
}

static bool removesuffix(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    return without(py, self, arguments, true, result);
}

const Method text_layout_methods[] = {
    {.name = "title", .call = title, .cost = COST_ALL},
    {.name = "capitalize", .call = capitalize, .cost = COST_ALL},
    {.name = "isalpha", .call = isalpha_, .cost = COST_ALL},
    {.name = "isdigit", .call = isdigit_, .cost = COST_ALL},
    {.name = "isdecimal", .call = isdecimal, .cost = COST_ALL},
    {.name = "isnumeric", .call = isnumeric, .cost = COST_ALL},
    {.name = "isalnum", .call = isalnum_, .cost = COST_ALL},
    {.name = "isspace", .call = isspace_, .cost = COST_ALL},
    {.name = "isupper", .call = isupper_, .cost = COST_ALL},
    {.name = "islower", .call = islower_, .cost = COST_ALL},
    {.name = "find", .call = find, .cost = COST_ALL},
    {.name = "rfind", .call = rfind, .cost = COST_ALL},
    {.name = "index", .call = index_, .cost = COST_ALL},
    {.name = "count", .call = count, .cost = COST_ALL},
    {.name = "ljust", .call = ljust, .cost = COST_ALL},
    {.name = "rjust", .call = rjust, .cost = COST_ALL},
    {.name = "center", .call = center, .cost = COST_ALL},
    {.name = "zfill", .call = zfill, .cost = COST_ALL},
    {.name = "splitlines", .call = splitlines, .cost = COST_ALL},
    {.name = "partition", .call = partition, .cost = COST_ALL},
    {.name = "removeprefix", .call = removeprefix, .cost = COST_ALL},
    {.name = "removesuffix", .call = removesuffix, .cost = COST_ALL},
    {0},
};
