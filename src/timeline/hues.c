/* Names for hues: the same call has the same index in every timeline. */
#include "timeline/timeline.h"

#include <string.h>

static size_t hash(Str text)
{
    size_t value = 14695981039346656037u & SIZE_MAX; /* FNV-1a */
    for (size_t i = 0; i < text.length; i++)
        value = (value ^ (unsigned char)text.at[i]) * (size_t)1099511628211u;
    return value ^ value >> 29;
}

/* The slot that holds `call`, or the free one where it belongs. */
static uint32_t *slot_of(Hues *hues, Str call)
{
    size_t at = hash(call) & (hues->slot_count - 1);
    while (hues->slots[at] && !str_equal(hues->calls.items[hues->slots[at] - 1], call))
        at = (at + 1) & (hues->slot_count - 1);
    return &hues->slots[at];
}

static void grow(Hues *hues)
{
    mem_free(hues->slots);
    hues->slot_count = hues->slot_count ? hues->slot_count * 2 : 64;
    hues->slots = mem_new(hues->slot_count * sizeof *hues->slots);
    for (size_t i = 1; i < hues->calls.count; i++)
        *slot_of(hues, hues->calls.items[i]) = (uint32_t)i + 1;
}

uint32_t hue_of(Hues *hues, Str call)
{
    if (hues->calls.count == 0)
        array_push(&hues->calls, (Str){0}); /* index 0: the main calls */
    if (hues->calls.count * 2 > hues->slot_count)
        grow(hues);
    uint32_t *slot = slot_of(hues, call);
    if (!*slot) {
        array_push(&hues->calls, str_copy(&hues->arena, call));
        *slot = (uint32_t)hues->calls.count;
    }
    return *slot - 1;
}

void hues_free(Hues *hues)
{
    array_free(&hues->calls);
    mem_free(hues->slots);
    arena_free(&hues->arena);
    *hues = (Hues){0};
}
