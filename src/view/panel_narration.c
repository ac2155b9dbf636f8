/* What has just happened, in a sentence for each timeline: those that have just moved come first,
 * and are told whole where there is any room for it. */
#include "view/panel.h"
#include "view/sentences.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_WANTED = 3, MOST_LINES = 4, MOST_TOLD = 64 };
static const float padding = 20; /* units */

typedef struct Told {
    const Row *row;
    Moment moved;
    Str text;
} Told;

/* The latest first; of those at the same moment, the upper. */
static int by_moment(const void *a, const void *b)
{
    const Told *x = a, *y = b;
    int order = moment_compare((Moment){y->moved.t, 0}, (Moment){x->moved.t, 0});
    return order ? order : (x->row->index > y->row->index) - (x->row->index < y->row->index);
}

static Str sentence(const Scene *scene, const Row *row)
{
    Builder text = {0};
    if (scene->row_count > 1) {
        builder_str(&text, row->timeline->title);
        builder_text(&text, ": ");
    }
    size_t title = text.length;
    say_step(&text, row->timeline, scene->at);
    if (text.length == title)
        builder_clear(&text);
    return keep_text(scene, &text);
}

/* The step at or before the moment, a task's or a callback's. */
static Moment latest_step(const Timeline *timeline, Moment at)
{
    size_t count = moments_until(timeline->moments.first, timeline->moments.count,
                                 timeline->moments.apart, at);
    return count > 0 ? moment_in(&timeline->moments, count - 1) : (Moment){.t = -1};
}

static size_t collect(const Scene *scene, Told *told)
{
    size_t count = 0;
    for (uint32_t i = 0; i < scene->row_count && count < MOST_TOLD; i++) {
        const Row *row = &scene->list[i];
        if (!panel_tells(scene, row))
            continue;
        told[count] = (Told){row, latest_step(row->timeline, scene->at), sentence(scene, row)};
        count += told[count].text.length > 0;
    }
    qsort(told, count, sizeof *told, by_moment);
    return count;
}

/* --- lines --- */

static size_t cut_line(const Scene *scene, Font font, Str text, float room)
{
    size_t length = line_length(scene, font, text, room);
    return length ? length : text.length;
}

static size_t count_lines(const Scene *scene, Font font, Str text, float room)
{
    size_t lines = 0;
    while (text.length && lines < MOST_LINES) {
        size_t length = cut_line(scene, font, text, room);
        length += length < text.length;
        text = (Str){text.at + length, text.length - length};
        lines++;
    }
    return lines;
}

static float line_of(Font font)
{
    return font.size * 1.34f;
}

/* The largest type in which all that has just moved is told, or as many as there are. */
static Font fitting_type(const Scene *scene, const Told *told, size_t count, Box box)
{
    Font font = {0};
    for (float size = 24; size >= 18; size--) {
        size_t lines = 0;
        font = words(500, px(scene, size));
        for (size_t i = 0; i < count; i++)
            lines += count_lines(scene, font, told[i].text, box.w);
        if ((float)lines * line_of(font) <= box.h)
            break;
    }
    return font;
}

/* Returns where the next one begins; the last line there is room for is cut. */
static float put_sentence(Scene *scene, Box box, Font font, const Told *told, bool is_now)
{
    Str rest = told->text;
    float line = line_of(font), y = box.y;
    for (size_t i = 0; rest.length && i < MOST_LINES && y + line <= box.y + box.h + 1; i++) {
        bool last = i + 1 == MOST_LINES || y + 2 * line > box.y + box.h + 1;
        size_t length = last ? rest.length : cut_line(scene, font, rest, box.w);
        put_text(scene, (Point){box.x, y + line * 0.74f}, ANCHOR_START, font,
                 is_now ? scene->theme->text : scene->theme->dim, (Str){rest.at, length}, box.w);
        length += length < rest.length;
        rest = (Str){rest.at + length, rest.length - length};
        y += line;
    }
    return y;
}

static size_t just_moved(const Told *told, size_t count)
{
    size_t now = 0;
    while (now < count && told[now].moved.t == told[0].moved.t)
        now++;
    return now;
}

static float told_height(const Scene *scene, Font font, const Told *told, size_t count, float room)
{
    size_t lines = 0;
    for (size_t i = 0; i < count; i++)
        lines += count_lines(scene, font, told[i].text, room);
    return (float)lines * line_of(font);
}

void view_panel_narration(Scene *scene, Box box)
{
    Told told[MOST_TOLD];
    size_t count = scene->state->blank ? 0 : collect(scene, told);
    size_t skip = scene->state->narration_scroll;
    skip = skip < count ? skip : count > 0 ? count - 1 : 0;
    Box text = {box.x + px(scene, 26), box.y + px(scene, 10), box.w - px(scene, 52),
                box.h - px(scene, padding)};
    Font font = fitting_type(scene, told, count, text);
    size_t now = just_moved(told, count), end = count;
    float all = told_height(scene, font, told, count, text.w);
    float above = told_height(scene, font, told, skip, text.w), bottom = text.y + text.h;
    while (end > now && end > skip + 1 && /* the oldest go first */
           told_height(scene, font, told + skip, end - skip, text.w) > text.h + 1)
        end--;
    add_region(scene, (Region){.kind = REGION_NARRATION, .box = box});
    for (size_t i = skip; i < end; i++) {
        text.h = bottom - text.y;
        text.y = put_sentence(scene, text, font, &told[i], i < now);
    }
    draw_more(scene, box, fminf(above, all - (bottom - box.y)), all);
}

float view_panel_narration_wants(const Scene *scene)
{
    uint32_t rows = scene->row_count < MOST_WANTED ? scene->row_count : MOST_WANTED;
    return px(scene, padding + 2 + 64.5f * (float)rows);
}
