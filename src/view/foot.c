/* What stands below a timeline's lanes: its note, why nothing was saved, an outcome that is no good
 * end, warnings. Nothing of it is cut: what is too long for a line goes on in the next. */
#include "view/notes.h"

#include <math.h>

enum { MOST_WARNINGS = 2, MOST_LINES = 4, MOST_NOTES = 64, LANES_ASKED = 1000 };

static Font foot_font(const Scene *scene)
{
    return words(500, scene->state->slide ? px(scene, 23) : px(scene, 20));
}

float foot_pitch(const Scene *scene)
{
    return px(scene, scene->state->slide ? squeezed(scene, 34, 29) : squeezed(scene, 30, 26));
}

/* --- lines --- */

static float foot_room(const Scene *scene)
{
    float room = row_width(scene) - px(scene, 80);
    if (scene->column.parts && !scene->column.below)
        room -= (float)scene->column.parts * scene->column.width + px(scene, 50);
    return fmaxf(room, px(scene, 200));
}

/* Takes the next line off `text`. */
static Str next_line(const Scene *scene, Str *text, bool last)
{
    size_t length = last ? text->length
                         : line_length(scene, foot_font(scene), *text, foot_room(scene));
    Str line = {text->at, length ? length : text->length};
    *text = (Str){text->at + line.length, text->length - line.length};
    while (text->length && text->at[0] == ' ')
        *text = (Str){text->at + 1, text->length - 1};
    return line;
}

static uint32_t lines_of(const Scene *scene, Str text)
{
    uint32_t lines = 0;
    for (; text.length && lines < MOST_LINES; lines++)
        next_line(scene, &text, false);
    return lines;
}

/* --- notes --- */

/* A single timeline's note needs no small line where it stands as a caption. */
static bool has_note_line(const Scene *scene, const Timeline *timeline)
{
    bool captioned = scene->lesson->timeline_count == 1 && caption_height(scene) > 0;
    return timeline->facts.has_mark[MARK_NOTE] && !captioned;
}

/* As many as any of them takes, so that nothing moves when the next one comes. */
static uint32_t lines_of_any_note(const Scene *scene, const Timeline *timeline)
{
    uint32_t most = 1, seen = 0;
    for (size_t i = 0; i < timeline->lanes.count && i < LANES_ASKED; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t j = 0; j < lane->marks.count && seen < MOST_NOTES; j++) {
            if (lane->marks.items[j].kind != MARK_NOTE)
                continue;
            uint32_t lines = lines_of(scene, mark_words(&lane->marks.items[j])->text);
            most = lines > most ? lines : most;
            seen++;
        }
    }
    return most;
}

static uint32_t lines_of_notes(const Scene *scene, const Timeline *timeline)
{
    return !has_note_line(scene, timeline)       ? 0
           : notes_are_numbered(scene, timeline) ? note_lines(scene, timeline)
                                                 : lines_of_any_note(scene, timeline);
}

/* --- outcome and warnings --- */

/* Beside the Python an error's line is marked there. */
bool tells_lines(const Scene *scene)
{
    return !(scene->state->panels & PANEL_PYTHON && scene->lesson->listing);
}

static Str outcome_line(const Scene *scene, const Timeline *timeline)
{
    Builder text = {0};
    if (timeline->outcome == OUTCOME_DONE)
        return (Str){0};
    say_circles(&text, timeline, true); /* their numbers are to be seen */
    if (text.length == 0)
        say_outcome(&text, timeline, !scene->state->slide);
    say_error_place(&text, timeline, tells_lines(scene));
    return keep_text(scene, &text);
}

/* Equal warnings in a row share a line. */
static size_t run_of_equals(const Timeline *timeline, size_t first)
{
    size_t next = first + 1;
    while (next < timeline->warnings.count &&
           timeline->warnings.items[next].line == timeline->warnings.items[first].line &&
           str_equal(timeline->warnings.items[next].text, timeline->warnings.items[first].text))
        next++;
    return next;
}

/* What a lane has failed with has its line there. */
static bool has_line_of_its_own(const Timeline *timeline, const Mishap *warning)
{
    return warning->line && (warning->lane == NO_TASK ||
                             !timeline_failure(&timeline->lanes.items[warning->lane]));
}

/* The first ones; the last of them says how many more there are. */
static size_t list_warnings(const Scene *scene, const Timeline *timeline, Str texts[MOST_WARNINGS])
{
    size_t count = 0;
    for (size_t at = 0, next; at < timeline->warnings.count && count < MOST_WARNINGS; at = next) {
        next = run_of_equals(timeline, at);
        Builder text = {0};
        const Mishap *warning = &timeline->warnings.items[at];
        say_repeated(&text, next - at, warning->text);
        if (tells_lines(scene) && has_line_of_its_own(timeline, warning))
            builder_printf(&text, ", line %u", warning->line);
        if (count + 1 == MOST_WARNINGS && next < timeline->warnings.count)
            builder_printf(&text, " (+%zu more)", timeline->warnings.count - next);
        texts[count++] = keep_text(scene, &text);
    }
    return count;
}

uint32_t count_foot_lines(const Scene *scene, const Timeline *timeline)
{
    Str warnings[MOST_WARNINGS];
    uint32_t lines = lines_of_notes(scene, timeline) +
                     lines_of(scene, why_line(scene, timeline)) +
                     lines_of(scene, outcome_line(scene, timeline));
    for (size_t i = 0, count = list_warnings(scene, timeline, warnings); i < count; i++)
        lines += lines_of(scene, warnings[i]);
    return lines;
}

/* --- drawing --- */

/* From the line `at` on; the line after it. */
static uint32_t put_foot(Scene *scene, const Row *row, uint32_t at, Colour colour, Str text)
{
    Font font = foot_font(scene);
    float x = row->label_x + px(scene, 18), room = foot_room(scene);
    for (uint32_t i = 0; text.length && i < MOST_LINES; i++, at++) {
        Str line = next_line(scene, &text, i + 1 == MOST_LINES);
        Point place = {x, row->foot_y + (float)at * foot_pitch(scene)};
        draw_words_plate(scene, place, font, fminf(text_width(scene, font, line), room));
        put_text(scene, place, ANCHOR_START, font, colour, line, room + 1);
    }
    return at;
}

static void draw_latest_note(Scene *scene, const Row *row)
{
    const Mark *note = latest_note(scene, row->timeline);
    if (!note)
        return;
    draw_note_mark(scene, (Point){row->label_x + px(scene, 4), row->foot_y - px(scene, 7)},
                   px(scene, 7));
    put_foot(scene, row, 0, scene->theme->text, mark_words(note)->text);
}

static void draw_warnings(Scene *scene, const Row *row, uint32_t line)
{
    Str warnings[MOST_WARNINGS];
    size_t count = list_warnings(scene, row->timeline, warnings);
    for (size_t i = 0; i < count; i++) {
        float y = row->foot_y + (float)line * foot_pitch(scene) - px(scene, 7);
        draw_warning_mark(scene, (Point){row->label_x + px(scene, 4), y}, px(scene, 9));
        line = put_foot(scene, row, line, scene->theme->warning, warnings[i]);
    }
}

void draw_row_foot(Scene *scene, const Row *row)
{
    const Timeline *timeline = row->timeline;
    const Theme *theme = scene->theme;
    if (scene->state->blank || row->is_total)
        return;
    uint32_t line = lines_of_notes(scene, timeline);
    if (line > 0 && notes_are_numbered(scene, timeline))
        draw_notes(scene, row, foot_pitch(scene));
    else if (line > 0)
        draw_latest_note(scene, row);
    if (!has_finished(scene, timeline))
        return;
    bool saves = is_saving_told(scene, timeline);
    Str why = why_line(scene, timeline);
    uint32_t after = line + lines_of(scene, why);
    if (!saves || has_finished(scene, scene->lesson->timelines[0]))
        put_foot(scene, row, line, saves ? theme->good : theme->soft, why);
    line = put_foot(scene, row, after,
                    timeline->outcome == OUTCOME_UNTIL ? theme->soft : theme->bad,
                    outcome_line(scene, timeline));
    draw_warnings(scene, row, line);
}
