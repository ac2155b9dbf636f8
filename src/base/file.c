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
    /* Of a path that is too long its end is kept, and the reason always. */
    size_t most = sizeof error->text / 2, skip = line.length > most ? line.length - most : 0;
    while (skip && skip < line.length && ((unsigned char)line.at[skip] & 0xC0) == 0x80)
        skip++;
    snprintf(error->text, sizeof error->text, "%s%s: %s", skip ? "..." : "", line.at + skip, why);
    builder_free(&line);
    return false;
}

bool file_fail_errno(FileError *error, const char *path, int number)
{
    return file_fail(error, path, strerror(number));
}

/* A pipe that the shell handed over under a name, as `<(command)` does. */
static bool is_handed_over(const char *path)
{
    static const char *const folders[] = {"/dev/fd/", "/dev/stdin", "/proc/self/fd/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (strncmp(path, folders[i], strlen(folders[i])) == 0)
            return true;
    return false;
}

/* What lies at the path: a file, or a pipe that may be waited for. */
static bool check_kind(int descriptor, const char *path, FileError *error)
{
    struct stat about;
    if (file_must_fail() || fstat(descriptor, &about) != 0)
        return file_fail_errno(error, path, errno);
    if (S_ISDIR(about.st_mode))
        return file_fail_errno(error, path, EISDIR);
    if (S_ISREG(about.st_mode))
        return true;
    if (is_handed_over(path))
        return fcntl(descriptor, F_SETFL, 0) == 0 || file_fail_errno(error, path, errno);
    return file_fail(error, path, S_ISFIFO(about.st_mode)
                                      ? "is a pipe, not a file; standard input (-) takes one"
                                      : "is a device, not a file");
}

struct FileReading {
    const char *path;
    size_t limit;
    int descriptor;
    Builder content;
};

FileReading *file_open(const char *path, size_t limit, FileError *error)
{
    bool standard = strcmp(path, "-") == 0;
    /* Opened so, a pipe without a writer is not waited for. */
    int descriptor = standard           ? STDIN_FILENO
                     : file_must_fail() ? -1
                                        : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        file_fail_errno(error, path, errno);
        return NULL;
    }
    if (!standard && !check_kind(descriptor, path, error)) {
        close(descriptor);
        return NULL;
    }
    FileReading *reading = mem_new(sizeof *reading);
    *reading = (FileReading){.path = path, .limit = limit, .descriptor = descriptor};
    return reading;
}

/* Straight into the text, with room for what comes next. */
static ssize_t read_piece(FileReading *reading)
{
    static const size_t piece = 65536;
    char *room = builder_space(&reading->content, piece);
    ssize_t got = file_must_fail() ? -1 : read(reading->descriptor, room, piece);
    builder_wrote(&reading->content, room + (got > 0 ? got : 0));
    return got;
}

FileProgress file_go_on(FileReading *reading, size_t most, FileError *error)
{
    size_t before = reading->content.length;
    while (reading->content.length - before < most) {
        ssize_t got = read_piece(reading);
        if (got == 0)
            return FILE_READ;
        if (got < 0 && errno != EINTR) {
            file_fail_errno(error, reading->path, errno);
            return FILE_FAILED;
        }
        if (reading->content.length > reading->limit) {
            char why[80];
            snprintf(why, sizeof why, "larger than the %zu bytes that are read", reading->limit);
            file_fail(error, reading->path, why);
            return FILE_FAILED;
        }
    }
    return FILE_GOES_ON;
}

void file_close(FileReading *reading, Builder *into)
{
    if (!reading)
        return;
    if (reading->descriptor != STDIN_FILENO)
        close(reading->descriptor);
    if (into && into->length == 0) {
        builder_free(into);
        *into = reading->content;
        reading->content = (Builder){0};
    } else if (into) {
        builder_str(into, builder_view(&reading->content));
    }
    builder_free(&reading->content);
    mem_free(reading);
}

bool file_read(const char *path, size_t limit, Builder *into, FileError *error)
{
    FileReading *reading = file_open(path, limit, error);
    bool read = reading && file_go_on(reading, SIZE_MAX, error) == FILE_READ;
    file_close(reading, read ? into : NULL);
    return read;
}

bool file_same(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}
