/* Files: read whole, replaced whole or not at all. The one place for file operations, so that
 * tests can make the n-th one fail. Errors are values: false, and the reason in `error`. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"

#include <stdbool.h>

/* Why a file operation failed, as one line for people: `lesson.json: No such file or directory`. */
typedef struct FileError {
    char text[512];
} FileError;

/* Appends the whole of `path` (`-` is standard input) to `into`. At most `limit` bytes; a larger
 * one is an error that says so. A folder, a device and a named pipe are errors, and never waited
 * for; a pipe that the shell hands over (`/dev/fd/63`) is read. */
bool file_read(const char *path, size_t limit, Builder *into, FileError *error);

/* The same in pieces: file_go_on reads about `most` bytes more. Until the end `path` stays; what was
 * read is added to `into`, which may be NULL. */
typedef struct FileReading FileReading;
typedef enum FileProgress { FILE_GOES_ON, FILE_READ, FILE_FAILED } FileProgress;
FileReading *file_open(const char *path, size_t limit, FileError *error); /* NULL on failure */
FileProgress file_go_on(FileReading *reading, size_t most, FileError *error);
void file_close(FileReading *reading, Builder *into); /* at any time. NULL is fine */

/* A file that is being replaced: bytes go to a temporary in the same folder; file_commit makes it
 * the new content by fsync and rename. Links are followed, the old file's permissions kept. A
 * device or pipe is written through, `-` is standard output. The temporary's name is
 * `.NAME.interleave-tmp`; one that a killed run left behind is overwritten. */
typedef struct FileWriter FileWriter;

/* NULL on failure. */
FileWriter *file_begin(const char *path, FileError *error);
bool file_put(FileWriter *writer, const void *bytes, size_t size); /* failure shows at commit */
/* Puts what the builder holds, and clears it, where that is much; for what is made while it is put.
 * NULL: never. */
void file_spill(FileWriter *writer, Builder *out);
/* Standard output, a pipe or a device: what is put goes out at once and can't be taken back. */
bool file_goes_through(const FileWriter *writer);
int file_descriptor(FileWriter *writer); /* to ask about what was written */
const char *file_temporary(FileWriter *writer); /* the path being written; for a child that must
                                                   open it itself. What goes through has none */
bool file_failed(const FileWriter *writer); /* some bytes could not be put: commit will say why */
/* Ends the writer in every case. On failure the old file is as it was. */
bool file_commit(FileWriter *writer, FileError *error);
void file_abandon(FileWriter *writer); /* NULL is fine */

/* begin, put, commit. */
bool file_replace(const char *path, Str content, FileError *error);

/* Where a folder on the way to `path` is missing: true, and `error` says which, and how to make it. */
bool file_misses_folder(const char *path, FileError *error);

/* True where both name the same existing file. */
bool file_same(const char *a, const char *b);

/* For tests: the n-th file operation from now on fails with EIO; 0 switches that off. */
void file_fail_at(unsigned long n);

#endif
