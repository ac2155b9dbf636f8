/* The event loop's strip: which task held the loop when. Blocks stand back to back; where the
 * steps between them stand is worked out in strip_marks.c. */
#include "view/strip.h"

#include <math.h>

static Colour turn_colour(const Strip *strip, size_t turn)
{
    const Timeline *timeline = strip->row->timeline;
    uint32_t lane = timeline->turns.items[turn].lane;
    return colour_times_alpha(theme_hue(strip->scene->theme, timeline->lanes.items[lane].own_hue),
                              lane_alpha(strip->scene, strip->row, lane));
}

static void draw_box(const Strip *strip, float from, float to, float high, Colour colour)
{
    float width = fmaxf(to - from, 1);
    legend_saw(strip->scene, LEGEND_loop);
    draw_rect(strip->scene->picture, (Box){from, strip->row->strip_y - high / 2, width, high},
              strip->crowded && width < 2 ? 0 : fminf(px(strip->scene, 2), width / 2), colour);
}

/* Whose the stretch is, behind all that stands upon its beginning. */
static void draw_holder(const Strip *strip, const StripMark *mark, float to)
{
    Scene *scene = strip->scene;
    const Timeline *timeline = strip->row->timeline;
    const Lane *lane = &timeline->lanes.items[timeline->turns.items[mark->first].lane];
    float size = scene->size.least, pad = px(scene, 5), x = mark->from + pad;
    float width = task_number_width(scene, lane->task, size);
    if (x + width + pad >= to)
        return;
    for (const StripMark *other = strip->marks; other < strip->marks + strip->count; other++)
        if (other != mark && other->from < x + width + pad && other->to > x - pad)
            x = other->to + pad;
    if (x + width + pad < to)
        put_task_number_inside(scene, lane, (Point){x, strip->row->strip_y}, size,
                               lane_alpha(scene, strip->row, lane->task));
}

static void draw_held(const Strip *strip, const StripMark *mark)
{
    Scene *scene = strip->scene;
    float now = axis_x(&strip->row->axis, scene->at) + strip->width / 2;
    float to = fminf(mark->to, now);
    float inset = to - mark->from > px(scene, 4) ? px(scene, 0.6f) : 0;
    if (to <= mark->from)
        return;
    draw_box(strip, mark->from + inset, to - inset, strip->height,
             turn_colour(strip, mark->first));
    draw_holder(strip, mark, to);
}

/* How many of a mark's turns have happened. */
static uint32_t happened(const Strip *strip, const StripMark *mark)
{
    const Turn *turns = strip->row->timeline->turns.items;
    if (has_happened(strip->scene, turns[mark->first + mark->count - 1].from))
        return mark->count;
    size_t until = timeline_turns_until(strip->row->timeline, strip->scene->at);
    return until > mark->first ? (uint32_t)(until - mark->first) : 0;
}

static void draw_fan(const Strip *strip, const StripMark *mark)
{
    float gap = fmaxf(1, px(strip->scene, 1.5f));
    uint32_t count = happened(strip, mark);
    if (mark->over_held && count > 0)
        draw_box(strip, mark->from, mark->from + mark->step * (float)count + gap, strip->height,
                 strip->scene->theme->panel);
    for (uint32_t i = 0; i < count; i++) {
        float from = mark->from + mark->step * (float)i;
        draw_box(strip, from, from + strip->width, strip->height,
                 turn_colour(strip, mark->first + i));
    }
}

/* A thin foot at the very instant, for marks that stand beside it. */
static void draw_foot(const Strip *strip, const StripMark *mark)
{
    Scene *scene = strip->scene;
    float x = fminf(fmaxf(mark->x, strip->left + 1), strip->right - 1);
    float top = strip->row->strip_y - strip->height / 2;
    draw_line(scene->picture, (Point){x, top}, (Point){x, top + strip->height + px(scene, 6)},
              px(scene, 2), scene->theme->soft);
}

static void draw_counted(const Strip *strip, const StripMark *mark)
{
    Scene *scene = strip->scene;
    uint32_t count = happened(strip, mark);
    if (count == 0)
        return;
    legend_saw(scene, LEGEND_counted);
    draw_foot(strip, mark);
    float high = fmaxf(strip->height, strip->font.size * 1.1f);
    if (mark->over_held)
        draw_box(strip, mark->from, mark->to + px(scene, 1.5f), high, scene->theme->panel);
    draw_box(strip, mark->from, mark->to, high, scene->theme->soft);
    put_text(scene, (Point){(mark->from + mark->to) / 2,
                            centred(strip->row->strip_y, strip->font)},
             ANCHOR_MIDDLE, strip->font, scene->theme->panel, strip_count_text(strip, count),
             mark->to - mark->from);
}

/* All of a run that is a sliver: its steps are told beside it. */
static void draw_whole(const Strip *strip, const StripMark *mark)
{
    Scene *scene = strip->scene;
    draw_box(strip, mark->from, mark->to, strip->height, scene->theme->soft);
    const Timeline *timeline = strip->row->timeline;
    size_t count = timeline_turns_until(timeline, scene->at);
    Str text = str_of(arena_printf(scene->arena, "%zu step%s", count, count == 1 ? "" : "s"));
    put_text(scene, (Point){mark->to + px(scene, 10), centred(strip->row->strip_y, strip->font)},
             ANCHOR_START, strip->font, scene->theme->soft, text, strip->row->axis.width);
}

/* What can be opened: more than one step, all at one instant. */
static void add_instant(const Strip *strip, const StripMark *mark)
{
    float around = px(strip->scene, 5), high = strip->height + 2 * around;
    if (mark->count < 2 || mark->form == STRIP_HELD || mark->form == STRIP_WHOLE)
        return;
    add_region(strip->scene, (Region){.kind = REGION_INSTANT,
                                      .box = {mark->from - around,
                                              strip->row->strip_y - high / 2,
                                              mark->to - mark->from + 2 * around, high},
                                      .timeline = strip->row->index,
                                      .span = (uint32_t)mark->first});
}

static void draw_tooth(const Strip *strip, const StripMark *mark)
{
    if (happened(strip, mark) > 0)
        draw_box(strip, mark->from, mark->to, strip->height * 0.7f,
                 mark->count > 1 ? strip->scene->theme->soft : turn_colour(strip, mark->first));
}

/* Teeth keep apart, so that very many of them never close up into the bar that means a block. */
static void draw_marks(const Strip *strip)
{
    float last = -1e9f, apart = fmaxf(4, px(strip->scene, 5));
    const Turn *turns = strip->row->timeline->turns.items;
    for (int above = 0; above <= 1; above++)
        for (size_t i = 0; i < strip->count; i++) {
            const StripMark *mark = &strip->marks[i];
            if (!has_happened(strip->scene, turns[mark->first].from))
                break;
            if ((mark->form != STRIP_HELD) != above)
                continue;
            bool crowds = mark->form == STRIP_TOOTH && mark->from - last < apart;
            if (crowds)
                continue;
            last = above ? mark->from : last;
            add_instant(strip, mark);
            switch (mark->form) {
            case STRIP_HELD: draw_held(strip, mark); break;
            case STRIP_FAN: draw_fan(strip, mark); break;
            case STRIP_COUNTED: draw_counted(strip, mark); break;
            case STRIP_TOOTH: draw_tooth(strip, mark); break;
            case STRIP_WHOLE: draw_whole(strip, mark); break;
            }
        }
}

/* --- words --- */

/* Blocks back to back, at least three and all as long. */
typedef struct Blocks {
    size_t count;
    int64_t length;
    Moment end;
} Blocks;

static Blocks find_blocks(const Timeline *timeline)
{
    enum { TURNS_LOOKED_AT = 50000 };
    Blocks blocks = {0};
    for (size_t i = 0; i < timeline->turns.count && i < TURNS_LOOKED_AT; i++) {
        const Turn *turn = &timeline->turns.items[i];
        int64_t held = turn->to.t - turn->from.t;
        if (held == 0)
            continue;
        if (blocks.count > 0 && (turn->from.t != blocks.end.t || held != blocks.length))
            return (Blocks){0};
        blocks = (Blocks){blocks.count + 1, held, turn->to};
    }
    return blocks;
}

/* `12 × 5 s, one after another`, clear of every turn that comes after. */
static void draw_words(const Strip *strip)
{
    Scene *scene = strip->scene;
    const Row *row = strip->row;
    Blocks blocks = find_blocks(row->timeline);
    if (blocks.count < 3 || !has_happened(scene, blocks.end))
        return;
    Builder said = {0};
    say_row_of_blocks(&said, blocks.count, blocks.length);
    Str text = keep_text(scene, &said);
    Font font = words(500, scene->size.small);
    float width = text_width(scene, font, text), pad = px(scene, 8);
    float x = axis_x(&row->axis, blocks.end) + px(scene, 14);
    for (size_t i = 0; i < strip->count && strip->marks[i].from <= x + width; i++)
        if (strip->marks[i].from > axis_x(&row->axis, blocks.end))
            x = fmaxf(x, strip->marks[i].to + px(scene, 14));
    if (x + width > row->box.x + row->box.w - px(scene, 16) || x < row->axis.x0)
        return;
    draw_rect(scene->picture,
              (Box){x - pad, row->strip_y - font.size * 0.6f, width + 2 * pad, font.size * 1.2f},
              0, scene->theme->panel);
    put_text(scene, (Point){x, centred(row->strip_y, font)}, ANCHOR_START, font,
             scene->theme->soft, text, width + 1);
}

void draw_strip_name(Scene *scene, const Row *row)
{
    if (row->strip_y <= 0)
        return;
    Font font = words(500, scene->size.small);
    put_text(scene, (Point){row->label_x + px(scene, 18), centred(row->strip_y, font)},
             ANCHOR_START, font, scene->theme->dim, STR("event loop"),
             row->axis.x0 - row->label_x - px(scene, 30));
}

void draw_strip(Scene *scene, const Row *row)
{
    if (row->strip_y <= 0 || scene->state->blank)
        return;
    const Axis *axis = &row->axis;
    Moment end = {.t = row->timeline->end, .step = ALL_STEPS};
    Strip strip = {.scene = scene,
                   .row = row,
                   .font = words(600, scene->size.small),
                   .height = px(scene, 20),
                   .width = fmaxf(3, px(scene, 6)),
                   .left = fmaxf(axis->x0, axis_x(axis, (Moment){.t = 0})),
                   .right = fminf(axis_x(axis, end), axis->x0 + axis->width)};
    if (axis->moments)
        strip.right += strip.width / 2;
    if (strip.right < strip.left)
        return;
    draw_group(scene->picture, "loop");
    float now = axis_x(axis, scene->at) + (axis->moments ? strip.width / 2 : 0);
    float to = has_happened(scene, end) ? strip.right : fminf(now, strip.right);
    if (to > strip.left)
        draw_line(scene->picture, (Point){strip.left, row->strip_y}, (Point){to, row->strip_y},
                  px(scene, 4), scene->theme->rule);
    draw_real_waits(scene, row);
    strip_place(&strip);
    draw_marks(&strip);
    draw_ungroup(scene->picture);
    draw_words(&strip);
}
