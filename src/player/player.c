/* Time passing, and painting. */
#include "player/player.h"

#include "player/control_bar.h"
#include "player/open.h"
#include "player/overlay.h"
#include "player/show.h"
#include "player/zoom.h"
#include "player/running.h"

#include <assert.h>
#include <float.h>
#include <math.h>

static const double ease_seconds = 0.25; /* a little more than the view's longest ease */
static const double axis_seconds = 0.4; /* from one kind of axis to the other */
static const double chip_seconds = 0.45; /* from place to place on the event loop's stage */
static const double longest_tick = 0.25; /* after a sleep the playhead must not leap */

/* --- time --- */

static bool easing(const Stage *stage)
{
    bool chips = stage->view.stage && stage->now - stage->stop_at < chip_seconds + 0.05;
    return !stage->still && stage->loaded &&
           (stage->now - stage->moved_at < ease_seconds || chips ||
            stage->now - stage->axis_at < axis_seconds + 0.05);
}

/* Whether the panel that is shown has nothing to say yet. */
static bool wants_values(const Stage *stage)
{
    return stage->loaded && !stage->in_gallery && stage->view.panels & PANEL_VALUES &&
           !lesson_has_values_at(stage->loaded, stage->playhead.at);
}

void stage_tick(Stage *stage, double now)
{
    double passed = now - stage->now;
    bool had_bar = control_bar_is_shown(stage);
    stage->now = now;
    if (had_bar && !control_bar_is_shown(stage))
        stage->dirty = true;
    if (passed > longest_tick)
        passed = longest_tick;
    Moment before = stage->playhead.at;
    bool was_easing = easing(stage);
    if (!stage->in_gallery && playhead_advance(&stage->playhead, passed)) {
        if (moment_compare(before, stage->playhead.at) != 0)
            stage_moved(stage);
        stage->dirty = true;
    }
    if (was_easing || (stage->in_gallery && gallery_rest(&stage->gallery, now, stage->still) <= 0))
        stage->dirty = true;
    if (stage->message.length && now >= stage->message_until) {
        builder_clear(&stage->message);
        stage->dirty = true;
    }
    if (overlay_due(stage) || wants_values(stage))
        stage->dirty = true;
    if (!stage->in_gallery)
        stage_poll_file(stage);
    running_step(stage);
}

double stage_rest(const Stage *stage)
{
    double rest = DBL_MAX;
    if (stage->dirty || easing(stage) || wants_values(stage))
        return 0;
    if (stage->in_gallery)
        rest = gallery_rest(&stage->gallery, stage->now, stage->still);
    else if (stage->playhead.glides)
        rest = 0;
    else if (stage->playhead.playing)
        rest = playhead_stands_for(&stage->playhead);
    if (stage->message.length)
        rest = fmin(rest, stage->message_until - stage->now);
    if (!stage->in_gallery)
        rest = fmin(rest, follow_rest(&stage->follow, stage->now));
    rest = fmin(rest, running_rest(stage));
    rest = fmin(rest, overlay_rest(stage));
    rest = fmin(rest, control_bar_rest(stage));
    return fmax(rest, 0);
}

/* --- painting --- */

static GalleryView gallery_view(const Stage *stage)
{
    return (GalleryView){.width = stage->view.width,
                         .height = stage->view.height,
                         .scale = stage->view.scale,
                         .theme = stage->view.theme,
                         .now = stage->now,
                         .still = stage->still};
}

static void paint_gallery(Stage *stage)
{
    GalleryView view = gallery_view(stage);
    gallery_paint(&stage->gallery, &view, &stage->measure, &stage->picture);
}

bool stage_prepare(Stage *stage)
{
    GalleryView view = gallery_view(stage);
    return !stage->in_gallery || gallery_prepare(&stage->gallery, &view, &stage->measure);
}

/* Lasting signs of what is on: a word each. */
static const char *stage_signs(Stage *stage)
{
    Builder *signs = &stage->signs;
    builder_clear(signs);
    if (stage->playhead.looping)
        builder_text(signs, "loop");
    if (edit_unsaved(&stage->edit))
        builder_text(signs, signs->length ? " · unsaved" : "unsaved");
    if (stage->coming.told)
        builder_printf(signs, "%s%s", signs->length ? " · " : "",
                       running_waits(stage) ? "running" : "loading");
    return signs->length ? signs->at : NULL;
}

/* The index in the lesson of the n-th timeline that is shown. */
static uint32_t shown_timeline(const Stage *stage, uint32_t n)
{
    const Lesson *lesson = &stage->loaded->lesson;
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        if (lesson->timelines[i] == stage->playhead.shown.items[n])
            return i;
    return 0;
}

static void set_teaching(Stage *stage)
{
    const Playhead *playhead = &stage->playhead;
    const TeachingStep *step = playhead_told(playhead);
    ViewState *view = &stage->view;
    view->note = step ? step->note : NULL;
    view->note_timeline = view->note ? shown_timeline(stage, step->timeline) : 0;
    view->step = (uint32_t)playhead->told;
    view->steps = playhead->told ? (uint32_t)playhead->teaching.count : 0;
}

static bool chips_move(const Stage *stage)
{
    return stage->view.stage && !stage->still && stage->now - stage->stop_at < chip_seconds;
}

static void set_axis(Stage *stage)
{
    double part = (stage->now - stage->axis_at) / axis_seconds;
    bool moves = !stage->still && part < 1;
    stage->view.axis_part = moves ? (float)fmax(part * part * (3 - 2 * part), 0.001) : 0;
}

static void set_stage(Stage *stage)
{
    double part = (stage->now - stage->stop_at) / chip_seconds;
    stage->view.stage_before = stage->before_stop;
    stage->view.stage_part =
        chips_move(stage) ? (float)fmax(part * part * (3 - 2 * part), 0.001) : 1;
}

static void paint_lesson(Stage *stage)
{
    ViewState *view = &stage->view;
    const Playhead *playhead = &stage->playhead;
    double since = stage->now - stage->moved_at;
    view->ghost = stage->ghost ? &stage->ghost->lesson : NULL;
    if (wants_values(stage))
        stage_make_values(stage);
    set_teaching(stage);
    set_stage(stage);
    set_axis(stage);
    view->banner = stage->banner.length ? stage->banner.at : NULL;
    view->folded = stage->folded.items;
    view->folded_count = stage->folded.count;
    view->fresh = stage->still || since >= ease_seconds ? -1 : since;
    view->transport = (Transport){.shown = true,
                                  .playing = playhead->playing,
                                  .speed = playhead->speed,
                                  .fitted = playhead->fitted,
                                  .signs = stage_signs(stage)};
    view_picture(&stage->loaded->lesson, playhead->at, view, &stage->measure, &stage->picture,
                 &stage->layout);
    float most = fmaxf(stage->layout.content_height - stage->layout.visible_height, 0);
    if (view->scroll > most) {
        view->scroll = most;
        view_picture(&stage->loaded->lesson, playhead->at, view, &stage->measure, &stage->picture,
                     &stage->layout);
    }
}

void stage_paint(Stage *stage)
{
    picture_begin(&stage->picture, (float)stage->view.width, (float)stage->view.height);
    if (stage->blanked)
        draw_rect(&stage->picture,
                  (Box){0, 0, (float)stage->view.width, (float)stage->view.height}, 0, 0xFF000000);
    else if (stage->in_gallery)
        paint_gallery(stage);
    else if (stage->loaded)
        paint_lesson(stage);
    else
        overlay_empty(stage);
    if (!stage->blanked) {
        control_bar_paint(stage);
        overlay_paint(stage);
    }
    assert(!picture_wrong(&stage->picture));
    stage->dirty = false;
}

void stage_resize(Stage *stage, int width, int height)
{
    stage->view.width = width;
    stage->view.height = height;
    stage->dirty = true;
}
