/* `export`: one or many FILEs, each loaded once and written to every target (targets.h). What fails
 * is named, and the rest goes on; the exit code tells. */
#include "app/commands.h"

#include "app/progress.h"
#include "player/places.h"
#include "app/report.h"
#include "app/told.h"
#include "base/undo.h"
#include "steps/steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A target's document that takes pages from all FILEs, while it is open. */
typedef struct Open {
    FileWriter *writer;
    ExportDocument *document;
    const Lesson *lesson; /* of the last page: each one's first is listed by its title */
    bool failed;
} Open;

typedef struct Export {
    Arena arena;
    const Args *args;
    const Settings *settings;
    ExportTargets targets;
    Open *open; /* one a target */
    const Lesson *ghost; /* of the FILE at hand: its run without --set, where that is shown */
    Fonts *fonts;
    Progress progress;
} Export;

/* --- one picture, film or text --- */

/* A file that could not be written says so itself, better than the format that met it. A picture
 * that is not as it should be is none. */
static bool end_file(const Export *export, FileWriter *writer, bool whole, FileError *error)
{
    const char *wrong = export->fonts ? fonts_wrong(export->fonts) : NULL;
    if (wrong)
        snprintf(error->text, sizeof error->text, "%s", wrong);
    if ((whole && !wrong) || file_failed(writer))
        return file_commit(writer, error);
    file_abandon(writer);
    return false;
}

static int write_one(Export *export, const ExportTarget *target, const ExportJob *job,
                     const char *out)
{
    FileError error;
    FileWriter *writer = file_begin(out, &error);
    bool fine = writer != NULL;
    progress_begin(&export->progress);
    if (writer)
        fine = end_file(export, writer, target->format->write(job, writer, &error), &error);
    progress_end(&export->progress);
    if (!fine)
        report_error("%s", error.text);
    return fine ? EXIT_FINE : EXIT_FILE;
}

/* --- documents of many pages --- */

static int add_page(const ExportTarget *target, Open *open, const ExportJob *job, const char *out)
{
    FileError error;
    if (!open->writer && !open->failed) {
        open->writer = file_begin(out, &error);
        open->failed = !open->writer;
        if (open->failed)
            report_error("%s", error.text);
        else
            open->document = target->format->begin(job, open->writer);
    }
    if (open->document)
        target->format->page(open->document, job,
                             open->lesson == job->lesson ? (Str){0} : job->lesson->title);
    open->lesson = job->lesson;
    return open->failed ? EXIT_FILE : EXIT_FINE;
}

static int end_document(const Export *export, const ExportTarget *target, Open *open)
{
    FileError error;
    if (!open->document)
        return EXIT_FINE;
    bool whole = target->format->end(open->document, &error);
    bool fine = end_file(export, open->writer, whole, &error);
    if (!fine)
        report_error("%s", error.text);
    *open = (Open){0};
    return fine ? EXIT_FINE : EXIT_FILE;
}

/* --- every step --- */

static int write_steps(Export *export, const ExportTarget *target, ExportJob *job, const char *out,
                       Open *open)
{
    Arena arena = {0};
    Teaching teaching = {0};
    size_t count = export_teaching(job, &arena, &teaching);
    const char *ending = target_extension(out);
    size_t stem = strlen(out) - (ending ? strlen(ending) + 1 : 0);
    int digits = snprintf(NULL, 0, "%zu", count), exit_code = EXIT_FINE;
    Moment end = lesson_end(job->lesson);
    job->is_step = true;
    for (size_t i = 0; i < count && exit_code == EXIT_FINE; i++) {
        export_tell(job, &teaching.items[i]);
        job->view.show_playhead = moment_compare(job->at, end) < 0;
        if (target->format->begin) {
            exit_code = add_page(target, open, job, out);
            continue;
        }
        const char *path = arena_printf(&arena, "%.*s-%0*zu%s%s", (int)stem, out,
                                        digits < 2 ? 2 : digits, i + 1, ending ? "." : "",
                                        ending ? ending : "");
        exit_code = write_one(export, target, job, path);
    }
    array_free(&teaching);
    arena_free(&arena);
    return exit_code;
}

/* --- one FILE --- */

/* A page of paper is laid out as wide as a picture is by itself. */
static void set_paper(ExportJob *job, PaperSize paper)
{
    static const float points[][2] = {
        [PAPER_16_9] = {960, 540}, [PAPER_4_3] = {720, 540}, [PAPER_A4] = {842, 595}};
    if (paper == PAPER_NONE)
        return;
    job->paper_width = points[paper][0];
    job->paper_height = points[paper][1];
    job->view.height = (int)((float)job->view.width * job->paper_height / job->paper_width + 0.5f);
    job->view.natural = false;
}

static int write_target(Export *export, size_t number, ExportJob job, const char *file)
{
    const ExportTarget *target = &export->targets.items[number];
    const char *out = target_file(target, file, &export->arena);
    Open own = {0}, *open = target->is_document ? &export->open[number] : &own;
    bool pages = target->format->begin != NULL;
    if (pages)
        set_paper(&job, export->settings->paper);
    int exit_code;
    if (args_has(export->args, OPTION_STEPS) && target->format->flags & FORMAT_PICTURE &&
        !target_plays(target, export->args))
        exit_code = write_steps(export, target, &job, out, open);
    else if (pages)
        exit_code = add_page(target, open, &job, out);
    else
        exit_code = write_one(export, target, &job, out);
    int ended = end_document(export, target, &own);
    return ended > exit_code ? ended : exit_code;
}

/* An instant past the end is a slip, not the end. */
static bool check_at(const Settings *settings, const Lesson *lesson)
{
    Moment end = lesson_end(lesson);
    if (settings->at_end || settings->at <= end.t)
        return true;
    report_usage("--at: the run%s%.*s is over at %.9g s", lesson->title.length ? " of " : "",
                 (int)lesson->title.length, lesson->title.at, (double)end.t / 1e9);
    return false;
}

/* As --size allows. */
static int highest(int width)
{
    int most = (1 << 27) / width;
    return most < 16384 ? most : 16384;
}

/* As a page has it, where no Python is run: a lesson that was is a trace there. */
static const char *file_name(const char *file, Arena *arena)
{
    const char *stem = places_stem(arena, file);
    Str name = str_of(file);
    bool is_trace = !lesson_is_scenario(name, (Str){0});
    size_t length = strlen(stem);
    if (is_trace && length > 6 && strcmp(stem + length - 6, ".jsonl") == 0)
        return stem;
    return arena_printf(arena, "%s.json%s", stem, is_trace ? "l" : "");
}

static int export_loaded(Export *export, const Loaded *loaded, const char *file)
{
    const Settings *settings = export->settings;
    ExportJob job = {.lesson = &loaded->lesson,
                     .traces = loaded->traces,
                     .name = file_name(file, &export->arena),
                     .portable = lesson_portable(loaded),
                     .page = places_page(&export->arena),
                     .at = settings_moment(settings, &loaded->lesson),
                     .fonts = export->fonts,
                     .measure = export->fonts ? fonts_measure(export->fonts) : measure_fixed,
                     .fps = settings->fps,
                     .length = settings->length,
                     .outlines = args_has(export->args, OPTION_OUTLINES),
                     .embed_fonts = args_has(export->args, OPTION_EMBED_FONTS) &&
                                    !args_has(export->args, OPTION_OUTLINES),
                     .animate = args_has(export->args, OPTION_ANIMATE),
                     .once = args_has(export->args, OPTION_ONCE),
                     .fragments = args_has(export->args, OPTION_FRAGMENTS),
                     .ascii = args_has(export->args, OPTION_ASCII),
                     .loops = settings->loops,
                     .columns = settings->columns,
                     .progress = progress_show,
                     .progress_context = &export->progress};
    if (!view_from_settings(settings, loaded, &job.view) || !check_at(settings, &loaded->lesson))
        return EXIT_USAGE;
    job.view.ghost = export->ghost;
    if (settings->step ? !told_take(&job, settings->step)
                       : !told_fits(&job, &export->targets, export->args))
        return EXIT_USAGE;
    if (settings->auto_height) {
        job.view.natural = true;
        job.view.height = view_height(job.lesson, lesson_end(job.lesson), &job.view, &job.measure,
                                      highest(job.view.width));
    }
    Listing *program = NULL;
    if (loaded->scenario)
        program = listing_make(loaded->scenario, step_write, LISTING_PROGRAM);
    job.program = program;
    int worst = EXIT_FINE;
    for (size_t i = 0; i < export->targets.count; i++) {
        int exit_code = write_target(export, i, job, file);
        worst = exit_code > worst ? exit_code : worst;
    }
    listing_free(program);
    return worst;
}

static int export_file(Export *export, const char *file)
{
    int exit_code;
    Loaded *loaded = read_lesson(file, export->settings, true, &exit_code), *before = NULL;
    Settings unset = *export->settings;
    unset.set_count = 0;
    if (loaded && unset.window && export->settings->set_count)
        before = read_lesson(file, &unset, true, &exit_code);
    export->ghost = before ? &before->lesson : NULL;
    if (loaded)
        exit_code = export_loaded(export, loaded, file);
    lesson_free(loaded);
    lesson_free(before);
    return exit_code;
}

/* --- all of them --- */

static bool make_ready(Export *export)
{
    char error[512];
    bool needs_fonts = false;
    for (size_t i = 0; i < export->targets.count; i++) {
        const ExportTarget *target = &export->targets.items[i];
        needs_fonts = needs_fonts || target->format->flags & FORMAT_NEEDS_FONTS;
        if (target->folder && !places_make_folder(target->folder, error, sizeof error)) {
            report_error("%s", error);
            return false;
        }
    }
    if (!needs_fonts)
        return true;
    export->fonts = fonts_open(places_fonts(&export->arena), error, sizeof error);
    if (!export->fonts)
        report_error("%s", error);
    return export->fonts != NULL;
}

static int export_all(Export *export)
{
    if (!make_ready(export))
        return EXIT_FILE;
    int worst = EXIT_FINE;
    for (int i = 0; i < export->args->file_count; i++) {
        const char *file = export->args->files[i];
        progress_file(i, export->args->file_count, places_stem(&export->arena, file));
        int exit_code = export_file(export, file);
        worst = exit_code > worst ? exit_code : worst;
    }
    progress_file(export->args->file_count, export->args->file_count, NULL);
    for (size_t i = 0; i < export->targets.count; i++) {
        int exit_code = end_document(export, &export->targets.items[i], &export->open[i]);
        worst = exit_code > worst ? exit_code : worst;
    }
    return worst;
}

int command_export(const Args *args, const Settings *settings)
{
    Export export = {.args = args, .settings = settings};
    undo_on_signals();
    int exit_code = EXIT_USAGE;
    if (targets_read(&export.targets, args, &export.arena)) {
        export.open = ARENA_ARRAY(&export.arena, Open, export.targets.count);
        exit_code = export_all(&export);
    }
    if (export.fonts)
        fonts_close(export.fonts);
    array_free(&export.targets);
    arena_free(&export.arena);
    return exit_code;
}
