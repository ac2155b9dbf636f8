/* `json`: Chrome's trace event format, which Perfetto and chrome://tracing open. A timeline is a
 * process, a task a thread; what a task does are complete events, wake-ups are flow arrows. */
#include "base/escape.h"
#include "base/number.h"
#include "export/export.h"

#include <stdio.h>

typedef struct Writer {
    Builder text;
    FileWriter *out;
    bool any;
    uint32_t process; /* from 1 */
} Writer;

enum {
    FLUSH_BYTES = 1 << 16,
    CALLBACK_ROW = 999999, /* behind all tasks */
    THREAD_ROW             /* worker n's */
};

static const char *const span_names[] = {
    [SPAN_READY] = "ready",   [SPAN_BLOCK] = "blocks the loop", [SPAN_SLEEP] = "sleeps",
    [SPAN_AWAIT] = "awaits",  [SPAN_THREAD] = "in a thread",
};

static const char *const mark_names[] = {
    [MARK_TICK] = "runs",     [MARK_PRINT] = "print",         [MARK_DONE] = "done",
    [MARK_FAILED] = "failed", [MARK_CANCELLED] = "cancelled", [MARK_NOTE] = "note",
    [MARK_RACE] = "race",
};

/* Microseconds, exact to the nanosecond. */
static void time_member(Writer *w, const char *key, int64_t ns)
{
    builder_printf(&w->text, ",\"%s\":%lld.%03d", key, (long long)(ns / 1000), (int)(ns % 1000));
}

static void begin(Writer *w, const char *phase, uint32_t row)
{
    if (w->text.length > FLUSH_BYTES) {
        file_put(w->out, w->text.at, w->text.length);
        builder_clear(&w->text);
    }
    builder_text(&w->text, w->any ? ",\n{" : "\n{");
    w->any = true;
    builder_printf(&w->text, "\"ph\":\"%s\",\"pid\":%u,\"tid\":%u", phase, w->process, row);
}

static void member(Writer *w, const char *key, Str value)
{
    builder_printf(&w->text, ",\"%s\":", key);
    escape_json(&w->text, value);
}

static void end(Writer *w)
{
    builder_char(&w->text, '}');
}

static void name_row(Writer *w, const char *what, uint32_t row, Str name)
{
    begin(w, "M", row);
    member(w, "name", str_of(what));
    builder_text(&w->text, ",\"args\":{\"name\":");
    escape_json(&w->text, name);
    builder_char(&w->text, '}');
    end(w);
    if (row) {
        begin(w, "M", row);
        builder_printf(&w->text, ",\"name\":\"thread_sort_index\",\"args\":{\"sort_index\":%u}", row);
        end(w);
    }
}

static void write_span(Writer *w, const Span *span, const Lane *lane, uint32_t row)
{
    begin(w, "X", row);
    member(w, "name", span_label(span).length ? span_label(span) : str_of(span_names[span->kind]));
    member(w, "cat", str_of(span_names[span->kind]));
    time_member(w, "ts", span->from.t);
    time_member(w, "dur", span->to.t - span->from.t);
    builder_text(&w->text, ",\"args\":{\"call\":");
    escape_json(&w->text, span_call(span, lane));
    builder_char(&w->text, '}');
    end(w);
}

static void write_mark(Writer *w, const Mark *mark, uint32_t row)
{
    Str text = mark_words(mark)->text;
    begin(w, "i", row);
    member(w, "name", text.length ? text : str_of(mark_names[mark->kind]));
    member(w, "cat", str_of(mark_names[mark->kind]));
    time_member(w, "ts", mark->at.t);
    builder_text(&w->text, ",\"s\":\"t\"");
    end(w);
}

static void write_arrow(Writer *w, const Arrow *arrow, size_t id)
{
    for (int arrives = 0; arrives < 2; arrives++) {
        begin(w, arrives ? "f" : "s", (arrives ? arrow->to : arrow->from) + 1);
        member(w, "name", str_of(arrow->kind == ARROW_CREATE ? "creates" : "wakes"));
        member(w, "cat", STR("arrow"));
        builder_printf(&w->text, ",\"id\":\"%u.%zu\"%s", w->process, id,
                       arrives ? ",\"bp\":\"e\"" : "");
        time_member(w, "ts", arrow->at.t);
        end(w);
    }
}

static void write_lane(Writer *w, const Timeline *timeline, const Lane *lane)
{
    uint32_t row = lane->task + 1;
    Builder name = {0};
    builder_str(&name, lane->name);
    builder_text(&name, "  ");
    builder_str(&name, lane->call);
    name_row(w, "thread_name", row, builder_view(&name));
    builder_free(&name);
    for (size_t i = 0; i < lane->spans.count; i++)
        write_span(w, &lane->spans.items[i], lane, row);
    Mark tick;
    for (size_t i = 0; i < lane->sight_count; i++)
        write_mark(w, lane_sight(timeline, lane, i, &tick), row);
}

/* What callbacks print, where any does. */
static void write_callbacks(Writer *w, const Timeline *timeline)
{
    if (timeline->loop_prints == 0)
        return;
    name_row(w, "thread_name", CALLBACK_ROW, STR("callbacks"));
    for (size_t i = 0; i < timeline->output.count; i++) {
        const OutputLine *line = &timeline->output.items[i];
        if (line->lane == NO_TASK)
            write_mark(w, &(Mark){.kind = MARK_PRINT, .at = line->at,
                                  .texts = &(MarkWords){.text = line->text}},
                       CALLBACK_ROW);
    }
}

static void write_timeline(Writer *w, const Timeline *timeline)
{
    name_row(w, "process_name", 0, timeline->title);
    for (size_t i = 0; i < timeline->lanes.count; i++)
        write_lane(w, timeline, &timeline->lanes.items[i]);
    write_callbacks(w, timeline);
    for (uint32_t worker = 0; worker < timeline->worker_count; worker++) {
        char name[32];
        snprintf(name, sizeof name, "worker %u", worker + 1);
        name_row(w, "thread_name", THREAD_ROW + worker, str_of(name));
    }
    for (size_t i = 0; i < timeline->threads.count; i++) {
        const ThreadSpan *job = &timeline->threads.items[i];
        write_span(w, &job->span, &timeline->lanes.items[job->lane], THREAD_ROW + job->worker);
    }
    for (size_t i = 0; i < timeline->arrows.count; i++)
        write_arrow(w, &timeline->arrows.items[i], i);
}

static bool write_json(const ExportJob *job, FileWriter *out, FileError *error)
{
    (void)error; /* a failed write shows when the writer commits */
    Writer w = {.out = out};
    builder_text(&w.text, "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
    for (uint32_t i = 0; i < job->lesson->timeline_count; i++) {
        w.process = i + 1;
        write_timeline(&w, job->lesson->timelines[i]);
    }
    builder_text(&w.text, "\n]}\n");
    file_put(out, w.text.at, w.text.length);
    builder_free(&w.text);
    return true;
}

const ExportFormat json_format = {
    .name = "json",
    .help = "Chrome trace events; opens in Perfetto",
    .flags = FORMAT_TEXT,
    .write = write_json,
};
