#include "app/read.h"

#include "app/args.h"
#include "player/places.h"
#include "app/report.h"
#include "base/nearest.h"

#include <string.h>

static void say_unreadable(const char *file, const FileError *error)
{
    Arena arena = {0};
    Names names = {0};
    const char *nearest = NULL;
    if (!places_exists(file) && !strchr(file, '/')) {
        places_lessons(&arena, &names);
        for (size_t i = 0, count = names.count; i < count; i++) {
            const char *name = names.items[i];
            array_push(&names, places_bare(name));
        }
        nearest = nearest_name(str_of(file), names.items, names.count);
    }
    size_t digits = strspn(file, "0123456789");
    if (digits && !file[digits])
        report_error("there is no lesson %s, and no such file; `interleave list` tells the lessons",
                     file);
    else if (nearest)
        report_error("%s; did you mean the lesson %s?", error->text, nearest);
    else
        report_error("%s", error->text);
    array_free(&names);
    arena_free(&arena);
}

Str read_name(const char *file)
{
    return str_of(strcmp(file, "-") == 0 ? "<stdin>" : file);
}

int read_text(const char *file, Builder *text)
{
    FileError error;
    if (file_read(file, lesson_max_bytes(str_of(file)), text, &error))
        return EXIT_FINE;
    say_unreadable(file, &error);
    return EXIT_FILE;
}

/* --set: in the text, before anything reads it. */
static void set_numbers(Builder *text, const Settings *settings, int *exit_code)
{
    Builder changed = {0};
    size_t wrong = 0;
    if (settings->set_count == 0)
        return;
    if (settings_set(settings, builder_view(text), &changed, &wrong)) {
        builder_free(text);
        *text = changed;
        return;
    }
    report_usage("--set: at line %u, column %u of the file begins no number, or twice the same one",
                 settings->sets[wrong].line, settings->sets[wrong].column);
    builder_free(&changed);
    *exit_code = EXIT_USAGE;
}

/* What a recorded program said of itself, besides its timelines. */
static void say_of_program(const Loaded *loaded)
{
    report_told(loaded->told);
    if (loaded->left_out)
        report_error("%u more event loop%s ran; only the first %u are told", loaded->left_out,
                     loaded->left_out == 1 ? "" : "s", loaded->timeline_count);
}

/* For the panel that shows what names hold. */
static void make_values(Loaded *loaded, const Settings *settings, bool fold)
{
    if (!loaded || !fold || !(settings->panels & PANEL_VALUES))
        return;
    while (!loaded->lesson.values)
        lesson_values(loaded, UINT64_MAX);
    Moment at = settings_moment(settings, &loaded->lesson);
    while (!lesson_has_values_at(loaded, at))
        lesson_values_at(loaded, at, UINT64_MAX);
}

Loaded *read_lesson(const char *file, const Settings *settings, bool fold, int *exit_code)
{
    Builder text = {0};
    Diags diags = {0};
    Loaded *loaded = NULL;
    *exit_code = read_text(file, &text);
    if (*exit_code == EXIT_FINE) {
        set_numbers(&text, settings, exit_code);
    }
    if (*exit_code == EXIT_FINE) {
        Source source = {read_name(file), builder_view(&text)};
        loaded = lesson_make(&(LessonRequest){.name = source.name,
                                              .text = source.text,
                                              .sim = settings->sim,
                                              .python = settings->python,
                                              .fold = fold},
                             &diags);
        report_diags(&diags, &source, settings->diagnostics);
        if (!loaded)
            *exit_code = EXIT_WRONG;
        else
            say_of_program(loaded);
        make_values(loaded, settings, fold);
    }
    diags_free(&diags);
    builder_free(&text);
    return loaded;
}
