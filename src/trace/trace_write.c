/* A trace as text: the contract's JSON Lines, and everything for developers. */
#include "trace/trace.h"

#include "base/escape.h"
#include "base/mem.h"
#include "base/number.h"
#include "trace/late.h"

#include <assert.h>

/* Each task's name as it is at the event being written. */
typedef struct Names {
    Str *of;
    uint32_t timeline; /* JSON lines' */
} Names;

static Names names_begin(const Trace *trace)
{
    size_t count = trace_all_tasks(trace);
    Names names = {.of = mem_resize_array(NULL, count, sizeof(Str))};
    for (uint32_t i = 0; i < count; i++)
        names.of[i] = trace_task(trace, i).name;
    return names;
}

static void names_follow(Names *names, const Trace *trace, const Event *event)
{
    if (event->kind == EVENT_RENAME)
        names->of[event->task] = trace_text(trace, event->text);
}

static const char *const outcome_names[] = {[OUTCOME_DONE] = "done",
                                            [OUTCOME_ERROR] = "error",
                                            [OUTCOME_STUCK] = "stuck",
                                            [OUTCOME_LIMIT] = "limit"};

static const char *const json_names[] = {[EVENT_CREATE] = "create",
                                         [EVENT_STEP] = "step",
                                         [EVENT_PRINT] = "print",
                                         [EVENT_DONE] = "done",
                                         [EVENT_CANCELLED] = "cancelled",
                                         [EVENT_ERROR] = "error",
                                         [EVENT_END] = "end"};

static void json_field(Builder *out, const char *key, Str text)
{
    builder_printf(out, ", \"%s\": ", key);
    escape_json(out, text);
}

static void json_extra(Builder *out, const Trace *trace, const Event *event, const Names *names)
{
    switch ((EventKind)event->kind) {
    case EVENT_CREATE:
        if (event->other != NO_TASK)
            json_field(out, "by", names->of[event->other]);
        json_field(out, "coro", trace_task(trace, event->task).call);
        break;
    case EVENT_STEP:
        if (event->flags & EVENT_RACE)
            builder_text(out, ", \"race\": true");
        break;
    case EVENT_PRINT:
    case EVENT_ERROR:
        json_field(out, "text", trace_text(trace, event->text));
        break;
    case EVENT_END:
        json_field(out, "outcome", str_of(outcome_names[event->flags]));
        if (event->flags != OUTCOME_DONE)
            json_field(out, "text", trace_text(trace, event->text));
        break;
    default:
        break;
    }
}

static void json_begin(Builder *out, const Event *event, const Names *names)
{
    builder_printf(out, "{\"timeline\": %u, \"t\": ", (unsigned)names->timeline);
    time_exact(out, event->t);
    if (event->task != NO_TASK)
        json_field(out, "task", names->of[event->task]);
    json_field(out, "event", str_of(json_names[event->kind]));
}

/* The end of a stuck timeline: what the clean-up printed stands before it. */
static void json_late(Builder *out, const Trace *trace, Event *end, const Names *names)
{
    const Late *late = trace_late(trace);
    for (size_t i = 0; i < late->prints.count; i++) {
        const Event *print = &late->prints.items[i];
        json_begin(out, print, names);
        json_extra(out, trace, print, names);
        builder_text(out, ", \"late\": true}\n");
    }
    int64_t stuck_at = end->t;
    if (late->end > end->t)
        end->t = late->end;
    json_begin(out, end, names);
    json_extra(out, trace, end, names);
    builder_text(out, ", \"stuck_at\": ");
    time_exact(out, stuck_at);
    builder_text(out, "}\n");
}

void trace_json_lines(Builder *out, const Trace *trace, uint32_t timeline)
{
    Names names = names_begin(trace);
    names.timeline = timeline;
    for (size_t i = 0; i < trace_count(trace); i++) {
        Event event = trace_event(trace, i);
        names_follow(&names, trace, &event);
        if (event.kind > EVENT_END)
            continue;
        if (event.kind == EVENT_END && event.flags == OUTCOME_STUCK) {
            json_late(out, trace, &event, &names);
            continue;
        }
        json_begin(out, &event, &names);
        json_extra(out, trace, &event, &names);
        builder_text(out, "}\n");
    }
    mem_free(names.of);
}

static const char *const dump_names[] = {
    [EVENT_CREATE] = "create",       [EVENT_STEP] = "step",
    [EVENT_PRINT] = "print",         [EVENT_DONE] = "done",
    [EVENT_CANCELLED] = "cancelled", [EVENT_ERROR] = "error",
    [EVENT_END] = "end",             [EVENT_WAIT] = "wait",
    [EVENT_READY] = "ready",         [EVENT_BLOCK] = "block",
    [EVENT_BLOCK_END] = "block-end", [EVENT_THREAD] = "thread",
    [EVENT_THREAD_END] = "thread-end", [EVENT_LINE] = "line",
    [EVENT_NOTE] = "note",           [EVENT_BIND] = "bind",
    [EVENT_RENAME] = "rename",       [EVENT_WARNING] = "warning"};

static const char *const wait_names[] = {
    [WAIT_SLEEP] = "sleep",         [WAIT_YIELD] = "yield",
    [WAIT_TASK] = "task",           [WAIT_FUTURE] = "future",
    [WAIT_GATHER] = "gather",       [WAIT_WAIT] = "wait",
    [WAIT_SHIELD] = "shield",       [WAIT_GROUP] = "group",
    [WAIT_COMPLETED] = "completed", [WAIT_LOCK] = "lock",
    [WAIT_EVENT] = "event",         [WAIT_CONDITION] = "condition",
    [WAIT_SEMAPHORE] = "semaphore", [WAIT_QUEUE] = "queue",
    [WAIT_BARRIER] = "barrier",     [WAIT_THREAD] = "thread",
    [WAIT_BLOCK] = "block"};

static void dump_payload(Builder *out, const Trace *trace, const Event *event, const Names *names)
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
    Names names = names_begin(trace);
    for (size_t i = 0; i < trace_count(trace); i++) {
        Event event = trace_event(trace, i);
        names_follow(&names, trace, &event);
        builder_printf(out, "%u ", (unsigned)timeline);
        time_exact(out, event.t);
        builder_char(out, ' ');
        if (event.task == NO_TASK)
            builder_char(out, '-');
        else
            escape_terminal(out, names.of[event.task]);
        builder_printf(out, " %s", dump_names[event.kind]);
        dump_payload(out, trace, &event, &names);
        if (event.step)
            builder_printf(out, " #%u", (unsigned)event.step);
        if (event.kind != EVENT_END && event.flags)
            builder_printf(out, " flags %u", (unsigned)event.flags);
        builder_char(out, '\n');
    }
    mem_free(names.of);
}
