/* Worker threads: a strip each below the lanes. */
#include "view/scene.h"

#include <math.h>

/* The end of the bar is the end of what the lane awaits: what can be dragged there. */
static void add_end(Scene *scene, const Row *row, const ThreadSpan *job, Box bar)
{
    const Lane *lane = &row->timeline->lanes.items[job->lane];
    size_t count = timeline_spans_until(lane, job->span.to);
    for (size_t i = count; i-- > 0;) {
        const Span *span = &lane->spans.items[i];
        if (span->wait != WAIT_THREAD || span->kind != SPAN_AWAIT ||
            span->from.t > job->span.from.t)
            continue;
        if (span->step && moment_compare(job->span.to, scene->at) <= 0)
            add_region(scene, (Region){.kind = REGION_SPAN_END,
                                       .box = {bar.x + bar.w - px(scene, 7), bar.y, px(scene, 14),
                                               bar.h},
                                       .timeline = row->index,
                                       .lane = job->lane,
                                       .span = (uint32_t)i});
        return;
    }
}

static void draw_job(Scene *scene, const Row *row, const ThreadSpan *job, float y)
{
    const Axis *axis = &row->axis;
    float right = axis->x0 + axis->width + beyond_axis(scene);
    float x0 = fmaxf(axis_x(axis, job->span.from), axis->x0 - beyond_axis(scene));
    float x1 = fminf(axis_x(axis, job->span.to), right);
    float now = axis_x(axis, scene->at);
    if (!has_happened(scene, job->span.from) || x0 > right || x1 < axis->x0)
        return;
    float shown = has_happened(scene, job->span.to) ? x1 : fminf(x1, now);
    if (shown - x0 < 1)
        return;
    float high = row->threads_pitch - px(scene, 6);
    add_end(scene, row, job, (Box){x0, y - high / 2, shown - x0, high});
    draw_thread_bar(scene, (Box){x0, y - high / 2, shown - x0, high},
                    theme_hue(scene->theme, job->span.hue),
                    lane_alpha(scene, row, job->lane));
    Font font = code(scene->state->slide ? px(scene, 22) : px(scene, 19));
    float width = text_width(scene, font, span_label(&job->span)), inset = px(scene, 14);
    x0 = fmaxf(x0, axis->x0);
    if (width + 2 * inset > x1 - x0 || shown < x0 + inset + width)
        return;
    Box plate = {x0 + inset - px(scene, 5), y - font.size * 0.56f, width + px(scene, 10),
                 font.size * 1.12f};
    draw_rect(scene->picture, plate, px(scene, 4), scene->theme->panel);
    put_text(scene, (Point){x0 + inset, centred(y, font)}, ANCHOR_START, font, scene->theme->text,
             span_label(&job->span), width + 1);
}

void draw_thread_names(Scene *scene, const Row *row)
{
    Font font = words(500, scene->size.small);
    for (uint32_t i = 0; i < row->threads; i++) {
        float y = row->threads_y + row->threads_pitch * ((float)i + 0.5f);
        Str text = str_of(arena_printf(scene->arena, "thread %u", i + 1));
        put_text(scene, (Point){row->label_x + px(scene, 18), centred(y, font)}, ANCHOR_START,
                 font, scene->theme->dim, text, row->axis.x0 - row->label_x - px(scene, 30));
    }
}

void draw_threads(Scene *scene, const Row *row)
{
    if (scene->state->blank)
        return;
    const Timeline *timeline = row->timeline;
    for (size_t i = 0; i < timeline->threads.count; i++) {
        const ThreadSpan *job = &timeline->threads.items[i];
        if (!has_happened(scene, job->span.from))
            break; /* in the order of their beginnings */
        if (job->worker < row->threads)
            draw_job(scene, row, job,
                     row->threads_y + row->threads_pitch * ((float)job->worker + 0.5f));
    }
}
