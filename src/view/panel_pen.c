/* What panels share that are lists: lines from the top down, moved up so that what is being told
 * is in sight, and a bar where there is more than is seen. */
#include "view/panel.h"

#include <math.h>

PanelPen pen_in(Scene *scene, Box box)
{
    return (PanelPen){.scene = scene,
                      .x = box.x + px(scene, 26),
                      .y = box.y + px(scene, 12),
                      .right = box.x + box.w - px(scene, 22),
                      .top = box.y + px(scene, 10),
                      .bottom = box.y + box.h - px(scene, 8)};
}

/* Moves down a line; its baseline, or < 0 where the line is not to be drawn. */
static float next_line(PanelPen *pen, float size)
{
    float top = pen->y;
    pen->y += size * 1.5f;
    bool is_seen = top >= pen->top - 1 && pen->y <= pen->bottom + 1;
    return pen->measures || !is_seen ? -1 : top + size * 1.25f;
}

void pen_line(PanelPen *pen, Font font, Colour colour, Str text)
{
    float y = next_line(pen, font.size);
    if (y >= 0)
        put_text(pen->scene, (Point){pen->x, y}, ANCHOR_START, font, colour, text,
                 pen->right - pen->x);
}

void pen_task(PanelPen *pen, const Timeline *timeline, uint32_t lane, Str after)
{
    Scene *scene = pen->scene;
    Font font = code(px(scene, 19)), rest = words(400, px(scene, 19));
    float y = next_line(pen, font.size);
    if (y < 0)
        return;
    const Lane *which = &timeline->lanes.items[lane];
    float x = pen->x + px(scene, 4);
    x += put_task_number(scene, which, (Point){x, y - font.size * 0.34f}, font.size, 1);
    x += px(scene, 10);
    float width = text_width(scene, font, which->call), room = pen->right - x;
    float wanted = text_width(scene, rest, after) + px(scene, 14);
    float call_room = after.length && width + wanted > room ? room - wanted : room;
    if (call_room < room * 0.45f)
        call_room = room * 0.45f;
    put_text(scene, (Point){x, y}, ANCHOR_START, font, scene->theme->text, which->call, call_room);
    x += (width < call_room ? width : call_room) + px(scene, 14);
    put_text(scene, (Point){x, y}, ANCHOR_START, rest, scene->theme->dim, after, pen->right - x);
}

float panel_offset(float total, float room, float from, float to)
{
    if (total <= room + 1)
        return 0;
    float offset = from;
    if (to - from < room) /* in the middle, so that what comes next is seen, too */
        offset -= (room - (to - from)) / 2;
    return fmaxf(0, fminf(offset, total - room));
}

float pen_rewind(PanelPen *pen, float top, PanelPart told, uint32_t scrolled, float line)
{
    float total = pen->y - top, room = pen->bottom - top;
    float offset = scrolled ? fminf(line * (float)(scrolled - 1), fmaxf(0, total - room))
                            : panel_offset(total, room, told.from - top, told.to - top);
    pen->measures = false;
    pen->y = top - offset;
    return offset;
}

void draw_more(Scene *scene, Box box, float offset, float total)
{
    float room = box.h - px(scene, 20);
    if (total <= room + 1)
        return;
    float high = fmaxf(room * room / total, px(scene, 24));
    float y = box.y + px(scene, 10) + (room - high) * fminf(offset / (total - room), 1);
    float wide = px(scene, 6), x = box.x + box.w - px(scene, 12);
    draw_rect(scene->picture, (Box){x, box.y + px(scene, 10), wide, room}, wide / 2,
              scene->theme->grid);
    draw_rect(scene->picture, (Box){x, y, wide, high}, wide / 2, scene->theme->dim);
}

bool panel_tells(const Scene *scene, const Row *row)
{
    return scene->state->hover_timeline < 0 ||
           (uint32_t)scene->state->hover_timeline == row->index;
}

Moment latest_turn(const Timeline *timeline, Moment at)
{
    size_t turns = timeline_turns_until(timeline, at);
    return turns > 0 ? timeline->turns.items[turns - 1].from : (Moment){.t = -1};
}

const Row *told_row(const Scene *scene)
{
    const Row *told = NULL;
    Moment last = {.t = -2};
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        Moment turn = latest_turn(row->timeline, scene->at);
        bool is_over = has_finished(scene, row->timeline);
        bool was_over = told && has_finished(scene, told->timeline);
        if (!panel_tells(scene, row) || (told && is_over && !was_over))
            continue;
        if (!(was_over && !is_over) && moment_compare(turn, last) <= 0)
            continue;
        last = turn;
        told = row;
    }
    return told;
}
