#include "player/drag.h"

#include "base/number.h"
#include "player/open.h"
#include "player/running.h"

#include <math.h>
#include <stdio.h>

static const Span *span_of(const Stage *stage, const Region *region)
{
    const Timeline *timeline = stage->loaded->timelines[region->timeline];
    if (region->lane >= timeline->lanes.count ||
        region->span >= timeline->lanes.items[region->lane].spans.count)
        return NULL;
    return &timeline->lanes.items[region->lane].spans.items[region->span];
}

/* Adds a place in its order; nothing where it is there already, or none is free. */
static void add_place(Drag *drag, Place at)
{
    size_t i = drag->place_count;
    for (size_t k = 0; k < drag->place_count; k++)
        if (drag->places[k].offset == at.offset)
            return;
    if (drag->place_count == DRAG_PLACES)
        return;
    for (; i && drag->places[i - 1].offset > at.offset; i--)
        drag->places[i] = drag->places[i - 1];
    drag->places[i] = at;
    drag->place_count++;
}

/* The same quantity: the same call does the same for as long. */
static bool is_same(const Span *a, const Span *b)
{
    return a->kind == b->kind && a->wait == b->wait && a->texts && b->texts &&
           str_equal(a->texts->call, b->texts->call) && a->to.t - a->from.t == b->to.t - b->from.t;
}

/* A comparison stays fair: where another timeline does the same, its number goes along. */
static bool find_in(Stage *stage, uint32_t index, const Span *span)
{
    const Timeline *timeline = stage->loaded->timelines[index];
    bool any = false;
    for (size_t i = 0; i < timeline->lanes.count && i < 1000; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t k = 0; k < lane->spans.count; k++) {
            Literal other;
            Builder why = {0};
            if (is_same(span, &lane->spans.items[k]) &&
                edit_literal(stage->loaded, index, &lane->spans.items[k], &other, &why) &&
                fabs(other.value - stage->drag.literal.value) < 1e-9) {
                add_place(&stage->drag, other.at);
                any = true;
            }
            builder_free(&why);
            if (any)
                return true;
        }
    }
    return any;
}

static void find_all(Stage *stage, uint32_t own, const Span *span)
{
    add_place(&stage->drag, stage->drag.literal.at);
    stage->drag.timelines = 1;
    for (uint32_t i = 0; i < stage->loaded->timeline_count; i++)
        if (i != own && find_in(stage, i, span))
            stage->drag.timelines++;
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
    if (running_is(stage)) { /* the places that the picture knows are the old text's */
        stage_say(stage, "the run of what the file holds now is not over yet");
        return;
    }
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
        find_all(stage, region->timeline, span);
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
    edit_change(&stage->edit, drag->places, drag->place_count, digits.at, drag->changed);
    snprintf(drag->digits, sizeof drag->digits, "%s", digits.at);
    drag->now_y = pointer->y;
    drag->changed = true;
    running_begin(stage);
    hold_axis(stage);
    builder_free(&digits);
}

void drag_length_end(Stage *stage)
{
    stage->view.from = stage->drag.from;
    stage->view.to = stage->drag.to;
    if (stage->drag.changed)
        stage_say(stage,
                  "%s s in %zu timeline%s, at %zu place%s of the file: Ctrl+S writes it, Ctrl+Z "
                  "takes it back",
                  stage->drag.digits, stage->drag.timelines, stage->drag.timelines == 1 ? "" : "s",
                  stage->drag.place_count, stage->drag.place_count == 1 ? "" : "s");
}
