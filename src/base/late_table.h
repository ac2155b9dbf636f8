/* Not by itself: `const LATE_TABLE *LATE_GIVES(void)`, the functions that LATE_LIST names of the library
 * LATE_FILE. On a page everything is one file, and there from the start. */
#include "base/late.h"

const LATE_TABLE *LATE_GIVES(void)
{
#ifdef __EMSCRIPTEN__
    static const LATE_TABLE table = {
#define FUNCTION(name) .name = name,
#include LATE_LIST
#undef FUNCTION
    };
#else
    static LATE_TABLE table;
    static const char *const names[] = {
#define FUNCTION(name) #name,
#include LATE_LIST
#undef FUNCTION
    };
    late_open(LATE_FILE, names, sizeof names / sizeof *names, &table);
#endif
    return &table;
}
