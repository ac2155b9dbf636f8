/* `new`: a scenario file to start from: the first one, a lesson's copy, or what a Python file can
 * become. */
#include "app/commands.h"

#include "app/report.h"
#include "player/places.h"
#include "steps/steps.h"

#include <string.h>
#include <strings.h>

/* A new file names it, so that an editor knows the language without a net. */
#define SCHEMA_FILE "interleave.schema.json"

static const char starter[] =
    "{\n"
    "  \"title\": \"Two tasks beat two awaits\",\n"
    "  \"coroutines\": {\n"
    "    \"say_after(delay, what)\": [\n"
    "      {\"sleep\": \"delay\"},\n"
    "      {\"print\": \"{what}\"}\n"
    "    ],\n"
    "    \"one_by_one()\": [\n"
    "      {\"await\": \"say_after(1, 'One')\"},\n"
    "      {\"await\": \"say_after(2, 'Two')\"}\n"
    "    ],\n"
    "    \"with_tasks()\": [\n"
    "      {\"create_task\": \"say_after(1, 'One')\", \"as\": \"task1\"},\n"
    "      {\"create_task\": \"say_after(2, 'Two')\", \"as\": \"task2\"},\n"
    "      {\"await\": \"task1\"},\n"
    "      {\"await\": \"task2\"}\n"
    "    ]\n"
    "  },\n"
    "  \"timelines\": [\n"
    "    {\"title\": \"Sequential\", \"run\": \"one_by_one()\"},\n"
    "    {\"title\": \"Tasks\", \"run\": \"with_tasks()\"}\n"
    "  ]\n"
    "}\n";

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

/* A scenario under another ending would be read as something else. */
static bool check_name(const char *file, bool from)
{
    Arena arena = {0};
    if (strcmp(file, "-") == 0 || ends_in(file, ".json"))
        return true;
    const char *dot = strrchr(file, '.'), *slash = strrchr(file, '/');
    size_t stem = dot && dot > (slash ? slash + 1 : file) ? (size_t)(dot - file) : strlen(file);
    const char *better = arena_printf(&arena, "%.*s.json", (int)stem, file);
    bool python = ends_in(file, ".py") && !from && places_exists(file);
    report_usage("new writes a scenario, whose name ends in .json: interleave new %s%s%s", better,
                 python ? " --from " : "", python ? file : "");
    arena_free(&arena);
    return false;
}

static int fill(Builder *text, const char *from, const Settings *settings)
{
    if (!from)
        builder_text(text, starter);
    else if (ends_in(from, ".py"))
        return convert_python(from, settings, text);
    else
        return read_text(from, text);
    return EXIT_FINE;
}

/* Beside the new file; one that is there is left alone unless the program wrote it. */
static bool write_schema(const char *beside, FileError *error)
{
    Builder path = {0}, text = {0}, there = {0};
    const char *slash = strrchr(beside, '/');
    builder_add(&path, beside, slash ? (size_t)(slash + 1 - beside) : 0);
    builder_text(&path, SCHEMA_FILE);
    scenario_schema(&text, step_specs, step_verb_count);
    bool keep = places_exists(path.at)
                && !(file_read(path.at, 1 << 20, &there, error) && there.at
                     && strstr(there.at, "\"urn:interleave:scenario\""));
    bool fine = keep || file_replace(path.at, builder_view(&text), error);
    builder_free(&path);
    builder_free(&text);
    builder_free(&there);
    return fine;
}

/* The scenario with a first line that names the schema where it will lie: in place of a lesson's,
 * which names the lessons' own, or before all else. False where its text begins otherwise. */
static bool name_schema(Builder *text)
{
    static const char opening[] = "{\n";
    static const char lessons[] = "  \"$schema\": \"./reference/" SCHEMA_FILE "\",\n";
    Builder named = {0};
    Str old = builder_view(text);
    size_t taken = sizeof opening - 1;
    if (old.length < taken || memcmp(old.at, opening, taken) != 0)
        return false;
    if (old.length >= taken + sizeof lessons - 1 &&
        memcmp(old.at + taken, lessons, sizeof lessons - 1) == 0)
        taken += sizeof lessons - 1;
    else if (strstr(old.at, "\"$schema\""))
        return false;
    builder_text(&named, "{\n  \"$schema\": \"./" SCHEMA_FILE "\",\n");
    builder_add(&named, old.at + taken, old.length - taken);
    builder_free(text);
    *text = named;
    return true;
}

int command_new(const Args *args, const Settings *settings)
{
    const char *file = args->files[0], *from = args->values[OPTION_FROM];
    bool named = strcmp(file, "-") != 0;
    if (!check_name(file, from != NULL))
        return EXIT_USAGE;
    if (named && places_exists(file)) {
        report_error("%s is there already; it stays as it is", file);
        return EXIT_FILE;
    }
    Builder text = {0};
    FileError error;
    int exit_code = fill(&text, from, settings);
    bool schema = named && exit_code == EXIT_FINE && name_schema(&text);
    if (exit_code == EXIT_FINE
        && !(file_replace(file, builder_view(&text), &error)
             && (!schema || write_schema(file, &error)))) {
        report_error("%s", error.text);
        exit_code = EXIT_FILE;
    }
    if (exit_code == EXIT_FINE && named)
        report_note("wrote %s; `interleave %s` plays it and follows your changes", file, file);
    builder_free(&text);
    return exit_code;
}
