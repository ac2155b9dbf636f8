/* What happened in a lane at an instant: ticks and end marks, races and notes. Ticks that can't be
 * told apart are the teeth of a comb. */
#include "view/lane_view.h"

#include <math.h>

static bool begins_block(const LaneView *view, const Mark *mark)
{
    const Span *span = timeline_span_at(view->row->timeline, view->lane->task, mark->at);
    return span && span->kind == SPAN_BLOCK && moment_compare(span->from, mark->at) == 0;
}

static void draw_mark(const LaneView *view, const Mark *mark, float x)
{
    Scene *scene = view->scene;
    Colour hue = colour_times_alpha(theme_hue(scene->theme, view->lane->own_hue), view->alpha);
    float top = view->middle - view->bar_height / 2;
    float size = fminf(px(scene, 8), view->row->pitch * 0.13f);
    switch (mark->kind) {
    case MARK_TICK:
        if (!begins_block(view, mark))
            draw_tick(scene, (Point){x, view->middle},
                      fminf(view->bar_height + px(scene, 8), view->row->pitch - px(scene, 1)), hue);
        break;
    case MARK_DONE:
    case MARK_FAILED:
    case MARK_CANCELLED:
        draw_end_mark(scene, (Point){x, view->middle}, end_mark_radius(scene, view->row),
                      mark->kind, hue);
        array_push(&scene->marks, (Box){x - px(scene, 9), top - px(scene, 6), px(scene, 18),
                                        view->bar_height + px(scene, 12)});
        break;
    case MARK_RACE: draw_race_mark(scene, (Point){x, top}, size); break;
    case MARK_NOTE:
        if (view->notes.count > 1)
            draw_note_number(scene, view->row, &view->notes, mark, (Point){x, top});
        else
            draw_note_mark(scene, (Point){x, top - size * 0.2f}, size * 0.8f);
        break;
    case MARK_PRINT: break;
    }
}

static MarkBrief sight_of(const LaneView *view, size_t index, bool steps)
{
    return lane_sight_brief(view->row->timeline, view->lane, index, steps);
}

static float mark_x(const LaneView *view, size_t index)
{
    const Axis *axis = &view->row->axis;
    return axis_x(axis, sight_of(view, index, axis_has_steps(axis)).at);
}

/* Whether more ticks stand around the one at `index` than can be told apart. */
static bool is_crowded(const LaneView *view, size_t index, float x)
{
    enum { LOOKED_AT = 12, CROWD = 5 };
    size_t count = view->lane->sight_count;
    int64_t here = sight_of(view, index, false).at.t;
    float near = px(view->scene, 30);
    int ticks = 1;
    if (view->dense && index >= LOOKED_AT && index + LOOKED_AT < count &&
        mark_x(view, index + LOOKED_AT) - mark_x(view, index - LOOKED_AT) < near)
        return true;
    for (int way = -1; way <= 1; way += 2)
        for (size_t i = 1; i <= LOOKED_AT; i++) {
            size_t at = way < 0 ? index - i : index + i;
            if (at >= count || /* before the first, too: it wraps around */
                fabsf(mark_x(view, at) - x) > near)
                break;
            MarkBrief mark = sight_of(view, at, false);
            ticks += mark.kind == MARK_TICK && mark.at.t != here;
        }
    return ticks >= CROWD;
}

/* One of very many: thin, and apart from the next, so that a comb is never taken for a block. */
static void draw_tooth(const LaneView *view, float x)
{
    Scene *scene = view->scene;
    float width = fmaxf(1.5f, px(scene, 2)), high = view->bar_height * 0.7f;
    legend_saw(scene, LEGEND_runs);
    Colour hue = colour_times_alpha(theme_hue(scene->theme, view->lane->own_hue), view->alpha);
    draw_rect(scene->picture, (Box){x - width / 2, view->middle - high / 2, width, high},
              width / 2, hue);
}

/* Those that stand above the columns of a dense lane. */
typedef struct MarkAt {
    size_t index;
    float x;
} MarkAt;
typedef ARRAY(MarkAt) MarksAt;

static void draw_sight(const LaneView *view, size_t index, float x)
{
    Mark tick;
    draw_mark(view, lane_sight(view->row->timeline, view->lane, index, &tick), x);
}

static void meet_mark(const LaneView *view, size_t index, float x, MarksAt *above)
{
    bool tooth = sight_of(view, index, false).kind == MARK_TICK &&
                 is_crowded(view, index, x);
    if (tooth && view->dense)
        dense_add_tooth(view->dense, x);
    else if (tooth)
        draw_tooth(view, x);
    else if (view->dense)
        array_push(above, ((MarkAt){index, x}));
    else
        draw_sight(view, index, x);
}

void draw_marks(const LaneView *view)
{
    const Timeline *timeline = view->row->timeline;
    const Lane *lane = view->lane;
    const Axis *axis = &view->row->axis;
    float last = -1e9f, race = -1e9f, apart = fmaxf(5, px(view->scene, 7));
    MarksAt above = {0};
    bool steps = axis_has_steps(axis);
    size_t leapt = 0; /* over so many the last time */
    Moment before = axis_moment(axis, view->left - px(view->scene, 4));
    before.step = 0;
    before.t--;
    for (size_t i = timeline_sights_until(timeline, lane, before); i < lane->sight_count;) {
        MarkBrief mark = sight_of(view, i++, steps);
        float x = axis_x(axis, mark.at);
        if (x > view->right ||
            !has_come(view->scene, mark.at.t, lane_sight_at(timeline, lane, i - 1)))
            break;
        if (mark.kind == MARK_TICK && x - last < apart) {
            size_t next = timeline_sights_near(timeline, lane, i, leapt,
                                               axis_moment(axis, last + apart));
            leapt = next - i;
            if (next > i + 8) /* ends and prints are never far behind the last tick */
                i = next - 4;
            continue;
        }
        if (view->dense && mark.kind == MARK_RACE) { /* rather a few than a chain of them */
            if (x - race < 3 * apart)
                continue;
            race = x;
        }
        if (mark.kind == MARK_TICK)
            last = x;
        meet_mark(view, i - 1, x, &above);
    }
    if (view->dense)
        dense_draw(view->dense);
    for (size_t i = 0; i < above.count; i++)
        draw_sight(view, above.items[i].index, above.items[i].x);
    array_free(&above);
}
