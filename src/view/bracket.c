/* The measured bracket: from a timeline's end to the baseline's, `10 min 5 s saved`, where that
 * part of the row is free. */
#include "view/scene.h"

#include <math.h>

static Str bracket_text(Scene *scene, int64_t saved)
{
    Builder text = {0};
    say_saved(&text, saved, &scene->lengths);
    return keep_text(scene, &text);
}

static bool is_off_marks(const Scene *scene, Box box)
{
    for (size_t i = 0; i < scene->marks.count; i++)
        if (boxes_touch(scene->marks.items[i], box))
            return false;
    return true;
}

/* The middle of a band of the row that nothing stands in, nearest to the row's own; < 0: none. */
static float free_middle(const Scene *scene, const Row *row, Box wanted, bool off_marks)
{
    float middle = row->lanes_y + row->lanes_height / 2;
    float top = row->lanes_y + wanted.h / 2;
    float bottom = row->lanes_y + row->lanes_height - wanted.h / 2;
    if (bottom < top)
        return -1;
    for (float off = 0; off <= row->lanes_height / 2; off += px(scene, 4)) {
        for (int side = -1; side <= 1; side += 2) {
            float y = middle + off * (float)side;
            wanted.y = y - wanted.h / 2;
            if (y >= top && y <= bottom && is_free(scene, wanted) &&
                (!off_marks || is_off_marks(scene, wanted)))
                return y;
        }
    }
    return -1;
}

static void draw_head(Scene *scene, Point at, float way)
{
    float length = px(scene, 15), half = px(scene, 10);
    Point from = {at.x - way * length, at.y - half}, to = {at.x - way * length, at.y + half};
    draw_dashes(scene->picture, from, at, px(scene, 3), 0, 0, true, scene->theme->good);
    draw_dashes(scene->picture, at, to, px(scene, 3), 0, 0, true, scene->theme->good);
}

static void draw_it(Scene *scene, float x0, float x1, float y, Font font, Str text)
{
    Colour good = scene->theme->good;
    float width = text_width(scene, font, text), line = px(scene, 3), post = font.size * 0.6f;
    float gap = width / 2 + px(scene, 24), middle = (x0 + x1) / 2, in = px(scene, 5);
    Picture *picture = scene->picture;
    draw_group(picture, "saving");
    draw_line(picture, (Point){x0, y - post}, (Point){x0, y + post}, line, good);
    draw_line(picture, (Point){x1, y - post}, (Point){x1, y + post}, line, good);
    draw_line(picture, (Point){x0 + in, y}, (Point){middle - gap, y}, line, good);
    draw_line(picture, (Point){middle + gap, y}, (Point){x1 - in, y}, line, good);
    draw_head(scene, (Point){x0 + in, y}, -1);
    draw_head(scene, (Point){x1 - in, y}, 1);
    put_text(scene, (Point){middle, centred(y, font)}, ANCHOR_MIDDLE, font, good, text, width + 1);
    draw_ungroup(picture);
}

/* Among steps a distance measures nothing: the words alone, where there is room behind the end. */
static bool put_words_alone(Scene *scene, const Row *row, float x0, float right, Str text)
{
    for (float size = scene->size.bracket; size >= px(scene, 22); size -= px(scene, 2)) {
        Font font = words(700, size);
        float width = text_width(scene, font, text);
        Box wanted = {x0 + px(scene, 30), 0, width + px(scene, 16), size * 1.3f};
        float y = wanted.x + wanted.w <= right ? free_middle(scene, row, wanted, true) : -1;
        if (y <= 0)
            continue;
        wanted.y = y - wanted.h / 2;
        take(scene, wanted);
        put_text(scene, (Point){wanted.x + px(scene, 8), centred(y, font)}, ANCHOR_START, font,
                 scene->theme->good, text, width + 1);
        return true;
    }
    return false;
}

/* --- the sentence that says why --- */

enum { MOST_LINES = 3 };

typedef struct Sentence {
    Str lines[MOST_LINES];
    uint32_t count;
    Font font;
    float pitch, width; /* width: of the longest line */
} Sentence;

/* Broken between words so that it is no wider than `room`; count 0 where that can't be. */
static Sentence break_sentence(Scene *scene, Str text, float room)
{
    Sentence sentence = {.font = words(600, scene->size.small)};
    sentence.pitch = sentence.font.size * 1.3f;
    while (text.length && sentence.count < MOST_LINES) {
        size_t length = line_length(scene, sentence.font, text, room);
        if (length == 0)
            return (Sentence){0};
        Str line = {text.at, length};
        sentence.lines[sentence.count++] = line;
        sentence.width = fmaxf(sentence.width, text_width(scene, sentence.font, line));
        text = (Str){text.at + length, text.length - length};
        while (text.length && text.at[0] == ' ')
            text = (Str){text.at + 1, text.length - 1};
    }
    if (text.length || sentence.width > room)
        return (Sentence){0};
    return sentence;
}

static void put_sentence(Scene *scene, const Sentence *sentence, float middle, float top,
                         Colour colour)
{
    for (uint32_t i = 0; i < sentence->count; i++)
        put_text(scene,
                 (Point){middle, top + sentence->pitch * ((float)i + 0.75f)}, ANCHOR_MIDDLE,
                 sentence->font, colour, sentence->lines[i], sentence->width + 1);
}

static Box sentence_box(const Sentence *sentence, float middle, float top)
{
    return (Box){middle - sentence->width / 2, top, sentence->width,
                 sentence->pitch * (float)sentence->count};
}

/* Below the bracket, or above it. */
static void say_why_at(Scene *scene, Row *row, float x0, float x1, float y, float post)
{
    Str text = saving_words(scene, row->timeline, false);
    float middle = (x0 + x1) / 2, room = x1 - x0 - px(scene, 16);
    Sentence sentence = break_sentence(scene, text, room);
    if (sentence.count == 0)
        return;
    float high = sentence.pitch * (float)sentence.count;
    float tops[] = {y + post + px(scene, 4), y - post - px(scene, 4) - high};
    for (int i = 0; i < 2; i++) {
        Box box = sentence_box(&sentence, middle, tops[i]);
        if (box.y < row->lanes_y - px(scene, 4) ||
            box.y + box.h > row->lanes_y + row->lanes_height || !is_free(scene, box) ||
            !is_off_marks(scene, box))
            continue;
        take(scene, box);
        put_sentence(scene, &sentence, middle, box.y, scene->theme->good);
        row->told = TOLD_WHY;
        return;
    }
}

/* Before both ends have come, nothing has been saved. */
static bool is_earned(const Scene *scene, const Timeline *baseline, const Timeline *timeline)
{
    return has_finished(scene, timeline) && has_finished(scene, baseline);
}

void draw_bracket(Scene *scene, Row *row)
{
    const Timeline *timeline = row->timeline, *baseline = scene->lesson->timelines[0];
    if (row->is_compact || !is_saving_told(scene, timeline) ||
        !is_earned(scene, baseline, timeline))
        return; /* what was lost is said at the foot */
    float right = row->axis.x0 + row->axis.width;
    float x0 = axis_x(&row->axis, (Moment){timeline->end, ALL_STEPS});
    float x1 = axis_x(&row->axis, (Moment){baseline->end, ALL_STEPS});
    if (x0 < row->axis.x0 || x1 > right + 1)
        return;
    Str text = bracket_text(scene, baseline->end - timeline->end);
    for (int i = 0; i < 24; i++) { /* smaller and smaller; then the same over end marks */
        float size = scene->size.bracket - px(scene, 2) * (float)(i % 12);
        if (size < px(scene, 22))
            continue;
        Font font = words(700, size);
        float need = text_width(scene, font, text) + px(scene, 130);
        float post = size * 0.6f;
        /* A little off the end itself: its marks stand there. */
        Box wanted = {x0 + px(scene, 2), 0, x1 - x0 - px(scene, 2), 2 * post + px(scene, 6)};
        float y = need <= x1 - x0 ? free_middle(scene, row, wanted, i < 12) : -1;
        if (y > 0) {
            wanted.y = y - wanted.h / 2;
            take(scene, wanted);
            draw_it(scene, x0, x1, y, font, text);
            take(scene, (Box){x0, y - post, x1 - x0, 2 * post});
            row->told = TOLD_SAVING;
            if (!is_why_in_foot(scene, row))
                say_why_at(scene, row, x0, x1, y, post);
            return;
        }
    }
    if (row->axis.moments && put_words_alone(scene, row, x0, right, text))
        row->told = TOLD_SAVING;
}
