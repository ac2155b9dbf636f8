/* Small helpers for everything that draws. */
#include "view/scene.h"

#include "view/sentences.h"

Font words(int weight, float size)
{
    static const FontFace faces[] = {FONT_WORDS_400, FONT_WORDS_500, FONT_WORDS_600,
                                     FONT_WORDS_700, FONT_WORDS_800};
    int index = weight / 100 - 4;
    return (Font){.face = faces[index < 0 ? 0 : index > 4 ? 4 : index], .size = size};
}

Font code(float size)
{
    return (Font){.face = FONT_CODE_400, .size = size};
}

Font code_bold(float size)
{
    return (Font){.face = FONT_CODE_700, .size = size};
}

float text_width(const Scene *scene, Font font, Str text)
{
    return scene->measure->width(scene->measure->context, font, text);
}

float centred(float y, Font font)
{
    return y + 0.355f * font.size;
}

void put_text(Scene *scene, Point at, Anchor anchor, Font font, Colour colour, Str text,
              float room)
{
    draw_text(scene->picture, scene->measure, at, anchor, font, colour, text, room);
}

void draw_words_plate(Scene *scene, Point at, Font font, float width)
{
    float pad = px(scene, 4);
    if (scene->state->show_playhead && width > 0)
        draw_rect(scene->picture,
                  (Box){at.x - pad, at.y - font.size * 0.85f, width + 2 * pad, font.size * 1.15f},
                  0, scene->theme->panel);
}

void add_region(Scene *scene, Region region)
{
    array_push(&scene->layout->regions, region);
}

bool is_zoomed(const Scene *scene)
{
    return scene->state->from != 0 || scene->state->to != 0;
}

float beyond_axis(const Scene *scene)
{
    return is_zoomed(scene) ? px(scene, 24) : px(scene, 3);
}

bool boxes_touch(Box a, Box b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

bool is_free(const Scene *scene, Box box)
{
    for (size_t i = 0; i < scene->taken.count; i++)
        if (boxes_touch(scene->taken.items[i], box))
            return false;
    return true;
}

void take(Scene *scene, Box box)
{
    array_push(&scene->taken, box);
}

Str keep_text(const Scene *scene, Builder *text)
{
    /* More than the widest picture shows of any; an error's text may have megabytes, and every plan
     * that is tried makes it. */
    enum { MOST_BYTES = 16 * 1024 };
    builder_cut(text, MOST_BYTES);
    Str copy = str_copy(scene->arena, builder_view(text));
    builder_free(text);
    return copy;
}

Str words_of_time(const Scene *scene, int64_t nanoseconds)
{
    Builder text = {0};
    say_length(&text, nanoseconds, &scene->lengths);
    return keep_text(scene, &text);
}

bool has_happened(const Scene *scene, Moment at)
{
    return moment_compare(at, scene->at) <= 0;
}

bool has_finished(const Scene *scene, const Timeline *timeline)
{
    if (scene->state->blank)
        return false;
    if (timeline->end != scene->at.t)
        return timeline->end < scene->at.t;
    size_t count = timeline->moments.count;
    return !count || moment_compare(moment_in(&timeline->moments, count - 1), scene->at) <= 0;
}

float span_right(const Row *row, const Brief *span)
{
    bool for_ever = span->open && row->timeline->outcome == OUTCOME_STUCK;
    return for_ever ? row->axis.x0 + row->axis.width : axis_x(&row->axis, span->to);
}

size_t leap_spans(const Row *row, const Lane *lane, size_t next, float x)
{
    size_t after = timeline_spans_onward(lane, next, axis_moment(&row->axis, x));
    return after > next ? after - 1 : next;
}

float lane_middle(const Row *row, uint32_t place)
{
    return row->lanes_y + row->pitch * ((float)place + 0.5f);
}

float lane_alpha(const Scene *scene, const Row *row, uint32_t lane)
{
    const ViewState *state = scene->state;
    if (!state->spotlight || state->hover_timeline < 0)
        return 1;
    bool is_it = (uint32_t)state->hover_timeline == row->index &&
                 (state->hover_lane < 0 || (uint32_t)state->hover_lane == lane);
    return is_it ? 1 : 0.25f;
}

Str lane_sub_label(const Scene *scene, const Lane *lane)
{
    Str variable = lane_more(lane)->variable;
    if (variable.length == 0)
        return lane->name;
    return str_of(arena_printf(scene->arena, "%.*s · %.*s", (int)lane->name.length, lane->name.at,
                               (int)variable.length, variable.at));
}

float lane_indent(const Scene *scene, const Lane *lane)
{
    uint32_t depth = lane->depth < 6 ? lane->depth : 6;
    return px(scene, scene->state->slide ? 16 : 14) * (float)depth;
}
