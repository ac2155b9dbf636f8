#include "app/player.h"

#include <math.h>
#include <stdlib.h>

const double player_slowest = 0.1, player_fastest = 20;

static const double dwell_seconds = 0.3; /* on each step */
static const double loop_hold = 1.5;     /* at the end, before it begins anew */

void player_begin(Player *player)
{
    *player = (Player){.dwelling = true,
                       .fitted = true,
                       .direction = 1,
                       .speed = 1,
                       .fitted_length = PLAYER_FITTED_SECONDS};
}

void player_free(Player *player)
{
    array_free(&player->stops);
    array_free(&player->notes);
    array_free(&player->shown);
    schedule_free(&player->schedule);
}

Moment player_start(const Player *player)
{
    return player->stops.count ? player->stops.items[0] : (Moment){0};
}

Moment player_end(const Player *player)
{
    return player->stops.count ? player->stops.items[player->stops.count - 1] : (Moment){0};
}

double player_length(const Player *player)
{
    return player->schedule.length;
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

static void collect_notes(Player *player, const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t k = 0; k < lane->marks.count; k++)
            if (lane->marks.items[k].kind == MARK_NOTE)
                array_push(&player->notes,
                           (Note){lane->marks.items[k].at, lane->marks.items[k].pause});
    }
}

static void sort_notes(Player *player)
{
    size_t kept = 0;
    if (player->notes.count)
        qsort(player->notes.items, player->notes.count, sizeof *player->notes.items, by_note);
    for (size_t i = 0; i < player->notes.count; i++) {
        Note *note = &player->notes.items[i];
        if (kept && moment_compare(player->notes.items[kept - 1].at, note->at) == 0)
            player->notes.items[kept - 1].pause |= note->pause;
        else
            player->notes.items[kept++] = *note;
    }
    player->notes.count = kept;
}

/* The end counts as the last instant's last step where one happens then. */
static void sort_stops(Player *player, int64_t end)
{
    size_t kept = 1;
    Moment *stops = player->stops.items;
    qsort(stops, player->stops.count, sizeof *stops, by_moment);
    for (size_t i = 1; i < player->stops.count; i++)
        if (moment_compare(stops[i], stops[kept - 1]) != 0)
            stops[kept++] = stops[i];
    player->stops.count = kept;
    if (stops[kept - 1].t == end && kept > 1)
        stops[kept - 1].step = ALL_STEPS;
    else
        array_push(&player->stops, (Moment){end, ALL_STEPS});
}

static void make_schedule(Player *player);

void player_load(Player *player, const Lesson *lesson, uint32_t hidden)
{
    int64_t end = 0;
    player->stops.count = player->notes.count = player->shown.count = 0;
    array_push(&player->stops, (Moment){0, 0});
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        Timeline *timeline = lesson->timelines[i];
        if (hidden >> i & 1)
            continue;
        array_push(&player->shown, timeline);
        for (size_t k = 0; k < timeline->moments.count; k++)
            array_push(&player->stops, timeline->moments.items[k]);
        end = timeline->end > end ? timeline->end : end;
        collect_notes(player, timeline);
    }
    sort_stops(player, end);
    sort_notes(player);
    player->fitted_length =
        lesson->play_length > 0 ? lesson->play_length : PLAYER_FITTED_SECONDS;
    make_schedule(player);
    player_seek(player, player->at);
}

/* --- the schedule --- */

/* At a speed of its own the whole takes as long as its time does, and dwelling at most as long
 * again; fitted, both share the given length. */
static void make_schedule(Player *player)
{
    double end = (double)player_end(player).t / 1e9, steps = (double)(player->stops.count - 1);
    double dwell = player->dwelling ? dwell_seconds : 0, length = player->fitted_length;
    if (!player->fitted) {
        double travel = end / player->speed, dwelt = dwell * steps;
        length = end > 0 ? travel + fmin(dwelt, travel) : dwelt;
    }
    schedule_free(&player->schedule);
    player->schedule =
        schedule_make(player->shown.items, (uint32_t)player->shown.count, length, dwell);
}

/* The playhead stays where it is, at another real time. */
static void remake(Player *player)
{
    if (player->stops.count == 0)
        return;
    make_schedule(player);
    player_seek(player, player->at);
}

/* --- moving --- */

void player_seek(Player *player, Moment at)
{
    Moment start = player_start(player), end = player_end(player);
    player->at = moment_compare(at, start) < 0 ? start : moment_compare(at, end) > 0 ? end : at;
    player->real =
        player->schedule.knots.count ? schedule_real(&player->schedule, player->at) : 0;
    player->held = 0;
}

void player_play(Player *player, int direction)
{
    Moment far = direction > 0 ? player_end(player) : player_start(player);
    if (moment_compare(player->at, far) == 0)
        player_seek(player, direction > 0 ? player_start(player) : player_end(player));
    player->direction = direction;
    player->playing = true;
}

void player_pause(Player *player)
{
    player->playing = false;
}

void player_set_speed(Player *player, double speed)
{
    player->fitted = speed <= 0;
    if (!player->fitted)
        player->speed = fmin(fmax(speed, player_slowest), player_fastest);
    remake(player);
}

void player_set_dwelling(Player *player, bool dwelling)
{
    player->dwelling = dwelling;
    remake(player);
}

/* The first note with `pause` on the way from `from` (left out) to `to`, or NULL. */
static const Note *pause_between(const Player *player, Moment from, Moment to)
{
    for (size_t i = 0; i < player->notes.count; i++) {
        const Note *note = &player->notes.items[i];
        if (note->pause && moment_compare(note->at, from) > 0 && moment_compare(note->at, to) <= 0)
            return note;
    }
    return NULL;
}

static bool end_of_play(Player *player, double seconds)
{
    Moment far = player->direction > 0 ? player_end(player) : player_start(player);
    bool moved = moment_compare(player->at, far) != 0;
    double held = player->held;
    player_seek(player, far);
    if (!player->looping) {
        player->playing = false;
        return true;
    }
    player->held = held + seconds;
    if (player->held < loop_hold)
        return moved;
    player_seek(player, player->direction > 0 ? player_start(player) : player_end(player));
    return true;
}

bool player_advance(Player *player, double seconds)
{
    if (!player->playing || seconds <= 0 || player->stops.count == 0)
        return false;
    double real = player->real + seconds * player->direction;
    const Note *pause = NULL;
    if (player->direction > 0) {
        Moment to = real >= player_length(player) ? player_end(player)
                                                  : schedule_moment(&player->schedule, real);
        pause = pause_between(player, player->at, to);
    }
    if (pause) {
        player_seek(player, pause->at);
        player->playing = false;
        return true;
    }
    if (real <= 0 || real >= player_length(player))
        return end_of_play(player, seconds);
    Moment before = player->at;
    player->at = schedule_moment(&player->schedule, real);
    player->real = real;
    return moment_compare(before, player->at) != 0;
}

/* --- for the seek bar --- */

double player_part(const Player *player)
{
    double length = player_length(player);
    return length > 0 ? player->real / length : 1;
}

Moment player_at_part(const Player *player, double part)
{
    return schedule_moment(&player->schedule, fmin(fmax(part, 0), 1) * player_length(player));
}

double player_stands_for(const Player *player)
{
    const Schedule *schedule = &player->schedule;
    if (!player->playing || player->held > 0)
        return 0;
    size_t low = 0, high = schedule->knots.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (schedule->knots.items[middle].real <= player->real)
            low = middle;
        else
            high = middle;
    }
    const Knot *knot = &schedule->knots.items[low];
    if (low + 1 >= schedule->knots.count || knot[1].at.t != knot->at.t)
        return 0;
    return player->direction > 0 ? knot[1].real - player->real : player->real - knot->real;
}
