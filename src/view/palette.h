/* The colours that pictures of a theme are made of: its inks and hues, and the ramps from each to
 * what it stands on, for smooth edges. Few enough for pictures with a byte a pixel. */
#ifndef VIEW_PALETTE_H
#define VIEW_PALETTE_H

#include "view/view.h"

enum { THEME_COLOURS = 256 };

/* Fills in at most THEME_COLOURS opaque colours, each once; how many. */
size_t theme_palette(ThemeName name, Colour *colours);

#endif
