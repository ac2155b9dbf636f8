/* `export`: one or many FILEs, each to one picture, film or text, or to numbered pictures. Names
 * and options are settled for all of them before the first is written. */
#include "app/commands.h"

#include "player/places.h"
#include "app/report.h"
#include "base/nearest.h"
#include "export/export.h"
#include "steps/steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct Export {
    Arena arena;
    const Args *args;
    const Settings *settings;
    const ExportFormat *format;
    const char *folder; /* NULL: `out` is the file */
    const char *out;
    Fonts *fonts;
    struct timespec began;
    bool progress_shown;
} Export;

/* --- what is asked for --- */

static const ExportFormat *find_format(const char *name)
{
    const ExportFormat *format = export_format(str_of(name));
    if (format)
        return format;
    const char *names[32];
    size_t count = 0;
    while (count < 32 && export_formats[count]) {
        names[count] = export_formats[count]->name;
        count++;
    }
    const char *nearest = nearest_name(str_of(name), names, count);
    if (nearest) {
        report_usage("unknown format %s; did you mean %s?", name, nearest);
        return NULL;
    }
    Builder known = {0};
    for (size_t i = 0; i < count; i++)
        builder_printf(&known, "%s%s", i ? " " : "", names[i]);
    report_usage("unknown format %s; there are: %s", name, known.at);
    builder_free(&known);
    return NULL;
}

static const char *extension(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');
    return dot && dot[1] && dot > (slash ? slash + 1 : path) ? dot + 1 : NULL;
}

static bool choose_format(Export *export)
{
    const char *named = export->args->values[OPTION_FORMAT];
    if (!named && export->folder)
        named = "png";
    if (!named && strcmp(export->out, "-") == 0) {
        report_usage("standard output needs --format");
        return false;
    }
    if (!named)
        named = extension(export->out);
    if (!named) {
        report_usage("%s has no extension that tells the format; --format does", export->out);
        return false;
    }
    export->format = find_format(named);
    return export->format != NULL;
}

static bool choose_out(Export *export)
{
    const char *out = export->args->values[OPTION_OUTPUT];
    if (!out || !*out) {
        report_usage("export needs -o OUT");
        return false;
    }
    size_t length = strlen(out);
    if (out[length - 1] == '/' || places_is_folder(out))
        export->folder = out[length - 1] == '/' && length > 1
                             ? arena_copy(&export->arena, out, length - 1)
                             : out;
    export->out = out;
    if (export->folder || export->args->file_count == 1)
        return true;
    report_usage("several files need a folder: -o %s/", out);
    return false;
}

/* An option that the format would pass over in silence is a mistake of the one who wrote it. */
static bool check_fit(const Export *export)
{
    const Args *args = export->args;
    const ExportFormat *format = export->format;
    bool film = format->flags & FORMAT_FILM, picture = format->flags & FORMAT_PICTURE;
    bool svg = strcmp(format->name, "svg") == 0, txt = strcmp(format->name, "txt") == 0;
    bool animated = svg && args_has(args, OPTION_ANIMATE);
    const struct {
        OptionId option;
        bool fits;
    } rules[] = {{OPTION_FPS, film},
                 {OPTION_LENGTH, film || animated},
                 {OPTION_OUTLINES, svg},
                 {OPTION_ANIMATE, svg},
                 {OPTION_WIDTH, txt},
                 {OPTION_ASCII, txt},
                 {OPTION_BLANK, picture},
                 {OPTION_STEPS, picture && !film && !animated},
                 {OPTION_AT, picture && !film && !animated}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (args_has(args, rules[i].option) && !rules[i].fits) {
            report_usage("--%s does not go with the format %s",
                         option_specs[rules[i].option].name, format->name);
            return false;
        }
    if (args_has(args, OPTION_STEPS) && args_has(args, OPTION_AT)) {
        report_usage("--steps takes every instant; --at only one");
        return false;
    }
    if (args_has(args, OPTION_STEPS) && strcmp(export->out, "-") == 0) {
        report_usage("--steps writes many pictures; standard output takes one");
        return false;
    }
    return true;
}

/* The file that FILE becomes, without the number of --steps. */
static const char *out_of(Export *export, const char *file)
{
    if (!export->folder)
        return export->out;
    return arena_printf(&export->arena, "%s/%s.%s", export->folder,
                        places_stem(&export->arena, file), export->format->name);
}

static bool check_targets(Export *export)
{
    const Args *args = export->args;
    for (int i = 0; i < args->file_count; i++) {
        const char *source = args->files[i];
        const char *out = out_of(export, source);
        if (strcmp(out, "-") != 0 && strcmp(source, "-") != 0 && file_same(out, source)) {
            report_usage("%s is the scenario itself", out);
            return false;
        }
        for (int j = 0; j < i; j++)
            if (strcmp(out_of(export, args->files[j]), out) == 0) {
                report_usage("%s and %s would both become %s", args->files[j], args->files[i],
                             out);
                return false;
            }
    }
    return true;
}

/* --- writing --- */

static void show_progress(void *context, double part)
{
    Export *export = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec - export->began.tv_sec < 1 || !isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r%3.0f %%", part * 100);
    export->progress_shown = true;
}

static void end_progress(Export *export)
{
    if (export->progress_shown)
        fputs("\r      \r", stderr);
    export->progress_shown = false;
}

static int write_one(Export *export, const ExportJob *job, const char *out)
{
    FileError error;
    FileWriter *writer = file_begin(out, &error);
    bool fine = writer != NULL;
    clock_gettime(CLOCK_MONOTONIC, &export->began);
    if (writer && !export->format->write(job, writer, &error)) {
        file_abandon(writer);
        fine = false;
    } else if (writer) {
        fine = file_commit(writer, &error);
    }
    end_progress(export);
    if (!fine)
        report_error("%s", error.text);
    return fine ? EXIT_FINE : EXIT_FILE;
}

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The instants at which something happens in any timeline that is shown, each once. */
static size_t instants(const ExportJob *job, Arena *arena, int64_t **into)
{
    const Lesson *lesson = job->lesson;
    size_t room = 0, count = 0, kept = 0;
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        room += lesson->timelines[i]->moments.count + 1;
    int64_t *times = ARENA_ARRAY(arena, int64_t, room);
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        const Timeline *timeline = lesson->timelines[i];
        if (job->view.shown >> i & 1)
            continue;
        for (size_t k = 0; k < timeline->moments.count; k++)
            times[count++] = timeline->moments.items[k].t;
        times[count++] = timeline->end;
    }
    qsort(times, count, sizeof *times, by_time);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || times[i] != times[kept - 1])
            times[kept++] = times[i];
    *into = times;
    return kept;
}

static int write_steps(Export *export, ExportJob *job, const char *out)
{
    Arena arena = {0};
    int64_t *times;
    size_t count = instants(job, &arena, &times);
    const char *ending = extension(out);
    size_t stem = strlen(out) - (ending ? strlen(ending) + 1 : 0);
    int digits = snprintf(NULL, 0, "%zu", count), worst = EXIT_FINE;
    Moment end = lesson_end(job->lesson);
    for (size_t i = 0; i < count && worst == EXIT_FINE; i++) {
        const char *path = arena_printf(&arena, "%.*s-%0*zu%s%s", (int)stem, out,
                                        digits < 2 ? 2 : digits, i + 1, ending ? "." : "",
                                        ending ? ending : "");
        job->at = (Moment){times[i], ALL_STEPS};
        job->view.show_playhead = times[i] < end.t;
        worst = write_one(export, job, path);
    }
    arena_free(&arena);
    return worst;
}

static bool open_fonts(Export *export)
{
    char error[512];
    if (export->fonts || !(export->format->flags & FORMAT_NEEDS_FONTS))
        return true;
    export->fonts = fonts_open(places_fonts(&export->arena), error, sizeof error);
    if (!export->fonts)
        report_error("%s", error);
    return export->fonts != NULL;
}

static int export_loaded(Export *export, const Loaded *loaded, const char *file)
{
    const Settings *settings = export->settings;
    ExportJob job = {.lesson = &loaded->lesson,
                     .traces = loaded->traces,
                     .at = moment_from_settings(settings, &loaded->lesson),
                     .fonts = export->fonts,
                     .measure = export->fonts ? fonts_measure(export->fonts) : measure_fixed,
                     .fps = settings->fps,
                     .length = settings->length,
                     .outlines = args_has(export->args, OPTION_OUTLINES),
                     .animate = args_has(export->args, OPTION_ANIMATE),
                     .ascii = args_has(export->args, OPTION_ASCII),
                     .columns = settings->columns,
                     .progress = show_progress,
                     .progress_context = export};
    if (!view_from_settings(settings, loaded, &job.view))
        return EXIT_USAGE;
    Listing *program = listing_make(loaded->scenario, step_write, LISTING_PROGRAM);
    job.program = program;
    const char *out = out_of(export, file);
    int exit_code = args_has(export->args, OPTION_STEPS) ? write_steps(export, &job, out)
                                                         : write_one(export, &job, out);
    listing_free(program);
    return exit_code;
}

static int export_file(Export *export, const char *file)
{
    int exit_code;
    Loaded *loaded = read_lesson(file, export->settings, true, &exit_code);
    if (loaded)
        exit_code = export_loaded(export, loaded, file);
    lesson_free(loaded);
    return exit_code;
}

static int export_all(Export *export)
{
    char error[512];
    if (export->folder && !places_make_folder(export->folder, error, sizeof error)) {
        report_error("%s", error);
        return EXIT_FILE;
    }
    if (!open_fonts(export))
        return EXIT_FILE;
    int worst = EXIT_FINE;
    for (int i = 0; i < export->args->file_count; i++) {
        int exit_code = export_file(export, export->args->files[i]);
        worst = exit_code > worst ? exit_code : worst;
    }
    return worst;
}

int command_export(const Args *args, const Settings *settings)
{
    Export export = {.args = args, .settings = settings};
    bool sound = choose_out(&export) && choose_format(&export) && check_fit(&export) &&
                 check_targets(&export);
    int exit_code = sound ? export_all(&export) : EXIT_USAGE;
    if (export.fonts)
        fonts_close(export.fonts);
    arena_free(&export.arena);
    return exit_code;
}
