#include "export/palette.h"

#include <stdlib.h>

static size_t slot_of(const Palette *palette, uint32_t colour)
{
    size_t slot = (colour * 2654435761u >> 7) & (palette->room - 1);
    while (palette->table[slot].colour && palette->table[slot].colour != colour)
        slot = (slot + 1) & (palette->room - 1);
    return slot;
}

static void grow(Palette *palette)
{
    PaletteColour *old = palette->table;
    size_t old_room = palette->room;
    palette->room = old_room ? old_room * 2 : 4096;
    palette->table = mem_new(palette->room * sizeof *palette->table);
    for (size_t i = 0; i < old_room; i++)
        if (old[i].colour)
            palette->table[slot_of(palette, old[i].colour)] = old[i];
    mem_free(old);
}

static PaletteColour *place_of(Palette *palette, uint32_t colour)
{
    colour |= 0xFF000000;
    if (palette->met * 2 >= palette->room)
        grow(palette);
    PaletteColour *place = &palette->table[slot_of(palette, colour)];
    if (!place->colour) {
        *place = (PaletteColour){.colour = colour, .number = -1};
        palette->met++;
    }
    return place;
}

void palette_count(Palette *palette, const uint32_t *pixels, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t start = i;
        while (i < count && pixels[i] == pixels[start])
            i++;
        PaletteColour *place = place_of(palette, pixels[start]);
        uint32_t more = (uint32_t)(i - start);
        place->count = place->count > UINT32_MAX - more ? UINT32_MAX : place->count + more;
    }
}

/* --- choosing --- */

/* Squared, the eye's weights roughly in it. */
static int distance(uint32_t a, uint32_t b)
{
    int red = (int)(a >> 16 & 255) - (int)(b >> 16 & 255);
    int green = (int)(a >> 8 & 255) - (int)(b >> 8 & 255);
    int blue = (int)(a & 255) - (int)(b & 255);
    return 3 * red * red + 5 * green * green + 2 * blue * blue;
}

static int nearest(const Palette *palette, uint32_t colour, int *away)
{
    int best = -1;
    for (int i = 0; i < palette->count; i++) {
        int d = distance(palette->chosen[i], colour);
        if (best < 0 || d < *away) {
            best = i;
            *away = d;
        }
    }
    return best;
}

enum { GREENS = 256, NONE = -1 };

/* The chosen ones by their green, which counts most: near a colour there are only those of a few. */
typedef struct Greens {
    int16_t first[GREENS], next[PALETTE_MOST]; /* of each green, and behind each of them; or NONE */
} Greens;

static int green_of(uint32_t colour)
{
    return (int)(colour >> 8 & 255);
}

static void choose(Palette *palette, Greens *greens, uint32_t colour)
{
    int green = green_of(colour);
    greens->next[palette->count] = greens->first[green];
    greens->first[green] = (int16_t)palette->count;
    palette->chosen[palette->count++] = colour;
}

static bool any_of_green(const Palette *palette, const Greens *greens, int green, uint32_t colour,
                         int apart)
{
    for (int i = greens->first[green]; i != NONE; i = greens->next[i])
        if (distance(palette->chosen[i], colour) < apart)
            return true;
    return false;
}

static bool any_within(const Palette *palette, const Greens *greens, uint32_t colour, int apart)
{
    int own = green_of(colour);
    for (int off = 0; off < GREENS && 5 * off * off < apart; off++)
        if ((own >= off && any_of_green(palette, greens, own - off, colour, apart))
            || (off && own + off < GREENS
                && any_of_green(palette, greens, own + off, colour, apart)))
            return true;
    return false;
}

static int by_count(const void *a, const void *b)
{
    const PaletteColour *one = a, *other = b;
    if (one->count != other->count)
        return one->count < other->count ? 1 : -1;
    return (one->colour > other->colour) - (one->colour < other->colour);
}

enum { GROUNDS_MOST = 32, GROUND_SHARE = 1024 };

/* How many of the most frequent are grounds, each of so large a part that any other would show. */
static size_t count_grounds(const PaletteColour *list, size_t count)
{
    uint64_t all = 0;
    size_t grounds = 0;
    for (size_t i = 0; i < count; i++)
        all += list[i].count;
    while (grounds < count && grounds < GROUNDS_MOST && list[grounds].count >= all / GROUND_SHARE)
        grounds++;
    return grounds;
}

/* The most frequent first, each at least `apart` from those before, if it is no ground; false where
 * there are more of them than numbers. */
static bool choose_apart(Palette *palette, const PaletteColour *list, size_t count, int apart)
{
    size_t grounds = count_grounds(list, count);
    Greens greens;
    for (int green = 0; green < GREENS; green++)
        greens.first[green] = NONE;
    palette->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i >= grounds && any_within(palette, &greens, list[i].colour, apart))
            continue;
        if (palette->count == PALETTE_MOST)
            return false;
        choose(palette, &greens, list[i].colour);
    }
    return true;
}

void palette_choose(Palette *palette)
{
    PaletteColour *list = mem_resize_array(NULL, palette->met + 1, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < palette->room; i++)
        if (palette->table[i].colour)
            list[count++] = palette->table[i];
    if (count)
        qsort(list, count, sizeof *list, by_count);
    for (int apart = 1; !choose_apart(palette, list, count, apart);)
        apart += apart / 4 + 1;
    mem_free(list);
}

void palette_numbers(Palette *palette, const uint32_t *pixels, size_t count, uint8_t *numbers)
{
    for (size_t i = 0; i < count;) {
        size_t start = i;
        PaletteColour *place = place_of(palette, pixels[start]);
        int away = 0;
        if (place->number < 0)
            place->number = nearest(palette, place->colour, &away);
        for (; i < count && pixels[i] == pixels[start]; i++)
            numbers[i] = (uint8_t)place->number;
    }
}

void palette_free(Palette *palette)
{
    mem_free(palette->table);
}
