#include "app/load.h"

#include "app/args.h"
#include "app/places.h"
#include "app/report.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "steps/steps.h"

#include <string.h>

static TimeUnit unit_of(ViewUnit unit)
{
    static const TimeUnit units[] = {
        [VIEW_UNIT_NONE] = UNIT_AUTO, [VIEW_UNIT_US] = UNIT_US,   [VIEW_UNIT_MS] = UNIT_MS,
        [VIEW_UNIT_S] = UNIT_S,       [VIEW_UNIT_MIN] = UNIT_MIN, [VIEW_UNIT_H] = UNIT_H};
    return units[unit];
}

/* All timelines are kept, so what one run may use is what those before have left. */
static void run_all(Loaded *loaded, const SimOptions *options)
{
    static const size_t least = 16 * 1024 * 1024;
    size_t most = options->max_bytes ? options->max_bytes : SIM_MAX_BYTES, kept = 0;
    SimOptions own = *options;
    const Scenario *scenario = loaded->scenario;
    uint32_t count = scenario->timeline_count;
    loaded->traces = ARENA_ARRAY(&loaded->arena, Trace *, count);
    loaded->timelines = ARENA_ARRAY(&loaded->arena, Timeline *, count);
    for (uint32_t i = 0; i < count; i++) {
        const TimelineSpec *spec = &scenario->timelines[i];
        own.max_bytes = kept < most && most - kept > least ? most - kept : least;
        loaded->traces[i] = sim_run(scenario, i, step_ops, &own, &loaded->races);
        kept += trace_bytes(loaded->traces[i]) * SIM_TRACE_WEIGHT;
        loaded->timelines[i] = timeline_fold(loaded->traces[i], spec->title, spec->description,
                                             spec->run_text, &loaded->hues);
    }
}

Loaded *load_text(Str name, Str text, const SimOptions *options, Diags *diags)
{
    Scenario *scenario = scenario_load(name, text, step_specs, step_verb_count, diags);
    if (!scenario)
        return NULL;
    Loaded *loaded = mem_new(sizeof *loaded);
    loaded->scenario = scenario;
    run_all(loaded, options);
    loaded->listing = listing_make(scenario, step_write, LISTING_SHORT);
    loaded->lesson = (Lesson){.title = scenario->title,
                              .description = scenario->description,
                              .timelines = loaded->timelines,
                              .timeline_count = scenario->timeline_count,
                              .listing = loaded->listing,
                              .hues = &loaded->hues,
                              .unit = unit_of(scenario->view_unit),
                              .play_length = scenario->view_length};
    return loaded;
}

void load_free(Loaded *loaded)
{
    if (!loaded)
        return;
    for (uint32_t i = 0; i < loaded->lesson.timeline_count; i++) {
        timeline_free(loaded->timelines[i]);
        trace_free(loaded->traces[i]);
    }
    listing_free(loaded->listing);
    hues_free(&loaded->hues);
    array_free(&loaded->races.list);
    scenario_free(loaded->scenario);
    arena_free(&loaded->arena);
    mem_free(loaded);
}

void load_hint_races(const Loaded *loaded, Diags *diags)
{
    const Scenario *scenario = loaded->scenario;
    for (size_t i = 0; i < loaded->races.list.count; i++) {
        const Race *race = &loaded->races.list.items[i];
        Place first = {0}, second = {0};
        if (race->first)
            first = scenario->steps[race->first - 1]->at;
        if (race->second)
            second = scenario->steps[race->second - 1]->at;
        LineColumn other = source_locate(&scenario->source, second.offset);
        if (race->first == race->second) {
            diag_hint(diags, first, (Place){0},
                      "a race: two tasks set timers here at different instants that are due at the "
                      "same one; real Python may choose the other order");
            continue;
        }
        diag_hint(diags, first, second,
                  "a race: this and line %u column %u are due at the same instant, but were set "
                  "at different ones; real Python may choose the other order",
                  other.line, other.column);
    }
}

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
    if (nearest)
        report_error("%s; did you mean the lesson %s?", error->text, nearest);
    else
        report_error("%s", error->text);
    array_free(&names);
    arena_free(&arena);
}

int load_read(const char *file, Builder *text)
{
    Arena arena = {0};
    FileError error;
    bool fine = file_read(places_resolve(&arena, file), SCENARIO_MAX_BYTES, text, &error);
    if (!fine)
        say_unreadable(file, &error);
    arena_free(&arena);
    return fine ? EXIT_FINE : EXIT_FILE;
}

Loaded *load_file(const LoadFile *request, int *exit_code)
{
    Builder text = {0};
    Diags diags = {0};
    Loaded *loaded = NULL;
    Arena arena = {0};
    const char *path = places_resolve(&arena, request->file);
    Str name = str_of(strcmp(path, "-") == 0 ? "<stdin>" : path);
    *exit_code = load_read(request->file, &text);
    if (*exit_code == EXIT_FINE) {
        loaded = load_text(name, builder_view(&text), request->options, &diags);
        Source source = {name, builder_view(&text)};
        report_diags(&diags, &source, request->diagnostics);
        if (!loaded)
            *exit_code = EXIT_WRONG;
    }
    diags_free(&diags);
    builder_free(&text);
    arena_free(&arena);
    return loaded;
}
