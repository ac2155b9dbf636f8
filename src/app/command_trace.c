/* `trace`: the contract's lines, or with `--all` everything, in a form that is read back. */
#include "app/commands.h"

#include "app/report.h"
#include "base/array.h"
#include "trace/recording.h"

#include <string.h>

static Str unit_word(const Loaded *loaded)
{
    static const char *const words[] = {[VIEW_UNIT_NONE] = "",   [VIEW_UNIT_US] = "us",
                                        [VIEW_UNIT_MS] = "ms",   [VIEW_UNIT_S] = "s",
                                        [VIEW_UNIT_MIN] = "min", [VIEW_UNIT_H] = "h"};
    return loaded->scenario ? str_of(words[loaded->scenario->view_unit]) : loaded->unit;
}

/* What was printed outside of all timelines, a line each, and how the program ended. */
static void put_tail(const Loaded *loaded, Builder *out)
{
    Recording tail = {.exit = loaded->exit};
    Str rest = loaded->outside;
    while (rest.length) {
        const char *newline = memchr(rest.at, '\n', rest.length);
        size_t length = newline ? (size_t)(newline - rest.at) : rest.length;
        array_push(&tail.outside, ((RecordedOutput){.text = {rest.at, length}, .open = !newline}));
        length += newline != NULL;
        rest = (Str){rest.at + length, rest.length - length};
    }
    recording_write_tail(out, &tail);
    array_free(&tail.outside);
}

static void put_all(const Loaded *loaded, FileWriter *writer)
{
    RecordedSource program = {lesson_source(loaded).name, loaded->program};
    Recording head = {.made_by = loaded->made_by.length ? loaded->made_by
                                                        : STR("interleave " INTERLEAVE_VERSION),
                      .clock = loaded->real_clock ? CLOCK_REAL : CLOCK_VIRTUAL,
                      .file = lesson_source(loaded).name,
                      .title = loaded->title,
                      .description = loaded->own_description,
                      .unit = unit_word(loaded),
                      .play_length = loaded->scenario ? loaded->scenario->view_length
                                                      : loaded->play_length};
    Builder out = {0};
    if (program.text.length)
        array_push(&head.sources, program);
    recording_write_head(&out, &head);
    file_put(writer, out.at, out.length);
    for (uint32_t i = 0; i < loaded->timeline_count; i++) {
        RecordedTimeline timeline = {.title = loaded->names[i].title,
                                     .description = loaded->names[i].own,
                                     .call = loaded->names[i].call,
                                     .trace = loaded->traces[i]};
        builder_clear(&out);
        recording_write_timeline(&out, &timeline, i, writer);
        file_put(writer, out.at, out.length);
    }
    builder_clear(&out);
    put_tail(loaded, &out);
    file_put(writer, out.at, out.length);
    array_free(&head.sources);
    builder_free(&out);
}

static void put_contract(const Loaded *loaded, FileWriter *writer)
{
    Builder out = {0};
    for (uint32_t i = 0; i < loaded->timeline_count; i++) {
        builder_clear(&out);
        trace_json_lines(&out, loaded->traces[i], i, writer);
        file_put(writer, out.at, out.length);
    }
    builder_free(&out);
}

int command_trace(const Args *args, const Settings *settings)
{
    int exit_code;
    FileError error;
    Settings own = *settings;
    own.sim.kinds = args_has(args, OPTION_ALL) ? 0 : EVENTS_CONTRACT;
    Loaded *loaded = read_lesson(args->files[0], &own, false, &exit_code);
    if (!loaded)
        return exit_code;
    FileWriter *writer = file_begin("-", &error);
    if (writer)
        (args_has(args, OPTION_ALL) ? put_all : put_contract)(loaded, writer);
    if (!writer || !file_commit(writer, &error)) {
        report_error("%s", error.text);
        exit_code = EXIT_FILE;
    }
    lesson_free(loaded);
    return exit_code;
}
