/* What stands around expressions: f-strings, lists of awaitables, and binding names. */
#include "sim/future.h"
#include "sim/plain.h"

#include <string.h>

static bool eval_part(Run *run, Frame *frame, const TextPart *part, Builder *out)
{
    Value value;
    if (!part->value) {
        builder_str(out, part->literal);
        return true;
    }
    if (!eval(run, frame, part->value, &value))
        return false;
    if (!part->conversion)
        return value_format(run, value, part->format, out);
    Builder text = {0};
    bool good = part->conversion == 'r'   ? value_repr(run, value, &text)
                : part->conversion == 'a' ? value_ascii(run, value, &text)
                                          : value_text(run, value, &text);
    if (good && part->format.length)
        good = value_format(run, value_str(run, builder_view(&text)), part->format, out);
    else if (good)
        builder_str(out, builder_view(&text));
    builder_free(&text);
    return good;
}

bool eval_text(Run *run, Frame *frame, const TextTemplate *text, Builder *out)
{
    for (uint32_t i = 0; i < text->count; i++)
        if (!eval_part(run, frame, &text->parts[i], out) || !builder_has_room(run, out, 0))
            return false;
    return true;
}

/* --- awaitables --- */

static bool eval_items(Run *run, Frame *frame, const Field *field, ListObj *into)
{
    for (uint32_t i = 0; i < field->list.count; i++) {
        const Argument *item = &field->list.items[i];
        Value value;
        if (!eval(run, frame, item->value, &value))
            return false;
        if (!(item->star ? list_extend(run, into, value) : list_append(run, into, value)))
            return false;
    }
    return true;
}

bool eval_awaitables(Run *run, Frame *frame, const Field *field, const Field *each, ListObj *into)
{
    Value iterable, iterator, item;
    bool more = true;
    if (!each || !each->present)
        return eval_items(run, frame, field, into);
    if (!eval(run, frame, each->loop.iterable, &iterable) || !value_iter(run, iterable, &iterator))
        return false;
    bool good = true;
    while (good) {
        good = value_next(run, iterator, &item, &more);
        if (!good || !more)
            break;
        good = bind(run, frame, &each->loop.target, item) && eval_items(run, frame, field, into);
    }
    unbind(run, frame, &each->loop.target);
    return good;
}

/* {"wait": "ts"} is asyncio.wait(ts). */
bool eval_futures(Run *run, Frame *frame, const Field *field, const char *wanted, ListObj *into)
{
    const Argument *item = field->list.items;
    Value iterable;
    if (!field->list.single || item->star)
        return eval_items(run, frame, field, into);
    if (!eval(run, frame, item->value, &iterable))
        return false;
    if (!is_future(iterable) && !value_is(iterable, OBJ_FRAME))
        return list_extend(run, into, iterable);
    const char *type = value_type_name(iterable), *dot = strrchr(type, '.');
    return raise_text(run, BUILTIN_TYPE_ERROR, "%s, not %s", wanted, dot ? dot + 1 : type);
}

/* --- names --- */

static void bind_one(Run *run, Frame *frame, const Binding *binding, Value value)
{
    *(binding->shared ? &run->shared[binding->slot] : &frame->locals[binding->slot]) = value;
}

static bool wrong_count(Run *run, const Target *target, size_t got, bool known)
{
    if (got < target->count)
        return raise_text(run, BUILTIN_VALUE_ERROR,
                          "not enough values to unpack (expected %u, got %zu)", target->count, got);
    if (!known)
        return raise_text(run, BUILTIN_VALUE_ERROR, "too many values to unpack (expected %u)",
                          target->count);
    return raise_text(run, BUILTIN_VALUE_ERROR, "too many values to unpack (expected %u, got %zu)",
                      target->count, got);
}

/* All of what an iterator gives, one more than the target has names at most; nothing is bound
 * before the count is known to be right. */
static bool unpack(Run *run, Frame *frame, const Target *target, Value value)
{
    Value iterator, item;
    bool more = true;
    if (!value_is_iterable(value))
        return raise_text(run, BUILTIN_TYPE_ERROR, "cannot unpack non-iterable %s object",
                          value_type_name(value));
    ListObj *items = list_make(run, OBJ_LIST);
    if (!value_iter(run, value, &iterator))
        return false;
    while (items->count <= target->count) {
        if (!value_next(run, iterator, &item, &more))
            return false;
        if (!more)
            break;
        if (!list_append(run, items, item))
            return false;
    }
    if (items->count != target->count) {
        bool known = value_is(value, OBJ_LIST) || value_is(value, OBJ_TUPLE);
        size_t got = known ? as_list(value)->count : items->count;
        return wrong_count(run, target, got, known);
    }
    for (uint32_t i = 0; i < target->count; i++)
        bind_one(run, frame, &target->names[i], items->items[i]);
    return true;
}

bool bind(Run *run, Frame *frame, const Target *target, Value value)
{
    if (target->count == 0)
        return true;
    if (target->unpack || target->count > 1)
        return unpack(run, frame, target, value);
    bind_one(run, frame, &target->names[0], value);
    return true;
}

void unbind(Run *run, Frame *frame, const Target *target)
{
    for (uint32_t i = 0; i < target->count; i++)
        bind_one(run, frame, &target->names[i], (Value){.tag = V_UNSET});
}
