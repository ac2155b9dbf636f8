/* SDL2_ttf, which renders texts, and SDL2's surfaces: opened with the first use. Private to draw/. */
#ifndef DRAW_TTF_H
#define DRAW_TTF_H

#include "base/late.h"

#include <SDL_ttf.h>

typedef struct Ttf {
#define FUNCTION LATE_MEMBER
#include "draw/ttf.def"
#undef FUNCTION
} Ttf;

const Ttf *ttf(void);

#endif
