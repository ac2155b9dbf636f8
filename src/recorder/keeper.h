/* Between us and what we start: a process that ends with nothing left of all that it began. */
#ifndef RECORDER_KEEPER_H
#define RECORDER_KEEPER_H

#include <sys/types.h>

/* In a child that was just forked from `parent`: becomes the keeper, with a session of its own, and
 * forks once more. Returns only in that grandchild, which is killed where the keeper is.
 * The keeper itself waits until the grandchild has ended, SIGTERM comes, or `parent` is no more,
 * however it ended; then it kills whatever descends from it, children that left their session or
 * their parent too, and exits. */
void keeper_become(pid_t parent);

/* In the parent: tells a keeper to make an end, and waits for it. */
void keeper_end(pid_t keeper);

#endif
