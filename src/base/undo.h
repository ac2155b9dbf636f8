/* What a signal that ends the program leaves behind: temporaries and children, undone in its
 * handler. The one place with state of its own, since a handler can be given none. */
#ifndef BASE_UNDO_H
#define BASE_UNDO_H

#include <stdbool.h>
#include <sys/types.h>

/* From now on SIGINT, SIGTERM and SIGHUP, unless they are ignored, undo what is registered and end
 * the program with 128 and their number. */
void undo_on_signals(void);

/* Between the two no such signal comes: what makes a file or a child and registers it is one. They
 * may be nested. */
void undo_hold(void);
void undo_release(void);

/* Registers a file to be removed. The path must stay until it is unregistered. */
void undo_file(const char *path);
void undo_file_done(const char *path);

/* Registers a child to be killed. */
void undo_child(pid_t child);
void undo_child_done(pid_t child);

/* Undoes it all, for whoever has to leave at once. */
void undo_all(void);

#endif
