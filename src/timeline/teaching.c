#include "timeline/teaching.h"

#include <stdlib.h>

static int by_order(const void *a, const void *b)
{
    const TeachingStep *x = a, *y = b;
    int order = moment_compare(x->at, y->at);
    if (order || !x->note || !y->note)
        return order;
    if (x->timeline != y->timeline)
        return (x->timeline > y->timeline) - (x->timeline < y->timeline);
    return (x->note->event > y->note->event) - (x->note->event < y->note->event);
}

static void sort(Teaching *teaching)
{
    if (teaching->count)
        qsort(teaching->items, teaching->count, sizeof *teaching->items, by_order);
}

static void add_notes(Teaching *teaching, const Timeline *timeline, uint32_t index)
{
    for (size_t i = 0; timeline->facts.has_mark[MARK_NOTE] && i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t k = 0; k < lane->marks.count; k++)
            if (lane->marks.items[k].kind == MARK_NOTE)
                array_push(teaching, ((TeachingStep){lane->marks.items[k].at,
                                                     &lane->marks.items[k], index}));
    }
}

static void add_instants(Teaching *teaching, const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->moments.count; i++) {
        int64_t t = moment_in(&timeline->moments, i).t;
        if (i + 1 == timeline->moments.count || moment_in(&timeline->moments, i + 1).t != t)
            array_push(teaching, ((TeachingStep){.at = {t, ALL_STEPS}}));
    }
}

/* Whether anything happens after `at`, so that the end is a step of its own. */
static bool goes_on(Timeline *const *timelines, uint32_t count, Moment at)
{
    for (uint32_t i = 0; i < count; i++) {
        const Timeline *timeline = timelines[i];
        size_t moments = timeline->moments.count;
        if (timeline->end > at.t ||
            (moments && moment_compare(moment_in(&timeline->moments, moments - 1), at) > 0))
            return true;
    }
    return false;
}

void teaching_make(Teaching *teaching, Timeline *const *timelines, uint32_t count)
{
    Moment end = {0, ALL_STEPS};
    size_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        add_notes(teaching, timelines[i], i);
        end.t = timelines[i]->end > end.t ? timelines[i]->end : end.t;
    }
    bool noted = teaching->count > 0;
    for (uint32_t i = 0; i < count && !noted; i++)
        add_instants(teaching, timelines[i]);
    sort(teaching);
    for (size_t i = 0; i < teaching->count; i++)
        if (noted || !kept ||
            moment_compare(teaching->items[kept - 1].at, teaching->items[i].at) != 0)
            teaching->items[kept++] = teaching->items[i];
    teaching->count = kept;
    if (!kept || goes_on(timelines, count, teaching->items[kept - 1].at))
        array_push(teaching, ((TeachingStep){.at = end}));
}

/* --- holds --- */

double teaching_reading(Str sentence)
{
    static const double letters_a_second = 16, least = 2;
    double seconds = 1 + (double)sentence.length / letters_a_second;
    return seconds > least ? seconds : least;
}

/* Knots from `first` on come later by `seconds`. */
static void delay(Schedule *schedule, size_t first, double seconds)
{
    for (size_t i = first; i < schedule->knots.count; i++)
        schedule->knots.items[i].real += seconds;
    schedule->length += seconds;
}

static size_t knot_of(const Schedule *schedule, Moment at)
{
    size_t found = 0;
    for (size_t i = 0; i < schedule->knots.count; i++)
        if (moment_compare(schedule->knots.items[i].at, at) <= 0)
            found = i;
    return found;
}

void teaching_hold(Schedule *schedule, const Teaching *teaching)
{
    for (size_t i = 0; i < teaching->count; i++) {
        const TeachingStep *step = &teaching->items[i];
        if (!step->note || !step->note->pause)
            continue;
        size_t knot = knot_of(schedule, step->at);
        double from = schedule->knots.items[knot].real;
        double seconds = teaching_reading(mark_words(step->note)->text);
        for (size_t k = 0; k < schedule->holds.count; k++)
            if (schedule->holds.items[k].at.t == step->at.t &&
                schedule->holds.items[k].at.step == step->at.step)
                from = schedule->holds.items[k].to;
        array_push(&schedule->holds, ((Hold){from, from + seconds, step->at, i}));
        delay(schedule, knot + 1, seconds);
    }
}

size_t teaching_held(const Schedule *schedule, double real)
{
    for (size_t i = 0; i < schedule->holds.count; i++)
        if (real >= schedule->holds.items[i].from && real < schedule->holds.items[i].to)
            return schedule->holds.items[i].step + 1;
    return 0;
}
