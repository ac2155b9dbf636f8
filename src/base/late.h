/* Libraries that are opened when they are first used. What they bring along takes longer to open than
 * most runs take, and who runs, checks or traces a scenario shall not wait for a window.
 *
 * A library's functions are named in a list, FUNCTION(SDL_Init) a line, of which a struct of pointers is
 * made, LATE_TABLE; late_table.h makes the function that gives it. */
#ifndef BASE_LATE_H
#define BASE_LATE_H

#include <stddef.h>

/* A member of the struct. */
#define LATE_MEMBER(name) __typeof__(&name) name;

/* Fills `table`, pointers to `count` functions of those names, where that has not been done yet.
 * Without the library the program ends as the system's linker lets one end that needs it from the
 * start, with nothing left behind (base/undo.h). */
void late_open(const char *file, const char *const *names, size_t count, void *table);

#endif
