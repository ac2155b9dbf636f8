/* What stands at a lane's left: its call, and below it the task's name and variable. */
#include "view/elide.h"

#include <math.h>

/* Beside the name of the task where that is told, else beside the call. */
static float number_size(const Scene *scene)
{
    return scene->size.sub > 0 ? scene->size.sub : scene->size.label;
}

float lane_number_width(const Scene *scene, const Lane *lane)
{
    float size = number_size(scene);
    return task_number_width(scene, lane->task, size) + 0.4f * size;
}

/* The call, and behind it how many lanes are folded into it. */
typedef struct LaneWords {
    const Lane *lane;
    Str call, folded;
    Stretch differs; /* from the lane beside it */
} LaneWords;

/* The part of a call that tells it from its neighbour's of the same coroutine. */
static Stretch differs_at(const Row *row, uint32_t place, Str call)
{
    uint32_t beside = place + 1 < row->lane_count ? place + 1 : place > 0 ? place - 1 : place;
    return difference(call, row->timeline->lanes.items[row->order[beside]].call);
}

/* `fetch(1) … fetch(100)` for equal siblings, where there is room. */
static Str call_words(Scene *scene, const Row *row, uint32_t place, float room)
{
    const Timeline *timeline = row->timeline;
    const Lane *lane = &timeline->lanes.items[row->order[place]];
    if (lanes_joined(scene, row, place) == 1)
        return lane->call;
    uint32_t last = timeline->kin[lane->kin + lane->kin_count - 1];
    Str both = span_of_calls(scene, lane, &timeline->lanes.items[last]);
    if (text_width(scene, code(scene->size.label), both) <= room)
        return both;
    size_t name = 0;
    while (name < lane->call.length && lane->call.at[name] != '(')
        name++;
    return str_of(arena_printf(scene->arena, "%.*s(…)", (int)name, lane->call.at));
}

static void put_call(Scene *scene, const LaneWords *label, Point at, float room, float alpha)
{
    Font font = code(scene->size.label);
    Colour colour = colour_times_alpha(scene->theme->text, alpha);
    Str call = label->call;
    float width = text_width(scene, font, call);
    float folded = label->folded.length ? text_width(scene, font, label->folded) : 0;
    call = elide_middle(scene, font, call, room - folded, label->differs);
    width = fminf(width, text_width(scene, font, call));
    put_text(scene, at, ANCHOR_START, font, colour, call, room - folded);
    if (folded > 0)
        put_text(scene, (Point){at.x + fminf(width, room - folded), at.y}, ANCHOR_START, font,
                 colour, label->folded, folded + 1);
}

static void draw_two_lines(Scene *scene, const LaneWords *words_of, Point at, float room,
                           float alpha)
{
    const Lane *lane = words_of->lane;
    Font label = code(scene->size.label), sub = words(400, scene->size.sub);
    float up = 0.10f * label.size + 0.0f, down = 0.98f * sub.size;
    /* The two lines' letters are centred together on the lane's middle. */
    float above = (label.size * 0.73f + down - sub.size * 0.02f) / 2;
    float first = at.y - above + label.size * 0.73f - up;
    put_call(scene, words_of, (Point){at.x, first}, room, alpha);
    float base = first + 0.27f * label.size + down;
    float size = number_size(scene), taken = size * 0.36f;
    taken += put_task_number(scene, lane, (Point){at.x, base - 0.36f * sub.size}, size, alpha);
    put_text(scene, (Point){at.x + taken, base}, ANCHOR_START, sub,
             colour_times_alpha(scene->theme->dim, alpha), lane_sub_label(scene, lane),
             room - taken);
}

void draw_lane_label(Scene *scene, const Row *row, uint32_t place)
{
    const Lane *lane = &row->timeline->lanes.items[row->order[place]];
    float middle = lane_middle(row, place), indent = lane_indent(scene, lane);
    float alpha = lane_alpha(scene, row, lane->task);
    bool born = scene->state->blank || has_happened(scene, lane->born);
    if (!born && scene->state->predict)
        return;
    float high = row->pitch >= px(scene, 40) ? row->pitch - px(scene, row->pitch > px(scene, 58)
                                                                          ? 20 : 14)
                                             : row->pitch * 0.66f;
    Box mark = {row->label_x + indent, middle - high / 2, fmaxf(2, px(scene, 6)), high};
    draw_rect(scene->picture, mark, mark.w / 2,
              colour_times_alpha(theme_hue(scene->theme, lane->own_hue),
                                 born ? alpha : 0.35f * alpha));
    Point at = {mark.x + px(scene, 18), middle};
    float room = row->axis.x0 - px(scene, 16) - at.x;
    Str folded = folded_words(scene, row, place);
    float suffix = text_width(scene, code(scene->size.label), folded);
    LaneWords label = {lane, call_words(scene, row, place, room - suffix), folded, {0}};
    label.differs = differs_at(row, place, label.call);
    if (row->is_compact) {
        Font font = words(700, scene->size.label);
        put_text(scene, (Point){at.x, centred(middle, font)}, ANCHOR_START, font,
                 scene->theme->text, row->timeline->title, room);
    } else if (row->detail == DETAIL_FULL) {
        draw_two_lines(scene, &label, at, room, born ? alpha : 0.75f * alpha);
    } else if (row->detail == DETAIL_LINE) {
        Font font = code(scene->size.label);
        float size = number_size(scene), taken = size * 0.4f;
        taken += put_task_number(scene, lane, at, size, alpha);
        put_call(scene, &label, (Point){at.x + taken, centred(middle, font)}, room - taken,
                 alpha);
    }
}
