/* The stage: time passing and painting. What is open is in stage_file.c, keys are in actions_*.c,
 * the pointer is in pointer.c, what lies above the view's picture in overlay.c. */
#include "app/stage.h"

#include "app/overlay.h"

#include <float.h>
#include <math.h>

static const double message_seconds = 4;
static const double ease_seconds = 0.25; /* a little more than the view's longest ease */
static const double longest_tick = 0.25; /* after a sleep the playhead must not leap */

static void set_view(Stage *stage)
{
    const Settings *settings = &stage->settings;
    stage->view = (ViewState){.width = settings->width,
                              .height = settings->height,
                              .scale = settings->scale,
                              .theme = settings->theme,
                              .arrangement = settings->arrangement,
                              .panels = settings->has_panels ? settings->panels
                                                             : PANEL_PYTHON | PANEL_OUTPUT,
                              .show_playhead = true,
                              .hover_timeline = -1,
                              .hover_lane = -1,
                              .fresh = -1};
}

void stage_begin(Stage *stage, const Settings *settings, TextMeasure measure)
{
    *stage = (Stage){.settings = *settings,
                     .measure = measure,
                     .following = true,
                     .wheeled_at = -1,
                     .dirty = true,
                     .details_timeline = -1,
                     .details_lane = -1};
    set_view(stage);
    player_begin(&stage->player);
    if (settings->speed > 0)
        player_set_speed(&stage->player, settings->speed);
}

void stage_end(Stage *stage)
{
    lesson_free(stage->loaded);
    mem_free(stage->file);
    player_free(&stage->player);
    layout_free(&stage->layout);
    picture_free(&stage->picture);
    follow_end(&stage->follow);
    gallery_free(&stage->gallery);
    edit_free(&stage->edit);
    array_free(&stage->zooms);
    array_free(&stage->folded);
    builder_free(&stage->message);
    builder_free(&stage->banner);
    builder_free(&stage->wants_clipboard);
}

void stage_say(Stage *stage, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    builder_clear(&stage->message);
    builder_vprintf(&stage->message, format, arguments);
    va_end(arguments);
    stage->message_until = stage->now + message_seconds;
    stage->dirty = true;
}

/* --- time --- */

/* While it plays, a zoomed axis goes along so that the playhead stays in view. */
static void follow_playhead(Stage *stage)
{
    double from = stage->view.from, to = stage->view.to, t = (double)stage->player.at.t / 1e9;
    if (!stage->following || (from <= 0 && to <= 0) || stage->drag.kind != DRAG_NONE)
        return;
    double span = to - from;
    if (t > to - span * 0.1)
        stage_set_zoom(stage, t - span * 0.3, t + span * 0.7);
    else if (t < from)
        stage_set_zoom(stage, t - span * 0.1, t + span * 0.9);
}

void stage_moved(Stage *stage)
{
    stage->moved_at = stage->now;
    stage->dirty = true;
    follow_playhead(stage);
}

static bool easing(const Stage *stage)
{
    return !stage->still && stage->loaded && stage->now - stage->moved_at < ease_seconds;
}

void stage_tick(Stage *stage, double now)
{
    double passed = now - stage->now;
    stage->now = now;
    if (passed > longest_tick)
        passed = longest_tick;
    Moment before = stage->player.at;
    bool was_easing = easing(stage);
    if (!stage->in_gallery && player_advance(&stage->player, passed)) {
        if (moment_compare(before, stage->player.at) != 0)
            stage_moved(stage);
        stage->dirty = true;
    }
    if (was_easing || (stage->in_gallery && gallery_rest(&stage->gallery, now, stage->still) <= 0))
        stage->dirty = true;
    if (stage->message.length && now >= stage->message_until) {
        builder_clear(&stage->message);
        stage->dirty = true;
    }
    if (overlay_due(stage))
        stage->dirty = true;
    if (!stage->in_gallery)
        stage_poll_file(stage);
}

double stage_rest(const Stage *stage)
{
    double rest = DBL_MAX;
    if (stage->dirty || easing(stage))
        return 0;
    if (stage->in_gallery)
        rest = gallery_rest(&stage->gallery, stage->now, stage->still);
    else if (stage->player.playing)
        rest = player_stands_for(&stage->player);
    if (stage->message.length)
        rest = fmin(rest, stage->message_until - stage->now);
    if (stage->follow.path && !stage->in_gallery)
        rest = fmin(rest, stage->follow.next - stage->now);
    rest = fmin(rest, overlay_rest(stage));
    return fmax(rest, 0);
}

/* --- painting --- */

static void paint_gallery(Stage *stage)
{
    GalleryView view = {.width = stage->view.width,
                        .height = stage->view.height,
                        .scale = stage->view.scale,
                        .theme = stage->view.theme,
                        .now = stage->now,
                        .still = stage->still};
    gallery_paint(&stage->gallery, &view, &stage->measure, &stage->picture);
}

static void paint_lesson(Stage *stage)
{
    ViewState *view = &stage->view;
    const Player *player = &stage->player;
    double since = stage->now - stage->moved_at;
    view->banner = stage->banner.length ? stage->banner.at : NULL;
    view->folded = stage->folded.items;
    view->folded_count = stage->folded.count;
    view->fresh = stage->still || since >= ease_seconds ? -1 : since;
    view->transport = (Transport){.shown = true,
                                  .playing = player->playing,
                                  .speed = player->speed,
                                  .fitted = player->fitted,
                                  .message = stage->message.length && !overlay_takes_message(stage)
                                                 ? stage->message.at
                                                 : NULL};
    view_picture(&stage->loaded->lesson, player->at, view, &stage->measure, &stage->picture,
                 &stage->layout);
    float most = fmaxf(stage->layout.content_height - stage->layout.visible_height, 0);
    if (view->scroll > most) {
        view->scroll = most;
        view_picture(&stage->loaded->lesson, player->at, view, &stage->measure, &stage->picture,
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
    if (!stage->blanked)
        overlay_paint(stage);
    stage->dirty = false;
}
