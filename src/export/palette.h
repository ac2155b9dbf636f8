/* At most 255 colours for many: exact where they are enough, else so that every colour met has one
 * near it. Private to export/. */
#ifndef EXPORT_PALETTE_H
#define EXPORT_PALETTE_H

#include "base/array.h"

#include <stdbool.h>
#include <stdint.h>

enum { PALETTE_MOST = 255 }; /* one of a GIF's 256 means: as it was */

typedef struct PaletteColour {
    uint32_t colour;  /* 0xFFRRGGBB; 0: an empty place */
    uint32_t count;   /* pixels that had it */
    int number;       /* its place in the palette, -1: not yet known */
} PaletteColour;

/* Zero-initialised is empty. */
typedef struct Palette {
    PaletteColour *table; /* by open addressing */
    size_t room, met;
    uint32_t chosen[PALETTE_MOST];
    int count;
} Palette;

/* First: the pixels' colours, any number of times. */
void palette_count(Palette *palette, const uint32_t *pixels, size_t count);
/* Then: once. */
void palette_choose(Palette *palette);
/* Then: each pixel's place in the palette, its own colour's or the nearest. */
void palette_numbers(Palette *palette, const uint32_t *pixels, size_t count, uint8_t *numbers);
void palette_free(Palette *palette);

#endif
