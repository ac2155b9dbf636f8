/* Seeking, zooming, panning, details, and dragging a bar's end. */
#include "player/pointer.h"

#include "player/control_bar.h"
#include "player/drag.h"
#include "player/keys.h"
#include "player/open.h"
#include "player/quiz_mode.h"
#include "player/typed.h"
#include "player/wheel.h"
#include "player/zoom.h"
#include "view/axis.h"

#include <float.h>
#include <math.h>

static const float snap_pixels = 6;
static const float click_pixels = 4; /* less than this is a click, not a drag */

static bool holds(const Box *box, float x, float y)
{
    return x >= box->x && x < box->x + box->w && y >= box->y && y < box->y + box->h;
}

/* The topmost; but the playhead's line, which can be taken anywhere, and the bar that begins where
 * another ends give way to the narrow end. */
static const Region *region_at(const Stage *stage, float x, float y)
{
    const Region *top = NULL;
    for (size_t i = stage->layout.regions.count; i-- > 0;) {
        const Region *region = &stage->layout.regions.items[i];
        if (!holds(&region->box, x, y))
            continue;
        if (!top)
            top = region;
        if (top->kind != REGION_PLAYHEAD && top->kind != REGION_SPAN)
            return top;
        if (region->kind == REGION_SPAN_END)
            return region;
    }
    return top;
}

/* A bar's end that can be taken. What waits for a thread has none of its own in the picture's
 * regions: there it is the last few pixels. */
static bool is_end(const Stage *stage, const Region *region, float x)
{
    if (!region || region->kind != REGION_SPAN)
        return region && region->kind == REGION_SPAN_END;
    const Lane *lane = &stage->loaded->timelines[region->timeline]->lanes.items[region->lane];
    const Span *span = &lane->spans.items[region->span];
    return span->wait == WAIT_THREAD && span->kind == SPAN_AWAIT && !span->open &&
           moment_compare(span->to, stage->playhead.at) <= 0 &&
           x > region->box.x + region->box.w - (float)stage->view.width / 200;
}

/* --- seeking --- */

/* The axis below or above x: with columns each has its own. */
static void axis_place(const Stage *stage, float x, float *x0, float *width)
{
    float nearest = FLT_MAX;
    *x0 = stage->layout.axis_x;
    *width = fmaxf(stage->layout.axis_width, 1);
    for (size_t i = 0; i < stage->layout.regions.count; i++) {
        const Region *region = &stage->layout.regions.items[i];
        float off = fmaxf(fmaxf(region->box.x - x, x - region->box.x - region->box.w), 0);
        if (region->kind != REGION_AXIS || off >= nearest)
            continue;
        nearest = off;
        *x0 = region->box.x;
        *width = fmaxf(region->box.w, 1);
    }
}

/* On what `view` shows, snapped to what happens there. */
static Moment moment_on(Stage *stage, const ViewState *view, float x)
{
    Axis axis = axis_make(&stage->loaded->lesson, view, &stage->picture.arena);
    axis_place(stage, x, &axis.x0, &axis.width);
    x = fminf(fmaxf(x, axis.x0), axis.x0 + axis.width);
    Moment at = axis_moment(&axis, x);
    if (axis.moments)
        return at.t < 0 ? playhead_start(&stage->playhead) : at;
    double pixel = (axis.to - axis.from) / (double)axis.width * 1e9;
    int64_t round = (int64_t)fmax(pow(10, floor(log10(fmax(pixel, 1)))), 1);
    at.t = (at.t + round / 2) / round * round;
    if (x <= axis.x0 && axis.from <= 0)
        return playhead_start(&stage->playhead);
    return playhead_snap(&stage->playhead, at, (int64_t)(pixel * (double)snap_pixels));
}

static Moment moment_at(Stage *stage, float x)
{
    return moment_on(stage, &stage->view, x);
}

static void seek_to(Stage *stage, Moment at)
{
    playhead_seek(&stage->playhead, at);
    stage_moved(stage);
}

/* On the bar below the axis, which always has the whole run. */
static void seek_bar(Stage *stage, float x)
{
    ViewState whole = stage->view;
    whole.from = whole.to = 0;
    seek_to(stage, moment_on(stage, &whole, x));
}

/* The window of a zoomed axis is moved on that bar. */
static void move_window(Stage *stage, const Pointer *pointer)
{
    const Drag *drag = &stage->drag;
    float x0, width;
    axis_place(stage, drag->x, &x0, &width);
    double whole = (double)playhead_end(&stage->playhead).t / 1e9;
    double off = (double)((pointer->x - drag->x) / width) * whole;
    stage_set_zoom(stage, drag->from + off, drag->to + off);
}

/* --- beginning a drag --- */

static void begin_drag(Stage *stage, DragKind kind, const Pointer *pointer)
{
    bool whole = stage->view.from <= 0 && stage->view.to <= 0;
    stage->drag = (Drag){.kind = kind,
                         .x = pointer->x,
                         .y = pointer->y,
                         .now_x = pointer->x,
                         .from = whole ? 0 : stage->view.from,
                         .to = whole ? (double)playhead_end(&stage->playhead).t / 1e9
                                     : stage->view.to,
                         .was_playing = stage->playhead.playing,
                         .scroll = stage->view.scroll};
}

static void begin_seek(Stage *stage, DragKind kind, const Pointer *pointer)
{
    begin_drag(stage, kind, pointer);
    playhead_pause(&stage->playhead);
    if (kind == DRAG_SEEK)
        seek_bar(stage, pointer->x);
    else
        seek_to(stage, moment_at(stage, pointer->x));
}

/* Where nothing else is: Ctrl draws a range to zoom into, the plain drag moves the axis. */
static void begin_on_ground(Stage *stage, const Pointer *pointer)
{
    bool range = (pointer->held & HELD_CTRL) && stage->view.axis == AXIS_TIME;
    begin_drag(stage, range ? DRAG_RANGE : DRAG_PAN, pointer);
}

/* A double click on what lies along the axis shows the whole run. */
static bool fits_on_double_click(const Region *region)
{
    return !region || region->kind == REGION_LANE || region->kind == REGION_SPAN ||
           region->kind == REGION_TIMELINE || region->kind == REGION_AXIS ||
           region->kind == REGION_PLAYHEAD || region->kind == REGION_SEEK_BAR ||
           region->kind == REGION_WINDOW || region->kind == REGION_INSTANT;
}

static void press(Stage *stage, const Pointer *pointer)
{
    const Region *region = region_at(stage, pointer->x, pointer->y);
    if (pointer->twice && pointer->button == 1 && fits_on_double_click(region)) {
        action_fit(stage);
        stage->details_timeline = stage->details_lane = -1; /* that the first click has pinned */
        return;
    }
    if (!region || pointer->button != 1 || (pointer->held & HELD_CTRL)) {
        begin_on_ground(stage, pointer);
        return;
    }
    if (is_end(stage, region, pointer->x)) {
        drag_length_begin(stage, region, pointer);
        return;
    }
    switch (region->kind) {
    case REGION_SEEK_BAR:
    case REGION_KNOB:
        begin_seek(stage, DRAG_SEEK, pointer);
        break;
    case REGION_WINDOW:
        stage_push_zoom(stage);
        begin_drag(stage, DRAG_WINDOW, pointer);
        break;
    case REGION_PLAYHEAD:
    case REGION_AXIS:
        begin_seek(stage, DRAG_AXIS, pointer);
        break;
    case REGION_PLAY:
        action_play(stage);
        break;
    case REGION_SPEED:
        control_bar_speeds(stage);
        break;
    case REGION_HELP:
        action_help(stage);
        break;
    case REGION_TIMELINE:
        if (stage->view.stage)
            stage->view.stage = region->timeline + 1;
        else
            begin_on_ground(stage, pointer);
        break;
    case REGION_AWAY:
        stage_reach_playhead(stage);
        break;
    default:
        begin_on_ground(stage, pointer);
    }
}

/* --- moving --- */

static void pan(Stage *stage, const Pointer *pointer)
{
    Drag *drag = &stage->drag;
    float moved_x = pointer->x - drag->x, moved_y = pointer->y - drag->y;
    if (!drag->moved && hypotf(moved_x, moved_y) < click_pixels)
        return;
    drag->moved = true;
    bool zoomed = stage->view.from > 0 || stage->view.to > 0;
    if (zoomed && stage->layout.axis_width > 0) {
        double off = (double)(moved_x / stage->layout.axis_width) * (drag->to - drag->from);
        stage_set_zoom(stage, drag->from - off, drag->to - off);
    }
    stage_scroll(stage, drag->scroll - moved_y - stage->view.scroll);
}

/* The magnifier over the steps of an instant that the pointer is on. */
static void open_instant(Stage *stage, const Region *region)
{
    bool shown = region && region->kind == REGION_INSTANT;
    ViewState *view = &stage->view;
    if (shown == view->lens_shown && (!shown || (region->timeline == view->lens_timeline &&
                                                 region->span == view->lens_turn)))
        return;
    view->lens_shown = shown;
    view->lens_timeline = shown ? region->timeline : 0;
    view->lens_turn = shown ? region->span : 0;
    stage->dirty = true;
}

static void hover(Stage *stage, const Region *region, float x)
{
    bool lane = region && (region->kind == REGION_LANE || region->kind == REGION_SPAN ||
                           region->kind == REGION_SPAN_END);
    int at_timeline = lane ? (int)region->timeline : -1, at_lane = lane ? (int)region->lane : -1;
    int at_span = lane && region->kind != REGION_LANE ? (int)region->span : -1;
    stage->over_span_end = is_end(stage, region, x);
    open_instant(stage, region);
    if (at_timeline == stage->view.hover_timeline && at_lane == stage->view.hover_lane &&
        at_span == stage->hover_span)
        return;
    stage->view.hover_timeline = at_timeline;
    stage->view.hover_lane = at_lane;
    stage->hover_span = at_span;
    stage->rested_at = stage->now;
    stage->dirty = true;
}

static void move(Stage *stage, const Pointer *pointer)
{
    stage->drag.now_x = pointer->x;
    switch (stage->drag.kind) {
    case DRAG_SEEK:
        seek_bar(stage, pointer->x);
        break;
    case DRAG_AXIS:
        seek_to(stage, moment_at(stage, pointer->x));
        break;
    case DRAG_RANGE:
        stage->dirty = true;
        break;
    case DRAG_WINDOW:
        move_window(stage, pointer);
        break;
    case DRAG_PAN:
        pan(stage, pointer);
        break;
    case DRAG_LENGTH:
        drag_length_move(stage, pointer);
        break;
    case DRAG_NONE:
        stage->rested_at = fmin(stage->rested_at, stage->now);
        hover(stage, region_at(stage, pointer->x, pointer->y), pointer->x);
        if (stage->details_lane < 0) {
            stage->details_x = pointer->x;
            stage->details_y = pointer->y;
        }
        break;
    }
}

/* --- ending --- */

/* A click on a lane pins its details; anywhere else lets go of them. */
static void click(Stage *stage, const Pointer *pointer)
{
    const Region *region = region_at(stage, pointer->x, pointer->y);
    hover(stage, region, pointer->x);
    bool again = stage->details_lane == stage->view.hover_lane &&
                 stage->details_timeline == stage->view.hover_timeline;
    stage->details_timeline = again ? -1 : stage->view.hover_timeline;
    stage->details_lane = again ? -1 : stage->view.hover_lane;
    stage->details_x = pointer->x;
    stage->details_y = pointer->y;
    stage->rested_at = stage->now;
    stage->dirty = true;
}

static void zoom_into_range(Stage *stage)
{
    const Drag *drag = &stage->drag;
    float from = fminf(drag->x, drag->now_x), to = fmaxf(drag->x, drag->now_x);
    float width, x0;
    axis_place(stage, drag->x, &x0, &width);
    if (to - from < click_pixels)
        return;
    double span = drag->to - drag->from;
    stage_push_zoom(stage);
    stage_set_zoom(stage, drag->from + span * (double)((from - x0) / width),
                   drag->from + span * (double)((to - x0) / width));
}

static void release(Stage *stage, const Pointer *pointer)
{
    Drag drag = stage->drag;
    stage->drag.kind = DRAG_NONE;
    stage->dirty = true;
    if (drag.kind == DRAG_RANGE)
        zoom_into_range(stage);
    else if (drag.kind == DRAG_LENGTH)
        drag_length_end(stage);
    else if ((drag.kind == DRAG_SEEK || drag.kind == DRAG_AXIS) && drag.was_playing)
        playhead_play(&stage->playhead, stage->playhead.direction);
    else if (drag.kind == DRAG_PAN && !drag.moved && pointer->button == 1)
        click(stage, pointer);
}

/* --- the gallery --- */

static void in_gallery(Stage *stage, const Pointer *pointer)
{
    size_t before = stage->gallery.selected;
    stage->dirty = true;
    if (pointer->kind == POINTER_WHEEL) {
        gallery_scroll(&stage->gallery, -pointer->wheel_y * (float)stage->view.height / 8);
    } else if (pointer->kind == POINTER_DOWN && pointer->button == 1) {
        if (gallery_pick(&stage->gallery, pointer->x, pointer->y))
            stage_open_selected(stage);
    } else if (pointer->kind == POINTER_MOVE) {
        stage->dirty = gallery_pick(&stage->gallery, pointer->x, pointer->y) &&
                       stage->gallery.selected != before;
        if (stage->dirty)
            stage->gallery.began = stage->now;
    }
}

static void take_pointer(Stage *stage, const Pointer *pointer)
{
    stage->pointer_inside = pointer->kind != POINTER_LEAVE;
    if (stage->asks) {
        stage_answer(stage, ask_pointer(stage, pointer));
        return;
    }
    if (pointer->kind == POINTER_DOWN && (stage->help || stage->blanked)) {
        stage->help = stage->blanked = false;
        stage->dirty = true;
        return;
    }
    if (stage->blanked || stage->help)
        return;
    if (stage->in_gallery) {
        in_gallery(stage, pointer);
        return;
    }
    if (!stage->loaded)
        return;
    if (control_bar_pointer(stage, pointer)) {
        hover(stage, NULL, 0);
        return;
    }
    if (pointer->kind == POINTER_DOWN && stage->view.predict)
        quiz_mode_press(stage, pointer, region_at(stage, pointer->x, pointer->y),
                        moment_at(stage, pointer->x));
    else if (pointer->kind == POINTER_DOWN)
        press(stage, pointer);
    else if (pointer->kind == POINTER_UP)
        release(stage, pointer);
    else if (pointer->kind == POINTER_WHEEL)
        stage_wheel(stage, pointer, region_at(stage, pointer->x, pointer->y),
                    moment_at(stage, pointer->x));
    else if (pointer->kind == POINTER_LEAVE)
        hover(stage, NULL, 0);
    else
        move(stage, pointer);
    if (pointer->kind != POINTER_MOVE && pointer->kind != POINTER_LEAVE)
        stage->dirty = true;
}

/* In pixels: nothing is drawn so far away. What is no number is there, too. */
static float not_too_far(float x)
{
    static const float far = 100000;
    return fmaxf(-far, fminf(x, far));
}

void stage_pointer(Stage *stage, const Pointer *pointer)
{
    Pointer near = *pointer;
    near.x = not_too_far(near.x);
    near.y = not_too_far(near.y);
    take_pointer(stage, &near);
}
