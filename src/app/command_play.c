/* `play`: the window, or a developer's script in its place. */
#include "app/commands.h"

#include "app/options.h"
#include "app/report.h"
#include "player/open.h"
#include "player/places.h"
#include "player/player.h"
#include "player/remember.h"
#include "player/running.h"
#include "player/script.h"
#include "player/shelf.h"
#include "window/window.h"

#include <time.h>

enum { SCRIPT_BYTES = 1 << 20 };

/* --- what both begin with --- */

/* A window need not wait for a program that takes its time. */
static void load(Stage *stage, bool in_window)
{
    static const double patience = 1;
    const struct timespec pause = {.tv_nsec = 5000000};
    double began = in_window ? window_seconds() : 0;
    while (in_window && running_is(stage) && window_seconds() - began < patience) {
        if (running_waits(stage))
            nanosleep(&pause, NULL);
        running_step(stage);
    }
    if (!in_window)
        running_finish(stage);
}

static int report_wrong(const Stage *stage)
{
    Diags diags = {0};
    Source source = {str_of(stage->file), builder_view(&stage->edit.text)};
    LessonRequest request = {.name = source.name, .text = source.text, .sim = stage->settings.sim,
                             .python = stage->settings.python};
    lesson_free(lesson_make(&request, &diags));
    report_diags(&diags, &source, stage->settings.diagnostics);
    diags_free(&diags);
    return EXIT_WRONG;
}

static bool open_file(Stage *stage, const char *file, bool in_window, OpenKind kind,
                      int *exit_code)
{
    FileError error;
    uint32_t hidden;
    bool fine = stage_open(stage, file, &error);
    *exit_code = EXIT_FINE;
    if (fine)
        load(stage, in_window);
    if (!fine) {
        report_error("%s", error.text);
        *exit_code = EXIT_FILE;
    } else if (stage->coming.loading) {
        stage->coming.kind = kind; /* nothing can be said of it yet */
    } else if (!stage->loaded) {
        *exit_code = report_wrong(stage);
    } else if (!options_hidden(&stage->settings, &stage->loaded->lesson, &hidden)) {
        *exit_code = EXIT_USAGE;
    }
    return *exit_code == EXIT_FINE;
}

/* Opens what the command line names, or the gallery, and begins to play. False where that can't
 * be, which it has said, and *exit_code is the code to leave with. */
static bool begin(Stage *stage, const Args *args, int *exit_code)
{
    stage->still = args_has(args, OPTION_STILL);
    if (args->file_count == 0) {
        stage_open_gallery(stage);
        load(stage, !args_has(args, OPTION_SCRIPT));
        return true;
    }
    bool paused = args_has(args, OPTION_PAUSED);
    if (!open_file(stage, args->files[0], !args_has(args, OPTION_SCRIPT),
                   paused ? OPEN_STANDS : OPEN_PLAYS, exit_code))
        return false;
    if (!paused)
        playhead_play(&stage->playhead, 1);
    return true;
}

/* --- a script --- */

static int run_script(Stage *stage, char *text)
{
    Builder out = {0}, why = {0};
    bool fine = script_run(stage, text, &out, &why);
    if (!fine && why.length)
        report_error("%s", why.at);
    bool written = report_output(builder_view(&out));
    builder_free(&out);
    builder_free(&why);
    return !fine ? EXIT_WRONG : written ? EXIT_FINE : EXIT_FILE;
}

static int play_script(const Args *args, const Settings *settings)
{
    Stage stage;
    Builder text = {0};
    FileError error;
    int exit_code = EXIT_FINE;
    if (!file_read(args->values[OPTION_SCRIPT], SCRIPT_BYTES, &text, &error)) {
        report_error("%s", error.text);
        builder_free(&text);
        return EXIT_FILE;
    }
    stage_begin(&stage, settings, measure_fixed);
    if (begin(&stage, args, &exit_code)) {
        stage_paint(&stage);
        exit_code = run_script(&stage, text.length ? text.at : NULL);
    }
    stage_end(&stage);
    builder_free(&text);
    return exit_code;
}

/* --- the window --- */

/* The file is looked at first: a wrong one is told also where there is no display. */
static int play_window(Stage *stage, Fonts *fonts, const Args *args)
{
    int exit_code = EXIT_FINE;
    Builder why = {0};
    remember_read(stage);
    stage->now = window_seconds();
    stage->wants_full_screen = args_has(args, OPTION_FULL_SCREEN);
    if (!begin(stage, args, &exit_code))
        return exit_code;
    if (args->file_count)
        shelf_opened(args->files[0]);
    if (window_play(stage, fonts, &why)) {
        remember_write(stage);
    } else {
        report_error("no display for the window%s%s; `interleave export FILE -o picture.png` "
                     "makes pictures without one",
                     why.length ? ": " : "", why.length ? why.at : "");
        exit_code = EXIT_NO_DISPLAY;
    }
    builder_free(&why);
    return exit_code;
}

int command_play(const Args *args, const Settings *settings)
{
    if (args_has(args, OPTION_SCRIPT))
        return play_script(args, settings);
    Stage stage;
    Arena arena = {0};
    char error[512];
    int exit_code = EXIT_FILE;
    Fonts *fonts = fonts_open(places_fonts(&arena), error, sizeof error);
    if (fonts) {
        stage_begin(&stage, settings, fonts_measure(fonts));
        exit_code = play_window(&stage, fonts, args);
        stage_end(&stage);
        fonts_close(fonts);
    } else {
        report_error("%s", error);
    }
    arena_free(&arena);
    return exit_code;
}
