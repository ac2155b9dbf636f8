/* A task's own hue. The first task of a call has the call's, so that it looks like its bars; what
 * comes after takes the hue that the fewest tasks have, so that two tasks of one call differ. */
#include "timeline/inside.h"

typedef struct Given {
    uint32_t counts[TASK_HUES]; /* tasks that have the hue */
} Given;

static void give(Given *given, Lane *lane, uint32_t index)
{
    given->counts[index]++;
    lane->own_hue = (uint8_t)(index + 1);
}

/* That of the fewest tasks; the next one around from the call's where several are. */
static uint32_t rarest(const Given *given, uint32_t from)
{
    uint32_t best = from;
    for (uint32_t i = 1; i < TASK_HUES; i++)
        if (given->counts[(from + i) % TASK_HUES] < given->counts[best])
            best = (from + i) % TASK_HUES;
    return best;
}

static uint32_t wanted(const Lane *lane)
{
    return lane->hue == 0 ? 0 : (lane->hue - 1) % TASK_HUES;
}

void timeline_give_own_hues(Timeline *timeline)
{
    Given given = {0};
    for (size_t i = 1; i < timeline->lanes.count; i++) {
        Lane *lane = &timeline->lanes.items[i];
        if (lane->hue != 0 && given.counts[wanted(lane)] == 0)
            give(&given, lane, wanted(lane));
    }
    for (size_t i = 1; i < timeline->lanes.count; i++) {
        Lane *lane = &timeline->lanes.items[i];
        if (lane->own_hue == 0)
            give(&given, lane, rarest(&given, wanted(lane)));
    }
}
