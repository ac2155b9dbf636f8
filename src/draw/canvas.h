/* The pixels of a picture that changes: of each next one only what differs is painted. */
#ifndef DRAW_CANVAS_H
#define DRAW_CANVAS_H

#include "draw/damage.h"

/* Zero-initialised is an empty one. `pixels` are as paint_pixels makes them, `width` to a row. */
typedef struct Canvas {
    uint32_t *pixels;
    int width, height;
    bool painted;    /* `shown` is what the pixels hold */
    Picture shown;   /* with texts and points of its own */
    Damage damage;   /* what the picture shown is painted anew in */
    int patch, rows; /* where that goes on: in this patch of it, behind so many of its rows */
} Canvas;

/* Nothing of what it held is left. */
void canvas_resize(Canvas *canvas, int width, int height);

/* Afterwards the pixels are those of `picture`, which is not needed any longer, and nothing that its
 * commands point at is. */
void canvas_paint(Canvas *canvas, const Picture *picture, Fonts *fonts);

/* The same in parts: after the beginning the picture is not needed any longer; then, until it is
 * true, each advance paints at most so many rows of one patch. Beginning anew on the way costs all
 * of the picture. */
void canvas_begin(Canvas *canvas, const Picture *picture);
bool canvas_advance(Canvas *canvas, Fonts *fonts, int rows);

void canvas_free(Canvas *canvas); /* it is an empty one again */

#endif
