/* What every picture promises. */
#include "draw/bounds.h"

#include <math.h>
#include <string.h>

static const float farthest = 1e7F; /* pixels: what scrolls out of sight, and no more */

static bool all_finite(const float *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!(fabsf(numbers[i]) < farthest))
            return false;
    return true;
}

static bool points_finite(const Draw *draw)
{
    for (uint32_t i = 0; draw->kind == DRAW_POLYGON && i < draw->count; i++)
        if (!all_finite((float[]){draw->points[i].x, draw->points[i].y}, 2))
            return false;
    return true;
}

static const char *draw_wrong(const Draw *draw)
{
    const float numbers[] = {draw->x,    draw->y,     draw->x2,  draw->y2,   draw->c1.x,
                             draw->c1.y, draw->c2.x,  draw->c2.y, draw->width, draw->dash,
                             draw->gap,  draw->radius};
    if (!all_finite(numbers, sizeof numbers / sizeof *numbers) || !points_finite(draw))
        return "a number that is none, or lies far outside";
    if (draw->width < 0 || draw->radius < 0 || draw->dash < 0 || draw->gap < 0)
        return "a width or a radius below nothing";
    if (draw->kind == DRAW_TEXT && !(draw->font.size > 0 && draw->font.size < farthest))
        return "type without a size";
    if (draw->kind == DRAW_TEXT && memchr(str_start(draw->text), '\n', draw->text.length))
        return "a text of two lines";
    return NULL;
}

/* Letters as they stand in their line; of other things, what they can touch. */
static Area area_on_canvas(const Draw *draw)
{
    if (draw->kind != DRAW_TEXT)
        return bounds_of(draw);
    float left = draw->x - (draw->anchor == ANCHOR_END      ? draw->fit
                            : draw->anchor == ANCHOR_MIDDLE ? 0.5f * draw->fit
                                                            : 0);
    float high = 0.7f * draw->font.size, low = 0.2f * draw->font.size;
    return (Area){left, draw->y - high, left + draw->fit, draw->y + low};
}

static bool on_canvas(const Picture *picture, const Draw *draw)
{
    Area area = area_on_canvas(draw);
    float by = 4 + draw->width; /* a stroke on the border, a card's shadow */
    bool nothing = !(area.x0 < area.x1 && area.y0 < area.y1);
    return nothing || (area.x0 >= -by && area.y0 >= -by && area.x1 <= picture->width + by &&
                       area.y1 <= picture->height + by);
}

const char *picture_wrong(const Picture *picture)
{
    if (!(picture->width > 0 && picture->width < farthest) ||
        !(picture->height > 0 && picture->height < farthest))
        return "a canvas without a size";
    int clips = 0, groups = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        const char *wrong = draw_wrong(draw);
        if (wrong)
            return wrong;
        if (clips == 0 && !on_canvas(picture, draw))
            return "something stands outside the canvas, and nothing cuts it off";
        clips += (draw->kind == DRAW_CLIP) - (draw->kind == DRAW_UNCLIP);
        groups += (draw->kind == DRAW_GROUP) - (draw->kind == DRAW_UNGROUP);
        if (clips < 0 || groups < 0)
            return "an end of what was not begun";
    }
    return clips || groups ? "something is begun and not ended" : NULL;
}
