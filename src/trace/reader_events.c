/* Each event's line back into the trace. What a line names by number must be there already. */
#include "trace/reader.h"

enum { MOST_NUMBER = 0xffff };

/* --- what events name --- */

uint32_t read_place(Reader *reader, const LineValue *in)
{
    Trace *trace = reader->in->trace;
    uint32_t number;
    if (has_below(reader, in, "place", trace_place_count(trace) + 1, &number))
        return number;
    TracePlace place = {0};
    if (!has_below(reader, in, "line", UINT32_MAX, &place.line))
        return 0;
    has_string(reader, in, "file", &place.file);
    has_below(reader, in, "column", UINT32_MAX, &place.column);
    has_below(reader, in, "end_line", UINT32_MAX, &place.end_line);
    has_below(reader, in, "end_column", UINT32_MAX, &place.end_column);
    return trace_intern_place(trace, place);
}

void read_declared_place(Reader *reader)
{
    const LineValue *line = reader->line;
    TracePlace place = {0};
    uint32_t number = field_below(reader, line, "place", UINT32_MAX);
    if (number != trace_place_count(reader->in->trace) + 1)
        reader_wrong(reader, line_member(line, "place"),
                     "places are numbered 1, 2, 3 ... as they come");
    has_string(reader, line, "file", &place.file);
    place.line = field_below(reader, line, "line", UINT32_MAX);
    has_below(reader, line, "column", UINT32_MAX, &place.column);
    has_below(reader, line, "end_line", UINT32_MAX, &place.end_line);
    has_below(reader, line, "end_column", UINT32_MAX, &place.end_column);
    has_below(reader, line, "offset", UINT32_MAX, &place.offset);
    has_below(reader, line, "length", UINT32_MAX, &place.length);
    if (reader->fine)
        trace_add_place(reader->in->trace, place);
}

void read_declared_object(Reader *reader)
{
    const LineValue *line = reader->line;
    TraceObject object = {.kind = (ObjectKind)field_word(reader, "kind", object_names,
                                                         OBJECT_KINDS)};
    uint32_t number = field_below(reader, line, "object", UINT32_MAX);
    if (number != trace_object_count(reader->in->trace) + 1)
        reader_wrong(reader, line_member(line, "object"),
                     "objects are numbered 1, 2, 3 ... as they come");
    has_string(reader, line, "name", &object.name);
    if (line_member(line, "capacity"))
        object.capacity = field_integer(reader, line, "capacity");
    if (reader->fine)
        trace_add_object(reader->in->trace, object);
}

static uint32_t text_of(Reader *reader, const char *key)
{
    return trace_intern(reader->in->trace, field_string(reader, reader->line, key));
}

static uint32_t task_of(Reader *reader, const char *key)
{
    uint32_t task;
    return has_below(reader, reader->line, key, trace_task_count(reader->in->trace), &task)
               ? task : NO_TASK;
}

typedef struct Chain {
    uint32_t path;
    Str call, text; /* of the innermost */
} Chain;

static Chain chain_of(Reader *reader)
{
    const LineValue *list = line_member(reader->line, "chain");
    Chain chain = {0};
    if (list && list->kind != LINE_LIST)
        reader_wrong(reader, list, "\"chain\" is a list of calls, the outermost first");
    for (const LineValue *call = list ? list->first : NULL; call && reader->fine;
         call = call->next) {
        if (call->kind != LINE_OBJECT) {
            reader_wrong(reader, call, "a call of a chain is an object");
            return chain;
        }
        if (!has_string(reader, call, "call", &chain.call))
            chain.call = field_string(reader, call, "func");
        has_string(reader, call, "text", &chain.text);
        chain.path = trace_intern_path(reader->in->trace, chain.path, read_place(reader, call),
                                       trace_intern(reader->in->trace, chain.call));
    }
    return chain;
}

static uint32_t wait_of(Reader *reader)
{
    const Trace *trace = reader->in->trace;
    Wait wait = {.kind = (WaitKind)field_word(reader, "kind", wait_names, WAIT_KINDS)};
    uint32_t task = task_of(reader, "id");
    Chain chain = chain_of(reader);
    if (!has_string(reader, reader->line, "label", &wait.label))
        wait.label = chain.text;
    if (!has_string(reader, reader->line, "call", &wait.call))
        wait.call = chain.path || task == NO_TASK ? chain.call : trace_task(trace, task).call;
    has_below(reader, reader->line, "on", trace_object_count(trace) + 1, &wait.object);
    wait.path = chain.path;
    return trace_intern_wait(reader->in->trace, wait);
}

static uint32_t late_of(Reader *reader)
{
    return trace_intern_late(reader->in->trace,
                             (LateBy){.due = field_seconds(reader, reader->line, "due"),
                                      .holder = task_of(reader, "held_by_id")});
}

static uint32_t change_of(Reader *reader)
{
    Trace *trace = reader->in->trace;
    Str text;
    has_string(reader, reader->line, "text", &text);
    uint32_t object =
        field_below(reader, reader->line, "object", trace_object_count(trace) + 1);
    if (!object)
        reader_wrong(reader, line_member(reader->line, "object"), "objects count from 1");
    int64_t value = line_member(reader->line, "value")
                        ? field_integer(reader, reader->line, "value") : 0;
    return trace_intern_change(
        trace, (ObjectChange){.object = object, .text = trace_intern(trace, text), .value = value});
}

static uint32_t limit_of(Reader *reader, EventKind kind)
{
    Trace *trace = reader->in->trace;
    size_t known = trace_limit_count(trace);
    if (kind != EVENT_ARM)
        return field_below(reader, reader->line, "limit", known);
    LimitKind which = (LimitKind)field_word(reader, "kind", limit_names, LIMIT_KINDS);
    if (field_below(reader, reader->line, "limit", UINT32_MAX) != known)
        reader_wrong(reader, line_member(reader->line, "limit"),
                     "limits are numbered 0, 1, 2 ... as they are armed");
    return trace_add_limit(
        trace, (Limit){.kind = which, .when = field_seconds(reader, reader->line, "when")});
}

static uint32_t race_of(Reader *reader)
{
    const LineValue *list = line_member(reader->line, "candidates");
    Trace *trace = reader->in->trace;
    Candidate candidates[MOST_CANDIDATES];
    size_t count = 0;
    if (!list || list->kind != LINE_LIST || !list->first)
        reader_wrong(reader, list, "\"candidates\" is a list of at least one");
    for (const LineValue *item = list ? list->first : NULL; item && reader->fine;
         item = item->next) {
        Candidate candidate = {.task = NO_TASK};
        if (item->kind != LINE_OBJECT || count == MOST_CANDIDATES) {
            reader_wrong(reader, item, "candidates are at most %d objects", MOST_CANDIDATES);
            break;
        }
        if (!has_below(reader, item, "id", trace_task_count(trace), &candidate.task))
            candidate.task = NO_TASK;
        candidate.place = read_place(reader, item);
        candidate.position = field_below(reader, item, "position", MOST_CANDIDATES);
        candidates[count++] = candidate;
    }
    uint32_t choice = field_below(reader, reader->line, "choice", UINT32_MAX);
    return reader->fine ? trace_add_race(trace, choice, candidates, count) : 0;
}

static uint32_t raised_of(Reader *reader)
{
    Chain chain = chain_of(reader);
    return trace_intern_raised(reader->in->trace, text_of(reader, "text"), chain.path);
}

/* --- events --- */

static void read_create(Reader *reader, Event *event)
{
    Trace *trace = reader->in->trace;
    size_t known = trace_task_count(trace);
    if (field_below(reader, reader->line, "id", UINT32_MAX) != known)
        reader_wrong(reader, line_member(reader->line, "id"),
                     "tasks are numbered 0, 1, 2 ... as they are made");
    event->other = task_of(reader, "by_id");
    TraceTask task = {.name = field_string(reader, reader->line, "task"),
                      .call = field_string(reader, reader->line, "coro"),
                      .maker = event->other};
    if (reader->fine)
        event->task = trace_add_task(trace, task);
}

static void read_step(Reader *reader, Event *event)
{
    uint32_t pass;
    if (has_true(reader, reader->line, "race"))
        event->flags |= STEP_RACE;
    if (has_true(reader, reader->line, "thrown"))
        event->flags |= STEP_THROWN;
    if (!has_below(reader, reader->line, "pass", UINT32_MAX, &pass))
        return;
    uint64_t passes = pass > reader->in->pass ? pass - reader->in->pass : 0;
    reader->in->pass = pass > reader->in->pass ? pass : reader->in->pass;
    if (passes > STEP_MOST_PASSES)
        passes = STEP_MOST_PASSES;
    event->flags |= (uint16_t)(passes << STEP_PASS_SHIFT);
}

static uint16_t number_flag(Reader *reader, const char *key)
{
    return (uint16_t)field_below(reader, reader->line, key, MOST_NUMBER + 1);
}

static void read_told(Reader *reader, Event *event)
{
    static const char *const streams[] = {"stdout", "stderr"};
    switch ((EventKind)event->kind) {
    case EVENT_OUTPUT:
        if (field_word(reader, "stream", streams, 2) == 1)
            event->flags |= OUTPUT_ERROR;
        if (has_true(reader, reader->line, "open"))
            event->flags |= OUTPUT_OPEN;
        break;
    case EVENT_CELL:
    case EVENT_CELL_ERROR:
    case EVENT_RESULT: event->flags = number_flag(reader, "number"); break;
    case EVENT_NOTE:
        if (has_true(reader, reader->line, "pause"))
            event->flags |= EVENT_PAUSE;
        break;
    case EVENT_PRINT:
        if (has_true(reader, reader->line, "open"))
            event->flags |= PRINT_OPEN;
        if (has_true(reader, reader->line, "thread"))
            event->flags |= PRINT_THREAD;
        break;
    default: break;
    }
    event->text = text_of(reader, "text");
}

static void read_value(Reader *reader, Event *event)
{
    NamedValue value = {.name = field_string(reader, reader->line, "name")};
    if (has_true(reader, reader->line, "gone"))
        event->flags |= VALUE_GONE;
    else
        value.text = field_string(reader, reader->line, "text");
    has_below(reader, reader->line, "depth", UINT32_MAX, &value.depth);
    if (reader->fine)
        event->value = trace_intern_value(reader->in->trace, value);
}

static void read_cancel(Reader *reader, Event *event)
{
    event->other = task_of(reader, "by_id");
    event->flags = (uint16_t)field_word(reader, "cause", cancel_names, CANCEL_CAUSES);
    if (has_true(reader, reader->line, "refused"))
        event->flags |= CANCEL_REFUSED;
}

static void read_wake(Reader *reader, Event *event)
{
    event->other = task_of(reader, "by_id");
    event->flags = event->other == NO_TASK ? WAKER_CALLBACK : WAKER_TASK;
    if (line_member(reader->line, "waker"))
        event->flags = (uint16_t)field_word(reader, "waker", waker_names, WAKER_IO + 1);
}

static void read_seconds(Reader *reader, Event *event)
{
    int64_t seconds = field_seconds(reader, reader->line, "seconds");
    int64_t *waited =
        &reader->recording->timelines.items[reader->in - reader->readings.items].waited;
    event->number = trace_intern_number(reader->in->trace, seconds);
    if (event->kind == EVENT_WAITED)
        *waited = seconds < INT64_MAX - *waited ? *waited + seconds : INT64_MAX;
}

static void read_payload(Reader *reader, Event *event)
{
    switch ((EventKind)event->kind) {
    case EVENT_CREATE: read_create(reader, event); break;
    case EVENT_STEP: read_step(reader, event); break;
    case EVENT_READY: read_wake(reader, event); break;
    case EVENT_THREAD:
    case EVENT_THREAD_END:
        event->flags = number_flag(reader, "worker");
        event->wait = wait_of(reader);
        break;
    case EVENT_WAIT:
    case EVENT_BLOCK:
    case EVENT_BLOCK_END: event->wait = wait_of(reader); break;
    case EVENT_LATE:
        event->flags = (uint16_t)field_word(reader, "kind", due_names, DUE_THREAD + 1);
        event->late = late_of(reader);
        break;
    case EVENT_CHANGE: event->change = change_of(reader); break;
    case EVENT_ARM:
    case EVENT_DISARM:
    case EVENT_STRIKE: event->limit = limit_of(reader, (EventKind)event->kind); break;
    case EVENT_CANCEL: read_cancel(reader, event); break;
    case EVENT_INSIDE: event->flags = number_flag(reader, "depth"); /* fall through */
    case EVENT_RAISE:
    case EVENT_CAUGHT: event->raised = raised_of(reader); break;
    case EVENT_CHOICE: event->race = race_of(reader); break;
    case EVENT_EDGE:
        event->other = field_below(reader, reader->line, "waits_for_id",
                                   trace_task_count(reader->in->trace));
        break;
    case EVENT_CPU:
    case EVENT_WAITED: read_seconds(reader, event); break;
    case EVENT_VALUE: read_value(reader, event); break;
    case EVENT_VALUES_END:
    case EVENT_DONE:
    case EVENT_CANCELLED:
    case EVENT_LINE: break;
    default: read_told(reader, event); break;
    }
}

static bool is_everybodys(EventKind kind)
{
    return kind == EVENT_WARNING || kind == EVENT_CHANGE || kind == EVENT_CHOICE ||
           kind >= EVENT_OUTPUT;
}

/* What a clean-up printed: kept until the end has come. */
static void keep_late(Reader *reader, Event event)
{
    LatePrint print = {.event = event};
    print.event.task = task_of(reader, "id");
    print.event.text = text_of(reader, "text");
    print.event.place = read_place(reader, reader->line);
    print.name = str_copy(&reader->names, field_string(reader, reader->line, "task"));
    if (reader->fine)
        array_push(&reader->in->late, print);
}

void read_event(Reader *reader, EventKind kind, uint16_t flags)
{
    Event event = {.t = field_seconds(reader, reader->line, "t"),
                   .kind = (uint8_t)kind,
                   .flags = flags};
    if (kind == EVENT_PRINT && has_true(reader, reader->line, "late")) {
        keep_late(reader, event);
        return;
    }
    if (kind != EVENT_CREATE) {
        event.task = task_of(reader, "id");
        if (event.task == NO_TASK && !is_everybodys(kind))
            reader_wrong(reader, NULL, "\"id\" is missing: which task is it?");
    }
    event.place = read_place(reader, reader->line);
    read_payload(reader, &event);
    if (!reader->fine)
        return;
    trace_add(reader->in->trace, event);
    array_push(&reader->in->lines, reader->line->at.offset);
    if (event.t > reader->in->t)
        reader->in->t = event.t;
}
