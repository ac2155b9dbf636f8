/* What the painters of vectors share: which commands can be drawn at all, and the stripes of a
 * hatching. Private to draw/. */
#ifndef DRAW_DRAWABLE_H
#define DRAW_DRAWABLE_H

#include "draw/draw.h"

/* False for what is no number, beyond all measure, or has no extent: such a command is left out;
 * a clip of that kind lets nothing through. */
bool drawable(const Draw *draw);

/* The radius of a box's corners, at most half of its shorter side. */
float drawable_radius(const Draw *draw);

/* A line's dash and gap mean something. */
bool drawable_dashes(const Draw *draw);

/* Columns as rectangles, those of one colour beside each other as one: the first that begins at
 * column `*next` or behind it, which becomes the first column behind. False where there is none. */
bool drawable_stretch(const Draw *columns, uint32_t *next, Draw *rect);

/* Gives each stripe of a drawable hatching, cut to its box, as a convex polygon. Stripes are
 * numbered from the picture's origin on, so that those of a box that grows keep their numbers. */
typedef struct Stripe {
    long number;
    const Point *points;
    int count;
} Stripe;
typedef void (*StripeEach)(void *context, const Stripe *stripe);
void drawable_stripes(const Draw *hatch, StripeEach each, void *context);

#endif
