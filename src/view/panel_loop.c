/* The loop's own view: who runs, who is ready in which order, whose timer rings when, who waits
 * for what. */
#include "view/panel.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_LISTED = 256 };

typedef struct Waiting {
    uint32_t lane;
    const Span *span;
} Waiting;

typedef struct LoopView {
    Waiting ready[MOST_LISTED], timers[MOST_LISTED], waiting[MOST_LISTED];
    size_t ready_count, timer_count, waiting_count;
} LoopView;

static int by_event(const void *a, const void *b)
{
    const Waiting *x = a, *y = b;
    return (x->span->event > y->span->event) - (x->span->event < y->span->event);
}

static int by_deadline(const void *a, const void *b)
{
    const Waiting *x = a, *y = b;
    int order = (x->span->to.t > y->span->to.t) - (x->span->to.t < y->span->to.t);
    return order ? order : by_event(a, b);
}

static void add(Waiting *list, size_t *count, Waiting waiting)
{
    if (*count < MOST_LISTED)
        list[(*count)++] = waiting;
}

static void look(LoopView *view, const Timeline *timeline, Moment at)
{
    for (uint32_t i = 0; i < timeline->lanes.count && i < 4096; i++) {
        LaneState state = timeline_state_at(timeline, i, at);
        const Span *span = timeline_span_at(timeline, i, at);
        if (!span)
            continue;
        Waiting waiting = {i, span};
        if (state == LANE_READY)
            add(view->ready, &view->ready_count, waiting);
        else if (state == LANE_SLEEPING)
            add(view->timers, &view->timer_count, waiting);
        else if (state == LANE_AWAITING || state == LANE_IN_THREAD)
            add(view->waiting, &view->waiting_count, waiting);
    }
    qsort(view->ready, view->ready_count, sizeof *view->ready, by_event);
    qsort(view->timers, view->timer_count, sizeof *view->timers, by_deadline);
}

/* The task whose turn it is: the one that blocks, or whose step is the moment itself. */
static const Turn *current_turn(const Timeline *timeline, Moment at)
{
    size_t count = timeline_turns_until(timeline, at);
    if (count == 0)
        return NULL;
    const Turn *turn = &timeline->turns.items[count - 1];
    bool holds = moment_compare(at, turn->to) < 0 || moment_compare(at, turn->from) == 0;
    return holds ? turn : NULL;
}

static void put_group(PanelPen *pen, const char *title, const Timeline *timeline,
                      const Waiting *list, size_t count)
{
    Scene *scene = pen->scene;
    if (count == 0)
        return;
    pen_line(pen, words(600, px(scene, 18)), scene->theme->dim, str_of(title));
    for (size_t i = 0; i < count; i++) {
        const Span *span = list[i].span;
        Str after = {0};
        if (span->kind == SPAN_SLEEP) {
            Str left = words_of_time(scene, span->to.t - scene->at.t);
            after = str_of(arena_printf(scene->arena, "%.*s left", (int)left.length, left.at));
        } else if (span->kind == SPAN_AWAIT) {
            Builder said = {0};
            after = say_wait(&said, timeline, list[i].lane, span, 2) ? builder_view(&said)
                                                                     : span_label(span);
            after = str_copy(scene->arena, after);
            builder_free(&said);
        }
        if (scene->state->predict && span->kind == SPAN_SLEEP)
            after = span_label(span);
        pen_task(pen, timeline, list[i].lane, after);
    }
}

/* `2 ready, 1 sleeps`: a timeline that is not being told. */
static void put_in_short(PanelPen *pen, const Row *row)
{
    Scene *scene = pen->scene;
    LoopView *view = ARENA_NEW(scene->arena, LoopView);
    look(view, row->timeline, scene->at);
    Builder text = {0};
    builder_str(&text, row->timeline->title);
    builder_text(&text, ": ");
    if (view->ready_count + view->timer_count + view->waiting_count == 0)
        builder_text(&text, has_finished(scene, row->timeline) ? "over" : "nothing yet");
    else
        say_loop_counts(&text, view->ready_count, view->timer_count, view->waiting_count);
    pen_line(pen, words(500, px(scene, 18)), scene->theme->dim, keep_text(scene, &text));
}

/* Who holds what, of all that somebody waits for at some time. */
static void put_resources(PanelPen *pen, const Timeline *timeline)
{
    enum { MOST_TOLD = 6 };
    Scene *scene = pen->scene;
    uint32_t told = 0;
    for (uint32_t i = 0; i < timeline->resources.count && told < MOST_TOLD; i++) {
        if (!resource_is_shown(scene, &timeline->resources.items[i]))
            continue;
        if (told++ == 0)
            pen_line(pen, words(600, px(scene, 18)), scene->theme->dim, STR("who holds what"));
        Builder said = {0};
        say_resource(&said, timeline, i, scene->at);
        pen_line(pen, words(500, px(scene, 19)), scene->theme->text, keep_text(scene, &said));
    }
}

static void put_timeline(PanelPen *pen, const Row *row)
{
    Scene *scene = pen->scene;
    const Timeline *timeline = row->timeline;
    LoopView *view = ARENA_NEW(scene->arena, LoopView);
    look(view, timeline, scene->at);
    const Turn *turn = current_turn(timeline, scene->at);
    if (scene->row_count > 1)
        pen_line(pen, words(700, px(scene, 20)), scene->theme->text, timeline->title);
    if (turn) {
        const Span *span = timeline_span_at(timeline, turn->lane, scene->at);
        bool blocks = span && span->kind == SPAN_BLOCK;
        pen_line(pen, words(600, px(scene, 18)), scene->theme->dim,
                 blocks ? STR("blocks the loop") : STR("has just run"));
        pen_task(pen, timeline, turn->lane, (Str){0});
    }
    put_group(pen, "ready, in this order", timeline, view->ready, view->ready_count);
    put_group(pen, "timers", timeline, view->timers, view->timer_count);
    put_group(pen, "waiting for", timeline, view->waiting, view->waiting_count);
    put_resources(pen, timeline);
    if (!turn && view->ready_count + view->timer_count + view->waiting_count == 0)
        pen_line(pen, words(500, px(scene, 18)), scene->theme->dim,
                 has_finished(scene, timeline) ? STR("the loop has ended")
                                               : STR("the loop has not begun"));
    pen->y += px(scene, 8);
}

static PanelPart put_timelines(PanelPen *pen, const Row *told, bool others_in_short)
{
    Scene *scene = pen->scene;
    PanelPart part = {pen->y, pen->y};
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        if (!panel_tells(scene, row))
            continue;
        float from = pen->y;
        if (others_in_short && row != told)
            put_in_short(pen, row);
        else
            put_timeline(pen, row);
        if (row == told)
            part = (PanelPart){from, pen->y};
    }
    return part;
}

void view_panel_loop(Scene *scene, Box box)
{
    const Row *told = told_row(scene);
    PanelPen pen = pen_in(scene, box);
    float top = pen.y, room = pen.bottom - pen.y;
    add_region(scene, (Region){.kind = REGION_LOOP, .box = box});
    if (scene->state->blank || !told)
        return;
    pen.measures = true;
    PanelPart part = put_timelines(&pen, told, false);
    bool in_short = pen.y - top > room;
    if (in_short) {
        pen.y = top;
        part = put_timelines(&pen, told, true);
    }
    float total = pen.y - top;
    float offset = pen_rewind(&pen, top, part, scene->state->loop_scroll, px(scene, 28));
    put_timelines(&pen, told, in_short);
    draw_more(scene, box, offset, total);
}

float view_panel_loop_wants(const Scene *scene)
{
    float lines = 0;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        size_t lanes = scene->list[i].timeline->lanes.count;
        uint32_t resources = count_rails(scene, &scene->list[i]);
        lines += (resources ? 1 + (float)resources : 0) + 3 + (float)(lanes < 12 ? lanes : 12);
    }
    return px(scene, 24 + 29 * lines);
}
