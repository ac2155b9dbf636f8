/* Boxes in pixels: filled, framed, hatched. Taken apart into whole spans and four small corners,
 * since most of a picture is boxes. */
#include "draw/mix.h"
#include "draw/pixels.h"

#include <math.h>
#include <string.h>

/* A box that is anything but straight only up to `reach` from its corners, with a hole or without
 * (`hole` empty): fills it there. */
typedef struct Rounded {
    Area area, hole;
    float radius, hole_radius, reach;
} Rounded;

static void fill_corner(Painter *painter, const Paint *paint, const Rounded *box, Corner corner,
                        Cells limit)
{
    bool right = corner == CORNER_RIGHT_TOP || corner == CORNER_RIGHT_BOTTOM;
    bool bottom = corner == CORNER_RIGHT_BOTTOM || corner == CORNER_LEFT_BOTTOM;
    Point inner = {(float)(right ? limit.x0 : limit.x1), (float)(bottom ? limit.y0 : limit.y1)};
    shape_clear(&painter->shape);
    shape_corner(&painter->shape, box->area, box->radius, corner, inner, false);
    if (!area_empty(box->hole))
        shape_corner(&painter->shape, box->hole, box->hole_radius, corner, inner, true);
    pixels_shape(painter, paint, limit);
}

static void fill_corners(Painter *painter, const Paint *paint, const Rounded *box)
{
    Area area = box->area;
    Cells c = cells_around(area);
    int left = (int)ceilf(area.x0 + box->reach), right = (int)floorf(area.x1 - box->reach);
    int top = (int)ceilf(area.y0 + box->reach), bottom = (int)floorf(area.y1 - box->reach);
    fill_corner(painter, paint, box, CORNER_LEFT_TOP, (Cells){c.x0, c.y0, left, top});
    fill_corner(painter, paint, box, CORNER_RIGHT_TOP, (Cells){right, c.y0, c.x1, top});
    fill_corner(painter, paint, box, CORNER_LEFT_BOTTOM, (Cells){c.x0, bottom, left, c.y1});
    fill_corner(painter, paint, box, CORNER_RIGHT_BOTTOM, (Cells){right, bottom, c.x1, c.y1});
}

/* What lies between the corners, above, below and beside them; empty where they meet. */
static Area between_corners(Area area, float reach)
{
    return (Area){ceilf(area.x0 + reach), ceilf(area.y0 + reach), floorf(area.x1 - reach),
                  floorf(area.y1 - reach)};
}

/* The painter's shape above and below the rows of `inner`, in which its sides are straight. */
static void fill_ends(Painter *painter, const Paint *paint, Area area, Area inner)
{
    Cells cells = cells_around(area);
    pixels_shape(painter, paint, (Cells){cells.x0, cells.y0, cells.x1, (int)inner.y0});
    pixels_shape(painter, paint, (Cells){cells.x0, (int)inner.y1, cells.x1, cells.y1});
}

/* All of a box that is not straight: its corners, its ends, or the whole of it. */
static void fill_round(Painter *painter, const Paint *paint, Area area, float radius)
{
    Area inner = between_corners(area, radius);
    if (!area_empty(inner)) {
        fill_corners(painter, paint, &(Rounded){.area = area, .radius = radius, .reach = radius});
        return;
    }
    shape_clear(&painter->shape);
    shape_round(&painter->shape, area, radius, false);
    if (inner.y0 < inner.y1)
        fill_ends(painter, paint, area, inner);
    else
        pixels_shape(painter, paint, cells_around(area));
}

static bool same_area(Area a, Area b)
{
    return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1;
}

/* The same; a hatching as the box under it was. */
static void mask_round(Painter *painter, const Paint *paint, Area area, float radius)
{
    Mask *mask = &painter->mask;
    Area clip = painter->surface.clip;
    if (mask->radius == radius && same_area(mask->area, area) && same_area(mask->clip, clip)) {
        raster_again(&mask->covered, &painter->surface, paint);
        return;
    }
    mask->area = area;
    mask->clip = clip;
    mask->radius = radius;
    mask->covered.rows.count = mask->covered.covers.count = 0;
    painter->raster.kept = &mask->covered;
    fill_round(painter, paint, area, radius);
    painter->raster.kept = NULL;
}

static void fill_box(Painter *painter, const Paint *paint, Area area, float radius)
{
    Surface *surface = &painter->surface;
    radius = least_of(radius, 0.5f * least_of(area.x1 - area.x0, area.y1 - area.y0));
    if (!(radius > 0)) {
        surface_fill(surface, paint, area);
        return;
    }
    mask_round(painter, paint, area, radius);
    Area inner = between_corners(area, radius);
    if (!area_empty(inner)) {
        surface_fill(surface, paint, (Area){inner.x0, area.y0, inner.x1, inner.y0});
        surface_fill(surface, paint, (Area){inner.x0, inner.y1, inner.x1, area.y1});
    }
    if (inner.y0 < inner.y1)
        surface_fill(surface, paint, (Area){area.x0, inner.y0, area.x1, inner.y1});
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
    float reach = half + most_of(radius, half);
    Area inner = between_corners(outer, reach);
    float outer_radius = radius > 0 ? radius + half : 0;
    if (area_empty(inner)) {
        shape_clear(&painter->shape);
        shape_round(&painter->shape, outer, outer_radius, false);
        shape_round(&painter->shape, hole, radius - half, true);
        if (inner.y0 < inner.y1) {
            fill_ends(painter, paint, outer, inner);
            surface_fill(surface, paint, (Area){outer.x0, inner.y0, hole.x0, inner.y1});
            surface_fill(surface, paint, (Area){hole.x1, inner.y0, outer.x1, inner.y1});
        } else {
            pixels_shape(painter, paint, cells_around(outer));
        }
        return;
    }
    fill_corners(painter, paint, &(Rounded){outer, hole, outer_radius, radius - half, reach});
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

/* Up to the sum `to`: most hatchings of a picture have the same. */
static void make_stripes(Painter *painter, const Draw *draw, int to)
{
    double width = fmin((double)draw->width, (double)draw->gap);
    if (painter->stripes_width != draw->width || painter->stripes_gap != draw->gap) {
        painter->stripes.count = 0;
        painter->shares_to = painter->shares_from;
    }
    painter->stripes_width = draw->width;
    painter->stripes_gap = draw->gap;
    for (int sum = (int)painter->stripes.count; sum < to; sum++)
        array_push(&painter->stripes, stripe_cover(sum, width, (double)draw->gap));
}

static void make_room(Painter *painter, size_t shares)
{
    if (painter->shares_room >= shares)
        return;
    painter->shares_room = 2 * shares;
    painter->own = mem_resize_array(painter->own, painter->shares_room, sizeof *painter->own);
    painter->rest = mem_resize_array(painter->rest, painter->shares_room, sizeof *painter->rest);
}

/* For the sums between. Bars beside each other have most of them in common. */
static void make_shares(Painter *painter, Colour colour, int from, int to)
{
    bool goes_on = painter->shares_colour == colour && painter->shares_from <= from &&
                   painter->shares_to >= from;
    if (!goes_on)
        painter->shares_from = painter->shares_to = from;
    painter->shares_colour = colour;
    from = painter->shares_from;
    make_room(painter, (size_t)(to > from ? to - from : 0) * SHARES);
    for (int sum = painter->shares_to; sum < to; sum++) {
        size_t at = (size_t)(sum - from) * SHARES;
        Shares shares = mix_shares(colour, cover_times(colour >> 24, painter->stripes.items[sum]));
        memcpy(painter->own + at, shares.own, sizeof shares.own);
        memcpy(painter->rest + at, shares.rest, sizeof shares.rest);
    }
    painter->shares_to = to > painter->shares_to ? to : painter->shares_to;
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
    make_stripes(painter, draw, to);
    make_shares(painter, draw->colour, from, to);
    Paint paint = {.colour = draw->colour,
                   .stripes = painter->stripes.items,
                   .own = painter->own,
                   .rest = painter->rest,
                   .shares_from = painter->shares_from};
    fill_box(painter, &paint, area, draw->radius);
}

void pixels_box(Painter *painter, const Paint *paint, const Draw *draw)
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
