#include "lesson/raises.h"

#include "base/array.h"

#include <stdlib.h>

typedef int (*Order)(const void *, const void *);

static int by_text(const void *left, const void *right)
{
    const Raise *a = left, *b = right;
    int order = str_compare(a->text, b->text);
    return order ? order : a->at < b->at ? -1 : a->at > b->at;
}

static int by_place(const void *left, const void *right)
{
    const Raise *a = left, *b = right;
    if (a->raised != b->raised)
        return a->raised < b->raised ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

static Raises sorted(const Trace *trace, Order order)
{
    Raises raises = {.trace = trace};
    size_t count = trace_count(trace);
    for (size_t i = 0; (i = trace_find(trace, i, EVENT_BIT(EVENT_RAISE))) < count; i++) {
        Event event = trace_event(trace, i);
        array_push(&raises, (Raise){.text = trace_raised(trace, event.raised).text,
                                    .raised = event.raised,
                                    .place = event.place,
                                    .at = i});
    }
    if (raises.count)
        qsort(raises.items, raises.count, sizeof *raises.items, order);
    return raises;
}

/* How many come before the wanted one. */
static size_t before(const Raises *raises, Raise wanted, Order order)
{
    size_t low = 0, high = raises->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order(&raises->items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Raises raises_by_text(const Trace *trace)
{
    return sorted(trace, by_text);
}

size_t raises_last(const Raises *raises, Str text, uint32_t task)
{
    enum { MOST_LOOKED = 4096 };
    size_t behind = before(raises, (Raise){.text = text, .at = SIZE_MAX}, by_text), looked = 0;
    if (!behind || !str_equal(raises->items[behind - 1].text, text))
        return SIZE_MAX;
    for (size_t i = behind; i-- > 0 && looked++ < MOST_LOOKED;) {
        if (!str_equal(raises->items[i].text, text))
            break;
        if (trace_event(raises->trace, raises->items[i].at).task == task)
            return raises->items[i].at;
    }
    return raises->items[behind - 1].at;
}

Raises raises_by_place(const Trace *trace)
{
    return sorted(trace, by_place);
}

static bool is_of(const Raise *raise, const Event *inside)
{
    return raise->raised == inside->raised && raise->place == inside->place;
}

size_t raises_before(const Raises *raises, size_t index, size_t later)
{
    Event inside = trace_event(raises->trace, index);
    size_t behind = before(
        raises, (Raise){.raised = inside.raised, .place = inside.place, .at = index}, by_place);
    if (!behind || !is_of(&raises->items[behind - 1], &inside))
        return SIZE_MAX;
    while (later-- && behind > 1 && is_of(&raises->items[behind - 2], &inside))
        behind--;
    return raises->items[behind - 1].at;
}
