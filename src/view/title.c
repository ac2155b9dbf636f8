/* Above the rows: the lesson's title and description, the clock, a mistake's banner. */
#include "view/scene.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_LINES = 2, MOST_LINES_TALL = 5 };

/* Where the word ends that `at` is in, or that begins behind the space there. */
static size_t word_end(Str text, size_t at)
{
    const char *space = at < text.length ? memchr(text.at + at, ' ', text.length - at) : NULL;
    return space ? (size_t)(space - text.at) : text.length;
}

/* Where the word before the one ends that ends at `end`; 0 where it is the first. */
static size_t word_before(Str text, size_t end)
{
    while (end > 0 && text.at[end - 1] != ' ')
        end--;
    return end > 0 ? end - 1 : 0;
}

/* From where it would end if all letters were alike, for to measure a text is dear. */
size_t line_length(const Scene *scene, Font font, Str text, float room)
{
    float width = text_width(scene, font, text);
    if (width <= room)
        return text.length;
    size_t end = word_end(text, (size_t)((float)text.length * fmaxf(room, 0) / width));
    if (text_width(scene, font, (Str){text.at, end}) > room) {
        do
            end = word_before(text, end);
        while (end > 0 && text_width(scene, font, (Str){text.at, end}) > room);
        return end;
    }
    for (;;) {
        size_t next = word_end(text, end + 1);
        if (end >= text.length || text_width(scene, font, (Str){text.at, next}) > room)
            return end;
        end = next;
    }
}

static Font description_font(const Scene *scene)
{
    return words(400, px(scene, scene->state->slide ? 24 : 20));
}

/* Exported, a line keeps a fourteenth free at its end: a reader that has other fonts, and no
 * textLength, still shows all of it. */
static float description_room(const Scene *scene)
{
    float room = (float)scene->state->width - px(scene, scene->state->slide ? 112 : 72);
    return scene->state->slide ? room * 13 / 14 : room;
}

/* What is left of a text after its first line. */
static Str after_line(const Scene *scene, Str text)
{
    size_t length = line_length(scene, description_font(scene), text, description_room(scene));
    if (length == 0 || length >= text.length)
        return (Str){text.at, 0};
    return (Str){text.at + length + 1, text.length - length - 1};
}

static uint32_t most_lines(const Scene *scene)
{
    return scene->state->height > scene->state->width ? MOST_LINES_TALL : MOST_LINES;
}

uint32_t description_lines(const Scene *scene)
{
    uint32_t lines = 0;
    for (Str text = scene->lesson->description; text.length > 0 && lines < most_lines(scene);
         lines++)
        text = after_line(scene, text);
    return lines;
}

bool description_fits(const Scene *scene)
{
    Str text = scene->lesson->description;
    for (uint32_t i = 0; i < most_lines(scene); i++)
        text = after_line(scene, text);
    return text.length == 0;
}

static void draw_description(Scene *scene, float y)
{
    Str text = scene->lesson->description;
    Font font = description_font(scene);
    float room = description_room(scene);
    for (uint32_t i = 0, count = description_lines(scene); i < count; i++) {
        size_t length = i + 1 == count ? text.length : line_length(scene, font, text, room);
        if (length == 0)
            length = text.length;
        put_text(scene, (Point){scene->title.x, y}, ANCHOR_START, font, scene->theme->soft,
                 (Str){text.at, length}, room);
        size_t next = length < text.length ? length + 1 : length;
        text = (Str){text.at + next, text.length - next};
        y += px(scene, scene->state->slide ? 32 : 26);
    }
}

/* Always as wide as at the end, so that it doesn't jump. */
Str clock_words(Scene *scene)
{
    int64_t end = lesson_end(scene->lesson).t;
    int64_t t = scene->at.t < end ? scene->at.t : end;
    long long whole = t / 1000000000;
    char text[64];
    if (end == 0)
        snprintf(text, sizeof text, "0 s");
    else if (end < 1000000)
        snprintf(text, sizeof text, "%lld.%lld µs", (long long)(t / 1000),
                 (long long)(t / 100 % 10));
    else if (end < 1000000000)
        snprintf(text, sizeof text, "%lld.%lld ms", (long long)(t / 1000000),
                 (long long)(t / 100000 % 10));
    else if (end < 100000000000)
        snprintf(text, sizeof text, "%lld.%02lld s", whole, (long long)(t / 10000000 % 100));
    else if (end < 3600000000000)
        snprintf(text, sizeof text, "%lld min %02lld s", whole / 60, whole % 60);
    else if (end / 3600000000000 < 48)
        snprintf(text, sizeof text, "%lld h %02lld min", whole / 3600, whole / 60 % 60);
    else
        snprintf(text, sizeof text, "%lld d %02lld h", whole / 86400, whole / 3600 % 24);
    return str_copy(scene->arena, str_of(text));
}

static void draw_banner(Scene *scene)
{
    Box box = {scene->rows.x, scene->rows.y - px(scene, 52), scene->title.w, px(scene, 42)};
    Font font = words(500, px(scene, 20));
    draw_rect(scene->picture, box, px(scene, 8), colour_with_alpha(scene->theme->bad, 0.12f));
    draw_rect(scene->picture, (Box){box.x, box.y, px(scene, 6), box.h}, px(scene, 3),
              scene->theme->bad);
    put_text(scene, (Point){box.x + px(scene, 22), centred(box.y + box.h / 2, font)}, ANCHOR_START,
             font, scene->theme->text, str_of(scene->state->banner), box.w - px(scene, 40));
}

void draw_title(Scene *scene)
{
    const ViewState *state = scene->state;
    if (state->no_title)
        return;
    const Theme *theme = scene->theme;
    float y = px(scene, state->slide ? squeezed(scene, 82, 62) : 58), room = scene->title.w;
    if (!state->slide) {
        Font font = code_bold(px(scene, 40));
        Str clock = clock_words(scene);
        float width = text_width(scene, font, clock);
        put_text(scene, (Point){scene->title.x + room, y + px(scene, 2)}, ANCHOR_END, font,
                 theme->strong, clock, room);
        room -= width + px(scene, 40);
        draw_step_count(scene, (Point){scene->title.x + room, y});
        room -= state->steps ? px(scene, 200) : 0;
    }
    put_text(scene, (Point){scene->title.x, y}, ANCHOR_START, words(700, scene->size.title),
             theme->strong, scene->lesson->title, room);
    bool titled = scene->lesson->title.length > 0 || !state->slide;
    draw_description(scene, titled ? y + px(scene, state->slide ? squeezed(scene, 38, 34) : 30) : px(scene, 34));
    if (state->banner)
        draw_banner(scene);
}
