#include "player/drag.h"

#include "base/number.h"
#include "player/open.h"

#include <math.h>

static const Span *span_of(const Stage *stage, const Region *region)
{
    const Timeline *timeline = stage->loaded->timelines[region->timeline];
    if (region->lane >= timeline->lanes.count ||
        region->span >= timeline->lanes.items[region->lane].spans.count)
        return NULL;
    return &timeline->lanes.items[region->lane].spans.items[region->span];
}

void drag_length_begin(Stage *stage, const Region *region, const Pointer *pointer)
{
    Builder why = {0};
    Literal literal;
    const Span *span = span_of(stage, region);
    double whole = (double)playhead_end(&stage->playhead).t / 1e9;
    bool fitted = stage->view.from <= 0 && stage->view.to <= 0;
    if (!span || stage->view.axis != AXIS_TIME)
        return;
    if (edit_literal(stage->loaded, region->timeline, span, &literal, &why)) {
        playhead_pause(&stage->playhead);
        stage->drag = (Drag){.kind = DRAG_LENGTH,
                             .x = pointer->x,
                             .y = pointer->y,
                             .now_x = pointer->x,
                             .from = stage->view.from,
                             .to = stage->view.to,
                             .whole = whole,
                             .literal = literal};
        double shown = fitted ? whole : stage->view.to - stage->view.from;
        stage->drag.seconds_per_pixel =
            shown / (double)fmaxf(stage->layout.axis_width, 1);
    } else {
        stage_say(stage, "%s", why.at);
    }
    builder_free(&why);
}

/* A round number of seconds that some pixels make: 1, 2 or 5 times a power of ten. */
static double round_step(double seconds)
{
    double power = pow(10, floor(log10(seconds))), part = seconds / power;
    return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
}

/* As short as it can be: no point where there is nothing behind it. */
static void write_digits(Builder *out, double value, double step)
{
    int places = (int)fmax(0, -floor(log10(step) + 1e-9));
    number_fixed(out, value, 'f', places > 9 ? 9 : places);
    bool point = false;
    for (size_t i = 0; i < out->length; i++)
        point |= out->at[i] == '.';
    while (point && out->length && out->at[out->length - 1] == '0')
        out->at[--out->length] = '\0';
    if (out->length && out->at[out->length - 1] == '.')
        out->at[--out->length] = '\0';
}

/* The axis stays as it was while a bar is dragged, or it would run away under the pointer. */
static void hold_axis(Stage *stage)
{
    Drag *drag = &stage->drag;
    if (drag->from > 0 || drag->to > 0) {
        stage->view.from = drag->from;
        stage->view.to = drag->to;
        return;
    }
    stage->view.from = 0;
    stage->view.to = drag->whole;
}

void drag_length_move(Stage *stage, const Pointer *pointer)
{
    Drag *drag = &stage->drag;
    double step = round_step(drag->seconds_per_pixel * 8);
    double value = drag->literal.value + (double)(pointer->x - drag->x) * drag->seconds_per_pixel;
    Builder digits = {0};
    if (!drag->changed && fabsf(pointer->x - drag->x) < 3)
        return;
    write_digits(&digits, fmax(round(value / step) * step, 0), step);
    hold_axis(stage);
    edit_change(&stage->edit, drag->literal.at, digits.at, drag->changed);
    drag->changed = true;
    stage_rerun(stage);
    hold_axis(stage);
    stage_say(stage, "%s s", digits.at);
    builder_free(&digits);
}

void drag_length_end(Stage *stage)
{
    stage->view.from = stage->drag.from;
    stage->view.to = stage->drag.to;
    if (stage->drag.changed)
        stage_say(stage, "Ctrl+S writes it into the file, Ctrl+Z takes it back");
}
