/* `list`, `explain`, `schema`, `man`, `completions`: what needs no run. */
#include "app/commands.h"

#include "app/report.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "player/lessons.h"
#include "reference/reference.h"
#include "steps/steps.h"

#include <string.h>

static int put(Builder *out)
{
    bool fine = report_output(builder_view(out));
    builder_free(out);
    return fine ? EXIT_FINE : EXIT_FILE;
}

static size_t widest_of(size_t widest, const char *text)
{
    size_t length = strlen(text);
    return length > widest ? length : widest;
}

static void column(Builder *out, const char *text, size_t width)
{
    escape_terminal(out, str_of(text));
    builder_repeat(out, ' ', width + 2 - strlen(text));
}

int command_list(const Args *args, const Settings *settings)
{
    (void)args, (void)settings;
    Arena arena = {0};
    LessonEntries lessons = {0};
    Builder out = {0};
    size_t name = 0, chapter = 0;
    lessons_in_chapters(&arena, &lessons);
    for (size_t i = 0; i < lessons.count; i++) {
        name = widest_of(name, lessons.items[i].name);
        chapter = widest_of(chapter, lessons.items[i].chapter);
    }
    for (size_t i = 0; i < lessons.count; i++) {
        column(&out, lessons.items[i].name, name);
        column(&out, lessons.items[i].chapter, chapter);
        escape_terminal(&out, str_of(lessons.items[i].title));
        builder_char(&out, '\n');
    }
    array_free(&lessons);
    arena_free(&arena);
    return put(&out);
}

static void say_unexplained(const char *word)
{
    ReferenceWords words = {0};
    reference_words(&words);
    const char *nearest = nearest_name(str_of(word), words.items, words.count);
    if (nearest)
        report_usage("there is no entry for %s; did you mean %s?", word, nearest);
    else
        report_usage("there is no entry for %s; the lists are steps, functions, methods, "
                     "exceptions, file, limits, mistakes and formats, and all is all of it",
                     word);
    array_free(&words);
}

int command_explain(const Args *args, const Settings *settings)
{
    (void)settings;
    Builder out = {0};
    const char *word = args->files[0];
    if (strcmp(word, "all") == 0) {
        reference_write(&out);
    } else if (!reference_explain(&out, str_of(word))) {
        say_unexplained(word);
        builder_free(&out);
        return EXIT_USAGE;
    }
    return put(&out);
}

int command_schema(const Args *args, const Settings *settings)
{
    (void)args, (void)settings;
    Builder out = {0};
    scenario_schema(&out, step_specs, step_verb_count);
    return put(&out);
}

int command_man(const Args *args, const Settings *settings)
{
    (void)args, (void)settings;
    Builder out = {0};
    args_man(&out, INTERLEAVE_VERSION);
    return put(&out);
}

int command_completions(const Args *args, const Settings *settings)
{
    (void)settings;
    static const char *const shells[] = {"bash", "zsh", "fish"};
    Builder out = {0};
    if (args_completions(&out, args->files[0]))
        return put(&out);
    const char *nearest = nearest_name(str_of(args->files[0]), shells, 3);
    report_usage("completions for %s: %s%s", args->files[0],
                 nearest ? "did you mean " : "expected bash, zsh or fish", nearest ? nearest : "");
    return EXIT_USAGE;
}
