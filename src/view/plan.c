/* Who stands where: the areas of the picture, a row for each timeline, and how high a lane is. */
#include "view/plan.h"

#include <math.h>
#include <string.h>

enum { WIDEST_COUNTED = 64, DENSITY_LANES = 200, CENSUS_AS_LANES = 10 };
static const float LEAST_PITCH = 14, MOST_PITCH = 110;
static const float MOST_OF_ROW = 0.42f, MOST_IF_DENSE = 0.5f; /* that the output column takes */

static float clamp(float value, float least, float most)
{
    return value < least ? least : value > most ? most : value;
}

/* --- sizes --- */

static void size_type(Scene *scene)
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
}

/* Labels grow with the lanes. */
static Detail size_labels(Scene *scene, float pitch)
{
    Sizes *size = &scene->size;
    float full = (scene->state->slide ? 58.0f : 50.0f) * scene->u;
    size->bar_label = clamp(0.34f * pitch, px(scene, 22), px(scene, 28));
    if (pitch >= full) {
        size->label = clamp(0.35f * pitch, px(scene, 22), px(scene, 30));
        size->sub = clamp(0.27f * pitch, size->least, px(scene, 26));
        return DETAIL_FULL;
    }
    size->sub = 0;
    size->label = fminf(px(scene, 22), pitch * 0.78f);
    size->bar_label = fminf(px(scene, 22), pitch * 0.62f);
    return pitch >= px(scene, 11) ? DETAIL_LINE : DETAIL_STRIPE;
}

/* --- heights --- */

static float lanes_counted(const Row *row)
{
    return row->detail == DETAIL_CENSUS ? (float)CENSUS_AS_LANES
                                        : (float)row->lane_count;
}

static bool has_strip(const Row *row, const Plan *plan)
{
    return !plan->compact && (row->timeline->lanes.count > 1 || !plan->tight);
}

/* All of a row's height but its lanes. */
static float fixed_height(const Scene *scene, const Row *row, const Plan *plan)
{
    bool slide = scene->state->slide;
    if (row->is_compact)
        return px(scene, 8);
    float height = plan->compact ? (slide ? 52.0f : 46.0f) : slide ? 66.0f : 62.0f;
    height += (float)row->threads * (slide ? 36.0f : 32.0f);
    height += has_strip(row, plan) ? (slide ? 38.0f : 34.0f) : 12.0f;
    height += row->has_rail ? (slide ? 40.0f : 34.0f) : 0.0f;
    height += (float)row->foot_lines * (slide ? 34.0f : 30.0f) + (row->foot_lines ? 8.0f : 0.0f);
    return px(scene, height);
}

static float head_height(const Scene *scene, const Row *row, const Plan *plan)
{
    bool slide = scene->state->slide;
    return px(scene, row->is_compact  ? 4
                     : plan->compact ? (slide ? 48.0f : 42.0f)
                     : slide         ? 66.0f
                                     : 62.0f);
}

static float row_height(Scene *scene, const Row *row, const Plan *plan, float pitch)
{
    float lanes = fixed_height(scene, row, plan) + pitch * lanes_counted(row);
    float column = column_height(scene, row);
    if (scene->column.below)
        return lanes + column;
    return fmaxf(lanes, column > 0 ? head_height(scene, row, plan) + column + px(scene, 10) : 0);
}

static float rows_height(Scene *scene, const Plan *plan, float pitch)
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
    float low = least, high = px(scene, MOST_PITCH);
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

/* Steps back, one after another, until everything fits. False where nothing helps. */
static bool fit_rows(Scene *scene, Plan *plan)
{
    float least = px(scene, LEAST_PITCH);
    plan->pitch = fit_pitch(scene, plan, least);
    if (plan->pitch < px(scene, 40) && rows_height(scene, plan, plan->pitch) <= scene->rows.h) {
        plan->tight = true;
        plan->pitch = fit_pitch(scene, plan, least);
    }
    if (rows_height(scene, plan, plan->pitch) <= scene->rows.h)
        return true;
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].timeline->census && scene->list[i].lane_count > CENSUS_LANES)
            scene->list[i].detail = DETAIL_CENSUS;
    plan->tight = true;
    plan->pitch = fit_pitch(scene, plan, least);
    if (rows_height(scene, plan, plan->pitch) <= scene->rows.h || !scene->state->slide)
        return rows_height(scene, plan, plan->pitch) <= scene->rows.h;
    plan->compact = true;
    for (uint32_t i = 0; i < scene->row_count; i++)
        scene->list[i].is_compact = scene->list[i].timeline->lanes.count == 1 &&
                                    scene->list[i].threads == 0 &&
                                    scene->list[i].foot_lines == 0;
    plan->pitch = fit_pitch(scene, plan, px(scene, 26));
    return rows_height(scene, plan, plan->pitch) <= scene->rows.h;
}

/* --- rows --- */

static void list_rows(Scene *scene)
{
    const Lesson *lesson = scene->lesson;
    scene->row_count = 0;
    if (!scene->list)
        scene->list = ARENA_ARRAY(scene->arena, Row, lesson->timeline_count);
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        const Timeline *timeline = lesson->timelines[i];
        if (i < 32 && scene->state->shown >> i & 1)
            continue;
        Row *row = &scene->list[scene->row_count++];
        *row = (Row){.timeline = timeline,
                     .index = i,
                     .threads = timeline->worker_count < 8 ? timeline->worker_count : 8,
                     .foot_lines = count_foot_lines(scene, timeline),
                     .detail = DETAIL_FULL};
        if (scene->settled) {
            row->pinned = scene->settled[scene->row_count - 1].pinned;
            row->all_pinned = scene->settled[scene->row_count - 1].all_pinned;
        }
        fold_row(scene, row);
        if (row->lane_count > DENSITY_LANES)
            row->detail = DETAIL_CENSUS;
    }
    scene->columns =
        scene->state->arrangement == ARRANGE_COLUMNS && scene->row_count > 1 ? 2 : 1;
}

static float widest_label(const Scene *scene)
{
    float widest = text_width(scene, words(500, scene->size.small), STR("event loop"));
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        if (scene->list[i].is_compact)
            widest = fmaxf(widest, text_width(scene, words(700, scene->size.label),
                                              timeline->title));
        if (scene->list[i].detail == DETAIL_CENSUS) {
            widest = fmaxf(widest, text_width(scene, words(700, px(scene, 24)),
                                              census_title(scene, timeline)));
            widest = fmaxf(widest, text_width(scene, words(500, px(scene, 22)),
                                              STR("in a thread")) + px(scene, 28));
            continue;
        }
        for (uint32_t j = 0; j < scene->list[i].lane_count && j < WIDEST_COUNTED; j++) {
            const Lane *lane = &timeline->lanes.items[scene->list[i].order[j]];
            float number = lane_number_width(scene, lane);
            float width = text_width(scene, code(scene->size.label), lane->call) +
                          text_width(scene, code(scene->size.label),
                                     folded_words(scene, &scene->list[i], j));
            if (scene->size.sub > 0)
                width = fmaxf(width, number + text_width(scene, words(400, scene->size.sub),
                                                         lane_sub_label(scene, lane)));
            else
                width += number;
            widest = fmaxf(widest, width + lane_indent(scene, lane));
        }
    }
    return widest;
}

/* Gives the output column its box; what it takes of the height below `y`. */
static float place_column(Scene *scene, Row *row, const Plan *plan, float y)
{
    const Column *column = &scene->column;
    if (column->parts == 0 || row->timeline->output.count == 0)
        return 0;
    Box box = row->box;
    if (column->below) {
        float high = column_height(scene, row);
        row->column = (Box){row->label_x + px(scene, 18), y, box.w - px(scene, 60), high};
        return high;
    }
    float wide = plan->right - px(scene, 34);
    row->column = (Box){box.x + box.w - px(scene, 16) - wide, row->lanes_y, wide,
                        box.y + box.h - row->lanes_y - px(scene, 10)};
    return 0;
}

static void place_row(Scene *scene, Row *row, const Plan *plan, Box box)
{
    bool slide = scene->state->slide;
    float u = scene->u;
    row->box = box;
    row->pitch = plan->pitch;
    if (row->detail != DETAIL_CENSUS)
        row->detail = plan->detail;
    row->label_x = box.x + (slide ? 24 : 20) * u;
    row->head_y = box.y + (plan->compact ? (slide ? 36 : 31) : slide ? 48 : 42) * u;
    row->lanes_y = box.y + head_height(scene, row, plan);
    row->lanes_height = row->pitch * lanes_counted(row);
    float y = row->lanes_y + row->lanes_height;
    row->threads_y = y;
    row->threads_pitch = (slide ? 36 : 32) * u;
    y += (float)row->threads * row->threads_pitch;
    if (has_strip(row, plan) && !row->is_compact) {
        row->strip_y = y + (slide ? 18 : 14) * u;
        y += (slide ? 38 : 34) * u;
    }
    if (row->has_rail) {
        row->rail_y = y + rail_height(scene) / 2;
        y += rail_height(scene);
    }
    y += place_column(scene, row, plan, y);
    row->foot_y = y + (slide ? 26 : 23) * u;
    row->words_right = box.x + box.w - (row->is_compact ? plan->right : 12 * u);
    if (scene->column.parts && !scene->column.below)
        row->words_right = box.x + box.w - plan->right + 12 * u;
    if (row->is_compact)
        row->head_y = row->lanes_y + row->pitch / 2 + 0.355f * scene->size.head * 0.8f;
    row->axis = scene->axis;
    row->axis.x0 = box.x + plan->label_width;
    row->axis.width = box.w - plan->label_width - plan->right;
    if (row->axis.width < 10 * u)
        row->axis.width = 10 * u;
}

static void place_rows(Scene *scene, const Plan *plan)
{
    float gap = plan->gap, y = scene->rows.y;
    float width = (scene->rows.w - gap * (float)(scene->columns - 1)) / (float)scene->columns;
    float total = rows_height(scene, plan, plan->pitch);
    scene->layout->content_height = total;
    scene->layout->visible_height = scene->rows.h;
    if (total > scene->rows.h)
        y -= clamp(scene->state->scroll, 0, total - scene->rows.h);
    else
        scene->rows.h = total;
    for (uint32_t i = 0; i < scene->row_count; i += scene->columns) {
        float tallest = 0;
        for (uint32_t j = i; j < i + scene->columns && j < scene->row_count; j++)
            tallest = fmaxf(tallest, row_height(scene, &scene->list[j], plan, plan->pitch));
        for (uint32_t j = i; j < i + scene->columns && j < scene->row_count; j++)
            place_row(scene, &scene->list[j], plan,
                      (Box){scene->rows.x + (width + gap) * (float)(j - i), y, width, tallest});
        y += tallest + gap;
    }
    scene->axis = scene->row_count ? scene->list[0].axis : scene->axis;
    if (scene->side.w > 0 && scene->side.x < scene->rows.x + 1) { /* below: all that is left */
        float top = scene->rows.y + scene->rows.h + px(scene, 62 + minimap_height(scene));
        scene->side.h += scene->side.y - top;
        scene->side.y = top;
    }
    scene->axis_band = (Box){scene->rows.x, scene->rows.y + scene->rows.h, scene->rows.w,
                             px(scene, scene->state->slide ? 60 : 56)};
}

/* --- all of it --- */

static bool give_rails(Scene *scene, const Plan *plan)
{
    bool any = false;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        Row *row = &scene->list[i];
        row->has_rail = needs_rail(scene, row, plan->detail);
        any = any || row->has_rail;
    }
    return any;
}

static bool try_plan(Scene *scene, float u, Plan *plan)
{
    scene->u = u;
    *plan = (Plan){.gap = 12 * u};
    size_type(scene);
    list_rows(scene);
    plan_areas(scene);
    if (scene->column.parts)
        measure_column(scene);
    bool fits = fit_rows(scene, plan);
    plan->detail = size_labels(scene, plan->pitch);
    if (give_rails(scene, plan)) {
        fits = fit_rows(scene, plan);
        plan->detail = size_labels(scene, plan->pitch);
    }
    float row_width = scene->rows.w / (float)scene->columns;
    float left = px(scene, scene->state->slide ? 42 : 38);
    float wanted = left + widest_label(scene) + px(scene, 22);
    float most = fmaxf(px(scene, 140), (scene->columns > 1 ? 0.4f : 0.32f) * row_width);
    plan->clipped = wanted > most;
    plan->label_width = clamp(wanted, px(scene, 140), most);
    plan->narrow = false;
    plan->right = px(scene, scene->state->slide ? 30 : 44);
    for (uint32_t i = 0; i < scene->row_count; i++)
        if (scene->list[i].is_compact)
            plan->right = px(scene, 210); /* totals stand beside the lanes */
    if (scene->column.parts && !scene->column.below) {
        plan->right = (float)scene->column.parts * scene->column.width + px(scene, 66);
        plan->narrow = row_width - plan->label_width - plan->right < 0.5f * row_width;
    }
    return fits;
}

/* The largest measures with which everything fits. True where it does. */
static bool plan_rows(Scene *scene)
{
    const ViewState *state = scene->state;
    float scale = state->scale > 0 ? state->scale : 1;
    float u = fminf((float)state->width / 1920, (float)state->height / 1080) * scale;
    Plan plan;
    bool fits = true;
    /* A short lesson is drawn larger, until the room is used ... */
    bool tall = state->height > state->width;
    float zoom = tall ? 1.9f : state->slide ? 1.6f : 1.25f;
    while (zoom > 1 && (!try_plan(scene, u * zoom, &plan) || plan.clipped || plan.narrow ||
                        scene->column.overflows ||
                        plan.pitch < px(scene, tall ? 66 : 84)))
        zoom -= 0.05f;
    /* ... and a slide that can't scroll smaller, until it fits. */
    if (zoom <= 1) {
        bool first = fits = try_plan(scene, u, &plan);
        for (zoom = 0.95f; !fits && state->slide && zoom > 0.3f; zoom -= 0.05f)
            fits = try_plan(scene, u * zoom, &plan);
        fits = first;
    }
    place_rows(scene, &plan);
    return fits;
}

/* More and more room, until every row's column holds what has to be read in it. */
static void plan_column(Scene *scene)
{
    enum { MOST_PARTS = 3 };
    bool below = scene->columns > 1 || scene->rows.w < scene->rows.h * 1.15f ||
                 scene->state->height > scene->state->width;
    for (int dense = 0; dense <= 1; dense++)
        for (uint32_t parts = 1; parts <= MOST_PARTS; parts++) {
            Column before = scene->column;
            float part = before.width / (scene->rows.w / (float)scene->columns);
            if (parts > 1 && (float)parts * part > (dense ? MOST_IF_DENSE : MOST_OF_ROW))
                break;
            scene->column = (Column){.parts = parts, .dense = dense, .below = below};
            if ((plan_rows(scene) && !scene->column.overflows) || (below && dense))
                return;
            if (below)
                break;
        }
}

/* Prints that can't stand at their instants need a column, and so all a new plan. */
void plan_scene(Scene *scene)
{
    plan_rows(scene);
    if (!pin_prints(scene) || scene->state->panels & PANEL_OUTPUT)
        return;
    Row *settled = ARENA_ARRAY(scene->arena, Row, scene->row_count);
    memcpy(settled, scene->list, sizeof *settled * scene->row_count);
    scene->settled = settled;
    plan_column(scene);
    pin_prints(scene);
}
