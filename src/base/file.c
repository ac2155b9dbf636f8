/* Reading files, and what all file operations share. */
#include "base/file.h"

#include "base/escape.h"
#include "base/file_inside.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned long fail_countdown;

void file_fail_at(unsigned long n)
{
    fail_countdown = n;
}

bool file_must_fail(void)
{
    if (!fail_countdown || --fail_countdown)
        return false;
    errno = EIO;
    return true;
}

bool file_fail(FileError *error, const char *path, const char *why)
{
    Builder line = {0};
    escape_terminal(&line, str_of(strcmp(path, "-") == 0 ? "standard stream" : path));
    builder_printf(&line, ": %s", why);
    snprintf(error->text, sizeof error->text, "%s", line.at);
    builder_free(&line);
    return false;
}

bool file_fail_errno(FileError *error, const char *path, int number)
{
    return file_fail(error, path, strerror(number));
}

static bool read_all(int descriptor, const char *path, size_t limit, Builder *into,
                     FileError *error)
{
    static const size_t piece = 65536;
    char *bytes = mem_new(piece);
    size_t total = 0;
    bool ok = true;
    while (ok) {
        ssize_t got = file_must_fail() ? -1 : read(descriptor, bytes, piece);
        if (got == 0)
            break;
        if (got < 0) {
            ok = errno == EINTR || file_fail_errno(error, path, errno);
            continue;
        }
        total += (size_t)got;
        if (total <= limit) {
            builder_add(into, bytes, (size_t)got);
            continue;
        }
        char why[80];
        snprintf(why, sizeof why, "larger than the %zu bytes that are read", limit);
        ok = file_fail(error, path, why);
    }
    mem_free(bytes);
    return ok;
}

bool file_read(const char *path, size_t limit, Builder *into, FileError *error)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, path, limit, into, error);
    int descriptor = file_must_fail() ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return file_fail_errno(error, path, errno);
    struct stat about;
    bool ok;
    if (file_must_fail() || fstat(descriptor, &about) != 0)
        ok = file_fail_errno(error, path, errno);
    else if (S_ISDIR(about.st_mode))
        ok = file_fail_errno(error, path, EISDIR);
    else
        ok = read_all(descriptor, path, limit, into, error);
    close(descriptor);
    return ok;
}

bool file_same(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}
