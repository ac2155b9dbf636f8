/* Under each time axis the whole run again, between the same two ends: where the playhead is, and,
 * where the axis shows a part, which part that is; errors and notes are marked. Left of the first:
 * whether it plays, and how fast. */
#include "view/scene.h"

#include "base/number.h"

#include <math.h>

enum { HEIGHT = 40, LANES_ASKED = 2000 };

float minimap_height(const Scene *scene)
{
    return scene->state->transport.shown ? (float)HEIGHT : 0;
}

/* --- play and speed --- */

static void draw_play_button(Scene *scene, Point centre)
{
    const Theme *theme = scene->theme;
    float r = px(scene, 20);
    draw_circle(scene->picture, centre, r, theme->strong);
    if (scene->state->transport.playing) {
        Box bar = {centre.x - px(scene, 8), centre.y - px(scene, 9), px(scene, 6), px(scene, 18)};
        draw_rect(scene->picture, bar, px(scene, 1), theme->ground);
        bar.x = centre.x + px(scene, 2);
        draw_rect(scene->picture, bar, px(scene, 1), theme->ground);
    } else {
        Point triangle[] = {{centre.x - px(scene, 6), centre.y - px(scene, 10)},
                            {centre.x + px(scene, 11), centre.y},
                            {centre.x - px(scene, 6), centre.y + px(scene, 10)}};
        draw_polygon(scene->picture, triangle, 3, theme->ground);
    }
    add_region(scene, (Region){.kind = REGION_PLAY,
                               .box = {centre.x - r, centre.y - r, 2 * r, 2 * r}});
}

/* The speed, and whatever else is on and would else be forgotten. */
static void draw_speed(Scene *scene, float x, float y, float room)
{
    const Transport *transport = &scene->state->transport;
    Font font = words(600, px(scene, 22));
    Builder text = {0};
    if (transport->fitted) {
        builder_text(&text, "fit");
    } else {
        number_fixed(&text, transport->speed, 'g', 3);
        builder_text(&text, "×");
    }
    add_region(scene, (Region){.kind = REGION_SPEED,
                               .box = {x - px(scene, 8), y - px(scene, 20), px(scene, 64),
                                       px(scene, 40)}});
    if (transport->signs && *transport->signs)
        builder_printf(&text, "  %s", transport->signs);
    put_text(scene, (Point){x, centred(y, font)}, ANCHOR_START, font, scene->theme->text,
             builder_view(&text), room);
    builder_free(&text);
}

/* --- the strip --- */

/* The whole run between the ends of a row's axis. */
static Axis whole_axis(Scene *scene, const Axis *part)
{
    ViewState state = *scene->state;
    state.from = state.to = 0;
    Axis whole = is_zoomed(scene) ? axis_make(scene->lesson, &state, scene->arena) : *part;
    whole.x0 = part->x0;
    whole.width = part->width;
    return whole;
}

static void draw_window(Scene *scene, const Axis *whole, const Axis *part, float y)
{
    if (!is_zoomed(scene))
        return;
    Moment from = {(int64_t)(part->from * 1e9), 0}, to = {(int64_t)(part->to * 1e9), 0};
    float x0 = axis_x(whole, from), x1 = axis_x(whole, to), half = px(scene, 16);
    if (x1 - x0 < px(scene, 8)) {
        x0 = (x0 + x1 - px(scene, 8)) / 2;
        x1 = x0 + px(scene, 8);
    }
    Box box = {x0, y - half, x1 - x0, 2 * half};
    draw_rect(scene->picture, box, px(scene, 6), colour_with_alpha(scene->theme->hues[0], 0.16f));
    draw_frame(scene->picture, box, px(scene, 6), px(scene, 2), scene->theme->hues[0]);
    add_region(scene, (Region){.kind = REGION_WINDOW, .box = box});
}

/* One mark a place, however many there are. */
typedef struct Places {
    const Axis *axis;
    float last;
} Places;

static bool is_new_place(Places *places, Moment at, float apart, float *x)
{
    *x = axis_x(places->axis, at);
    if (fabsf(*x - places->last) < apart)
        return false;
    places->last = *x;
    return true;
}

static void draw_lane_marks(Scene *scene, const Lane *lane, MarkKind kind, Places *places, float y)
{
    for (size_t i = 0; i < lane->marks.count; i++) {
        const Mark *mark = &lane->marks.items[i];
        float x, r = px(scene, 5);
        bool hidden = scene->state->predict && !has_happened(scene, mark->at);
        if (mark->kind != kind || hidden || !is_new_place(places, mark->at, px(scene, 4), &x))
            continue;
        if (kind == MARK_FAILED) {
            draw_rect(scene->picture, (Box){x - px(scene, 2), y - px(scene, 11), px(scene, 4),
                                            px(scene, 22)}, px(scene, 1), scene->theme->bad);
        } else {
            draw_circle(scene->picture, (Point){x, y}, r + px(scene, 2), scene->theme->strong);
            draw_circle(scene->picture, (Point){x, y}, r, scene->theme->ground);
        }
    }
}

static void draw_marks(Scene *scene, const Axis *whole, MarkKind kind, float y)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        Places places = {whole, -1e9f};
        for (size_t j = 0; timeline->facts.has_mark[kind] && j < timeline->lanes.count &&
                           j < LANES_ASKED; j++)
            draw_lane_marks(scene, &timeline->lanes.items[j], kind, &places, y);
    }
}

/* Small ticks where something happens: what stepping goes through. */
static void draw_instants(Scene *scene, const Axis *whole, float y)
{
    if (scene->state->predict)
        return;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        size_t stride = timeline->moments.count > 4096 ? timeline->moments.count / 2048 : 1;
        Places places = {whole, -1e9f};
        for (size_t j = 0; j < timeline->moments.count; j += stride) {
            float x;
            if (is_new_place(&places, moment_in(&timeline->moments, j), px(scene, 6), &x))
                draw_rect(scene->picture,
                          (Box){x - px(scene, 1.5f), y + px(scene, 7), px(scene, 3),
                                px(scene, 6)}, 0, scene->theme->dim);
        }
    }
}

static void draw_strip_of(Scene *scene, const Row *row, float y)
{
    const Theme *theme = scene->theme;
    Axis whole = whole_axis(scene, &row->axis);
    float x0 = whole.x0, x1 = whole.x0 + whole.width, high = px(scene, 6);
    float x = fminf(fmaxf(axis_x(&whole, scene->at), x0), x1);
    draw_rect(scene->picture, (Box){x0, y - high / 2, x1 - x0, high}, high / 2, theme->rule);
    draw_rect(scene->picture, (Box){x0, y - high / 2, x - x0, high}, high / 2, theme->strong);
    add_region(scene, (Region){.kind = REGION_SEEK_BAR,
                               .box = {x0 - px(scene, 12), y - px(scene, 18),
                                       x1 - x0 + px(scene, 24), px(scene, 36)}});
    draw_instants(scene, &whole, y);
    draw_window(scene, &whole, &row->axis, y);
    draw_marks(scene, &whole, MARK_NOTE, y);
    draw_marks(scene, &whole, MARK_FAILED, y);
    draw_circle(scene->picture, (Point){x, y}, px(scene, 11), theme->strong);
    draw_circle(scene->picture, (Point){x, y}, px(scene, 4), theme->ground);
    add_region(scene, (Region){.kind = REGION_KNOB,
                               .box = {x - px(scene, 14), y - px(scene, 18), px(scene, 28),
                                       px(scene, 36)}});
}

void draw_minimap(Scene *scene)
{
    float y = scene->axis_band.y + scene->axis_band.h + px(scene, 20);
    draw_group(scene->picture, "minimap");
    for (uint32_t i = 0; i < scene->columns && i < scene->row_count; i++)
        draw_strip_of(scene, &scene->list[i], y);
    float left = scene->row_count ? scene->list[0].label_x : px(scene, 44);
    draw_play_button(scene, (Point){left + px(scene, 20), y});
    draw_speed(scene, left + px(scene, 52), y, scene->axis.x0 - left - px(scene, 72));
    draw_ungroup(scene->picture);
}
