#include "player/wheel.h"

#include "player/zoom.h"

#include <math.h>

static uint32_t scroll_by(uint32_t at, float notches, float lines)
{
    static const float most = 1e9f; /* a picture shows no more than there is */
    return (uint32_t)fminf(fmaxf((float)at - notches * lines, 0), most);
}

static uint32_t scroll_lines(uint32_t at, float notches)
{
    return scroll_by(at, notches, 3);
}

static void wheel_zoom(Stage *stage, const Pointer *pointer, Moment at)
{
    if (stage->view.axis != AXIS_TIME) {
        stage_say(stage, "the axis of steps always shows them all");
        return;
    }
    double around = (double)at.t / 1e9;
    if (stage->now - stage->wheeled_at > 0.5)
        stage_push_zoom(stage);
    stage->wheeled_at = stage->now;
    stage_zoom_by(stage, pow(1.2, -(double)pointer->wheel_y), around);
}

void stage_wheel(Stage *stage, const Pointer *pointer, const Region *region, Moment at)
{
    RegionKind kind = region ? region->kind : REGION_LANE;
    bool overflows = stage->layout.content_height > stage->layout.visible_height + 1;
    bool zoomed = stage->view.from > 0 || stage->view.to > 0;
    bool over_axis = kind == REGION_AXIS || kind == REGION_SEEK_BAR || kind == REGION_AWAY ||
                     kind == REGION_KNOB || kind == REGION_WINDOW;
    bool sideways = (pointer->held & HELD_SHIFT) ||
                    fabsf(pointer->wheel_x) > fabsf(pointer->wheel_y);
    stage->dirty = true;
    if (pointer->held & HELD_CTRL) {
        wheel_zoom(stage, pointer, at);
    } else if (kind == REGION_PYTHON) {
        stage->view.python_scroll = scroll_lines(stage->view.python_scroll, pointer->wheel_y);
    } else if (kind == REGION_OUTPUT) {
        stage->view.output_scroll = scroll_lines(stage->view.output_scroll, pointer->wheel_y);
    } else if (kind == REGION_LOOP) {
        stage->view.loop_scroll = scroll_lines(stage->view.loop_scroll, pointer->wheel_y);
    } else if (kind == REGION_VALUES) {
        stage->view.values_scroll = scroll_lines(stage->view.values_scroll, pointer->wheel_y);
    } else if (kind == REGION_NARRATION) {
        stage->view.narration_scroll =
            scroll_by(stage->view.narration_scroll, pointer->wheel_y, 1);
    } else if (kind == REGION_PANEL) {
        return;
    } else if (sideways || over_axis || (zoomed && !overflows)) {
        float by = fabsf(pointer->wheel_x) > fabsf(pointer->wheel_y) ? pointer->wheel_x
                                                                     : -pointer->wheel_y;
        stage_pan_by(stage, (double)by * 0.1);
    } else if (overflows) {
        stage_scroll(stage, -pointer->wheel_y * (float)stage->view.height / 12);
    } else {
        stage_say(stage, "Ctrl and the wheel zoom");
    }
}
