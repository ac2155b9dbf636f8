/* Pieces of the pixel painter. Private to draw/. */
#ifndef DRAW_PIXELS_H
#define DRAW_PIXELS_H

#include "draw/raster.h"

/* How a box was covered where it was not straight: its hatching is covered likewise. */
typedef struct Mask {
    Area area, clip; /* the box; what it was cut to */
    float radius;
    Covered covered;
} Mask;

typedef struct Painter {
    Surface surface;
    Fonts *fonts;
    Raster raster;
    Shape shape;             /* being made, then filled */
    ARRAY(Area) clips;       /* around the surface's own */
    ARRAY(uint8_t) stripes;  /* of hatchings as wide and as far apart as these, by x + y */
    float stripes_width, stripes_gap;
    uint16_t *own, *rest;    /* shares of stripes in this colour, by x + y from here up to there */
    Colour shares_colour;
    int shares_from, shares_to;
    size_t shares_room;      /* room for so many of each */
    Mask mask;               /* of the last box that was filled */
} Painter;

/* Fills what of the painter's shape lies in `limit`. */
void pixels_shape(Painter *painter, const Paint *paint, Cells limit);

bool pixels_finite(Point point);

/* What is no number, or beyond all measure, is not painted. */
void pixels_box(Painter *painter, const Paint *paint, const Draw *draw);
void pixels_columns(Painter *painter, const Draw *draw);
void pixels_line(Painter *painter, const Paint *paint, const Draw *draw);
void pixels_curve(Painter *painter, const Paint *paint, const Draw *draw);
void pixels_text(Surface *surface, Fonts *fonts, const Draw *draw);

#endif
