#include "player/settings.h"

#include "player/patch.h"

#include <stdlib.h>

bool settings_hidden(const Settings *settings, const Lesson *lesson, uint32_t *hidden)
{
    uint32_t all = (uint32_t)((UINT64_C(1) << lesson->timeline_count) - 1);
    *hidden = settings->only ? all & ~settings->only : 0;
    return !(settings->only & ~all);
}

ThemeName settings_theme(const Settings *settings, const Scenario *scenario)
{
    static const ThemeName hints[] = {[VIEW_THEME_NONE] = THEME_LIGHT,
                                      [VIEW_THEME_LIGHT] = THEME_LIGHT,
                                      [VIEW_THEME_DARK] = THEME_DARK,
                                      [VIEW_THEME_CONTRAST] = THEME_CONTRAST};
    return settings->has_theme || !scenario ? settings->theme : hints[scenario->view_theme];
}

/* --- the view of an export --- */

Moment settings_moment(const Settings *settings, const Lesson *lesson)
{
    Moment end = lesson_end(lesson), at = {.t = settings->at, .step = settings->at_step};
    return settings->at_end || moment_compare(end, at) < 0 ? end : at;
}

/* Half of a window that is asked for goes on to the run's own end. */
static void set_window(const Settings *settings, const Lesson *lesson, ViewState *view)
{
    double end = (double)lesson_end(lesson).t / 1e9;
    if (settings->from <= 0 && settings->to <= 0)
        return;
    view->from = settings->from;
    view->to = settings->to > 0 ? settings->to : end > settings->from ? end : settings->from + 1;
}

bool settings_magnified(const Settings *settings, const Lesson *lesson, uint32_t *turn)
{
    if (settings->magnified > lesson->timeline_count)
        return false;
    const Timeline *timeline = lesson->timelines[settings->magnified - 1];
    *turn = (uint32_t)timeline_turns_until(timeline, (Moment){.t = settings->magnified_at});
    return *turn < timeline->turns.count &&
           timeline->turns.items[*turn].from.t == settings->magnified_at;
}

bool settings_view(const Settings *settings, const Loaded *loaded, ViewState *view)
{
    *view = (ViewState){.width = settings->width,
                        .height = settings->height,
                        .scale = settings->scale,
                        .theme = settings_theme(settings, loaded->scenario),
                        .arrangement = settings->arrangement,
                        .axis = settings->axis,
                        .panels = settings->panels,
                        .hover_timeline = -1,
                        .hover_lane = -1,
                        .show_playhead = settings->window || !settings->at_end,
                        .blank = settings->blank,
                        .no_title = settings->no_title,
                        .no_legend = settings->no_legend,
                        .fold_rails = settings->no_rails,
                        .transparent = settings->transparent,
                        .slide = !settings->window,
                        .stage = settings->stage,
                        .scroll = settings->scroll,
                        .python_scroll = settings->python_scroll,
                        .output_scroll = settings->output_scroll,
                        .loop_scroll = settings->loop_scroll,
                        .narration_scroll = settings->narration_scroll,
                        .values_scroll = settings->values_scroll,
                        .folded = settings->folded,
                        .folded_count = settings->folded_count,
                        .transport = {.shown = settings->window, .bare = true},
                        .fresh = -1};
    set_window(settings, &loaded->lesson, view);
    if (settings->magnified) {
        view->lens_timeline = settings->magnified - 1;
        view->lens_shown = settings_magnified(settings, &loaded->lesson, &view->lens_turn);
    }
    if (settings->has_highlight) {
        view->spotlight = true;
        view->hover_timeline = (int)settings->highlight.timeline;
        view->hover_lane = (int)settings->highlight.lane;
    }
    return settings_hidden(settings, &loaded->lesson, &view->shown);
}

ViewState settings_kept(const ViewState *shown)
{
    ViewState view = *shown;
    view.transport = (Transport){.shown = true, .bare = true};
    view.banner = NULL;
    view.predict = false;
    view.fresh = -1;
    view.stage_part = 1;
    view.axis_part = 0;
    if (!view.spotlight)
        view.hover_timeline = view.hover_lane = -1;
    return view;
}

/* --- numbers set --- */

/* Of a place by line and column, as messages count them; past the end where there is none. */
static uint32_t offset_of(Str text, uint32_t line, uint32_t column)
{
    size_t at = 0;
    for (uint32_t i = 1; i < line; i++) {
        while (at < text.length && text.at[at] != '\n')
            at++;
        at += at < text.length;
    }
    for (uint32_t i = 1; i < column && at < text.length && text.at[at] != '\n'; i++) {
        at++;
        while (at < text.length && (text.at[at] & 0xC0) == 0x80)
            at++;
    }
    return (uint32_t)at;
}

static int by_place(const void *a, const void *b)
{
    const Patch *x = a, *y = b;
    return (x->at.offset > y->at.offset) - (x->at.offset < y->at.offset);
}

bool settings_set(const Settings *settings, Str text, Builder *out, size_t *wrong)
{
    Patches patches = {0};
    bool fine = true;
    for (size_t i = 0; i < settings->set_count && fine; i++) {
        const SetNumber *set = &settings->sets[i];
        Place at = patch_number_at(text, offset_of(text, set->line, set->column));
        *wrong = i;
        fine = at.length > 0;
        array_push(&patches, ((Patch){at, set->value}));
    }
    if (patches.count)
        qsort(patches.items, patches.count, sizeof *patches.items, by_place);
    for (size_t i = 1; i < patches.count; i++)
        fine &= patches.items[i].at.offset != patches.items[i - 1].at.offset;
    if (fine)
        patches_apply(text, &patches, out);
    array_free(&patches);
    return fine;
}
