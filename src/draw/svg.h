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

void svg_box(Builder *out, Box box);
/* A letter of a path's language, and a point. */
void svg_point(Builder *out, char command, float x, float y);

/* The first line, the title and the description. */
void svg_open(Builder *out, const Picture *picture, const SvgOptions *options);

/* What commands refer to, each clip once; `defined` knows those before. */
typedef ARRAY(const Draw *) SvgDefined;
void svg_define(Builder *out, SvgDefined *defined, const Picture *picture);

/* One command as an element; of a clip or a group the opening tag. */
void svg_element(Builder *out, const Draw *draw, const SvgOptions *options);
void svg_open_clip(Builder *out, const Draw *draw);

/* The text as one path; false where a font fails it. */
bool svg_outlines(Builder *out, Fonts *fonts, const Draw *draw);

#endif
