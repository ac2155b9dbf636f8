/* A trace for developers: everything, one event a line. */
#include "trace/inside.h"

#include "base/escape.h"
#include "base/number.h"

static void dump_object(Builder *out, const Trace *trace, uint32_t object)
{
    TraceObject what = trace_object(trace, object);
    builder_printf(out, "%s %u ", object_names[what.kind], object);
    escape_terminal(out, what.name);
}

static void dump_by(Builder *out, uint32_t task, const TaskNames *names)
{
    builder_text(out, " by ");
    if (task == NO_TASK)
        builder_text(out, "loop");
    else
        escape_terminal(out, task_name_now(names, task));
}

static void dump_wait(Builder *out, const Trace *trace, uint32_t index)
{
    Wait wait = trace_wait(trace, index);
    builder_printf(out, " %s `", wait_names[wait.kind]);
    escape_terminal(out, wait.label);
    builder_text(out, "` in ");
    escape_terminal(out, wait.call);
}

static void dump_change(Builder *out, const Trace *trace, const Event *event)
{
    ObjectChange change = trace_change(trace, event->change);
    builder_printf(out, " %s of ", change_names[event->flags]);
    dump_object(out, trace, change.object);
    builder_printf(out, " = %lld", (long long)change.value);
}

/* In the order that was taken. */
static void dump_race(Builder *out, const Trace *trace, const Event *event, const TaskNames *names)
{
    TraceRace race = trace_race(trace, event->race);
    builder_printf(out, " %u:", race.choice);
    for (uint32_t position = 0; position < race.count; position++)
        for (uint32_t i = 0; i < race.count; i++) {
            Candidate candidate = trace_candidate(&race, i);
            if (candidate.position != position)
                continue;
            builder_char(out, ' ');
            escape_terminal(out, candidate.task == NO_TASK ? STR("-")
                                                           : task_name_now(names, candidate.task));
        }
}

static void dump_late(Builder *out, const Trace *trace, const Event *event, const TaskNames *names)
{
    LateBy late = trace_late_of(trace, event->late);
    builder_text(out, " since ");
    time_exact(out, late.due);
    dump_by(out, late.holder, names);
}

static void dump_limit(Builder *out, const Trace *trace, const Event *event)
{
    Limit limit = trace_limit(trace, event->limit);
    if (event->kind == EVENT_ARM)
        builder_printf(out, " %s", limit_names[limit.kind]);
    builder_printf(out, " %u", event->limit);
    if (event->kind != EVENT_ARM)
        return;
    builder_text(out, " until ");
    time_exact(out, limit.when);
}

static void dump_text(Builder *out, const Trace *trace, uint32_t text)
{
    builder_char(out, ' ');
    escape_terminal(out, trace_text(trace, text));
}

static void dump_value(Builder *out, const Trace *trace, const Event *event)
{
    NamedValue value = trace_value(trace, event->value);
    builder_char(out, ' ');
    escape_terminal(out, value.name);
    if (!(event->flags & VALUE_GONE)) {
        builder_text(out, " = ");
        escape_terminal(out, value.text);
    }
    if (value.depth)
        builder_printf(out, " in %u", value.depth);
}

static void dump_payload(Builder *out, const Trace *trace, const Event *event,
                         const TaskNames *names)
{
    switch ((EventKind)event->kind) {
    case EVENT_CREATE:
        builder_char(out, ' ');
        escape_terminal(out, trace_task(trace, event->task).call);
        dump_by(out, event->other, names);
        break;
    case EVENT_READY: dump_by(out, event->other, names); break;
    case EVENT_WAIT:
    case EVENT_BLOCK:
    case EVENT_THREAD:
    case EVENT_THREAD_END: dump_wait(out, trace, event->wait); break;
    case EVENT_LATE: dump_late(out, trace, event, names); break;
    case EVENT_CHANGE: dump_change(out, trace, event); break;
    case EVENT_VALUE: dump_value(out, trace, event); break;
    case EVENT_ARM:
    case EVENT_DISARM:
    case EVENT_STRIKE: dump_limit(out, trace, event); break;
    case EVENT_CANCEL:
        builder_printf(out, " %s", cancel_names[event->flags & ~CANCEL_REFUSED]);
        dump_by(out, event->other, names);
        break;
    case EVENT_RAISE:
    case EVENT_INSIDE:
    case EVENT_CAUGHT:
        builder_char(out, ' ');
        escape_terminal(out, trace_raised(trace, event->raised).text);
        break;
    case EVENT_CHOICE: dump_race(out, trace, event, names); break;
    case EVENT_EDGE:
        builder_text(out, " waits for ");
        escape_terminal(out, task_name_now(names, event->other));
        break;
    case EVENT_END:
        builder_printf(out, " %s", outcome_names[event->flags]);
        if (event->flags != OUTCOME_DONE)
            dump_text(out, trace, event->text);
        break;
    case EVENT_PRINT:
    case EVENT_ERROR:
    case EVENT_NOTE:
    case EVENT_RENAME:
    case EVENT_WARNING:
    case EVENT_BIND:
    case EVENT_OUTPUT:
    case EVENT_CELL:
    case EVENT_CELL_ERROR:
    case EVENT_RESULT: dump_text(out, trace, event->text); break;
    default: break;
    }
}

/* What of the flags is not said in words. */
static unsigned bare_flags(const Event *event)
{
    switch ((EventKind)event->kind) {
    case EVENT_STEP: return event->flags & (STEP_RACE | STEP_THROWN);
    case EVENT_END:
    case EVENT_CHANGE:
    case EVENT_LATE:
    case EVENT_READY: return 0;
    case EVENT_CANCEL: return event->flags & CANCEL_REFUSED;
    default: return event->flags;
    }
}

void trace_dump(Builder *out, const Trace *trace, uint32_t timeline)
{
    TaskNames names = task_names_begin(trace);
    for (size_t i = 0; i < trace_count(trace); i++) {
        Event event = trace_event(trace, i);
        task_names_follow(&names, &event);
        builder_printf(out, "%u ", (unsigned)timeline);
        time_exact(out, event.t);
        builder_char(out, ' ');
        if (event.task == NO_TASK)
            builder_char(out, '-');
        else
            escape_terminal(out, task_name_now(&names, event.task));
        builder_printf(out, " %s", event_names[event.kind]);
        dump_payload(out, trace, &event, &names);
        if (event.place)
            builder_printf(out, " #%u", (unsigned)event.place);
        if (bare_flags(&event))
            builder_printf(out, " flags %u", bare_flags(&event));
        builder_char(out, '\n');
    }
    task_names_end(&names);
}
