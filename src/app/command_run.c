/* `run`: what happens, as text. */
#include "app/commands.h"

#include "app/report.h"
#include "base/escape.h"
#include "base/number.h"
#include "view/sentences.h"

#include <string.h>
#include <unistd.h>

typedef struct Paper {
    Builder out;
    bool colour;
} Paper;

static void styled(Paper *paper, const char *code, Str text)
{
    if (paper->colour)
        builder_printf(&paper->out, "\x1b[%sm", code);
    escape_terminal(&paper->out, text);
    if (paper->colour)
        builder_text(&paper->out, "\x1b[0m");
}

static size_t time_width(int64_t t)
{
    Builder text = {0};
    time_exact(&text, t);
    size_t width = text.length;
    builder_free(&text);
    return width;
}

static void write_time(Paper *paper, int64_t t, size_t width)
{
    size_t own = time_width(t);
    builder_repeat(&paper->out, ' ', 2 + (width > own ? width - own : 0));
    time_exact(&paper->out, t);
    builder_text(&paper->out, " s  ");
}

/* The next event of `kind` from *at on, which is left behind it. */
static bool next_of(const Trace *trace, EventKind kind, size_t *at, Event *event)
{
    *at = trace_find(trace, *at, EVENT_BIT(kind));
    if (*at == trace_count(trace))
        return false;
    *event = trace_event(trace, (*at)++);
    return true;
}

static bool is_said(const Event *event)
{
    return event->kind == EVENT_PRINT ||
           (event->kind == EVENT_OUTPUT && !(event->flags & OUTPUT_ERROR));
}

static void write_output(Paper *paper, const Trace *trace, size_t width)
{
    const uint64_t kinds = EVENT_BIT(EVENT_PRINT) | EVENT_BIT(EVENT_OUTPUT);
    size_t count = trace_count(trace);
    for (size_t at = 0; (at = trace_find(trace, at, kinds)) < count; at++) {
        Event event = trace_event(trace, at);
        if (!is_said(&event))
            continue;
        write_time(paper, event.t, width);
        escape_terminal(&paper->out, trace_text(trace, event.text));
        builder_char(&paper->out, '\n');
    }
}

/* What the program printed before, between and after its timelines. */
static void write_outside(Paper *paper, Str text)
{
    if (!text.length)
        return;
    builder_char(&paper->out, '\n');
    styled(paper, "1", STR("Outside of the timelines"));
    builder_char(&paper->out, '\n');
    while (text.length) {
        const char *newline = memchr(text.at, '\n', text.length);
        size_t end = newline ? (size_t)(newline - text.at) : text.length;
        builder_text(&paper->out, "  ");
        escape_terminal(&paper->out, (Str){text.at, end});
        builder_char(&paper->out, '\n');
        end += newline != NULL;
        text = (Str){text.at + end, text.length - end};
    }
}

static void write_ending(Paper *paper, const Trace *trace)
{
    static const char *const words[] = {[OUTCOME_ERROR] = "error",
                                        [OUTCOME_STUCK] = "stuck",
                                        [OUTCOME_LIMIT] = "limit",
                                        [OUTCOME_UNTIL] = "until"};
    Ending ending = trace_ending(trace);
    if (ending.outcome != OUTCOME_DONE) {
        builder_text(&paper->out, "  ");
        styled(paper, ending.outcome == OUTCOME_UNTIL ? "1;36" : "1;31",
               str_of(words[ending.outcome]));
        builder_text(&paper->out, ": ");
        escape_terminal(&paper->out, ending.text);
        builder_char(&paper->out, '\n');
    }
    Event event;
    for (size_t at = 0; next_of(trace, EVENT_WARNING, &at, &event);) {
        builder_text(&paper->out, "  ");
        styled(paper, "33", STR("warning"));
        builder_text(&paper->out, ": ");
        escape_terminal(&paper->out, trace_text(trace, event.text));
        builder_char(&paper->out, '\n');
    }
}

static void write_total(Paper *paper, const Loaded *loaded, uint32_t index, size_t width)
{
    Ending baseline = trace_ending(loaded->traces[0]), own = trace_ending(loaded->traces[index]);
    write_time(paper, own.t, width);
    styled(paper, "1", STR("total"));
    if (index && endings_compare(&baseline, &own)) {
        builder_text(&paper->out, ", ");
        say_saving(&paper->out, baseline.t, own.t);
    }
    builder_char(&paper->out, '\n');
}

static void write_timeline(Paper *paper, const Loaded *loaded, uint32_t index)
{
    const Trace *trace = loaded->traces[index];
    const TimelineName *name = &loaded->names[index];
    size_t width = time_width(trace_ending(trace).t);
    Event event;
    for (size_t at = 0; next_of(trace, EVENT_PRINT, &at, &event);) {
        size_t own = time_width(event.t);
        width = own > width ? own : width;
    }
    styled(paper, "1", name->title);
    if (!str_equal(name->title, name->call)) {
        builder_text(&paper->out, "  ");
        styled(paper, "2", name->call);
    }
    builder_char(&paper->out, '\n');
    write_output(paper, trace, width);
    write_ending(paper, trace);
    write_total(paper, loaded, index, width);
}

int command_run(const Args *args, const Settings *settings)
{
    int exit_code;
    Loaded *loaded = read_lesson(args->files[0], settings, false, &exit_code);
    if (!loaded)
        return exit_code;
    Paper paper = {.colour = report_colour(STDOUT_FILENO)};
    for (uint32_t i = 0; i < loaded->timeline_count; i++) {
        if (i)
            builder_char(&paper.out, '\n');
        write_timeline(&paper, loaded, i);
        Outcome outcome = trace_ending(loaded->traces[i]).outcome;
        if (outcome != OUTCOME_DONE && outcome != OUTCOME_UNTIL)
            exit_code = EXIT_WRONG;
    }
    write_outside(&paper, loaded->outside);
    if (loaded->told.length || loaded->exit_code)
        exit_code = EXIT_WRONG;
    if (!report_output(builder_view(&paper.out)))
        exit_code = EXIT_FILE;
    builder_free(&paper.out);
    lesson_free(loaded);
    return exit_code;
}
