/* Text cut into runs of one font each. Private to draw/. */
#ifndef DRAW_FONTS_H
#define DRAW_FONTS_H

#include "draw/faces.h"
#include "draw/labels.h"

struct Fonts {
    Faces faces;
    Labels labels;
};

enum { RUNS_MOST = 64 }; /* of a text; what comes after is left out */

/* All but these two are set rightwards, and shaped by what the font says of Latin. */
typedef enum Script { SCRIPT_RIGHTWARDS, SCRIPT_HEBREW, SCRIPT_ARABIC } Script;

typedef struct Run {
    int file;
    Script script;
    Str text;
} Run;

/* Cuts clean text where the font changes, into at most RUNS_MOST; how many there are. */
int fonts_runs(Fonts *fonts, FontFace face, Str text, Run *runs);

/* The run's glyphs, in the units of its font (see faces_shaper), which there must be. The caller
 * frees it with hb_buffer_destroy. */
hb_buffer_t *fonts_shape(Fonts *fonts, const Run *run);

/* To the em. */
float fonts_run_width(Fonts *fonts, const Run *run);

/* Clean text's width to the em; its runs' together. */
float fonts_width(Fonts *fonts, FontFace face, Str text);

#endif
