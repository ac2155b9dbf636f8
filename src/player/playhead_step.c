/* Going to the next and previous stop of a playhead, of each kind. */
#include "player/playhead.h"

#include <stdlib.h>

/* The playhead as a stop where it shows the same: all of an instant is its last step. */
Moment playhead_stop(const Playhead *playhead)
{
    Moment at = playhead->at;
    for (size_t low = 0, high = playhead->stops.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        Moment stop = playhead->stops.items[middle];
        if (moment_compare(stop, playhead->at) <= 0) {
            if (stop.t == playhead->at.t)
                at = stop;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return at;
}

size_t playhead_place(const Playhead *playhead)
{
    Moment at = playhead_stop(playhead);
    const Moment *stops = playhead->stops.items;
    size_t low = 0;
    for (size_t high = playhead->stops.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (moment_compare(stops[middle], at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool on = low < playhead->stops.count && moment_compare(stops[low], at) == 0;
    return 2 * low + on;
}

static bool step_event(Playhead *playhead, int direction)
{
    Moment at = playhead_stop(playhead);
    const Moment *found = NULL;
    for (size_t low = 0, high = playhead->stops.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        const Moment *stop = &playhead->stops.items[middle];
        int order = moment_compare(*stop, at);
        if (direction > 0 ? order > 0 : order < 0)
            found = stop;
        if (order < 0 || (order == 0 && direction > 0))
            low = middle + 1;
        else
            high = middle;
    }
    if (found)
        playhead_seek(playhead, *found);
    return found != NULL;
}

/* Instants are seen whole; before the first there is the empty start. */
static bool step_instant(Playhead *playhead, int direction)
{
    Moment start = playhead_start(playhead);
    if (direction < 0 && moment_compare(playhead->at, start) == 0)
        return false;
    const Moment *found = NULL;
    for (size_t low = 0, high = playhead->stops.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        const Moment *stop = &playhead->stops.items[middle];
        bool beyond = direction > 0 ? stop->t > playhead->at.t : stop->t < playhead->at.t;
        if (beyond)
            found = stop;
        if (stop->t < playhead->at.t || (stop->t == playhead->at.t && direction > 0))
            low = middle + 1;
        else
            high = middle;
    }
    bool opened = direction > 0 && moment_compare(playhead->at, start) == 0 &&
                  playhead->stops.count > 1 && playhead->stops.items[1].t == start.t;
    if (opened)
        playhead_seek(playhead, (Moment){start.t, ALL_STEPS});
    else if (found)
        playhead_seek(playhead, (Moment){found->t, ALL_STEPS});
    else
        playhead_seek(playhead, direction > 0 ? playhead_end(playhead) : start);
    return opened || found || direction < 0;
}

static bool step_note(Playhead *playhead, int direction)
{
    Moment at = playhead_stop(playhead);
    const Note *found = NULL;
    for (size_t i = 0; i < playhead->notes.count; i++) {
        const Note *note = &playhead->notes.items[i];
        int order = moment_compare(note->at, at);
        if (direction < 0 && order < 0)
            found = note;
        if (direction > 0 && order > 0 && !found)
            found = note;
    }
    if (found)
        playhead_seek(playhead, found->at);
    return found != NULL;
}

bool playhead_step(Playhead *playhead, StepKind kind, int direction)
{
    static bool (*const steps[])(Playhead *, int) = {[STEP_EVENT] = step_event,
                                                   [STEP_INSTANT] = step_instant,
                                                   [STEP_NOTE] = step_note};
    return steps[kind](playhead, direction);
}

Moment playhead_before(const Playhead *playhead, Moment at)
{
    Moment before = playhead_start(playhead);
    for (size_t low = 0, high = playhead->stops.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (moment_compare(playhead->stops.items[middle], at) < 0) {
            before = playhead->stops.items[middle];
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return before;
}

Moment playhead_snap(const Playhead *playhead, Moment at, int64_t reach)
{
    size_t low = 0, high = playhead->stops.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (playhead->stops.items[middle].t < at.t)
            low = middle + 1;
        else
            high = middle;
    }
    Moment best = at;
    int64_t distance = reach + 1;
    for (size_t i = low ? low - 1 : 0; i <= low && i < playhead->stops.count; i++) {
        int64_t off = llabs(playhead->stops.items[i].t - at.t);
        if (off < distance) {
            distance = off;
            best = (Moment){playhead->stops.items[i].t, ALL_STEPS};
        }
    }
    return best;
}
