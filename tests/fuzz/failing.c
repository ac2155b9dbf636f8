/* Put before the C library (LD_PRELOAD): the FAIL_AT-th request for memory (FAIL_WHAT=memory) or
 * the FAIL_AT-th operation on files (FAIL_WHAT=files) fails, in the program or in its libraries.
 * How many there were is written to the file FAIL_COUNT. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static long at, seen;
static int memory, files;

__attribute__((constructor)) static void begin(void)
{
    const char *what = getenv("FAIL_WHAT"), *number = getenv("FAIL_AT");
    if (!what || !number)
        return;
    at = strtol(number, NULL, 10);
    memory = strcmp(what, "memory") == 0;
    files = !memory;
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("FAIL_COUNT");
    memory = files = 0;
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", seen);
        fclose(file);
    }
}

static int fails(int which, int number)
{
    if (!which || ++seen != at)
        return 0;
    errno = number;
    return 1;
}

/* RESULT: what a failure gives. */
#define PASSED(Type, result, which, number, name, parameters, arguments)                           \
    Type name parameters                                                                           \
    {                                                                                              \
        static Type(*real) parameters;                                                             \
        if (!real)                                                                                 \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        return fails(which, number) ? result : real arguments;                                     \
    }

PASSED(void *, NULL, memory, ENOMEM, malloc, (size_t size), (size))
PASSED(void *, NULL, memory, ENOMEM, calloc, (size_t count, size_t size), (count, size))
PASSED(void *, NULL, memory, ENOMEM, realloc, (void *old, size_t size), (old, size))

PASSED(FILE *, NULL, files, EIO, fopen, (const char *path, const char *mode), (path, mode))
PASSED(FILE *, NULL, files, EIO, fopen64, (const char *path, const char *mode), (path, mode))
PASSED(DIR *, NULL, files, EIO, opendir, (const char *path), (path))
PASSED(ssize_t, -1, files, EIO, read, (int file, void *into, size_t size), (file, into, size))
PASSED(ssize_t, -1, files, EIO, write, (int file, const void *from, size_t size),
       (file, from, size))
PASSED(int, -1, files, EIO, fstat, (int file, struct stat *about), (file, about))
PASSED(int, -1, files, EIO, fsync, (int file), (file))
PASSED(int, -1, files, EIO, ftruncate, (int file, off_t size), (file, size))
PASSED(int, -1, files, EIO, ftruncate64, (int file, off64_t size), (file, size))
PASSED(int, -1, files, EIO, fchmod, (int file, mode_t mode), (file, mode))
PASSED(int, -1, files, EIO, rename, (const char *from, const char *to), (from, to))
PASSED(int, -1, files, EIO, stat, (const char *path, struct stat *about), (path, about))
PASSED(int, -1, files, EIO, lstat, (const char *path, struct stat *about), (path, about))
PASSED(int, -1, files, EIO, access, (const char *path, int how), (path, how))
PASSED(ssize_t, -1, files, EIO, readlink, (const char *path, char *into, size_t size),
       (path, into, size))
PASSED(struct dirent *, NULL, files, EIO, readdir, (DIR *folder), (folder))
PASSED(size_t, 0, files, EIO, fread, (void *into, size_t size, size_t count, FILE *file),
       (into, size, count, file))
PASSED(void *, MAP_FAILED, files, ENOMEM, mmap,
       (void *where, size_t size, int protection, int flags, int file, off_t from),
       (where, size, protection, flags, file, from))

/* What is closed is closed, whatever is said of it. */
#define CLOSED(name, Handle)                                                                       \
    int name(Handle handle)                                                                        \
    {                                                                                              \
        static int (*real)(Handle);                                                                \
        if (!real)                                                                                 \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        int result = real(handle);                                                                 \
        return fails(files, EIO) ? -1 : result;                                                    \
    }

CLOSED(close, int)
CLOSED(fclose, FILE *)

#define OPENED(name)                                                                               \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        static int (*real)(const char *, int, ...);                                                \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;                                  \
        va_end(more);                                                                              \
        if (!real)                                                                                 \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        return fails(files, EIO) ? -1 : real(path, flags, mode);                                   \
    }

OPENED(open)
OPENED(open64)
