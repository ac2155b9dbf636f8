/* What stands around expressions: f-strings, lists of awaitables, and binding names. */
#include "python/plain.h"

static bool eval_part(Python *py, Value *locals, const TextPart *part, Builder *out)
{
    Value value;
    if (!part->value) {
        builder_str(out, part->literal);
        return true;
    }
    if (!evaluate(py, locals, part->value, &value))
        return false;
    if (!part->conversion)
        return value_format(py, value, part->format, out);
    Builder text = {0};
    bool good = part->conversion == 'r'   ? value_repr(py, value, &text)
                : part->conversion == 'a' ? value_ascii(py, value, &text)
                                          : value_text(py, value, &text);
    if (good && part->format.length)
        good = value_format(py, value_str(py, builder_view(&text)), part->format, out);
    else if (good)
        builder_str(out, builder_view(&text));
    builder_free(&text);
    return good;
}

bool evaluate_text(Python *py, Value *locals, const TextTemplate *text, Builder *out)
{
    for (uint32_t i = 0; i < text->count; i++)
        if (!eval_part(py, locals, &text->parts[i], out) || !builder_has_room(py, out, 0))
            return false;
    return true;
}

/* --- awaitables --- */

static bool one_round(Python *py, Value *locals, const Field *field, ListObj *into)
{
    for (uint32_t i = 0; i < field->list.count; i++) {
        const Argument *item = &field->list.items[i];
        Value value;
        if (!evaluate(py, locals, item->value, &value))
            return false;
        if (!(item->star ? list_extend(py, into, value) : list_append(py, into, value)))
            return false;
    }
    return true;
}

static bool next_rounds(Python *py, Value *locals, Items *items, size_t rounds, bool *more)
{
    Value item;
    for (*more = true; rounds > 0; rounds--) {
        if (!value_next(py, items->iterator, &item, more))
            return false;
        if (!*more)
            break;
        if (!target_bind(py, locals, &items->each->loop.target, item)
            || !one_round(py, locals, items->field, items->into))
            return false;
    }
    return true;
}

bool items_advance(Python *py, Value *locals, Items *items, size_t rounds, bool *more)
{
    Value iterable;
    *more = false;
    if (!items->each || !items->each->present)
        return one_round(py, locals, items->field, items->into);
    if (items->iterator.tag == V_UNSET
        && (!evaluate(py, locals, items->each->loop.iterable, &iterable)
            || !value_iter(py, iterable, &items->iterator)))
        return false;
    bool good = next_rounds(py, locals, items, rounds, more);
    if (!good || !*more)
        target_unbind(py, locals, &items->each->loop.target);
    return good;
}

bool evaluate_items(Python *py, Value *locals, const Field *field, const Field *each, ListObj *into)
{
    Items items = {.field = field, .each = each, .into = into};
    bool more = true, good = true;
    while (good && more)
        good = items_advance(py, locals, &items, SIZE_MAX, &more);
    return good;
}

/* --- names --- */

static bool wrong_count(Python *py, uint32_t wanted, size_t got, bool known)
{
    if (got < wanted)
        return raise_text(py, BUILTIN_VALUE_ERROR,
                          "not enough values to unpack (expected %u, got %zu)", wanted, got);
    if (!known)
        return raise_text(py, BUILTIN_VALUE_ERROR, "too many values to unpack (expected %u)",
                          wanted);
    return raise_text(py, BUILTIN_VALUE_ERROR, "too many values to unpack (expected %u, got %zu)",
                      wanted, got);
}

/* All of what an iterator gives, one more than is wanted at most; nothing is bound before the count
 * is known to be right. */
static bool collect(Python *py, uint32_t wanted, Value value, ListObj **items)
{
    Value iterator, item;
    bool more = true;
    *items = list_make(py, OBJ_LIST);
    if (!value_iter(py, value, &iterator))
        return false;
    while ((*items)->count <= wanted) {
        if (!value_next(py, iterator, &item, &more))
            return false;
        if (!more)
            break;
        if (!list_append(py, *items, item))
            return false;
    }
    if ((*items)->count == wanted)
        return true;
    bool known = value_is(value, OBJ_LIST) || value_is(value, OBJ_TUPLE);
    return wrong_count(py, wanted, known ? as_list(value)->count : (*items)->count, known);
}

/* --- targets with parts --- */

/* How far the names and the parts of a target have been bound. */
typedef struct Binder {
    const Target *target;
    Value *locals;
    uint32_t name, part;
} Binder;

static bool bind_part(Python *py, Binder *binder, Value value);

static bool not_iterable(Python *py, Value value)
{
    return raise_text(py, BUILTIN_TYPE_ERROR, "cannot unpack non-iterable %s object",
                      value_type_name(py, value));
}

static bool bind_parts(Python *py, Binder *binder, TargetPart whole, const ListObj *items)
{
    size_t at = 0, spare = items->count + (whole.star != 0) - whole.count;
    for (uint16_t i = 1; i <= whole.count; i++) {
        Value value = i == whole.star ? value_list(py, OBJ_LIST, items->items + at, spare)
                                      : items->items[at];
        at += i == whole.star ? spare : 1;
        if (!bind_part(py, binder, value))
            return false;
    }
    return true;
}

static bool bind_part(Python *py, Binder *binder, Value value)
{
    TargetPart part = binder->target->parts[binder->part++];
    if (!part.count) {
        binding_set(py, binder->locals, &binder->target->names[binder->name++], value);
        return true;
    }
    ListObj *items;
    if (!value_is_iterable(value))
        return not_iterable(py, value);
    if (!part.star)
        return collect(py, part.count, value, &items) && bind_parts(py, binder, part, items);
    items = list_make(py, OBJ_LIST);
    if (!list_extend(py, items, value))
        return false;
    if (items->count + 1 < part.count)
        return raise_text(py, BUILTIN_VALUE_ERROR,
                          "not enough values to unpack (expected at least %d, got %zu)",
                          part.count - 1, items->count);
    return bind_parts(py, binder, part, items);
}

/* --- all of a target --- */

static bool unpack(Python *py, Value *locals, const Target *target, Value value)
{
    ListObj *items;
    if (target->parts)
        return bind_part(py, &(Binder){.target = target, .locals = locals}, value);
    if (!value_is_iterable(value))
        return not_iterable(py, value);
    if (!collect(py, target->count, value, &items))
        return false;
    for (uint32_t i = 0; i < target->count; i++)
        binding_set(py, locals, &target->names[i], items->items[i]);
    return true;
}

bool target_bind_other(Python *py, Value *locals, const Target *target, Value value)
{
    if (target->count == 0)
        return true;
    if (target->count > 1 || target->unpack)
        return unpack(py, locals, target, value);
    binding_set(py, locals, &target->names[0], value);
    return true;
}

void target_unbind(Python *py, Value *locals, const Target *target)
{
    for (uint32_t i = 0; i < target->count; i++)
        binding_set(py, locals, &target->names[i], (Value){.tag = V_UNSET});
}
