/* Paints a picture into pixels: each command becomes spans or a shape. */
#include "draw/pixels.h"

#include "draw/bounds.h"
#include "draw/damage.h"

#include <math.h>

static void paint_polygon(Painter *painter, const Paint *paint, const Draw *draw)
{
    shape_clear(&painter->shape);
    for (uint32_t i = 0; i < draw->count; i++) {
        if (!pixels_finite(draw->points[i]))
            return;
        shape_point(&painter->shape, draw->points[i].x, draw->points[i].y);
    }
    shape_close(&painter->shape);
    pixels_shape(painter, paint, painter->surface.inside);
}

static void paint_circle(Painter *painter, const Paint *paint, const Draw *draw)
{
    Point centre = {draw->x, draw->y};
    float half = draw->kind == DRAW_RING ? 0.5f * draw->width : 0;
    if (!pixels_finite(centre) || !(draw->radius + half > 0 && draw->radius + half < 1e5f))
        return;
    shape_clear(&painter->shape);
    shape_circle(&painter->shape, centre, draw->radius + half, false);
    if (draw->kind == DRAW_RING && draw->radius > half)
        shape_circle(&painter->shape, centre, draw->radius - half, true);
    pixels_shape(painter, paint, painter->surface.inside);
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

static void paint_draw(Painter *painter, const Draw *draw)
{
    Paint paint = {.colour = draw->colour};
    switch ((DrawKind)draw->kind) {
    case DRAW_RECT: case DRAW_FRAME: case DRAW_HATCH: pixels_box(painter, &paint, draw); break;
    case DRAW_COLUMNS: pixels_columns(painter, draw); break;
    case DRAW_LINE: pixels_line(painter, &paint, draw); break;
    case DRAW_CURVE: pixels_curve(painter, &paint, draw); break;
    case DRAW_POLYGON: paint_polygon(painter, &paint, draw); break;
    case DRAW_CIRCLE: case DRAW_RING: paint_circle(painter, &paint, draw); break;
    case DRAW_TEXT: pixels_text(&painter->surface, painter->fonts, draw); break;
    case DRAW_CLIP: push_clip(painter, draw->box); break;
    case DRAW_UNCLIP: pop_clip(painter); break;
    case DRAW_GROUP: case DRAW_UNGROUP: break;
    }
}

/* Nothing of it lies in what is being painted. */
static bool is_outside(const Painter *painter, const Draw *draw)
{
    Cells only = painter->surface.only;
    Area seen = {(float)only.x0, (float)only.y0, (float)only.x1, (float)only.y1};
    return draw->kind < DRAW_CLIP &&
           area_empty(area_meet(bounds_of(draw), area_meet(seen, painter->surface.clip)));
}

void paint_pixels_patch(const Picture *picture, Fonts *fonts, uint32_t *pixels, int width,
                        int height, int pitch, Patch patch)
{
    Painter painter = {.fonts = fonts,
                       .surface = {.pixels = pixels, .width = width, .height = height,
                                   .stride = (size_t)pitch / sizeof *pixels,
                                   .only = {patch.x0, patch.y0, patch.x1, patch.y1}}};
    Area whole = {0, 0, (float)width, (float)height};
    surface_clip(&painter.surface, whole);
    surface_fill(&painter.surface, &(Paint){.colour = 0xFFFFFFFF}, whole);
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if ((draw->colour >> 24 || draw->kind >= DRAW_CLIP) && !is_outside(&painter, draw))
            paint_draw(&painter, draw);
    }
    raster_free(&painter.raster);
    shape_free(&painter.shape);
    array_free(&painter.clips);
    array_free(&painter.stripes);
    array_free(&painter.mask.covered.rows);
    array_free(&painter.mask.covered.covers);
    mem_free(painter.own);
    mem_free(painter.rest);
}

void paint_pixels(const Picture *picture, Fonts *fonts, uint32_t *pixels, int width, int height,
                  int pitch)
{
    paint_pixels_patch(picture, fonts, pixels, width, height, pitch, (Patch){0, 0, width, height});
}
