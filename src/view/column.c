/* The output column: what a row's timeline prints, numbered as its pins are. It stands at the
 * right of the lanes, or below them where the picture is narrow. What is too much for it scrolls
 * as the playhead goes on, and says how much was before. */
#include "view/place.h"
#include "view/plan.h"

#include <math.h>

enum { MOST_MEASURED = 400, MOST_WRAPPED = 8, MOST_ENTRIES = 4096 };

static Font text_font(const Scene *scene)
{
    return words(600, scene->size.least * 1.04f);
}

static Font time_font(const Scene *scene)
{
    return words(400, scene->size.least);
}

static Font number_font(const Scene *scene)
{
    return words(700, scene->size.least * (scene->column.dense ? 0.74f : 0.86f));
}

static float line_pitch(const Scene *scene)
{
    return scene->size.least * (scene->column.dense ? 1.34f : 1.68f);
}

/* --- sizes --- */

static float number_width(const Scene *scene, size_t number)
{
    Str text = str_of(arena_printf(scene->arena, "%zu", number));
    Font font = number_font(scene);
    return fmaxf(font.size * 1.6f, text_width(scene, font, text) + font.size * 0.9f);
}

/* Where a line of the column must be broken; never nowhere. */
static size_t broken(const Scene *scene, Str text)
{
    Font font = text_font(scene);
    size_t length = line_length(scene, font, text, scene->column.text);
    if (length > 0)
        return length;
    for (size_t i = 1; i < text.length; i++) {
        bool inside = ((unsigned char)text.at[i] & 0xC0) == 0x80;
        if (!inside && text_width(scene, font, (Str){text.at, i}) > scene->column.text)
            return length ? length : i;
        length = inside ? length : i;
    }
    return text.length;
}

static uint32_t lines_of(const Scene *scene, Str text)
{
    uint32_t lines = 1;
    if (text.length > 2000)
        return MOST_WRAPPED;
    while (lines < MOST_WRAPPED) {
        size_t length = broken(scene, text);
        if (length >= text.length)
            break;
        size_t skip = length + (text.at[length] == ' ');
        text = (Str){text.at + skip, text.length - skip};
        lines++;
    }
    return lines;
}

static uint32_t lines_of_row(const Scene *scene, const Row *row)
{
    uint32_t lines = 0;
    for (size_t i = 0; i < row->timeline->output.count; i++) {
        if (i >= MOST_MEASURED)
            return UINT32_MAX / 2;
        lines += lines_of(scene, row->timeline->output.items[i].text);
    }
    return lines;
}

void measure_column(Scene *scene)
{
    Column *column = &scene->column;
    column->number = column->time = column->text = 0;
    column->overflows = false;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Timeline *timeline = scene->list[i].timeline;
        size_t count = timeline->output.count;
        column->number = fmaxf(column->number, number_width(scene, count));
        for (size_t j = 0; j < count && j < MOST_MEASURED; j++) {
            const OutputLine *line = &timeline->output.items[j];
            column->time = fmaxf(column->time, text_width(scene, time_font(scene),
                                                          words_of_time(scene, line->at.t)));
            column->text = fmaxf(column->text, text_width(scene, text_font(scene), line->text));
        }
    }
    float most = scene->rows.w * (column->below ? 0.45f : 0.24f) / (float)scene->columns;
    column->text = fmaxf(fminf(column->text + 1, most), px(scene, 60));
    column->width = column->number + column->time + column->text + px(scene, 24 + 32);
    for (uint32_t i = 0; i < scene->row_count; i++)
        scene->list[i].printed_lines = lines_of_row(scene, &scene->list[i]);
}

static float column_head(const Scene *scene)
{
    return px(scene, scene->column.below ? 6 : scene->column.dense ? 10 : 44);
}

static bool is_listed(const Row *row)
{
    if (row->all_pinned)
        return true;
    for (size_t i = 0; row->pinned && i < row->timeline->output.count; i++)
        if (row->pinned[i])
            return true;
    return false;
}

/* Below the lanes no more than is left to them; beside them all that there is, but no more than
 * half of the picture where there are other rows. */
static uint32_t most_lines(const Scene *scene)
{
    float rows = (float)((scene->row_count + scene->columns - 1) / scene->columns);
    float part = scene->column.below ? 0.45f / rows : rows > 1 ? 0.5f : 1;
    float room = scene->rows.h * part - (scene->column.below ? 0 : px(scene, 90));
    return (uint32_t)fmaxf(2, floorf((room - column_head(scene)) / line_pitch(scene)));
}

float column_height(Scene *scene, const Row *row)
{
    if (scene->column.parts == 0 || !is_listed(row))
        return 0;
    uint32_t parts = scene->column.parts;
    if (scene->column.below) {
        float most = scene->rows.w / (float)scene->columns - px(scene, 60);
        parts = (uint32_t)fmaxf(1, floorf(most / scene->column.width));
    }
    uint32_t lines = (row->printed_lines + parts - 1) / parts, most = most_lines(scene);
    scene->column.overflows |= lines > most;
    lines = lines < most ? lines : most;
    return column_head(scene) + (float)lines * line_pitch(scene) + px(scene, 12);
}

/* --- what is listed --- */

typedef struct Entries {
    uint32_t *lines;  /* of output, in order */
    size_t count, before;
} Entries;

static size_t happened_lines(const Scene *scene, const Timeline *timeline)
{
    return MOMENTS_UNTIL(&timeline->output, at, scene->at);
}

static uint32_t wanted_lines(const Scene *scene, const Row *row, bool pinned_only)
{
    uint32_t lines = 0;
    for (uint32_t i = 0; i < row->timeline->output.count && lines < MOST_ENTRIES; i++)
        if (!pinned_only || print_is_pinned(row, i + 1))
            lines += lines_of(scene, row->timeline->output.items[i].text);
    return lines;
}

/* All of them where there is room, else the pinned ones, else the latest. */
static Entries list_entries(Scene *scene, const Row *row, uint32_t room)
{
    const Timeline *timeline = row->timeline;
    size_t happened = happened_lines(scene, timeline);
    bool many = timeline->output.count > MOST_MEASURED;
    bool all = !many && wanted_lines(scene, row, false) <= room;
    bool pinned = all || (!many && wanted_lines(scene, row, true) <= room);
    Entries entries = {.lines = ARENA_ARRAY(scene->arena, uint32_t, room + 1)};
    uint32_t used = 0, keep = all || pinned ? room : room > 0 ? room - 1 : 0;
    size_t i = happened;
    while (i > 0) { /* from the latest back */
        i--;
        if (!all && !print_is_pinned(row, (uint32_t)i + 1))
            continue;
        uint32_t lines = lines_of(scene, timeline->output.items[i].text);
        if (used + lines > keep) {
            i++;
            break;
        }
        used += lines;
        entries.lines[entries.count++] = (uint32_t)i;
    }
    entries.before = all || pinned ? 0 : i;
    for (size_t a = 0, b = entries.count; a + 1 < b; a++) {
        uint32_t line = entries.lines[a];
        entries.lines[a] = entries.lines[--b];
        entries.lines[b] = line;
    }
    return entries;
}

/* --- drawing --- */

typedef struct Pen {
    Scene *scene;
    Box box;          /* of the first part */
    uint32_t line, room, parts; /* lines used; lines a part */
} Pen;

static Point pen_at(const Pen *pen)
{
    float part = (float)(pen->line / pen->room), line = (float)(pen->line % pen->room);
    return (Point){pen->box.x + part * pen->scene->column.width,
                   pen->box.y + (line + 0.5f) * line_pitch(pen->scene)};
}

static void draw_entry(Pen *pen, const Row *row, uint32_t index)
{
    Scene *scene = pen->scene;
    const Column *column = &scene->column;
    const OutputLine *output = &row->timeline->output.items[index];
    Point at = pen_at(pen);
    draw_print_number(scene, (Point){at.x + column->number / 2, at.y}, number_font(scene),
                      index + 1);
    Font time = time_font(scene), font = text_font(scene);
    float x = at.x + column->number + px(scene, 12) + column->time;
    put_text(scene, (Point){x, centred(at.y, time)}, ANCHOR_END, time, scene->theme->dim,
             words_of_time(scene, output->at.t), column->time + 1);
    Str text = output->text;
    uint32_t lines = lines_of(scene, text);
    for (uint32_t i = 0; i < lines; i++) {
        size_t length = i + 1 < lines ? broken(scene, text) : text.length;
        at = pen_at(pen);
        x = at.x + column->number + column->time + px(scene, 24);
        put_text(scene, (Point){x, centred(at.y, font)}, ANCHOR_START, font, scene->theme->text,
                 (Str){text.at, length}, column->text + 1);
        size_t skip = length + (length < text.length && text.at[length] == ' ');
        text = (Str){text.at + skip, text.length - skip};
        pen->line++;
    }
}

static void draw_before(Pen *pen, size_t before)
{
    Scene *scene = pen->scene;
    Point at = pen_at(pen);
    Font font = time_font(scene);
    put_text(scene, (Point){at.x, centred(at.y, font)}, ANCHOR_START, font, scene->theme->dim,
             str_of(arena_printf(scene->arena, "%zu more before", before)),
             scene->column.width - px(scene, 20));
    pen->line++;
}

/* The card at the right; the name at the left where the column stands below. */
static void draw_ground(Scene *scene, const Row *row, uint32_t lines)
{
    Font font = words(500, scene->size.small);
    Box card = row->column;
    if (scene->column.below) {
        return;
    }
    card.h = fminf(card.h, column_head(scene) + (float)lines * line_pitch(scene) + px(scene, 10));
    draw_rect(scene->picture, card, px(scene, 10), scene->theme->ground);
    draw_frame(scene->picture, card, px(scene, 10), px(scene, 2), scene->theme->rule);
    if (!scene->column.dense)
        put_text(scene, (Point){card.x + px(scene, 20), card.y + px(scene, 32)}, ANCHOR_START,
                 font, scene->theme->dim, STR("prints"), card.w - px(scene, 30));
}

void draw_column(Scene *scene, const Row *row)
{
    if (row->column.w <= 0 || !is_listed(row) || scene->state->blank)
        return;
    float head = column_head(scene), pitch = line_pitch(scene);
    float inset = px(scene, scene->column.below ? 0 : 16);
    Pen pen = {.scene = scene,
               .box = {row->column.x + inset, row->column.y + head, 0, 0},
               .parts = scene->column.below
                            ? (uint32_t)fmaxf(1, floorf(row->column.w / scene->column.width))
                            : scene->column.parts,
               .room = (uint32_t)fmaxf(1, floorf((row->column.h - head - px(scene, 6)) / pitch))};
    uint32_t wanted = wanted_lines(scene, row, false);
    if (wanted < pen.room * pen.parts) /* no part longer than need be */
        pen.room = (wanted + pen.parts - 1) / pen.parts;
    draw_group(scene->picture, "prints");
    draw_ground(scene, row, pen.room);
    Entries entries = list_entries(scene, row, pen.room * pen.parts);
    if (entries.before > 0)
        draw_before(&pen, entries.before);
    for (size_t i = 0; i < entries.count; i++)
        draw_entry(&pen, row, entries.lines[i]);
    draw_ungroup(scene->picture);
}
