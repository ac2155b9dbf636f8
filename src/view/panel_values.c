/* What names hold at the moment: the shared ones, then those of each task that is alive, then what
 * asyncio's objects hold. What the latest turn has changed stands out, with what was there before. */
#include "view/panel.h"

#include <math.h>

enum { MOST_NAMES = 48, MOST_TASKS = 256, MOST_OBJECTS = 12 };

/* Names flow from left to right, and on in the next line. */
typedef struct Flow {
    PanelPen *pen;
    float x, indent, line; /* where the next one begins; where lines begin; their height */
} Flow;

static float line_height(const Scene *scene)
{
    return px(scene, 34);
}

static bool is_seen(const PanelPen *pen, float line)
{
    return !pen->measures && pen->y >= pen->top - 1 && pen->y + line <= pen->bottom + 1;
}

static void next_line(Flow *flow)
{
    flow->pen->y += flow->line;
    flow->x = flow->indent;
}

/* --- one name --- */

typedef struct Pieces {
    Str name, before, text;
    Font plain, bold;
    float widths[3], gap;
} Pieces;

static Str in_arena(const Scene *scene, const char *format, Str text)
{
    return str_of(arena_printf(scene->arena, format, (int)text.length, text.at));
}

static Pieces pieces_of(const Scene *scene, const NameNow *name, bool changed)
{
    Pieces p = {.plain = code(px(scene, 20)), .bold = code_bold(px(scene, 20))};
    p.name = in_arena(scene, "%.*s = ", name->name);
    if (changed && name->before.at)
        p.before = in_arena(scene, "%.*s \xe2\x86\x92 ", name->before);
    p.text = name->text;
    p.widths[0] = text_width(scene, p.plain, p.name);
    p.widths[1] = text_width(scene, p.plain, p.before);
    p.widths[2] = text_width(scene, changed ? p.bold : p.plain, p.text);
    p.gap = px(scene, 10);
    return p;
}

static float width_of(const Pieces *p)
{
    return p->widths[0] + p->widths[1] + p->widths[2];
}

static void put_pieces(Scene *scene, const Pieces *p, Box box, bool changed)
{
    const Theme *theme = scene->theme;
    float y = centred(box.y + box.h / 2, p->plain), x = box.x, right = box.x + box.w + px(scene, 2);
    if (changed)
        draw_rect(scene->picture, (Box){box.x - p->gap * 0.6f, box.y + px(scene, 2),
                                        box.w + 1.2f * p->gap, box.h - px(scene, 4)},
                  px(scene, 6), theme->current);
    put_text(scene, (Point){x, y}, ANCHOR_START, p->plain, theme->soft, p->name,
             right - x);
    x += p->widths[0];
    put_text(scene, (Point){x, y}, ANCHOR_START, p->plain, theme->soft, p->before, right - x);
    x += p->widths[1];
    put_text(scene, (Point){x, y}, ANCHOR_START, changed ? p->bold : p->plain, theme->text, p->text,
             right - x);
}

static void flow_name(Flow *flow, const NameNow *name, bool changed)
{
    Scene *scene = flow->pen->scene;
    Pieces p = pieces_of(scene, name, changed);
    float width = width_of(&p), right = flow->pen->right;
    if (flow->x + width > right && flow->x > flow->indent)
        next_line(flow);
    if (flow->x + width > right && p.before.length) { /* rather without what was there before */
        p.before = (Str){0};
        p.widths[1] = 0;
        width = width_of(&p);
    }
    width = fminf(width, right - flow->x);
    if (is_seen(flow->pen, flow->line))
        put_pieces(scene, &p, (Box){flow->x, flow->pen->y, width, flow->line}, changed);
    flow->x += width + 2.4f * p.gap;
}

/* --- a task, and what is shared --- */

static bool is_new(const Timeline *timeline, const Scene *scene, const NameNow *name)
{
    Moment turn = latest_turn(timeline, scene->at);
    return turn.t >= 0 && moment_compare(name->since, turn) >= 0;
}

static void flow_names(Flow *flow, const Timeline *timeline, const NameNow *names, size_t count)
{
    Scene *scene = flow->pen->scene;
    uint32_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        if (names[i].depth > depth && flow->x > flow->indent)
            next_line(flow);
        if (names[i].depth > depth && is_seen(flow->pen, flow->line))
            put_text(scene, (Point){flow->indent - px(scene, 22),
                                    centred(flow->pen->y + flow->line / 2, code(px(scene, 20)))},
                     ANCHOR_START, code(px(scene, 20)), scene->theme->soft, STR("\xe2\x86\xb3"),
                     px(scene, 40));
        depth = names[i].depth;
        flow_name(flow, &names[i], is_new(timeline, scene, &names[i]));
    }
    if (flow->x > flow->indent)
        next_line(flow);
}

static void put_shared(PanelPen *pen, const Row *row, const Values *values)
{
    Scene *scene = pen->scene;
    NameNow names[MOST_NAMES];
    size_t count = values_at(values, NO_TASK, scene->at, names, MOST_NAMES);
    Flow flow = {pen, pen->x, pen->x, line_height(scene)};
    if (count)
        flow_names(&flow, row->timeline, names, count);
}

static bool is_alive(const Scene *scene, const Timeline *timeline, uint32_t lane)
{
    LaneState state = timeline_state_at(timeline, lane, scene->at);
    return state != LANE_NOT_YET && state < LANE_DONE;
}

/* `[2] withdraw(30)` and its names, beside it where they fit there. */
static void put_lane(PanelPen *pen, const Row *row, const Values *values, uint32_t lane)
{
    Scene *scene = pen->scene;
    const Lane *which = &row->timeline->lanes.items[lane];
    NameNow names[MOST_NAMES];
    size_t count = values_at(values, lane, scene->at, names, MOST_NAMES);
    if (count == 0)
        return;
    Font font = code(px(scene, 19));
    float line = line_height(scene), size = font.size, x = pen->x;
    float number = task_number_width(scene, lane, size) + px(scene, 10);
    float wide = fminf(text_width(scene, font, which->call), pen->right - x - number);
    if (is_seen(pen, line)) {
        put_task_number(scene, which, (Point){x, pen->y + line / 2}, size, 1);
        put_text(scene, (Point){x + number, centred(pen->y + line / 2, font)}, ANCHOR_START, font,
                 scene->theme->dim, which->call, wide);
    }
    Flow flow = {pen, x + number + wide + px(scene, 24), x + number, line};
    flow_names(&flow, row->timeline, names, count);
}

static void put_objects(PanelPen *pen, const Row *row)
{
    Scene *scene = pen->scene;
    uint32_t told = 0;
    for (uint32_t i = 0; i < row->timeline->resources.count && told < MOST_OBJECTS; i++) {
        const Resource *resource = &row->timeline->resources.items[i];
        if (resource->name.length == 0 || resource->kind == OBJECT_CONDITION ||
            resource_states_until(resource, scene->at) == 0)
            continue;
        told++;
        Builder said = {0};
        say_resource(&said, row->timeline, i, scene->at);
        pen_line(pen, words(500, px(scene, 20)), scene->theme->text, keep_text(scene, &said));
    }
}

/* --- timelines --- */

static const Values *values_of(const Scene *scene, const Row *row)
{
    const Values *values = scene->lesson->values ? scene->lesson->values[row->index] : NULL;
    return values && values->from <= scene->at.t ? values : NULL;
}

static void put_note(PanelPen *pen, Str text)
{
    pen_line(pen, words(500, px(pen->scene, 18)), pen->scene->theme->soft, text);
}

/* The part of the task whose turn was the latest; all of it where that one holds nothing. */
static PanelPart put_timeline(PanelPen *pen, const Row *row)
{
    Scene *scene = pen->scene;
    const Values *values = values_of(scene, row);
    float begin = pen->y;
    if (scene->row_count > 1)
        pen_line(pen, words(700, px(scene, 20)), scene->theme->text, row->timeline->title);
    if (values && values->ends && moment_compare(scene->at, values->end) >= 0) {
        Str until = words_of_time(scene, values->end.t);
        put_note(pen, in_arena(scene, "too many to be told after %.*s", until));
        return (PanelPart){begin, pen->y};
    }
    size_t turns = timeline_turns_until(row->timeline, scene->at);
    uint32_t latest = turns ? row->timeline->turns.items[turns - 1].lane : NO_TASK;
    PanelPart part = {begin, begin};
    float top = pen->y;
    put_shared(pen, row, values);
    for (uint32_t i = 0; i < row->timeline->lanes.count && i < MOST_TASKS; i++) {
        float from = pen->y;
        if (is_alive(scene, row->timeline, i))
            put_lane(pen, row, values, i);
        if (i == latest && pen->y > from)
            part = (PanelPart){from, pen->y};
    }
    put_objects(pen, row);
    if (pen->y == top)
        put_note(pen, !scene->lesson->values ? STR("…")
                      : has_finished(scene, row->timeline) ? STR("over: no names are held")
                                                           : STR("no values are told"));
    pen->y += px(scene, 8);
    return part.to > part.from ? part : (PanelPart){begin, pen->y};
}

static PanelPart put_timelines(PanelPen *pen, const Row *told)
{
    Scene *scene = pen->scene;
    PanelPart part = {pen->y, pen->y};
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        if (!panel_tells(scene, row))
            continue;
        PanelPart own = put_timeline(pen, row);
        if (row == told)
            part = own;
    }
    return part;
}

void view_panel_values(Scene *scene, Box box)
{
    const Row *told = told_row(scene);
    PanelPen pen = pen_in(scene, box);
    float top = pen.y;
    add_region(scene, (Region){.kind = REGION_VALUES, .box = box});
    if (scene->state->blank)
        return;
    pen.measures = true;
    PanelPart part = put_timelines(&pen, told);
    float total = pen.y - top;
    float offset = pen_rewind(&pen, top, part, scene->state->values_scroll, line_height(scene));
    put_timelines(&pen, told);
    draw_more(scene, box, offset, total);
}

/* So that it stands still while it is played: all tasks that ever hold something, and every object. */
float view_panel_values_wants(const Scene *scene)
{
    float lines = 0;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        const Values *values = values_of(scene, row);
        size_t tasks = 0;
        for (size_t j = 0; values && j < values->lanes.count; j++)
            tasks += values->lanes.items[j].first > 0;
        size_t objects = row->timeline->resources.count;
        lines += (scene->row_count > 1 ? 1.2f : 0) + (float)(tasks < 8 ? tasks : 8) +
                 (float)(objects < 4 ? objects : 4) * 0.9f;
    }
    return px(scene, 30) + line_height(scene) * fmaxf(lines, 2);
}
