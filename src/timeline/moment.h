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
} Moment;
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

/* The same where at least `first` of them are known not to be after `at`, and the answer is near:
 * in strides that double. */
static inline size_t moments_onward(const void *items, size_t count, size_t size, size_t first,
                                    Moment at)
{
    size_t stride = 1;
    const char *bytes = items;
    while (first + stride < count &&
           moment_compare(*(const Moment *)(const void *)(bytes + (first + stride - 1) * size),
                          at) <= 0) {
        first += stride;
        stride *= 2;
    }
    size_t among = count - first < stride ? count - first : stride;
    return first + moments_until(bytes + first * size, among, size, at);
}

/* The same where about `guess` more than `first` are not after `at`: in strides from there. */
static inline size_t moments_near(const void *items, size_t count, size_t size, size_t first,
                                  size_t guess, Moment at)
{
    const char *bytes = items;
    size_t high = first + guess, stride = 1 + guess / 16;
    if (high >= count)
        return moments_onward(items, count, size, first, at);
    if (moment_compare(*(const Moment *)(const void *)(bytes + high * size), at) <= 0)
        return moments_onward(items, count, size, high + 1, at);
    while (high - first > stride &&
           moment_compare(*(const Moment *)(const void *)(bytes + (high - stride) * size), at) > 0) {
        high -= stride;
        stride *= 2;
    }
    size_t low = high - first > stride ? high - stride : first;
    return low + moments_until(bytes + low * size, high - low, size, at);
}

/* moments_until of an ARRAY whose items have their Moment in `member`. */
#define MOMENTS_UNTIL(array, member, moment)                                                       \
    ((array)->count ? moments_until(&(array)->items[0].member, (array)->count,                     \
                                    sizeof *(array)->items, (moment))                              \
                    : 0)

#endif
