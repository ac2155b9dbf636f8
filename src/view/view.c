/* The way of a picture: plan where everything stands, draw the rows from the ground up, then what
 * lies above and around them. */
#include "view/lens.h"

#include <assert.h>

static void draw_row(Scene *scene, Row *row)
{
    float around = beyond_axis(scene) / 2;
    scene->taken.count = 0;
    scene->marks.count = 0;
    draw_row_ground(scene, row);
    draw_grid(scene, row);
    draw_held_stretches(scene, row);
    draw_hover(scene, row);
    draw_lane_labels(scene, row);
    draw_thread_names(scene, row);
    draw_together_name(scene, row);
    draw_rail_names(scene, row);
    draw_strip_name(scene, row);
    draw_rail_name(scene, row);
    if (is_zoomed(scene)) /* what shows a part of itself must not reach over its labels */
        draw_clip(scene->picture, (Box){row->axis.x0 - around, row->box.y,
                                        row->axis.width + 2 * around, row->box.h});
    draw_ghost(scene, row);
    draw_lanes(scene, row);
    draw_limits(scene, row);
    draw_cancels(scene, row);
    draw_together(scene, row);
    draw_rails(scene, row);
    draw_circles(scene, row);
    draw_threads(scene, row);
    draw_strip(scene, row);
    place_rail(scene, row);
    draw_bracket(scene, row);
    draw_arrows(scene, row);
    if (row->has_lens)
        draw_lens(scene, row, row->lens);
    draw_inset(scene, row);
    if (is_zoomed(scene))
        draw_unclip(scene->picture);
    draw_column(scene, row);
}

static bool row_is_visible(const Scene *scene, const Row *row)
{
    return row->box.y < scene->rows.y + scene->rows.h && row->box.y + row->box.h > scene->rows.y;
}

static void draw_rows(Scene *scene)
{
    bool scrolls = scene->layout->content_height > scene->rows.h + 0.5f;
    if (scrolls)
        draw_clip(scene->picture, (Box){0, scene->rows.y, (float)scene->state->width,
                                        scene->rows.h});
    for (uint32_t i = 0; i < scene->row_count; i++) {
        if (!row_is_visible(scene, &scene->list[i]))
            continue;
        draw_group(scene->picture, "timeline %u", scene->list[i].index);
        draw_row(scene, &scene->list[i]);
        draw_ungroup(scene->picture);
    }
    draw_left_out(scene);
    draw_playhead_line(scene);
    draw_late(scene);
    for (uint32_t i = 0; i < scene->row_count; i++) {
        if (!row_is_visible(scene, &scene->list[i]))
            continue;
        draw_row_head(scene, &scene->list[i]);
        draw_row_foot(scene, &scene->list[i]);
    }
    if (scrolls)
        draw_unclip(scene->picture);
    draw_beyond(scene);
}

static void tell_axis(const Scene *scene)
{
    Layout *layout = scene->layout;
    layout->rows = scene->rows;
    layout->axis_x = scene->axis.x0;
    layout->axis_width = scene->axis.width;
    layout->axis_from = scene->axis.from;
    layout->axis_to = scene->axis.to;
}

/* The exercise sheet explains what its solution will show. */
static uint64_t marks_of_solution(const Lesson *lesson, Moment at, const ViewState *sheet,
                                  const TextMeasure *measure)
{
    Picture picture = {0};
    Layout layout = {0};
    ViewState state = *sheet;
    state.blank = false;
    view_picture(lesson, at, &state, measure, &picture, &layout);
    picture_free(&picture);
    layout_free(&layout);
    return layout.marks_told;
}

static void draw_lanes_picture(Scene *scene)
{
    const ViewState *state = scene->state;
    plan_scene(scene);
    scene->planned = true;
    draw_title(scene);
    draw_rows(scene);
    draw_playhead_head(scene);
    draw_axis(scene);
    draw_playhead_away(scene);
    draw_legend(scene);
    draw_opened_instant(scene);
    if (state->panels)
        draw_side(scene);
    draw_caption(scene);
    if (state->transport.shown && !state->transport.bare)
        draw_minimap(scene);
}

void view_picture(const Lesson *lesson, Moment at, const ViewState *state,
                  const TextMeasure *measure, Picture *picture, Layout *layout)
{
    Layout nobody = {0};
    Scene scene = {.lesson = lesson,
                   .state = state,
                   .measure = measure,
                   .picture = picture,
                   .layout = layout ? layout : &nobody,
                   .theme = theme_of(state->theme),
                   .arena = &picture->arena,
                   .at = at};
    if (state->blank)
        scene.seen = marks_of_solution(lesson, at, state, measure);
    picture_begin(picture, (float)state->width, (float)state->height);
    scene.layout->regions.count = 0;
    scene.lengths = lengths_of(lesson, scene.arena);
    scene.axis = axis_make(lesson, state, scene.arena);
    if (!scene.axis.moments && (double)scene.lengths.longest < scene.axis.to * 1e9)
        scene.lengths.longest = (int64_t)(scene.axis.to * 1e9); /* a stuck run's axis goes on */
    draw_rect(picture, (Box){0, 0, (float)state->width, (float)state->height}, 0,
              state->transparent ? colour_with_alpha(scene.theme->ground, 0)
                                 : scene.theme->ground);
    if (state->stage)
        draw_stage(&scene);
    else
        draw_lanes_picture(&scene);
    tell_axis(&scene);
    array_free(&scene.late);
    array_free(&scene.taken);
    array_free(&scene.marks);
    layout_free(&nobody);
    assert(!picture_wrong(picture));
}

void layout_free(Layout *layout)
{
    array_free(&layout->regions);
}
