/* A trace as text: the contract's JSON Lines. */
#include "trace/inside.h"

#include "base/escape.h"
#include "base/mem.h"
#include "base/number.h"

#include <string.h>

TaskNames task_names_begin(const Trace *trace)
{
    size_t count = trace->tasks.count;
    TaskNames names = {.trace = trace, .of = mem_resize_array(NULL, count, sizeof *names.of)};
    for (size_t i = 0; i < count; i++)
        names.of[i] = trace->tasks.items[i].name;
    return names;
}

void task_names_end(TaskNames *names)
{
    mem_free(names->of);
}

void task_names_follow(TaskNames *names, const Event *event)
{
    if (event->kind == EVENT_RENAME)
        names->of[event->task] = event->text;
}

Str task_name_now(const TaskNames *names, uint32_t task)
{
    return trace_text(names->trace, names->of[task]);
}

/* --- lines --- */

#define TASK_KEY STR(", \"task\": ")

static Str event_field(Arena *arena, const char *name)
{
    return str_of(arena_printf(arena, ", \"event\": \"%s\"", name));
}

Lines lines_begin(Builder *out, const Trace *trace, uint32_t timeline)
{
    Lines lines = {.out = out,
                   .trace = trace,
                   .names = task_names_begin(trace),
                   .said = mem_new(trace->tasks.count * sizeof *lines.said),
                   .head_t = INT64_MIN};
    for (int i = 0; i < EVENT_KINDS; i++)
        lines.events[i] = event_field(&lines.arena, event_names[i]);
    for (int i = 0; i < CHANGE_KINDS; i++)
        lines.changes[i] = event_field(&lines.arena, change_names[i]);
    builder_printf(&lines.head, "{\"timeline\": %u, \"t\": ", timeline);
    lines.head_fixed = lines.head.length;
    return lines;
}

void lines_end(Lines *lines)
{
    task_names_end(&lines->names);
    mem_free(lines->said);
    arena_free(&lines->arena);
    builder_free(&lines->head);
}

void lines_follow(Lines *lines, const Event *event)
{
    task_names_follow(&lines->names, event);
    if (event->kind == EVENT_RENAME)
        lines->said[event->task] = (Str){0};
}

static inline Str said_of(Lines *lines, uint32_t task)
{
    Str *said = &lines->said[task];
    if (!said->length) {
        Builder text = {0};
        builder_str(&text, TASK_KEY);
        trace_put_text(&text, lines->trace, lines->names.of[task]);
        *said = str_copy(&lines->arena, builder_view(&text));
        builder_free(&text);
    }
    return *said;
}

void line_field(Builder *out, const char *key, Str text)
{
    builder_text(out, ", \"");
    builder_text(out, key);
    builder_text(out, "\": ");
    escape_json(out, text);
}

static void line_text(Lines *lines, Str before, uint32_t text)
{
    builder_str(lines->out, before);
    trace_put_text(lines->out, lines->trace, text);
}

void line_task(Lines *lines, const char *key, uint32_t task)
{
    builder_text(lines->out, ", \"");
    builder_text(lines->out, key);
    builder_text(lines->out, "\": ");
    Str said = said_of(lines, task), name = {said.at + TASK_KEY.length, said.length - TASK_KEY.length};
    builder_str(lines->out, name);
}

void line_extra(Lines *lines, const Event *event)
{
    switch ((EventKind)event->kind) {
    case EVENT_CREATE:
        if (event->other != NO_TASK)
            line_task(lines, "by", event->other);
        line_text(lines, STR(", \"coro\": "), lines->trace->tasks.items[event->task].call);
        break;
    case EVENT_STEP:
        if (event->flags & EVENT_RACE)
            builder_text(lines->out, ", \"race\": true");
        break;
    case EVENT_PRINT:
    case EVENT_ERROR:
        line_text(lines, STR(", \"text\": "), event->text);
        break;
    case EVENT_END:
        line_field(lines->out, "outcome", str_of(outcome_names[event->flags]));
        if (event->flags != OUTCOME_DONE)
            line_text(lines, STR(", \"text\": "), event->text);
        break;
    default:
        break;
    }
}

static void head_at(Lines *lines, int64_t t)
{
    lines->head.length = lines->head_fixed;
    time_exact(&lines->head, t);
    lines->head_t = t;
}

/* Writes where there is room already. */
static char *put(char *at, Str text)
{
    memcpy(at, text.at, text.length);
    return at + text.length;
}

/* Most lines are no more than this, so room is made once for all of it. */
void line_begin(Lines *lines, const Event *event)
{
    if (lines->head_t != event->t)
        head_at(lines, event->t);
    Str head = builder_view(&lines->head), said = {0};
    if (event->task != NO_TASK)
        said = said_of(lines, event->task);
    Str kind = event->kind == EVENT_CHANGE ? lines->changes[event->flags]
                                           : lines->events[event->kind];
    char *at = put(builder_space(lines->out, head.length + said.length + kind.length), head);
    if (said.length)
        at = put(at, said);
    builder_wrote(lines->out, put(at, kind));
}

/* The end of a stuck timeline: what the clean-up printed stands before it. */
static void json_late(Lines *lines, Event *end)
{
    const Late *late = &lines->trace->late;
    for (size_t i = 0; i < late->prints.count; i++) {
        line_begin(lines, &late->prints.items[i]);
        line_extra(lines, &late->prints.items[i]);
        builder_text(lines->out, ", \"late\": true}\n");
    }
    int64_t stuck_at = end->t;
    if (late->end > end->t)
        end->t = late->end;
    line_begin(lines, end);
    line_extra(lines, end);
    builder_text(lines->out, ", \"stuck_at\": ");
    time_exact(lines->out, stuck_at);
    builder_text(lines->out, "}\n");
}

static void json_line(Lines *lines, Event *event)
{
    lines_follow(lines, event);
    if (event->kind > EVENT_END)
        return;
    if (event->kind == EVENT_END && event->flags == OUTCOME_STUCK) {
        json_late(lines, event);
        return;
    }
    line_begin(lines, event);
    line_extra(lines, event);
    builder_str(lines->out, STR("}\n"));
}

void trace_json_lines(Builder *out, const Trace *trace, uint32_t timeline, FileWriter *writer)
{
    Lines lines = lines_begin(out, trace, timeline);
    size_t count = trace_count(trace);
    for (size_t i = 0; i < count; i++) {
        Event event = trace_event(trace, i);
        if (!(EVENT_BIT(event.kind) & EVENTS_CONTRACT))
            continue;
        json_line(&lines, &event);
        file_spill(writer, out);
    }
    lines_end(&lines);
}
