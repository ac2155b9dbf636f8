/* Everything a trace knows as JSON Lines: the contract's lines with more fields, and the lines of
 * all other events. What is read back from them is the same trace. */
#include "base/escape.h"
#include "base/number.h"
#include "trace/inside.h"
#include "trace/recording.h"

#include <assert.h>

typedef struct Writer {
    Builder *out;
    const Trace *trace;
    Lines lines;
    uint32_t timeline;
    uint64_t pass;
} Writer;

static void put_key(Writer *writer, const char *key)
{
    builder_str(writer->out, STR(", \""));
    builder_text(writer->out, key);
    builder_str(writer->out, STR("\": "));
}

static void field_number(Writer *writer, const char *key, int64_t number)
{
    put_key(writer, key);
    integer_write(writer->out, number);
}

static void field_time(Writer *writer, const char *key, int64_t time)
{
    put_key(writer, key);
    time_exact(writer->out, time);
}

static void field_text(Writer *writer, const char *key, uint32_t text)
{
    put_key(writer, key);
    trace_put_text(writer->out, writer->trace, text);
}

static void field_true(Writer *writer, const char *key, bool is_true)
{
    if (!is_true)
        return;
    put_key(writer, key);
    builder_str(writer->out, STR("true"));
}

/* `"by": "Task-2", "by_id": 1`, or nothing for NO_TASK. The name only where it has not been said. */
static void field_task(Writer *writer, const char *key, uint32_t task, bool name)
{
    if (task == NO_TASK)
        return;
    if (name)
        line_task(&writer->lines, key, task);
    builder_str(writer->out, STR(", \""));
    builder_text(writer->out, key);
    builder_str(writer->out, STR("_id\": "));
    integer_write(writer->out, task);
}

/* From the outermost call to the innermost. */
static void field_chain(Writer *writer, uint32_t path)
{
    ARRAY(uint32_t) chain = {0};
    for (uint32_t at = path; at; at = trace_path(writer->trace, at).outer)
        array_push(&chain, at);
    if (chain.count)
        builder_text(writer->out, ", \"chain\": [");
    for (size_t i = chain.count; i-- > 0;) {
        TracePath call = trace_path(writer->trace, chain.items[i]);
        builder_text(writer->out, "{\"call\": ");
        escape_json(writer->out, call.call);
        if (call.place)
            builder_printf(writer->out, ", \"place\": %u", call.place);
        builder_text(writer->out, i ? "}, " : "}]");
    }
    array_free(&chain);
}

static void put_wait(Writer *writer, uint32_t index)
{
    Wait wait = trace_wait(writer->trace, index);
    line_field(writer->out, "kind", str_of(wait_names[wait.kind]));
    line_field(writer->out, "label", wait.label);
    line_field(writer->out, "call", wait.call);
    if (wait.object)
        field_number(writer, "on", wait.object);
    field_chain(writer, wait.path);
}

static void put_late(Writer *writer, const Event *event)
{
    LateBy late = trace_late_of(writer->trace, event->late);
    line_field(writer->out, "kind", str_of(due_names[event->flags]));
    field_time(writer, "due", late.due);
    field_task(writer, "held_by", late.holder, true);
}

static void put_change(Writer *writer, const Event *event)
{
    ObjectChange change = trace_change(writer->trace, event->change);
    field_number(writer, "object", change.object);
    field_number(writer, "value", change.value);
    if (event->flags == CHANGE_PUT || event->flags == CHANGE_GET || event->flags == CHANGE_NAME)
        field_text(writer, "text", change.text);
}

static void put_arm(Writer *writer, const Event *event)
{
    Limit limit = trace_limit(writer->trace, event->limit);
    line_field(writer->out, "kind", str_of(limit_names[limit.kind]));
    field_number(writer, "limit", event->limit);
    field_time(writer, "when", limit.when);
}

static void put_raised(Writer *writer, const Event *event)
{
    Raised raised = trace_raised(writer->trace, event->raised);
    line_field(writer->out, "text", raised.text);
    field_chain(writer, raised.path);
}

static void put_race(Writer *writer, const Event *event)
{
    TraceRace race = trace_race(writer->trace, event->race);
    field_number(writer, "choice", race.choice);
    builder_text(writer->out, ", \"candidates\": [");
    for (uint32_t i = 0; i < race.count; i++) {
        Candidate candidate = trace_candidate(&race, i);
        builder_text(writer->out, i ? ", {" : "{");
        if (candidate.task != NO_TASK)
            builder_printf(writer->out, "\"id\": %u, ", candidate.task);
        if (candidate.place)
            builder_printf(writer->out, "\"place\": %u, ", candidate.place);
        builder_printf(writer->out, "\"position\": %u}", candidate.position);
    }
    builder_char(writer->out, ']');
}

static void put_step(Writer *writer, const Event *event)
{
    writer->pass += event->flags >> STEP_PASS_SHIFT;
    field_true(writer, "thrown", event->flags & STEP_THROWN);
    field_number(writer, "pass", (int64_t)writer->pass);
}

static void put_cancel(Writer *writer, const Event *event)
{
    field_task(writer, "by", event->other, true);
    line_field(writer->out, "cause", str_of(cancel_names[event->flags & ~CANCEL_REFUSED]));
    field_true(writer, "refused", event->flags & CANCEL_REFUSED);
}

static void put_value(Writer *writer, const Event *event)
{
    NamedValue value = trace_value(writer->trace, event->value);
    line_field(writer->out, "name", value.name);
    if (event->flags & VALUE_GONE)
        field_true(writer, "gone", true);
    else
        line_field(writer->out, "text", value.text);
    if (value.depth)
        field_number(writer, "depth", value.depth);
}

/* What only recorded programs have, and notes. */
static void put_told(Writer *writer, const Event *event)
{
    Builder *out = writer->out;
    switch ((EventKind)event->kind) {
    case EVENT_OUTPUT:
        field_text(writer, "text", event->text);
        line_field(out, "stream", str_of(event->flags & OUTPUT_ERROR ? "stderr" : "stdout"));
        field_true(writer, "open", event->flags & OUTPUT_OPEN);
        break;
    case EVENT_CELL:
    case EVENT_CELL_ERROR:
    case EVENT_RESULT:
        field_number(writer, "number", event->flags);
        field_text(writer, "text", event->text);
        break;
    case EVENT_CPU:
    case EVENT_WAITED:
        field_time(writer, "seconds", trace_number(writer->trace, event->number));
        break;
    case EVENT_NOTE:
        field_text(writer, "text", event->text);
        field_true(writer, "pause", event->flags & EVENT_PAUSE);
        break;
    default: /* BIND, RENAME, WARNING */
        field_text(writer, "text", event->text);
        break;
    }
}

/* What a line says besides the contract's fields. */
static void put_more(Writer *writer, const Event *event)
{
    switch ((EventKind)event->kind) {
    case EVENT_CREATE: field_task(writer, "by", event->other, false); break;
    case EVENT_STEP: put_step(writer, event); break;
    case EVENT_PRINT:
        field_true(writer, "open", event->flags & PRINT_OPEN);
        field_true(writer, "thread", event->flags & PRINT_THREAD);
        break;
    case EVENT_READY:
        field_task(writer, "by", event->other, true);
        line_field(writer->out, "waker", str_of(waker_names[event->flags]));
        break;
    case EVENT_WAIT:
    case EVENT_BLOCK:
    case EVENT_BLOCK_END: put_wait(writer, event->wait); break;
    case EVENT_THREAD:
    case EVENT_THREAD_END:
        field_number(writer, "worker", event->flags);
        put_wait(writer, event->wait);
        break;
    case EVENT_LATE: put_late(writer, event); break;
    case EVENT_CHANGE: put_change(writer, event); break;
    case EVENT_ARM: put_arm(writer, event); break;
    case EVENT_DISARM:
    case EVENT_STRIKE: field_number(writer, "limit", event->limit); break;
    case EVENT_CANCEL: put_cancel(writer, event); break;
    case EVENT_INSIDE: field_number(writer, "depth", event->flags); /* fall through */
    case EVENT_RAISE:
    case EVENT_CAUGHT: put_raised(writer, event); break;
    case EVENT_CHOICE: put_race(writer, event); break;
    case EVENT_EDGE: field_task(writer, "waits_for", event->other, true); break;
    case EVENT_VALUE: put_value(writer, event); break;
    case EVENT_VALUES_END:
    case EVENT_DONE:
    case EVENT_CANCELLED:
    case EVENT_ERROR:
    case EVENT_END:
    case EVENT_LINE: break;
    default: put_told(writer, event); break;
    }
}

static void put_places(Writer *writer)
{
    Builder *out = writer->out;
    for (uint32_t i = 1; i <= trace_place_count(writer->trace); i++) {
        TracePlace place = trace_place(writer->trace, i);
        builder_printf(out, "{\"timeline\": %u, \"event\": \"place\", \"place\": %u",
                       writer->timeline, i);
        if (place.file.length)
            line_field(out, "file", place.file);
        builder_printf(out, ", \"line\": %u, \"column\": %u, \"end_line\": %u, \"end_column\": %u",
                       place.line, place.column, place.end_line, place.end_column);
        builder_printf(out, ", \"offset\": %u, \"length\": %u}\n", place.offset, place.length);
    }
}

static void put_objects(Writer *writer)
{
    Builder *out = writer->out;
    for (uint32_t i = 1; i <= trace_object_count(writer->trace); i++) {
        TraceObject object = trace_object(writer->trace, i);
        builder_printf(out, "{\"timeline\": %u, \"event\": \"object\", \"object\": %u",
                       writer->timeline, i);
        line_field(out, "kind", str_of(object_names[object.kind]));
        if (object.name.length)
            line_field(out, "name", object.name);
        if (object.capacity)
            field_number(writer, "capacity", object.capacity);
        builder_text(out, "}\n");
    }
}

static void put_line(Writer *writer, const Event *event, bool late)
{
    line_begin(&writer->lines, event);
    line_extra(&writer->lines, event);
    if (event->task != NO_TASK && event->task < trace_task_count(writer->trace))
        field_number(writer, "id", event->task); /* tasks made in a clean-up have names alone */
    put_more(writer, event);
    if (event->place)
        field_number(writer, "place", event->place);
    field_true(writer, "late", late);
}

static void put_stuck(Writer *writer, Event end)
{
    const Late *late = &writer->trace->late;
    int64_t stuck_at = end.t;
    for (size_t i = 0; i < late->prints.count; i++) {
        put_line(writer, &late->prints.items[i], true);
        builder_text(writer->out, "}\n");
    }
    if (late->end > end.t)
        end.t = late->end;
    put_line(writer, &end, false);
    field_time(writer, "stuck_at", stuck_at);
    builder_text(writer->out, "}\n");
}

void recording_write_timeline(Builder *out, const RecordedTimeline *timeline, uint32_t index,
                              FileWriter *to)
{
    const Trace *trace = timeline->trace;
    Writer writer = {.out = out, .trace = trace, .timeline = index,
                     .lines = lines_begin(out, trace, index)};
    builder_printf(out, "{\"timeline\": %u, \"event\": \"timeline\"", index);
    line_field(out, "title", timeline->title);
    if (timeline->description.length)
        line_field(out, "description", timeline->description);
    line_field(out, "call", timeline->call);
    builder_text(out, "}\n");
    put_places(&writer);
    put_objects(&writer);
    for (size_t i = 0; i < trace_count(trace); i++) {
        Event event = trace_event(trace, i);
        lines_follow(&writer.lines, &event);
        if (event.kind == EVENT_END && event.flags == OUTCOME_STUCK) {
            put_stuck(&writer, event);
            continue;
        }
        put_line(&writer, &event, false);
        builder_text(out, "}\n");
        file_spill(to, out);
    }
    lines_end(&writer.lines);
}

void recording_write_head(Builder *out, const Recording *recording)
{
    builder_printf(out, "{\"event\": \"trace\", \"version\": %d", RECORDING_VERSION);
    line_field(out, "made_by", recording->made_by);
    line_field(out, "clock", str_of(recording->clock == CLOCK_REAL ? "real" : "virtual"));
    if (recording->file.length)
        line_field(out, "file", recording->file);
    line_field(out, "title", recording->title);
    if (recording->description.length)
        line_field(out, "description", recording->description);
    if (recording->unit.length)
        line_field(out, "unit", recording->unit);
    if (recording->play_length > 0) {
        builder_text(out, ", \"length\": ");
        number_repr(out, recording->play_length);
    }
    builder_text(out, "}\n");
    for (size_t i = 0; i < recording->sources.count; i++) {
        builder_text(out, "{\"event\": \"source\"");
        line_field(out, "file", recording->sources.items[i].file);
        line_field(out, "text", recording->sources.items[i].text);
        builder_text(out, "}\n");
    }
}

/* Left out where it is 0. */
static void count_field(Builder *out, const char *key, uint32_t count)
{
    if (count)
        builder_printf(out, ", \"%s\": %u", key, count);
}

void recording_write_tail(Builder *out, const Recording *recording)
{
    for (size_t i = 0; i < recording->outside.count; i++) {
        const RecordedOutput *output = &recording->outside.items[i];
        builder_text(out, "{\"event\": \"output\"");
        line_field(out, "text", output->text);
        line_field(out, "stream", str_of(output->error ? "stderr" : "stdout"));
        builder_text(out, output->open ? ", \"open\": true}\n" : "}\n");
    }
    if (!recording->exit.known)
        return;
    builder_printf(out, "{\"event\": \"exit\", \"code\": %lld", (long long)recording->exit.code);
    line_field(out, "how", recording->exit.how);
    if (recording->exit.text.length)
        line_field(out, "text", recording->exit.text);
    count_field(out, "line", recording->exit.line);
    count_field(out, "cell", recording->exit.cell);
    count_field(out, "cell_line", recording->exit.cell_line);
    count_field(out, "timelines", recording->exit.ran);
    builder_text(out, "}\n");
}
