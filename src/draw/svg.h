/* Pieces of the SVG painter. Private to draw/. */
#ifndef DRAW_SVG_H
#define DRAW_SVG_H

#include "draw/draw.h"
#include "draw/surface.h"

/* At most two decimals, no zeros behind. */
void svg_number(Builder *out, float number);
void svg_attribute(Builder *out, const char *name, float value);
/* The attribute, and NAME-opacity where it is not opaque. */
void svg_colour(Builder *out, const char *name, Colour colour);

/* The text as one path; false where a font fails it. */
bool svg_outlines(Builder *out, Fonts *fonts, const Draw *draw);

#endif
