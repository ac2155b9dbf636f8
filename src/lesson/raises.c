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

size_t raises_last(const Raises *raises, Str text)
{
    size_t behind = before(raises, (Raise){.text = text, .at = SIZE_MAX}, by_text);
    const Raise *last = behind ? &raises->items[behind - 1] : NULL;
    return last && str_equal(last->text, text) ? last->at : SIZE_MAX;
}

Raises raises_by_place(const Trace *trace)
{
    return sorted(trace, by_place);
}

size_t raises_first(const Raises *raises, const Event *inside)
{
    Raise wanted = {.raised = inside->raised, .place = inside->place};
    size_t at = before(raises, wanted, by_place);
    const Raise *first = at < raises->count ? &raises->items[at] : NULL;
    return first && first->raised == wanted.raised && first->place == wanted.place ? first->at
                                                                                  : SIZE_MAX;
}
