#include "player/follow.h"

#include "base/mem.h"
#include "lesson/lesson.h"

#include <float.h>
#include <string.h>
#include <sys/stat.h>

const double follow_interval = 0.2;

static Look look_at(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return (Look){0};
    return (Look){.there = true,
                  .device = (uint64_t)info.st_dev,
                  .inode = (uint64_t)info.st_ino,
                  .size = (int64_t)info.st_size,
                  .seconds = (int64_t)info.st_mtim.tv_sec,
                  .nanoseconds = (int64_t)info.st_mtim.tv_nsec};
}

static bool same(const Look *a, const Look *b)
{
    return a->there == b->there && a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

void follow_begin(Follow *follow, const char *path, Str content)
{
    follow_end(follow);
    if (strcmp(path, "-") == 0)
        return;
    size_t length = strlen(path);
    follow->path = mem_new(length + 1);
    memcpy(follow->path, path, length);
    builder_str(&follow->content, content);
    /* Nothing looks like `read`, so that a save between reading and now is noticed by its
     * content. */
    follow->read.size = -1;
    follow->last = look_at(path);
}

void follow_end(Follow *follow)
{
    mem_free(follow->path);
    file_close(follow->reading, NULL);
    builder_free(&follow->content);
    *follow = (Follow){0};
}

void follow_written(Follow *follow, Str content)
{
    builder_clear(&follow->content);
    builder_str(&follow->content, content);
}

static FollowNews tell_unreadable(Follow *follow)
{
    follow->missing = true;
    return FOLLOW_UNREADABLE;
}

/* What was read is all of it. */
static FollowNews take(Follow *follow)
{
    Builder content = {0};
    file_close(follow->reading, &content);
    follow->reading = NULL;
    bool was_missing = follow->missing;
    follow->missing = false;
    if (str_equal(builder_view(&content), builder_view(&follow->content))) {
        builder_free(&content);
        return was_missing ? FOLLOW_BACK : FOLLOW_SAME;
    }
    builder_free(&follow->content);
    follow->content = content;
    return FOLLOW_CHANGED;
}

static FollowNews read_on(Follow *follow)
{
    enum { AT_ONCE = 2 << 20 }; /* bytes a look: about a millisecond */
    switch (file_go_on(follow->reading, AT_ONCE, &follow->error)) {
    case FILE_GOES_ON: return FOLLOW_SAME;
    case FILE_READ: return take(follow);
    default:
        file_close(follow->reading, NULL);
        follow->reading = NULL;
        return tell_unreadable(follow);
    }
}

/* The look has settled on something not read yet. */
static FollowNews read_again(Follow *follow)
{
    follow->read = follow->last;
    follow->reading =
        file_open(follow->path, lesson_max_bytes(str_of(follow->path)), &follow->error);
    return follow->reading ? read_on(follow) : tell_unreadable(follow);
}

FollowNews follow_poll(Follow *follow, double now)
{
    if (follow->reading)
        return read_on(follow);
    if (!follow->path || now < follow->next)
        return FOLLOW_SAME;
    follow->next = now + follow_interval;
    Look look = look_at(follow->path);
    bool settled = same(&look, &follow->last);
    follow->last = look;
    if (!settled || same(&look, &follow->read))
        return FOLLOW_SAME;
    if (look.there)
        return read_again(follow);
    follow->read = look;
    bool told = follow->missing;
    follow->missing = true;
    return told ? FOLLOW_SAME : FOLLOW_GONE;
}

double follow_rest(const Follow *follow, double now)
{
    return !follow->path ? DBL_MAX : follow->reading ? 0 : follow->next - now;
}
