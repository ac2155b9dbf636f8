/* Work that is done in slices: how much of it may still be done in this one. A unit is about a tenth
 * of a microsecond; counted and not timed, so that the same work is cut at the same places always. */
#ifndef BASE_BUDGET_H
#define BASE_BUDGET_H

#include <stddef.h>
#include <stdint.h>

#define BUDGET_ALL UINT64_MAX /* nobody waits: all of it in one slice */

static inline void budget_spend(uint64_t *budget, uint64_t work)
{
    if (*budget != BUDGET_ALL)
        *budget = *budget > work ? *budget - work : 0;
}

/* From `from` on as far as the budget goes, at most to `end`: where to stop. Spends it. */
static inline size_t budget_stretch(uint64_t *budget, size_t from, size_t end)
{
    size_t to = end - from < *budget ? end : from + (size_t)*budget;
    budget_spend(budget, to - from);
    return to;
}

#endif
