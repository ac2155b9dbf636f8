/* `--dump STAGE`: each of the values on the way, as text. */
#include "app/commands.h"

#include "app/options.h"
#include "app/report.h"
#include "base/budget.h"
#include "code/code.h"

#include <string.h>

bool view_from_settings(const Settings *settings, const Loaded *loaded, ViewState *view)
{
    uint32_t hidden;
    return options_check_lanes(settings, &loaded->lesson) &&
           options_hidden(settings, &loaded->lesson, &hidden) &&
           settings_view(settings, loaded, view);
}

static int dump_picture(Builder *out, const Loaded *loaded, const Settings *settings)
{
    ViewState view;
    if (!view_from_settings(settings, loaded, &view))
        return EXIT_USAGE;
    Picture picture = {0};
    view_picture(&loaded->lesson, settings_moment(settings, &loaded->lesson), &view,
                 &measure_fixed, &picture, NULL);
    paint_record(&picture, out);
    picture_free(&picture);
    return EXIT_FINE;
}

static void dump_code(Builder *out, const Scenario *scenario)
{
    uint64_t budget = BUDGET_ALL;
    Codes *codes = codes_begin(scenario);
    codes_advance(codes, &budget);
    for (uint32_t i = 0; i < scenario->coroutine_count; i++)
        code_dump(out, &codes_items(codes)[i]);
    codes_free(codes);
}

static int dump_file(Builder *out, const char *path, const Args *args, const Settings *settings)
{
    const char *stage = args->values[OPTION_DUMP];
    int exit_code;
    bool fold = strcmp(stage, "timeline") == 0 || strcmp(stage, "picture") == 0;
    Loaded *loaded = read_lesson(path, settings, fold, &exit_code);
    if (!loaded)
        return exit_code;
    if (args->file_count > 1)
        builder_printf(out, "file %s\n", path);
    if (strcmp(stage, "scenario") == 0 && loaded->scenario)
        scenario_dump(out, loaded->scenario);
    if (strcmp(stage, "code") == 0 && loaded->scenario)
        dump_code(out, loaded->scenario);
    for (uint32_t i = 0; i < loaded->timeline_count; i++) {
        if (strcmp(stage, "trace") == 0)
            trace_dump(out, loaded->traces[i], i);
        else if (strcmp(stage, "timeline") == 0)
            timeline_dump(out, loaded->timelines[i], i);
    }
    if (strcmp(stage, "picture") == 0)
        exit_code = dump_picture(out, loaded, settings);
    lesson_free(loaded);
    return exit_code;
}

/* Of several files each comes below a line with its name. */
int command_dump(const Args *args, const Settings *settings)
{
    if (args->file_count == 0) {
        report_usage("--dump needs a FILE");
        return EXIT_USAGE;
    }
    int exit_code = EXIT_FINE;
    for (int i = 0; i < args->file_count && exit_code == EXIT_FINE; i++) {
        Builder out = {0};
        exit_code = dump_file(&out, args->files[i], args, settings);
        if (exit_code == EXIT_FINE && !report_output(builder_view(&out)))
            exit_code = EXIT_FILE;
        builder_free(&out);
    }
    return exit_code;
}
