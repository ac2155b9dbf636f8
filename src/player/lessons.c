#include "player/lessons.h"

#include "base/file.h"
#include "steps/steps.h"

#include <string.h>

static LessonEntry read_entry(Arena *arena, const char *name)
{
    const char *path = places_lesson(arena, name);
    LessonEntry entry = {name, path ? path : name, "Lessons", ""}; /* gone since: opening says so */
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

void lessons_begin(LessonsReading *reading, Arena *arena)
{
    *reading = (LessonsReading){.arena = arena};
    places_lessons(arena, &reading->names);
}

bool lessons_go_on(LessonsReading *reading)
{
    if (reading->read.count < reading->names.count) {
        const char *name = reading->names.items[reading->read.count];
        array_push(&reading->read, read_entry(reading->arena, name));
    }
    return reading->read.count == reading->names.count;
}

void lessons_end(LessonsReading *reading, LessonEntries *entries)
{
    const LessonEntries *sorted = &reading->read;
    for (size_t first = 0; first < sorted->count; first++)
        for (size_t i = first; i < sorted->count && !is_begun(sorted, first); i++)
            if (strcmp(sorted->items[i].chapter, sorted->items[first].chapter) == 0)
                array_push(entries, sorted->items[i]);
    array_free(&reading->read);
    array_free(&reading->names);
}

void lessons_in_chapters(Arena *arena, LessonEntries *entries)
{
    LessonsReading reading;
    lessons_begin(&reading, arena);
    while (!lessons_go_on(&reading))
        continue;
    lessons_end(&reading, entries);
}
