/* Contours of round things. Arcs are points on the exact circle, found by the rational
 * parametrisation ((1 - t^2) / (1 + t^2), 2t / (1 + t^2)): plain arithmetic, the same on every
 * machine, where sine and cosine differ from one library to the next. */
#include "draw/raster.h"

#include <math.h>

void shape_clear(Shape *shape)
{
    shape->points.count = 0;
    shape->ends.count = 0;
}

void shape_free(Shape *shape)
{
    array_free(&shape->points);
    array_free(&shape->ends);
}

void shape_point(Shape *shape, float x, float y)
{
    array_push(&shape->points, (Point){x, y});
}

void shape_close(Shape *shape)
{
    uint32_t count = (uint32_t)shape->points.count;
    uint32_t start = shape->ends.count ? shape->ends.items[shape->ends.count - 1] : 0;
    if (count > start)
        array_push(&shape->ends, count);
}

/* Pieces of a quarter circle that stay within 1/30 pixel of it. */
static int pieces_of(float radius)
{
    float pieces = 4 + 3 * sqrtf(radius);
    return pieces > 100 ? 100 : (int)pieces;
}

/* A quarter circle from `centre + along` to `centre + across`, without its last point. */
static void add_quarter(Shape *shape, Point centre, Point along, Point across, int pieces)
{
    for (int i = 0; i < pieces; i++) {
        float t = (float)i / (float)pieces, d = 1 / (1 + t * t);
        float c = (1 - t * t) * d, s = 2 * t * d;
        shape_point(shape, centre.x + along.x * c + across.x * s,
                    centre.y + along.y * c + across.y * s);
    }
}

static void reverse_contour(Shape *shape, size_t first)
{
    for (size_t i = first, j = shape->points.count; i + 1 < j; i++) {
        Point swap = shape->points.items[i];
        shape->points.items[i] = shape->points.items[--j];
        shape->points.items[j] = swap;
    }
}

void shape_round(Shape *shape, Area area, float radius, bool backwards)
{
    size_t first = shape->points.count;
    radius = least_of(radius, 0.5f * least_of(area.x1 - area.x0, area.y1 - area.y0));
    if (!(radius > 0)) {
        shape_point(shape, area.x0, area.y0);
        shape_point(shape, area.x1, area.y0);
        shape_point(shape, area.x1, area.y1);
        shape_point(shape, area.x0, area.y1);
    } else {
        int pieces = pieces_of(radius);
        float left = area.x0 + radius, right = area.x1 - radius;
        float top = area.y0 + radius, bottom = area.y1 - radius;
        Point r = {radius, 0}, l = {-radius, 0}, u = {0, -radius}, d = {0, radius};
        add_quarter(shape, (Point){left, top}, l, u, pieces);
        shape_point(shape, left, area.y0);
        add_quarter(shape, (Point){right, top}, u, r, pieces);
        shape_point(shape, area.x1, top);
        add_quarter(shape, (Point){right, bottom}, r, d, pieces);
        shape_point(shape, right, area.y1);
        add_quarter(shape, (Point){left, bottom}, d, l, pieces);
        shape_point(shape, area.x0, bottom);
    }
    if (backwards)
        reverse_contour(shape, first);
    shape_close(shape);
}

void shape_corner(Shape *shape, Area area, float radius, Corner corner, Point inner,
                  bool backwards)
{
    size_t first = shape->points.count;
    bool right = corner == CORNER_RIGHT_TOP || corner == CORNER_RIGHT_BOTTOM;
    bool bottom = corner == CORNER_RIGHT_BOTTOM || corner == CORNER_LEFT_BOTTOM;
    Point at = {right ? area.x1 : area.x0, bottom ? area.y1 : area.y0};
    radius = least_of(radius, 0.5f * least_of(area.x1 - area.x0, area.y1 - area.y0));
    if (radius > 0) {
        float x = right ? radius : -radius, y = bottom ? radius : -radius;
        Point centre = {at.x - x, at.y - y};
        Point aside = {x, 0}, along = {0, y};
        bool begins_aside = right == bottom;
        add_quarter(shape, centre, begins_aside ? aside : along, begins_aside ? along : aside,
                    pieces_of(radius));
        shape_point(shape, begins_aside ? centre.x : at.x, begins_aside ? at.y : centre.y);
    } else {
        shape_point(shape, at.x, at.y);
    }
    shape_point(shape, right == bottom ? inner.x : at.x, right == bottom ? at.y : inner.y);
    shape_point(shape, inner.x, inner.y);
    shape_point(shape, right == bottom ? at.x : inner.x, right == bottom ? inner.y : at.y);
    if (backwards)
        reverse_contour(shape, first);
    shape_close(shape);
}

void shape_circle(Shape *shape, Point centre, float radius, bool backwards)
{
    Area around = {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
    shape_round(shape, around, radius, backwards);
}

void shape_quad(Shape *shape, Point a, Point b, Point c, Point d)
{
    size_t first = shape->points.count;
    Point corners[] = {a, b, c, d};
    float twice = 0;
    for (int i = 0; i < 4; i++) {
        Point from = corners[i], to = corners[(i + 1) % 4];
        twice += (from.x - a.x) * (to.y - a.y) - (to.x - a.x) * (from.y - a.y);
        shape_point(shape, from.x, from.y);
    }
    if (twice < 0)
        reverse_contour(shape, first);
    shape_close(shape);
}

void shape_stroke(Shape *shape, Point from, Point to, float width, bool round)
{
    float dx = to.x - from.x, dy = to.y - from.y;
    float length = sqrtf(dx * dx + dy * dy), half = 0.5f * width;
    if (!(length > 1e-6f)) {
        if (round)
            shape_circle(shape, from, half, false);
        return;
    }
    Point along = {dx / length * half, dy / length * half}, across = {-along.y, along.x};
    Point back = {-along.x, -along.y}, aside = {along.y, -along.x};
    if (!round) {
        shape_quad(shape, (Point){from.x + aside.x, from.y + aside.y},
                   (Point){to.x + aside.x, to.y + aside.y},
                   (Point){to.x + across.x, to.y + across.y},
                   (Point){from.x + across.x, from.y + across.y});
        return;
    }
    int pieces = pieces_of(half);
    add_quarter(shape, to, aside, along, pieces);
    add_quarter(shape, to, along, across, pieces);
    shape_point(shape, to.x + across.x, to.y + across.y);
    add_quarter(shape, from, across, back, pieces);
    add_quarter(shape, from, back, aside, pieces);
    shape_point(shape, from.x + aside.x, from.y + aside.y);
    shape_close(shape);
}
