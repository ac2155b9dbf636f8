#include "view/dense.h"

#include <math.h>
#include <string.h>

enum {
    CHUNK = 64,      /* columns of a command: where the playhead moves, only the last one changes */
    SPREAD = 8,      /* pixels to a span in sight, on the average: less is dense */
    SAMPLES = 4      /* spans looked at of those that share a pixel */
};

/* In the order of drawing; each around the lane's middle. */
typedef enum Layer { LAYER_BODY, LAYER_EDGE, LAYER_READY, LAYER_WAIT, LAYER_BLOCK, LAYER_TOOTH,
                     LAYERS } Layer;

/* Colour of a pixel's column, times how much of it is covered. */
typedef struct Ink {
    float red, green, blue, alpha;
} Ink;

/* What a kind of span is drawn with in a hue. */
typedef struct Mixed {
    uint32_t hue; /* + 1; 0: of none yet */
    Ink body, side;
} Mixed;

struct Dense {
    Scene *scene;
    const Row *row;
    const Lane *lane;
    DensePlace place;
    float due;    /* where the last line was drawn at which something was due */
    size_t shared; /* so many spans began in the last pixel that was leapt over */
    int left, columns;
    uint32_t touched[LAYERS]; /* columns up to here, from `from` on, hold ink */
    uint32_t from[LAYERS];
    Ink *inks[LAYERS];        /* `columns` each; without ink between two lanes */
    double from_t, per_ns;    /* the axis begins there; pixels to a nanosecond; 0: ask the axis */
    float now;                /* where the playhead stands; INFINITY: all is over */
    Mixed mixed[SPAN_THREAD + 1];
    Ink own;                  /* the lane's */
};

static Ink ink_of(Colour colour)
{
    float alpha = (float)(colour >> 24) / 255.0f;
    return (Ink){(float)(colour >> 16 & 255) * alpha, (float)(colour >> 8 & 255) * alpha,
                 (float)(colour & 255) * alpha, alpha};
}

static Dense *dense_of(Scene *scene, const Row *row)
{
    float margin = beyond_axis(scene);
    int left = (int)floorf(row->axis.x0 - margin);
    int columns = (int)ceilf(row->axis.x0 + row->axis.width + margin) + 1 - left;
    Dense *dense = scene->dense;
    if (!dense || dense->columns < columns) {
        dense = ARENA_NEW(scene->arena, Dense);
        *dense = (Dense){.columns = columns};
        for (int layer = 0; layer < LAYERS; layer++)
            dense->inks[layer] = ARENA_ARRAY(scene->arena, Ink, (size_t)columns);
        scene->dense = dense;
    }
    dense->left = left;
    return dense;
}

/* As axis_x, but for a hundredth of a pixel. */
static float x_of(const Dense *dense, Moment at)
{
    const Axis *axis = &dense->row->axis;
    return dense->per_ns > 0
               ? axis->x0 + (float)(((double)at.t - dense->from_t) * dense->per_ns)
               : axis_x(axis, at);
}

Dense *dense_begin(Scene *scene, const Row *row, const Lane *lane, DensePlace place)
{
    const Axis *axis = &row->axis;
    if ((float)lane->spans.count * SPREAD < axis->width)
        return NULL;
    size_t before = timeline_spans_until(lane, axis_moment(axis, axis->x0));
    size_t until = timeline_spans_onward(lane, before, axis_moment(axis, axis->x0 + axis->width));
    if ((float)(until - before) * SPREAD < axis->width)
        return NULL;
    Dense *dense = dense_of(scene, row);
    dense->scene = scene;
    dense->row = row;
    dense->lane = lane;
    dense->place = place;
    dense->due = -INFINITY;
    dense->shared = 0;
    memset(dense->mixed, 0, sizeof dense->mixed);
    dense->own = ink_of(colour_with_alpha(theme_hue(scene->theme, lane->own_hue), place.alpha));
    dense->from_t = axis->from * 1e9;
    dense->per_ns =
        axis_has_steps(axis) ? 0 : (double)axis->width / ((axis->to - axis->from) * 1e9);
    dense->now = has_finished(scene, row->timeline) ? INFINITY : x_of(dense, scene->at);
    for (int layer = 0; layer < LAYERS; layer++) {
        dense->from[layer] = (uint32_t)dense->columns;
        dense->touched[layer] = 0;
    }
    return dense;
}

/* --- taking in --- */

static float least_of(float a, float b)
{
    return a < b ? a : b;
}

static int whole_below(float x)
{
    int whole = (int)x;
    return whole - ((float)whole > x);
}

static int whole_above(float x)
{
    int whole = (int)x;
    return whole + ((float)whole < x);
}

static void drop(Ink *ink, Ink whole, float part)
{
    ink->red += whole.red * part;
    ink->green += whole.green * part;
    ink->blue += whole.blue * part;
    ink->alpha += whole.alpha * part;
}

static void add_ink(Dense *dense, Layer layer, float x0, float x1, Ink whole)
{
    int first = whole_below(x0) - dense->left, last = whole_above(x1) - 1 - dense->left;
    first = first < 0 ? 0 : first;
    last = last >= dense->columns ? dense->columns - 1 : last;
    if (first > last)
        return;
    if ((uint32_t)first < dense->from[layer])
        dense->from[layer] = (uint32_t)first;
    if ((uint32_t)last >= dense->touched[layer])
        dense->touched[layer] = (uint32_t)last + 1;
    for (int i = first; i <= last; i++) {
        float left = (float)(dense->left + i);
        float from = x0 > left ? x0 : left, to = x1 < left + 1 ? x1 : left + 1;
        drop(&dense->inks[layer][i], whole, to - from);
    }
}

static float part_of(Colour alpha_of)
{
    return (float)(alpha_of >> 24) / 255.0f;
}

static void mix(const Dense *dense, SpanKind kind, uint32_t hue_number, Mixed *mixed)
{
    const Theme *theme = dense->scene->theme;
    Colour hue = theme_hue(theme, hue_number);
    float alpha = dense->place.alpha, fill = dense->place.thin ? 0.4f : part_of(theme->sleep_fill);
    mixed->hue = hue_number + 1;
    mixed->side = ink_of(colour_with_alpha(hue, alpha));
    switch (kind) {
    case SPAN_SLEEP: mixed->body = ink_of(colour_with_alpha(hue, fill * alpha)); break;
    case SPAN_READY: mixed->body = ink_of(colour_with_alpha(theme->ready, 0.5f * alpha)); break;
    case SPAN_BLOCK: mixed->body = mixed->side; break;
    case SPAN_AWAIT:
    case SPAN_THREAD: mixed->body = ink_of(colour_with_alpha(hue, 0.75f * alpha)); break;
    }
}

/* Of the span's kind and hue; mostly the same as the last time. */
static const Mixed *mixed_for(Dense *dense, SpanKind kind, uint32_t hue)
{
    Mixed *mixed = &dense->mixed[kind];
    if (mixed->hue != hue + 1)
        mix(dense, kind, hue, mixed);
    return mixed;
}

/* Of many the sides are the lane's own. */
static void add_sleep(Dense *dense, float x0, float x1, const Mixed *mixed)
{
    add_ink(dense, LAYER_BODY, x0, x1, mixed->body);
    if (dense->place.thin)
        return;
    legend_saw(dense->scene, LEGEND_sleeps);
    add_ink(dense, LAYER_EDGE, x0, x1, x1 - x0 < 1 ? dense->own : mixed->side);
}

static void add_span(Dense *dense, SpanKind kind, uint32_t hue, float x0, float x1)
{
    float least = dense->place.thin ? 1.5f : 3;
    const Mixed *mixed = mixed_for(dense, kind, hue);
    switch (kind) {
    case SPAN_SLEEP: add_sleep(dense, x0, x1, mixed); break;
    case SPAN_READY: add_ink(dense, LAYER_READY, x0, x1, mixed->body); break;
    case SPAN_BLOCK:
        legend_saw(dense->scene, LEGEND_blocks);
        if (x1 - x0 >= 1) /* never so narrow that it is taken for a tick */
            x1 = fmaxf(x1, x0 + fmaxf(least, px(dense->scene, dense->place.thin ? 2 : 4)));
        add_ink(dense, LAYER_BLOCK, x0, x1, mixed->body);
        break;
    case SPAN_AWAIT:
    case SPAN_THREAD: add_ink(dense, LAYER_WAIT, x0, x1, mixed->body); break;
    }
}

static float begin_of(const Dense *dense, size_t span)
{
    return x_of(dense, lane_brief(dense->lane, span, dense->per_ns <= 0).from);
}

static float end_of(const Dense *dense, const Brief *span)
{
    return span->open ? span_right(dense->row, span) : x_of(dense, span->to);
}

/* The spans that begin in one pixel, as far as they are looked at. */
typedef struct Sharing {
    size_t count, end; /* end: index behind the last */
    SpanKind kinds[SAMPLES];
    uint32_t hues[SAMPLES];
    float begins[SAMPLES], ends[SAMPLES];
} Sharing;

/* What takes no time takes no room either, but where steps are the axis. */
static bool is_seen(const Dense *dense, const Brief *span)
{
    return span->to.t > span->from.t || span->open || dense->per_ns <= 0;
}

static void look_at(const Dense *dense, size_t first, float after, Sharing *sharing)
{
    const Lane *lane = dense->lane;
    sharing->count = 0;
    sharing->end = first;
    for (; sharing->end < lane->spans.count && sharing->count < SAMPLES; sharing->end++) {
        Brief span = lane_brief(lane, sharing->end, dense->per_ns <= 0);
        if (!is_seen(dense, &span))
            continue;
        float from = x_of(dense, span.from), to = least_of(end_of(dense, &span), dense->now);
        if (sharing->count > 0 &&
            (from >= after || to - from >= 1 ||
             !has_come(dense->scene, span.from.t, &lane->spans.items[sharing->end].from)))
            break;
        sharing->kinds[sharing->count] = span.kind;
        sharing->hues[sharing->count] = span.hue;
        sharing->begins[sharing->count] = from;
        sharing->ends[sharing->count++] = to;
    }
}

/* As leap_spans, where about as many are leapt over as at the last time. */
static size_t leap(Dense *dense, size_t first, float x)
{
    size_t after = timeline_spans_near(dense->lane, first, dense->shared,
                                       axis_moment(&dense->row->axis, x));
    dense->shared = after - first;
    return after > first ? after - 1 : first;
}

/* Those that begin in the pixel of the span `first`: some of them stand for all, as if they went
 * on alike up to the last one, which may reach beyond it. */
static size_t add_sharing(Dense *dense, size_t first)
{
    float start = begin_of(dense, first), after = floorf(start) + 1, spread = 1;
    Sharing sharing;
    look_at(dense, first, after, &sharing);
    size_t end = sharing.end, next = end;
    if (sharing.count == SAMPLES)
        next = leap(dense, end, after);
    if (next > end && begin_of(dense, end) > start)
        spread = (begin_of(dense, next) - start) / (begin_of(dense, end) - start);
    for (size_t i = 0; i < sharing.count; i++)
        if (sharing.ends[i] > sharing.begins[i])
            add_span(dense, sharing.kinds[i], sharing.hues[i],
                     start + (sharing.begins[i] - start) * spread,
                     start + (sharing.ends[i] - start) * spread);
    return next > first ? next : first + 1;
}

/* Lines at which something was due keep apart as the teeth of a comb do. */
static void mark_due(Dense *dense, float x)
{
    Scene *scene = dense->scene;
    if (dense->place.thin || x - dense->due < fmaxf(8, px(scene, 12)))
        return;
    dense->due = x;
    draw_due_line(scene, x, dense->place.middle, dense->place.height + px(scene, 10));
}

size_t dense_add(Dense *dense, size_t index, float x0, float x1)
{
    if (x1 - x0 < 1)
        return add_sharing(dense, index);
    if (is_late_span(&dense->lane->spans.items[index]) && x0 > dense->row->axis.x0)
        mark_due(dense, x0);
    Brief span = lane_brief(dense->lane, index, false);
    add_span(dense, span.kind, span.hue, x0, x1);
    return index + 1;
}

void dense_add_tooth(Dense *dense, float x)
{
    Scene *scene = dense->scene;
    float width = fmaxf(1.5f, px(scene, 2));
    legend_saw(scene, LEGEND_runs);
    add_ink(dense, LAYER_TOOTH, x - width / 2, x + width / 2, dense->own);
}

/* --- drawing --- */

static unsigned channel_of(float channel, float alpha)
{
    return (unsigned)least_of(channel / alpha + 0.5f, 255);
}

static Colour colour_of(const Ink *ink)
{
    if (ink->alpha < 0.5f / 255)
        return 0;
    return (Colour)channel_of(255 * least_of(ink->alpha, 1), 1) << 24 |
           (Colour)channel_of(ink->red, ink->alpha) << 16 |
           (Colour)channel_of(ink->green, ink->alpha) << 8 |
           (Colour)channel_of(ink->blue, ink->alpha);
}

/* Heights of a layer's boxes, each from `top` down, in pixels from the lane's middle. */
typedef struct Stripe {
    float top, high;
} Stripe;

static Stripe stripe_of(const Dense *dense, Layer layer)
{
    bool thin = dense->place.thin;
    float high = dense->place.height;
    switch (layer) {
    case LAYER_READY: high *= thin ? 0.5f : 0.2f; break;
    case LAYER_WAIT: high *= thin ? 0.3f : 0.2f; break;
    case LAYER_BLOCK: high += thin ? 0 : 2 * px(dense->scene, 2); break;
    case LAYER_TOOTH: high *= 0.7f; break;
    case LAYER_BODY: case LAYER_EDGE: case LAYERS: break;
    }
    high = fmaxf(high, fminf(1, dense->place.height));
    return (Stripe){dense->place.middle - high / 2, high};
}

static void draw_chunk(Dense *dense, Layer layer, int first, int count)
{
    Colour colours[CHUNK];
    Ink *inks = &dense->inks[layer][first];
    for (int i = 0; i < count; i++)
        colours[i] = colour_of(&inks[i]);
    memset(inks, 0, (size_t)count * sizeof *inks);
    Stripe stripe = stripe_of(dense, layer);
    Box box = {(float)(dense->left + first), stripe.top, (float)count, stripe.high};
    Picture *picture = dense->scene->picture;
    if (layer != LAYER_EDGE) {
        draw_columns(picture, box, colours, (uint32_t)count);
        return;
    }
    box.h = px(dense->scene, 1.6f);
    draw_columns(picture, box, colours, (uint32_t)count);
    box.y = stripe.top + stripe.high - box.h;
    draw_columns(picture, box, colours, (uint32_t)count);
}

void dense_draw(Dense *dense)
{
    for (int layer = 0; layer < LAYERS; layer++) {
        int first = (int)dense->from[layer], end = (int)dense->touched[layer];
        while (first < end) { /* chunks begin at the same pixels in each picture */
            int next = first + CHUNK - ((dense->left + first) % CHUNK + CHUNK) % CHUNK;
            next = next < end ? next : end;
            draw_chunk(dense, (Layer)layer, first, next - first);
            first = next;
        }
    }
}
