/* Pieces of the SVG painter. Private to draw/. */
#ifndef DRAW_SVG_H
#define DRAW_SVG_H

#include "base/names.h"
#include "draw/draw.h"
#include "draw/fonts.h"
#include "draw/surface.h"

/* At most two decimals, no zeros behind. */
void svg_number(Builder *out, float number);
void svg_attribute(Builder *out, const char *name, float value);
/* The attribute, and NAME-opacity where it is not opaque. */
void svg_colour(Builder *out, const char *name, Colour colour);

void svg_box(Builder *out, Box box);
/* A letter of a path's language, and a point. */
void svg_point(Builder *out, char command, float x, float y);

/* What stands for a name that no other drawing in a page has: a letter and six more, made from all
 * that was written from `start` on when it is complete. Until then it is SVG_SALT. */
#define SVG_SALT "i\1\1\1\1\1\1"
void svg_settle_salt(Builder *out, size_t start);

/* What is written ahead of pictures that are of one size. */
typedef struct SvgHead {
    float width, height; /* of the last one; pixels */
    struct hb_set_t *needed[FILES_MOST]; /* characters of each font file, to be embedded; or NULL */
    Builder definitions;
    Names defined; /* clips, by their names ... */
    Arena names;   /* ... which are here */
} SvgHead;

/* Takes from a picture what the head says of it: what commands refer to, the fonts' characters. */
void svg_head_add(SvgHead *head, const Picture *picture, const SvgOptions *options);
/* Writes the first line, the title, the description, the fonts and the definitions; frees. */
void svg_head_write(SvgHead *head, const SvgOptions *options, Builder *out);

/* The fonts' rules, each cut to what is needed of it, which is freed; and a text's own families
 * among them. */
void svg_need_fonts(SvgHead *head, const Picture *picture, Fonts *fonts);
void svg_embed_fonts(SvgHead *head, Fonts *fonts, Builder *out);
void svg_embedded_families(Builder *out, Fonts *fonts, const Draw *draw);

/* Font file's bytes as WOFF; false where they are none. */
bool svg_woff(Builder *out, Str font);

/* What the picture's commands refer to and none before did: each clip once. */
void svg_define(SvgHead *head, const Picture *picture);

/* A drawable hatching: paths, one a line. */
void svg_hatch(Builder *out, const Draw *draw);

/* A flag for each command: a text that wider letters would carry out of its place. The caller frees
 * it. */
bool *svg_find_tight(const Picture *picture, const SvgOptions *options);

/* One command as an element, a hatching, columns or a tight text as several; of a clip or a group
 * the opening tag. */
void svg_element(Builder *out, const Draw *draw, const SvgOptions *options, bool tight);
void svg_open_clip(Builder *out, const Draw *draw);

/* The families of a drawing's words, as an attribute of the whole: a text says only what differs. */
void svg_families(Builder *out);
/* Unseen, it is there to be found and copied. */
void svg_text(Builder *out, const Draw *draw, const SvgOptions *options, bool seen);

/* The text as one path; false where a font fails it. */
bool svg_outlines(Builder *out, Fonts *fonts, const Draw *draw);

#endif
