/* Sorting as Python sorts: stable, by `<` alone, in the order in which CPython would compare
 * as far as a scenario can tell (comparisons have no effects). A merge sort from the bottom. */
#include "sim/plain.h"

#include <string.h>

typedef struct Keyed { /* an item beside what it is sorted by */
    Value key, item;
} Keyed;

typedef struct Sort {
    Run *run;
    Keyed *from, *to;
    size_t count;
    bool reverse;
} Sort;

/* Whether the right one must come first. Reversed order keeps equal ones as they were, too. */
static bool right_first(const Sort *sort, size_t left, size_t right, bool *answer)
{
    const Value *l = &sort->from[left].key, *r = &sort->from[right].key;
    return sort->reverse ? value_less(sort->run, *l, *r, OP_LESS, answer)
                         : value_less(sort->run, *r, *l, OP_LESS, answer);
}

static bool merge(const Sort *sort, size_t start, size_t width)
{
    size_t left = start, middle = start + width < sort->count ? start + width : sort->count;
    size_t right = middle, end = middle + width < sort->count ? middle + width : sort->count;
    for (size_t at = start; at < end; at++) {
        bool take_right = left == middle;
        if (left < middle && right < end && !right_first(sort, left, right, &take_right))
            return false;
        sort->to[at] = sort->from[take_right ? right++ : left++];
    }
    return true;
}

static bool merge_all(Sort *sort)
{
    for (size_t width = 1; width < sort->count; width *= 2) {
        for (size_t start = 0; start < sort->count; start += 2 * width)
            if (!merge(sort, start, width))
                return false;
        Keyed *swap = sort->from;
        sort->from = sort->to;
        sort->to = swap;
    }
    return true;
}

static bool find_keys(Run *run, Keyed *pairs, const ListObj *list, Value key)
{
    for (size_t i = 0; i < list->count; i++) {
        pairs[i] = (Keyed){list->items[i], list->items[i]};
        const Arguments one = {.positional = &list->items[i], .count = 1};
        if (key.tag != V_NONE && !value_call(run, key, &one, &pairs[i].key))
            return false;
    }
    return true;
}

bool list_sort(Run *run, ListObj *list, Value key, bool reverse)
{
    if (!heap_room(run->heap, 2 * list->count * sizeof(Keyed)))
        return false;
    Keyed *pairs = mem_resize_array(NULL, 2 * list->count, sizeof(Keyed));
    Sort sort = {run, pairs, pairs + list->count, list->count, reverse};
    bool good = find_keys(run, pairs, list, key) && merge_all(&sort);
    for (size_t i = 0; good && i < list->count; i++)
        list->items[i] = sort.from[i].item;
    mem_free(pairs);
    return good;
}
