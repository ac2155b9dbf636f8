#include "export/indexed.h"

#include "base/mem.h"
#include "export/palette.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLOTS_AT_FIRST = 1024, NEAR_ENOUGH = 24, ALWAYS_FEW = 300, SHARE_OF_FEW = 8000,
    CHOSEN_FROM = 1 << 14 /* colours, at most, of which a picture's own palette is chosen */
};

/* The colours met so far, by open addressing. */
typedef struct Met {
    uint32_t *colours; /* 0: empty, since pixels are opaque */
    uint8_t *numbers;
    uint8_t *off;      /* how far the numbered colour is, in the channel where it is furthest */
    size_t slots, count;
} Met;

static void met_begin(Met *met, size_t slots)
{
    *met = (Met){.colours = mem_new(slots * sizeof *met->colours),
                 .numbers = mem_new(slots),
                 .off = mem_new(slots),
                 .slots = slots};
}

static void met_end(Met *met)
{
    mem_free(met->colours);
    mem_free(met->numbers);
    mem_free(met->off);
}

static size_t slot_of(const Met *met, uint32_t colour)
{
    size_t slot = (colour * 2654435761u >> 8) & (met->slots - 1); /* the golden ratio's bits */
    while (met->colours[slot] && met->colours[slot] != colour)
        slot = (slot + 1) & (met->slots - 1);
    return slot;
}

static void met_grow(Met *met)
{
    Met larger;
    met_begin(&larger, met->slots * 2);
    larger.count = met->count;
    for (size_t i = 0; i < met->slots; i++) {
        if (!met->colours[i])
            continue;
        size_t slot = slot_of(&larger, met->colours[i]);
        larger.colours[slot] = met->colours[i];
        larger.numbers[slot] = met->numbers[i];
        larger.off[slot] = met->off[i];
    }
    met_end(met);
    *met = larger;
}

static size_t met_add(Met *met, uint32_t colour)
{
    if (met->count * 2 >= met->slots)
        met_grow(met);
    size_t slot = slot_of(met, colour);
    met->count += met->colours[slot] == 0;
    met->colours[slot] = colour;
    return slot;
}

/* --- as they are --- */

static bool number_exactly(Indexed *indexed, const uint32_t *pixels, size_t count,
                           uint8_t *numbers)
{
    Met met;
    uint32_t last = 0;
    uint8_t number = 0;
    met_begin(&met, SLOTS_AT_FIRST);
    indexed->count = 0;
    size_t i = 0;
    for (; i < count; i++) {
        if (pixels[i] != last || i == 0) {
            last = pixels[i];
            size_t slot = slot_of(&met, last | 0xFF000000u);
            if (!met.colours[slot]) {
                if (indexed->count == INDEXED_COLOURS)
                    break;
                slot = met_add(&met, last | 0xFF000000u);
                met.numbers[slot] = (uint8_t)indexed->count;
                indexed->colours[indexed->count++] = last | 0xFF000000u;
            }
            number = met.numbers[slot];
        }
        numbers[i] = number;
    }
    met_end(&met);
    return i == count;
}

/* Behind the last of the pixels beside each other that have the colour of the one at `from`. */
static size_t run_end(const uint32_t *pixels, size_t from, size_t count)
{
    const uint32_t colour = pixels[from];
    size_t i = from + 1;
    for (; i + 4 <= count; i += 4) /* four at a time, without a way out between them */
        if (((pixels[i] ^ colour) | (pixels[i + 1] ^ colour) | (pixels[i + 2] ^ colour) |
             (pixels[i + 3] ^ colour)) != 0)
            break;
    while (i < count && pixels[i] == colour)
        i++;
    return i;
}

/* --- by fewer --- */

static int channel_off(uint32_t a, uint32_t b, int shift)
{
    return abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF));
}

/* The colours by their green, which counts most: from a colour's own on, up and down, the nearest is
 * found after a few. */
typedef struct Greens {
    uint8_t numbers[INDEXED_COLOURS];
    int first[INDEXED_COLOURS + 1]; /* of each green */
} Greens;

static int green_of(uint32_t colour)
{
    return (int)(colour >> 8 & 0xFF);
}

static void sort_greens(Greens *greens, const Indexed *indexed)
{
    int next[INDEXED_COLOURS];
    memset(greens->first, 0, sizeof greens->first);
    for (int i = 0; i < indexed->count; i++)
        greens->first[green_of(indexed->colours[i]) + 1]++;
    for (int green = 0; green < INDEXED_COLOURS; green++) {
        greens->first[green + 1] += greens->first[green];
        next[green] = greens->first[green];
    }
    for (int i = 0; i < indexed->count; i++)
        greens->numbers[next[green_of(indexed->colours[i])]++] = (uint8_t)i;
}

typedef struct Nearest {
    uint32_t colour;
    int number, off; /* the lowest number where several are as near */
} Nearest;

/* False where its green alone, and so that of all behind it, is too far off. */
static bool look_at(Nearest *nearest, const Indexed *indexed, int number)
{
    uint32_t other = indexed->colours[number];
    int green = green_of(nearest->colour) - green_of(other), off = 4 * green * green;
    if (off > nearest->off)
        return false;
    int red = channel_off(nearest->colour, other, 16), blue = channel_off(nearest->colour, other, 0);
    off += 2 * red * red + blue * blue;
    if (off < nearest->off || (off == nearest->off && number < nearest->number)) {
        nearest->off = off;
        nearest->number = number;
    }
    return true;
}

static void find_nearest(const Indexed *indexed, const Greens *greens, Met *met, size_t slot)
{
    uint32_t colour = met->colours[slot];
    Nearest nearest = {.colour = colour, .off = INT_MAX};
    int start = greens->first[green_of(colour)];
    for (int i = start; i < indexed->count; i++)
        if (!look_at(&nearest, indexed, greens->numbers[i]))
            break;
    for (int i = start; i-- > 0;)
        if (!look_at(&nearest, indexed, greens->numbers[i]))
            break;
    int off = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int channel = channel_off(colour, indexed->colours[nearest.number], shift);
        off = channel > off ? channel : off;
    }
    met->numbers[slot] = (uint8_t)nearest.number;
    met->off[slot] = (uint8_t)off;
}

static bool number_by_nearest(Indexed *indexed, const uint32_t *pixels, size_t count,
                            uint8_t *numbers)
{
    size_t few = count / SHARE_OF_FEW > ALWAYS_FEW ? count / SHARE_OF_FEW : ALWAYS_FEW, far = 0;
    Met met;
    Greens greens;
    sort_greens(&greens, indexed);
    met_begin(&met, SLOTS_AT_FIRST * 16);
    for (size_t i = 0; i < count && far <= few;) {
        uint32_t colour = pixels[i] | 0xFF000000u;
        size_t slot = slot_of(&met, colour), from = i;
        if (!met.colours[slot]) {
            slot = met_add(&met, colour);
            find_nearest(indexed, &greens, &met, slot);
        }
        i = run_end(pixels, i, count);
        memset(numbers + from, met.numbers[slot], i - from);
        far += met.off[slot] > NEAR_ENOUGH ? i - from : 0;
    }
    met_end(&met);
    return far <= few;
}

/* Colours chosen from the picture's own, where they are no photograph's. */
static bool choose(Indexed *indexed, const uint32_t *pixels, size_t count)
{
    Palette palette = {0};
    palette_count(&palette, pixels, count);
    bool few = palette.met <= CHOSEN_FROM;
    if (few) {
        palette_choose(&palette);
        memcpy(indexed->colours, palette.chosen, sizeof palette.chosen);
        indexed->count = palette.count;
    }
    palette_free(&palette);
    return few;
}

bool indexed_make(Indexed *indexed, const uint32_t *pixels, size_t count, const uint32_t *ramps,
                  size_t ramp_count, uint8_t *numbers)
{
    if (number_exactly(indexed, pixels, count, numbers))
        return true;
    if (ramp_count == 0)
        return false;
    memcpy(indexed->colours, ramps, ramp_count * sizeof *ramps);
    indexed->count = (int)ramp_count;
    return number_by_nearest(indexed, pixels, count, numbers) ||
           (choose(indexed, pixels, count) &&
            number_by_nearest(indexed, pixels, count, numbers));
}
