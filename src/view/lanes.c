/* Lanes: their bars, ticks and end marks. What would share a pixel is leapt over, so a lane of a
 * million steps costs no more than the picture is wide. */
#include "view/lane_view.h"

#include <math.h>

/* The lanes that are to be seen at all; `after`: the first below them. */
typedef struct Places {
    uint32_t first, after;
} Places;

static Places visible_places(const Scene *scene, const Row *row)
{
    float above = (scene->rows.y - 1 - row->lanes_y) / row->pitch;
    float below = (scene->rows.y + scene->rows.h + 1 - row->lanes_y) / row->pitch;
    float count = (float)row->lane_count;
    return (Places){(uint32_t)fminf(fmaxf(floorf(above), 0), count),
                    (uint32_t)fminf(fmaxf(ceilf(below), 0), count)};
}

void draw_lane_labels(Scene *scene, const Row *row)
{
    if (row->detail == DETAIL_CENSUS) {
        draw_census_names(scene, row);
        return;
    }
    if (row->detail == DETAIL_STRIPE) {
        draw_thin_names(scene, row);
        return;
    }
    Places places = visible_places(scene, row);
    places.after = row->is_total ? 1 : places.after;
    for (uint32_t i = places.first; i < places.after; i++)
        draw_lane_label(scene, row, i);
}

/* --- bars --- */

static void draw_span(const LaneView *view, const Span *span, float x0, float x1)
{
    Scene *scene = view->scene;
    float high = view->bar_height, edge = px(scene, 2);
    Box box = {x0, view->middle - high / 2, x1 - x0, high};
    Colour hue = theme_hue(scene->theme, span->hue);
    switch (span->kind) {
    case SPAN_READY:
        if (is_late_span(span)) {
            box.y += 0.25f * high;
            box.h = 0.5f * high;
        }
        draw_ready_bar(scene, box, view->alpha);
        if (is_late_span(span) && x0 > view->left)
            draw_due_line(scene, x0, view->middle, high + px(scene, 10));
        break;
    case SPAN_SLEEP: draw_sleep_bar(scene, box, hue, view->alpha); break;
    case SPAN_BLOCK:
        box.y -= edge;
        box.h += 2 * edge;
        box.w = fmaxf(box.w, fmaxf(3, px(scene, 4)));
        draw_block_bar(scene, box, hue, view->alpha);
        break;
    case SPAN_AWAIT:
    case SPAN_THREAD: draw_await_line(scene, box, hue, view->alpha); break;
    }
}

/* Many sleeps beside each other: a soft band, whose sides would make it a solid one. */
static void draw_narrow(const LaneView *view, const Span *span, float x0, float x1)
{
    Scene *scene = view->scene;
    float high = view->bar_height, line = px(scene, 1.6f), top = view->middle - high / 2;
    Colour hue = theme_hue(scene->theme, span->hue);
    float fill = (float)(scene->theme->sleep_fill >> 24) / 255.0f * view->alpha;
    legend_saw(scene, LEGEND_sleeps);
    draw_rect(scene->picture, (Box){x0, top, x1 - x0, high}, 0, colour_with_alpha(hue, fill));
    hue = colour_times_alpha(hue, view->alpha);
    draw_rect(scene->picture, (Box){x0, top, x1 - x0, line}, 0, hue);
    draw_rect(scene->picture, (Box){x0, top + high - line, x1 - x0, line}, 0, hue);
}

/* Spans too short to be seen, a pixel for all that share it: their hue, without their outline. */
static void draw_sliver(const LaneView *view, const Span *span, float x)
{
    float high = span->kind == SPAN_READY || span->kind == SPAN_AWAIT ? 0.2f * view->bar_height
                                                                      : view->bar_height;
    Colour colour = span->kind == SPAN_READY ? view->scene->theme->ready
                                             : theme_hue(view->scene->theme, span->hue);
    float alpha = span->kind == SPAN_BLOCK ? 1 : 0.3f;
    draw_rect(view->scene->picture, (Box){x, view->middle - high / 2, 1, high}, 0,
              colour_with_alpha(colour, alpha * view->alpha));
}

static void add_span_regions(const LaneView *view, const Span *span, float x0, float x1)
{
    Region region = {.kind = REGION_SPAN,
                     .box = {x0, view->middle - view->bar_height / 2, x1 - x0, view->bar_height},
                     .timeline = view->row->index,
                     .lane = view->lane->task,
                     .span = (uint32_t)(span - view->lane->spans.items)};
    add_region(view->scene, region);
    bool has_length = span->kind == SPAN_SLEEP || span->kind == SPAN_BLOCK;
    if (!has_length || span->step == 0 || !has_happened(view->scene, span->to))
        return;
    region.kind = REGION_SPAN_END;
    region.box.x = x1 - px(view->scene, 7);
    region.box.w = px(view->scene, 14);
    add_region(view->scene, region);
}

/* One that shares its pixels, or nearly so; the next span behind all that do. */
static size_t add_dense(const LaneView *view, size_t index, float x0, float x1)
{
    if (x1 - x0 >= 1)
        add_span_regions(view, &view->lane->spans.items[index], x0, x1);
    return dense_add(view->dense, index, x0, x1);
}

static void draw_spans(const LaneView *view)
{
    Scene *scene = view->scene;
    const Lane *lane = view->lane;
    const Axis *axis = &view->row->axis;
    bool over = has_finished(scene, view->row->timeline);
    bool steps = axis_has_steps(axis);
    size_t i = timeline_spans_until(lane, axis_moment(axis, view->left));
    for (i = i > 0 ? i - 1 : 0; i < lane->spans.count;) {
        const Span *span = &lane->spans.items[i];
        Brief brief = lane_brief(lane, i, steps);
        float x0 = axis_x(axis, brief.from);
        if (!has_come(scene, brief.from.t, &span->from) || x0 > view->right)
            break;
        float x1 = span_right(view->row, &brief);
        if (!over)
            x1 = fminf(x1, view->now);
        i++;
        if (x1 < view->left)
            continue;
        x0 = fmaxf(x0, view->left);
        x1 = fminf(x1, view->right);
        if (view->dense && x1 - x0 < px(scene, NARROW_OF_MANY)) {
            i = add_dense(view, i - 1, x0, x1);
        } else if (x1 - x0 >= 1) {
            if (x1 - x0 < px(scene, NARROW) && brief.kind == SPAN_SLEEP)
                draw_narrow(view, span, x0, x1);
            else
                draw_span(view, span, x0, x1);
            add_span_regions(view, span, x0, x1);
        } else if (brief.to.t > brief.from.t || brief.open) {
            draw_sliver(view, span, x0);
            /* On to the last that begins in this pixel: it may be as long as it likes. */
            i = leap_spans(view->row, lane, i, x0 + 1);
        }
    }
}

/* Siblings that do all at the same instants are drawn as any of them. */
static bool stands_for_many(const Scene *scene, const Row *row, uint32_t place)
{
    const Lane *lane = &row->timeline->lanes.items[row->order[place]];
    return lanes_joined(scene, row, place) > 1 && !lane->kin_in_step;
}

static void draw_bars(const LaneView *view, uint32_t place)
{
    if (stands_for_many(view->scene, view->row, place)) {
        draw_joined_lanes(view->scene, view->row, place, view->bar_height);
        return;
    }
    if (view->row->detail == DETAIL_STRIPE) {
        draw_thin_lane(view->scene, view->row, view->lane,
                       (ThinPlace){view->middle, fmaxf(view->bar_height, 1)});
        return;
    }
    draw_spans(view);
    draw_marks(view);
}

static Notes numbered_notes(const Scene *scene, const Timeline *timeline, const Lane *lane)
{
    bool any = false;
    for (size_t i = 0; i < lane->marks.count && !any && scene->state->slide; i++)
        any = lane->marks.items[i].kind == MARK_NOTE;
    return any ? notes_of(timeline) : (Notes){0};
}

static void draw_lane(Scene *scene, const Row *row, uint32_t place)
{
    const Timeline *timeline = row->timeline;
    const Lane *lane = &timeline->lanes.items[row->order[place]];
    float margin = beyond_axis(scene);
    LaneView view = {.scene = scene,
                     .row = row,
                     .lane = lane,
                     .middle = lane_middle(row, place),
                     .bar_height = lane_bar_height(scene, row),
                     .left = row->axis.x0 - margin,
                     .right = row->axis.x0 + row->axis.width + margin,
                     .now = axis_x(&row->axis, scene->at),
                     .alpha = lane_alpha(scene, row, lane->task),
                     .notes = numbered_notes(scene, timeline, lane)};
    add_region(scene, (Region){.kind = REGION_LANE,
                               .box = {row->box.x, row->lanes_y + row->pitch * (float)place,
                                       row->box.w, row->pitch},
                               .timeline = row->index,
                               .lane = lane->task});
    if (scene->state->blank)
        return;
    draw_group(scene->picture, "lane %u", lane->task);
    if (row->detail != DETAIL_STRIPE)
        view.dense = dense_begin(scene, row, lane, (DensePlace){.middle = view.middle,
                                                                .height = view.bar_height,
                                                                .alpha = view.alpha});
    draw_bars(&view, place);
    draw_ungroup(scene->picture);
}

void draw_hover(Scene *scene, const Row *row)
{
    const ViewState *state = scene->state;
    if (state->hover_timeline < 0 || (uint32_t)state->hover_timeline != row->index ||
        state->hover_lane < 0)
        return;
    for (uint32_t i = 0; i < row->lane_count; i++)
        if (row->order[i] == (uint32_t)state->hover_lane)
            draw_rect(scene->picture,
                      (Box){row->box.x + px(scene, 8), row->lanes_y + row->pitch * (float)i,
                            row->box.w - px(scene, 16), row->pitch},
                      px(scene, 6), colour_with_alpha(scene->theme->current, 0.6f));
}

void draw_lanes(Scene *scene, const Row *row)
{
    if (row->detail == DETAIL_CENSUS) {
        draw_census(scene, row);
        return;
    }
    if (row->is_total) {
        draw_total_bar(scene, row);
        return;
    }
    Places places = visible_places(scene, row);
    for (uint32_t i = places.first; i < places.after; i++) {
        draw_lane(scene, row, i);
        if (!stands_for_many(scene, row, i) && !row->has_inset) /* words stand in the inset */
            place_labels(scene, row, i);
    }
}
