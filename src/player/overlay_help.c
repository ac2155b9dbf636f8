#include "player/overlay_help.h"

#include "player/card.h"
#include "player/keys.h"
#include "view/theme.h"

#include <math.h>
#include <string.h>

enum { HELP_COLUMNS = 3, MOST_ROWS = 128 };
static const size_t help_keys_length = 16;

typedef struct HelpRow {
    const char *group, *keys, *help;
} HelpRow;

static const HelpRow mouse_rows[] = {
    {"Mouse", "drag", "the axis, the playhead, the bar below: time"},
    {"Mouse", "wheel", "scrolls what it is over"},
    {"Mouse", "Ctrl+wheel", "zooms in time; Ctrl+drag into a range"},
    {"Mouse", "double click", "the whole run"},
    {"Mouse", "click a lane", "what it does, pinned"},
    {"Mouse", "bar's end", "drag it: what if it took longer?"}};

static const HelpRow gallery_rows[] = {
    {"Find", "letters", "narrow the wall down"},
    {"Find", "Backspace", "takes a letter away"},
    {"Find", "Escape", "clears the search"},
    {"Choose", "arrows", "to the next card"},
    {"Choose", "PageUp PageDown", "two rows at once"},
    {"Choose", "Return", "opens and plays it; so does a click"},
    {"Choose", "drop a file", "opens that"},
    {"Window", "Backspace", "back to what was open"},
    {"Window", "F11 F5", "full screen"},
    {"Window", "Ctrl++ Ctrl+-", "bigger, smaller type"},
    {"Window", "? F1", "these keys"},
    {"Window", "Ctrl+Q", "quit"}};

static const char player_words[] =
    "An event is one turn of one task on the loop; an instant is all that happens at one time; a "
    "note is what the scenario's author says there.";
static const char gallery_words[] =
    "Each card is a lesson as it ends; the chosen one plays once.";

typedef struct Sheet {
    HelpRow rows[MOST_ROWS];
    size_t count;
    const char *words;
    size_t lines;  /* of the longest column */
    float line, column, keys_width;
} Sheet;

/* An action's keys, as many as there is room for: the first is the one to know. */
static Str shown_keys(Arena *arena, const char *keys)
{
    char *text = arena_copy(arena, keys, strlen(keys));
    Builder out = {0};
    for (char *at = strtok(text, " "); at; at = strtok(NULL, " "))
        if (!out.length || out.length + 2 + strlen(at) <= help_keys_length)
            builder_printf(&out, "%s%s", out.length ? "  " : "", at);
    Str copy = str_copy(arena, builder_view(&out));
    builder_free(&out);
    return copy;
}

static void list_rows(Sheet *sheet, Stage *stage)
{
    size_t mouse = sizeof mouse_rows / sizeof *mouse_rows;
    if (stage->in_gallery) {
        sheet->count = sizeof gallery_rows / sizeof *gallery_rows;
        memcpy(sheet->rows, gallery_rows, sizeof gallery_rows);
        sheet->words = gallery_words;
        return;
    }
    for (size_t i = 0; i < action_count && sheet->count + mouse < MOST_ROWS; i++)
        sheet->rows[sheet->count++] =
            (HelpRow){actions[i].group,
                      shown_keys(&stage->picture.arena, actions[i].keys).at, actions[i].help};
    memcpy(sheet->rows + sheet->count, mouse_rows, sizeof mouse_rows);
    sheet->count += mouse;
    sheet->words = player_words;
}

static size_t group_end(const Sheet *sheet, size_t from)
{
    size_t end = from + 1;
    while (end < sheet->count && strcmp(sheet->rows[end].group, sheet->rows[from].group) == 0)
        end++;
    return end;
}

/* Columns that are needed when one takes `room` lines; groups stay whole. A group is its name, its
 * rows and a gap. */
static size_t columns_needed(const Sheet *sheet, size_t room)
{
    size_t columns = 1, used = 0;
    for (size_t at = 0; at < sheet->count; at = group_end(sheet, at)) {
        size_t lines = group_end(sheet, at) - at + 2;
        if (used && used + lines > room) {
            columns++;
            used = 0;
        }
        used += lines;
    }
    return columns;
}

static size_t lines_needed(const Sheet *sheet)
{
    size_t room = sheet->count / HELP_COLUMNS;
    for (size_t at = 0; at < sheet->count; at = group_end(sheet, at))
        if (group_end(sheet, at) - at + 2 > room)
            room = group_end(sheet, at) - at + 2;
    while (columns_needed(sheet, room) > HELP_COLUMNS)
        room++;
    return room;
}

static Font row_font(float line)
{
    return (Font){FONT_WORDS_500, line * 0.6f};
}

static Font key_font(float line)
{
    return (Font){FONT_CODE_700, line * 0.56f};
}

/* As large as all of it can be read whole: by the height, and by the longest row. */
static void size_sheet(Sheet *sheet, const Stage *stage)
{
    float width = (float)stage->view.width, height = (float)stage->view.height;
    float line = fminf(height * 0.96f / ((float)sheet->lines + 3.4f), width / 36);
    float inner = width * 0.96f - 2 * line, keys = 0, rest = 0;
    sheet->column = inner / HELP_COLUMNS;
    for (size_t i = 0; i < sheet->count; i++) {
        keys = fmaxf(keys, overlay_width(stage, key_font(line), str_of(sheet->rows[i].keys)));
        rest = fmaxf(rest, overlay_width(stage, row_font(line), str_of(sheet->rows[i].help)));
    }
    float wanted = keys + rest + 1.2f * line, part = fminf(sheet->column / wanted, 1);
    sheet->line = line * part;
    sheet->keys_width = (keys + 0.5f * line) * part;
}

static void help_group(Stage *stage, const Sheet *sheet, size_t from, Point at)
{
    const Theme *theme = theme_of(stage->view.theme);
    float line = sheet->line;
    draw_text(&stage->picture, &stage->measure, at, ANCHOR_START,
              (Font){FONT_WORDS_700, line * 0.68f}, theme->strong, str_of(sheet->rows[from].group),
              sheet->column);
    for (size_t i = from; i < group_end(sheet, from); i++) {
        const HelpRow *row = &sheet->rows[i];
        at.y += line;
        draw_text(&stage->picture, &stage->measure, at, ANCHOR_START, key_font(line), theme->soft,
                  str_of(row->keys), sheet->column);
        draw_text(&stage->picture, &stage->measure, (Point){at.x + sheet->keys_width, at.y},
                  ANCHOR_START, row_font(line), theme->text, str_of(row->help), sheet->column);
    }
}

/* The words below, on as many lines as they take. */
static void put_words(Stage *stage, const Sheet *sheet, Point at, float room)
{
    const Theme *theme = theme_of(stage->view.theme);
    Font font = row_font(sheet->line);
    Str text = str_of(sheet->words);
    while (text.length) {
        size_t length = text.length;
        while (length && overlay_width(stage, font, (Str){text.at, length}) > room) {
            while (length && text.at[length - 1] != ' ')
                length--;
            length -= length > 0;
        }
        if (!length)
            return;
        draw_text(&stage->picture, &stage->measure, at, ANCHOR_START, font, theme->soft,
                  (Str){text.at, length}, room + 1);
        at.y += sheet->line;
        length += length < text.length;
        text = (Str){text.at + length, text.length - length};
    }
}

void overlay_help(Stage *stage)
{
    Sheet sheet = {0};
    float width = (float)stage->view.width, height = (float)stage->view.height;
    list_rows(&sheet, stage);
    sheet.lines = lines_needed(&sheet);
    size_sheet(&sheet, stage);
    float line = sheet.line, high = line * ((float)sheet.lines + 3.2f);
    Box box = {width * 0.02f, (height - high) / 2, width * 0.96f, high};
    draw_rect(&stage->picture, (Box){0, 0, width, height}, 0, 0x80000000);
    overlay_card(stage, box);
    float x = box.x + line;
    size_t used = 0;
    for (size_t at = 0; at < sheet.count; at = group_end(&sheet, at)) {
        size_t lines = group_end(&sheet, at) - at + 2;
        if (used && used + lines > sheet.lines) {
            x += sheet.column;
            used = 0;
        }
        help_group(stage, &sheet, at, (Point){x, box.y + line * ((float)used + 1.3f)});
        used += lines;
    }
    put_words(stage, &sheet, (Point){box.x + line, box.y + line * ((float)sheet.lines + 1.6f)},
              box.w - 2 * line);
}
