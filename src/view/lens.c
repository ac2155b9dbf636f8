/* The magnifier: an instant opened up, its steps as numbered boxes in the order of the loop. In a
 * still it stands below the strip of the instant that matters most, where there is room; in the
 * window wherever the pointer opens one. */
#include "view/lens.h"

#include <math.h>

enum { MOST_PARTS = 4 };

/* --- what a step does --- */

typedef struct Deeds {
    Str parts[MOST_PARTS];
    size_t count;
} Deeds;

static void add_deed(Scene *scene, Deeds *deeds, const char *before, Str what)
{
    if (deeds->count < MOST_PARTS)
        deeds->parts[deeds->count++] = str_of(arena_printf(scene->arena, "%s%.*s", before,
                                                           (int)what.length, what.at));
}

static void add_mark(Scene *scene, Deeds *deeds, const Mark *mark)
{
    switch (mark->kind) {
    case MARK_PRINT: add_deed(scene, deeds, "prints ", mark_words(mark)->text); break;
    case MARK_DONE: add_deed(scene, deeds, "is done", STR("")); break;
    case MARK_FAILED: add_deed(scene, deeds, "fails with ", mark_words(mark)->text); break;
    case MARK_CANCELLED: add_deed(scene, deeds, "is cancelled", STR("")); break;
    case MARK_TICK:
    case MARK_NOTE:
    case MARK_RACE: break;
    }
}

static void add_made(Scene *scene, Deeds *deeds, const Timeline *timeline, const Turn *turn)
{
    for (size_t i = 0; i < timeline->arrows.count; i++) {
        const Arrow *arrow = &timeline->arrows.items[i];
        if (arrow->at.t > turn->from.t)
            break;
        if (arrow->kind == ARROW_CREATE && arrow->from == turn->lane &&
            moment_compare(arrow->at, turn->from) == 0)
            add_deed(scene, deeds, "makes ", timeline->lanes.items[arrow->to].call);
    }
}

static Str without_await(Str label)
{
    static const Str word = {"await ", 6};
    bool has_it = label.length > word.length &&
                  str_equal((Str){label.at, word.length}, word);
    return has_it ? (Str){label.at + word.length, label.length - word.length} : label;
}

static Deeds deeds_of(Scene *scene, const Timeline *timeline, const Turn *turn)
{
    Deeds deeds = {0};
    const Lane *lane = &timeline->lanes.items[turn->lane];
    size_t end = timeline_marks_until(lane, turn->from), first = end;
    while (first > 0 && moment_compare(lane->marks.items[first - 1].at, turn->from) == 0)
        first--;
    for (size_t i = first; i < end; i++)
        add_mark(scene, &deeds, &lane->marks.items[i]);
    add_made(scene, &deeds, timeline, turn);
    size_t spans = timeline_spans_until(lane, turn->from);
    const Span *span = spans ? &lane->spans.items[spans - 1] : NULL;
    if (!span || moment_compare(span->from, turn->from) != 0)
        return deeds;
    switch (span->kind) {
    case SPAN_READY: add_deed(scene, &deeds, "gives way", STR("")); break;
    case SPAN_BLOCK: add_deed(scene, &deeds, "blocks: ", span_label(span)); break;
    case SPAN_SLEEP: add_deed(scene, &deeds, "sleeps: ", span_label(span)); break;
    case SPAN_AWAIT: add_deed(scene, &deeds, "waits: ", without_await(span_label(span))); break;
    case SPAN_THREAD: break;
    }
    return deeds;
}

/* The first on a line of its own, all others on the second. */
static Str rest_of(Scene *scene, const Deeds *deeds)
{
    Builder text = {0};
    for (size_t i = 1; i < deeds->count; i++) {
        if (i > 1)
            builder_text(&text, ", ");
        builder_str(&text, deeds->parts[i]);
    }
    return keep_text(scene, &text);
}

/* --- drawing --- */

float lens_height(const Scene *scene)
{
    return scene->size.least * 6.6f;
}

static void draw_step(Scene *scene, const Row *row, const Turn *turn, LensStep step)
{
    const Lane *lane = &row->timeline->lanes.items[turn->lane];
    Box box = step.box;
    float size = scene->size.least, x = box.x + px(scene, 14), middle = box.y + box.h / 2;
    Colour hue = theme_hue(scene->theme, lane->own_hue);
    Font number = words(800, size * 1.35f), first = words(600, size), second = words(500, size);
    Str text = str_of(arena_printf(scene->arena, "%u", step.number));
    draw_rect(scene->picture, box, px(scene, 8), colour_with_alpha(hue, 0.13f));
    if (scene->state->theme == THEME_CONTRAST)
        draw_frame(scene->picture, box, px(scene, 8), px(scene, 2), scene->theme->rule);
    put_text(scene, (Point){x, centred(middle, number)}, ANCHOR_START, number, hue, text, box.w);
    x += text_width(scene, number, text) + px(scene, 10);
    x += put_task_number(scene, lane, (Point){x, middle}, size, 1) + px(scene, 12);
    Deeds deeds = deeds_of(scene, row->timeline, turn);
    Str one = deeds.count ? deeds.parts[0] : STR("goes on"), two = rest_of(scene, &deeds);
    float line = size * 1.3f, room = box.x + box.w - px(scene, 8) - x;
    float y = two.length ? middle - line / 2 : middle;
    put_text(scene, (Point){x, centred(y, first)}, ANCHOR_START, first, scene->theme->text, one,
             room);
    put_text(scene, (Point){x, centred(y + line, second)}, ANCHOR_START, second,
             scene->theme->soft, two, room);
}

static void draw_head(Scene *scene, const Row *row, Box box, bool race)
{
    Font font = words(500, scene->size.least);
    Str time = words_of_time(scene, row->lens_t);
    Str text = str_of(arena_printf(scene->arena, "at %.*s, in this order", (int)time.length,
                                   time.at));
    float x = box.x + px(scene, 18), middle = box.y + scene->size.least * 1.1f;
    put_text(scene, (Point){x, centred(middle, font)}, ANCHOR_START, font, scene->theme->soft,
             text, box.w - px(scene, 36));
    if (!race)
        return;
    x += text_width(scene, font, text) + px(scene, 40);
    draw_race_mark(scene, (Point){x, middle}, px(scene, 8));
    x += px(scene, 18);
    put_text(scene, (Point){x, centred(middle, font)}, ANCHOR_START, font, scene->theme->warning,
             STR("real Python may choose another order"), box.x + box.w - x - px(scene, 12));
}

/* From the instant on the strip to the box that shows it large. */
static void draw_funnel(Scene *scene, const Row *row, Box box)
{
    float x = axis_x(&row->axis, (Moment){.t = row->lens_t});
    bool below = box.y > row->strip_y;
    float from = row->strip_y + px(scene, below ? 13 : -13), to = below ? box.y : box.y + box.h;
    Colour colour = scene->theme->dim;
    draw_line(scene->picture, (Point){x - px(scene, 4), from}, (Point){box.x + px(scene, 8), to},
              px(scene, 2), colour);
    draw_line(scene->picture, (Point){x + px(scene, 4), from},
              (Point){box.x + box.w - px(scene, 8), to}, px(scene, 2), colour);
}

void draw_lens(Scene *scene, const Row *row, Box box)
{
    const Timeline *timeline = row->timeline;
    const Turn *turns = timeline->turns.items;
    size_t first = timeline_turns_until(timeline, (Moment){.t = row->lens_t});
    size_t after = timeline_turns_until(timeline, (Moment){row->lens_t, ALL_STEPS});
    if (first >= after || !has_happened(scene, turns[first].from) || scene->state->blank)
        return;
    bool race = false;
    for (size_t i = first; i < after; i++)
        race = race || turns[i].race;
    draw_group(scene->picture, "instant");
    draw_funnel(scene, row, box);
    draw_rect(scene->picture, box, px(scene, 10), scene->theme->ground);
    draw_frame(scene->picture, box, px(scene, 10), px(scene, 2), scene->theme->dim);
    draw_head(scene, row, box, race);
    float gap = px(scene, 10), inset = px(scene, 16), top = scene->size.least * 2.2f;
    uint32_t count = (uint32_t)(after - first);
    uint32_t most = (uint32_t)fmaxf(1, floorf((box.w - inset) / (scene->size.least * 11)));
    uint32_t shown = count <= most ? count : most;
    float more = count > shown ? scene->size.least * 4 : 0;
    float wide = (box.w - 2 * inset - more - gap * (float)(shown - 1)) / (float)shown;
    wide = fminf(wide, scene->size.least * 20);
    for (uint32_t i = 0; i < shown && has_happened(scene, turns[first + i].from); i++)
        draw_step(scene, row, &turns[first + i],
                  (LensStep){{box.x + inset + (wide + gap) * (float)i, box.y + top, wide,
                              box.h - top - px(scene, 12)},
                             i + 1});
    if (count > shown)
        put_text(scene,
                 (Point){box.x + box.w - inset,
                         centred(box.y + top + (box.h - top) / 2, words(600, scene->size.least))},
                 ANCHOR_END, words(600, scene->size.least), scene->theme->soft,
                 str_of(arena_printf(scene->arena, "+%u", count - shown)), more);
    draw_ungroup(scene->picture);
}

/* What an instant's steps take at most, and its heading. */
static float width_of(const Scene *scene, const Row *row)
{
    size_t first = timeline_turns_until(row->timeline, (Moment){.t = row->lens_t});
    size_t after = timeline_turns_until(row->timeline, (Moment){row->lens_t, ALL_STEPS});
    float steps = (float)(after - first), least = scene->size.least;
    return fmaxf(px(scene, 32) + steps * (least * 20 + px(scene, 10)), least * 40);
}

void draw_opened_instant(Scene *scene)
{
    const ViewState *state = scene->state;
    uint32_t timeline, turn;
    if (!view_magnified(scene->lesson, scene->at, state, &timeline, &turn))
        return;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        Row row = scene->list[i];
        if (row.index != timeline || row.strip_y <= 0 || row.has_lens)
            continue;
        row.lens_t = row.timeline->turns.items[turn].from.t;
        float high = lens_height(scene), off = px(scene, 26), left = row.label_x + px(scene, 18);
        float room = row.axis.x0 + row.axis.width - left, wide = fminf(room, width_of(scene, &row));
        float x = axis_x(&row.axis, (Moment){.t = row.lens_t}) - wide / 2;
        x = fmaxf(left, fminf(x, left + room - wide));
        bool below = row.strip_y + off + high < (float)state->height;
        float y = below ? row.strip_y + off : row.strip_y - off - high;
        draw_lens(scene, &row, (Box){x, y, wide, high});
    }
}
