/* Who holds what: below the lanes a thin row for each lock, semaphore, queue, event and barrier
 * that somebody waited for. What stands in the rows is drawn in rail_states.c. */
#include "view/rails.h"

#include <math.h>

enum { MOST_RAILS = 6, MOST_COMPARED = 64 };

/* --- which, and where --- */

/* Waited for here, or under the same name in another timeline: then the two can be compared. */
bool resource_is_shown(const Scene *scene, const Resource *resource)
{
    if (resource->waits > 0)
        return true;
    for (uint32_t i = 0; i < scene->lesson->timeline_count && resource->name.length; i++) {
        const Timeline *timeline = scene->lesson->timelines[i];
        for (size_t j = 0; j < timeline->resources.count && j < MOST_COMPARED; j++) {
            const Resource *other = &timeline->resources.items[j];
            if (other->waits && other->kind == resource->kind &&
                str_equal(other->name, resource->name))
                return true;
        }
    }
    return false;
}

static uint32_t count_shown(const Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    uint32_t count = 0;
    for (size_t i = 0; i < timeline->resources.count; i++)
        count += resource_is_shown(scene, &timeline->resources.items[i]);
    return count;
}

uint32_t count_rails(const Scene *scene, const Row *row)
{
    if (scene->state->fold_rails || row->detail == DETAIL_CENSUS || row->is_compact)
        return 0;
    uint32_t count = count_shown(scene, row);
    return count < MOST_RAILS ? count : MOST_RAILS;
}

/* How many share the last row, where there are too many for one each. */
static uint32_t count_more(const Scene *scene, const Row *row)
{
    uint32_t count = row->rails == MOST_RAILS ? count_shown(scene, row) : 0;
    return count > MOST_RAILS ? count - MOST_RAILS + 1 : 0;
}

float rails_pitch(const Scene *scene)
{
    return px(scene, scene->state->slide ? squeezed(scene, 34, 28) : squeezed(scene, 30, 26));
}

static Str kind_words(const Resource *resource)
{
    switch (resource->kind) {
    case OBJECT_LOCK: return STR("lock");
    case OBJECT_SEMAPHORE: return STR("semaphore");
    case OBJECT_QUEUE:
    case OBJECT_PRIORITY_QUEUE:
    case OBJECT_LIFO_QUEUE: return STR("queue");
    case OBJECT_EVENT: return STR("event");
    case OBJECT_CONDITION: return STR("condition");
    default: return STR("barrier");
    }
}

float rail_names_width(const Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    float widest = 0;
    for (size_t i = 0; i < timeline->resources.count && row->rails; i++) {
        const Resource *resource = &timeline->resources.items[i];
        if (resource_is_shown(scene, resource))
            widest = fmaxf(widest, text_width(scene, code(scene->size.small), resource->name) +
                                       text_width(scene, words(500, scene->size.small),
                                                  kind_words(resource)) + px(scene, 14));
    }
    return widest;
}

/* --- names --- */

static void draw_name(const Rail *rail)
{
    Scene *scene = rail->scene;
    const Resource *resource = rail->resource;
    Font kind = words(500, scene->size.small), name = code(scene->size.small);
    float x = rail->row->label_x + px(scene, 18), end = rail->row->axis.x0 - px(scene, 16);
    float wide = fminf(text_width(scene, name, resource->name), end - x);
    put_text(scene, (Point){end, centred(rail->middle, name)}, ANCHOR_END, name,
             scene->theme->text, resource->name, end - x);
    float room = end - wide - px(scene, 12) - x;
    if (text_width(scene, kind, kind_words(resource)) <= room)
        put_text(scene, (Point){x, centred(rail->middle, kind)}, ANCHOR_START, kind,
                 scene->theme->dim, kind_words(resource), room);
}

/* --- a rail --- */

static void draw_base(const Rail *rail)
{
    Scene *scene = rail->scene;
    float line = fmaxf(2, px(scene, 3));
    float end = axis_x(&rail->row->axis, (Moment){rail->row->timeline->end, ALL_STEPS});
    if (rail->row->timeline->outcome == OUTCOME_STUCK)
        end = rail->right;
    draw_rect(scene->picture,
              (Box){rail->left, rail->middle - line / 2,
                    fminf(end, rail->right) - rail->left, line},
              line / 2, scene->theme->rule);
    bool is_queue = rail->resource->kind >= OBJECT_QUEUE &&
                    rail->resource->kind <= OBJECT_LIFO_QUEUE;
    if (!is_queue || rail->resource->capacity == 0)
        return; /* a queue's maximum is a line */
    float top = rail->middle - rail->high / 2;
    draw_dashes(scene->picture, (Point){rail->left, top},
                (Point){fminf(end, rail->right), top}, fmaxf(1, px(scene, 1.5f)), px(scene, 4),
                px(scene, 4), false, scene->theme->dim);
}

static void each_rail(Scene *scene, const Row *row, void (*draw)(const Rail *rail))
{
    const Timeline *timeline = row->timeline;
    uint32_t shown = 0, most = row->rails - (count_more(scene, row) > 0);
    for (uint32_t i = 0; i < timeline->resources.count && shown < most; i++) {
        if (!resource_is_shown(scene, &timeline->resources.items[i]))
            continue;
        Rail rail = {.scene = scene,
                     .row = row,
                     .resource = &timeline->resources.items[i],
                     .index = i,
                     .middle = row->rails_y + rails_pitch(scene) * ((float)shown + 0.5f),
                     .high = rails_pitch(scene) - px(scene, squeezed(scene, 8, 3)),
                     .left = row->axis.x0,
                     .right = row->axis.x0 + row->axis.width,
                     .now = axis_x(&row->axis, scene->at)};
        draw(&rail);
        shown++;
    }
}

/* What a stuck run's event, condition or barrier waits for in vain. */
static void draw_in_vain(const Rail *rail)
{
    Scene *scene = rail->scene;
    const Timeline *timeline = rail->row->timeline;
    float from = axis_x(&rail->row->axis, (Moment){timeline->end, ALL_STEPS}) + px(scene, 14);
    Font font = words(600, scene->size.small);
    Builder said = {0};
    if (has_finished(scene, timeline))
        say_in_vain(&said, timeline, rail->index);
    Str text = keep_text(scene, &said);
    float wide = text_width(scene, font, text), pad = px(scene, 8);
    from = fminf(fmaxf(from, rail->left), rail->right - wide - pad);
    if (text.length == 0 || from < rail->left)
        return;
    draw_rect(scene->picture, (Box){from - pad, rail->middle - rail->high / 2, wide + 2 * pad,
                                    rail->high}, 0, scene->theme->panel);
    put_text(scene, (Point){from, centred(rail->middle, font)}, ANCHOR_START, font,
             scene->theme->bad, text, wide + 1);
}

static void draw_one(const Rail *rail)
{
    draw_base(rail);
    if (rail->scene->state->blank)
        return;
    draw_rail_states(rail);
    draw_in_vain(rail);
}

/* The names of those for which there is no rail. */
static Str more_names(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    Builder said = {0};
    uint32_t seen = 0;
    for (size_t i = 0; i < timeline->resources.count; i++) {
        const Resource *resource = &timeline->resources.items[i];
        if (!resource_is_shown(scene, resource) || ++seen < row->rails)
            continue;
        builder_text(&said, said.length ? ", " : "");
        builder_str(&said, resource->name.length ? resource->name : kind_words(resource));
    }
    return keep_text(scene, &said);
}

static void draw_more(Scene *scene, const Row *row)
{
    uint32_t more = count_more(scene, row);
    if (more == 0)
        return;
    Font font = words(500, scene->size.small);
    float x = row->label_x + px(scene, 18);
    float y = centred(row->rails_y + rails_pitch(scene) * ((float)row->rails - 0.5f), font);
    put_text(scene, (Point){x, y}, ANCHOR_START, font, scene->theme->dim,
             str_of(arena_printf(scene->arena, "and %u more", more)), row->axis.x0 - x);
    put_text(scene, (Point){row->axis.x0, y}, ANCHOR_START, font, scene->theme->soft,
             more_names(scene, row), row->axis.width);
}

void draw_rail_names(Scene *scene, const Row *row)
{
    each_rail(scene, row, draw_name);
    draw_more(scene, row);
}

void draw_rails(Scene *scene, const Row *row)
{
    each_rail(scene, row, draw_one);
}
