/* Lines, dashes and curves in pixels. */
#include "draw/pixels.h"

#include <math.h>

/* The stretch of the line that can be seen, as parts of its length; false for none. Dashes of a
 * line that runs far out of the picture are not counted out there. */
static bool seen_stretch(const Surface *surface, const Draw *draw, float *from, float *to)
{
    float reach = draw->width + 1;
    float dx = draw->x2 - draw->x, dy = draw->y2 - draw->y;
    const float starts[] = {draw->x, draw->y}, runs[] = {dx, dy};
    const float lows[] = {surface->clip.x0 - reach, surface->clip.y0 - reach};
    const float highs[] = {surface->clip.x1 + reach, surface->clip.y1 + reach};
    *from = 0;
    *to = 1;
    for (int axis = 0; axis < 2; axis++) {
        if (runs[axis] == 0) {
            if (starts[axis] < lows[axis] || starts[axis] > highs[axis])
                return false;
            continue;
        }
        float a = (lows[axis] - starts[axis]) / runs[axis];
        float b = (highs[axis] - starts[axis]) / runs[axis];
        *from = most_of(*from, least_of(a, b));
        *to = least_of(*to, most_of(a, b));
    }
    return *from <= *to;
}

static Point along(const Draw *draw, float part)
{
    return (Point){draw->x + (draw->x2 - draw->x) * part, draw->y + (draw->y2 - draw->y) * part};
}

enum { DASHES_MOST = 20000 }; /* of a line; more can't be told from a solid one */

static void add_dashes(Painter *painter, const Draw *draw, float from, float to)
{
    float dx = draw->x2 - draw->x, dy = draw->y2 - draw->y;
    float length = sqrtf(dx * dx + dy * dy), step = draw->dash + draw->gap;
    float reach = draw->width / length;
    if ((to - from + 2 * reach) * length > step * DASHES_MOST) {
        shape_stroke(&painter->shape, along(draw, from), along(draw, to), draw->width, false);
        return;
    }
    for (float k = floorf((from - reach) * length / step); k * step < (to + reach) * length; k++) {
        float start = k * step, end = least_of(start + draw->dash, length);
        if (start < 0 || start > length)
            continue;
        shape_stroke(&painter->shape, along(draw, start / length), along(draw, end / length),
                     draw->width, draw->round);
    }
}

void pixels_line(Painter *painter, const Paint *paint, const Draw *draw)
{
    Point a = {draw->x, draw->y}, b = {draw->x2, draw->y2};
    float from, to;
    if (!pixels_finite(a) || !pixels_finite(b) || !(draw->width > 0 && draw->width < 1e5f) ||
        !seen_stretch(&painter->surface, draw, &from, &to))
        return;
    float half = 0.5f * draw->width;
    bool dashed = draw->dash >= 0 && draw->gap > 0 && draw->dash + draw->gap > 0.25f &&
                  draw->dash + draw->gap < 1e6f;
    if (!dashed && !draw->round && (a.x == b.x || a.y == b.y)) {
        float aside = a.x == b.x ? half : 0, above = a.y == b.y ? half : 0;
        surface_fill(&painter->surface, paint,
                     (Area){least_of(a.x, b.x) - aside, least_of(a.y, b.y) - above,
                            most_of(a.x, b.x) + aside, most_of(a.y, b.y) + above});
        return;
    }
    shape_clear(&painter->shape);
    if (dashed && (a.x != b.x || a.y != b.y))
        add_dashes(painter, draw, from, to);
    else
        shape_stroke(&painter->shape, a, b, draw->width, draw->round);
    pixels_shape(painter, paint, painter->surface.inside);
}

static Point on_curve(const Draw *d, float t)
{
    float u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, e = t * t * t;
    return (Point){a * d->x + b * d->c1.x + c * d->c2.x + e * d->x2,
                   a * d->y + b * d->c1.y + c * d->c2.y + e * d->y2};
}

static float apart(float x0, float y0, float x1, float y1)
{
    return sqrtf((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
}

/* The two sides of the curve at t, half a width from it. */
static void sides_at(const Draw *d, float t, Point *one, Point *other)
{
    Point before = on_curve(d, most_of(t - 0.004f, 0)), after = on_curve(d, least_of(t + 0.004f, 1));
    Point at = on_curve(d, t);
    float length = apart(before.x, before.y, after.x, after.y);
    float part = length > 0 ? 0.5f * d->width / length : 0;
    float nx = (before.y - after.y) * part, ny = (after.x - before.x) * part;
    *one = (Point){at.x + nx, at.y + ny};
    *other = (Point){at.x - nx, at.y - ny};
}

void pixels_curve(Painter *painter, const Paint *paint, const Draw *d)
{
    if (!pixels_finite((Point){d->x, d->y}) || !pixels_finite(d->c1) || !pixels_finite(d->c2) ||
        !pixels_finite((Point){d->x2, d->y2}) || !(d->width > 0 && d->width < 1e5f))
        return;
    float length = apart(d->x, d->y, d->c1.x, d->c1.y) +
                   apart(d->c1.x, d->c1.y, d->c2.x, d->c2.y) +
                   apart(d->c2.x, d->c2.y, d->x2, d->y2);
    int pieces = length > 400 ? 100 : 8 + (int)(length * 0.23f);
    shape_clear(&painter->shape);
    Point a, b, c, e;
    sides_at(d, 0, &a, &b);
    for (int i = 1; i <= pieces; i++) {
        sides_at(d, (float)i / (float)pieces, &c, &e);
        shape_quad(&painter->shape, a, c, e, b);
        a = c;
        b = e;
    }
    pixels_shape(painter, paint, painter->surface.inside);
}
