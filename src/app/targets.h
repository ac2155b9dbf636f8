/* What `export` is to write: each -o, in each format, settled and checked before the first file is
 * read. */
#ifndef APP_TARGETS_H
#define APP_TARGETS_H

#include "app/args.h"
#include "base/array.h"
#include "export/export.h"

typedef struct ExportTarget {
    const ExportFormat *format;
    const char *out;    /* the file, or `-` */
    const char *folder; /* in its place: takes one file for each FILE; else NULL */
    bool is_document;   /* one file takes all FILEs, a page or more each */
} ExportTarget;

typedef ARRAY(ExportTarget) ExportTargets;

/* False where the usage is wrong, which it has said. Names belong to the arena. */
bool targets_read(ExportTargets *targets, const Args *args, Arena *arena);

/* The file that FILE becomes, without the number of --steps. */
const char *target_file(const ExportTarget *target, const char *file, Arena *arena);

/* The format of that name, `PNG` or `png`; NULL where there is none, which it has said. */
const ExportFormat *target_format(const char *name, Arena *arena);

/* The letters behind the last dot of the name; NULL where there are none. */
const char *target_extension(const char *path);

/* It plays by itself. */
bool target_plays(const ExportTarget *target, const Args *args);

#endif
