#include "player/playhead.h"

#include <math.h>
#include <stdlib.h>

const double playhead_slowest = 0.1, playhead_fastest = 20;

static const double dwell_seconds = 0.3; /* on each step */

void playhead_begin(Playhead *playhead)
{
    *playhead = (Playhead){.dwelling = true,
                       .fitted = true,
                       .direction = 1,
                       .speed = 1,
                       .fitted_length = PLAYHEAD_FITTED_SECONDS};
}

void playhead_free(Playhead *playhead)
{
    array_free(&playhead->stops);
    array_free(&playhead->notes);
    array_free(&playhead->shown);
    schedule_free(&playhead->schedule);
    array_free(&playhead->teaching);
}

Moment playhead_start(const Playhead *playhead)
{
    return playhead->stops.count ? playhead->stops.items[0] : (Moment){0};
}

Moment playhead_end(const Playhead *playhead)
{
    return playhead->stops.count ? playhead->stops.items[playhead->stops.count - 1] : (Moment){0};
}

double playhead_length(const Playhead *playhead)
{
    return playhead->schedule.length;
}

/* --- what there is to stop at --- */

static int by_moment(const void *a, const void *b)
{
    return moment_compare(*(const Moment *)a, *(const Moment *)b);
}

static int by_note(const void *a, const void *b)
{
    return moment_compare(((const Note *)a)->at, ((const Note *)b)->at);
}

static void collect_notes(Playhead *playhead, const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t k = 0; k < lane->marks.count; k++)
            if (lane->marks.items[k].kind == MARK_NOTE)
                array_push(&playhead->notes,
                           (Note){lane->marks.items[k].at, lane->marks.items[k].pause});
    }
}

static void sort_notes(Playhead *playhead)
{
    size_t kept = 0;
    if (playhead->notes.count)
        qsort(playhead->notes.items, playhead->notes.count, sizeof *playhead->notes.items, by_note);
    for (size_t i = 0; i < playhead->notes.count; i++) {
        Note *note = &playhead->notes.items[i];
        if (kept && moment_compare(playhead->notes.items[kept - 1].at, note->at) == 0)
            playhead->notes.items[kept - 1].pause |= note->pause;
        else
            playhead->notes.items[kept++] = *note;
    }
    playhead->notes.count = kept;
}

/* The end counts as the last instant's last step where one happens then. */
static void sort_stops(Playhead *playhead, int64_t end)
{
    size_t kept = 1;
    Moment *stops = playhead->stops.items;
    qsort(stops, playhead->stops.count, sizeof *stops, by_moment);
    for (size_t i = 1; i < playhead->stops.count; i++)
        if (moment_compare(stops[i], stops[kept - 1]) != 0)
            stops[kept++] = stops[i];
    playhead->stops.count = kept;
    if (stops[kept - 1].t == end && kept > 1)
        stops[kept - 1].step = ALL_STEPS;
    else
        array_push(&playhead->stops, (Moment){end, ALL_STEPS});
}

static void make_schedule(Playhead *playhead);

void playhead_load(Playhead *playhead, const Lesson *lesson, uint32_t hidden)
{
    int64_t end = 0;
    playhead->stops.count = playhead->notes.count = playhead->shown.count = 0;
    array_push(&playhead->stops, (Moment){0, 0});
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        Timeline *timeline = lesson->timelines[i];
        if (hidden >> i & 1)
            continue;
        array_push(&playhead->shown, timeline);
        for (size_t k = 0; k < timeline->moments.count; k++)
            array_push(&playhead->stops, moment_in(&timeline->moments, k));
        end = timeline->end > end ? timeline->end : end;
        collect_notes(playhead, timeline);
    }
    sort_stops(playhead, end);
    sort_notes(playhead);
    playhead->fitted_length =
        lesson->play_length > 0 ? lesson->play_length : PLAYHEAD_FITTED_SECONDS;
    make_schedule(playhead);
    playhead->teaching.count = 0;
    teaching_make(&playhead->teaching, playhead->shown.items, (uint32_t)playhead->shown.count);
    playhead_seek(playhead, playhead->at);
}

/* --- the schedule --- */

/* At a speed of its own the whole takes as long as its time does, and dwelling at most as long
 * again; fitted, both share the given length. */
static void make_schedule(Playhead *playhead)
{
    double end = (double)playhead_end(playhead).t / 1e9;
    double steps = (double)(playhead->stops.count - 1);
    double dwell = playhead->dwelling ? dwell_seconds : 0, length = playhead->fitted_length;
    if (!playhead->fitted) {
        double travel = end / playhead->speed, dwelt = dwell * steps;
        length = end > 0 ? travel + fmin(dwelt, travel) : dwelt;
    }
    schedule_free(&playhead->schedule);
    playhead->schedule =
        schedule_make(playhead->shown.items, (uint32_t)playhead->shown.count, length, dwell);
}

/* The playhead stays where it is, at another real time. */
static void remake(Playhead *playhead)
{
    if (playhead->stops.count == 0)
        return;
    make_schedule(playhead);
    playhead_seek(playhead, playhead->at);
}

/* --- moving --- */

void playhead_seek(Playhead *playhead, Moment at)
{
    Moment start = playhead_start(playhead), end = playhead_end(playhead);
    playhead->at = moment_compare(at, start) < 0 ? start : moment_compare(at, end) > 0 ? end : at;
    playhead->real =
        playhead->schedule.knots.count ? schedule_real(&playhead->schedule, playhead->at) : 0;
    playhead->held = 0;
    playhead->glides = false;
    playhead->told = 0;
}

void playhead_pause(Playhead *playhead)
{
    playhead->playing = false;
}

void playhead_set_speed(Playhead *playhead, double speed)
{
    playhead->fitted = speed <= 0;
    if (!playhead->fitted)
        playhead->speed = fmin(fmax(speed, playhead_slowest), playhead_fastest);
    remake(playhead);
}

void playhead_set_dwelling(Playhead *playhead, bool dwelling)
{
    playhead->dwelling = dwelling;
    remake(playhead);
}

Moment playhead_at_part(const Playhead *playhead, double part)
{
    return schedule_moment(&playhead->schedule, fmin(fmax(part, 0), 1) * playhead_length(playhead));
}

double playhead_stands_for(const Playhead *playhead)
{
    const Schedule *schedule = &playhead->schedule;
    if (!playhead->playing || playhead->held > 0)
        return 0;
    size_t low = 0, high = schedule->knots.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (schedule->knots.items[middle].real <= playhead->real)
            low = middle;
        else
            high = middle;
    }
    const Knot *knot = &schedule->knots.items[low];
    if (low + 1 >= schedule->knots.count || knot[1].at.t != knot->at.t)
        return 0;
    return playhead->direction > 0 ? knot[1].real - playhead->real : playhead->real - knot->real;
}
