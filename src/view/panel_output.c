/* What each timeline has printed so far, with its times. */
#include "view/panel.h"

#include "base/number.h"

static size_t lines_until(const Timeline *timeline, Moment at)
{
    size_t low = 0, high = timeline->output.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (moment_compare(timeline->output.items[middle].at, at) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The part of the panel that one timeline gets: title and its latest lines. */
static void draw_part(Scene *scene, const Row *row, Box part, size_t skip)
{
    const Theme *theme = scene->theme;
    const Timeline *timeline = row->timeline;
    Font head = words(500, px(scene, 20)), time = code(px(scene, 21)), text = code(px(scene, 23));
    float y = part.y + px(scene, 26), line = px(scene, 32);
    put_text(scene, (Point){part.x, y}, ANCHOR_START, head, theme->dim, timeline->title, part.w);
    size_t count = scene->state->blank ? 0 : lines_until(timeline, scene->at);
    size_t room = part.h > px(scene, 36) ? (size_t)((part.h - px(scene, 36)) / line) : 0;
    count = count > skip ? count - skip : 0;
    float widest = 0;
    size_t first = count > room ? count - room : 0;
    for (size_t i = first; i < count; i++) {
        float width = text_width(scene, time,
                                 words_of_time(scene, timeline->output.items[i].at.t));
        widest = width > widest ? width : widest;
    }
    float x = part.x + px(scene, 8) + widest;
    for (size_t i = first; i < count; i++) {
        const OutputLine *output = &timeline->output.items[i];
        y += line;
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
    if (part.h < px(scene, 24))
        return;
    put_text(scene, (Point){part.x, y}, ANCHOR_START, head, scene->theme->dim, timeline->title,
             part.w * 0.4f);
    if (count > 0)
        put_text(scene, (Point){x, y}, ANCHOR_START, text, scene->theme->text,
                 timeline->output.items[count - 1].text, part.x + part.w - x);
}

/* Each timeline's share of the height is as large as what it will have to say. */
static float lines_wanted(const Timeline *timeline)
{
    size_t lines = timeline->output.count < 12 ? timeline->output.count : 12;
    return 1.3f + (float)(lines ? lines : 1);
}

void view_panel_output(Scene *scene, Box box)
{
    float total = 0, pad = px(scene, 26);
    for (uint32_t i = 0; i < scene->row_count; i++)
        total += lines_wanted(scene->list[i].timeline);
    float most = px(scene, 34) * total, room = box.h - px(scene, 24);
    if (room > most)
        room = most;
    float y = box.y + px(scene, 12);
    for (uint32_t i = 0; i < scene->row_count; i++) {
        float part = room * lines_wanted(scene->list[i].timeline) / total;
        if (room < px(scene, 66) * (float)scene->row_count)
            put_last_line(scene, &scene->list[i],
                          (Box){box.x + pad, y, box.w - 2 * pad, part});
        else if (part >= px(scene, 30))
            draw_part(scene, &scene->list[i], (Box){box.x + pad, y, box.w - 2 * pad, part},
                      scene->state->output_scroll);
        y += part;
    }
    add_region(scene, (Region){.kind = REGION_OUTPUT, .box = box});
}

float view_panel_output_wants(const Scene *scene)
{
    float lines = 0;
    for (uint32_t i = 0; i < scene->row_count; i++)
        lines += lines_wanted(scene->list[i].timeline);
    return px(scene, 24 + 34 * lines);
}
