/* Reading a recording, line by line. Whoever recorded may be hostile, or may have been killed: each
 * line is checked by itself, then each trace as a whole by trace_check. */
#include "trace/reader.h"

#include "base/budget.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/number.h"

#include <string.h>

enum { MOST_MISTAKES = 20 };

/* --- the end of a timeline --- */

static uint32_t late_task(Trace *trace, const LatePrint *print, size_t known)
{
    if (print->event.task < known &&
        str_equal(trace_task(trace, print->event.task).name, print->name))
        return print->event.task;
    return trace_add_task(trace,
                          (TraceTask){.name = print->name, .call = STR(""), .maker = NO_TASK});
}

static void add_late(Reading *reading, int64_t end)
{
    Trace *trace = reading->trace;
    size_t known = trace_task_count(trace);
    trace_begin_late(trace);
    for (size_t i = 0; i < reading->late.count; i++) {
        Event event = reading->late.items[i].event;
        event.task = late_task(trace, &reading->late.items[i], known);
        trace_add(trace, event);
    }
    trace_end_late(trace, end);
}

static void end_timeline(Reading *reading, Event end, Str text, uint32_t line)
{
    end.task = NO_TASK;
    end.kind = EVENT_END;
    end.text = trace_intern(reading->trace, text);
    trace_add(reading->trace, end);
    array_push(&reading->lines, line);
    reading->ended = true;
}

static void read_outcome(Reader *reader)
{
    const LineValue *line = reader->line;
    Event end = {.t = field_seconds(reader, line, "t")};
    Str text;
    int64_t closed = end.t;
    end.flags = (uint16_t)field_word(reader, "outcome", outcome_names, OUTCOME_UNTIL + 1);
    has_string(reader, line, "text", &text);
    if (end.flags == OUTCOME_STUCK && line_member(line, "stuck_at"))
        end.t = field_seconds(reader, line, "stuck_at");
    if (!reader->fine)
        return;
    end_timeline(reader->in, end, text, line->at.offset);
    if (end.flags == OUTCOME_STUCK)
        add_late(reader->in, closed);
}

static void break_off(Reader *reader, Str why)
{
    for (size_t i = 0; i < reader->readings.count; i++) {
        Reading *reading = &reader->readings.items[i];
        if (!reading->ended)
            end_timeline(reading, (Event){.t = reading->t, .flags = OUTCOME_LIMIT},
                         why,
                         (uint32_t)reader->source.text.length);
    }
}

/* --- lines that are no event --- */

static Str keep(Reader *reader, const char *key, bool needed)
{
    Str text;
    if (needed)
        text = field_string(reader, reader->line, key);
    else
        has_string(reader, reader->line, key, &text);
    return str_copy(&reader->recording->arena, text);
}

static void read_head(Reader *reader)
{
    static const char *const clocks[] = {"virtual", "real"};
    Recording *recording = reader->recording;
    const LineValue *version = line_member(reader->line, "version");
    if (field_integer(reader, reader->line, "version") > RECORDING_VERSION)
        reader_wrong(reader, version, "this trace was made for a newer version of this program");
    recording->made_by = keep(reader, "made_by", true);
    recording->clock = (TraceClock)field_word(reader, "clock", clocks, 2);
    recording->file = keep(reader, "file", false);
    recording->title = keep(reader, "title", false);
    recording->description = keep(reader, "description", false);
    recording->unit = keep(reader, "unit", false);
    if (line_member(reader->line, "length"))
        recording->play_length = (double)field_seconds(reader, reader->line, "length") / 1e9;
}

static void read_timeline(Reader *reader)
{
    RecordedTimeline *timeline = array_add(&reader->recording->timelines);
    *timeline = (RecordedTimeline){.title = keep(reader, "title", true),
                                   .description = keep(reader, "description", false),
                                   .call = keep(reader, "call", true),
                                   .trace = trace_new()};
    const LineValue *main = line_member(reader->line, "main");
    if (main && main->kind == LINE_FALSE)
        trace_set_mainless(timeline->trace);
    trace_intern(timeline->trace, STR(""));
    array_push(&reader->readings, (Reading){.trace = timeline->trace});
}

static void read_source(Reader *reader)
{
    RecordedSource *source = array_add(&reader->recording->sources);
    *source = (RecordedSource){.file = keep(reader, "file", true),
                               .text = keep(reader, "text", true)};
}

static void read_outside(Reader *reader)
{
    static const char *const streams[] = {"stdout", "stderr"};
    RecordedOutput *output = array_add(&reader->recording->outside);
    *output = (RecordedOutput){.text = keep(reader, "text", true),
                               .error = field_word(reader, "stream", streams, 2) == 1,
                               .open = has_true(reader, reader->line, "open")};
}

static void read_exit(Reader *reader)
{
    Recording *recording = reader->recording;
    if (recording->exit.known)
        reader_wrong(reader, NULL, "the program has ended already");
    recording->exit.known = true;
    recording->exit.code = field_integer(reader, reader->line, "code");
    recording->exit.how = keep(reader, "how", true);
    recording->exit.text = keep(reader, "text", false);
    has_below(reader, reader->line, "line", UINT32_MAX, &recording->exit.line);
    has_below(reader, reader->line, "cell", UINT32_MAX, &recording->exit.cell);
    has_below(reader, reader->line, "cell_line", UINT32_MAX, &recording->exit.cell_line);
    has_below(reader, reader->line, "timelines", UINT32_MAX, &recording->exit.ran);
}

/* --- lines --- */

static bool find_timeline(Reader *reader, bool declares)
{
    size_t known = reader->readings.count;
    uint32_t index = field_below(reader, reader->line, "timeline", RECORDING_MAX_TIMELINES);
    if (!reader->fine)
        return false;
    if (declares ? index != known : index >= known) {
        reader_wrong(reader, line_member(reader->line, "timeline"),
                     declares ? "timelines are numbered 0, 1, 2 ... as they come"
                              : "this timeline has not been declared");
        return false;
    }
    reader->in = declares ? NULL : &reader->readings.items[index];
    if (!declares && reader->in->ended)
        reader_wrong(reader, NULL, "this timeline is over");
    return reader->fine;
}

static bool find_event(Str name, EventKind *kind, uint16_t *flags)
{
    for (int i = 0; i < CHANGE_KINDS; i++)
        if (str_is(name, change_names[i])) {
            *kind = EVENT_CHANGE;
            *flags = (uint16_t)i;
            return true;
        }
    for (int i = 0; i < EVENT_KINDS; i++)
        if (i != EVENT_CHANGE && str_is(name, event_names[i])) {
            *kind = (EventKind)i;
            return true;
        }
    return false;
}

static void unknown_event(Reader *reader, Str name)
{
    const char *known[EVENT_KINDS + CHANGE_KINDS];
    for (int i = 0; i < EVENT_KINDS; i++)
        known[i] = event_names[i];
    for (int i = 0; i < CHANGE_KINDS; i++)
        known[EVENT_KINDS + i] = change_names[i];
    const char *nearest = nearest_name(name, known, EVENT_KINDS + CHANGE_KINDS);
    const LineValue *value = line_member(reader->line, "event");
    if (nearest)
        reader_wrong(reader, value, "a trace has no such event; did you mean \"%s\"?", nearest);
    else
        reader_wrong(reader, value, "a trace has no such event");
}

static void read_line(Reader *reader)
{
    Str name = field_string(reader, reader->line, "event");
    EventKind kind;
    uint16_t flags = 0;
    if (!reader->fine)
        return;
    if (str_is(name, "source")) {
        read_source(reader);
    } else if (str_is(name, "exit")) {
        read_exit(reader);
    } else if (str_is(name, "output") && !line_member(reader->line, "timeline")) {
        read_outside(reader);
    } else if (str_is(name, "timeline")) {
        if (find_timeline(reader, true))
            read_timeline(reader);
    } else if (str_is(name, "place") || str_is(name, "object")) {
        if (find_timeline(reader, false))
            (str_is(name, "place") ? read_declared_place : read_declared_object)(reader);
    } else if (!find_event(name, &kind, &flags)) {
        unknown_event(reader, name);
    } else if (find_timeline(reader, false)) {
        if (kind == EVENT_END)
            read_outcome(reader);
        else
            read_event(reader, kind, flags);
    }
}

/* The first line says what this is; a trace without it has only the contract's lines. */
static bool begins_with_head(Reader *reader)
{
    Str name;
    has_string(reader, reader->line, "event", &name);
    if (str_is(name, "trace"))
        return true;
    reader_wrong(reader, NULL, "a recorded trace begins with {\"event\": \"trace\", \"version\": "
                               "1, ...}: write it with trace --all");
    return false;
}

/* A killed program leaves half a line behind. */
static bool is_cut(const Reader *reader, Place at)
{
    return (size_t)at.offset + at.length == reader->source.text.length && reader->readings.count;
}

/* Lines that number themselves are all there, and nobody wrote between them. */
static bool in_order(Reader *reader)
{
    uint32_t number;
    if (!has_below(reader, reader->line, "n", UINT32_MAX, &number))
        return reader->fine;
    if (number != reader->lines)
        reader_wrong(reader, line_member(reader->line, "n"),
                     "this line should be number %u: lines are missing, or were put in between",
                     reader->lines);
    reader->lines++;
    return reader->fine;
}

/* False where reading can't go on. */
static bool take_line(Reader *reader, Place at, bool first)
{
    Diags unused = {0};
    bool cut = is_cut(reader, at);
    reader->fine = true;
    if (at.length > RECORDING_MAX_LINE) {
        diag_error(reader->diags, (Place){at.offset, 1}, "a line has at most %d MB",
                   RECORDING_MAX_LINE / 1024 / 1024);
        return false;
    }
    arena_reset(&reader->scratch);
    reader->line = json_line(&reader->scratch, &reader->source, at, cut ? &unused : reader->diags);
    diags_free(&unused);
    if (!reader->line)
        return false;
    if (reader->line->kind != LINE_OBJECT) {
        reader_wrong(reader, NULL, "a line of a trace is an object: {\"event\": ...}");
        return false;
    }
    if (first && !begins_with_head(reader))
        return false;
    if (!in_order(reader))
        return false;
    if (first)
        read_head(reader);
    else
        read_line(reader);
    return reader->diags->errors < MOST_MISTAKES;
}

/* The next line's place; false where it has not come as a whole. One that is too long need not. */
static bool find_line(const RecordingStream *stream, size_t from, Place *at)
{
    size_t left = stream->text.length - from;
    const char *newline = left ? memchr(stream->text.at + from, '\n', left) : NULL;
    *at = (Place){(uint32_t)from,
                  newline ? (uint32_t)(newline - (stream->text.at + from)) : (uint32_t)left};
    return left && (newline || stream->whole || left > RECORDING_MAX_LINE);
}

/* The mark that some editors and shells put before the first line says nothing. */
static void skip_mark(const Reader *reader, Place *at)
{
    static const Str mark = {"\xEF\xBB\xBF", 3};
    if (at->length < mark.length ||
        memcmp(reader->source.text.at + at->offset, mark.at, mark.length) != 0)
        return;
    at->offset += (uint32_t)mark.length;
    at->length -= (uint32_t)mark.length;
}

/* Up to the end of what has come; *at stays behind the last line that was read. */
static void read_lines(Reader *reader, const RecordingStream *stream, size_t *at, uint64_t *budget)
{
    enum { BYTES_A_UNIT = 16, LEAST_OF_A_LINE = 4 };
    Place place;
    reader->source.text = stream->text;
    while (*budget && !reader->over && find_line(stream, *at, &place)) {
        size_t end = *at + place.length + 1;
        *at = end < stream->text.length ? end : stream->text.length;
        budget_spend(budget, LEAST_OF_A_LINE + place.length / BYTES_A_UNIT);
        if (!reader->has_head)
            skip_mark(reader, &place);
        if (place.length == 0)
            continue;
        reader->over = !take_line(reader, place, !reader->has_head);
        reader->has_head = true;
    }
}

static void end_lines(Reader *reader, Str why)
{
    reader->over = true;
    if (reader->diags->errors == reader->errors && reader->readings.count == 0 &&
        !reader->recording->exit.known)
        diag_error(reader->diags, (Place){0, 1}, "this trace has no timeline");
    if (reader->diags->errors == reader->errors)
        break_off(reader, why);
}

/* The traces as wholes, one after the other. True when all are looked at. */
static bool check_on(Reader *reader, uint64_t *budget)
{
    while (reader->checked < reader->readings.count && *budget) {
        Reading *reading = &reader->readings.items[reader->checked];
        size_t event;
        if (!reader->check)
            reader->check = trace_check_begin(reading->trace, &reader->breach);
        CheckProgress progress = trace_check_advance(reader->check, budget, &event);
        if (progress == CHECK_GOES_ON)
            return false;
        if (progress == CHECK_BREACH) {
            uint32_t line = event < reading->lines.count ? reading->lines.items[event] : 0;
            diag_error(reader->diags, (Place){line, 1}, "this can't have happened: %s",
                       reader->breach.at);
            return true;
        }
        trace_check_end(reader->check);
        reader->check = NULL;
        reader->checked++;
    }
    return reader->checked == reader->readings.count;
}

RecordingReader *recording_begin(Str name, Diags *diags)
{
    Reader *reader = mem_new(sizeof *reader);
    *reader = (Reader){.recording = mem_new(sizeof(Recording)),
                       .diags = diags,
                       .errors = diags->errors};
    reader->source.name = str_copy(&reader->names, name);
    return reader;
}

static bool is_wrong(const Reader *reader)
{
    return reader->diags->errors > reader->errors;
}

RecordingProgress recording_advance(RecordingReader *reader, const RecordingStream *stream,
                                    size_t *at, uint64_t *budget)
{
    if (!reader->over) {
        read_lines(reader, stream, at, budget);
        if (!reader->over && *budget == 0)
            return RECORDING_GOES_ON;
        if (!reader->over && !stream->whole)
            return RECORDING_WAITS;
        end_lines(reader, stream->why);
    }
    if (is_wrong(reader))
        return RECORDING_WRONG;
    if (!check_on(reader, budget))
        return RECORDING_GOES_ON;
    return is_wrong(reader) ? RECORDING_WRONG : RECORDING_READ;
}

bool recording_began(const RecordingReader *reader)
{
    return reader->readings.count > 0;
}

Recording *recording_end(RecordingReader *reader)
{
    if (!reader)
        return NULL;
    Recording *recording = reader->recording;
    if (is_wrong(reader) || !reader->over || reader->checked < reader->readings.count) {
        recording_free(recording);
        recording = NULL;
    }
    for (size_t i = 0; i < reader->readings.count; i++) {
        array_free(&reader->readings.items[i].lines);
        array_free(&reader->readings.items[i].late);
    }
    array_free(&reader->readings);
    arena_free(&reader->scratch);
    arena_free(&reader->names);
    trace_check_end(reader->check);
    builder_free(&reader->breach);
    mem_free(reader);
    return recording;
}

Recording *recording_read(Str name, Str text, Diags *diags)
{
    RecordingStream stream = {text, true, STR("the recording breaks off here")};
    uint64_t budget = BUDGET_ALL;
    size_t at = 0;
    if (text.length > RECORDING_MAX_BYTES) {
        diag_error(diags, (Place){0, 1}, "a trace has at most %d MB",
                   RECORDING_MAX_BYTES / 1024 / 1024);
        return NULL;
    }
    Reader *reader = recording_begin(name, diags);
    recording_advance(reader, &stream, &at, &budget);
    return recording_end(reader);
}

void recording_free(Recording *recording)
{
    if (!recording)
        return;
    for (size_t i = 0; i < recording->timelines.count; i++)
        trace_free(recording->timelines.items[i].trace);
    array_free(&recording->timelines);
    array_free(&recording->sources);
    array_free(&recording->outside);
    arena_free(&recording->arena);
    mem_free(recording);
}
