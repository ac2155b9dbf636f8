/* `run`: what happens, as text. */
#include "app/commands.h"

#include "app/report.h"
#include "base/escape.h"
#include "base/number.h"
#include "lesson/faults.h"
#include "view/sentences.h"

#include <string.h>
#include <unistd.h>

typedef struct Paper {
    Builder out;
    bool colour;
} Paper;

#define EVENTS_OUTPUT (EVENT_BIT(EVENT_PRINT) | EVENT_BIT(EVENT_OUTPUT))

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

static void write_output(Paper *paper, const Trace *trace, size_t width)
{
    size_t count = trace_count(trace);
    for (size_t at = 0; (at = trace_find(trace, at, EVENTS_OUTPUT)) < count; at++) {
        Event event = trace_event(trace, at);
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

/* `file:line:column: note: at 1.0 s in Task-2: ...`, the line, and the caret below it. */
static void write_place(Paper *paper, const Loaded *loaded, const Fault *fault, size_t indent)
{
    Builder words = {0}, told = {0};
    Diags diags = {0};
    fault_words(&words, fault);
    if (loaded->scenario && fault->place.line) {
        Source source = lesson_source(loaded);
        diag_note(&diags, (Place){fault->place.offset, fault->place.length}, "%s",
                  words.at ? words.at : "here");
        diags_render(&diags, &source, DIAG_HUMAN, false, &told);
    } else if (words.length) {
        escape_terminal(&told, builder_view(&words));
        builder_char(&told, '\n');
    }
    for (size_t i = 0; i < told.length; i++) {
        if (i == 0 || told.at[i - 1] == '\n')
            builder_repeat(&paper->out, ' ', indent);
        builder_char(&paper->out, told.at[i]);
    }
    diags_free(&diags);
    builder_free(&words);
    builder_free(&told);
}

static void write_faults(Paper *paper, const Loaded *loaded, uint32_t index)
{
    Arena arena = {0};
    Faults faults = {0};
    lesson_faults(loaded, index, &arena, &faults);
    for (size_t i = 0; i < faults.count; i++) {
        size_t indent = 4 + 2 * (size_t)faults.items[i].depth;
        if (i) {
            builder_repeat(&paper->out, ' ', indent);
            builder_text(&paper->out, "inside: ");
            escape_terminal(&paper->out, faults.items[i].text);
            builder_char(&paper->out, '\n');
        }
        write_place(paper, loaded, &faults.items[i], indent + (i ? 2 : 0));
    }
    array_free(&faults);
    arena_free(&arena);
}

static void write_warnings(Paper *paper, const Loaded *loaded, uint32_t index)
{
    Arena arena = {0};
    Faults warnings = {0};
    lesson_warnings(loaded, index, &arena, &warnings);
    for (size_t i = 0; i < warnings.count; i++) {
        builder_text(&paper->out, "  ");
        styled(paper, "33", STR("warning"));
        builder_text(&paper->out, ": ");
        escape_terminal(&paper->out, warnings.items[i].text);
        builder_char(&paper->out, '\n');
        if (warnings.items[i].place.line)
            write_place(paper, loaded, &warnings.items[i], 4);
    }
    array_free(&warnings);
    arena_free(&arena);
}

static void write_ending(Paper *paper, const Loaded *loaded, uint32_t index)
{
    const Trace *trace = loaded->traces[index];
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
    write_faults(paper, loaded, index);
    write_warnings(paper, loaded, index);
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
    write_ending(paper, loaded, index);
    write_total(paper, loaded, index, width);
}

int command_run(const Args *args, const Settings *settings)
{
    int exit_code;
    Settings own = *settings;
    own.sim.kinds = EVENTS_OUTPUT | EVENTS_FAULTS;
    Loaded *loaded = read_lesson(args->files[0], &own, false, &exit_code);
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
