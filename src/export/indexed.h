/* Pixels as numbers of colours. Private to export/. */
#ifndef EXPORT_INDEXED_H
#define EXPORT_INDEXED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INDEXED_COLOURS = 256 };

typedef struct Indexed {
    uint32_t colours[INDEXED_COLOURS]; /* 0xFFRRGGBB */
    int count;
} Indexed;

/* Gives each pixel (0xFFRRGGBB) its colour's number: the colours as they are where INDEXED_COLOURS
 * are enough; else the nearest of `ramps`, or of as many chosen from the picture's own, where all
 * but a few pixels have one so near that nobody sees the difference. False where neither is so, or
 * there are no ramps (0): a picture whose colours must stay. */
bool indexed_make(Indexed *indexed, const uint32_t *pixels, size_t count, const uint32_t *ramps,
                  size_t ramp_count, uint8_t *numbers);

#endif
