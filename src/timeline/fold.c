/* The second walk over a trace: each event into the lanes. */
#include "timeline/fold.h"

#include <assert.h>

/* --- lanes --- */

static Lane *lane_at(Fold *fold, uint32_t task)
{
    assert(task < fold->timeline->lanes.room);
    return &fold->timeline->lanes.items[task];
}

/* The lane's last span is as it stays; nothing follows on it yet. */
static void pack(Lane *lane)
{
    size_t last = lane->spans.count - 1;
    const Span *span = &lane->spans.items[last];
    if (lane_more(lane)->packed)
        lane->more->packed[last] = packed_of(span->from.t, span->hue, span->kind) | PACKED_APART;
}

/* A span follows on the lane's last one, now. */
static void pack_end(Fold *fold, Lane *lane)
{
    Packed *words = lane_more(lane)->packed;
    if (!words || !lane->spans.count)
        return;
    size_t last = lane->spans.count - 1;
    const Span *span = &lane->spans.items[last];
    if (span->to.t == fold->now.t && span->hue >> PACKED_HUES == 0)
        words[last] &= ~(Packed)PACKED_APART;
    else
        words[last] |= PACKED_APART; /* one without length had followed */
}

static void end_span(Fold *fold, uint32_t task, uint32_t woken_by)
{
    Open *open = &fold->open[task];
    if (!open->in_span)
        return;
    open->in_span = false;
    Lane *lane = lane_at(fold, task);
    Span *span = &lane->spans.items[lane->spans.count - 1];
    span->to = fold->now;
    if (span->kind != SPAN_READY)
        span->other = woken_by;
    fold_ready_over(fold, span);
    pack(lane);
    if (moment_compare(span->from, span->to) == 0)
        lane->spans.count--;
}

static void begin_span(Fold *fold, uint32_t task, Span span)
{
    end_span(fold, task, NO_TASK);
    Lane *lane = lane_at(fold, task);
    pack_end(fold, lane);
    span.from = fold->now;
    span.other = NO_TASK;
    span.event = fold->index;
    lane->spans.items[lane->spans.count++] = span;
    fold->open[task].in_span = true;
}

static void begin_ready(Fold *fold, uint32_t task)
{
    Lane *lane = lane_at(fold, task);
    begin_span(fold, task, (Span){.kind = SPAN_READY, .hue = lane->hue});
}

static bool is_ready(Fold *fold, uint32_t task)
{
    const Lane *lane = lane_at(fold, task);
    return fold->open[task].in_span &&
           lane->spans.items[lane->spans.count - 1].kind == SPAN_READY;
}

static void add_sight(Fold *fold, Lane *lane, Sight sight, MarkKind kind)
{
    if (lane_more(lane)->packed_sights)
        lane->more->packed_sights[lane->sight_count] = packed_of(fold->now.t, 0, kind);
    fold->timeline->sights[lane->sights + lane->sight_count++] = sight;
}

static Mark *add_mark(Fold *fold, const Event *event, MarkKind kind)
{
    Lane *lane = lane_at(fold, event->task);
    add_sight(fold, lane, lane->marks.count | SIGHT_MARK, kind);
    Mark *mark = &lane->marks.items[lane->marks.count++];
    *mark = (Mark){.kind = kind,
                   .at = fold->now,
                   .pause = kind == MARK_NOTE && (event->flags & EVENT_PAUSE),
                   .event = fold->index};
    return mark;
}

static MarkWords *give_words(Fold *fold, const Event *event, Mark *mark, Str text)
{
    MarkWords *texts = ARENA_NEW(&fold->timeline->arena, MarkWords);
    *texts = (MarkWords){.text = text, .step = event->place};
    mark->texts = texts;
    return texts;
}

static void add_moment(Fold *fold)
{
    if (fold->moments)
        fold->moments[fold->moment_count] = fold->now;
    fold->moment_count++;
}

static void add_arrow(Fold *fold, ArrowKind kind, uint32_t from, uint32_t to)
{
    Timeline *timeline = fold->timeline;
    if (from != NO_TASK && from != to)
        timeline->arrows.items[timeline->arrows.count++] =
            (Arrow){.kind = kind, .at = fold->now, .from = from, .to = to & LANES_MOST};
}

static void close_turn(Fold *fold)
{
    Timeline *timeline = fold->timeline;
    if (fold->turn_open) {
        Turn *turn = &timeline->turns.items[timeline->turns.count - 1];
        turn->to = fold->now;
        fold_held(fold, turn->lane, turn->from);
    }
    fold->turn_open = false;
}

/* --- events --- */

static void on_create(Fold *fold, const Event *event)
{
    TaskTexts task = trace_task_texts(fold->trace, event->task);
    uint32_t hue = event->task == 0 ? 0 : fold_hue(fold, task.call);
    Lane *lane = lane_at(fold, event->task);
    lane->name = str_copy(&fold->timeline->arena,
                          trace_text_in(fold->trace, task.name, &fold->room));
    lane->call = fold_call(fold, hue);
    lane->hue = hue;
    lane->task = event->task;
    lane->maker = task.maker;
    lane->depth = task.maker == NO_TASK ? 0 : lane_at(fold, task.maker)->depth + 1;
    lane->born = fold->now;
    fold->timeline->lanes.count = event->task + 1;
    begin_ready(fold, event->task);
    add_arrow(fold, ARROW_CREATE, task.maker, event->task);
}

static void on_step(Fold *fold, const Event *event)
{
    Timeline *timeline = fold->timeline;
    close_turn(fold);
    end_span(fold, event->task, NO_TASK);
    bool race = event->flags & EVENT_RACE;
    if (event->flags & STEP_THROWN)
        fold_thrown(fold, event);
    add_sight(fold, lane_at(fold, event->task), (Sight)timeline->turns.count, MARK_TICK);
    if (race)
        add_mark(fold, event, MARK_RACE);
    timeline->turns.items[timeline->turns.count++] =
        (Turn){.from = fold->now, .to = fold->now, .lane = event->task & LANES_MOST, .race = race};
    add_moment(fold);
    fold->turn_open = true;
}

static SpanKind span_kind(WaitKind wait)
{
    return wait == WAIT_SLEEP ? SPAN_SLEEP : wait == WAIT_YIELD ? SPAN_READY : SPAN_AWAIT;
}

static void on_wait(Fold *fold, const Event *event)
{
    KnownWait wait = fold_wait(fold, event->wait);
    close_turn(fold);
    begin_span(fold, event->task, (Span){.kind = span_kind(wait.kind),
                                         .wait = wait.kind,
                                         .texts = wait.texts,
                                         .hue = wait.hue,
                                         .step = event->place});
}

static void on_ready(Fold *fold, const Event *event)
{
    if (!is_ready(fold, event->task)) {
        end_span(fold, event->task, event->other);
        begin_ready(fold, event->task);
    }
    add_arrow(fold, ARROW_WAKE, event->other, event->task);
}

/* From the instant at which it was due the task is ready, whatever the loop knew of it. */
static void on_late(Fold *fold, const Event *event)
{
    LateBy late = trace_late_of(fold->trace, event->late);
    Lane *lane = lane_at(fold, event->task);
    Span *span = lane->spans.count ? &lane->spans.items[lane->spans.count - 1] : NULL;
    if (!fold->open[event->task].in_span || span->kind == SPAN_READY || late.due < span->from.t)
        return;
    Moment now = fold->now;
    fold->now = (Moment){.t = late.due};
    if (moment_compare(fold->now, span->from) < 0)
        fold->now = span->from;
    begin_ready(fold, event->task);
    fold->now = now;
    lane->spans.items[lane->spans.count - 1].other = late.holder;
}

static void on_block(Fold *fold, const Event *event)
{
    KnownWait wait = fold_wait(fold, event->wait);
    begin_span(fold, event->task, (Span){.kind = SPAN_BLOCK,
                                         .wait = WAIT_BLOCK,
                                         .texts = wait.texts,
                                         .hue = wait.hue,
                                         .step = event->place});
}

static void on_over(Fold *fold, const Event *event, MarkKind kind)
{
    Lane *lane = lane_at(fold, event->task);
    close_turn(fold);
    end_span(fold, event->task, NO_TASK);
    Mark *mark = add_mark(fold, event, kind);
    if (event->kind == EVENT_ERROR)
        fold_failed(fold, event->task, mark,
                    give_words(fold, event, mark, fold_text(fold, event->text)));
    lane->ended = fold->now;
    lane->has_ended = true;
}

static void on_thread(Fold *fold, const Event *event)
{
    Timeline *timeline = fold->timeline;
    KnownWait wait = fold_wait(fold, event->wait);
    uint32_t worker = event->flags;
    timeline->threads.items[timeline->threads.count++] =
        (ThreadSpan){.worker = worker,
                     .lane = event->task,
                     .span = {.kind = SPAN_THREAD,
                              .wait = wait.kind,
                              .from = fold->now,
                              .texts = wait.texts,
                              .hue = wait.hue,
                              .step = event->place,
                              .other = NO_TASK,
                              .open = true,
                              .event = fold->index}};
    fold->jobs[worker] = (uint32_t)timeline->threads.count;
    if (worker >= timeline->worker_count)
        timeline->worker_count = worker + 1;
}

static void on_thread_end(Fold *fold, const Event *event)
{
    uint32_t job = fold->jobs[event->flags];
    if (!job)
        return;
    Span *span = &fold->timeline->threads.items[job - 1].span;
    span->to = fold->now;
    span->open = false;
    fold->jobs[event->flags] = 0;
}

static void on_line(Fold *fold, const Event *event)
{
    Lane *lane = lane_at(fold, event->task);
    lane->steps.items[lane->steps.count++] = (LaneStep){.at = fold->now, .step = event->place};
}

static void on_print(Fold *fold, const Event *event)
{
    Timeline *timeline = fold->timeline;
    Str text = fold_printed(fold, event->text);
    if (event->task == NO_TASK) {
        timeline->loop_prints++;
        add_moment(fold);
    } else {
        give_words(fold, event, add_mark(fold, event, MARK_PRINT), text)->number =
            (uint32_t)timeline->output.count + 1;
    }
    timeline->output.items[timeline->output.count++] =
        (OutputLine){.at = fold->now, .lane = event->task, .event = fold->index, .text = text};
}

static void on_bind(Fold *fold, const Event *event)
{
    Lane *lane = lane_at(fold, event->task);
    if (lane_more(lane)->variable.length == 0)
        fold_more(fold, lane)->variable = fold_text(fold, event->text);
}

static void on_rename(Fold *fold, const Event *event)
{
    if (!fold->open[event->task].has_name)
        lane_at(fold, event->task)->name = fold_text(fold, event->text);
    fold->open[event->task].has_name = true;
}

static void on_end(Fold *fold, const Event *event)
{
    Timeline *timeline = fold->timeline;
    close_turn(fold);
    timeline->end = event->t;
    timeline->outcome = (Outcome)event->flags;
    if (timeline->outcome != OUTCOME_DONE)
        timeline->outcome_text = fold_text(fold, event->text);
    for (uint32_t i = 0; i < timeline->lanes.count; i++) {
        Lane *lane = &timeline->lanes.items[i];
        if (!lane->has_ended)
            lane->ended = fold->now;
        if (!fold->open[i].in_span)
            continue;
        lane->spans.items[lane->spans.count - 1].to = fold->now;
        lane->spans.items[lane->spans.count - 1].open = true;
        pack(lane);
    }
    for (size_t i = 0; i < timeline->threads.count; i++)
        if (timeline->threads.items[i].span.open)
            timeline->threads.items[i].span.to = fold->now;
}

void fold_event(Fold *fold, const Event *event)
{
    fold->place = event->place;
    fold->now = moment_of(fold->now, event);
    switch ((EventKind)event->kind) {
    case EVENT_CREATE: on_create(fold, event); break;
    case EVENT_STEP: on_step(fold, event); break;
    case EVENT_PRINT:
    case EVENT_OUTPUT: on_print(fold, event); break;
    case EVENT_DONE: on_over(fold, event, MARK_DONE); break;
    case EVENT_CANCELLED: on_over(fold, event, MARK_CANCELLED); break;
    case EVENT_RAISE: fold_raised(fold, event); break;
    case EVENT_ERROR: on_over(fold, event, MARK_FAILED); break;
    case EVENT_END: on_end(fold, event); break;
    case EVENT_WAIT: on_wait(fold, event); break;
    case EVENT_READY: on_ready(fold, event); break;
    case EVENT_BLOCK: on_block(fold, event); break;
    case EVENT_BLOCK_END: end_span(fold, event->task, NO_TASK); break;
    case EVENT_THREAD: on_thread(fold, event); break;
    case EVENT_THREAD_END: on_thread_end(fold, event); break;
    case EVENT_LINE: on_line(fold, event); break;
    case EVENT_NOTE:
        give_words(fold, event, add_mark(fold, event, MARK_NOTE), fold_text(fold, event->text));
        break;
    case EVENT_BIND: on_bind(fold, event); break;
    case EVENT_RENAME: on_rename(fold, event); break;
    case EVENT_WARNING: fold_warning(fold, event); break;
    case EVENT_LATE: on_late(fold, event); break;
    case EVENT_CHANGE: fold_change(fold, event); break;
    case EVENT_ARM: fold_arm(fold, event); break;
    case EVENT_DISARM:
    case EVENT_STRIKE: fold_limit_over(fold, event); break;
    case EVENT_CANCEL: fold_cancel(fold, event); break;
    case EVENT_WAITED: fold_waited(fold, event); break;
    default: break;
    }
}
