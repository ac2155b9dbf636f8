/* draw/: pictures as lists of draw commands, their fonts, and the painters.
 * In: draw commands. Out: pixels, SVG, or a text for tests.
 *
 * A picture as a list of draw commands, and what measures text. Made by view/, painted by one of
 * the painters (pixels, SVG, the recorder). Units are pixels of the picture, y down; coordinates
 * are real numbers, painted with coverage. Colours are 0xAARRGGBB, not premultiplied. */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "base/arena.h"
#include "base/array.h"
#include "base/str.h"

typedef uint32_t Colour;

typedef enum FontFace {
    FONT_WORDS_400, FONT_WORDS_500, FONT_WORDS_600, FONT_WORDS_700, FONT_WORDS_800, /* Inter */
    FONT_CODE_400, FONT_CODE_700,                                                   /* Hack */
    FONT_FACES
} FontFace;

typedef struct Font {
    FontFace face;
    float size; /* pixels to the em */
} Font;

typedef enum Anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } Anchor;

typedef struct Box {
    float x, y, w, h;
} Box;

typedef enum DrawKind {
    DRAW_RECT,     /* box, radius, fill colour */
    DRAW_FRAME,    /* box, radius, stroke width (centred on the edge), colour */
    DRAW_HATCH,    /* box, radius: diagonal stripes, colour; width, gap: pitch across the stripes;
                      stripes run up to the right and are anchored to the picture's origin */
    DRAW_LINE,     /* x, y to x2, y2; width; dash, gap (0: solid); round caps or butt */
    DRAW_CURVE,    /* cubic from x, y by c1, c2 to x2, y2; width; butt */
    DRAW_POLYGON,  /* points, filled, non-zero */
    DRAW_COLUMNS,  /* box: `count` columns side by side, all as wide, each filled in its own colour;
                      `colour` is that of the first to be seen */
    DRAW_CIRCLE,   /* x, y, radius; filled */
    DRAW_RING,     /* x, y, radius, width */
    DRAW_TEXT,     /* text with its baseline's anchor at x, y */
    DRAW_CLIP,     /* box: what follows is cut to it (and to the clips around it) ... */
    DRAW_UNCLIP,   /* ... until here */
    DRAW_GROUP,    /* what follows belongs together: name (`lane 3`, `bar`), for SVG and tests ... */
    DRAW_UNGROUP
} DrawKind;

typedef struct Point {
    float x, y;
} Point;

typedef struct Draw {
    uint8_t kind;   /* DrawKind */
    uint8_t anchor; /* Anchor */
    bool round;     /* LINE: round caps */
    Colour colour;
    float width, dash, gap, radius;
    union {
        Box box;
        struct {
            float x, y, x2, y2;
        };
    };
    Point c1, c2;
    Font font;
    Str text;            /* TEXT: no newlines; GROUP: its name */
    union {
        const Point *points;   /* POLYGON */
        const Colour *colours; /* COLUMNS, from the left */
    };
    uint32_t count;
    float fit;           /* TEXT: the measured width in pixels, for painters that pin it */
} Draw;

typedef struct Picture {
    Arena arena;
    float width, height; /* pixels */
    ARRAY(Draw) list;
} Picture;

/* Zero-initialised and sized by picture_begin, which also empties it for the next frame. */
void picture_begin(Picture *picture, float width, float height);
void picture_free(Picture *picture);

/* What of a picture's promises is broken, or NULL: numbers are finite; what is not cut to a clip
 * stands on the canvas, and so do clips; what is begun is ended, texts have one line.
 * (picture_check.c) */
const char *picture_wrong(const Picture *picture);

void draw_rect(Picture *picture, Box box, float radius, Colour colour);
void draw_frame(Picture *picture, Box box, float radius, float width, Colour colour);
void draw_hatch(Picture *picture, Box box, float radius, float width, float pitch, Colour colour);
void draw_line(Picture *picture, Point from, Point to, float width, Colour colour);
void draw_dashes(Picture *picture, Point from, Point to, float width, float dash, float gap,
                 bool round, Colour colour);
void draw_curve(Picture *picture, Point from, Point c1, Point c2, Point to, float width,
                Colour colour);
void draw_polygon(Picture *picture, const Point *points, uint32_t count, Colour colour); /* copied */
/* Copied, too; nothing where none of them is to be seen. */
void draw_columns(Picture *picture, Box box, const Colour *colours, uint32_t count);
void draw_circle(Picture *picture, Point centre, float radius, Colour colour);
void draw_ring(Picture *picture, Point centre, float radius, float width, Colour colour);
void draw_clip(Picture *picture, Box box);
void draw_unclip(Picture *picture);
void draw_group(Picture *picture, const char *format, ...) __attribute__((format(printf, 2, 3)));
void draw_ungroup(Picture *picture);

/* --- text --- */

/* Width and vertical measures of text, in pixels. All that layout knows of fonts. Text with wrong
 * UTF-8 or control characters is measured (and drawn) with U+FFFD in their place. */
typedef struct TextMeasure {
    void *context;
    float (*width)(void *context, Font font, Str text);
    /* Above and below the baseline, of the face, whatever the text. */
    void (*height)(void *context, Font font, float *ascent, float *descent);
} TextMeasure;

/* Draws `text` cut to `room` pixels with `…` where it is wider; nothing where not even one
 * character and the `…` fit. Returns the width drawn. The text is copied. */
float draw_text(Picture *picture, const TextMeasure *measure, Point at, Anchor anchor, Font font,
                Colour colour, Str text, float room);

/* A fixed-width stand-in (0.6 em a column), for tests and for the recorded pictures. */
extern const TextMeasure measure_fixed;

/* --- painters --- */

/* Draw commands as text, one a line, coordinates with one decimal: the tests' stored screens. */
void paint_record(const Picture *picture, Builder *out);

/* Real fonts: opened from `folder` (see fonts_find). Not thread-safe. */
typedef struct Fonts Fonts;
Fonts *fonts_open(const char *folder, char *error, size_t error_size); /* NULL: error says which */
void fonts_close(Fonts *fonts);
TextMeasure fonts_measure(Fonts *fonts); /* valid as long as the fonts */
/* Opens the face now, for measuring and for painting, which else happens where it is first used. */
void fonts_warm(Fonts *fonts, FontFace face);
/* Why what was measured or painted since the opening is not as it should be (a font that can't be
 * read, no memory for a glyph), the first of it, in one line; NULL where all is well. */
const char *fonts_wrong(const Fonts *fonts);

/* Paints into width x height pixels of 0xAARRGGBB, `pitch` bytes a row, every pixel written. */
void paint_pixels(const Picture *picture, Fonts *fonts, uint32_t *pixels, int width, int height,
                  int pitch);

typedef struct SvgOptions {
    bool outlines;    /* text as paths */
    bool embed_fonts; /* what is needed of them travels with the drawing */
    Fonts *fonts;     /* needed for both; given, what has no room for the wider letters of another
                         font is drawn by its shapes, too */
    Str title, description;
} SvgOptions;
void paint_svg(const Picture *picture, const SvgOptions *options, Builder *out);

/* Pictures in turn as one SVG. It plays by itself, by CSS alone, over and over or once; where CSS
 * does not play, or the reader asked for less motion, it is the last picture. Or it has a group
 * for each step from one to the next, marked as a page shown by reveal.js expects its fragments;
 * elsewhere, it is the last picture, too. */
typedef enum SvgPlay { SVG_LOOPS, SVG_ONCE, SVG_FRAGMENTS } SvgPlay;

typedef struct SvgTiming {
    SvgPlay play;
    double interval, hold; /* seconds of each, and of the last one on top */
} SvgTiming;

/* Begins with no picture; `options` stays until the end. What is added is read and not kept, so a
 * film takes the memory of what differs from picture to picture. The end needs at least one, writes
 * all of it and frees the film. */
typedef struct SvgFilm SvgFilm;
SvgFilm *svg_film_begin(const SvgOptions *options);
void svg_film_add(SvgFilm *film, const Picture *picture);
void svg_film_end(SvgFilm *film, const SvgTiming *timing, Builder *out);

#endif
