/* `py`: the scenario as a Python program that runs as it is. A timeline that ends in an error ends
 * the whole program in Python; so where another comes behind it, its error is only shown. */
#include "export/export.h"

#include <stdio.h>

#include <string.h>

static bool ends_in_error(const Trace *trace)
{
    size_t count = trace_count(trace);
    if (count == 0)
        return false;
    Event last = trace_event(trace, count - 1);
    return last.kind == EVENT_END && last.flags == OUTCOME_ERROR;
}

/* Whether the timeline `number` (from 1) fails and is not the last. */
static bool is_guarded(const ExportJob *job, uint32_t number)
{
    return number > 0 && number < job->lesson->timeline_count &&
           ends_in_error(job->traces[number - 1]);
}

static bool any_guarded(const ExportJob *job)
{
    bool any = false;
    for (uint32_t number = 1; number <= job->lesson->timeline_count; number++)
        any = any || is_guarded(job, number);
    return any;
}

static bool is_import(const ListingLine *line)
{
    static const char word[] = "import ";
    return line->text.length > strlen(word) && memcmp(line->text.at, word, strlen(word)) == 0;
}

static void add_import(Builder *out, const Listing *program)
{
    builder_text(out, "import traceback");
    if (strcmp(program->traceback, "traceback") != 0)
        builder_printf(out, " as %s", program->traceback);
    builder_char(out, '\n');
}

void export_python(const ExportJob *job, Builder *out)
{
    const Listing *program = job->program;
    bool wanted = any_guarded(job);
    uint32_t open = 0; /* the timeline whose `try` is open */
    for (size_t i = 0; i < program->lines.count; i++) {
        const ListingLine *line = &program->lines.items[i];
        bool guarded = is_guarded(job, line->timeline);
        if (guarded && open != line->timeline)
            builder_text(out, "try:\n");
        open = guarded ? line->timeline : 0;
        builder_text(out, guarded ? "    " : "");
        builder_str(out, line->text);
        builder_char(out, '\n');
        bool more = i + 1 < program->lines.count;
        if (open && (!more || program->lines.items[i + 1].timeline != open))
            builder_printf(out, "except BaseException:\n    %s.print_exc()\n", program->traceback);
        if (wanted && is_import(line) && more && !is_import(&program->lines.items[i + 1])) {
            add_import(out, program);
            wanted = false;
        }
    }
}

static bool write_py(const ExportJob *job, FileWriter *out, FileError *error)
{
    Builder text = {0};
    if (!job->program) {
        snprintf(error->text, sizeof error->text,
                 "only a scenario can be written as Python; this is a recorded trace");
        return false;
    }
    export_python(job, &text);
    file_put(out, text.at, text.length);
    builder_free(&text);
    return true;
}

extern const ExportFormat py_format;
const ExportFormat py_format = {
    .name = "py",
    .help = "the scenario as a Python program that runs as it is",
    .flags = FORMAT_TEXT,
    .write = write_py,
};
