/* Columns in pixels: where each is a pixel wide, as rows of pixels; else as boxes. */
#include "draw/drawable.h"
#include "draw/pixels.h"

#include <math.h>

void pixels_columns(Painter *painter, const Draw *draw)
{
    Area area;
    Draw rect;
    if (!area_of(draw->box, &area))
        return;
    if (draw->box.w == (float)draw->count && area.x0 == floorf(area.x0)) {
        surface_columns(&painter->surface, area, draw->colours);
        return;
    }
    for (uint32_t next = 0; drawable_stretch(draw, &next, &rect);)
        pixels_box(painter, &(Paint){.colour = rect.colour}, &rect);
}
