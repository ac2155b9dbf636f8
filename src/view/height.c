#include "view/view.h"

#include <math.h>

static const float LEAST_HEIGHT = 180;

int view_height(const Lesson *lesson, Moment at, const ViewState *state,
                const TextMeasure *measure, int most)
{
    if (state->stage) /* it fills any room; this is the shape it is made for */
        return state->width * 9 / 16 < most ? state->width * 9 / 16 : most;
    Picture picture = {0};
    Layout layout = {.content_height = 0};
    ViewState tall = *state;
    tall.natural = true;
    tall.height = most;
    view_picture(lesson, at, &tall, measure, &picture, &layout);
    float height = (float)most - layout.visible_height + layout.content_height;
    if (state->panels) /* they want room, too */
        height = fmaxf(height, 0.5f * (float)state->width);
    picture_free(&picture);
    layout_free(&layout);
    height = ceilf(fmaxf(height, LEAST_HEIGHT));
    return height < (float)most ? (int)height : most;
}
