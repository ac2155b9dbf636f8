/* Exact coverage. Each edge leaves in each row it crosses, in the pixel it crosses, the change of
 * covered area from there on rightwards; a running sum along the row then is the coverage.
 *
 * Edges are cut to the limit first: what lies left of it counts as a vertical edge on its left
 * border, what lies right of it counts for nothing. So buffers have the limit's size, whatever
 * the shape's. Tall limits are filled in bands to keep the sums in the cache. Where only a part of
 * the surface is written, edges and bands are cut as for all of it, so that each sum is the same. */
#include "draw/raster.h"

#include <math.h>
#include <string.h>

static const size_t band_cells = 16384;

void raster_free(Raster *raster)
{
    array_free(&raster->edges);
    mem_free(raster->sums);
    mem_free(raster->covers);
    *raster = (Raster){0};
}

static Point between(Point a, Point b, float part)
{
    return (Point){a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

static void keep_edge(Raster *raster, Point a, Point b)
{
    if (a.y == b.y)
        return;
    array_push(&raster->edges, a);
    array_push(&raster->edges, b);
}

/* Cuts at the vertical x; what lies beyond is pushed onto it. `side` is -1 for left, 1 right. */
static void cut_edge(Raster *raster, Point a, Point b, float x, int side,
                     void (*next)(Raster *raster, Point a, Point b, const Area *limit),
                     const Area *limit)
{
    float from = (a.x - x) * (float)side, to = (b.x - x) * (float)side;
    if (from <= 0 && to <= 0) {
        next(raster, a, b, limit);
    } else if (from >= 0 && to >= 0) {
        next(raster, (Point){x, a.y}, (Point){x, b.y}, limit);
    } else {
        Point middle = between(a, b, from / (from - to));
        middle.x = x;
        next(raster, from > 0 ? (Point){x, a.y} : a, middle, limit);
        next(raster, middle, to > 0 ? (Point){x, b.y} : b, limit);
    }
}

static void keep_in_right(Raster *raster, Point a, Point b, const Area *limit)
{
    (void)limit;
    keep_edge(raster, a, b);
}

static void cut_right(Raster *raster, Point a, Point b, const Area *limit)
{
    cut_edge(raster, a, b, limit->x1, 1, keep_in_right, limit);
}

static void cut_left(Raster *raster, Point a, Point b, const Area *limit)
{
    cut_edge(raster, a, b, limit->x0, -1, cut_right, limit);
}

/* Cuts to the limit's rows, which drops what is above and below, then to its columns. */
static void cut_rows(Raster *raster, Point a, Point b, const Area *limit)
{
    float top = least_of(a.y, b.y), bottom = most_of(a.y, b.y);
    if (!(bottom > limit->y0 && top < limit->y1))
        return;
    Point from = a, to = b;
    float height = b.y - a.y;
    if (a.y < limit->y0 || a.y > limit->y1) {
        float y = a.y < limit->y0 ? limit->y0 : limit->y1;
        from = (Point){a.x + (b.x - a.x) * ((y - a.y) / height), y};
    }
    if (b.y < limit->y0 || b.y > limit->y1) {
        float y = b.y < limit->y0 ? limit->y0 : limit->y1;
        to = (Point){a.x + (b.x - a.x) * ((y - a.y) / height), y};
    }
    cut_left(raster, from, to, limit);
}

/* The integral of a pixel's covered part over the place of the edge. */
static float covered(float u)
{
    return u <= 0 ? 0 : u < 1 ? u * u * 0.5f : u - 0.5f;
}

/* An edge's stretch within one row, from x0 to x1 (x0 <= x1), of the signed height `rise`. */
static void add_to_row(float *row, float x0, float x1, float rise)
{
    int first = (int)x0, last = (int)x1;
    if (last == first) {
        float right = 0.5f * (x0 + x1) - (float)first;
        row[first] += rise * (1 - right);
        row[first + 1] += rise * right;
        return;
    }
    float part = rise / (x1 - x0), before = 0;
    for (int i = first; i <= last; i++) {
        float edge = (float)(i + 1);
        float now = part * (covered(edge - x0) - covered(edge - x1));
        row[i] += now - before;
        before = now;
    }
    row[last + 1] += rise - before;
}

/* One edge into the sums of the rows from `band.y0`, columns from `band.x0`. */
static void add_edge(float *sums, int stride, Cells band, Point a, Point b)
{
    float sign = 1;
    if (a.y > b.y) {
        Point swap = a;
        a = b;
        b = swap;
        sign = -1;
    }
    float slope = (b.x - a.x) / (b.y - a.y);
    float least = least_of(a.x, b.x), most = most_of(a.x, b.x);
    float top = most_of(a.y, (float)band.y0), bottom = least_of(b.y, (float)band.y1);
    float x = least_of(most_of(a.x + (top - a.y) * slope, least), most);
    for (int row = (int)top; (float)row < bottom; row++) {
        float y0 = most_of(top, (float)row), y1 = least_of(bottom, (float)(row + 1));
        float next = least_of(most_of(a.x + (y1 - a.y) * slope, least), most);
        float from = least_of(x, next) - (float)band.x0, to = most_of(x, next) - (float)band.x0;
        add_to_row(sums + (size_t)(row - band.y0) * (size_t)stride, from, to, sign * (y1 - y0));
        x = next;
    }
}

/* The columns that the edges reach within the band's rows. */
static Cells narrow(const Raster *raster, Cells band)
{
    float least = (float)band.x1, most = (float)band.x0;
    for (size_t i = 0; i + 1 < raster->edges.count; i += 2) {
        Point a = raster->edges.items[i], b = raster->edges.items[i + 1];
        float top = most_of(least_of(a.y, b.y), (float)band.y0);
        float bottom = least_of(most_of(a.y, b.y), (float)band.y1);
        if (top >= bottom)
            continue;
        float slope = (b.x - a.x) / (b.y - a.y);
        float x0 = a.x + (top - a.y) * slope, x1 = a.x + (bottom - a.y) * slope;
        least = least_of(least, least_of(x0, x1));
        most = most_of(most, most_of(x0, x1));
    }
    int x0 = (int)floorf(least) - 1, x1 = (int)ceilf(most) + 1;
    return (Cells){x0 < band.x0 ? band.x0 : x0, band.y0, x1 > band.x1 ? band.x1 : x1, band.y1};
}

static void make_room(Raster *raster, size_t cells, size_t columns)
{
    if (raster->sums_room < cells) {
        raster->sums = mem_resize_array(raster->sums, cells, sizeof *raster->sums);
        raster->sums_room = cells;
    }
    if (raster->covers_room < columns) {
        raster->covers = mem_resize_array(raster->covers, columns, 1);
        raster->covers_room = columns;
    }
}

static void note_row(Covered *kept, CoveredRow row, const uint8_t *covers)
{
    size_t count = (size_t)row.count;
    row.at = kept->covers.count;
    if (kept->covers.room - row.at < count) {
        kept->covers.room = 2 * (row.at + count);
        kept->covers.items = mem_resize_array(kept->covers.items, kept->covers.room, 1);
    }
    memcpy(kept->covers.items + row.at, covers, count);
    kept->covers.count += count;
    array_push(&kept->rows, row);
}

void raster_again(const Covered *covered, Surface *surface, const Paint *paint)
{
    for (size_t i = 0; i < covered->rows.count; i++) {
        CoveredRow row = covered->rows.items[i];
        surface_covers(surface, paint, row.y, row.x, row.count, covered->covers.items + row.at);
    }
}

static void sweep(Raster *raster, Surface *surface, const Paint *paint, Cells band, int stride)
{
    int columns = band.x1 - band.x0;
    Cells seen = cells_meet(band, surface->only);
    for (int y = seen.y0; y < seen.y1; y++) {
        const float *row = raster->sums + (size_t)(y - band.y0) * (size_t)stride;
        float sum = 0;
        for (int i = 0; i < columns; i++) {
            sum += row[i];
            raster->covers[i] = (uint8_t)cover_of(fabsf(sum));
        }
        surface_covers(surface, paint, y, band.x0, columns, raster->covers);
        if (raster->kept)
            note_row(raster->kept, (CoveredRow){y, band.x0, columns, 0}, raster->covers);
    }
}

/* `among`: the band has only a part of the edges' rows. */
static void fill_band(Raster *raster, Surface *surface, const Paint *paint, Cells band, bool among)
{
    if (among)
        band = narrow(raster, band);
    if (band.x0 >= band.x1)
        return;
    int stride = band.x1 - band.x0 + 3; /* an edge on the right border writes behind it */
    size_t cells = (size_t)stride * (size_t)(band.y1 - band.y0);
    make_room(raster, cells, (size_t)stride);
    for (size_t i = 0; i < cells; i++)
        raster->sums[i] = 0;
    for (size_t i = 0; i + 1 < raster->edges.count; i += 2)
        add_edge(raster->sums, stride, band, raster->edges.items[i], raster->edges.items[i + 1]);
    sweep(raster, surface, paint, band, stride);
}

static bool lies_in(Area inner, Area outer)
{
    return inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0
           && inner.y1 <= outer.y1;
}

/* The shape's edges, as far as they count for what lies in `limit`. */
static void take_edges(Raster *raster, const Shape *shape, Area bounds, const Area *limit)
{
    bool whole = lies_in(bounds, *limit);
    uint32_t start = 0;
    raster->edges.count = 0;
    for (size_t c = 0; c < shape->ends.count; c++) {
        uint32_t end = shape->ends.items[c];
        for (uint32_t i = start; i < end; i++) {
            Point a = shape->points.items[i], b = shape->points.items[i + 1 < end ? i + 1 : start];
            if (whole)
                keep_edge(raster, a, b);
            else
                cut_rows(raster, a, b, limit);
        }
        start = end;
    }
}

static Area shape_bounds(const Shape *shape)
{
    Area bounds = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < shape->points.count; i++) {
        Point p = shape->points.items[i];
        bounds = (Area){least_of(bounds.x0, p.x), least_of(bounds.y0, p.y), most_of(bounds.x1, p.x),
                        most_of(bounds.y1, p.y)};
    }
    return bounds;
}

void raster_fill(Raster *raster, Surface *surface, const Paint *paint, const Shape *shape,
                 Cells limit)
{
    limit = cells_meet(limit, surface->inside);
    if (limit.x0 >= limit.x1 || limit.y0 >= limit.y1)
        return;
    Area edge = {(float)limit.x0, (float)limit.y0, (float)limit.x1, (float)limit.y1};
    Area bounds = shape_bounds(shape);
    limit = cells_meet(limit, cells_around(area_meet(bounds, edge)));
    Cells seen = cells_meet(limit, surface->only);
    if (seen.x0 >= seen.x1 || seen.y0 >= seen.y1)
        return;
    edge = (Area){(float)limit.x0, (float)limit.y0, (float)limit.x1, (float)limit.y1};
    take_edges(raster, shape, bounds, &edge);
    size_t rows = band_cells / (size_t)(limit.x1 - limit.x0 + 3);
    int step = rows < 8 ? 8 : (int)rows;
    bool among = limit.y0 + step < limit.y1;
    for (int y = limit.y0; y < seen.y1; y += step)
        if (y + step > seen.y0)
            fill_band(raster, surface, paint,
                      (Cells){limit.x0, y, limit.x1, y + step < limit.y1 ? y + step : limit.y1},
                      among);
}
