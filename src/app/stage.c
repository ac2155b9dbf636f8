/* The stage: what is open, time passing, painting. Keys are in actions_*.c, the pointer in
 * pointer.c, what lies above the view's picture in overlay.c. */
#include "app/stage.h"

#include "app/keys.h"
#include "app/overlay.h"
#include "app/places.h"
#include "base/escape.h"
#include "base/mem.h"
#include "base/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

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
    load_free(stage->loaded);
    mem_free(stage->file);
    player_free(&stage->player);
    layout_free(&stage->layout);
    picture_free(&stage->picture);
    follow_end(&stage->follow);
    gallery_free(&stage->gallery);
    edit_free(&stage->edit);
    array_free(&stage->zooms);
    builder_free(&stage->message);
    builder_free(&stage->banner);
    builder_free(&stage->wants_clipboard);
}

/* --- what is open --- */

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

void stage_title(const Stage *stage, Builder *out)
{
    if (!stage->in_gallery && stage->loaded && stage->loaded->lesson.title.length) {
        escape_terminal(out, stage->loaded->lesson.title);
        builder_text(out, " - ");
    }
    builder_text(out, "interleave");
}

void stage_show(Stage *stage, Loaded *loaded)
{
    uint32_t hidden = 0;
    load_free(stage->loaded);
    stage->loaded = loaded;
    if (stage->settings.only && loaded->lesson.timeline_count < 32) {
        hidden = ((1u << loaded->lesson.timeline_count) - 1) & ~stage->settings.only;
        if (hidden == (1u << loaded->lesson.timeline_count) - 1)
            hidden = 0;
    }
    stage->view.shown = hidden;
    player_load(&stage->player, &loaded->lesson, hidden);
    builder_clear(&stage->banner);
    stage->details_timeline = stage->details_lane = -1;
    stage->view.hover_timeline = stage->view.hover_lane = -1;
    stage->title_changed = stage->dirty = true;
}

/* The first mistake in `diags` as the banner: `file:line:column: error: text`. */
static void set_banner(Stage *stage, const Diags *diags, const Source *source)
{
    Builder lines = {0};
    diags_render(diags, source, DIAG_SHORT, false, &lines);
    builder_clear(&stage->banner);
    builder_add(&stage->banner, lines.at ? lines.at : "", lines.at ? strcspn(lines.at, "\n") : 0);
    builder_free(&lines);
    stage->dirty = true;
}

/* Loads `text`; a wrong one leaves what is shown as it is, under a banner. */
static bool show_text(Stage *stage, Str text)
{
    Diags diags = {0};
    Source source = {str_of(stage->file), text};
    Loaded *loaded = load_text(source.name, text, &stage->settings.sim, &diags);
    if (loaded)
        stage_show(stage, loaded);
    else
        set_banner(stage, &diags, &source);
    diags_free(&diags);
    return loaded != NULL;
}

/* The playhead keeps its time; at the end it stays at the end, so that totals can be compared. */
bool stage_rerun(Stage *stage)
{
    bool at_end = moment_compare(stage->player.at, player_end(&stage->player)) == 0;
    if (!show_text(stage, builder_view(&stage->edit.text)))
        return false;
    if (at_end)
        player_seek(&stage->player, player_end(&stage->player));
    return true;
}

static void reset_for_new_file(Stage *stage)
{
    load_free(stage->loaded);
    stage->loaded = NULL;
    stage->view.from = stage->view.to = 0;
    stage->view.scroll = 0;
    stage->view.python_scroll = stage->view.output_scroll = 0;
    stage->zooms.count = 0;
    stage->view.predict = stage->help = stage->in_gallery = false;
    stage->player.playing = false;
    player_seek(&stage->player, (Moment){0, 0});
}

bool stage_open(Stage *stage, const char *path, FileError *error)
{
    Builder text = {0};
    if (!file_read(path, SCENARIO_MAX_BYTES, &text, error)) {
        builder_free(&text);
        return false;
    }
    size_t length = strlen(path);
    char *copy = mem_new(length + 1);
    memcpy(copy, path, length);
    mem_free(stage->file);
    stage->file = copy;
    reset_for_new_file(stage);
    follow_begin(&stage->follow, stage->file, builder_view(&text));
    edit_begin(&stage->edit, builder_view(&text));
    show_text(stage, builder_view(&text));
    if (stage->loaded && !stage->settings.has_theme)
        stage->view.theme = settings_theme(&stage->settings, stage->loaded->scenario);
    player_seek(&stage->player, player_start(&stage->player));
    builder_free(&text);
    return true;
}

void stage_open_gallery(Stage *stage)
{
    follow_end(&stage->follow);
    gallery_begin(&stage->gallery, &stage->settings.sim);
    gallery_search(&stage->gallery, "");
    stage->gallery.began = stage->now;
    player_pause(&stage->player);
    builder_clear(&stage->banner);
    stage->in_gallery = stage->title_changed = stage->dirty = true;
}

void stage_leave_gallery(Stage *stage)
{
    follow_begin(&stage->follow, stage->file, builder_view(&stage->edit.file));
    stage->in_gallery = false;
    stage->title_changed = stage->dirty = true;
}

void stage_drop(Stage *stage, const char *path)
{
    FileError error;
    if (stage_open(stage, path, &error))
        player_play(&stage->player, 1);
    else
        stage_say(stage, "%s", error.text);
}

void stage_resize(Stage *stage, int width, int height)
{
    stage->view.width = width;
    stage->view.height = height;
    stage->dirty = true;
}

/* --- the file --- */

static void take_change(Stage *stage)
{
    Str text = builder_view(&stage->follow.content);
    if (edit_unsaved(&stage->edit)) {
        edit_theirs(&stage->edit, text);
        builder_clear(&stage->banner);
        builder_printf(&stage->banner, "%s changed outside while you have unsaved lengths: Ctrl+S "
                                       "keeps yours, Ctrl+R takes the file",
                       stage->file);
        stage->dirty = true;
        return;
    }
    edit_begin(&stage->edit, text);
    show_text(stage, text);
}

static void poll_file(Stage *stage)
{
    switch (follow_poll(&stage->follow, stage->now)) {
    case FOLLOW_CHANGED:
        take_change(stage);
        break;
    case FOLLOW_GONE:
        builder_clear(&stage->banner);
        builder_printf(&stage->banner, "%s has vanished; waiting for it", stage->file);
        stage->dirty = true;
        break;
    case FOLLOW_BACK:
        show_text(stage, builder_view(&stage->edit.text));
        break;
    case FOLLOW_SAME:
        break;
    }
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
        poll_file(stage);
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
    view->fresh = stage->still || since >= ease_seconds ? -1 : since;
    view->transport = (Transport){.shown = true,
                                  .playing = player->playing,
                                  .speed = player->speed,
                                  .fitted = player->fitted,
                                  .message = stage->message.length ? stage->message.at : NULL};
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

/* --- for scripts --- */

void stage_state(const Stage *stage, Builder *out)
{
    const ViewState *view = &stage->view;
    static const char *const themes[] = {"light", "dark", "contrast"};
    builder_text(out, "{\"t\": ");
    time_exact(out, stage->player.at.t);
    if (stage->player.at.step == ALL_STEPS)
        builder_text(out, ", \"step\": \"all\"");
    else
        builder_printf(out, ", \"step\": %u", stage->player.at.step);
    builder_printf(out, ", \"playing\": %s, \"direction\": %d, \"speed\": ",
                   stage->player.playing ? "true" : "false", stage->player.direction);
    number_repr(out, stage->player.fitted ? 0 : stage->player.speed);
    builder_printf(out, ", \"panels\": %u, \"theme\": \"%s\", \"axis\": \"%s\", \"from\": ",
                   view->panels, themes[view->theme], view->axis == AXIS_TIME ? "time" : "steps");
    number_repr(out, view->from);
    builder_text(out, ", \"to\": ");
    number_repr(out, view->to);
    builder_printf(out, ", \"gallery\": %s, \"help\": %s, \"blanked\": %s, \"predict\": %s, ",
                   stage->in_gallery ? "true" : "false", stage->help ? "true" : "false",
                   stage->blanked ? "true" : "false", view->predict ? "true" : "false");
    builder_printf(out, "\"spotlight\": %s, \"loop\": %s, \"dwell\": %s, \"full_screen\": %s, ",
                   view->spotlight ? "true" : "false", stage->player.looping ? "true" : "false",
                   stage->player.dwelling ? "true" : "false",
                   stage->full_screen ? "true" : "false");
    builder_printf(out, "\"quit\": %s, \"unsaved\": %s, \"hover\": [%d, %d], \"banner\": ",
                   stage->wants_quit ? "true" : "false",
                   edit_unsaved(&stage->edit) ? "true" : "false", view->hover_timeline,
                   view->hover_lane);
    escape_json(out, builder_view(&stage->banner));
    builder_text(out, ", \"message\": ");
    escape_json(out, builder_view(&stage->message));
    builder_text(out, ", \"search\": ");
    escape_json(out, builder_view(&stage->gallery.search));
    builder_text(out, ", \"clipboard\": ");
    escape_json(out, builder_view(&stage->wants_clipboard));
    builder_text(out, ", \"title\": ");
    Builder title = {0};
    stage_title(stage, &title);
    escape_json(out, builder_view(&title));
    builder_free(&title);
    builder_text(out, "}\n");
}
