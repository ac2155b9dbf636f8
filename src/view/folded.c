/* Which lanes of a row stand: lanes fold to their maker where the reader asked for it, and equal
 * siblings to the first of them where there are too many, unless the reader opened them. */
#include "view/scene.h"

static bool is_turned(const Scene *scene, uint32_t timeline, uint32_t lane)
{
    const ViewState *state = scene->state;
    for (size_t i = 0; i < state->folded_count; i++)
        if (state->folded[i].timeline == timeline && state->folded[i].lane == lane)
            return true;
    return false;
}

static bool any_turned(const Scene *scene, uint32_t timeline)
{
    for (size_t i = 0; i < scene->state->folded_count; i++)
        if (scene->state->folded[i].timeline == timeline)
            return true;
    return false;
}

static bool is_joined(const Scene *scene, const Row *row, const Lane *leader)
{
    return row->joins && leader->kin_count > 1 && !is_turned(scene, row->index, leader->task);
}

uint32_t lanes_joined(const Scene *scene, const Row *row, uint32_t place)
{
    const Lane *lane = &row->timeline->lanes.items[row->order[place]];
    return is_joined(scene, row, lane) ? lane->kin_count : 1;
}

static void fold_turned(Scene *scene, Row *row)
{
    const Timeline *timeline = row->timeline;
    const Lane *lanes = timeline->lanes.items;
    uint32_t *order = ARENA_ARRAY(scene->arena, uint32_t, timeline->lanes.count);
    uint32_t *hidden = ARENA_ARRAY(scene->arena, uint32_t, timeline->lanes.count);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < timeline->lanes.count;) {
        uint32_t lane = timeline->order[i++], below = 0;
        const Lane *leader = &lanes[lanes[lane].leader];
        if (leader->task != lane && is_joined(scene, row, leader))
            continue;
        if (leader->kin_count == 1 && is_turned(scene, row->index, lane))
            while (i < timeline->lanes.count &&
                   lanes[timeline->order[i]].depth > lanes[lane].depth) {
                below++;
                i++;
            }
        hidden[kept] = below;
        order[kept++] = lane;
    }
    row->order = order;
    row->hidden = hidden;
    row->lane_count = kept;
}

void fold_row(Scene *scene, Row *row)
{
    const Timeline *timeline = row->timeline;
    row->order = row->joins ? timeline->joined : timeline->order;
    row->lane_count = row->joins ? timeline->joined_count : (uint32_t)timeline->lanes.count;
    row->hidden = NULL;
    if (any_turned(scene, row->index))
        fold_turned(scene, row);
}

/* ` +3` for lanes below their maker, ` ×100` for equal siblings. */
Str folded_words(const Scene *scene, const Row *row, uint32_t place)
{
    uint32_t joined = lanes_joined(scene, row, place);
    if (joined > 1)
        return str_of(arena_printf(scene->arena, " ×%u", joined));
    if (!row->hidden || row->hidden[place] == 0)
        return (Str){0};
    return str_of(arena_printf(scene->arena, " +%u", row->hidden[place]));
}

bool place_of_lane(const Row *row, uint32_t lane, uint32_t *place)
{
    for (*place = 0; *place < row->lane_count; ++*place)
        if (row->order[*place] == lane)
            return true;
    return false;
}
