/* Playing: letting time pass. */
#include "player/glide.h"

#include <math.h>

static const double loop_hold = 1.5; /* at the end, before it begins anew */

void playhead_play(Playhead *playhead, int direction)
{
    Moment far = direction > 0 ? playhead_end(playhead) : playhead_start(playhead);
    if (direction > 0 && playhead_tell_next(playhead))
        return;
    if (moment_compare(playhead->at, far) == 0)
        playhead_seek(playhead, direction > 0 ? playhead_start(playhead) : playhead_end(playhead));
    playhead->glides = false;
    playhead->told = 0;
    playhead->direction = direction;
    playhead->playing = true;
}

/* The first note with `pause` on the way from `from` (left out) to `to`, or NULL. */
static const Note *pause_between(const Playhead *playhead, Moment from, Moment to)
{
    for (size_t i = 0; i < playhead->notes.count; i++) {
        const Note *note = &playhead->notes.items[i];
        if (note->pause && moment_compare(note->at, from) > 0 && moment_compare(note->at, to) <= 0)
            return note;
    }
    return NULL;
}

static bool end_of_play(Playhead *playhead, double seconds)
{
    Moment far = playhead->direction > 0 ? playhead_end(playhead) : playhead_start(playhead);
    bool moved = moment_compare(playhead->at, far) != 0;
    double held = playhead->held;
    playhead_seek(playhead, far);
    if (!playhead->looping) {
        playhead->playing = false;
        return true;
    }
    playhead->held = held + seconds;
    if (playhead->held < loop_hold)
        return moved;
    playhead_seek(playhead,
                  playhead->direction > 0 ? playhead_start(playhead) : playhead_end(playhead));
    return true;
}

bool playhead_advance(Playhead *playhead, double seconds)
{
    if (playhead->glides)
        return playhead_glide(playhead, seconds);
    if (!playhead->playing || seconds <= 0 || playhead->stops.count == 0)
        return false;
    double real = playhead->real + seconds * playhead->direction;
    const Note *pause = NULL;
    if (playhead->direction > 0) {
        Moment to = real >= playhead_length(playhead) ? playhead_end(playhead)
                                                  : schedule_moment(&playhead->schedule, real);
        pause = pause_between(playhead, playhead->at, to);
    }
    if (pause) {
        playhead_seek(playhead, pause->at);
        playhead->playing = false;
        playhead_tell_first(playhead);
        return true;
    }
    if (real <= 0 || real >= playhead_length(playhead))
        return end_of_play(playhead, seconds);
    Moment before = playhead->at;
    playhead->at = schedule_moment(&playhead->schedule, real);
    playhead->real = real;
    return moment_compare(before, playhead->at) != 0;
}
