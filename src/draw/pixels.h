/* The pixel painter's text, apart from its shapes: the one part that needs fonts. Private to
 * draw/. */
#ifndef DRAW_PIXELS_H
#define DRAW_PIXELS_H

#include "draw/raster.h"

void pixels_text(Surface *surface, Fonts *fonts, const Draw *draw);

#endif
