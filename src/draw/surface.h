/* Pixels, and blending spans into them. Private to draw/.
 *
 * Coverage is 0 to 255 everywhere. The clip is a box of real numbers, so its edges may cover
 * pixels in part; all functions here take care of it, and of what lies outside. */
#ifndef DRAW_SURFACE_H
#define DRAW_SURFACE_H

#include "draw/draw.h"

/* Corners, not sizes: x0 <= x1 and y0 <= y1, or empty. */
typedef struct Area {
    float x0, y0, x1, y1;
} Area;

/* Whole pixels, from x0 up to but not with x1. */
typedef struct Cells {
    int x0, y0, x1, y1;
} Cells;

typedef struct Surface {
    uint32_t *pixels; /* 0xFFRRGGBB */
    int width, height;
    size_t stride;    /* pixels from row to row */
    Area clip;        /* within the surface */
    Cells inside;     /* every pixel the clip touches */
    Cells only;       /* nothing is written outside of it; it changes nothing inside */
} Surface;

typedef struct Paint {
    Colour colour;
    const uint8_t *stripes;     /* coverage by x + y, or NULL: solid */
    const uint16_t *own, *rest; /* with stripes: the colour's shares (mix.h) at that coverage ... */
    int shares_from;            /* ... by x + y from here on */
} Paint;


static inline unsigned cover_times(unsigned a, unsigned b)
{
    unsigned product = a * b + 128;
    return (product + (product >> 8)) >> 8;
}

/* As fminf and fmaxf, but inline; the second where the first is no number. */
static inline float least_of(float a, float b)
{
    return a < b ? a : b;
}

static inline float most_of(float a, float b)
{
    return a > b ? a : b;
}

/* 0..1 as 0..255. */
static inline unsigned cover_of(float part)
{
    return part <= 0 ? 0 : part >= 1 ? 255 : (unsigned)(part * 255.0f + 0.5f);
}

/* Sets the clip to `area` cut to the surface; what is no number makes it empty. */
void surface_clip(Surface *surface, Area area);

/* The box's corners; infinite and huge coordinates are cut to a size that can be reckoned with.
 * False where it is empty, negative or no number. */
bool area_of(Box box, Area *area);
Area area_meet(Area a, Area b);
bool area_empty(Area area);
Cells cells_around(Area area);
Cells cells_meet(Cells a, Cells b);

/* Row y, from x0 up to x1, at one coverage. */
void surface_span(Surface *surface, const Paint *paint, int y, int x0, int x1, unsigned cover);

/* Row y, from x, `count` coverages. */
void surface_covers(Surface *surface, const Paint *paint, int y, int x, int count,
                    const uint8_t *covers);

/* An area of whole pixel columns, each in a colour of its own, from the left. */
void surface_columns(Surface *surface, Area area, const Colour *colours);

/* An axis-aligned box with its exact coverage. */
void surface_fill(Surface *surface, const Paint *paint, Area area);

#endif
