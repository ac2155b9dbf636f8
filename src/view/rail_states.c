/* What stands in a rail: a lock shows its holder in the task's hue; a semaphore how many are in; a
 * queue its items; an event is a line that becomes solid; a barrier fills as they come. */
#include "view/rails.h"

#include <math.h>

/* --- what stands in a stretch --- */

/* Where there is a playhead its line must strike no word through: they come above it, on a plate. */
static void put_late(const Rail *rail, Late late)
{
    Scene *scene = rail->scene;
    if (late.kind == LATE_WORDS)
        late.box = (Box){late.box.x, late.box.y + px(scene, 1), late.box.w,
                         late.box.h - px(scene, 2)};
    late.alpha = 1;
    array_push(&scene->late, late);
}

static void put_in(const Rail *rail, Box box, Colour colour, Str text)
{
    Scene *scene = rail->scene;
    Font font = words(600, scene->size.small);
    float inset = px(scene, 8), wide = text_width(scene, font, text);
    if (text.length == 0 || wide + 2 * inset > box.w)
        return;
    bool is_held = colour == scene->theme->held_text;
    if (scene->state->show_playhead)
        put_late(rail, (Late){.kind = is_held ? LATE_HELD : LATE_WORDS,
                              .box = {box.x + inset - px(scene, 7), box.y,
                                      wide + px(scene, 14), box.h},
                              .text = text,
                              .font = font,
                              .colour = is_held ? rail->ground : colour});
    else
        put_text(scene, (Point){box.x + inset, centred(box.y + box.h / 2, font)}, ANCHOR_START,
                 font, colour, text, wide + 1);
}

/* `held by eat(left, right); 2 wait`, or as much of it as fits. */
static void put_holder(const Rail *rail, Box box, uint32_t lane, Moment at)
{
    Scene *scene = rail->scene;
    const Timeline *timeline = rail->row->timeline;
    Font font = words(600, scene->size.small);
    uint32_t waiters = resource_waiters(timeline, rail->index, at);
    float inset = px(scene, 4), size = box.h - 2 * inset;
    float number = task_number_width(scene, lane, size) + inset;
    if (box.w < number + inset)
        return;
    put_task_number_inside(scene, &timeline->lanes.items[lane],
                           (Point){box.x + inset, box.y + box.h / 2}, size, 1);
    box.x += number;
    box.w -= number;
    for (int less = 0; less < 4; less++) {
        Builder said = {0};
        say_held(&said, timeline, lane, waiters, less);
        Str text = keep_text(scene, &said);
        if (text_width(scene, font, text) + px(scene, 16) > box.w)
            continue;
        put_in(rail, box, scene->theme->held_text, text);
        return;
    }
}

static void draw_lock(const Rail *rail, const ResourceState *state, Box box, Moment until)
{
    Scene *scene = rail->scene;
    if (state->kind != CHANGE_HOLD || state->lane == NO_TASK)
        return;
    const Lane *lane = &rail->row->timeline->lanes.items[state->lane];
    legend_saw(scene, LEGEND_holds);
    draw_rect(scene->picture, box, px(scene, 3),
              colour_times_alpha(theme_hue(scene->theme, lane->own_hue),
                                 lane_alpha(scene, rail->row, state->lane)));
    Rail here = *rail;
    here.ground = theme_hue(scene->theme, lane->own_hue);
    put_holder(&here, box, state->lane, until);
}

/* A level: `part` of the rail's height is filled, and what that means in words. */
static void draw_level(const Rail *rail, Box box, float part, bool full, Str text)
{
    Scene *scene = rail->scene;
    float high = fmaxf(part * box.h, part > 0 ? px(scene, 4) : 0);
    Colour ground = colour_over(colour_with_alpha(scene->theme->dim, full ? 0.55f : 0.28f),
                                scene->theme->panel); /* the rail's line strikes through no text */
    legend_saw(scene, LEGEND_level);
    if (high > 0)
        draw_rect(scene->picture, (Box){box.x, box.y + box.h - high, box.w, high}, px(scene, 2),
                  ground);
    put_in(rail, box, scene->theme->strong, text);
}

static Str count_text(const Rail *rail, int64_t count, int64_t of)
{
    Builder text = {0};
    say_count_of(&text, count, of);
    return keep_text(rail->scene, &text);
}

static void draw_semaphore(const Rail *rail, const ResourceState *state, Box box)
{
    int64_t most = rail->resource->capacity, in = most - state->value;
    if (in > 0)
        draw_level(rail, box, most > 0 ? fminf(1, (float)in / (float)most) : 1, in >= most,
                   count_text(rail, in, most));
}

/* Its items as long as they can be read, else how many. */
static void draw_queue(const Rail *rail, const ResourceState *state, Box box, Moment at)
{
    enum { MOST_READ = 12 };
    Scene *scene = rail->scene;
    int64_t count = state->value, most = rail->resource->capacity;
    Str items[MOST_READ];
    if (state->kind == CHANGE_TASK_DONE)
        return;
    if (count <= 0)
        return;
    Font font = words(600, scene->size.small);
    Str text = count_text(rail, count, most);
    if (count <= MOST_READ && box.w > px(scene, 24) &&
        resource_items(rail->resource, at, items, MOST_READ) == (size_t)count) {
        Builder said = {0};
        for (int64_t i = 0; i < count; i++) {
            builder_text(&said, i ? ", " : "");
            builder_str(&said, items[i]);
        }
        Str all = keep_text(scene, &said);
        if (text_width(scene, font, all) + px(scene, 16) <= box.w)
            text = all;
    }
    float part = most > 0 ? fminf(1, (float)count / (float)most)
                          : fminf(1, 0.25f + 0.15f * (float)count);
    draw_level(rail, box, part, most > 0 && count >= most, text);
}

static void draw_event(const Rail *rail, const ResourceState *state, Box box)
{
    if (state->value <= 0)
        return;
    float high = px(rail->scene, 8);
    legend_saw(rail->scene, LEGEND_level);
    draw_rect(rail->scene->picture,
              (Box){box.x, box.y + (box.h - high) / 2, box.w, high}, high / 2,
              rail->scene->theme->soft);
}

static void draw_notify(const Rail *rail, Box box)
{
    float wide = fmaxf(3, px(rail->scene, 4));
    legend_saw(rail->scene, LEGEND_level);
    draw_rect(rail->scene->picture, (Box){box.x - wide / 2, box.y, wide, box.h}, wide / 2,
              rail->scene->theme->soft);
}

static void draw_state(const Rail *rail, const ResourceState *state, Box box, Moment until)
{
    switch (rail->resource->kind) {
    case OBJECT_LOCK: draw_lock(rail, state, box, until); break;
    case OBJECT_SEMAPHORE: draw_semaphore(rail, state, box); break;
    case OBJECT_QUEUE:
    case OBJECT_PRIORITY_QUEUE:
    case OBJECT_LIFO_QUEUE: draw_queue(rail, state, box, state->at); break;
    case OBJECT_EVENT: draw_event(rail, state, box); break;
    case OBJECT_CONDITION: draw_notify(rail, box); break;
    default:
        if (state->value > 0)
            draw_level(rail, box,
                       rail->resource->capacity > 0
                           ? fminf(1, (float)state->value / (float)rail->resource->capacity) : 1,
                       state->value >= rail->resource->capacity,
                       count_text(rail, state->value, rail->resource->capacity));
        break;
    }
}

/* --- all stretches --- */

/* An instant at which something was in or held, but for no time. */
static void draw_instant(const Rail *rail, const ResourceState *state, float x)
{
    Scene *scene = rail->scene;
    Colour colour = scene->theme->soft;
    if (state->kind != CHANGE_HOLD && state->kind != CHANGE_PUT)
        return;
    if (state->kind == CHANGE_HOLD && state->lane != NO_TASK)
        colour = theme_hue(scene->theme, rail->row->timeline->lanes.items[state->lane].own_hue);
    float wide = fmaxf(2, px(scene, 2.5f));
    draw_rect(scene->picture,
              (Box){x - wide / 2, rail->middle - rail->high / 2, wide, rail->high}, wide / 2,
              colour);
}

/* Where the state that begins at `index` ends: at the next change that matters to it. */
static size_t next_change(const Resource *resource, size_t index)
{
    size_t next = index + 1;
    while (next < resource->states.count &&
           resource->states.items[next].kind == CHANGE_TASK_DONE)
        next++;
    return next;
}

void draw_rail_states(const Rail *rail)
{
    const Resource *resource = rail->resource;
    const Axis *axis = &rail->row->axis;
    const Timeline *timeline = rail->row->timeline;
    size_t i = resource_states_until(resource, axis_moment(axis, rail->left));
    for (i = i > 0 ? i - 1 : 0; i < resource->states.count;) {
        const ResourceState *state = &resource->states.items[i];
        float x0 = axis_x(axis, state->at);
        if (!has_happened(rail->scene, state->at) || x0 > rail->right)
            break;
        size_t next = next_change(resource, i);
        bool last = next >= resource->states.count;
        Moment until = last ? (Moment){timeline->end, ALL_STEPS} : resource->states.items[next].at;
        float x1 = !last ? axis_x(axis, until)
                   : timeline->outcome == OUTCOME_STUCK ? rail->right
                                                        : axis_x(axis, until);
        if (!has_happened(rail->scene, until) || (last && !has_finished(rail->scene, timeline)))
            x1 = fminf(x1, rail->now);
        x0 = fmaxf(x0, rail->left);
        x1 = fminf(x1, rail->right);
        Box box = {x0, rail->middle - rail->high / 2, x1 - x0, rail->high};
        Moment shown = moment_compare(until, rail->scene->at) < 0 ? until : rail->scene->at;
        if (shown.t > state->at.t && !last)
            shown = (Moment){shown.t - 1, ALL_STEPS}; /* just before it ends */
        if (box.w >= 1)
            draw_state(rail, state, box, shown);
        else
            draw_instant(rail, state, x0);
        size_t leap = resource_states_until(resource, axis_moment(axis, x0 + 1));
        i = leap > next + 8 ? leap - 1 : next;
    }
}
