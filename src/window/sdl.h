/* SDL2, opened with the first use. Private to window/. */
#ifndef WINDOW_SDL_H
#define WINDOW_SDL_H

#include "base/late.h"

#include <SDL.h>

typedef struct Sdl {
#define FUNCTION LATE_MEMBER
#include "window/sdl.def"
#undef FUNCTION
} Sdl;

const Sdl *sdl(void);

#endif
