/* What the keys of the look do: panels, themes, the axis, teaching aids. */
#include "player/keys.h"

#include "player/open.h"
#include "player/quiz_mode.h"
#include "player/zoom.h"

#include <math.h>

static void toggle_panel(Stage *stage, uint32_t panel)
{
    stage->view.panels ^= panel;
}

void action_python(Stage *stage)
{
    toggle_panel(stage, PANEL_PYTHON);
}

void action_output(Stage *stage)
{
    toggle_panel(stage, PANEL_OUTPUT);
}

void action_event_loop(Stage *stage)
{
    toggle_panel(stage, PANEL_LOOP);
}

void action_narration(Stage *stage)
{
    toggle_panel(stage, PANEL_NARRATION);
}

void action_values(Stage *stage)
{
    toggle_panel(stage, PANEL_VALUES);
}

void action_steps_axis(Stage *stage)
{
    stage->view.axis = stage->view.axis == AXIS_TIME ? AXIS_STEPS : AXIS_TIME;
    stage->view.from = stage->view.to = 0;
    stage->zooms.count = 0;
    stage->axis_at = stage->now;
    stage_say(stage, stage->view.axis == AXIS_TIME ? "axis: virtual time"
                                                   : "axis: each step of the loop one unit wide");
}

void action_columns(Stage *stage)
{
    stage->view.arrangement =
        stage->view.arrangement == ARRANGE_ROWS ? ARRANGE_COLUMNS : ARRANGE_ROWS;
    stage->view.scroll = 0;
}

void action_theme(Stage *stage)
{
    static const ThemeName next[] = {[THEME_LIGHT] = THEME_DARK,
                                     [THEME_DARK] = THEME_CONTRAST,
                                     [THEME_CONTRAST] = THEME_LIGHT};
    stage->view.theme = next[stage->view.theme];
}

/* --- zoom --- */

/* Around the playhead where it can be seen, else around the middle. */
static void zoom(Stage *stage, double factor)
{
    double from, to, at = (double)stage->playhead.at.t / 1e9;
    stage_visible(stage, &from, &to);
    if (stage->view.axis == AXIS_STEPS) {
        stage_say(stage, "the axis of steps always shows them all");
        return;
    }
    if (at < from || at > to)
        at = (from + to) / 2;
    stage_push_zoom(stage);
    stage_zoom_by(stage, factor, at);
}

void action_zoom_in(Stage *stage)
{
    zoom(stage, 1 / 1.5);
}

void action_zoom_out(Stage *stage)
{
    zoom(stage, 1.5);
}

void action_fit(Stage *stage)
{
    stage_push_zoom(stage);
    stage->view.from = stage->view.to = 0;
}

void action_pan_left(Stage *stage)
{
    stage_push_zoom(stage);
    stage_pan_by(stage, -0.25);
}

void action_pan_right(Stage *stage)
{
    stage_push_zoom(stage);
    stage_pan_by(stage, 0.25);
}

void action_undo_view(Stage *stage)
{
    if (stage->zooms.count == 0) {
        stage_say(stage, "no earlier view");
        return;
    }
    Zoom zoom_before = stage->zooms.items[--stage->zooms.count];
    stage->view.from = zoom_before.from;
    stage->view.to = zoom_before.to;
}

void action_follow(Stage *stage)
{
    stage->following = !stage->following;
    stage_say(stage, stage->following ? "follows the playhead" : "does not follow the playhead");
}

/* --- lanes --- */

void action_scroll_up(Stage *stage)
{
    stage_scroll(stage, (float)stage->view.height / -12);
}

void action_scroll_down(Stage *stage)
{
    stage_scroll(stage, (float)stage->view.height / 12);
}

static bool made_any(const Timeline *timeline, uint32_t lane)
{
    for (size_t i = 0; i < timeline->lanes.count; i++)
        if (timeline->lanes.items[i].maker == lane)
            return true;
    return false;
}

void action_fold(Stage *stage)
{
    FoldedLane lane = {(uint32_t)stage->view.hover_timeline, (uint32_t)stage->view.hover_lane};
    if (stage->view.hover_timeline < 0 || stage->view.hover_lane < 0) {
        stage_say(stage, "point at a lane first");
        return;
    }
    const Lane *pointed = &stage->loaded->timelines[lane.timeline]->lanes.items[lane.lane];
    lane.lane = pointed->leader; /* of equal siblings, the first stands for all */
    for (size_t i = 0; i < stage->folded.count; i++) {
        const FoldedLane *folded = &stage->folded.items[i];
        if (folded->timeline != lane.timeline || folded->lane != lane.lane)
            continue;
        stage->folded.items[i] = stage->folded.items[--stage->folded.count];
        return;
    }
    const Timeline *timeline = stage->loaded->timelines[lane.timeline];
    if (timeline->lanes.items[lane.lane].kin_count > 1 || made_any(timeline, lane.lane))
        array_push(&stage->folded, lane);
    else
        stage_say(stage, "no lane was made by this one");
}

/* --- size --- */

static void set_scale(Stage *stage, float scale)
{
    stage->view.scale = fminf(fmaxf(scale, 0.5f), 3);
    stage_say(stage, "scale %.0f %%", (double)stage->view.scale * 100);
}

void action_bigger(Stage *stage)
{
    set_scale(stage, stage->view.scale * 1.1f);
}

void action_smaller(Stage *stage)
{
    set_scale(stage, stage->view.scale / 1.1f);
}

void action_same_size(Stage *stage)
{
    set_scale(stage, stage->settings.scale);
}

/* --- teaching --- */

/* Of the timeline under the pointer, else of the first one that is shown. */
void action_stage(Stage *stage)
{
    const Lesson *lesson = &stage->loaded->lesson;
    uint32_t first = 0;
    while (first + 1 < lesson->timeline_count && first < 32 && stage->view.shown >> first & 1)
        first++;
    if (stage->view.hover_timeline >= 0)
        first = (uint32_t)stage->view.hover_timeline;
    stage->view.stage = stage->view.stage ? 0 : first + 1;
    stage->stop_at = stage->now - 1;
}

void action_next_stage(Stage *stage)
{
    const Lesson *lesson = &stage->loaded->lesson;
    uint32_t count = lesson->timeline_count, next = stage->view.stage;
    for (uint32_t i = 0; i < count; i++, next++)
        if (!(next % count < 32 && stage->view.shown >> next % count & 1))
            break;
    stage->view.stage = next % count + 1;
    stage->stop_at = stage->now - 1;
}

void action_rails(Stage *stage)
{
    stage->view.fold_rails = !stage->view.fold_rails;
}

void action_magnify(Stage *stage)
{
    stage->view.magnifies = !stage->view.magnifies;
}

void action_spotlight(Stage *stage)
{
    stage->view.spotlight = !stage->view.spotlight;
}

void action_predict(Stage *stage)
{
    if (stage->view.predict)
        quiz_mode_end(stage);
    else
        quiz_mode_begin(stage);
}

void action_blank(Stage *stage)
{
    playhead_pause(&stage->playhead);
    stage->blanked = true;
}

void action_full_screen(Stage *stage)
{
    stage->wants_full_screen = true;
}

void action_help(Stage *stage)
{
    stage->help = !stage->help;
}

void action_close(Stage *stage)
{
    if (stage->help)
        stage->help = false;
    else if (stage->details_lane >= 0)
        stage->details_lane = stage->details_timeline = -1;
    else if (stage->full_screen)
        stage->wants_full_screen = true;
    else if (stage->view.stage)
        stage->view.stage = 0;
    else if (stage->view.spotlight)
        stage->view.spotlight = false;
}

void action_quit(Stage *stage)
{
    stage_quit(stage);
}
