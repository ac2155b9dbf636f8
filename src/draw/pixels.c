/* Paints a picture into pixels: each command becomes spans or a shape. Boxes are taken apart into
 * whole spans and four small corners, since most of a picture is boxes. */
#include "draw/pixels.h"

#include <math.h>

typedef struct Painter {
    Surface surface;
    Fonts *fonts;
    Raster raster;
    Shape shape;
    ARRAY(Area) clips;
    ARRAY(uint8_t) stripes;
} Painter;

static bool finite_point(Point p)
{
    return fabsf(p.x) < 1e6f && fabsf(p.y) < 1e6f;
}

/* --- boxes --- */

static void fill_shape(Painter *painter, const Paint *paint, Cells limit)
{
    raster_fill(&painter->raster, &painter->surface, paint, &painter->shape, limit);
}

/* The shape fills or frames a box of corners up to `reach` from its edges: paints the corners by
 * coverage and has `rest` paint what lies between them, told as areas between whole pixels. */
static void fill_corners(Painter *painter, const Paint *paint, Area area, float reach)
{
    Cells c = cells_around(area);
    int left = (int)ceilf(area.x0 + reach), right = (int)floorf(area.x1 - reach);
    int top = (int)ceilf(area.y0 + reach), bottom = (int)floorf(area.y1 - reach);
    fill_shape(painter, paint, (Cells){c.x0, c.y0, left, top});
    fill_shape(painter, paint, (Cells){right, c.y0, c.x1, top});
    fill_shape(painter, paint, (Cells){c.x0, bottom, left, c.y1});
    fill_shape(painter, paint, (Cells){right, bottom, c.x1, c.y1});
}

/* What lies between the corners, above, below and beside them; empty where they meet. */
static Area between_corners(Area area, float reach)
{
    return (Area){ceilf(area.x0 + reach), ceilf(area.y0 + reach), floorf(area.x1 - reach),
                  floorf(area.y1 - reach)};
}

static void fill_box(Painter *painter, const Paint *paint, Area area, float radius)
{
    Surface *surface = &painter->surface;
    radius = least_of(radius, 0.5f * least_of(area.x1 - area.x0, area.y1 - area.y0));
    if (!(radius > 0)) {
        surface_fill(surface, paint, area);
        return;
    }
    shape_clear(&painter->shape);
    shape_round(&painter->shape, area, radius, false);
    Area inner = between_corners(area, radius);
    if (area_empty(inner)) {
        fill_shape(painter, paint, cells_around(area));
        return;
    }
    fill_corners(painter, paint, area, radius);
    surface_fill(surface, paint, (Area){inner.x0, area.y0, inner.x1, inner.y0});
    surface_fill(surface, paint, (Area){area.x0, inner.y0, area.x1, inner.y1});
    surface_fill(surface, paint, (Area){inner.x0, inner.y1, inner.x1, area.y1});
}

static void frame_box(Painter *painter, const Paint *paint, Area area, const Draw *draw)
{
    float half = 0.5f * draw->width;
    float radius = least_of(draw->radius, 0.5f * least_of(area.x1 - area.x0, area.y1 - area.y0));
    radius = radius > 0 ? radius : 0;
    Area outer = {area.x0 - half, area.y0 - half, area.x1 + half, area.y1 + half};
    Area hole = {area.x0 + half, area.y0 + half, area.x1 - half, area.y1 - half};
    if (area_empty(hole)) {
        fill_box(painter, paint, outer, radius > 0 ? radius + half : 0);
        return;
    }
    Surface *surface = &painter->surface;
    shape_clear(&painter->shape);
    shape_round(&painter->shape, outer, radius > 0 ? radius + half : 0, false);
    shape_round(&painter->shape, hole, radius - half, true);
    float reach = half + most_of(radius, half);
    Area inner = between_corners(outer, reach);
    if (area_empty(inner)) {
        fill_shape(painter, paint, cells_around(outer));
        return;
    }
    fill_corners(painter, paint, outer, reach);
    surface_fill(surface, paint, (Area){inner.x0, outer.y0, inner.x1, hole.y0});
    surface_fill(surface, paint, (Area){inner.x0, hole.y1, inner.x1, outer.y1});
    surface_fill(surface, paint, (Area){outer.x0, inner.y0, hole.x0, inner.y1});
    surface_fill(surface, paint, (Area){hole.x1, inner.y0, outer.x1, inner.y1});
}

/* --- hatching --- */

/* The part of a pixel on the near side of a diagonal edge, by the distance of the edge from the
 * pixel's centre in diagonals: a pixel seen along its diagonal is a triangle. */
static double beside_diagonal(double distance)
{
    if (distance <= -1)
        return 0;
    if (distance >= 1)
        return 1;
    return distance < 0 ? 0.5 * (1 + distance) * (1 + distance)
                        : 1 - 0.5 * (1 - distance) * (1 - distance);
}

/* Coverage by x + y: stripes lie between k * pitch and k * pitch + width across the diagonal. */
static uint8_t stripe_cover(int sum, double width, double pitch)
{
    static const double diagonal = 0.70710678118654752440;
    double across = (sum + 1) * diagonal; /* the pixel's centre is at x + 0.5, y + 0.5 */
    double cover = 0;
    across -= floor(across / pitch) * pitch;
    for (int k = -1; k <= 1; k++) {
        double from = k * pitch - across, to = from + width;
        cover += beside_diagonal(to / diagonal) - beside_diagonal(from / diagonal);
    }
    return (uint8_t)cover_of((float)cover);
}

static void hatch_box(Painter *painter, Area area, const Draw *draw)
{
    if (!(draw->width > 0 && draw->gap > 0.5f && draw->gap < 1e5f))
        return;
    Area seen = area_meet(area, painter->surface.clip);
    if (area_empty(seen))
        return;
    Cells cells = cells_around(seen);
    int from = cells.x0 + cells.y0, to = cells.x1 + cells.y1;
    double width = fmin((double)draw->width, (double)draw->gap);
    painter->stripes.count = 0;
    for (int sum = from; sum < to; sum++)
        array_push(&painter->stripes, stripe_cover(sum, width, (double)draw->gap));
    Paint paint = {draw->colour, painter->stripes.items, from};
    fill_box(painter, &paint, area, draw->radius);
}

/* --- lines --- */

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

static void paint_line(Painter *painter, const Paint *paint, const Draw *draw)
{
    Point a = {draw->x, draw->y}, b = {draw->x2, draw->y2};
    float from, to;
    if (!finite_point(a) || !finite_point(b) || !(draw->width > 0 && draw->width < 1e5f) ||
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
    fill_shape(painter, paint, painter->surface.inside);
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

static void paint_curve(Painter *painter, const Paint *paint, const Draw *d)
{
    if (!finite_point((Point){d->x, d->y}) || !finite_point(d->c1) || !finite_point(d->c2) ||
        !finite_point((Point){d->x2, d->y2}) || !(d->width > 0 && d->width < 1e5f))
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
    fill_shape(painter, paint, painter->surface.inside);
}

/* --- other shapes --- */

static void paint_polygon(Painter *painter, const Paint *paint, const Draw *draw)
{
    shape_clear(&painter->shape);
    for (uint32_t i = 0; i < draw->count; i++) {
        if (!finite_point(draw->points[i]))
            return;
        shape_point(&painter->shape, draw->points[i].x, draw->points[i].y);
    }
    shape_close(&painter->shape);
    fill_shape(painter, paint, painter->surface.inside);
}

static void paint_circle(Painter *painter, const Paint *paint, const Draw *draw)
{
    Point centre = {draw->x, draw->y};
    float half = draw->kind == DRAW_RING ? 0.5f * draw->width : 0;
    if (!finite_point(centre) || !(draw->radius + half > 0 && draw->radius + half < 1e5f))
        return;
    shape_clear(&painter->shape);
    shape_circle(&painter->shape, centre, draw->radius + half, false);
    if (draw->kind == DRAW_RING && draw->radius > half)
        shape_circle(&painter->shape, centre, draw->radius - half, true);
    fill_shape(painter, paint, painter->surface.inside);
}

static void push_clip(Painter *painter, Box box)
{
    Area area;
    array_push(&painter->clips, painter->surface.clip);
    if (area_of(box, &area))
        surface_clip(&painter->surface, area_meet(area, painter->surface.clip));
    else
        surface_clip(&painter->surface, (Area){0, 0, 0, 0});
}

static void pop_clip(Painter *painter)
{
    if (painter->clips.count)
        surface_clip(&painter->surface, painter->clips.items[--painter->clips.count]);
}

static void paint_box(Painter *painter, const Paint *paint, const Draw *draw)
{
    Area area;
    if (!area_of(draw->box, &area))
        return;
    if (draw->kind == DRAW_RECT)
        fill_box(painter, paint, area, draw->radius);
    else if (draw->kind == DRAW_HATCH)
        hatch_box(painter, area, draw);
    else if (draw->width > 0 && draw->width < 1e5f)
        frame_box(painter, paint, area, draw);
}

static void paint_draw(Painter *painter, const Draw *draw)
{
    Paint paint = {.colour = draw->colour};
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: case DRAW_FRAME: case DRAW_HATCH: paint_box(painter, &paint, draw); break;
    case DRAW_LINE: paint_line(painter, &paint, draw); break;
    case DRAW_CURVE: paint_curve(painter, &paint, draw); break;
    case DRAW_POLYGON: paint_polygon(painter, &paint, draw); break;
    case DRAW_CIRCLE: case DRAW_RING: paint_circle(painter, &paint, draw); break;
    case DRAW_TEXT: pixels_text(&painter->surface, painter->fonts, draw); break;
    case DRAW_CLIP: push_clip(painter, draw->box); break;
    case DRAW_UNCLIP: pop_clip(painter); break;
    case DRAW_GROUP: case DRAW_UNGROUP: break;
    }
}

void paint_pixels(const Picture *picture, Fonts *fonts, uint32_t *pixels, int width, int height,
                  int pitch)
{
    Painter painter = {.fonts = fonts,
                       .surface = {.pixels = pixels, .width = width, .height = height,
                                   .stride = (size_t)pitch / sizeof *pixels}};
    Area whole = {0, 0, (float)width, (float)height};
    surface_clip(&painter.surface, whole);
    surface_fill(&painter.surface, &(Paint){.colour = 0xFFFFFFFF}, whole);
    for (size_t i = 0; i < picture->list.count; i++)
        if (picture->list.items[i].colour >> 24 || picture->list.items[i].kind >= DRAW_CLIP)
            paint_draw(&painter, &picture->list.items[i]);
    raster_free(&painter.raster);
    shape_free(&painter.shape);
    array_free(&painter.clips);
    array_free(&painter.stripes);
}
