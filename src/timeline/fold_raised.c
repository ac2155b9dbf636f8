/* Where an exception that ends a task came up: the task's own last raise of it, or, where it came
 * out of another task that failed with it, that task's. */
#include "timeline/fold.h"

enum { MOST_LOOKED = 4096 }; /* failures of others, the latest first */

void fold_raised(Fold *fold, const Event *event)
{
    if (event->task == NO_TASK)
        return;
    Open *open = &fold->open[event->task];
    open->raised_before = open->raised;
    open->raised = fold->index + 1;
}

/* The failure of another task that the raise at `raised` passes on, or NULL: what came before the
 * task's raise before that one is none of its business. */
static const Mark *passed_on(const Fold *fold, uint32_t task, size_t raised, Str text)
{
    size_t after = fold->open[task].raised_before;
    for (size_t i = fold->failures.count, looked = 0; i-- > 0 && looked < MOST_LOOKED; looked++) {
        const Mark *failed = fold->failures.items[i];
        if (failed->event < after)
            return NULL;
        if (failed->event < raised && str_equal(failed->texts->text, text))
            return failed;
    }
    return NULL;
}

/* The call that it stands in: the innermost on the way there. */
static Str call_inside(Fold *fold, uint32_t task, uint32_t path)
{
    Arena *arena = &fold->timeline->arena;
    if (path)
        return str_copy(arena, trace_path(fold->trace, path).call);
    return fold->timeline->lanes.items[task].call;
}

static bool encloses(const Trace *trace, uint32_t outer, TracePlace inner)
{
    if (!outer)
        return false;
    TracePlace place = trace_place(trace, outer);
    return place.offset <= inner.offset
           && place.offset + place.length >= inner.offset + inner.length;
}

/* The step at which it came up: where the way there ends, or else the innermost place around it. A
 * line of a program is its own. `over`: the step that ended the task. */
static uint32_t step_of(Fold *fold, const Event *event, uint32_t path, uint32_t over)
{
    const Trace *trace = fold->trace;
    TracePlace at = trace_place(trace, event->place);
    if (path && trace_path(trace, path).place)
        return trace_path(trace, path).place;
    if (at.length == 0 || fold->raised_place == event->place)
        return at.length ? fold->raised_step : event->place;
    uint32_t best = encloses(trace, over, at) ? over : event->place;
    size_t count = best == event->place ? trace_place_count(trace) : 0;
    for (uint32_t i = 1; i <= count; i++)
        if (i != event->place && encloses(trace, i, at)
            && (best == event->place || encloses(trace, best, trace_place(trace, i))))
            best = i;
    fold->raised_place = event->place;
    fold->raised_step = best;
    return best;
}

/* What stands inside of the group that the event at `index` raised. */
static void add_inside(Fold *fold, uint32_t task, size_t index)
{
    Timeline *timeline = fold->timeline;
    for (size_t i = index + 1; i < trace_count(fold->trace); i++) {
        Event event = trace_event(fold->trace, i);
        if (event.kind != EVENT_INSIDE)
            return;
        Raised raised = trace_raised(fold->trace, event.raised);
        Mishap *mishap = &timeline->inside.items[timeline->inside.count++];
        *mishap = (Mishap){.at = fold->now, .lane = task,
                         .text = str_copy(&timeline->arena, raised.text)};
        if (!event.place)
            continue;
        mishap->step = step_of(fold, &event, raised.path, 0);
        mishap->line = trace_place(fold->trace, event.place).line;
        if (raised.path)
            mishap->inside = call_inside(fold, task, raised.path);
    }
}

/* Where a task's exception is warned of that ended its lane, or else where the warning says. */
void fold_warning(Fold *fold, const Event *event)
{
    Timeline *timeline = fold->timeline;
    Mishap *mishap = &timeline->warnings.items[timeline->warnings.count++];
    *mishap = (Mishap){.at = fold->now, .lane = event->task, .text = fold_text(fold, event->text),
                     .step = event->place};
    if (event->place)
        mishap->line = trace_place(fold->trace, event->place).line;
    else if (event->task != NO_TASK) {
        const Mark *failed = timeline_failure(&timeline->lanes.items[event->task]);
        mishap->step = failed ? failed->texts->step : 0;
        mishap->line = failed ? failed->texts->line : 0;
    }
}

void fold_failed(Fold *fold, uint32_t task, const Mark *mark, MarkWords *texts)
{
    uint32_t index = fold->open[task].raised;
    if (index) {
        Event event = trace_event(fold->trace, index - 1);
        Raised raised = trace_raised(fold->trace, event.raised);
        const Mark *first = passed_on(fold, task, index - 1, texts->text);
        if (first) {
            texts->step = first->texts->step;
            texts->line = first->texts->line;
            texts->inside = first->texts->inside;
        } else if (event.place && str_equal(raised.text, texts->text)) {
            texts->step = step_of(fold, &event, raised.path, texts->step);
            texts->line = trace_place(fold->trace, event.place).line;
            texts->inside = call_inside(fold, task, raised.path);
            add_inside(fold, task, index - 1);
        }
    }
    array_push(&fold->failures, mark);
}
