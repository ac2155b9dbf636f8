/* What is on the canvas is kept as a copy, for the texts of a picture live no longer than the run
 * they tell of. */
#include "draw/canvas.h"

#include "base/mem.h"

#include <string.h>

static void keep(Picture *kept, const Picture *picture)
{
    picture_begin(kept, picture->width, picture->height);
    for (size_t i = 0; i < picture->list.count; i++) {
        Draw draw = picture->list.items[i];
        if (draw.kind == DRAW_POLYGON) {
            Point *points = ARENA_ARRAY(&kept->arena, Point, draw.count);
            if (draw.count)
                memcpy(points, draw.points, draw.count * sizeof *points);
            draw.points = points;
        } else if (draw.kind == DRAW_COLUMNS) {
            Colour *colours = ARENA_ARRAY(&kept->arena, Colour, draw.count);
            memcpy(colours, draw.colours, draw.count * sizeof *colours);
            draw.colours = colours;
        }
        draw.text = str_copy(&kept->arena, draw.text);
        array_push(&kept->list, draw);
    }
}

void canvas_resize(Canvas *canvas, int width, int height)
{
    mem_free(canvas->pixels);
    canvas->pixels = mem_large((size_t)width * (size_t)height, sizeof *canvas->pixels);
    canvas->width = width;
    canvas->height = height;
    canvas->painted = false;
}

void canvas_paint(Canvas *canvas, const Picture *picture, Fonts *fonts)
{
    bool alike = canvas->painted && canvas->shown.width == picture->width &&
                 canvas->shown.height == picture->height;
    if (alike)
        damage_between(&canvas->shown, picture, &canvas->damage);
    else
        canvas->damage = (Damage){{{0, 0, canvas->width, canvas->height}}, 1};
    for (int i = 0; i < canvas->damage.count; i++)
        paint_pixels_patch(picture, fonts, canvas->pixels, canvas->width, canvas->height,
                           canvas->width * (int)sizeof *canvas->pixels,
                           canvas->damage.patches[i]);
    keep(&canvas->shown, picture);
    canvas->painted = true;
}

void canvas_free(Canvas *canvas)
{
    mem_free(canvas->pixels);
    picture_free(&canvas->shown);
    *canvas = (Canvas){0};
}
