/* What each timeline has printed so far, with its times. */
#include "view/panel.h"

#include <math.h>

static size_t lines_until(const Timeline *timeline, Moment at)
{
    return MOMENTS_UNTIL(&timeline->output, at, at);
}

/* `+3 above`: the sign that there is more than is seen; the room it takes. */
static float put_hidden(Scene *scene, Point right, size_t above, size_t below)
{
    if (above + below == 0)
        return 0;
    Builder text = {0};
    say_hidden_lines(&text, above, below);
    Font font = words(600, px(scene, 19));
    Str said = keep_text(scene, &text);
    put_text(scene, right, ANCHOR_END, font, scene->theme->soft, said, px(scene, 400));
    return text_width(scene, font, said) + px(scene, 12);
}

/* Room for the numbers of prints that stand as pins in the row. */
static float pins_width(const Scene *scene, const Row *row)
{
    bool any = row->all_pinned;
    for (size_t i = 0; row->pinned && i < row->timeline->output.count && !any; i++)
        any = row->pinned[i];
    Str widest = str_of(arena_printf(scene->arena, "%zu", row->timeline->output.count));
    return any ? text_width(scene, words(700, px(scene, 16)), widest) + px(scene, 24) : 0;
}

/* The part of the panel that one timeline gets: title and its latest lines. */
static void draw_part(Scene *scene, const Row *row, Box part, size_t skip)
{
    const Theme *theme = scene->theme;
    const Timeline *timeline = row->timeline;
    Font head = words(500, px(scene, 20)), time = code(px(scene, 21)), text = code(px(scene, 23));
    float y = part.y + px(scene, 26), line = px(scene, 32);
    size_t all = scene->state->blank ? 0 : lines_until(timeline, scene->at);
    size_t room = part.h > px(scene, 36) ? (size_t)((part.h - px(scene, 30)) / line) : 0;
    skip = all > room ? (skip < all - room ? skip : all - room) : 0;
    size_t count = all - skip, first = count > room ? count - room : 0;
    float taken = put_hidden(scene, (Point){part.x + part.w, y}, first, skip);
    put_text(scene, (Point){part.x, y}, ANCHOR_START, head, theme->dim, timeline->title,
             part.w - taken);
    float widest = 0;
    for (size_t i = first; i < count; i++) {
        float width = text_width(scene, time,
                                 words_of_time(scene, timeline->output.items[i].at.t));
        widest = width > widest ? width : widest;
    }
    float pins = pins_width(scene, row), x = part.x + px(scene, 8) + pins + widest;
    for (size_t i = first; i < count; i++) {
        const OutputLine *output = &timeline->output.items[i];
        y += line;
        if (print_is_pinned(row, (uint32_t)i + 1))
            draw_print_number(scene, (Point){part.x + pins / 2, y - 0.36f * text.size},
                              words(700, px(scene, 16)), (uint32_t)i + 1);
        put_text(scene, (Point){x, y}, ANCHOR_END, time, theme->dim,
                 words_of_time(scene, output->at.t), part.w);
        put_text(scene, (Point){x + px(scene, 20), y}, ANCHOR_START, text, theme->text,
                 output->text, part.x + part.w - x - px(scene, 20));
    }
}

/* Where there is no room for more: the title and the latest line beside it. */
static void put_last_line(Scene *scene, const Row *row, Box part)
{
    const Timeline *timeline = row->timeline;
    size_t count = scene->state->blank ? 0 : lines_until(timeline, scene->at);
    Font head = words(500, px(scene, 20)), text = code(px(scene, 20));
    float y = centred(part.y + part.h / 2, head), x = part.x + part.w * 0.42f;
    float taken = put_hidden(scene, (Point){part.x + part.w, y}, count > 1 ? count - 1 : 0, 0);
    put_text(scene, (Point){part.x, y}, ANCHOR_START, head, scene->theme->dim, timeline->title,
             part.w * 0.4f);
    if (count > 0)
        put_text(scene, (Point){x, y}, ANCHOR_START, text, scene->theme->text,
                 timeline->output.items[count - 1].text, part.x + part.w - x - taken);
}

/* Each timeline's share of the height is as large as what it will have to say. */
static float lines_wanted(const Timeline *timeline)
{
    size_t lines = timeline->output.count < 12 ? timeline->output.count : 12;
    return 1.3f + (float)(lines ? lines : 1);
}

/* Who has printed last is told in any case: the first row of those there is room for. */
static uint32_t first_row(const Scene *scene, uint32_t fits)
{
    const Row *latest = NULL;
    Moment last = {.t = -1};
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        size_t count = lines_until(timeline, scene->at);
        if (count == 0 || moment_compare(timeline->output.items[count - 1].at, last) <= 0)
            continue;
        last = timeline->output.items[count - 1].at;
        latest = &scene->list[i];
    }
    uint32_t at = latest ? (uint32_t)(latest - scene->list) : 0;
    uint32_t top = at + 1 > fits ? at + 1 - fits : 0;
    return top + fits > scene->row_count ? scene->row_count - fits : top;
}

/* A line each; where not even those fit, some timelines, and the bar that says so. */
static void draw_last_lines(Scene *scene, Box box, Box room)
{
    float line = fmaxf(px(scene, 28), fminf(room.h / (float)scene->row_count, px(scene, 40)));
    uint32_t fits = (uint32_t)fmaxf(1, floorf((room.h + 1) / line));
    fits = fits < scene->row_count ? fits : scene->row_count;
    uint32_t first = first_row(scene, fits);
    for (uint32_t i = 0; i < fits; i++)
        put_last_line(scene, &scene->list[first + i],
                      (Box){room.x, room.y + line * (float)i, room.w, line});
    if (fits < scene->row_count)
        draw_more(scene, box, line * (float)first,
                  line * (float)scene->row_count + px(scene, 20));
}

void view_panel_output(Scene *scene, Box box)
{
    float total = 0, pad = px(scene, 26);
    Box room = {box.x + pad, box.y + px(scene, 10), box.w - 2 * pad, box.h - px(scene, 18)};
    add_region(scene, (Region){.kind = REGION_OUTPUT, .box = box});
    for (uint32_t i = 0; i < scene->row_count; i++)
        total += lines_wanted(scene->list[i].timeline);
    if (room.h < px(scene, 66) * (float)scene->row_count) {
        draw_last_lines(scene, box, room);
        return;
    }
    /* Each has at least its title and a line; what is left goes to those with more to say. */
    float least = px(scene, 66), spare = fminf(room.h, px(scene, 34) * total + px(scene, 8)) -
                                         least * (float)scene->row_count;
    float more = total - 2.3f * (float)scene->row_count;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        float part = lines_wanted(scene->list[i].timeline) - 2.3f;
        room.h = least + (more > 0 ? fmaxf(spare, 0) * part / more : 0);
        draw_part(scene, &scene->list[i], room, scene->state->output_scroll);
        room.y += room.h;
    }
}

float view_panel_output_wants(const Scene *scene)
{
    float lines = 0;
    for (uint32_t i = 0; i < scene->row_count; i++)
        lines += lines_wanted(scene->list[i].timeline);
    return px(scene, 24 + 34 * lines);
}
