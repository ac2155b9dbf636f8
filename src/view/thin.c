/* Lanes too low for patterns: a soft bar sleeps, a full one blocks, a line waits, a grey one is
 * ready. Equal siblings share one lane so, each a row in it, as many as there are pixels for. */
#include "view/dense.h"

#include <math.h>

typedef struct Thin {
    Scene *scene;
    const Row *row;
    const Lane *lane;
    float middle, height, alpha;
} Thin;

static void draw_thin_span(const Thin *thin, const Brief *span, float x0, float x1)
{
    const Theme *theme = thin->scene->theme;
    Colour hue = theme_hue(theme, span->hue);
    float high = thin->height, alpha = 1;
    switch (span->kind) {
    case SPAN_READY:
        hue = theme->ready;
        alpha = 0.5f;
        high *= 0.5f;
        break;
    case SPAN_SLEEP: alpha = 0.4f; break;
    case SPAN_BLOCK: x1 = fmaxf(x1, x0 + fmaxf(1.5f, px(thin->scene, 2))); break;
    case SPAN_AWAIT:
    case SPAN_THREAD:
        alpha = 0.75f;
        high *= 0.3f;
        break;
    }
    high = fmaxf(high, fminf(1, thin->height));
    draw_rect(thin->scene->picture, (Box){x0, thin->middle - high / 2, x1 - x0, high}, 0,
              colour_with_alpha(hue, alpha * thin->alpha));
}

static void draw_thin_spans(const Thin *thin)
{
    Scene *scene = thin->scene;
    const Lane *lane = thin->lane;
    const Axis *axis = &thin->row->axis;
    float left = axis->x0 - beyond_axis(scene), right = axis->x0 + axis->width +
                                                        beyond_axis(scene);
    float now = axis_x(axis, scene->at);
    bool over = has_finished(scene, thin->row->timeline);
    Dense *dense = dense_begin(scene, thin->row, lane,
                               (DensePlace){thin->middle, thin->height, thin->alpha, true});
    bool steps = axis_has_steps(axis);
    size_t i = timeline_spans_until(lane, axis_moment(axis, left));
    for (i = i > 0 ? i - 1 : 0; i < lane->spans.count;) {
        Brief span = lane_brief(lane, i++, steps);
        float x0 = axis_x(axis, span.from), x1 = span_right(thin->row, &span);
        if (!has_come(scene, span.from.t, &lane->spans.items[i - 1].from) || x0 > right)
            break;
        x0 = fmaxf(x0, left);
        x1 = fminf(over ? x1 : fminf(x1, now), right);
        if (dense && x1 - x0 < px(scene, NARROW)) {
            i = dense_add(dense, i - 1, x0, x1);
            continue;
        }
        if (x1 > x0)
            draw_thin_span(thin, &span, x0, fmaxf(x1, x0 + 0.5f));
        if (x1 - x0 < 1)
            i = leap_spans(thin->row, lane, i, x0 + 1);
    }
    if (dense)
        dense_draw(dense);
}

/* How the lane ended, where that is no good end. */
static void draw_thin_end(const Thin *thin)
{
    const Lane *lane = thin->lane;
    const Axis *axis = &thin->row->axis;
    if (!lane->has_ended || !has_happened(thin->scene, lane->ended))
        return;
    float x = axis_x(axis, lane->ended), wide = fmaxf(2, px(thin->scene, 3));
    LaneState end = timeline_state_at(thin->row->timeline, lane->task,
                                      (Moment){.t = INT64_MAX, .step = ALL_STEPS});
    if (end == LANE_DONE || x < axis->x0 - 1 || x > axis->x0 + axis->width + 1)
        return;
    Colour colour = end == LANE_FAILED ? thin->scene->theme->bad : thin->scene->theme->dim;
    draw_rect(thin->scene->picture,
              (Box){x - wide / 2, thin->middle - thin->height / 2, wide, thin->height}, 0,
              colour_times_alpha(colour, thin->alpha));
}

void draw_thin_lane(Scene *scene, const Row *row, const Lane *lane, ThinPlace place)
{
    Thin thin = {scene, row, lane, place.middle, place.height,
                 lane_alpha(scene, row, lane->task)};
    draw_thin_spans(&thin);
    draw_thin_end(&thin);
}

void draw_joined_lanes(Scene *scene, const Row *row, uint32_t place, float height)
{
    const Timeline *timeline = row->timeline;
    const Lane *leader = &timeline->lanes.items[row->order[place]];
    uint32_t count = leader->kin_count;
    float top = lane_middle(row, place) - height / 2, least = fmaxf(2, px(scene, 2));
    uint32_t rows = (uint32_t)fmaxf(1, fminf((float)count, floorf(height / least)));
    float pitch = height / (float)rows;
    for (uint32_t i = 0; i < rows; i++) {
        uint32_t which = (uint32_t)((uint64_t)i * count / rows);
        const Lane *lane = &timeline->lanes.items[timeline->kin[leader->kin + which]];
        draw_thin_lane(scene, row, lane,
                       (ThinPlace){top + pitch * ((float)i + 0.5f),
                                   pitch > 3 ? pitch - 1 : pitch});
    }
}

/* --- names --- */

static bool are_siblings(const Lane *a, const Lane *b)
{
    size_t i = 0;
    while (i < a->call.length && i < b->call.length && a->call.at[i] == b->call.at[i] &&
           a->call.at[i] != '(')
        i++;
    return a->maker == b->maker && i < a->call.length && i < b->call.length &&
           a->call.at[i] == '(' && b->call.at[i] == '(';
}

Str span_of_calls(const Scene *scene, const Lane *first, const Lane *last)
{
    if (str_equal(first->call, last->call))
        return first->call;
    return str_of(arena_printf(scene->arena, "%.*s … %.*s", (int)first->call.length,
                               first->call.at, (int)last->call.length, last->call.at));
}

/* `f(0) … f(99)`, or `f(…)` where that has no room. */
static Str name_of_siblings(const Scene *scene, const Lane *first, const Lane *last, Font font,
                            float room)
{
    Str both = span_of_calls(scene, first, last);
    size_t name = 0;
    while (name < first->call.length && first->call.at[name] != '(')
        name++;
    if (text_width(scene, font, both) <= room || name == first->call.length)
        return both;
    return str_of(arena_printf(scene->arena, "%.*s(…)", (int)name, first->call.at));
}

/* One name for all siblings in a row, where it is high enough for one. */
void draw_thin_names(Scene *scene, const Row *row)
{
    const Lane *lanes = row->timeline->lanes.items;
    Font font = code(px(scene, scene->state->slide ? 22 : 18));
    for (uint32_t i = 0, next; i < row->lane_count; i = next) {
        const Lane *first = &lanes[row->order[i]];
        for (next = i + 1; next < row->lane_count &&
                           are_siblings(first, &lanes[row->order[next]]);)
            next++;
        float top = row->lanes_y + row->pitch * (float)i, high = row->pitch * (float)(next - i);
        float x = row->label_x + lane_indent(scene, first), wide = fmaxf(2, px(scene, 6));
        draw_rect(scene->picture, (Box){x, top + 1, wide, fmaxf(1, high - 2)}, wide / 3,
                  theme_hue(scene->theme, first->own_hue));
        if (high < font.size * 1.15f)
            continue;
        x += px(scene, 18);
        float room = row->axis.x0 - px(scene, 16) - x;
        put_text(scene, (Point){x, centred(top + high / 2, font)}, ANCHOR_START, font,
                 scene->theme->text,
                 name_of_siblings(scene, first, &lanes[row->order[next - 1]], font, room), room);
    }
}
