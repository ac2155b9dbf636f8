/* Text cut into runs of one font each. Private to draw/. */
#ifndef DRAW_FONTS_H
#define DRAW_FONTS_H

#include "draw/faces.h"
#include "draw/labels.h"

struct Fonts {
    Faces faces;
    Labels labels;
};

enum {
    RUNS_MOST = 64,           /* of a text; what comes after is left out */
    REFERENCE = 128,          /* pixels to the em that texts are measured at */
    REFERENCE_SIZE = 128 * 72 /* the same for faces_font */
};

/* All but these two are set rightwards, and shaped by what the font says of Latin. */
typedef enum Script { SCRIPT_RIGHTWARDS, SCRIPT_HEBREW, SCRIPT_ARABIC } Script;

typedef struct Run {
    int file;
    Script script;
    Str text;
} Run;

/* Cuts clean text where the font changes, into at most RUNS_MOST; how many there are. */
int fonts_runs(Fonts *fonts, FontFace face, Str text, Run *runs);

/* The run's font, set to a size in 1/72 pixel and to its direction; NULL where it can't be read. */
TTF_Font *fonts_run_font(Fonts *fonts, const Run *run, unsigned size);

/* To the em. */
float fonts_run_width(Fonts *fonts, const Run *run);

/* Clean text's width to the em; its runs' together. */
float fonts_width(Fonts *fonts, FontFace face, Str text);

#endif
