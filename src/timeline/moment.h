/* A point of play. */
#ifndef TIMELINE_MOMENT_H
#define TIMELINE_MOMENT_H

#include <stdint.h>

/* Virtual time, and how many of the loop's steps at that very instant have had their turn
 * (ALL_STEPS: all). Every event has its Moment, so that an instant can be opened up. */
typedef struct Moment {
    int64_t t;      /* ns */
    uint32_t step;  /* 1.. within the instant; events before the instant's first step have 0 */
} Moment;
#define ALL_STEPS UINT32_MAX
static inline int moment_compare(Moment a, Moment b)
{
    return a.t != b.t ? (a.t > b.t) - (a.t < b.t) : (a.step > b.step) - (a.step < b.step);
}

#endif
