/* Font files and the faces opened from them. Private to draw/.
 *
 * No font has every character: each character is looked for in the face asked for, then in
 * DejaVu Sans, then in whatever font of the system has it. */
#ifndef DRAW_FACES_H
#define DRAW_FACES_H

#include "draw/draw.h"
#include "draw/harfbuzz.h"
#include "draw/ttf.h"


enum {
    FILE_DEJAVU = FONT_FACES, /* the files' numbers: those of FontFace, then these */
    FILE_DEJAVU_BOLD,
    FILE_SYSTEM,
    FILES_MOST = FILE_SYSTEM + 24,
    KNOWN_MOST = 1024
};

typedef struct FontFile {
    char *path;
    long index;     /* of the face in a collection */
    Builder bytes;  /* read when first needed */
    bool read;
    hb_font_t *shaper; /* opened likewise; NULL where it can't be */
    TTF_Font *font;
    bool unopened;  /* it was tried in vain */
} FontFile;

typedef struct Faces {
    FontFile files[FILES_MOST];
    int file_count;
    bool renders; /* SDL2_ttf is started */
    struct {
        uint32_t code_point;
        uint8_t file, known;
    } known[2][KNOWN_MOST]; /* where the fallback for regular and for bold was found */
    void *system;           /* fontconfig's configuration, loaded when first needed */
    void *system_fonts;     /* the set of them, NULL: those of `system` */
    char wrong[512];        /* the first thing that went wrong, see fonts_wrong */
} Faces;

/* Keeps what went wrong, if it is the first. In faces_fail.c. */
void faces_fail(Faces *faces, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A font's bytes without its contextual alternates. In faces_plain.c. */
void faces_drop_alternates(Builder *font);

/* The one missing is named in `error`. */
bool faces_open(Faces *faces, const char *folder, char *error, size_t error_size);
void faces_close(Faces *faces);

/* The file as HarfBuzz takes it, in the font's own units: what text is measured by. NULL where it
 * can't be read. */
hb_font_t *faces_shaper(Faces *faces, int file);

/* The file as SDL2_ttf takes it: what text is rendered by. Set to a size in 1/72 pixel until the next
 * call, and without any glyph of before; NULL where it can't be read. */
TTF_Font *faces_font(Faces *faces, int file, unsigned size);

/* The number of the file to draw the character from, for text set in `face`. */
int faces_find(Faces *faces, FontFace face, uint32_t code_point);

/* Adds the system's best font for the character; its number, or -1. In system.c. */
int faces_add_system(Faces *faces, uint32_t code_point, bool bold);
void faces_close_system(Faces *faces);

#endif
