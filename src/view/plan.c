/* Who stands where: the largest measures with which all rows fit, tried one after another. */
#include "view/lens.h"
#include "view/plan.h"

#include <math.h>
#include <string.h>

static const float MOST_OF_ROW = 0.42f, MOST_IF_DENSE = 0.5f; /* that the output column takes */

static float clamp(float value, float least, float most)
{
    return value < least ? least : value > most ? most : value;
}

static bool give_rails(Scene *scene, const Plan *plan)
{
    bool any = false;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        Row *row = &scene->list[i];
        bool all = needs_rail(scene, row, plan->detail);
        row->is_loops = !all && needs_loops_rail(row);
        row->has_rail = all || row->is_loops;
        any = any || row->has_rail;
    }
    return any;
}

static bool try_plan(Scene *scene, float u, Plan *plan)
{
    scene->u = u;
    scene->left_out = 0;
    *plan = (Plan){.gap = squeezed(scene, 12, 8) * u};
    size_type(scene);
    list_rows(scene);
    plan_areas(scene);
    if (scene->column.parts)
        measure_column(scene);
    for (uint32_t i = 0; i < scene->row_count; i++) /* they wrap before the column */
        if (!scene->list[i].is_total)
            scene->list[i].foot_lines = count_foot_lines(scene, scene->list[i].timeline);
    bool fits = fit_rows(scene, plan);
    if (scene->is_overview && !fits) {
        uint32_t most = most_compact_rows(scene, plan);
        scene->left_out = scene->row_count - (most < scene->row_count ? most : scene->row_count);
        scene->row_count -= scene->left_out;
        fits = fit_rows(scene, plan);
    }
    plan->detail = size_labels(scene, plan->pitch);
    if (give_rails(scene, plan)) {
        fits = fit_rows(scene, plan);
        plan->detail = size_labels(scene, plan->pitch);
    }
    bool tall = scene->state->height > scene->state->width;
    float row_width = scene->rows.w / (float)scene->columns;
    float left = px(scene, scene->state->slide ? 42 : 38);
    float wanted = left + widest_label(scene) + px(scene, 22);
    float most = fmaxf(px(scene, 140), (scene->columns > 1 || tall ? 0.4f : 0.32f) * row_width);
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

static bool is_good(const Scene *scene, const Plan *plan)
{
    bool tall = scene->state->height > scene->state->width;
    float title = px(scene, tall ? 36 : 50); /* rather a smaller title than small everything */
    bool is_titled = text_width(scene, words(700, title), scene->lesson->title) <=
                         scene->title.w || !scene->state->slide;
    return is_titled && description_fits(scene) && !plan->clipped && !plan->narrow &&
           !scene->column.overflows && plan->pitch >= px(scene, tall ? 66 : 84);
}

static bool try_squeezed(Scene *scene, float u, float squeeze, Plan *plan)
{
    scene->squeeze = squeeze;
    return try_plan(scene, u, plan) && plan->detail == DETAIL_FULL;
}

/* Heads, strips and all else around the lanes give way until a lane has room for all its words, or
 * altogether where it never has. */
static bool squeeze_plan(Scene *scene, float u, Plan *plan)
{
    if (try_squeezed(scene, u, 0, plan))
        return true;
    scene->squeeze = 1;
    bool fits = try_plan(scene, u, plan);
    if (!fits || plan->detail != DETAIL_FULL)
        return fits;
    for (float squeeze = 0.25f; squeeze < 1; squeeze += 0.25f)
        if (try_squeezed(scene, u, squeeze, plan))
            return true;
    return try_squeezed(scene, u, 1, plan);
}

/* So many lanes are never larger than usual. */
static bool are_few_lanes(const Scene *scene)
{
    enum { FEW = 24 };
    uint32_t lanes = 0;
    for (uint32_t i = 0; i < scene->lesson->timeline_count && lanes <= FEW; i++) {
        const Timeline *timeline = scene->lesson->timelines[i];
        size_t count = scene->may_join ? timeline->joined_count : timeline->lanes.count;
        lanes += count > FEW ? FEW + 1 : (uint32_t)count;
    }
    return lanes <= FEW || scene->state->folded_count > 0 || scene->state->shown;
}

/* The largest measures with which everything fits. True where it does without shrinking. */
static bool search_plan(Scene *scene, Plan *plan)
{
    const ViewState *state = scene->state;
    float scale = state->scale > 0 ? state->scale : 1;
    float u = (float)state->width / 1920;
    u = (state->natural ? u : fminf(u, (float)state->height / 1080)) * scale;
    /* A short lesson is drawn larger, until the room is used ... */
    bool tall = state->height > state->width;
    float zoom = state->natural ? 1 : tall ? 1.9f : state->slide ? 1.6f : 1.25f;
    if (scene->most_zoom > 0 || !are_few_lanes(scene))
        zoom = fminf(zoom, fmaxf(scene->most_zoom, 1));
    scene->squeeze = 0;
    while (zoom > 1 && !(try_plan(scene, u * zoom, plan) && is_good(scene, plan)))
        zoom -= 0.05f;
    scene->zoom = fmaxf(zoom, 1);
    if (zoom > 1)
        return true;
    /* ... and a slide that can't scroll smaller, until it fits. */
    bool fits = squeeze_plan(scene, u, plan), first = fits;
    float smallest = 0.3f / fmaxf(scale, 1);
    for (zoom = 0.95f; !fits && scene->may_join && state->slide && zoom > smallest; zoom -= 0.05f)
        fits = try_plan(scene, u * zoom, plan);
    /* Nor does a scale that was asked for take the lanes' room for what stands around them. */
    for (float by = scale * fminf(zoom, 1); scene->is_crowded && by > 1; by *= 0.9f)
        first = try_plan(scene, u * by / scale, plan);
    return first;
}

/* Equal siblings become one only where lanes would be too low otherwise. */
static bool plan_rows(Scene *scene)
{
    enum { MANY_TIMELINES = 6 };
    Plan plan;
    scene->may_join = scene->is_overview;
    bool fits = search_plan(scene, &plan);
    if (!fits || plan.pitch < px(scene, LEAST_JOINED)) {
        scene->may_join = true;
        fits = search_plan(scene, &plan);
    }
    if (!fits && scene->state->slide && scene->row_count > MANY_TIMELINES) {
        scene->is_overview = true;
        fits = search_plan(scene, &plan);
    }
    place_rows(scene, &plan);
    return fits;
}

/* More and more room, until every row's column holds what has to be read in it. */
static void plan_column(Scene *scene)
{
    enum { MOST_PARTS = 3 };
    bool tall = scene->rows.w < scene->rows.h * 1.15f ||
                scene->state->height > scene->state->width;
    bool below = scene->columns > 1 || (tall && !scene->state->natural);
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

/* Prints that can't stand at their instants are rather smaller than elsewhere; a tall picture,
 * whose type is small as it is, has room for a column below its lanes. */
static bool read_in_place(Scene *scene)
{
    float least = scene->state->height > scene->state->width ? 1.2f : 1;
    plan_rows(scene);
    while (pin_prints(scene)) {
        if (scene->zoom <= least + 0.01f)
            return false;
        scene->most_zoom = fmaxf(least, scene->zoom * 0.86f);
        plan_rows(scene);
    }
    return true;
}

/* What can't be read in place at all needs a column, and so all a new plan. */
static void plan_prints(Scene *scene)
{
    if (read_in_place(scene))
        return;
    scene->most_zoom = 0;
    plan_rows(scene);
    pin_prints(scene);
    if (scene->state->panels & PANEL_OUTPUT)
        return;
    Row *settled = ARENA_ARRAY(scene->arena, Row, scene->row_count);
    memcpy(settled, scene->list, sizeof *settled * scene->row_count);
    scene->settled = settled;
    plan_column(scene);
}

static bool has_room_to_read(const Scene *scene)
{
    bool roomy = scene->squeeze <= 0;
    for (uint32_t i = 0; i < scene->row_count; i++)
        roomy = roomy && scene->list[i].pitch >= px(scene, LEAST_WITH_LENS) &&
                !scene->list[i].is_total && scene->list[i].detail == DETAIL_FULL;
    return roomy && !scene->column.overflows;
}

/* Whether every print still stands at its instant or has the column to be read in. */
static bool keeps_prints(Scene *scene)
{
    return !pin_prints(scene) || scene->column.parts || scene->state->panels & PANEL_OUTPUT;
}

/* The timeline whose order inside an instant says most. */
static uint32_t most_telling(const Scene *scene)
{
    int best = 0;
    uint32_t which = 0;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        int64_t t = 0;
        int score = find_instant(scene->list[i].timeline, &t);
        if (score > best) {
            best = score;
            which = scene->list[i].index + 1;
        }
    }
    return which;
}

/* Whether what has been asked for besides the lanes has room, be it with smaller type. */
static bool has_room_for_more(Scene *scene)
{
    float before = scene->most_zoom;
    for (;;) {
        if (plan_rows(scene) && has_room_to_read(scene) && keeps_prints(scene))
            return true;
        if (scene->zoom <= 1.01f)
            break;
        scene->most_zoom = fmaxf(1, scene->zoom * 0.86f);
    }
    scene->most_zoom = before;
    return false;
}

/* What only a still shows, and only where there is room for it. */
static void plan_extras(Scene *scene)
{
    const ViewState *state = scene->state;
    bool asked = state->lens_shown;
    if (!state->slide || (state->show_playhead && !asked) || scene->axis.moments ||
        scene->columns > 1)
        return;
    for (uint32_t i = 0; i < scene->row_count && !state->show_playhead; i++)
        scene->wants_insets = scene->wants_insets || wants_inset(scene, &scene->list[i]);
    if (scene->wants_insets && !has_room_for_more(scene)) {
        scene->wants_insets = false;
        plan_rows(scene);
    }
    scene->lens_row = asked ? state->lens_timeline + 1 : most_telling(scene);
    if (scene->lens_row && !has_room_for_more(scene)) {
        scene->lens_row = 0;
        plan_rows(scene);
    }
}

void plan_scene(Scene *scene)
{
    plan_prints(scene);
    plan_extras(scene);
    pin_prints(scene);
}
