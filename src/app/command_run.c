/* `run`, `check` and `trace`: what happens, as text. */
#include "app/commands.h"

#include "app/report.h"
#include "base/escape.h"
#include "base/number.h"

#include <unistd.h>

static Loaded *load(const char *file, const Settings *settings, int *exit_code)
{
    LoadFile request = {
        .file = file, .diagnostics = settings->diagnostics, .options = &settings->sim};
    return load_file(&request, exit_code);
}

/* --- run --- */

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

static void write_output(Paper *paper, const Timeline *timeline, size_t width)
{
    for (size_t i = 0; i < timeline->output.count; i++) {
        const OutputLine *line = &timeline->output.items[i];
        write_time(paper, line->at.t, width);
        escape_terminal(&paper->out, line->text);
        builder_char(&paper->out, '\n');
    }
}

static void write_ending(Paper *paper, const Timeline *timeline)
{
    static const char *const words[] = {[OUTCOME_ERROR] = "error",
                                        [OUTCOME_STUCK] = "stuck",
                                        [OUTCOME_LIMIT] = "limit"};
    if (timeline->outcome != OUTCOME_DONE) {
        builder_text(&paper->out, "  ");
        styled(paper, "1;31", str_of(words[timeline->outcome]));
        builder_text(&paper->out, ": ");
        escape_terminal(&paper->out, timeline->outcome_text);
        builder_char(&paper->out, '\n');
    }
    for (size_t i = 0; i < timeline->warnings.count; i++) {
        builder_text(&paper->out, "  ");
        styled(paper, "33", STR("warning"));
        builder_text(&paper->out, ": ");
        escape_terminal(&paper->out, timeline->warnings.items[i]);
        builder_char(&paper->out, '\n');
    }
}

static void write_total(Paper *paper, const Lesson *lesson, const Timeline *timeline, size_t width)
{
    const Timeline *baseline = lesson->timelines[0];
    write_time(paper, timeline->end, width);
    styled(paper, "1", STR("total"));
    if (saving_tells(baseline, timeline)) {
        builder_text(&paper->out, ", ");
        saving_words(&paper->out, baseline->end, timeline->end);
    }
    builder_char(&paper->out, '\n');
}

static void write_timeline(Paper *paper, const Lesson *lesson, const Timeline *timeline)
{
    size_t width = time_width(timeline->end);
    for (size_t i = 0; i < timeline->output.count; i++) {
        size_t own = time_width(timeline->output.items[i].at.t);
        width = own > width ? own : width;
    }
    styled(paper, "1", timeline->title);
    if (!str_equal(timeline->title, timeline->call)) {
        builder_text(&paper->out, "  ");
        styled(paper, "2", timeline->call);
    }
    builder_char(&paper->out, '\n');
    write_output(paper, timeline, width);
    write_ending(paper, timeline);
    write_total(paper, lesson, timeline, width);
}

int command_run(const Args *args, const Settings *settings)
{
    int exit_code;
    Loaded *loaded = load(args->files[0], settings, &exit_code);
    if (!loaded)
        return exit_code;
    Paper paper = {.colour = report_colour(STDOUT_FILENO)};
    for (uint32_t i = 0; i < loaded->lesson.timeline_count; i++) {
        if (i)
            builder_char(&paper.out, '\n');
        write_timeline(&paper, &loaded->lesson, loaded->timelines[i]);
        if (loaded->timelines[i]->outcome != OUTCOME_DONE)
            exit_code = EXIT_WRONG;
    }
    if (!report_output(builder_view(&paper.out)))
        exit_code = EXIT_FILE;
    builder_free(&paper.out);
    load_free(loaded);
    return exit_code;
}

/* --- check --- */

static int check_one(const char *file, const Settings *settings)
{
    int exit_code;
    Loaded *loaded = load(file, settings, &exit_code);
    if (!loaded)
        return exit_code;
    Diags hints = {0};
    load_hint_races(loaded, &hints);
    report_diags(&hints, &loaded->scenario->source, settings->diagnostics);
    diags_free(&hints);
    load_free(loaded);
    return EXIT_FINE;
}

int command_check(const Args *args, const Settings *settings)
{
    int worst = EXIT_FINE;
    for (int i = 0; i < args->file_count; i++) {
        int exit_code = check_one(args->files[i], settings);
        worst = exit_code > worst ? exit_code : worst;
    }
    return worst;
}

/* --- trace --- */

static bool write_traces(const Loaded *loaded, FileError *error)
{
    Builder out = {0};
    FileWriter *writer = file_begin("-", error);
    if (!writer)
        return false;
    for (uint32_t i = 0; i < loaded->lesson.timeline_count; i++) {
        builder_clear(&out);
        trace_json_lines(&out, loaded->traces[i], i);
        file_put(writer, out.at, out.length);
    }
    builder_free(&out);
    return file_commit(writer, error);
}

int command_trace(const Args *args, const Settings *settings)
{
    int exit_code;
    FileError error;
    Loaded *loaded = load(args->files[0], settings, &exit_code);
    if (!loaded)
        return exit_code;
    if (!write_traces(loaded, &error)) {
        report_error("%s", error.text);
        exit_code = EXIT_FILE;
    }
    load_free(loaded);
    return exit_code;
}
