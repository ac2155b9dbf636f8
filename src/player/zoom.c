#include "player/zoom.h"

#include <math.h>

void stage_push_zoom(Stage *stage)
{
    enum { MOST = 100 };
    if (stage->zooms.count == MOST) {
        for (size_t i = 1; i < MOST; i++)
            stage->zooms.items[i - 1] = stage->zooms.items[i];
        stage->zooms.count--;
    }
    array_push(&stage->zooms, (Zoom){stage->view.from, stage->view.to});
}

void stage_set_zoom(Stage *stage, double from, double to)
{
    double end = (double)playhead_end(&stage->playhead).t / 1e9, least = end * 1e-6;
    double span = to - from;
    stage->dirty = true;
    if (span >= end || end <= 0) {
        stage->view.from = stage->view.to = 0;
        return;
    }
    if (span < least) {
        from = (from + to - least) / 2;
        span = least;
    }
    from = fmin(fmax(from, 0), end - span);
    stage->view.from = from;
    stage->view.to = from + span;
}

void stage_visible(const Stage *stage, double *from, double *to)
{
    bool whole = stage->view.from <= 0 && stage->view.to <= 0;
    *from = whole ? 0 : stage->view.from;
    *to = whole ? (double)playhead_end(&stage->playhead).t / 1e9 : stage->view.to;
}

void stage_zoom_by(Stage *stage, double factor, double around)
{
    static const double most = 1e9; /* the whole, from the smallest part there is, and back */
    double from, to;
    stage_visible(stage, &from, &to);
    factor = fmin(fmax(factor, 1 / most), most);
    stage_set_zoom(stage, around - (around - from) * factor, around + (to - around) * factor);
}

void stage_pan_by(Stage *stage, double part)
{
    double from, to, end = (double)playhead_end(&stage->playhead).t / 1e9;
    stage_visible(stage, &from, &to);
    double span = to - from;
    from = fmin(fmax(from + span * part, 0), end - span); /* first: far away a span is lost */
    stage_set_zoom(stage, from, from + span);
}

void stage_scroll(Stage *stage, float pixels)
{
    float most = fmaxf(stage->layout.content_height - stage->layout.visible_height, 0);
    stage->view.scroll = fminf(fmaxf(stage->view.scroll + pixels, 0), most);
    stage->dirty = true;
}

void stage_reach_playhead(Stage *stage)
{
    double from, to, t = (double)stage->playhead.at.t / 1e9;
    stage_visible(stage, &from, &to);
    if (t >= from && t <= to)
        return;
    stage_push_zoom(stage);
    stage_set_zoom(stage, t - (to - from) / 2, t + (to - from) / 2);
}

/* While it plays, a zoomed axis goes along so that the playhead stays in view. */
static void follow_playhead(Stage *stage)
{
    double from = stage->view.from, to = stage->view.to, t = (double)stage->playhead.at.t / 1e9;
    if (!stage->following || (from <= 0 && to <= 0) || stage->drag.kind != DRAG_NONE)
        return;
    double span = to - from;
    if (t > to - span * 0.1)
        stage_set_zoom(stage, t - span * 0.3, t + span * 0.7);
    else if (t < from)
        stage_set_zoom(stage, t - span * 0.1, t + span * 0.9);
}

/* On the stage chips begin to move where something has happened, forth or back; from one stop to
 * the next time passes and they stay. */
static void note_stop(Stage *stage)
{
    size_t place = playhead_place(&stage->playhead);
    if (place != stage->stop_place) {
        stage->before_stop = stage->shown_stop;
        stage->stop_place = place;
        stage->stop_at = stage->now;
    }
    stage->shown_stop = playhead_stop(&stage->playhead);
}

void stage_moved(Stage *stage)
{
    note_stop(stage);
    stage->moved_at = stage->now;
    stage->dirty = true;
    follow_playhead(stage);
}
