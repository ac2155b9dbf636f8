#include "draw/bounds.h"

#include <math.h>

static const Area nothing = {0, 0, 0, 0};

static Area wider(Area area, float by)
{
    return (Area){area.x0 - by, area.y0 - by, area.x1 + by, area.y1 + by};
}

static Area around(const Point *points, size_t count)
{
    Area area = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < count; i++) {
        area.x0 = least_of(points[i].x, area.x0);
        area.y0 = least_of(points[i].y, area.y0);
        area.x1 = most_of(points[i].x, area.x1);
        area.y1 = most_of(points[i].y, area.y1);
    }
    return area;
}

/* Letters reach out of their line: accents up, tails down, marks in heaps; slanted ones sideways. */
static Area around_text(const Draw *draw)
{
    float size = draw->font.size, high = 1.4f * size, low = 0.7f * size;
    for (size_t i = 0; i < draw->text.length; i++)
        if ((unsigned char)draw->text.at[i] >= 0x80)
            high = low = 4 * size;
    float left = draw->x - (draw->anchor == ANCHOR_END      ? draw->fit
                            : draw->anchor == ANCHOR_MIDDLE ? 0.5f * draw->fit
                                                            : 0);
    return (Area){left - size, draw->y - high, left + draw->fit + size, draw->y + low};
}

Area bounds_of(const Draw *draw)
{
    Area area = nothing;
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: case DRAW_HATCH: case DRAW_COLUMNS: case DRAW_CLIP:
        return area_of(draw->box, &area) ? wider(area, 1) : nothing;
    case DRAW_FRAME:
        return area_of(draw->box, &area) ? wider(area, draw->width + 1) : nothing;
    case DRAW_LINE:
        return wider(around((Point[]){{draw->x, draw->y}, {draw->x2, draw->y2}}, 2),
                     draw->width + 1);
    case DRAW_CURVE:
        return wider(around((Point[]){{draw->x, draw->y}, draw->c1, draw->c2,
                                      {draw->x2, draw->y2}}, 4),
                     draw->width + 1);
    case DRAW_POLYGON: return wider(around(draw->points, draw->count), 1);
    case DRAW_CIRCLE: case DRAW_RING:
        return wider((Area){draw->x, draw->y, draw->x, draw->y}, draw->radius + draw->width + 1);
    case DRAW_TEXT: return around_text(draw);
    case DRAW_UNCLIP: case DRAW_GROUP: case DRAW_UNGROUP: break;
    }
    return nothing;
}
