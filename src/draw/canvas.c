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

void canvas_begin(Canvas *canvas, const Picture *picture)
{
    bool alike = canvas->painted && canvas->shown.width == picture->width &&
                 canvas->shown.height == picture->height;
    if (alike)
        damage_between(&canvas->shown, picture, &canvas->damage);
    else
        canvas->damage = (Damage){{{0, 0, canvas->width, canvas->height}}, 1};
    keep(&canvas->shown, picture);
    canvas->patch = canvas->rows = 0;
    canvas->painted = canvas->damage.count == 0;
}

bool canvas_advance(Canvas *canvas, Fonts *fonts, int rows)
{
    if (canvas->painted)
        return true;
    Patch whole = canvas->damage.patches[canvas->patch], part = whole;
    part.y0 += canvas->rows;
    if (part.y1 - part.y0 > rows) {
        part.y1 = part.y0 + rows;
        canvas->rows += rows;
    } else {
        canvas->patch++;
        canvas->rows = 0;
    }
    paint_pixels_patch(&canvas->shown, fonts, canvas->pixels, canvas->width, canvas->height,
                       canvas->width * (int)sizeof *canvas->pixels, part);
    canvas->painted = canvas->patch == canvas->damage.count;
    return canvas->painted;
}

void canvas_paint(Canvas *canvas, const Picture *picture, Fonts *fonts)
{
    canvas_begin(canvas, picture);
    while (!canvas_advance(canvas, fonts, canvas->height))
        continue;
}

void canvas_free(Canvas *canvas)
{
    mem_free(canvas->pixels);
    picture_free(&canvas->shown);
    *canvas = (Canvas){0};
}
