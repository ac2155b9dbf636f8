/* What makes a timeline as long as it is, counted and added up: two of them are held against each
 * other to say why one is shorter. */
#ifndef TIMELINE_TALLY_H
#define TIMELINE_TALLY_H

#include <stdint.h>

#define NO_RESOURCE UINT32_MAX

/* Of very long timelines only the first spans are looked at. */
typedef struct Tally {
    int64_t waiting;      /* ns of sleeps and threads, added up */
    int64_t in_threads;   /* ns of them in threads */
    uint32_t sleeps, jobs, most_at_once;
    uint32_t blocks;
    int64_t blocked, block_each; /* ns; each: 0 where they differ */
    int64_t held;         /* ns in which the loop was held while others were late */
    uint32_t holder;      /* who did that longest, or NO_TASK */
    uint32_t failed, cut_off, struck;
    uint32_t narrow;      /* resource: a lock that was waited for, or NO_RESOURCE */
} Tally;

#endif
