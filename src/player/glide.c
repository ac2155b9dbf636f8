#include "player/glide.h"

#include <math.h>

static const double shortest = 1, longest = 2; /* seconds of a way */

static const TeachingStep *step_of(const Playhead *playhead)
{
    return playhead->told ? &playhead->teaching.items[playhead->told - 1] : NULL;
}

const TeachingStep *playhead_told(const Playhead *playhead)
{
    return playhead->glides ? NULL : step_of(playhead);
}

/* Where the playhead is on its way when nothing was told before: the next step, the last one. */
static size_t next_of(const Playhead *playhead, int direction)
{
    const Teaching *teaching = &playhead->teaching;
    Moment at = playhead->at, end = playhead_end(playhead);
    if (playhead->told)
        return playhead->told + (size_t)direction; /* 0 below the first */
    bool at_end = moment_compare(at, end) == 0;
    size_t before = 0;
    for (size_t i = 0; i < teaching->count; i++) {
        int order = moment_compare(teaching->items[i].at, at);
        bool same = order == 0 || (at_end && i + 1 == teaching->count);
        if (direction > 0 && order > 0 && !same)
            return i + 1;
        if (direction < 0 && order < 0 && !same)
            before = i + 1;
    }
    return direction > 0 ? teaching->count + 1 : before;
}

static void arrive(Playhead *playhead)
{
    size_t told = playhead->told;
    Moment at = told ? playhead->teaching.items[told - 1].at : playhead_start(playhead);
    playhead_seek(playhead, at);
    playhead->told = told;
}

bool playhead_teach(Playhead *playhead, int direction, bool at_once)
{
    playhead->playing = false;
    if (playhead->glides) {
        arrive(playhead);
        return true;
    }
    size_t next = next_of(playhead, direction);
    Moment start = playhead_start(playhead);
    if (next > playhead->teaching.count ||
        (next == 0 && moment_compare(playhead->at, start) == 0 && !playhead->told))
        return false;
    Moment to = next ? playhead->teaching.items[next - 1].at : start;
    double from = playhead->real, target = schedule_real(&playhead->schedule, to);
    playhead->told = next;
    if (at_once || fabs(target - from) < 1e-9) {
        arrive(playhead);
        return true;
    }
    playhead->glides = true;
    playhead->glide_from = from;
    playhead->glide_to = target;
    playhead->glide_passed = 0;
    return true;
}

/* Eased at both ends, so that the eye can go along. */
bool playhead_glide(Playhead *playhead, double seconds)
{
    double way = fabs(playhead->glide_to - playhead->glide_from);
    double takes = fmin(fmax(way * 0.5, shortest), longest);
    playhead->glide_passed += seconds;
    double part = playhead->glide_passed / takes;
    if (part >= 1) {
        arrive(playhead);
        return true;
    }
    double eased = part * part * (3 - 2 * part);
    playhead->real =
        playhead->glide_from + (playhead->glide_to - playhead->glide_from) * eased;
    playhead->at = schedule_moment(&playhead->schedule, playhead->real);
    return true;
}

void playhead_tell_first(Playhead *playhead)
{
    for (size_t i = 0; i < playhead->teaching.count; i++)
        if (moment_compare(playhead->teaching.items[i].at, playhead->at) == 0) {
            playhead->told = i + 1;
            return;
        }
}

bool playhead_tell_next(Playhead *playhead)
{
    const TeachingStep *step = playhead_told(playhead);
    size_t next = playhead->told;
    if (!step || !step->note || next >= playhead->teaching.count ||
        moment_compare(playhead->teaching.items[next].at, step->at) != 0 ||
        !playhead->teaching.items[next].note)
        return false;
    playhead->told = next + 1;
    return true;
}
