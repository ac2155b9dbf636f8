/* Going to the next and previous stop of a player, of each kind. */
#include "app/player.h"

#include <stdlib.h>

/* The playhead as a stop where it shows the same: all of an instant is its last step. */
static Moment as_stop(const Player *player)
{
    Moment at = player->at;
    for (size_t low = 0, high = player->stops.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        Moment stop = player->stops.items[middle];
        if (moment_compare(stop, player->at) <= 0) {
            if (stop.t == player->at.t)
                at = stop;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return at;
}

static bool step_event(Player *player, int direction)
{
    Moment at = as_stop(player);
    const Moment *found = NULL;
    for (size_t low = 0, high = player->stops.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        const Moment *stop = &player->stops.items[middle];
        int order = moment_compare(*stop, at);
        if (direction > 0 ? order > 0 : order < 0)
            found = stop;
        if (order < 0 || (order == 0 && direction > 0))
            low = middle + 1;
        else
            high = middle;
    }
    if (found)
        player_seek(player, *found);
    return found != NULL;
}

/* Instants are seen whole; before the first there is the empty start. */
static bool step_instant(Player *player, int direction)
{
    Moment start = player_start(player);
    if (direction < 0 && moment_compare(player->at, start) == 0)
        return false;
    const Moment *found = NULL;
    for (size_t low = 0, high = player->stops.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        const Moment *stop = &player->stops.items[middle];
        bool beyond = direction > 0 ? stop->t > player->at.t : stop->t < player->at.t;
        if (beyond)
            found = stop;
        if (stop->t < player->at.t || (stop->t == player->at.t && direction > 0))
            low = middle + 1;
        else
            high = middle;
    }
    bool opened = direction > 0 && moment_compare(player->at, start) == 0 &&
                  player->stops.count > 1 && player->stops.items[1].t == start.t;
    if (opened)
        player_seek(player, (Moment){start.t, ALL_STEPS});
    else if (found)
        player_seek(player, (Moment){found->t, ALL_STEPS});
    else
        player_seek(player, direction > 0 ? player_end(player) : start);
    return opened || found || direction < 0;
}

static bool step_note(Player *player, int direction)
{
    Moment at = as_stop(player);
    const Note *found = NULL;
    for (size_t i = 0; i < player->notes.count; i++) {
        const Note *note = &player->notes.items[i];
        int order = moment_compare(note->at, at);
        if (direction < 0 && order < 0)
            found = note;
        if (direction > 0 && order > 0 && !found)
            found = note;
    }
    if (found)
        player_seek(player, found->at);
    return found != NULL;
}

static bool step_teaching(Player *player, int direction)
{
    if (player->notes.count == 0)
        return step_instant(player, direction);
    if (step_note(player, direction))
        return true;
    Moment far = direction > 0 ? player_end(player) : player_start(player);
    if (moment_compare(player->at, far) == 0)
        return false;
    player_seek(player, far);
    return true;
}

bool player_step(Player *player, StepKind kind, int direction)
{
    static bool (*const steps[])(Player *, int) = {[STEP_EVENT] = step_event,
                                                   [STEP_INSTANT] = step_instant,
                                                   [STEP_NOTE] = step_note,
                                                   [STEP_TEACHING] = step_teaching};
    return steps[kind](player, direction);
}

Moment player_snap(const Player *player, Moment at, int64_t reach)
{
    size_t low = 0, high = player->stops.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (player->stops.items[middle].t < at.t)
            low = middle + 1;
        else
            high = middle;
    }
    Moment best = at;
    int64_t distance = reach + 1;
    for (size_t i = low ? low - 1 : 0; i <= low && i < player->stops.count; i++) {
        int64_t off = llabs(player->stops.items[i].t - at.t);
        if (off < distance) {
            distance = off;
            best = (Moment){player->stops.items[i].t, ALL_STEPS};
        }
    }
    return best;
}
