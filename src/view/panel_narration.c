/* What has just happened, in a sentence for each timeline. */
#include "view/panel.h"
#include "view/sentences.h"

#include <math.h>

enum { SENTENCE_LINES = 2, MOST_WANTED = 3 };
static const float type_size = 24, line_height = 32, padding = 20; /* units */

/* The row in which something has happened last. */
static uint32_t latest_row(const Scene *scene)
{
    uint32_t latest = 0;
    Moment last = {.t = -1};
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        size_t turns = timeline_turns_until(timeline, scene->at);
        if (turns > 0 && moment_compare(timeline->turns.items[turns - 1].from, last) > 0) {
            last = timeline->turns.items[turns - 1].from;
            latest = i;
        }
    }
    return latest;
}

/* As many lines as fit in the box: what does not fit in the last is cut. */
static void put_sentence(Scene *scene, const Row *row, Box box, float line)
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
    Font font = words(500, px(scene, type_size));
    Str rest = builder_view(&text);
    for (float y = box.y; rest.length && y + line <= box.y + box.h + 1; y += line) {
        bool last = y + 2 * line > box.y + box.h + 1;
        size_t length = last ? rest.length : line_length(scene, font, rest, box.w);
        if (length == 0)
            length = rest.length;
        put_text(scene, (Point){box.x, y + line * 0.74f}, ANCHOR_START, font, scene->theme->text,
                 (Str){rest.at, length}, box.w);
        size_t next = length < rest.length ? length + 1 : length;
        rest = (Str){rest.at + next, rest.length - next};
    }
    builder_free(&text);
}

void view_panel_narration(Scene *scene, Box box)
{
    if (scene->state->blank || scene->row_count == 0)
        return;
    float line = px(scene, line_height), room = box.h - px(scene, padding);
    uint32_t fits = (uint32_t)fmaxf(1, floorf((room + 1) / (line * SENTENCE_LINES)));
    uint32_t shown = fits < scene->row_count ? fits : scene->row_count;
    uint32_t first = shown < scene->row_count ? latest_row(scene) : 0;
    if (first + shown > scene->row_count)
        first = scene->row_count - shown;
    float part = room / (float)shown;
    for (uint32_t i = 0; i < shown; i++)
        put_sentence(scene, &scene->list[first + i],
                     (Box){box.x + px(scene, 26), box.y + px(scene, 10) + part * (float)i,
                           box.w - px(scene, 52), part},
                     line);
}

float view_panel_narration_wants(const Scene *scene)
{
    uint32_t rows = scene->row_count < MOST_WANTED ? scene->row_count : MOST_WANTED;
    return px(scene, padding + 1 + line_height * (float)(SENTENCE_LINES * rows));
}
