/* Text made fit for fonts and files. Private to draw/. */
#ifndef DRAW_CLEAN_H
#define DRAW_CLEAN_H

#include "base/str.h"

enum {
    CLEAN_CHARACTERS = 1000, /* of a text: more never fits a line of a picture */
    CLEAN_MARKS = 4          /* zero-width characters in a row: more pile up beyond reading */
};

/* Appends `text` as valid UTF-8 with U+FFFD for wrong bytes, controls and what is no character, without the marks and
 * characters past the limits above, and without bidirectional controls, which would carry a
 * label out of its place. False where it was cut short by the limit of characters. */
bool clean_text(Builder *out, Str text);

/* Likewise without the limits, line ends and tabs as spaces: for what stands beside a picture. */
void clean_words(Builder *out, Str text);

/* `text` itself where it is clean, else `into`'s, which is filled with it. */
Str cleaned(Builder *into, Str text);

/* True where `text` is surely as clean_text would leave it: short plain ASCII, the usual case. */
bool is_clean(Str text);

#endif
