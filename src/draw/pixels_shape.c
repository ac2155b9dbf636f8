#include "draw/pixels.h"

#include <math.h>

bool pixels_finite(Point point)
{
    return fabsf(point.x) < 1e6f && fabsf(point.y) < 1e6f;
}

void pixels_shape(Painter *painter, const Paint *paint, Cells limit)
{
    raster_fill(&painter->raster, &painter->surface, paint, &painter->shape, limit);
}
