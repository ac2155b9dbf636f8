/* Sorting as Python sorts: stable, by `<` alone. Which two items are compared first shows in the
 * TypeError of a mixed list; so short lists go by CPython's own order of comparing (a run at the
 * start is found, then each further item is put in by halving), and longer ones are merged from
 * such blocks. */
#include "python/plain.h"

#include <string.h>

enum { SHORT = 64, BLOCK = 32 };

typedef struct Keyed { /* an item beside what it is sorted by */
    Value key, item;
} Keyed;

static bool less(Python *py, const Keyed *a, const Keyed *b, bool *answer)
{
    return python_work(py, 1) && value_less(py, a->key, b->key, OP_LESS, answer);
}

static void reverse_pairs(Keyed *pairs, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        Keyed swap = pairs[i];
        pairs[i] = pairs[count - 1 - i];
        pairs[count - 1 - i] = swap;
    }
}

/* From *length on: how far each item is not less than the one before. */
static bool extend_ascent(Python *py, const Keyed *pairs, size_t count, size_t *length)
{
    for (; *length < count; ++*length) {
        bool smaller;
        if (!less(py, &pairs[*length], &pairs[*length - 1], &smaller))
            return false;
        if (smaller)
            break;
    }
    return true;
}

/* A descending run, from *length on; equal neighbours in it are turned around, so that turning
 * the whole restores their order. */
static bool extend_descent(Python *py, Keyed *pairs, size_t count, size_t *length)
{
    size_t equal = 0;
    for (; *length < count; ++*length) {
        bool smaller, larger = false;
        if (!less(py, &pairs[*length], &pairs[*length - 1], &smaller)
            || (!smaller && !less(py, &pairs[*length - 1], &pairs[*length], &larger)))
            return false;
        if (larger)
            break;
        if (!smaller) {
            equal++;
            continue;
        }
        reverse_pairs(pairs + *length - 1 - equal, equal + 1);
        equal = 0;
    }
    reverse_pairs(pairs + *length - 1 - equal, equal + 1);
    return true;
}

/* The sorted run that the items begin with, made ascending where it descends. */
static bool find_run(Python *py, Keyed *pairs, size_t count, size_t *length)
{
    *length = 1;
    if (!extend_ascent(py, pairs, count, length))
        return false;
    if (*length >= count)
        return true;
    if (*length > 1) {
        bool rises;
        if (!less(py, &pairs[0], &pairs[*length - 1], &rises))
            return false;
        if (rises)
            return true;
        reverse_pairs(pairs, *length);
    }
    ++*length;
    if (!extend_descent(py, pairs, count, length))
        return false;
    reverse_pairs(pairs, *length);
    return extend_ascent(py, pairs, count, length);
}

static bool sort_block(Python *py, Keyed *pairs, size_t count)
{
    size_t sorted;
    if (count < 2)
        return true;
    if (!find_run(py, pairs, count, &sorted))
        return false;
    for (; sorted < count; sorted++) {
        size_t left = 0, right = sorted;
        Keyed pivot = pairs[sorted];
        while (left < right) {
            size_t middle = (left + right) / 2;
            bool before;
            if (!less(py, &pivot, &pairs[middle], &before))
                return false;
            if (before)
                right = middle;
            else
                left = middle + 1;
        }
        memmove(pairs + left + 1, pairs + left, (sorted - left) * sizeof *pairs);
        pairs[left] = pivot;
    }
    return true;
}

/* Two neighbouring stretches of `from` into one of `to`. */
static bool merge(Python *py, const Keyed *from, const size_t bounds[3], Keyed *to)
{
    size_t left = bounds[0], right = bounds[1];
    for (size_t at = bounds[0]; at < bounds[2]; at++) {
        bool take_right = left == bounds[1];
        if (left < bounds[1] && right < bounds[2]
            && !less(py, &from[right], &from[left], &take_right))
            return false;
        to[at] = from[take_right ? right++ : left++];
    }
    return true;
}

static size_t lower(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* `spare` is as long as `pairs`. Returns where the sorted ones are, NULL after an error. */
static Keyed *sort_pairs(Python *py, Keyed *pairs, size_t count, Keyed *spare)
{
    size_t block = count < SHORT ? count : BLOCK;
    for (size_t at = 0; at < count; at += block)
        if (!sort_block(py, pairs + at, lower(block, count - at)))
            return NULL;
    for (size_t width = block; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            const size_t bounds[] = {at, lower(at + width, count), lower(at + 2 * width, count)};
            if (!merge(py, pairs, bounds, spare))
                return NULL;
        }
        Keyed *swap = pairs;
        pairs = spare;
        spare = swap;
    }
    return pairs;
}

static bool find_keys(Python *py, Keyed *pairs, const ListObj *list, Value key)
{
    for (size_t i = 0; i < list->count; i++) {
        pairs[i] = (Keyed){list->items[i], list->items[i]};
        const Arguments one = {.positional = &list->items[i], .count = 1};
        if (key.tag != V_NONE && !value_call(py, key, &one, &pairs[i].key))
            return false;
    }
    return true;
}

bool list_sort(Python *py, ListObj *list, Value key, bool reverse)
{
    size_t count = list->count;
    if (!heap_room(py->heap, 2 * count * sizeof(Keyed)))
        return false;
    Keyed *pairs = mem_resize_array(NULL, 2 * count, sizeof(Keyed)), *sorted = NULL;
    if (find_keys(py, pairs, list, key)) {
        if (reverse) /* and back at the end: so equal ones stay as they were */
            reverse_pairs(pairs, count);
        sorted = sort_pairs(py, pairs, count, pairs + count);
    }
    if (sorted && reverse)
        reverse_pairs(sorted, count);
    for (size_t i = 0; sorted && i < count && i < list->count; i++)
        list->items[i] = sorted[i].item;
    mem_free(pairs);
    return sorted != NULL;
}
