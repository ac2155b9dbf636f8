/* The null format: a file of nothing. Not listed in formats.def, but always built: copy it to
 * NAME.c, rename `null_format` to `NAME_format`, and add `FORMAT(NAME)` to formats.def. Then
 * `export`, its help and its completions know it.
 *
 * `write` gets all there is to a lesson (see ExportJob) and puts bytes with file_put. A file_put
 * that fails need not be looked at: the caller's file_commit says why. Return false, with the
 * reason in `error`, for what only this format can know. */
#include "export/export.h"

extern const ExportFormat null_format;

static bool write_null(const ExportJob *job, FileWriter *out, FileError *error)
{
    (void)job;
    (void)out;
    (void)error;
    return true;
}

const ExportFormat null_format = {
    .name = "null",
    .help = "nothing, as a template for other formats",
    .flags = FORMAT_TEXT,
    .write = write_null,
};
