/* Which prints are pins, and where they stand when lanes are too low for them, or where no lane is
 * theirs but the loop's: on a line of their own below the lanes. */
#include "view/place.h"
#include "view/plan.h"

enum { MOST_RAIL_MARKS = 4096, LEAST_READ = 13 /* units of type in lanes */ };

bool print_is_pinned(const Row *row, uint32_t number)
{
    return row->all_pinned ||
           (row->pinned && number > 0 && row->pinned[number - 1]);
}

void pin_print(const Row *row, uint32_t number)
{
    if (row->pinned)
        row->pinned[number - 1] = 1;
}

bool lanes_hold_words(const Scene *scene, const Row *row)
{
    return row->detail != DETAIL_STRIPE && row->detail != DETAIL_CENSUS &&
           scene->size.bar_label >= px(scene, LEAST_READ);
}

/* Whether any of its prints is of a lane that does not stand for itself. */
static bool joins_printers(const Row *row)
{
    const Timeline *timeline = row->timeline;
    for (size_t i = 0; row->joins && i < timeline->output.count; i++) {
        if (timeline->output.items[i].lane == NO_TASK)
            continue;
        const Lane *lane = &timeline->lanes.items[timeline->output.items[i].lane];
        if (i >= MOST_RAIL_MARKS || timeline->lanes.items[lane->leader].kin_count > 1)
            return true;
    }
    return false;
}

bool needs_rail(const Scene *scene, const Row *row, Detail detail)
{
    return row->timeline->output.count > 0 && !row->is_compact &&
           (joins_printers(row) || row->detail == DETAIL_CENSUS || detail == DETAIL_STRIPE ||
            scene->size.bar_label < px(scene, LEAST_READ));
}

bool needs_loops_rail(const Row *row)
{
    return row->timeline->loop_prints > 0 && !row->is_compact && !row->is_total;
}

float rail_height(const Scene *scene)
{
    return px(scene, scene->state->slide ? squeezed(scene, 40, 34) : squeezed(scene, 34, 30));
}

void draw_rail_name(Scene *scene, const Row *row)
{
    if (row->rail_y <= 0)
        return;
    Font font = words(500, scene->size.small);
    put_text(scene, (Point){row->label_x + px(scene, 18), centred(row->rail_y, font)},
             ANCHOR_START, font, scene->theme->dim, row->is_loops ? STR("callbacks") : STR("prints"),
             row->axis.x0 - row->label_x - px(scene, 30));
}

/* Of very many only the first and the last in each pixel: pins that join need no more. */
const Lane *rail_lane(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    Lane *lane = ARENA_NEW(scene->arena, Lane);
    size_t room = timeline->output.count < MOST_RAIL_MARKS ? timeline->output.count
                                                           : MOST_RAIL_MARKS;
    lane->marks.items = ARENA_ARRAY(scene->arena, Mark, room);
    float last = -1e9f;
    for (size_t i = 0; i < timeline->output.count && lane->marks.count < room; i++) {
        const OutputLine *line = &timeline->output.items[i];
        if (row->is_loops && line->lane != NO_TASK)
            continue;
        float x = axis_x(&row->axis, line->at);
        bool is_edge = i + 1 == timeline->output.count || x > last + 1 ||
                       axis_x(&row->axis, timeline->output.items[i + 1].at) > x + 1;
        if (timeline->output.count > room && !is_edge)
            continue;
        last = x;
        MarkWords *texts = ARENA_NEW(scene->arena, MarkWords);
        *texts = (MarkWords){.text = line->text, .number = (uint32_t)i + 1};
        lane->marks.items[lane->marks.count++] =
            (Mark){.kind = MARK_PRINT, .at = line->at, .texts = texts};
    }
    return lane;
}
