/* A timeline's panel: its head with title, call, total and saving, and the lines at its foot. */
#include "view/notes.h"

#include <math.h>

enum { MOST_WARNINGS = 2 };

void draw_row_ground(Scene *scene, const Row *row)
{
    draw_rect(scene->picture, row->box, px(scene, scene->state->slide ? 16 : 14),
              scene->theme->panel);
    if (scene->state->theme == THEME_CONTRAST)
        draw_frame(scene->picture, row->box, px(scene, 14), px(scene, 2), scene->theme->rule);
    add_region(scene,
               (Region){.kind = REGION_TIMELINE, .box = row->box, .timeline = row->index});
}

/* --- the foot: the latest note, the outcome where it is no good end, warnings --- */

/* Equal warnings in a row share a line. */
static size_t run_of_equals(const Timeline *timeline, size_t first)
{
    size_t next = first + 1;
    while (next < timeline->warnings.count &&
           str_equal(timeline->warnings.items[next], timeline->warnings.items[first]))
        next++;
    return next;
}

static uint32_t warnings_shown(const Timeline *timeline)
{
    uint32_t lines = 0;
    for (size_t i = 0; i < timeline->warnings.count && lines < MOST_WARNINGS; lines++)
        i = run_of_equals(timeline, i);
    return lines;
}

static Str warning_line(Scene *scene, const Timeline *timeline, size_t *at)
{
    Builder text = {0};
    size_t next = run_of_equals(timeline, *at);
    say_repeated(&text, next - *at, timeline->warnings.items[*at]);
    *at = next;
    return keep_text(scene, &text);
}

/* A single timeline's note needs no small line where it stands as a caption. */
static bool has_note_line(const Scene *scene, const Timeline *timeline)
{
    bool captioned = scene->lesson->timeline_count == 1 && caption_height(scene) > 0;
    return timeline->facts.has_mark[MARK_NOTE] && !captioned;
}

static uint32_t lines_of_notes(const Scene *scene, const Timeline *timeline)
{
    return !has_note_line(scene, timeline)          ? 0
           : notes_are_numbered(scene, timeline) ? note_lines(scene, timeline)
                                                 : 1;
}

/* Nothing was saved, or something was lost, and the reason is known; else it stands at the
 * bracket. */
static bool has_why_line(const Scene *scene, const Timeline *timeline)
{
    const Timeline *baseline = scene->lesson->timelines[0];
    if (timeline == baseline ||
        (timeline->end < baseline->end && saving_is_earned(baseline, timeline)))
        return false;
    Builder said = {0};
    say_why(&said, baseline, timeline, &scene->lengths);
    bool has_it = said.length > 0;
    builder_free(&said);
    return has_it;
}

static Str outcome_line(const Scene *scene, const Timeline *timeline)
{
    Builder text = {0};
    say_circles(&text, timeline, true); /* their numbers are to be seen */
    if (text.length == 0)
        say_outcome(&text, timeline, !scene->state->slide);
    return keep_text(scene, &text);
}

static Font foot_font(const Scene *scene)
{
    return words(500, scene->state->slide ? px(scene, 23) : px(scene, 20));
}

/* What a circle says may take two lines, of a row about as wide as the picture. */
static uint32_t outcome_lines(const Scene *scene, const Timeline *timeline)
{
    if (timeline->outcome == OUTCOME_DONE)
        return 0;
    bool is_long = timeline->circles.count || timeline->orphans.count;
    float room = 0.86f * (float)scene->state->width;
    if (scene->state->panels)
        room *= 0.62f;
    if (scene->state->arrangement == ARRANGE_COLUMNS)
        room *= 0.5f;
    return is_long && text_width(scene, foot_font(scene), outcome_line(scene, timeline)) > room ? 2
                                                                                                : 1;
}

uint32_t count_foot_lines(const Scene *scene, const Timeline *timeline)
{
    return lines_of_notes(scene, timeline) + (has_why_line(scene, timeline) ? 1u : 0u) +
           outcome_lines(scene, timeline) + warnings_shown(timeline);
}

float foot_pitch(const Scene *scene)
{
    return px(scene, scene->state->slide ? squeezed(scene, 34, 29) : squeezed(scene, 30, 26));
}

static void put_foot(Scene *scene, const Row *row, uint32_t line, Colour colour, Str text)
{
    Font font = foot_font(scene);
    float y = row->foot_y + (float)line * foot_pitch(scene);
    float x = row->label_x + px(scene, 18);
    bool meets_column = row->column.w > 0 && !scene->column.below;
    float right = meets_column ? row->column.x : row->box.x + row->box.w;
    put_text(scene, (Point){x, y}, ANCHOR_START, font, colour, text, right - px(scene, 20) - x);
}

static void put_outcome(Scene *scene, const Row *row, uint32_t line, uint32_t lines)
{
    Colour colour = row->timeline->outcome == OUTCOME_UNTIL ? scene->theme->soft : scene->theme->bad;
    Str text = outcome_line(scene, row->timeline);
    float room = row->box.x + row->box.w - px(scene, 40) - row->label_x;
    if (lines == 2) {
        size_t length = line_length(scene, foot_font(scene), text, room);
        put_foot(scene, row, line++, colour, (Str){text.at, length});
        while (length < text.length && text.at[length] == ' ')
            length++;
        text = (Str){text.at + length, text.length - length};
    }
    put_foot(scene, row, line, colour, text);
}

static void draw_latest_note(Scene *scene, const Row *row)
{
    const Mark *note = latest_note(scene, row->timeline);
    if (!note)
        return;
    draw_note_mark(scene, (Point){row->label_x + px(scene, 4), row->foot_y - px(scene, 7)},
                   px(scene, 7));
    put_foot(scene, row, 0, scene->theme->text, note->text);
}

void draw_row_foot(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    if (scene->state->blank)
        return;
    uint32_t line = lines_of_notes(scene, timeline);
    if (line > 0 && notes_are_numbered(scene, timeline))
        draw_notes(scene, row, foot_pitch(scene));
    else if (line > 0)
        draw_latest_note(scene, row);
    if (!has_finished(scene, timeline))
        return;
    if (has_why_line(scene, timeline))
        put_foot(scene, row, line++, scene->theme->soft, why_sentence(scene, timeline));
    uint32_t lines = outcome_lines(scene, timeline);
    if (lines)
        put_outcome(scene, row, line, lines);
    line += lines;
    size_t next = 0;
    for (uint32_t i = 0; i < warnings_shown(timeline); i++, line++) {
        float y = row->foot_y + (float)line * foot_pitch(scene) - px(scene, 7);
        draw_warning_mark(scene, (Point){row->label_x + px(scene, 4), y}, px(scene, 9));
        put_foot(scene, row, line, scene->theme->warning, warning_line(scene, timeline, &next));
    }
}

/* --- the head --- */

/* Elapsed time with as many digits as the whole run needs to move smoothly. */
static int64_t rounded(int64_t t, int64_t end)
{
    int64_t grain = 1;
    while (grain * 300 <= end && grain < 1000000000)
        grain *= 10;
    return t / grain * grain;
}

/* Words of the head stand above the playhead's line, which must not strike them through. */
static void draw_plate(Scene *scene, Point at, Font font, float width)
{
    float pad = px(scene, 4);
    if (scene->state->show_playhead && width > 0)
        draw_rect(scene->picture,
                  (Box){at.x - pad, at.y - font.size * 0.85f, width + 2 * pad, font.size * 1.15f},
                  0, scene->theme->panel);
}

/* Draws from the right edge and returns where that begins. */
static float draw_total(Scene *scene, const Row *row, float right)
{
    const Timeline *timeline = row->timeline;
    if (scene->state->blank)
        return right;
    bool finished = has_finished(scene, timeline);
    if (!finished && scene->state->predict)
        return right;
    Font font = finished ? words(800, scene->size.total) : words(600, scene->size.pending);
    if (row->is_compact)
        font.size = scene->size.head * 0.8f;
    Builder said = {0};
    if (finished)
        say_total(&said, timeline, &scene->lengths);
    else
        say_passed(&said, rounded(scene->at.t, lesson_end(scene->lesson).t), &scene->lengths);
    Str time = keep_text(scene, &said);
    float width = text_width(scene, font, time);
    float down = row->is_compact ? 0 : px(scene, scene->state->slide ? 3 : 1);
    draw_plate(scene, (Point){right - width, row->head_y + down}, font, width);
    put_text(scene, (Point){right, row->head_y + down},
             ANCHOR_END, font,
             !finished                            ? scene->theme->dim
             : timeline->outcome == OUTCOME_DONE ? scene->theme->strong
                                                 : scene->theme->bad,
             time, row->is_compact ? px(scene, 180) : row->box.w / 2);
    return right - width;
}

static float draw_saving(Scene *scene, const Row *row, float right)
{
    const Timeline *timeline = row->timeline, *baseline = scene->lesson->timelines[0];
    if (!has_finished(scene, timeline) || !saving_tells(baseline, timeline) ||
        !has_finished(scene, baseline))
        return right; /* what the baseline takes is not said before it is over */
    Builder text = {0};
    say_saving_against(&text, baseline, timeline, scene->list[0].timeline == baseline);
    bool less = timeline->end < baseline->end && saving_is_earned(baseline, timeline);
    bool slide = scene->state->slide;
    Font font = words(700, px(scene, slide ? squeezed(scene, 26, 23) : squeezed(scene, 22, 20)));
    float width = text_width(scene, font, builder_view(&text));
    float high = px(scene, slide ? squeezed(scene, 46, 34) : squeezed(scene, 38, 30));
    Box pill = {right - px(scene, 44) - width - px(scene, 42), 0, width + px(scene, 42), high};
    pill.y = row->head_y - px(scene, slide ? squeezed(scene, 12, 10) : 10) - high / 2;
    if (scene->state->show_playhead)
        draw_rect(scene->picture, pill, high / 2, scene->theme->panel);
    draw_rect(scene->picture, pill, high / 2,
              less ? scene->theme->good_bar : colour_with_alpha(scene->theme->dim, 0.14f));
    put_text(scene, (Point){pill.x + pill.w / 2, centred(pill.y + high / 2, font)}, ANCHOR_MIDDLE,
             font, less ? scene->theme->good : scene->theme->soft, builder_view(&text), pill.w);
    builder_free(&text);
    return pill.x;
}

static void put_head(Scene *scene, Point at, Font font, Colour colour, Str text, float room)
{
    draw_plate(scene, at, font, fminf(text_width(scene, font, text), room));
    put_text(scene, at, ANCHOR_START, font, colour, text, room);
}

void draw_row_head(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    float x = row->label_x, right = row->box.x + row->box.w - px(scene, 20);
    right = draw_total(scene, row, right);
    if (row->is_compact)
        return;
    right = draw_saving(scene, row, right) - px(scene, 28);
    Font head = words(700, scene->size.head);
    float width = text_width(scene, head, timeline->title);
    put_head(scene, (Point){x, row->head_y}, head, scene->theme->strong, timeline->title,
             right - x);
    x += width + px(scene, scene->state->slide ? 44 : 28);
    Font call = code(scene->size.call);
    if (!str_equal(timeline->title, timeline->call) && right - x > px(scene, 80)) {
        put_head(scene, (Point){x, row->head_y - px(scene, 1)}, call, scene->theme->dim,
                 timeline->call, right - x);
        x += text_width(scene, call, timeline->call) + px(scene, 36);
    }
    if (timeline->description.length && right - x > px(scene, 160))
        put_head(scene, (Point){x, row->head_y - px(scene, 1)}, words(400, scene->size.call),
                 scene->theme->dim, timeline->description, right - x);
}
