/* How large everything is: type, lanes, rows. */
#include "view/lens.h"
#include "view/plan.h"

#include <math.h>

enum { CENSUS_AS_LANES = 10 };

static uint32_t count_lanes_shown(const Scene *scene)
{
    uint32_t lanes = 0;
    for (uint32_t i = 0; i < scene->row_count; i++)
        lanes += scene->list[i].lane_count;
    return lanes;
}

static bool any_joined(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].joins)
            return true;
    return false;
}

/* A bar that is much higher than its words says no more; the few lanes of a slide fill it, and
 * where siblings share a lane, each pixel of it shows one of them. */
static float most_pitch(const Scene *scene)
{
    float shape = (float)scene->state->height / (float)scene->state->width;
    if (scene->state->natural)
        return px(scene, 78);
    float few = 260 - 30 * ((float)count_lanes_shown(scene) - 1);
    few = fminf(few * shape / 0.5625f, 400);
    if (!scene->state->slide)
        return px(scene, any_joined(scene) ? 240 : 110);
    return px(scene, fmaxf(few, shape > 0.65f ? 200 : 150));
}

static float clamp(float value, float least, float most)
{
    return value < least ? least : value > most ? most : value;
}

/* --- sizes --- */

void size_type(Scene *scene)
{
    bool slide = scene->state->slide;
    scene->size = slide ? (Sizes){.title = 50, .head = 34, .call = 24, .total = 42, .pending = 34,
                                  .axis = 24, .legend = 24, .small = 22, .bracket = 44,
                                  .least = 22}
                        : (Sizes){.title = 36, .head = 28, .call = 20, .total = 32, .pending = 28,
                                  .axis = 21, .legend = 21, .small = 18, .bracket = 32,
                                  .least = 18};
    float *sizes = &scene->size.title;
    for (size_t i = 0; i < sizeof scene->size / sizeof *sizes; i++)
        sizes[i] *= scene->u;
    scene->size.title *= slide ? squeezed(scene, 1, 0.84f) : 1;
    scene->size.head *= squeezed(scene, 1, 0.84f);
    scene->size.total *= squeezed(scene, 1, 0.84f);
    scene->size.pending *= squeezed(scene, 1, 0.84f);
    float room = (float)scene->state->width - px(scene, slide ? 112 : 372);
    float wide = text_width(scene, words(700, scene->size.title), scene->lesson->title);
    if (wide > room) /* rather smaller than cut */
        scene->size.title = fmaxf(scene->size.title * room / wide, scene->size.title * 0.6f);
}

/* Labels grow with the lanes. */
Detail size_labels(Scene *scene, float pitch)
{
    Sizes *size = &scene->size;
    float full = (scene->state->slide ? 58.0f : 50.0f) * scene->u;
    float more = fmaxf(0, pitch / scene->u - 110); /* beyond what a lane usually has */
    size->bar_label = clamp(0.34f * pitch, px(scene, 22), px(scene, fminf(28 + 0.05f * more, 32)));
    if (pitch >= full) {
        size->label = clamp(0.35f * pitch, px(scene, 22), px(scene, fminf(30 + 0.05f * more, 34)));
        size->sub = clamp(0.27f * pitch, size->least, px(scene, fminf(26 + 0.05f * more, 30)));
        return DETAIL_FULL;
    }
    size->sub = 0;
    size->label = fminf(px(scene, 22), pitch * 0.78f);
    size->bar_label = fminf(px(scene, 22), pitch * 0.7f);
    return pitch >= px(scene, LEAST_NAMED) - 0.01f ? DETAIL_LINE : DETAIL_STRIPE;
}

/* --- heights --- */

float lanes_counted(const Row *row)
{
    return row->is_total                   ? 1
           : row->detail == DETAIL_CENSUS ? (float)CENSUS_AS_LANES
                                          : (float)row->lane_count;
}

bool has_strip(const Row *row, const Plan *plan)
{
    return !plan->compact && (row->timeline->lanes.count > 1 || !plan->tight);
}

float head_height(const Scene *scene, const Row *row, const Plan *plan)
{
    bool slide = scene->state->slide;
    float tight = slide ? 48.0f : 42.0f;
    return px(scene, row->is_compact  ? 4
                     : plan->compact ? tight
                                     : squeezed(scene, slide ? 66.0f : 62.0f, tight));
}

float threads_pitch(const Scene *scene)
{
    return px(scene, scene->state->slide ? squeezed(scene, 36, 30) : squeezed(scene, 32, 28));
}

float strip_height(const Scene *scene)
{
    return px(scene, scene->state->slide ? squeezed(scene, 38, 30) : squeezed(scene, 34, 28));
}

/* All of a row's height but its lanes. */
static float fixed_height(const Scene *scene, const Row *row, const Plan *plan)
{
    if (row->is_compact)
        return px(scene, 8);
    float height = head_height(scene, row, plan);
    height += (float)row->threads * threads_pitch(scene);
    height += (float)(row->rails + row->has_together) * rails_pitch(scene);
    height += has_strip(row, plan) ? strip_height(scene) : px(scene, squeezed(scene, 12, 8));
    height += row->has_rail ? rail_height(scene) : 0;
    if (row->foot_lines)
        height += (float)row->foot_lines * foot_pitch(scene) + px(scene, squeezed(scene, 8, 4));
    return height + (row->has_lens ? lens_height(scene) + px(scene, 24) : 0);
}

float row_height(Scene *scene, const Row *row, const Plan *plan, float pitch)
{
    float lanes = fixed_height(scene, row, plan) + pitch * lanes_counted(row);
    lanes += row->has_inset ? inset_height(scene, row, pitch) : 0;
    float column = column_height(scene, row);
    if (scene->column.below)
        return lanes + column;
    return fmaxf(lanes, column > 0 ? head_height(scene, row, plan) + column + px(scene, 10) : 0);
}

float rows_height(Scene *scene, const Plan *plan, float pitch)
{
    float total = 0, tallest = 0;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        float height = row_height(scene, row, plan, pitch);
        tallest = fmaxf(i % scene->columns ? tallest : 0, height);
        if ((i + 1) % scene->columns == 0 || i + 1 == scene->row_count)
            total += tallest + (i + 1 == scene->row_count ? 0 : plan->gap);
    }
    return total;
}

/* The tallest lanes with which all rows fit, or the least there may be. */
static float fit_pitch(Scene *scene, const Plan *plan, float least)
{
    float low = least, high = most_pitch(scene);
    if (rows_height(scene, plan, low) > scene->rows.h)
        return low;
    for (int i = 0; i < 24; i++) {
        float middle = (low + high) / 2;
        if (rows_height(scene, plan, middle) <= scene->rows.h)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool fits_at(Scene *scene, Plan *plan, float least)
{
    plan->pitch = fit_pitch(scene, plan, px(scene, least));
    return rows_height(scene, plan, plan->pitch) <= scene->rows.h;
}

/* Equal siblings as one lane, in every row that has some. */
static bool join_siblings(Scene *scene)
{
    bool any = false;
    for (uint32_t i = 0; scene->may_join && i < scene->row_count; i++) {
        Row *row = &scene->list[i];
        row->joins = row->timeline->joined_count < row->timeline->lanes.count;
        any = any || row->joins;
        fold_row(scene, row);
    }
    return any;
}

/* Whether a bar of any sibling tells all about the others. */
static bool are_in_step(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        for (uint32_t j = 0; row->joins && j < row->lane_count; j++)
            if (lanes_joined(scene, row, j) > 1 &&
                !row->timeline->lanes.items[row->order[j]].kin_in_step)
                return false;
    }
    return true;
}

static void separate_siblings(Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++) {
        scene->list[i].joins = false;
        fold_row(scene, &scene->list[i]);
    }
}

/* Counted instead of drawn, where there are too many for bars that can be told apart. */
static void count_lanes(Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].timeline->census && scene->list[i].lane_count > CENSUS_LANES)
            scene->list[i].detail = DETAIL_CENSUS;
    for (uint32_t i = 0; i < scene->row_count; i++)
        scene->list[i].rails = count_rails(scene, &scene->list[i]);
}

/* The lanes themselves come before what is said of them. */
static void drop_together(Scene *scene)
{
    for (uint32_t i = 0; i < scene->row_count; i++)
        scene->list[i].has_together = false;
}

uint32_t most_compact_rows(const Scene *scene, const Plan *plan)
{
    float each = px(scene, LEAST_COMPACT + 8) + plan->gap;
    return (uint32_t)fmaxf(1, floorf((scene->rows.h - px(scene, 34)) / each));
}

static bool fit_compact(Scene *scene, Plan *plan)
{
    plan->compact = true;
    drop_together(scene);
    for (uint32_t i = 0; i < scene->row_count; i++)
        scene->list[i].rails = 0;
    for (uint32_t i = 0; i < scene->row_count; i++)
        scene->list[i].is_compact = scene->list[i].is_total ||
                                    (scene->list[i].timeline->lanes.count == 1 &&
                                     scene->list[i].threads == 0 &&
                                     scene->list[i].foot_lines == 0);
    return fits_at(scene, plan, LEAST_COMPACT);
}

/* Steps back, one after another, until everything fits: no loop strips where they say nothing,
 * none that count what waits at once, equal siblings as one, bars without names, lanes counted,
 * short heads. The window does the first two of these and scrolls. False where nothing helps. */
bool fit_rows(Scene *scene, Plan *plan)
{
    bool slide = scene->state->slide;
    if (scene->is_overview)
        return fit_compact(scene, plan);
    if (fits_at(scene, plan, slide ? LEAST_JOINED : LEAST_IN_WINDOW) &&
        plan->pitch >= px(scene, LEAST_LOOSE))
        return true;
    plan->tight = true;
    if (fits_at(scene, plan, slide ? LEAST_JOINED : LEAST_IN_WINDOW))
        return true;
    drop_together(scene);
    if (fits_at(scene, plan, slide ? LEAST_JOINED : LEAST_IN_WINDOW))
        return true;
    if (slide && !scene->may_join)
        return false;
    bool joined = join_siblings(scene);
    if (!slide)
        return joined && fits_at(scene, plan, LEAST_IN_WINDOW);
    if (fits_at(scene, plan, LEAST_NAMED) && plan->pitch >= px(scene, LEAST_LEGIBLE))
        return true;
    plan->compact = true; /* strips for names */
    if (fits_at(scene, plan, LEAST_NAMED))
        return true;
    plan->compact = false;
    if (!are_in_step(scene)) /* a few pixels can't be shared by lanes that differ */
        separate_siblings(scene);
    if (fits_at(scene, plan, LEAST_PITCH))
        return true;
    count_lanes(scene);
    return fits_at(scene, plan, LEAST_NAMED) || fit_compact(scene, plan);
}
