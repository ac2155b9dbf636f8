/* The newest note as a caption that is read from the back row: in the window, between the rows and
 * the legend. Its room is there from the start, so that nothing jumps when a note comes. */
#include "view/scene.h"

#include <math.h>

enum { CAPTION_HEIGHT = 108, LEAST_HEIGHT = 560, LANES_ASKED = 1000 };

static bool has_notes(const Scene *scene)
{
    const Lesson *lesson = scene->lesson;
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        bool is_hidden = i < 32 && scene->state->shown >> i & 1;
        if (!is_hidden && lesson->timelines[i]->facts.has_mark[MARK_NOTE])
            return true;
    }
    return false;
}

float caption_height(const Scene *scene)
{
    const ViewState *state = scene->state;
    bool is_high = (float)state->height >= px(scene, LEAST_HEIGHT);
    bool has_room = is_high && !state->predict; /* a question stands there then */
    return state->transport.shown && has_room && has_notes(scene) ? (float)CAPTION_HEIGHT : 0;
}

/* Where several notes stand at one moment they are told one after another. */
static bool is_told(const Scene *scene, const Timeline *timeline, const Mark *mark)
{
    const ViewState *state = scene->state;
    if (!state->note || moment_compare(mark->at, state->note->at) != 0)
        return true;
    uint32_t index = 0;
    while (scene->lesson->timelines[index] != timeline)
        index++;
    return index < state->note_timeline ||
           (index == state->note_timeline && mark->event <= state->note->event);
}

/* Only the first lanes are asked where there are very many. */
const Mark *latest_note(const Scene *scene, const Timeline *timeline)
{
    const Mark *latest = NULL;
    for (size_t i = 0; i < timeline->lanes.count && i < LANES_ASKED; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t j = timeline_marks_until(lane, scene->at); j-- > 0;) {
            const Mark *mark = &lane->marks.items[j];
            if (mark->kind != MARK_NOTE || !is_told(scene, timeline, mark))
                continue;
            if (!latest || mark->event > latest->event)
                latest = mark;
            break;
        }
    }
    return latest;
}

/* Of all timelines; of several at the same moment the one that is told last. */
static const Mark *newest_note(const Scene *scene)
{
    const Mark *newest = scene->state->note;
    if (newest)
        return newest;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        const Mark *note =
            timeline->facts.has_mark[MARK_NOTE] ? latest_note(scene, timeline) : NULL;
        if (note && (!newest || moment_compare(note->at, newest->at) >= 0))
            newest = note;
    }
    return newest;
}

/* How many lines it takes in that type. */
static int count_lines(const Scene *scene, Font font, Str text, float room)
{
    int count = 0;
    while (text.length > 0) {
        size_t length = line_length(scene, font, text, room);
        length = length ? length : text.length;
        length += length < text.length;
        text = (Str){text.at + length, text.length - length};
        count++;
    }
    return count;
}

/* In the largest type in which it is read in full, down to what is still read at all. */
static void put_lines(Scene *scene, Box box, Str text)
{
    Font font = words(600, px(scene, 32));
    int count = count_lines(scene, font, text, box.w);
    while ((float)count * font.size * 1.32f > box.h && font.size > scene->size.least) {
        font.size -= px(scene, 1);
        count = count_lines(scene, font, text, box.w);
    }
    int most = (int)fmaxf(1, floorf(box.h / (font.size * 1.32f)));
    count = count < most ? count : most;
    float line = font.size * 1.32f, y = box.y + box.h / 2 - line * (float)(count - 1) / 2;
    for (int i = 0; i < count; i++) {
        size_t length = line_length(scene, font, text, box.w);
        length = i + 1 == count || length == 0 ? text.length : length;
        put_text(scene, (Point){box.x, centred(y + line * (float)i, font)}, ANCHOR_START, font,
                 scene->theme->strong, (Str){text.at, length}, box.w);
        length += length < text.length;
        text = (Str){text.at + length, text.length - length};
    }
}

void draw_caption(Scene *scene)
{
    const Mark *note = caption_height(scene) > 0 ? newest_note(scene) : NULL;
    if (!note || scene->state->blank)
        return;
    float margin = px(scene, 24), high = px(scene, CAPTION_HEIGHT - 10);
    Box box = {margin, scene->legend.y - px(scene, 18) - high,
               (float)scene->state->width - 2 * margin, high};
    draw_group(scene->picture, "caption");
    draw_rect(scene->picture, box, px(scene, 14), scene->theme->panel);
    if (scene->state->theme == THEME_CONTRAST)
        draw_frame(scene->picture, box, px(scene, 14), px(scene, 2), scene->theme->rule);
    draw_note_mark(scene, (Point){box.x + px(scene, 34), box.y + box.h / 2}, px(scene, 12));
    put_lines(scene, (Box){box.x + px(scene, 64), box.y, box.w - px(scene, 90), box.h},
              mark_words(note)->text);
    draw_ungroup(scene->picture);
}
