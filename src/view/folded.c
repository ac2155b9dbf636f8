/* Lanes folded to their maker: which lanes of a row stand, and how many are hidden below each. */
#include "view/scene.h"

static bool is_folded(const Scene *scene, uint32_t timeline, uint32_t lane)
{
    const ViewState *state = scene->state;
    for (size_t i = 0; i < state->folded_count; i++)
        if (state->folded[i].timeline == timeline && state->folded[i].lane == lane)
            return true;
    return false;
}

static bool has_folded(const Scene *scene, uint32_t timeline)
{
    for (size_t i = 0; i < scene->state->folded_count; i++)
        if (scene->state->folded[i].timeline == timeline)
            return true;
    return false;
}

void fold_row(Scene *scene, Row *row)
{
    const Timeline *timeline = row->timeline;
    row->order = timeline->order;
    row->lane_count = (uint32_t)timeline->lanes.count;
    row->hidden = NULL;
    if (!has_folded(scene, row->index))
        return;
    uint32_t *order = ARENA_ARRAY(scene->arena, uint32_t, row->lane_count);
    uint32_t *hidden = ARENA_ARRAY(scene->arena, uint32_t, row->lane_count);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < timeline->lanes.count;) {
        uint32_t lane = timeline->order[i++], depth = timeline->lanes.items[lane].depth, below = 0;
        if (is_folded(scene, row->index, lane))
            while (i < timeline->lanes.count &&
                   timeline->lanes.items[timeline->order[i]].depth > depth) {
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

Str folded_words(const Scene *scene, const Row *row, uint32_t place)
{
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
