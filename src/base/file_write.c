/* Writing files. What is written goes to a temporary beside the target and takes its place in one rename,
 * so that whoever reads, and whoever kills us, finds the old file or the new one, whole.
 *
 * Two runs that write the same file share the temporary's name; a lock on it lets one of them
 * through and gives the other an error. */
#include "base/file.h"

#include "base/escape.h"
#include "base/file_inside.h"
#include "base/mem.h"
#include "base/undo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct FileWriter {
    int descriptor;
    int failed;         /* errno of the first write that failed, 0 for none */
    bool through;       /* a device, a pipe or standard output: nothing to rename */
    Builder name;       /* as the caller knows it, for messages */
    Builder target;     /* with its links followed */
    Builder temporary;
};

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Follows links by hand, since the last one may point to a file that is yet to be made. */
static bool follow_links(Builder *path)
{
    for (int hops = 0; hops < 40; hops++) {
        struct stat about;
        if (lstat(path->at, &about) != 0 || !S_ISLNK(about.st_mode))
            return true;
        char link[4096];
        ssize_t length = file_must_fail() ? -1 : readlink(path->at, link, sizeof link);
        if (length < 0)
            return false;
        if (link[0] == '/')
            builder_clear(path);
        else
            path->length = folder_length(path->at);
        builder_add(path, link, (size_t)length);
    }
    errno = ELOOP;
    return false;
}

static void name_temporary(FileWriter *writer)
{
    size_t folder = folder_length(writer->target.at);
    const char *name = writer->target.at + folder;
    size_t length = strlen(name);
    builder_add(&writer->temporary, writer->target.at, folder);
    builder_char(&writer->temporary, '.');
    builder_add(&writer->temporary, name, length < 200 ? length : 200);
    builder_text(&writer->temporary, ".interleave-tmp");
}

/* What a killed run left behind is ours to write over; what somebody else put there, or links to
 * from elsewhere, is not. */
static bool is_leftover(const struct stat *about)
{
    return S_ISREG(about->st_mode) && about->st_uid == geteuid() && about->st_nlink == 1;
}

/* True where descriptor and path are still the same file, and ours alone by lock. */
static bool lock_temporary(int descriptor, const char *path)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(descriptor, F_SETLK, &lock) != 0) {
        /* A file system without locks is no reason not to write. */
        if (errno != EACCES && errno != EAGAIN)
            return true;
        errno = EBUSY;
        return false;
    }
    struct stat here, there;
    if (file_must_fail() || fstat(descriptor, &here) != 0 || lstat(path, &there) != 0) {
        int why = errno;
        unlink(path);
        errno = why;
        return false;
    }
    errno = EBUSY;
    return here.st_ino == there.st_ino && here.st_dev == there.st_dev;
}

/* The temporary is ours: empty, with the old file's permissions. */
static bool prepare_temporary(FileWriter *writer, const struct stat *old)
{
    if (file_must_fail() || ftruncate(writer->descriptor, 0) != 0)
        return false;
    if (!old)
        return true;
    /* The owner can be kept by root only; without it the permissions still are. */
    if (fchown(writer->descriptor, old->st_uid, old->st_gid) != 0)
        errno = 0;
    return !file_must_fail() && fchmod(writer->descriptor, old->st_mode & 07777) == 0;
}

static bool open_temporary(FileWriter *writer, const struct stat *old)
{
    const char *path = writer->temporary.at;
    struct stat about;
    if (lstat(path, &about) == 0 && !is_leftover(&about) && unlink(path) != 0)
        return false;
    int flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
    writer->descriptor = file_must_fail() ? -1 : open(path, flags, 0666);
    if (writer->descriptor < 0)
        return false;
    if (!lock_temporary(writer->descriptor, path))
        return false;
    undo_file(path);
    if (prepare_temporary(writer, old))
        return true;
    int why = errno;
    unlink(path);
    undo_file_done(path);
    errno = why;
    return false;
}

static bool open_target(FileWriter *writer, const char *path)
{
    struct stat about;
    bool exists = stat(path, &about) == 0;
    if (!exists && errno != ENOENT)
        return false;
    if (exists && S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (exists && !S_ISREG(about.st_mode)) {
        writer->through = true;
        writer->descriptor = file_must_fail() ? -1 : open(path, O_WRONLY | O_CLOEXEC);
        return writer->descriptor >= 0;
    }
    if (exists && access(path, W_OK) != 0)
        return false;
    builder_text(&writer->target, path);
    if (!follow_links(&writer->target))
        return false;
    name_temporary(writer);
    undo_hold();
    bool opened = open_temporary(writer, exists ? &about : NULL);
    undo_release();
    return opened;
}

bool file_misses_folder(const char *path, FileError *error)
{
    struct stat about;
    Builder folder = {0}, why = {0};
    bool missing = false;
    for (const char *at = *path ? strchr(path + 1, '/') : NULL; at && !missing;
         at = strchr(at + 1, '/')) {
        builder_clear(&folder);
        builder_add(&folder, path, (size_t)(at - path));
        missing = stat(folder.at, &about) != 0 && errno == ENOENT;
    }
    if (missing) {
        builder_text(&why, "there is no folder ");
        escape_terminal(&why, builder_view(&folder));
        builder_text(&why, "; `mkdir -p ");
        escape_terminal(&why, (Str){path, folder_length(path) - 1});
        builder_text(&why, "` makes it");
        file_fail(error, path, why.length < 200 ? why.at
                                                : "a folder on the way is missing; make it first");
    }
    builder_free(&folder);
    builder_free(&why);
    return missing;
}

static void writer_free(FileWriter *writer)
{
    builder_free(&writer->name);
    builder_free(&writer->target);
    builder_free(&writer->temporary);
    mem_free(writer);
}

FileWriter *file_begin(const char *path, FileError *error)
{
    FileWriter *writer = mem_new(sizeof *writer);
    builder_text(&writer->name, path);
    writer->descriptor = -1;
    if (strcmp(path, "-") == 0) {
        writer->through = true;
        writer->descriptor = STDOUT_FILENO;
        return writer;
    }
    if (open_target(writer, path))
        return writer;
    if (errno == EBUSY)
        file_fail(error, path, "another run is writing this file");
    else if (errno != ENOENT || !file_misses_folder(path, error))
        file_fail_errno(error, path, errno);
    /* A temporary that could not be locked stays where it is: it is another run's. */
    if (writer->descriptor >= 0)
        close(writer->descriptor);
    writer_free(writer);
    return NULL;
}

bool file_put(FileWriter *writer, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size && !writer->failed) {
        ssize_t put = file_must_fail() ? -1 : write(writer->descriptor, at, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0) {
            writer->failed = errno;
            break;
        }
        at += put;
        size -= (size_t)put;
    }
    return !writer->failed;
}

void file_spill(FileWriter *writer, Builder *out)
{
    enum { MUCH = 64 * 1024 };
    if (!writer || out->length < MUCH)
        return;
    file_put(writer, out->at, out->length);
    builder_clear(out);
}

bool file_failed(const FileWriter *writer)
{
    return writer->failed != 0;
}

bool file_goes_through(const FileWriter *writer)
{
    return writer->through;
}

int file_descriptor(FileWriter *writer)
{
    return writer->descriptor;
}

const char *file_temporary(FileWriter *writer)
{
    return writer->temporary.at;
}

/* Makes the rename itself last; a folder that can't be synced is no reason to fail. */
static void sync_folder(const char *path)
{
    Builder folder = {0};
    builder_add(&folder, path, folder_length(path));
    int descriptor = open(folder.length ? folder.at : ".", O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        (void)fsync(descriptor);
        close(descriptor);
    }
    builder_free(&folder);
}

/* The temporary becomes the target, while it is still open, and so still locked. */
static bool put_in_place(FileWriter *writer)
{
    if (file_must_fail() || fsync(writer->descriptor) != 0)
        return false;
    return !file_must_fail() && rename(writer->temporary.at, writer->target.at) == 0;
}

/* Closes, and says in errno what went wrong, if anything. What fsync took is safe whatever close
 * says; what went through to a device is only told there. */
static bool finish(FileWriter *writer)
{
    bool ok = !writer->failed;
    int why = writer->failed;
    undo_hold();
    if (ok && !writer->through && !put_in_place(writer)) {
        ok = false;
        why = errno;
    }
    if (!ok && !writer->through)
        unlink(writer->temporary.at);
    undo_file_done(writer->temporary.at);
    undo_release();
    if (writer->descriptor != STDOUT_FILENO && close(writer->descriptor) != 0 && ok &&
        writer->through) {
        ok = false;
        why = errno;
    }
    errno = why;
    return ok;
}

bool file_commit(FileWriter *writer, FileError *error)
{
    bool ok = finish(writer);
    if (!ok)
        file_fail_errno(error, writer->name.at, errno);
    else if (!writer->through)
        sync_folder(writer->target.at);
    writer_free(writer);
    return ok;
}

void file_abandon(FileWriter *writer)
{
    if (!writer)
        return;
    writer->failed = ECANCELED;
    finish(writer);
    writer_free(writer);
}

bool file_replace(const char *path, Str content, FileError *error)
{
    FileWriter *writer = file_begin(path, error);
    if (!writer)
        return false;
    file_put(writer, content.at, content.length);
    return file_commit(writer, error);
}
