/* A trace as text: the contract's JSON Lines. */
#include "trace/inside.h"

#include "base/escape.h"
#include "base/mem.h"
#include "base/number.h"

#include <assert.h>
#include <string.h>

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
    builder_text(out, ", \"");
    builder_text(out, key);
    builder_text(out, "\": ");
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

static void write_head(Builder *out, int64_t t, TaskNames *names)
{
    size_t from = out->length;
    builder_text(out, "{\"timeline\": ");
    integer_write(out, names->timeline);
    builder_text(out, ", \"t\": ");
    time_exact(out, t);
    names->head_t = t;
    names->head_length = out->length - from;
    assert(names->head_length <= sizeof names->head);
    memcpy(names->head, out->at + from, names->head_length);
}

void line_begin(Builder *out, const Event *event, TaskNames *names)
{
    if (names->head_length && names->head_t == event->t)
        builder_add(out, names->head, names->head_length);
    else
        write_head(out, event->t, names);
    if (event->task != NO_TASK) {
        builder_str(out, STR(", \"task\": "));
        escape_json(out, names->of[event->task]);
    }
    bool change = event->kind == EVENT_CHANGE;
    builder_str(out, STR(", \"event\": \""));
    builder_text(out, change ? change_names[event->flags] : event_names[event->kind]);
    builder_char(out, '"');
}

/* The end of a stuck timeline: what the clean-up printed stands before it. */
static void json_late(Builder *out, const Trace *trace, Event *end, TaskNames *names)
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
