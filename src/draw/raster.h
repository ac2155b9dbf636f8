/* Shapes made of straight edges, filled by exact coverage. Private to draw/. */
#ifndef DRAW_RASTER_H
#define DRAW_RASTER_H

#include "draw/surface.h"

/* One or more closed contours. Winding is non-zero as long as no point is wound around in both
 * directions, which the shapes made here see to. Zero-initialised is empty. */
typedef struct Shape {
    ARRAY(Point) points;
    ARRAY(uint32_t) ends; /* of each contour: the index behind its last point */
} Shape;

void shape_clear(Shape *shape);
void shape_free(Shape *shape);
void shape_point(Shape *shape, float x, float y);
void shape_close(Shape *shape); /* ends the contour, if it has points */

/* Contours. `radius` is cut to half the smaller side. Backwards ones cut a hole. */
void shape_round(Shape *shape, Area area, float radius, bool backwards);
/* What of a box like that lies between its corner, counted clockwise from the upper left one, and a
 * point inside of it, where both its sides are straight. */
typedef enum Corner { CORNER_LEFT_TOP, CORNER_RIGHT_TOP, CORNER_RIGHT_BOTTOM,
                      CORNER_LEFT_BOTTOM } Corner;
void shape_corner(Shape *shape, Area area, float radius, Corner corner, Point inner,
                  bool backwards);
void shape_circle(Shape *shape, Point centre, float radius, bool backwards);
/* A stretch of a line, as wide as told; always forwards. */
void shape_stroke(Shape *shape, Point from, Point to, float width, bool round);
void shape_quad(Shape *shape, Point a, Point b, Point c, Point d); /* turned forwards */

/* What fills came to, row by row, to be painted again. */
typedef struct CoveredRow {
    int y, x, count;
    size_t at; /* of its first in `covers` */
} CoveredRow;

typedef struct Covered {
    ARRAY(CoveredRow) rows;
    ARRAY(uint8_t) covers;
} Covered;

/* What a fill needs again and again. Zero-initialised is empty. */
typedef struct Raster {
    ARRAY(Point) edges; /* two points an edge */
    float *sums;
    uint8_t *covers;
    size_t sums_room, covers_room;
    Covered *kept; /* where it is noted, or NULL */
} Raster;

void raster_free(Raster *raster);

/* Paints what was noted once more, within the same clip. */
void raster_again(const Covered *covered, Surface *surface, const Paint *paint);

/* Fills what of the shape lies in `limit`. */
void raster_fill(Raster *raster, Surface *surface, const Paint *paint, const Shape *shape,
                 Cells limit);

#endif
