/* Watching a file by looking: five times a second at its size, inode and time; when two looks in a
 * row agree and differ from what was read last, the content itself decides. Copes with every way
 * in which editors save, and with network file systems. */
#ifndef PLAYER_FOLLOW_H
#define PLAYER_FOLLOW_H

#include "base/file.h"

#include <stdint.h>

typedef struct Look {
    bool there;
    uint64_t device, inode;
    int64_t size, seconds, nanoseconds;
} Look;

typedef struct Follow {
    char *path;    /* NULL: nothing is followed */
    Look read;     /* as of the last reading */
    Look last;     /* the last look */
    double next;   /* when to look again, in the caller's seconds */
    Builder content; /* as last read */
    FileReading *reading; /* under way: a large file is read in pieces, one a look; or NULL */
    FileError error; /* why it can't be read */
    bool missing;    /* or can't be read */
} Follow;

typedef enum FollowNews {
    FOLLOW_SAME,
    FOLLOW_CHANGED, /* follow->content is new */
    FOLLOW_GONE,    /* the file has vanished; told once */
    FOLLOW_UNREADABLE, /* follow->error says why; told each time it is another file */
    FOLLOW_BACK     /* it is back as it was; told once */
} FollowNews;

extern const double follow_interval;

/* From now on `path` is followed; `content` is what was read of it. `-` is not followed. */
void follow_begin(Follow *follow, const char *path, Str content);
void follow_end(Follow *follow);
FollowNews follow_poll(Follow *follow, double now);
double follow_rest(const Follow *follow, double now); /* seconds until the next poll is wanted */

/* What was just written to the file by the program itself is no news. */
void follow_written(Follow *follow, Str content);

#endif
