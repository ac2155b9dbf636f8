/* window/: the window on a display, and nothing else: SDL alone.
 * In: a stage, SDL's events. Out: the stage's pictures on the screen.
 *
 * A picture is painted by the CPU into one ARGB surface, as an export is, and shown 1 : 1. */
#ifndef WINDOW_WINDOW_H
#define WINDOW_WINDOW_H

#include "draw/draw.h"
#include "player/stage.h"

/* Shows `stage` until it wants to quit. False where there is no display for it, and `why` may say
 * more. */
bool window_play(Stage *stage, Fonts *fonts, Builder *why);

/* The clock that a window's stage goes by. */
double window_seconds(void);

#endif
