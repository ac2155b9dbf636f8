/* What reading and writing files share. Private to base/. */
#ifndef BASE_FILE_INSIDE_H
#define BASE_FILE_INSIDE_H

#include "base/file.h"

/* Asked before each operation that can fail: whether a test wants it to. Sets errno. */
bool file_must_fail(void);

/* Both return false. The name is escaped; `-` is told as a standard stream. */
bool file_fail(FileError *error, const char *path, const char *why);
bool file_fail_errno(FileError *error, const char *path, int number);

#endif
