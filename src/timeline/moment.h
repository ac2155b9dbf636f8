/* A point of play. */
#ifndef TIMELINE_MOMENT_H
#define TIMELINE_MOMENT_H

#include <stddef.h>
#include <stdint.h>

/* Virtual time, and how many of the loop's steps at that very instant have had their turn
 * (ALL_STEPS: all). Every event has its Moment, so that an instant can be opened up. */
typedef struct Moment {
    int64_t t;      /* ns */
    uint32_t step;  /* 1.. within the instant; events before the instant's first step have 0 */
} __attribute__((packed, aligned(4))) Moment; /* 12 bytes: a run has millions of them */
#define ALL_STEPS UINT32_MAX
static inline int moment_compare(Moment a, Moment b)
{
    return a.t != b.t ? (a.t > b.t) - (a.t < b.t) : (a.step > b.step) - (a.step < b.step);
}

/* How many of `count` items of `size` bytes, in the order of time, are not after `at`, by halving;
 * `items` points at the first one's Moment. */
static inline size_t moments_until(const void *items, size_t count, size_t size, Moment at)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const Moment *there = (const Moment *)(const void *)((const char *)items + middle * size);
        if (moment_compare(*there, at) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Moments in order that lie among other things: `apart` bytes from one to the next. */
typedef struct MomentView {
    const Moment *first;
    size_t count, apart;
} MomentView;

static inline Moment moment_in(const MomentView *moments, size_t index)
{
    const char *bytes = (const char *)moments->first + index * moments->apart;
    return *(const Moment *)(const void *)bytes;
}

/* moments_until of an ARRAY whose items have their Moment in `member`. */
#define MOMENTS_UNTIL(array, member, moment)                                                       \
    ((array)->count ? moments_until(&(array)->items[0].member, (array)->count,                     \
                                    sizeof *(array)->items, (moment))                              \
                    : 0)

#endif
