/* Several notes in a still: each is a number at its instant, and the texts stand numbered at the
 * timeline's foot, in as many lines as they take. */
#include "view/notes.h"

#include <math.h>

enum { MOST_LINES = 8, LANES_ASKED = 1000 };

static void add_note(Notes *notes, const Mark *mark)
{
    if (notes->count == NUMBERED_NOTES && notes->items[NUMBERED_NOTES - 1]->event < mark->event)
        return;
    uint32_t at = notes->count < NUMBERED_NOTES ? notes->count++ : NUMBERED_NOTES - 1;
    while (at > 0 && notes->items[at - 1]->event > mark->event) {
        notes->items[at] = notes->items[at - 1];
        at--;
    }
    notes->items[at] = mark;
}

Notes notes_of(const Timeline *timeline)
{
    Notes notes = {0};
    if (!timeline->facts.has_mark[MARK_NOTE])
        return notes;
    for (size_t i = 0; i < timeline->lanes.count && i < LANES_ASKED; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t j = 0; j < lane->marks.count; j++)
            if (lane->marks.items[j].kind == MARK_NOTE)
                add_note(&notes, &lane->marks.items[j]);
    }
    return notes;
}

bool notes_are_numbered(const Scene *scene, const Timeline *timeline)
{
    return scene->state->slide && notes_of(timeline).count > 1;
}

/* --- numbers --- */

static Font number_font(const Scene *scene)
{
    return words(700, px(scene, 17));
}

static float number_size(const Scene *scene)
{
    return px(scene, 26);
}

/* Hollow, so that it is not taken for a print's. */
static void draw_number(Scene *scene, Point middle, uint32_t number)
{
    Font font = number_font(scene);
    float radius = number_size(scene) / 2;
    draw_circle(scene->picture, middle, radius, scene->theme->panel);
    draw_ring(scene->picture, middle, radius, px(scene, 2), scene->theme->soft);
    put_text(scene, (Point){middle.x, centred(middle.y, font)}, ANCHOR_MIDDLE, font,
             scene->theme->text, str_of(arena_printf(scene->arena, "%u", number)), 2 * radius);
}

void draw_note_swatch(Scene *scene, Point middle)
{
    bool numbered = false;
    for (uint32_t i = 0; i < scene->row_count; i++)
        numbered = numbered || notes_are_numbered(scene, scene->list[i].timeline);
    if (numbered)
        draw_number(scene, middle, 1);
    else
        draw_note_mark(scene, middle, px(scene, 8));
}

void draw_note_number(Scene *scene, const Row *row, const Notes *notes, const Mark *mark, Point at)
{
    uint32_t before = 0; /* at the same place */
    for (uint32_t i = 0; i < notes->count; i++) {
        if (notes->items[i] == mark) {
            legend_saw(scene, LEGEND_note);
            at.x += number_size(scene) * ((float)before + 0.6f);
            if (at.x > row->axis.x0 + row->axis.width) /* at the edge: left of its tick */
                at.x -= number_size(scene) * (2 * (float)before + 1.2f);
            draw_number(scene, at, i + 1);
        }
        before += notes->items[i]->at.t == mark->at.t && notes->items[i] < mark &&
                  mark - notes->items[i] < 16;
    }
}

/* --- texts --- */

typedef struct NotePen {
    float x, room;
    uint32_t line;
} NotePen;

static Font text_font(const Scene *scene)
{
    return words(500, px(scene, 23));
}

static float before_text(const Scene *scene)
{
    return number_size(scene) + px(scene, 10);
}

/* Takes the next line off `text`. */
static Str next_line(const Scene *scene, const NotePen *pen, Str *text)
{
    bool last = pen->line + 1 >= MOST_LINES;
    size_t length = last ? 0 : line_length(scene, text_font(scene), *text,
                                           pen->room - before_text(scene));
    Str line = {text->at, length ? length : text->length};
    size_t next = line.length + (line.length < text->length);
    *text = (Str){text->at + next, text->length - next};
    return line;
}

/* Where the next note begins: behind the one before it where it is short, else on a line. */
static Point begin_note(const Scene *scene, NotePen *pen, Str text)
{
    float wide = before_text(scene) + text_width(scene, text_font(scene), text);
    if (pen->x > 0 && pen->x + wide > pen->room && pen->line + 1 < MOST_LINES) {
        pen->x = 0;
        pen->line++;
    }
    Point at = {pen->x, (float)pen->line};
    pen->x += fminf(wide, pen->room) + px(scene, 36);
    return at;
}

static float notes_room(const Scene *scene)
{
    float wide = row_width(scene) - px(scene, 80);
    if (scene->column.parts && !scene->column.below)
        wide -= (float)scene->column.parts * scene->column.width + px(scene, 66);
    return fmaxf(wide, px(scene, 200));
}

uint32_t note_lines(const Scene *scene, const Timeline *timeline)
{
    Notes notes = notes_of(timeline);
    NotePen pen = {.room = notes_room(scene)};
    for (uint32_t i = 0; i < notes.count; i++) {
        Str text = mark_words(notes.items[i])->text;
        begin_note(scene, &pen, text);
        for (next_line(scene, &pen, &text); text.length; next_line(scene, &pen, &text))
            pen.line++;
    }
    return pen.line + 1;
}

void draw_notes(Scene *scene, const Row *row, float pitch)
{
    Notes notes = notes_of(row->timeline);
    NotePen pen = {.room = notes_room(scene)};
    Font font = text_font(scene);
    for (uint32_t i = 0; i < notes.count; i++) {
        Str text = mark_words(notes.items[i])->text;
        Point at = begin_note(scene, &pen, text);
        bool shown = has_happened(scene, notes.items[i]->at);
        float x = row->label_x + at.x, y = row->foot_y + at.y * pitch;
        if (shown)
            draw_number(scene, (Point){x + number_size(scene) / 2, y - 0.36f * font.size}, i + 1);
        x += before_text(scene);
        for (bool first = true; text.length; first = false, y += pitch) {
            pen.line += !first;
            Str line = next_line(scene, &pen, &text);
            if (!shown)
                continue;
            draw_words_plate(scene, (Point){x, y}, font, text_width(scene, font, line));
            put_text(scene, (Point){x, y}, ANCHOR_START, font, scene->theme->text, line,
                     row->label_x + pen.room - x + 1);
        }
    }
}
