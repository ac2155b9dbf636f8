/* What names hold at a moment: folded from a trace that tells it. */
#ifndef TIMELINE_VALUES_H
#define TIMELINE_VALUES_H

#include "base/array.h"
#include "timeline/moment.h"
#include "trace/trace.h"

typedef struct NameState {
    Moment at;
    Str text; /* what it holds from here on; at == NULL: nothing */
} NameState;

typedef struct NameTrack {
    Str name;
    uint32_t depth; /* of its call, 0: the task's own */
    uint32_t next;  /* index + 1 of the same lane's next track, 0: none */
    ARRAY(NameState) states; /* in order, one a moment */
} NameTrack;

typedef struct LaneTracks {
    uint32_t first, last; /* index + 1; 0: none */
} LaneTracks;

typedef struct Values {
    Arena arena; /* owns the texts */
    ARRAY(NameTrack) tracks;
    ARRAY(LaneTracks) lanes; /* by index + 1; the first: the shared names' */
    int64_t from; /* ns: before that nothing is told */
    bool ends;   /* from `end` on nothing is told any more */
    Moment end;
} Values;

/* NULL where the trace tells of none. The caller owns the result. */
Values *values_fold(const Trace *trace);
void values_free(Values *values); /* NULL is fine */

typedef struct NameNow {
    Str name, text;
    uint32_t depth;
    Moment since;
    Str before; /* what it held until then; at == NULL: nothing */
} NameNow;

/* What the names of a lane (NO_TASK: the shared ones) hold, those of outer calls first; at most
 * `most`. `values` may be NULL. */
size_t values_at(const Values *values, uint32_t lane, Moment at, NameNow *names, size_t most);

#endif
