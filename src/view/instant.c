/* Which instant the magnifier opens: of a still the one whose order says most, of the window the
 * pointer's or the playhead's. */
#include "view/lens.h"

enum { MOST_TURNS = 20000, LEAST_SCORE = 4, EASY_STEPS = 4 };

/* --- which instant matters --- */

typedef struct Weight {
    int prints, ends;
    bool race, several;
} Weight;

static void weigh_turn(const Timeline *timeline, const Turn *turn, Weight *weight)
{
    const Lane *lane = &timeline->lanes.items[turn->lane];
    bool prints = false;
    for (size_t i = timeline_marks_until(lane, turn->from); i-- > 0;) {
        const Mark *mark = &lane->marks.items[i];
        if (moment_compare(mark->at, turn->from) != 0)
            break;
        prints = prints || mark->kind == MARK_PRINT;
        weight->ends += mark->kind == MARK_FAILED || mark->kind == MARK_CANCELLED;
    }
    weight->prints += prints;
    weight->race = weight->race || turn->race;
}

/* What may come in another order, what is printed by several, who fails; the start says little. */
static int score_of(const Timeline *timeline, size_t first, size_t after)
{
    const Turn *turns = timeline->turns.items;
    Weight weight = {0};
    for (size_t i = first; i < after; i++) {
        weigh_turn(timeline, &turns[i], &weight);
        weight.several = weight.several || turns[i].lane != turns[first].lane;
    }
    if (!weight.several || turns[first].from.t == 0)
        return 0;
    int steps = (int)(after - first), crowd = steps > EASY_STEPS ? 2 * (steps - EASY_STEPS) : 0;
    int prints = weight.prints > 2 && !weight.race ? 5 : weight.prints > 1 ? 3 : 0;
    int score = (weight.race ? 4 : 0) + prints + (weight.ends ? 2 : 0);
    return score > LEAST_SCORE + crowd ? score - crowd : score < LEAST_SCORE ? 0 : LEAST_SCORE;
}

int find_instant(const Timeline *timeline, int64_t *t)
{
    int best = LEAST_SCORE - 1;
    const Turn *turns = timeline->turns.items;
    for (size_t i = 0, next; i < timeline->turns.count && i < MOST_TURNS; i = next) {
        for (next = i + 1; next < timeline->turns.count && turns[next].from.t == turns[i].from.t;)
            next++;
        int score = score_of(timeline, i, next);
        if (score > best) {
            best = score;
            *t = turns[i].from.t;
        }
    }
    return best >= LEAST_SCORE ? best : 0;
}

bool lens_instant(const Scene *scene, const Timeline *timeline, int64_t *t)
{
    const ViewState *state = scene->state;
    if (!state->lens_shown)
        return find_instant(timeline, t) > 0;
    if (state->lens_turn >= timeline->turns.count)
        return false;
    *t = timeline->turns.items[state->lens_turn].from.t;
    return true;
}

/* --- the window's --- */

/* The timeline with the most steps at the playhead. */
static bool find_at_playhead(const Lesson *lesson, Moment at, const ViewState *state,
                             uint32_t *timeline, uint32_t *turn)
{
    size_t most = 1;
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        const Timeline *here = lesson->timelines[i];
        if (i < 32 && state->shown >> i & 1)
            continue;
        size_t first = timeline_turns_until(here, (Moment){.t = at.t});
        size_t after = timeline_turns_until(here, (Moment){at.t, ALL_STEPS});
        if (after - first <= most || moment_compare(here->turns.items[first].from, at) > 0)
            continue;
        most = after - first;
        *timeline = i;
        *turn = (uint32_t)first;
    }
    return most > 1;
}

bool view_magnified(const Lesson *lesson, Moment at, const ViewState *state, uint32_t *timeline,
                    uint32_t *turn)
{
    *timeline = state->lens_timeline;
    *turn = state->lens_turn;
    if (!state->lens_shown)
        return state->magnifies && find_at_playhead(lesson, at, state, timeline, turn);
    return *timeline < lesson->timeline_count &&
           *turn < lesson->timelines[*timeline]->turns.count;
}
