/* The Python of the scenario: where every task is, by its number at its line. Lines that
 * await another coroutine of the scenario stay lit while that one runs. */
#include "view/panel.h"

#include <math.h>
#include <string.h>

enum { MOST_DEPTH = 16, MOST_LANES = 64, MOST_WALKED = 4096, MOST_DOTS = 12 };

/* The lines of one task's stack, innermost last. */
typedef struct Stack {
    uint32_t steps[MOST_DEPTH];
    size_t coroutines[MOST_DEPTH]; /* the line of its `async def` */
    size_t depth;
} Stack;

typedef struct Dots {
    const Lane *lanes[MOST_DOTS];
    size_t count; /* may be more than are kept */
} Dots;

/* Something that a line of the listing has. */
typedef struct Sign {
    size_t line;
    const Lane *lane; /* is at it; or NULL, and then: */
    bool failed; /* an exception that ended a task, or is inside of one that did, came up here; else
                    Python warns of it */
} Sign;

/* All that a line which is shown has. */
typedef struct LineSigns {
    Dots dots;
    bool failed, warned;
} LineSigns;

typedef struct PythonPanel {
    Scene *scene;
    const Listing *listing;
    Sign *signs;
    size_t count, room; /* of these */
    size_t dotted;      /* the first line that a lane is at; SIZE_MAX: none */
    LineSigns *shown;   /* of the lines from `first` on */
    size_t first;
} PythonPanel;

static void add_sign(PythonPanel *panel, Sign sign)
{
    if (panel->count == panel->room) {
        size_t room = panel->room ? panel->room * 2 : 64;
        Sign *signs = ARENA_ARRAY(panel->scene->arena, Sign, room);
        if (panel->count)
            memcpy(signs, panel->signs, panel->count * sizeof *signs);
        panel->signs = signs;
        panel->room = room;
    }
    panel->signs[panel->count++] = sign;
    if (sign.lane && sign.line < panel->dotted)
        panel->dotted = sign.line;
}

/* A step in a coroutine that is on the stack goes back to it; in another, one deeper. */
static void enter(const PythonPanel *panel, Stack *stack, uint32_t step)
{
    size_t line = listing_line_of(panel->listing, step);
    if (!line)
        return;
    size_t home = panel->listing->homes[line - 1];
    size_t depth = stack->depth;
    while (depth > 0 && stack->coroutines[depth - 1] != home)
        depth--;
    if (depth == 0)
        depth = stack->depth < MOST_DEPTH ? stack->depth + 1 : MOST_DEPTH;
    stack->depth = depth;
    stack->steps[depth - 1] = step;
    stack->coroutines[depth - 1] = home;
}

static size_t steps_until(const Lane *lane, Moment at)
{
    return MOMENTS_UNTIL(&lane->steps, at, at);
}

/* The line + 1 at which came up what the lane has failed with by now; 0 where it has not. */
static size_t line_of_failure(const PythonPanel *panel, const Lane *lane)
{
    const Mark *mark = timeline_failure_at(lane, panel->scene->at);
    return mark ? listing_line_of(panel->listing, mark_words(mark)->step) : 0;
}

static void add_lane(PythonPanel *panel, const Timeline *timeline, uint32_t lane)
{
    Scene *scene = panel->scene;
    const Lane *which = &timeline->lanes.items[lane];
    size_t failed = line_of_failure(panel, which);
    if (failed)
        add_sign(panel, (Sign){.line = failed - 1, .failed = true});
    if (timeline_step_at(timeline, lane, scene->at) == 0)
        return;
    size_t count = steps_until(which, scene->at);
    Stack stack = {0};
    for (size_t i = count > MOST_WALKED ? count - MOST_WALKED : 0; i < count; i++)
        enter(panel, &stack, which->steps.items[i].step);
    for (size_t i = 0; i < stack.depth; i++)
        add_sign(panel, (Sign){.line = listing_line_of(panel->listing, stack.steps[i]) - 1,
                               .lane = which});
}

static void add_mishap(PythonPanel *panel, const Mishap *mishap, bool failed)
{
    size_t line = listing_line_of(panel->listing, mishap->step);
    if (line && moment_compare(mishap->at, panel->scene->at) <= 0)
        add_sign(panel, (Sign){.line = line - 1, .failed = failed});
}

static void add_mishaps(PythonPanel *panel, const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->inside.count; i++)
        add_mishap(panel, &timeline->inside.items[i], true);
    for (size_t i = 0; i < timeline->warnings.count; i++)
        add_mishap(panel, &timeline->warnings.items[i], false);
}

/* Timelines that are alike have the same tasks at the same lines: each is shown once. */
static void add_dot(Dots *dots, const Lane *lane)
{
    for (size_t i = 0; i < dots->count && i < MOST_DOTS; i++)
        if (dots->lanes[i]->task == lane->task && dots->lanes[i]->own_hue == lane->own_hue)
            return;
    if (dots->count < MOST_DOTS)
        dots->lanes[dots->count] = lane;
    dots->count++;
}

/* Of the lines from `first` to `last`, which are shown. */
static void gather_signs(PythonPanel *panel, size_t first, size_t last)
{
    panel->first = first;
    panel->shown = ARENA_ARRAY(panel->scene->arena, LineSigns, last - first + 1);
    for (size_t i = 0; i < panel->count; i++) {
        const Sign *sign = &panel->signs[i];
        if (sign->line < first || sign->line > last)
            continue;
        LineSigns *line = &panel->shown[sign->line - first];
        if (sign->lane)
            add_dot(&line->dots, sign->lane);
        line->failed |= sign->failed;
        line->warned |= !sign->lane && !sign->failed;
    }
}

enum { DOTS_SHOWN = 6 };

static float dot_size(const Scene *scene)
{
    return px(scene, 19);
}

static float dots_width(const Scene *scene, const Dots *dots)
{
    float width = dots->count == 0 ? 0 : px(scene, 12);
    for (size_t i = 0; i < dots->count && i < DOTS_SHOWN; i++)
        width += task_number_width(scene, dots->lanes[i]->task, dot_size(scene)) + px(scene, 4);
    return width + (dots->count > DOTS_SHOWN ? px(scene, 50) : 0);
}

static void draw_dots(const PythonPanel *panel, const Dots *dots, float right, float middle)
{
    Scene *scene = panel->scene;
    float size = dot_size(scene), x = right - dots_width(scene, dots) + px(scene, 12);
    for (size_t i = 0; i < dots->count && i < DOTS_SHOWN; i++)
        x += put_task_number(scene, dots->lanes[i], (Point){x, middle}, size, 1) + px(scene, 4);
    if (dots->count > DOTS_SHOWN) {
        Font font = words(600, px(scene, 18));
        put_text(scene, (Point){x, centred(middle, font)}, ANCHOR_START, font,
                 scene->theme->soft,
                 str_of(arena_printf(scene->arena, "+%zu", dots->count - DOTS_SHOWN)),
                 right - x);
    }
}

/* What stands in one line of the panel: a line of the listing, or a part of it where that is too
 * long for the panel. */
typedef struct ShownLine {
    size_t line;
    Str text;
    bool goes_on; /* of the line before */
} ShownLine;

/* Up to the last space that is no indent within `most` columns; all of it where there is none. */
static size_t break_at(Str text, size_t most)
{
    size_t indent = 0, best = 0;
    while (indent < text.length && text.at[indent] == ' ')
        indent++;
    for (size_t i = indent; i < text.length && i <= most; i++)
        if (text.at[i] == ' ' || (i + 1 < most && text.at[i] == '('))
            best = i + (text.at[i] == '(');
    return text.length <= most || best <= indent ? text.length : best;
}

/* The listing's lines as they are shown: all of them, but of a very long listing only a stretch, and
 * the lines around that count as one each. */
typedef struct Shown {
    ShownLine *lines;
    size_t count;
    size_t from, to; /* lines of the listing */
    size_t all;      /* lines that are shown and that are not */
} Shown;

static void wrap_lines(const PythonPanel *panel, size_t columns, Shown *shown)
{
    const Listing *listing = panel->listing;
    size_t room = (shown->to - shown->from) * 4;
    shown->lines = ARENA_ARRAY(panel->scene->arena, ShownLine, room + 1);
    for (size_t i = shown->from; i < shown->to; i++) {
        Str rest = listing->lines.items[i].text;
        for (bool first = true; (first || rest.length) && shown->count < room; first = false) {
            size_t most = columns > 12 ? columns - (first ? 0 : 6) : columns;
            size_t length = break_at(rest, most);
            shown->lines[shown->count++] = (ShownLine){i, {rest.at, length}, !first};
            while (length < rest.length && rest.at[length] == ' ')
                length++;
            rest = (Str){rest.at + length, rest.length - length};
        }
    }
    shown->all = shown->from + shown->count + (listing->lines.count - shown->to);
}

/* The line of the step that the narration tells, or the first current one. */
static size_t told_line(const PythonPanel *panel)
{
    const Scene *scene = panel->scene;
    const Row *told = told_row(scene);
    size_t turns = told ? timeline_turns_until(told->timeline, scene->at) : 0;
    if (turns > 0) {
        uint32_t lane = told->timeline->turns.items[turns - 1].lane;
        uint32_t step = timeline_step_at(told->timeline, lane, scene->at);
        size_t line = listing_line_of(panel->listing, step);
        if (!line)
            line = line_of_failure(panel, &told->timeline->lanes.items[lane]);
        if (line)
            return line - 1;
    }
    return panel->dotted == SIZE_MAX ? 0 : panel->dotted;
}

static Shown lines_around(const PythonPanel *panel, size_t told, size_t columns)
{
    enum { STRETCH = 2000 };
    size_t count = panel->listing->lines.count, asked = panel->scene->state->python_scroll;
    size_t middle = asked > 0 ? asked : told;
    Shown shown = {.to = count};
    if (count > STRETCH) {
        shown.from = middle > STRETCH / 2 ? middle - STRETCH / 2 : 0;
        if (shown.from > count - STRETCH)
            shown.from = count - STRETCH;
        shown.to = shown.from + STRETCH;
    }
    wrap_lines(panel, columns, &shown);
    return shown;
}

/* So that the told line is in sight, in the middle where there is more on both sides. */
static size_t first_line(const PythonPanel *panel, const Shown *shown, size_t told, size_t room)
{
    size_t asked = panel->scene->state->python_scroll, at = 0, last = shown->all - room;
    if (shown->all <= room)
        return 0;
    if (asked > 0)
        return asked < last ? asked : last;
    while (at < shown->count && shown->lines[at].line < told)
        at++;
    at += shown->from;
    size_t top = at > room / 2 ? at - room / 2 : 0;
    return top < last ? top : last;
}

/* The largest type with which all lines fit, within reason. */
static float line_height(const Scene *scene, const PythonPanel *panel, float room)
{
    float fits = room / (float)(panel->listing->lines.count ? panel->listing->lines.count : 1);
    float least = px(scene, 28), most = px(scene, 33);
    return fits < least ? least : fits > most ? most : fits;
}

/* A line at which a task failed has the lane's cross at its edge, one that is warned of the sign. */
static void draw_ground(const PythonPanel *panel, const ShownLine *shown, Box line)
{
    Scene *scene = panel->scene;
    const Theme *theme = scene->theme;
    const LineSigns *signs = &panel->shown[shown->line - panel->first];
    bool failed = signs->failed, warned = !failed && signs->warned;
    if (!failed && !warned && !signs->dots.count)
        return;
    Point edge = {line.x - px(scene, 8), line.y + line.h / 2};
    draw_rect(scene->picture,
              (Box){line.x - px(scene, 16), line.y, line.w + px(scene, 32), line.h},
              shown->goes_on ? 0 : px(scene, 5),
              failed   ? colour_with_alpha(theme->bad, 0.22f)
              : warned ? colour_with_alpha(theme->warning, 0.22f)
                       : theme->current);
    if (failed && !shown->goes_on)
        draw_end_mark(scene, edge, px(scene, 8), MARK_FAILED, theme->bad);
    if (warned && !shown->goes_on)
        draw_warning_mark(scene, edge, px(scene, 8));
}

static void draw_line_at(const PythonPanel *panel, const ShownLine *shown, Box line)
{
    Scene *scene = panel->scene;
    const Theme *theme = scene->theme;
    const LineSigns *signs = &panel->shown[shown->line - panel->first];
    const Dots *dots = &signs->dots;
    draw_ground(panel, shown, line);
    Font font = code(line.h * 0.667f);
    float middle = line.y + line.h / 2, indent = shown->goes_on ? 6 * 0.6f * font.size : 0;
    float taken = indent + (shown->goes_on ? 0 : dots_width(scene, dots));
    put_text(scene, (Point){line.x + indent, centred(middle, font)}, ANCHOR_START, font,
             dots->count || signs->failed || signs->warned ? theme->text : theme->soft,
             shown->text, line.w - taken);
    if (!shown->goes_on)
        draw_dots(panel, dots, line.x + line.w + px(scene, 6), middle);
}

static void draw_listing(PythonPanel *panel, Box box)
{
    Scene *scene = panel->scene;
    float pad = px(scene, 14), high = line_height(scene, panel, box.h - 2 * pad);
    float width = box.w - px(scene, 52), dots = px(scene, 40);
    size_t room = (size_t)fmaxf(1, floorf((box.h - 2 * pad) / high));
    float letter = text_width(scene, code(high * 0.667f), STR("0"));
    size_t columns = (size_t)fmaxf(8, (width - dots) / letter);
    size_t told = told_line(panel);
    Shown shown = lines_around(panel, told, columns);
    size_t first = first_line(panel, &shown, told, room), at = first - shown.from;
    size_t end = at + room < shown.count ? at + room : shown.count;
    if (at < end)
        gather_signs(panel, shown.lines[at].line, shown.lines[end - 1].line);
    for (size_t i = at; i < end; i++)
        draw_line_at(panel, &shown.lines[i],
                     (Box){box.x + px(scene, 26), box.y + pad + high * (float)(i - at), width,
                           high});
    draw_more(scene, box, high * (float)first, high * (float)shown.all);
}

void view_panel_python(Scene *scene, Box box)
{
    add_region(scene, (Region){.kind = REGION_PYTHON, .box = box});
    if (!scene->lesson->listing)
        return;
    PythonPanel panel = {.scene = scene, .listing = scene->lesson->listing, .dotted = SIZE_MAX};
    for (uint32_t i = 0; i < scene->row_count && !scene->state->blank; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        if (!panel_tells(scene, &scene->list[i]))
            continue;
        for (uint32_t j = 0; j < timeline->lanes.count && j < MOST_LANES * 16; j++)
            add_lane(&panel, timeline, j);
        add_mishaps(&panel, timeline);
    }
    draw_listing(&panel, box);
}

float view_panel_python_wants(const Scene *scene)
{
    const Listing *listing = scene->lesson->listing;
    return px(scene, 28 + 28 * (float)(listing ? listing->lines.count : 1));
}
