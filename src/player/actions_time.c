/* What the keys of time do. */
#include "player/keys.h"

#include "player/zoom.h"

#include <math.h>

void action_play(Stage *stage)
{
    if (stage->playhead.playing)
        playhead_pause(&stage->playhead);
    else
        playhead_play(&stage->playhead, 1);
}

void action_reverse(Stage *stage)
{
    if (stage->playhead.playing && stage->playhead.direction < 0)
        playhead_pause(&stage->playhead);
    else
        playhead_play(&stage->playhead, -1);
}

/* Stepping pauses; what there is no more of is said. */
static void step(Stage *stage, StepKind kind, int direction)
{
    playhead_pause(&stage->playhead);
    if (playhead_step(&stage->playhead, kind, direction))
        stage_moved(stage);
    else if (kind == STEP_NOTE)
        stage_say(stage, stage->playhead.notes.count == 0 ? "this scenario has no notes"
                         : direction > 0                ? "no more notes"
                                                        : "no earlier note");
}

void action_next_event(Stage *stage)
{
    step(stage, STEP_EVENT, 1);
}

void action_previous_event(Stage *stage)
{
    step(stage, STEP_EVENT, -1);
}

void action_next_instant(Stage *stage)
{
    step(stage, STEP_INSTANT, 1);
}

void action_previous_instant(Stage *stage)
{
    step(stage, STEP_INSTANT, -1);
}

void action_next_note(Stage *stage)
{
    step(stage, STEP_NOTE, 1);
}

void action_previous_note(Stage *stage)
{
    step(stage, STEP_NOTE, -1);
}

/* A way that is under way is seen: time must not stand still meanwhile. */
static void teach(Stage *stage, int direction)
{
    if (playhead_teach(&stage->playhead, direction, stage->still))
        stage_moved(stage);
    else
        stage_say(stage, direction > 0 ? "that was the last step" : "this is the start");
}

void action_next_teaching(Stage *stage)
{
    teach(stage, 1);
}

void action_previous_teaching(Stage *stage)
{
    teach(stage, -1);
}

static void jump(Stage *stage, Moment to)
{
    playhead_pause(&stage->playhead);
    playhead_seek(&stage->playhead, to);
    stage_moved(stage);
}

void action_home(Stage *stage)
{
    jump(stage, playhead_start(&stage->playhead));
}

void action_end(Stage *stage)
{
    jump(stage, playhead_end(&stage->playhead));
}

static void set_speed(Stage *stage, double speed)
{
    playhead_set_speed(&stage->playhead, speed);
    if (stage->playhead.fitted)
        stage_say(stage, "fitted: the whole run in %.0f s", playhead_length(&stage->playhead));
    else
        stage_say(stage, "speed %gx", stage->playhead.speed);
}

/* 0.1 0.15 0.2 0.3 0.5 0.7 1 1.5 2 3 5 7 10 15 20: steps that the eye notices. */
static double next_speed(double speed, int direction)
{
    static const double speeds[] = {0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20};
    enum { COUNT = sizeof speeds / sizeof *speeds };
    if (direction > 0) {
        for (int i = 0; i < COUNT; i++)
            if (speeds[i] > speed * 1.01)
                return speeds[i];
        return speeds[COUNT - 1];
    }
    for (int i = COUNT; i-- > 0;)
        if (speeds[i] < speed / 1.01)
            return speeds[i];
    return speeds[0];
}

/* A fitted play has a speed too, as a factor: the one to go on from. */
static double speed_now(const Stage *stage)
{
    const Playhead *playhead = &stage->playhead;
    double length = playhead_length(playhead);
    if (!playhead->fitted || length <= 0)
        return playhead->speed;
    double speed = (double)playhead_end(playhead).t / 1e9 / length;
    return fmin(fmax(speed, playhead_slowest), playhead_fastest);
}

void action_faster(Stage *stage)
{
    set_speed(stage, next_speed(speed_now(stage), 1));
}

void action_slower(Stage *stage)
{
    set_speed(stage, next_speed(speed_now(stage), -1));
}

void action_real_speed(Stage *stage)
{
    set_speed(stage, 1);
}

void action_fit_speed(Stage *stage)
{
    set_speed(stage, 0);
}

void action_loop(Stage *stage)
{
    stage->playhead.looping = !stage->playhead.looping;
    stage_say(stage, stage->playhead.looping ? "plays again and again" : "plays once");
}

void action_dwell(Stage *stage)
{
    playhead_set_dwelling(&stage->playhead, !stage->playhead.dwelling);
    stage_say(stage, stage->playhead.dwelling ? "dwells on each step of an instant"
                                            : "does not dwell on steps");
}

/* From the waiting bar under the pointer to the moment at which it was woken, and by whom. */
void action_waker(Stage *stage)
{
    int index = stage->view.hover_timeline, lane_index = stage->view.hover_lane;
    if (index < 0 || lane_index < 0) {
        stage_say(stage, "point at a waiting lane first");
        return;
    }
    const Timeline *timeline = stage->loaded->timelines[index];
    const Lane *lane = &timeline->lanes.items[lane_index];
    const Span *span = stage->hover_span >= 0 && (size_t)stage->hover_span < lane->spans.count
                           ? &lane->spans.items[stage->hover_span]
                           : timeline_span_at(timeline, (uint32_t)lane_index, stage->playhead.at);
    if (!span || span->open) {
        stage_say(stage, span ? "nothing ever wakes it" : "it does not wait here");
        return;
    }
    jump(stage, span->to);
    if (span_woken_by(span) == NO_TASK || span_woken_by(span) >= timeline->lanes.count) {
        stage_say(stage, "woken by time");
        return;
    }
    const Lane *waker = &timeline->lanes.items[span_woken_by(span)];
    stage->view.hover_lane = stage->details_lane = (int)span_woken_by(span);
    stage->details_timeline = index;
    stage->hover_span = -1;
    stage_say(stage, "woken by %.*s, %.*s", (int)waker->name.length, waker->name.at,
              (int)waker->call.length, waker->call.at);
}
