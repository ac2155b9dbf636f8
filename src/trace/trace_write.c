/* A trace as text: the contract's JSON Lines, and everything for developers. */
#include "trace/inside.h"

#include "base/escape.h"
#include "base/mem.h"
#include "base/number.h"

#include <assert.h>

TaskNames task_names_begin(const Trace *trace)
{
    size_t count = trace->tasks.count;
    TaskNames names = {.of = mem_resize_array(NULL, count, sizeof(Str))};
    for (uint32_t i = 0; i < count; i++)
        names.of[i] = trace_task(trace, i).name;
    return names;
}

void task_names_follow(TaskNames *names, const Trace *trace, const Event *event)
{
    if (event->kind == EVENT_RENAME)
        names->of[event->task] = trace_text(trace, event->text);
}

void line_field(Builder *out, const char *key, Str text)
{
    builder_printf(out, ", \"%s\": ", key);
    escape_json(out, text);
}

void line_extra(Builder *out, const Trace *trace, const Event *event, const TaskNames *names)
{
    switch ((EventKind)event->kind) {
    case EVENT_CREATE:
        if (event->other != NO_TASK)
            line_field(out, "by", names->of[event->other]);
        line_field(out, "coro", trace_task(trace, event->task).call);
        break;
    case EVENT_STEP:
        if (event->flags & EVENT_RACE)
            builder_text(out, ", \"race\": true");
        break;
    case EVENT_PRINT:
    case EVENT_ERROR:
        line_field(out, "text", trace_text(trace, event->text));
        break;
    case EVENT_END:
        line_field(out, "outcome", str_of(outcome_names[event->flags]));
        if (event->flags != OUTCOME_DONE)
            line_field(out, "text", trace_text(trace, event->text));
        break;
    default:
        break;
    }
}

void line_begin(Builder *out, const Event *event, const TaskNames *names)
{
    builder_printf(out, "{\"timeline\": %u, \"t\": ", (unsigned)names->timeline);
    time_exact(out, event->t);
    if (event->task != NO_TASK)
        line_field(out, "task", names->of[event->task]);
    bool change = event->kind == EVENT_CHANGE;
    line_field(out, "event", str_of(change ? change_names[event->flags] : event_names[event->kind]));
}

/* The end of a stuck timeline: what the clean-up printed stands before it. */
static void json_late(Builder *out, const Trace *trace, Event *end, const TaskNames *names)
{
    const Late *late = &trace->late;
    for (size_t i = 0; i < late->prints.count; i++) {
        const Event *print = &late->prints.items[i];
        line_begin(out, print, names);
        line_extra(out, trace, print, names);
        builder_text(out, ", \"late\": true}\n");
    }
    int64_t stuck_at = end->t;
    if (late->end > end->t)
        end->t = late->end;
    line_begin(out, end, names);
    line_extra(out, trace, end, names);
    builder_text(out, ", \"stuck_at\": ");
    time_exact(out, stuck_at);
    builder_text(out, "}\n");
}

void trace_json_lines(Builder *out, const Trace *trace, uint32_t timeline)
{
    TaskNames names = task_names_begin(trace);
    names.timeline = timeline;
    for (size_t i = 0; i < trace_count(trace); i++) {
        Event event = trace_event(trace, i);
        task_names_follow(&names, trace, &event);
        if (event.kind > EVENT_END)
            continue;
        if (event.kind == EVENT_END && event.flags == OUTCOME_STUCK) {
            json_late(out, trace, &event, &names);
            continue;
        }
        line_begin(out, &event, &names);
        line_extra(out, trace, &event, &names);
        builder_text(out, "}\n");
    }
    mem_free(names.of);
}

static void dump_object(Builder *out, const Trace *trace, uint32_t object)
{
    TraceObject what = trace_object(trace, object);
    builder_printf(out, "%s %u ", object_names[what.kind], object);
    escape_terminal(out, what.name);
}

static void dump_payload(Builder *out, const Trace *trace, const Event *event,
                         const TaskNames *names)
{
    switch ((EventKind)event->kind) {
    case EVENT_CREATE:
        builder_char(out, ' ');
        escape_terminal(out, trace_task(trace, event->task).call);
        /* fall through */
    case EVENT_READY:
        builder_text(out, " by ");
        if (event->other == NO_TASK)
            builder_text(out, "loop");
        else
            escape_terminal(out, names->of[event->other]);
        break;
    case EVENT_WAIT:
    case EVENT_BLOCK:
    case EVENT_THREAD:
    case EVENT_THREAD_END: {
        Wait wait = trace_wait(trace, event->wait);
        builder_printf(out, " %s `", wait_names[wait.kind]);
        escape_terminal(out, wait.label);
        builder_text(out, "` in ");
        escape_terminal(out, wait.call);
        break;
    }
    case EVENT_CHANGE: {
        ObjectChange change = trace_change(trace, event->change);
        builder_printf(out, " %s of ", change_names[event->flags]);
        dump_object(out, trace, change.object);
        builder_printf(out, " = %lld", (long long)change.value);
        break;
    }
    case EVENT_CANCEL:
        builder_printf(out, " %s", cancel_names[event->flags & ~CANCEL_REFUSED]);
        break;
    case EVENT_RAISE:
    case EVENT_CAUGHT:
        builder_char(out, ' ');
        escape_terminal(out, trace_raised(trace, event->raised).text);
        break;
    default:
        break;
    }
    bool has_text = event->kind == EVENT_PRINT || event->kind == EVENT_ERROR ||
                    event->kind == EVENT_NOTE || event->kind == EVENT_RENAME ||
                    event->kind == EVENT_WARNING || event->kind == EVENT_BIND ||
                    (event->kind == EVENT_END && event->flags != OUTCOME_DONE);
    if (event->kind == EVENT_END)
        builder_printf(out, " %s", outcome_names[event->flags]);
    if (has_text) {
        builder_char(out, ' ');
        escape_terminal(out, trace_text(trace, event->text));
    }
}

void trace_dump(Builder *out, const Trace *trace, uint32_t timeline)
{
    TaskNames names = task_names_begin(trace);
    for (size_t i = 0; i < trace_count(trace); i++) {
        Event event = trace_event(trace, i);
        task_names_follow(&names, trace, &event);
        builder_printf(out, "%u ", (unsigned)timeline);
        time_exact(out, event.t);
        builder_char(out, ' ');
        if (event.task == NO_TASK)
            builder_char(out, '-');
        else
            escape_terminal(out, names.of[event.task]);
        builder_printf(out, " %s", event_names[event.kind]);
        dump_payload(out, trace, &event, &names);
        if (event.place)
            builder_printf(out, " #%u", (unsigned)event.place);
        unsigned flags = event.kind == EVENT_STEP ? event.flags & (STEP_RACE | STEP_THROWN)
                                                  : event.flags;
        if (event.kind != EVENT_END && flags)
            builder_printf(out, " flags %u", flags);
        builder_char(out, '\n');
    }
    mem_free(names.of);
}
