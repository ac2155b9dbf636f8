/* container[start:stop:step], and what binds container[key]. */
#include "python/plain.h"
#include "python/table.h"

typedef struct Span {
    int64_t start, step;
    uint64_t count;
} Span;

static bool bound(Python *py, Value value, int64_t standard, int64_t *result)
{
    *result = standard;
    if (value.tag == V_UNSET || value.tag == V_NONE)
        return true;
    if (!value_is_integer(value))
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "slice indices must be integers or None or have an __index__ method");
    *result = value_integer(value);
    return true;
}

static int64_t clip(int64_t at, int64_t count, bool backwards)
{
    if (at < 0)
        at = at < -count ? (backwards ? -1 : 0) : at + count;
    int64_t most = backwards ? count - 1 : count;
    return at > most ? most : at;
}

static bool span_of(Python *py, const Value bounds[3], int64_t count, Span *span)
{
    int64_t start, stop;
    if (!bound(py, bounds[2], 1, &span->step))
        return false;
    if (span->step == 0)
        return raise_text(py, BUILTIN_VALUE_ERROR, "slice step cannot be zero");
    if (span->step == INT64_MIN)
        span->step++;
    bool backwards = span->step < 0;
    if (!bound(py, bounds[0], backwards ? INT64_MAX : 0, &start)
        || !bound(py, bounds[1], backwards ? INT64_MIN : INT64_MAX, &stop))
        return false;
    start = clip(start, count, backwards);
    stop = clip(stop, count, backwards);
    span->start = start;
    int64_t distance = backwards ? start - stop : stop - start;
    uint64_t step = backwards ? (uint64_t)-span->step : (uint64_t)span->step;
    span->count = distance > 0 ? ((uint64_t)distance - 1) / step + 1 : 0;
    return true;
}

static bool slice_text(Python *py, const StrObj *text, const Span *span, Value *result)
{
    Str whole = str_view(text);
    bool narrow = text->characters == text->length;
    Builder out = {0};
    if (!python_work(py, whole.length / 16 + (size_t)span->count / 4)
        || !builder_has_room(py, &out, (size_t)span->count))
        return false;
    size_t *offsets = NULL;
    if (!narrow) {
        offsets = mem_resize_array(NULL, text->characters + 1, sizeof *offsets);
        const char *at = whole.at, *end = whole.at + whole.length;
        for (size_t i = 0; i < text->characters; i++) {
            offsets[i] = (size_t)(at - whole.at);
            utf8_next(&at, end);
        }
        offsets[text->characters] = whole.length;
    }
    for (uint64_t i = 0; i < span->count; i++) {
        size_t at = (size_t)(span->start + (int64_t)i * span->step);
        if (narrow)
            builder_char(&out, whole.at[at]);
        else
            builder_str(&out, (Str){whole.at + offsets[at], offsets[at + 1] - offsets[at]});
    }
    mem_free(offsets);
    *result = value_from_builder(py, &out);
    return true;
}

static bool slice_items(Python *py, const ListObj *list, const Span *span, Value *result)
{
    ListObj *made = list_make(py, list->obj.kind);
    *result = OBJ_VALUE(made);
    for (uint64_t i = 0; i < span->count; i++)
        if (!list_append(py, made, list->items[span->start + (int64_t)i * span->step]))
            return false;
    return true;
}

static bool slice_range(Python *py, const RangeObj *range, const Span *span, Value *result)
{
    int64_t start, step, stop;
    if (__builtin_mul_overflow(span->start, range->step, &start)
        || __builtin_add_overflow(start, range->start, &start)
        || __builtin_mul_overflow(span->step, range->step, &step)
        || __builtin_mul_overflow((int64_t)span->count, step, &stop)
        || __builtin_add_overflow(start, stop, &stop))
        return python_limit(py, PAST_64_BITS);
    *result = value_range(py, start, stop, step);
    return true;
}

bool value_slice(Python *py, Value container, const Value bounds[3], Value *result)
{
    Span span;
    if (value_is(container, OBJ_STR))
        return span_of(py, bounds, as_str(container)->characters, &span)
               && slice_text(py, as_str(container), &span, result);
    if (value_is_items(container))
        return span_of(py, bounds, (int64_t)as_list(container)->count, &span)
               && slice_items(py, as_list(container), &span, result);
    if (value_is(container, OBJ_RANGE)) {
        const RangeObj *range = (RangeObj *)(void *)container.o;
        return span_of(py, bounds, (int64_t)range->count, &span)
               && slice_range(py, range, &span, result);
    }
    if (value_is(container, OBJ_DICT)) {
        Value slice = value_str(py, STR("slice"));
        return raise_exception(py, exception_make(py, BUILTIN_KEY_ERROR, &slice, 1));
    }
    return raise_text(py, BUILTIN_TYPE_ERROR, "'%s' object is not subscriptable",
                      value_type_name(py, container));
}

bool value_store(Python *py, Value container, Value key, Value value)
{
    if (value_is(container, OBJ_DICT))
        return table_put(py, table_of(container), TABLE_DICT, key, value);
    if (!value_is(container, OBJ_LIST))
        return raise_text(py, BUILTIN_TYPE_ERROR, "'%s' object does not support item assignment",
                          value_type_name(py, container));
    ListObj *list = as_list(container);
    if (!value_is_integer(key))
        return raise_text(py, BUILTIN_TYPE_ERROR, "list indices must be integers or slices, not %s",
                          value_type_name(py, key));
    int64_t at = value_integer(key), count = (int64_t)list->count;
    if (at < -count || at >= count)
        return raise_text(py, BUILTIN_INDEX_ERROR, "list assignment index out of range");
    list->items[at < 0 ? at + count : at] = value;
    return true;
}
