#include "timeline/schedule.h"

#include <math.h>
#include <stdlib.h>

static int by_moment(const void *a, const void *b)
{
    return moment_compare(*(const Moment *)a, *(const Moment *)b);
}

typedef ARRAY(Moment) Moments;

/* Every step's moment, over all timelines, each once. */
static Moments all_moments(Timeline *const *timelines, uint32_t count, int64_t *end)
{
    Moments all = {0};
    *end = 0;
    for (uint32_t i = 0; i < count; i++) {
        for (size_t j = 0; j < timelines[i]->moments.count; j++)
            array_push(&all, moment_in(&timelines[i]->moments, j));
        if (timelines[i]->end > *end)
            *end = timelines[i]->end;
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_moment);
    size_t kept = 0;
    for (size_t i = 0; i < all.count; i++)
        if (!kept || moment_compare(all.items[kept - 1], all.items[i]) != 0)
            all.items[kept++] = all.items[i];
    all.count = kept;
    return all;
}

Schedule schedule_make(Timeline *const *timelines, uint32_t count, double length, double dwell)
{
    int64_t end;
    Moments all = all_moments(timelines, count, &end);
    double dwelling = dwell * (double)all.count;
    if (dwelling > length / 2 || end == 0)
        dwelling = end == 0 && dwelling < length ? dwelling : length / 2;
    double each = all.count ? dwelling / (double)all.count : 0;
    double pace = end ? (length - dwelling) / (double)end : 0; /* real seconds a virtual ns */

    Schedule schedule = {0};
    array_push(&schedule.knots, (Knot){0, {0, 0}});
    double dwelt = 0;
    for (size_t i = 0; i < all.count; i++) {
        Moment at = all.items[i];
        array_push(&schedule.knots, (Knot){(double)at.t * pace + dwelt, at});
        dwelt += each;
        if (i + 1 == all.count || all.items[i + 1].t != at.t)
            array_push(&schedule.knots,
                       (Knot){(double)at.t * pace + dwelt, {at.t, ALL_STEPS}});
    }
    schedule.length = (double)end * pace + dwelt;
    array_push(&schedule.knots, (Knot){schedule.length, {end, ALL_STEPS}});
    array_free(&all);
    return schedule;
}

void schedule_free(Schedule *schedule)
{
    array_free(&schedule->knots);
    array_free(&schedule->holds);
}

/* The last knot that is not after what `before` asks for. */
static size_t last_knot(const Schedule *schedule, double real)
{
    size_t low = 0, high = schedule->knots.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (schedule->knots.items[middle].real <= real)
            low = middle;
        else
            high = middle;
    }
    return low;
}

Moment schedule_moment(const Schedule *schedule, double real)
{
    for (size_t h = 0; h < schedule->holds.count; h++) {
        const Hold *hold = &schedule->holds.items[h];
        if (real >= hold->from && real < hold->to)
            return hold->at;
    }
    size_t i = last_knot(schedule, real);
    Knot from = schedule->knots.items[i];
    if (i + 1 == schedule->knots.count || real <= from.real)
        return from.at;
    Knot to = schedule->knots.items[i + 1];
    if (to.at.t == from.at.t || to.real <= from.real)
        return from.at;
    double part = (real - from.real) / (to.real - from.real);
    int64_t passed = (int64_t)llround(part * (double)(to.at.t - from.at.t));
    if (passed <= 0)
        return from.at;
    int64_t t = from.at.t + passed;
    return (Moment){t < to.at.t ? t : to.at.t - 1, ALL_STEPS};
}

double schedule_real(const Schedule *schedule, Moment at)
{
    size_t low = 0, high = schedule->knots.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (moment_compare(schedule->knots.items[middle].at, at) <= 0)
            low = middle;
        else
            high = middle;
    }
    Knot from = schedule->knots.items[low];
    if (low + 1 == schedule->knots.count || from.at.t >= at.t)
        return from.real;
    Knot to = schedule->knots.items[low + 1];
    if (to.at.t <= from.at.t)
        return from.real;
    double part = (double)(at.t - from.at.t) / (double)(to.at.t - from.at.t);
    return from.real + (part < 1 ? part : 1) * (to.real - from.real);
}
