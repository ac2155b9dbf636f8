/* Names for hues: the same call has the same number in every timeline, and keeps it from one
 * version of a file to the next. */
#include "timeline/timeline.h"

#include <string.h>

static size_t hash(Str text)
{
    size_t value = 14695981039346656037u & SIZE_MAX; /* FNV-1a */
    for (size_t i = 0; i < text.length; i++)
        value = (value ^ (unsigned char)text.at[i]) * (size_t)1099511628211u;
    return value ^ value >> 29;
}

static size_t hash_place(HuePlace place)
{
    size_t value = ((size_t)place.place << 20 ^ place.nth) * (size_t)11400714819323198485u;
    return value ^ value >> 29;
}

/* --- by the call's text --- */

/* The slot that holds `call`, or the free one where it belongs. */
static uint32_t *slot_of(const Hues *hues, Str call)
{
    size_t at = hash(call) & (hues->slot_count - 1);
    while (hues->slots[at] && !str_equal(hues->calls.items[hues->slots[at] - 1], call))
        at = (at + 1) & (hues->slot_count - 1);
    return &hues->slots[at];
}

/* --- by the place --- */

static uint32_t *place_slot(const Hues *hues, HuePlace place)
{
    size_t at = hash_place(place) & (hues->slot_count - 1);
    while (hues->place_slots[at]) {
        HuePlace found = hues->places.items[hues->place_slots[at] - 1];
        if (found.place == place.place && found.nth == place.nth)
            break;
        at = (at + 1) & (hues->slot_count - 1);
    }
    return &hues->place_slots[at];
}

static bool is_taken(const Hues *hues, uint32_t number)
{
    return number < hues->calls.count && hues->calls.items[number].at;
}

static void grow(Hues *hues)
{
    mem_free(hues->slots);
    mem_free(hues->place_slots);
    hues->slot_count = hues->slot_count ? hues->slot_count * 2 : 64;
    while (hues->slot_count < hues->calls.count * 3)
        hues->slot_count *= 2;
    hues->slots = mem_new(hues->slot_count * sizeof *hues->slots);
    hues->place_slots = mem_new(hues->slot_count * sizeof *hues->place_slots);
    for (uint32_t i = 1; i < hues->calls.count; i++) {
        if (!is_taken(hues, i))
            continue;
        *slot_of(hues, hues->calls.items[i]) = i + 1;
        *place_slot(hues, hues->places.items[i]) = i + 1;
    }
}

/* Which of the calls that first appear at `place` the next one is. */
static HuePlace next_at(Hues *hues, uint32_t place)
{
    while (hues->counts.count <= place)
        array_push(&hues->counts, 0);
    return (HuePlace){place, hues->counts.items[place]++};
}

/* What the call was in the version before: by its text, else what stood at its place. 0: none. */
static uint32_t number_before(const Hues *hues, Str call, HuePlace place)
{
    const Hues *before = hues->before;
    if (!before || before->calls.count == 0)
        return 0;
    uint32_t number = *slot_of(before, call);
    if (number && !is_taken(hues, number - 1))
        return number - 1;
    number = *place_slot(before, place);
    return number && !is_taken(hues, number - 1) ? number - 1 : 0;
}

uint32_t hue_of(Hues *hues, Str call, uint32_t place)
{
    if (hues->calls.count == 0) { /* number 0: the main calls */
        array_push(&hues->calls, (Str){0});
        array_push(&hues->places, (HuePlace){0, 0});
        hues->next = hues->before && hues->before->next ? hues->before->next : 1;
    }
    if (hues->calls.count * 2 > hues->slot_count)
        grow(hues);
    uint32_t known = *slot_of(hues, call);
    if (known)
        return known - 1;
    HuePlace at = next_at(hues, place);
    uint32_t number = number_before(hues, call, at);
    if (!number)
        number = hues->next++;
    while (hues->calls.count <= number) {
        array_push(&hues->calls, (Str){0});
        array_push(&hues->places, (HuePlace){0, 0});
    }
    if (hues->calls.count * 2 > hues->slot_count)
        grow(hues);
    hues->calls.items[number] = str_copy(&hues->arena, call);
    hues->places.items[number] = at;
    *slot_of(hues, call) = number + 1;
    *place_slot(hues, at) = number + 1;
    return number;
}

void hues_free(Hues *hues)
{
    array_free(&hues->calls);
    array_free(&hues->places);
    array_free(&hues->counts);
    mem_free(hues->slots);
    mem_free(hues->place_slots);
    arena_free(&hues->arena);
    *hues = (Hues){0};
}
