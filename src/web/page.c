/* The page's doors that change what is shown. */
#include "web/page.h"

#include "base/file.h"
#include "base/number.h"
#include "player/open.h"
#include "player/places.h"
#include "player/running.h"
#include "player/show.h"
#include "view/view.h"

#include <emscripten.h>
#include <string.h>

/* A page must live on whatever a scenario does. */
enum { MOST_BYTES = 256 << 20 };

static Page page;

Page *page_here(void)
{
    return &page;
}

/* 0: the fonts are there. */
int main(void)
{
    Arena arena = {0};
    char error[256];
    page.fonts = fonts_open(places_fonts(&arena), error, sizeof error);
    arena_free(&arena);
    if (!page.fonts) {
        emscripten_log(EM_LOG_ERROR, "%s", error);
        return 1;
    }
    Settings settings = {.at_end = true,
                         .width = 1280,
                         .height = 720,
                         .scale = 1,
                         .sim = {.max_bytes = MOST_BYTES}};
    stage_begin(&page.stage, &settings, fonts_measure(page.fonts));
    page.stage.on_page = true;
    page.stage.now = screen_seconds();
    screen_begin(&page.screen, &page.stage, page.fonts);
    screen_listen_to_touch(&page.screen);
    return 0;
}

/* What is to be seen first is there, or will not come. */
EMSCRIPTEN_KEEPALIVE void page_begin(void)
{
    if (page.screen.opening == OPENING_WAITS)
        page.screen.opening++;
    page.stage.dirty = true;
    screen_wake(&page.screen);
}

/* Makes the next font ready, which takes some milliseconds; 0 when all are. */
EMSCRIPTEN_KEEPALIVE int page_warm(void)
{
    if (page.warm < FONT_FACES)
        fonts_warm(page.fonts, (FontFace)page.warm++);
    return page.warm < FONT_FACES;
}

/* --- what is open --- */

EMSCRIPTEN_KEEPALIVE int page_open(const char *path)
{
    FileError error;
    page.stage.now = screen_seconds();
    if (!stage_open(&page.stage, path, &error)) {
        stage_say(&page.stage, "%s", error.text);
        screen_wake(&page.screen);
        return 0;
    }
    screen_wake(&page.screen);
    return 1;
}

EMSCRIPTEN_KEEPALIVE void page_gallery(void)
{
    stage_open_gallery(&page.stage);
    screen_wake(&page.screen);
}

/* The editor's text in place of what is shown; a wrong one leaves the picture, under a banner. */
EMSCRIPTEN_KEEPALIVE void page_take(const char *text)
{
    Stage *stage = &page.stage;
    if (!stage->file)
        return;
    stage->now = screen_seconds();
    edit_begin(&stage->edit, str_of(text));
    stage_drop_ghost(stage);
    running_begin(stage);
    screen_wake(&page.screen);
}

/* A text that was taken, or a file that was opened, is still being run. */
EMSCRIPTEN_KEEPALIVE int page_is_running(void)
{
    return running_is(&page.stage);
}

/* The canvas does not show yet what there is to see. */
EMSCRIPTEN_KEEPALIVE int page_is_painting(void)
{
    return page.stage.dirty || page.screen.painting;
}

/* The editor has what was dragged. */
EMSCRIPTEN_KEEPALIVE void page_settle(void)
{
    Stage *stage = &page.stage;
    if (!edit_unsaved(&stage->edit))
        return;
    edit_saved(&stage->edit);
    stage_drop_ghost(stage);
    stage->title_changed = stage->dirty = true;
    screen_wake(&page.screen);
}

EMSCRIPTEN_KEEPALIVE int page_is_unsaved(void)
{
    return edit_unsaved(&page.stage.edit);
}

EMSCRIPTEN_KEEPALIVE int page_in_gallery(void)
{
    return page.stage.in_gallery;
}

EMSCRIPTEN_KEEPALIVE void page_gallery_leave(void)
{
    if (page.stage.in_gallery && page.stage.file)
        stage_leave_gallery(&page.stage);
    follow_end(&page.stage.follow);
    screen_wake(&page.screen);
}

EMSCRIPTEN_KEEPALIVE int page_is_dragging(void)
{
    return page.stage.drag.kind != DRAG_NONE;
}

/* --- how it is looked at --- */

EMSCRIPTEN_KEEPALIVE void page_resize(int width, int height)
{
    screen_resize(&page.screen, width, height);
}

/* The browser has dropped what the canvas showed. */
EMSCRIPTEN_KEEPALIVE void page_restore(void)
{
    screen_restore(&page.screen);
}

EMSCRIPTEN_KEEPALIVE void page_play(int playing)
{
    if (playing)
        playhead_play(&page.stage.playhead, 1);
    else
        playhead_pause(&page.stage.playhead);
    screen_wake(&page.screen);
}

/* Virtual seconds; what is no number, or past it, is the end. */
EMSCRIPTEN_KEEPALIVE void page_seek(double seconds, int step)
{
    Stage *stage = &page.stage;
    Moment at = playhead_end(&stage->playhead);
    int64_t t;
    if (!stage->loaded)
        return;
    if (seconds >= 0 && time_from_seconds(seconds, &t) && t <= at.t)
        at = (Moment){.t = t, .step = step >= 0 ? (uint32_t)step : ALL_STEPS};
    playhead_seek(&stage->playhead, at);
    stage->dirty = true;
    screen_wake(&page.screen);
}

/* A teacher who asks what comes does not show what is written. */
EMSCRIPTEN_KEEPALIVE void page_hide_code(int hidden)
{
    page.screen.no_panels = hidden ? PANEL_PYTHON : 0;
    screen_wake(&page.screen);
}

/* Names with commas between them, `all` or `none`; unknown ones are passed over. */
EMSCRIPTEN_KEEPALIVE void page_panels(const char *names)
{
    uint32_t bits = 0;
    for (const char *at = names; at;) {
        Str word = {at, strcspn(at, ",")};
        for (size_t i = 0; view_panel_name(i); i++)
            if (str_is(word, "all") || str_is(word, view_panel_name(i)))
                bits |= view_panel_bit(str_of(view_panel_name(i)));
        at = at[word.length] ? at + word.length + 1 : NULL;
    }
    page.stage.view.panels = bits;
    page.stage.dirty = true;
    screen_wake(&page.screen);
}

EMSCRIPTEN_KEEPALIVE unsigned page_panel_bits(void)
{
    return page.stage.view.panels;
}

EMSCRIPTEN_KEEPALIVE void page_axis(int steps)
{
    page.stage.view.axis = steps ? AXIS_STEPS : AXIS_TIME;
    page.stage.dirty = true;
    screen_wake(&page.screen);
}

/* 0 light, 1 dark, 2 contrast; a scenario's own wish is for -1. */
EMSCRIPTEN_KEEPALIVE void page_theme(int theme)
{
    Stage *stage = &page.stage;
    stage->settings.has_theme = theme >= 0;
    stage->settings.theme = theme >= 0 ? (ThemeName)theme : THEME_LIGHT;
    stage->view.theme =
        settings_theme(&stage->settings, stage->loaded ? stage->loaded->scenario : NULL);
    stage->dirty = true;
    screen_wake(&page.screen);
}

/* Nothing eases or glides. */
EMSCRIPTEN_KEEPALIVE void page_still(int still)
{
    page.stage.still = still;
}

EMSCRIPTEN_KEEPALIVE void page_scale(double scale)
{
    page.stage.view.scale = (float)scale;
    page.stage.dirty = true;
    screen_wake(&page.screen);
}

EMSCRIPTEN_KEEPALIVE void page_full_screen(int full)
{
    page.stage.full_screen = full;
    page.stage.dirty = true;
    screen_wake(&page.screen);
}
