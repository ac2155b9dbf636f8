/* How far commands reach. Private to draw/. */
#ifndef DRAW_BOUNDS_H
#define DRAW_BOUNDS_H

#include "draw/surface.h"

/* Around every pixel that the command can touch; the clip's own box for a clip. */
Area bounds_of(const Draw *draw);

#endif
