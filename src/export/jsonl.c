/* `jsonl`: the trace, one event a line, every timeline in turn. */
#include "export/export.h"

static bool write_jsonl(const ExportJob *job, FileWriter *out, FileError *error)
{
    (void)error; /* a failed write shows when the writer commits */
    Builder text = {0};
    for (uint32_t i = 0; i < job->lesson->timeline_count; i++) {
        builder_clear(&text);
        trace_json_lines(&text, job->traces[i], i, out);
        file_put(out, text.at, text.length);
    }
    builder_free(&text);
    return true;
}

const ExportFormat jsonl_format = {
    .name = "jsonl",
    .help = "the trace, JSON Lines",
    .flags = FORMAT_TEXT,
    .write = write_jsonl,
};
