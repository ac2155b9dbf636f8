/* Building a picture: each function adds one command to the list. */
#include "draw/draw.h"

#include <string.h>

void picture_begin(Picture *picture, float width, float height)
{
    arena_reset(&picture->arena);
    picture->list.count = 0;
    picture->width = width;
    picture->height = height;
}

void picture_free(Picture *picture)
{
    arena_free(&picture->arena);
    array_free(&picture->list);
    *picture = (Picture){0};
}

void draw_rect(Picture *picture, Box box, float radius, Colour colour)
{
    array_push(&picture->list, (Draw){.kind = DRAW_RECT, .box = box, .radius = radius,
                                      .colour = colour});
}

void draw_frame(Picture *picture, Box box, float radius, float width, Colour colour)
{
    array_push(&picture->list, (Draw){.kind = DRAW_FRAME, .box = box, .radius = radius,
                                      .width = width, .colour = colour});
}

void draw_hatch(Picture *picture, Box box, float radius, float width, float pitch, Colour colour)
{
    array_push(&picture->list, (Draw){.kind = DRAW_HATCH, .box = box, .radius = radius,
                                      .width = width, .gap = pitch, .colour = colour});
}

void draw_line(Picture *picture, Point from, Point to, float width, Colour colour)
{
    draw_dashes(picture, from, to, width, 0, 0, false, colour);
}

void draw_dashes(Picture *picture, Point from, Point to, float width, float dash, float gap,
                 bool round, Colour colour)
{
    array_push(&picture->list, (Draw){.kind = DRAW_LINE, .x = from.x, .y = from.y, .x2 = to.x,
                                      .y2 = to.y, .width = width, .dash = dash, .gap = gap,
                                      .round = round, .colour = colour});
}

void draw_curve(Picture *picture, Point from, Point c1, Point c2, Point to, float width,
                Colour colour)
{
    array_push(&picture->list, (Draw){.kind = DRAW_CURVE, .x = from.x, .y = from.y, .x2 = to.x,
                                      .y2 = to.y, .c1 = c1, .c2 = c2, .width = width,
                                      .colour = colour});
}

void draw_polygon(Picture *picture, const Point *points, uint32_t count, Colour colour)
{
    Point *copy = ARENA_ARRAY(&picture->arena, Point, count);
    if (count)
        memcpy(copy, points, count * sizeof *copy);
    array_push(&picture->list, (Draw){.kind = DRAW_POLYGON, .points = copy, .count = count,
                                      .colour = colour});
}

void draw_columns(Picture *picture, Box box, const Colour *colours, uint32_t count)
{
    uint32_t seen = 0;
    while (seen < count && colours[seen] >> 24 == 0)
        seen++;
    if (seen == count)
        return;
    Colour *copy = ARENA_ARRAY(&picture->arena, Colour, count);
    memcpy(copy, colours, count * sizeof *copy);
    array_push(&picture->list, (Draw){.kind = DRAW_COLUMNS, .box = box, .colours = copy,
                                      .count = count, .colour = colours[seen]});
}

void draw_circle(Picture *picture, Point centre, float radius, Colour colour)
{
    array_push(&picture->list, (Draw){.kind = DRAW_CIRCLE, .x = centre.x, .y = centre.y,
                                      .radius = radius, .colour = colour});
}

void draw_ring(Picture *picture, Point centre, float radius, float width, Colour colour)
{
    array_push(&picture->list, (Draw){.kind = DRAW_RING, .x = centre.x, .y = centre.y,
                                      .radius = radius, .width = width, .colour = colour});
}

void draw_clip(Picture *picture, Box box)
{
    array_push(&picture->list, (Draw){.kind = DRAW_CLIP, .box = box});
}

void draw_unclip(Picture *picture)
{
    array_push(&picture->list, (Draw){.kind = DRAW_UNCLIP});
}

void draw_group(Picture *picture, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *name = arena_vprintf(&picture->arena, format, arguments);
    va_end(arguments);
    array_push(&picture->list, (Draw){.kind = DRAW_GROUP, .text = str_of(name)});
}

void draw_ungroup(Picture *picture)
{
    array_push(&picture->list, (Draw){.kind = DRAW_UNGROUP});
}
