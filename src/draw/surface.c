#include "draw/surface.h"

#include "draw/mix.h"

#include <math.h>
#include <string.h>

/* Far beyond any picture, and still exact enough in a float. */
static const float farthest = 1e6f;

static float tame(float number)
{
    return number < -farthest ? -farthest : number > farthest ? farthest : number;
}

bool area_of(Box box, Area *area)
{
    *area = (Area){tame(box.x), tame(box.y), tame(box.x + box.w), tame(box.y + box.h)};
    return !area_empty(*area);
}

bool area_empty(Area area)
{
    /* Written so that what is no number is empty too. */
    return !(area.x0 < area.x1 && area.y0 < area.y1);
}

Area area_meet(Area a, Area b)
{
    return (Area){most_of(a.x0, b.x0), most_of(a.y0, b.y0), least_of(a.x1, b.x1), least_of(a.y1, b.y1)};
}

Cells cells_around(Area area)
{
    if (area_empty(area))
        return (Cells){0, 0, 0, 0};
    return (Cells){(int)floorf(area.x0), (int)floorf(area.y0), (int)ceilf(area.x1),
                   (int)ceilf(area.y1)};
}

Cells cells_meet(Cells a, Cells b)
{
    return (Cells){a.x0 > b.x0 ? a.x0 : b.x0, a.y0 > b.y0 ? a.y0 : b.y0,
                   a.x1 < b.x1 ? a.x1 : b.x1, a.y1 < b.y1 ? a.y1 : b.y1};
}

void surface_clip(Surface *surface, Area area)
{
    Area whole = {0, 0, (float)surface->width, (float)surface->height};
    surface->clip = area_empty(area) ? (Area){0, 0, 0, 0} : area_meet(whole, area);
    surface->inside = cells_around(surface->clip);
}

/* How much of the pixel from `at` to `at + 1` lies between the two. */
static unsigned cover_between(int at, float from, float to)
{
    float pixel = (float)at;
    return cover_of(least_of(pixel + 1, to) - most_of(pixel, from));
}

static inline unsigned stripe(const Paint *paint, int x, int y)
{
    return paint->stripes ? paint->stripes[x + y] : 255;
}

static uint32_t *row_of(Surface *surface, int y)
{
    return surface->pixels + surface->stride * (size_t)y;
}

/* How much the clip leaves of the pixel column x. */
static unsigned column_cover(const Surface *surface, int x)
{
    return cover_between(x, surface->clip.x0, surface->clip.x1);
}

/* `column`: its column's cover. */
static void put_pixel(Surface *surface, const Paint *paint, int x, int y, unsigned column,
                      unsigned cover)
{
    cover = cover_times(cover_times(cover, column), stripe(paint, x, y));
    uint32_t *pixel = row_of(surface, y) + x;
    *pixel = mix(*pixel, paint->colour, cover_times(cover, paint->colour >> 24));
}

/* As many of a hatching's pixels from x0 to x1 as go by fours; the first behind them. */
static int hatch_fours(uint32_t *row, const Paint *paint, int y, int x0, int x1)
{
    int x = x0;
    for (; x + 4 <= x1; x += 4) {
        size_t at = (size_t)(x + y - paint->shares_from) * SHARES;
        mix_four((uint8_t *)(row + x), paint->own + at, paint->rest + at);
    }
    return x;
}

static void put_stripes(uint32_t *row, const Paint *paint, int y, int x0, int x1, unsigned alpha)
{
    const uint8_t *stripes = paint->stripes + y;
    if (mix_many_at_once && alpha == paint->colour >> 24)
        x0 = hatch_fours(row, paint, y, x0, x1);
    for (int x = x0; x < x1; x++)
        if (stripes[x])
            row[x] = mix(row[x], paint->colour, cover_times(alpha, stripes[x]));
}

/* The part of a row where the clip covers every pixel whole. */
static void put_inner(Surface *surface, const Paint *paint, int y, int x0, int x1, unsigned cover)
{
    uint32_t *row = row_of(surface, y);
    unsigned alpha = cover_times(cover, paint->colour >> 24);
    if (paint->stripes) {
        put_stripes(row, paint, y, x0, x1, alpha);
    } else if (alpha == 255) {
        uint32_t colour = paint->colour;
        for (int x = x0; x < x1; x++)
            row[x] = colour;
    } else {
        mix_run(row + x0, x1 - x0, paint->colour, alpha);
    }
}

void surface_span(Surface *surface, const Paint *paint, int y, int x0, int x1, unsigned cover)
{
    const Cells inside = cells_meet(surface->inside, surface->only);
    if (y < inside.y0 || y >= inside.y1)
        return;
    cover = cover_times(cover, cover_between(y, surface->clip.y0, surface->clip.y1));
    x0 = x0 < inside.x0 ? inside.x0 : x0;
    x1 = x1 > inside.x1 ? inside.x1 : x1;
    if (x0 >= x1 || cover == 0)
        return;
    unsigned column = column_cover(surface, x0);
    if (column < 255)
        put_pixel(surface, paint, x0++, y, column, cover);
    if (x0 < x1 && (column = column_cover(surface, x1 - 1)) < 255)
        put_pixel(surface, paint, --x1, y, column, cover);
    put_inner(surface, paint, y, x0, x1, cover);
}

void surface_covers(Surface *surface, const Paint *paint, int y, int x, int count,
                    const uint8_t *covers)
{
    const Cells inside = cells_meet(surface->inside, surface->only);
    if (y < inside.y0 || y >= inside.y1)
        return;
    unsigned edge = cover_between(y, surface->clip.y0, surface->clip.y1);
    int from = x < inside.x0 ? inside.x0 : x;
    int to = x + count > inside.x1 ? inside.x1 : x + count;
    if (from >= to)
        return;
    unsigned column = column_cover(surface, from);
    if (column < 255) {
        put_pixel(surface, paint, from, y, column, cover_times(covers[from - x], edge));
        from++;
    }
    if (from < to && (column = column_cover(surface, to - 1)) < 255) {
        to--;
        put_pixel(surface, paint, to, y, column, cover_times(covers[to - x], edge));
    }
    uint32_t *row = row_of(surface, y);
    unsigned alpha = cover_times(edge, paint->colour >> 24);
    for (int i = from; i < to; i++) {
        if (!covers[i - x])
            continue;
        unsigned cover = cover_times(covers[i - x], alpha);
        if (paint->stripes)
            cover = cover_times(cover, stripe(paint, i, y));
        row[i] = cover == 255 ? paint->colour : mix(row[i], paint->colour, cover);
    }
}

/* The clip's whole rows and columns, where one row can be copied to all others. */
static Cells fill_whole(Surface *surface, Colour colour)
{
    Area clip = surface->clip;
    Cells whole = {(int)ceilf(clip.x0), (int)ceilf(clip.y0), (int)floorf(clip.x1),
                   (int)floorf(clip.y1)};
    whole = cells_meet(whole, surface->only);
    if (whole.x0 >= whole.x1 || whole.y0 >= whole.y1)
        return (Cells){0, 0, 0, 0};
    uint32_t *first = row_of(surface, whole.y0) + whole.x0;
    int columns = whole.x1 - whole.x0;
    for (int x = 0; x < columns; x++)
        first[x] = colour;
    for (int y = whole.y0 + 1; y < whole.y1; y++)
        memcpy(row_of(surface, y) + whole.x0, first, (size_t)columns * sizeof *first);
    return whole;
}

static void fill_clip(Surface *surface, const Paint *paint)
{
    Cells around = cells_meet(surface->inside, surface->only), whole = {0, 0, 0, 0};
    if (paint->colour >> 24 == 0xFF && !paint->stripes)
        whole = fill_whole(surface, paint->colour);
    for (int y = around.y0; y < around.y1; y++) {
        if (y < whole.y0 || y >= whole.y1) {
            surface_span(surface, paint, y, around.x0, around.x1, 255);
            continue;
        }
        if (around.x0 < whole.x0)
            surface_span(surface, paint, y, around.x0, whole.x0, 255);
        if (whole.x1 < around.x1)
            surface_span(surface, paint, y, whole.x1, around.x1, 255);
    }
}

/* Cuts the clip by reckoning, so that an edge on the clip's own edge is not weakened twice; false
 * where nothing is left. What it was comes back by uncut. */
typedef struct Uncut {
    Area clip;
    Cells inside;
} Uncut;

static bool cut(Surface *surface, Area area, Uncut *before)
{
    area = area_meet(area, surface->clip);
    if (area_empty(area))
        return false;
    *before = (Uncut){surface->clip, surface->inside};
    surface_clip(surface, area);
    return true;
}

static void uncut(Surface *surface, Uncut before)
{
    surface->clip = before.clip;
    surface->inside = before.inside;
}

void surface_fill(Surface *surface, const Paint *paint, Area area)
{
    Uncut before;
    if (!cut(surface, area, &before))
        return;
    fill_clip(surface, paint);
    uncut(surface, before);
}

/* --- columns --- */

enum { STRIP = 64 }; /* of so many at once */

/* Of a row's pixels; the same in all rows that are covered alike. */
typedef struct StripShares {
    uint16_t own[STRIP * 4], rest[STRIP * 4];
    unsigned cover;
    bool any; /* a colour that can be seen */
} StripShares;

static void take_shares(StripShares *strip, const Colour *colours, int count, unsigned cover)
{
    strip->cover = cover;
    strip->any = false;
    for (int i = 0; i < count; i++) {
        Shares shares = mix_shares(colours[i], cover_times(colours[i] >> 24, cover));
        memcpy(&strip->own[4 * i], shares.own, sizeof shares.own);
        memcpy(&strip->rest[4 * i], shares.rest, sizeof shares.rest);
        strip->any |= colours[i] >> 24 != 0;
    }
}

static void mix_strip(uint32_t *pixels, const StripShares *strip, const Colour *colours, int count)
{
    int i = 0;
    for (; i + 4 <= count; i += 4)
        mix_four((uint8_t *)(pixels + i), &strip->own[4 * i], &strip->rest[4 * i]);
    for (; i < count; i++)
        pixels[i] = mix(pixels[i], colours[i], cover_times(colours[i] >> 24, strip->cover));
}

/* Columns that the clip covers from side to side. */
static void fill_strip(Surface *surface, Cells cells, const Colour *colours)
{
    StripShares strip = {.cover = 0};
    int count = cells.x1 - cells.x0;
    for (int y = cells.y0; y < cells.y1; y++) {
        unsigned cover = cover_between(y, surface->clip.y0, surface->clip.y1);
        if (cover != strip.cover)
            take_shares(&strip, colours, count, cover);
        if (strip.any)
            mix_strip(row_of(surface, y) + cells.x0, &strip, colours, count);
    }
}

/* A column that the clip covers in part. */
static void put_column(Surface *surface, Cells cells, int x, Colour colour)
{
    unsigned column = column_cover(surface, x);
    for (int y = cells.y0; y < cells.y1; y++)
        put_pixel(surface, &(Paint){.colour = colour}, x, y, column,
                  cover_between(y, surface->clip.y0, surface->clip.y1));
}

void surface_columns(Surface *surface, Area area, const Colour *colours)
{
    Uncut before;
    if (!cut(surface, area, &before))
        return;
    Cells inside = cells_meet(surface->inside, surface->only);
    const int x0 = (int)area.x0;
    if (inside.x0 < inside.x1 && column_cover(surface, inside.x0) < 255) {
        put_column(surface, inside, inside.x0, colours[inside.x0 - x0]);
        inside.x0++;
    }
    if (inside.x0 < inside.x1 && column_cover(surface, inside.x1 - 1) < 255) {
        inside.x1--;
        put_column(surface, inside, inside.x1, colours[inside.x1 - x0]);
    }
    for (int x = inside.x0; x < inside.x1; x += STRIP) {
        int end = x + STRIP < inside.x1 ? x + STRIP : inside.x1;
        fill_strip(surface, (Cells){x, inside.y0, end, inside.y1}, colours + (x - x0));
    }
    uncut(surface, before);
}
