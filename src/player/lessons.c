#include "player/lessons.h"

#include "base/file.h"
#include "steps/steps.h"

#include <string.h>

static LessonEntry read_entry(Arena *arena, const char *name)
{
    LessonEntry entry = {name, places_lesson(arena, name), "Lessons", ""};
    Builder text = {0};
    Diags diags = {0};
    FileError error;
    Scenario *scenario = NULL;
    if (file_read(entry.path, SCENARIO_MAX_BYTES, &text, &error))
        scenario = scenario_load(str_of(entry.path), builder_view(&text), step_specs,
                                 step_verb_count, &diags);
    if (scenario && scenario->chapter.length)
        entry.chapter = arena_copy(arena, scenario->chapter.at, scenario->chapter.length);
    if (scenario)
        entry.title = arena_copy(arena, scenario->title.at, scenario->title.length);
    scenario_free(scenario);
    diags_free(&diags);
    builder_free(&text);
    return entry;
}

/* Whether an entry before `at` is of the same chapter. */
static bool is_begun(const LessonEntries *entries, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(entries->items[i].chapter, entries->items[at].chapter) == 0)
            return true;
    return false;
}

void lessons_in_chapters(Arena *arena, LessonEntries *entries)
{
    Names names = {0};
    LessonEntries sorted = {0};
    places_lessons(arena, &names);
    for (size_t i = 0; i < names.count; i++)
        array_push(&sorted, read_entry(arena, names.items[i]));
    for (size_t first = 0; first < sorted.count; first++)
        for (size_t i = first; i < sorted.count && !is_begun(&sorted, first); i++)
            if (strcmp(sorted.items[i].chapter, sorted.items[first].chapter) == 0)
                array_push(entries, sorted.items[i]);
    array_free(&sorted);
    array_free(&names);
}
