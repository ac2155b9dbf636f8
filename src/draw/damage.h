/* What changes from one picture to the next, so that only that is painted. */
#ifndef DRAW_DAMAGE_H
#define DRAW_DAMAGE_H

#include "draw/draw.h"

/* Whole pixels, from x0 up to but not with x1. */
typedef struct Patch {
    int x0, y0, x1, y1;
} Patch;

enum { PATCHES_MOST = 12 };

typedef struct Damage {
    Patch patches[PATCHES_MOST]; /* they may overlap */
    int count;
} Damage;

/* Where painting `after` over what `before` left gives other pixels; both of one size. Outside of
 * the patches the same commands paint in the same order. */
void damage_between(const Picture *before, const Picture *after, Damage *damage);

/* The smallest patch around all of them; empty where there are none. */
Patch damage_around(const Damage *damage);

/* As paint_pixels, but of the patch alone: the pixels of it become those that the whole picture
 * would have there. */
void paint_pixels_patch(const Picture *picture, Fonts *fonts, uint32_t *pixels, int width,
                        int height, int pitch, Patch patch);

#endif
