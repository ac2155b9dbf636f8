/* `verify`: the trace of a scenario's run against the trace of its export in the user's own Python,
 * line by line of what scenarios/trace.md calls plain lines. */
#include "app/commands.h"

#include "app/report.h"
#include "base/escape.h"
#include "export/export.h"
#include "steps/steps.h"

#include <string.h>

/* --- what is compared --- */

static bool begins(Str text, Str with)
{
    return text.length >= with.length && memcmp(text.at, with.at, with.length) == 0;
}

static size_t find(Str line, Str what)
{
    for (size_t i = 0; i + what.length <= line.length; i++)
        if (memcmp(line.at + i, what.at, what.length) == 0)
            return i;
    return line.length;
}

/* Without the fields that are ours to word: how a call is written, what may race, why a run is
 * stuck. */
static void comparable(Builder *out, Str line)
{
    size_t coro = find(line, STR(", \"coro\": \"")), race = find(line, STR(", \"race\": true"));
    size_t stuck = find(line, STR("\"outcome\": \"stuck\"")), end = line.length;
    if (coro < end)
        end = coro;
    if (race < end)
        end = race;
    if (stuck < end)
        end = stuck + strlen("\"outcome\": \"stuck\"");
    builder_add(out, line.at, end);
    if (stuck == line.length)
        builder_text(out, end < line.length ? "}" : "");
}

typedef struct Lines {
    Str rest;
    Str line;         /* the last one, as it is */
    Builder compared; /* and what of it counts */
} Lines;

static bool next_line(Lines *lines)
{
    do {
        const char *newline =
            lines->rest.length ? memchr(lines->rest.at, '\n', lines->rest.length) : NULL;
        builder_clear(&lines->compared);
        lines->line = (Str){0};
        if (!newline)
            return false;
        size_t length = (size_t)(newline - lines->rest.at);
        lines->line = (Str){lines->rest.at, length};
        lines->rest.at += length + 1;
        lines->rest.length -= length + 1;
        /* What a stuck run prints while it is interrupted is no part of it. */
    } while (find(lines->line, STR(", \"late\": true")) < lines->line.length);
    comparable(&lines->compared, lines->line);
    return true;
}

static bool is_limit(Str line)
{
    return find(line, STR("\"outcome\": \"limit\"")) < line.length;
}

typedef struct Comparison {
    size_t same; /* lines so far */
    bool differs;
    uint32_t timeline;
    Builder ours, theirs; /* the lines that differ; empty: none there */
} Comparison;

static void compare_timeline(Comparison *comparison, const Trace *mine, const Trace *other,
                             uint32_t index)
{
    Builder ours = {0}, theirs = {0};
    trace_json_lines(&ours, mine, index, NULL);
    if (other)
        trace_json_lines(&theirs, other, index, NULL);
    Lines a = {.rest = builder_view(&ours)}, b = {.rest = builder_view(&theirs)};
    for (;;) {
        bool more = next_line(&a), others = next_line(&b);
        if ((!more && !others) || (more && is_limit(a.line)))
            break; /* our own limits say nothing about Python */
        if (more && others &&
            str_equal(builder_view(&a.compared), builder_view(&b.compared))) {
            comparison->same++;
            continue;
        }
        comparison->differs = true;
        comparison->timeline = index;
        builder_str(&comparison->ours, a.line);
        builder_str(&comparison->theirs, b.line);
        break;
    }
    builder_free(&a.compared);
    builder_free(&b.compared);
    builder_free(&ours);
    builder_free(&theirs);
}

static void compare(Comparison *comparison, const Loaded *ours, const Loaded *theirs)
{
    uint32_t most = ours->timeline_count < theirs->timeline_count + theirs->left_out
                        ? ours->timeline_count : theirs->timeline_count;
    for (uint32_t i = 0; i < ours->timeline_count && !comparison->differs; i++)
        if (i < most || i >= theirs->timeline_count + theirs->left_out)
            compare_timeline(comparison, ours->traces[i],
                             i < theirs->timeline_count ? theirs->traces[i] : NULL, i);
}

/* --- the run in Python --- */

static Loaded *run_in_python(const Loaded *ours, const char *file, const Settings *settings,
                             Diags *diags)
{
    Builder name = {0}, text = {0};
    Listing *program = listing_make(ours->scenario, step_write, LISTING_PROGRAM);
    ExportJob job = {.lesson = &ours->lesson, .traces = ours->traces, .program = program};
    export_python(&job, &text);
    builder_printf(&name, "%s.py", file);
    Loaded *theirs = lesson_make(&(LessonRequest){.name = builder_view(&name),
                                                  .text = builder_view(&text),
                                                  .python = settings->python},
                                 diags);
    Source source = {builder_view(&name), builder_view(&text)};
    report_diags(diags, &source, settings->diagnostics);
    listing_free(program);
    builder_free(&name);
    builder_free(&text);
    return theirs;
}

/* --- what is said --- */

/* `CPython 3.11.2` is `Python 3.11.2` to everybody. */
static Str python_name(const Loaded *theirs)
{
    Str made_by = theirs->made_by;
    return begins(made_by, STR("C")) ? (Str){made_by.at + 1, made_by.length - 1} : made_by;
}

static void say_line(Builder *out, const char *who, Str line)
{
    builder_printf(out, "    %-14s ", who);
    if (line.length)
        escape_terminal(out, line);
    else
        builder_text(out, "(nothing more)");
    builder_char(out, '\n');
}

static void say_result(Builder *out, const Comparison *comparison, const Loaded *ours,
                       const Loaded *theirs, const char *file)
{
    Str python = python_name(theirs);
    escape_terminal(out, str_of(file));
    if (!comparison->differs) {
        builder_printf(out, ": the same: %zu events, ", comparison->same);
        escape_terminal(out, python);
        builder_char(out, '\n');
        return;
    }
    builder_printf(out, ": different after %zu events, in the timeline ", comparison->same);
    escape_terminal(out, ours->names[comparison->timeline].title);
    builder_text(out, "\n");
    say_line(out, "the scenario:", builder_view(&comparison->ours));
    say_line(out, "your Python:", builder_view(&comparison->theirs));
    if (find(python, STR("Python 3.14")) == python.length) {
        builder_text(out, "    ");
        escape_terminal(out, python);
        builder_text(out, " is not the CPython 3.14 that scenarios show: it may differ here\n");
    }
}

static int verify_one(const char *file, const Settings *settings, Builder *out)
{
    int exit_code;
    Loaded *ours = read_lesson(file, settings, true, &exit_code);
    if (!ours)
        return exit_code;
    Diags diags = {0};
    Loaded *theirs = NULL;
    if (ours->scenario)
        theirs = run_in_python(ours, file, settings, &diags);
    else
        report_error("%s: only a scenario can be verified", file);
    exit_code = EXIT_WRONG;
    if (theirs) {
        Comparison comparison = {0};
        compare(&comparison, ours, theirs);
        say_result(out, &comparison, ours, theirs, file);
        exit_code = comparison.differs ? EXIT_WRONG : EXIT_FINE;
        builder_free(&comparison.ours);
        builder_free(&comparison.theirs);
    }
    lesson_free(theirs);
    lesson_free(ours);
    diags_free(&diags);
    return exit_code;
}

int command_verify(const Args *args, const Settings *settings)
{
    int worst = EXIT_FINE;
    for (int i = 0; i < args->file_count; i++) {
        Builder out = {0};
        int exit_code = verify_one(args->files[i], settings, &out);
        if (out.length && !report_output(builder_view(&out)))
            exit_code = EXIT_FILE;
        worst = exit_code > worst ? exit_code : worst;
        builder_free(&out);
    }
    return worst;
}
