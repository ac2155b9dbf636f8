#include "player/overlay_help.h"

#include "player/card.h"
#include "player/keys.h"
#include "view/theme.h"

#include <math.h>
#include <string.h>

enum { HELP_COLUMNS = 3 };
static const size_t help_keys_length = 14;

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

static size_t group_end(size_t from)
{
    size_t end = from + 1;
    while (end < action_count && strcmp(actions[end].group, actions[from].group) == 0)
        end++;
    return end;
}

/* Lines of the longest column when a column takes `room` lines; groups stay whole. A group is its
 * name, its actions and a gap. */
static size_t columns_needed(size_t room)
{
    size_t columns = 1, used = 0;
    for (size_t at = 0; at < action_count; at = group_end(at)) {
        size_t lines = group_end(at) - at + 2;
        if (used && used + lines > room) {
            columns++;
            used = 0;
        }
        used += lines;
    }
    return columns;
}

static size_t help_lines(void)
{
    size_t room = action_count / HELP_COLUMNS;
    for (size_t at = 0; at < action_count; at = group_end(at))
        if (group_end(at) - at + 2 > room)
            room = group_end(at) - at + 2;
    while (columns_needed(room) > HELP_COLUMNS)
        room++;
    return room;
}

static void help_group(Stage *stage, size_t from, Point at, float line, float column)
{
    const Theme *theme = theme_of(stage->view.theme);
    Font words = {FONT_WORDS_500, line * 0.6f}, head = {FONT_WORDS_700, line * 0.68f},
         keys = {FONT_CODE_700, line * 0.56f};
    float room = column * 0.34f;
    draw_text(&stage->picture, &stage->measure, at, ANCHOR_START, head, theme->strong,
              str_of(actions[from].group), column);
    for (size_t i = from; i < group_end(from); i++) {
        at.y += line;
        draw_text(&stage->picture, &stage->measure, at, ANCHOR_START, keys, theme->soft,
                  shown_keys(&stage->picture.arena, actions[i].keys), room - line * 0.2f);
        draw_text(&stage->picture, &stage->measure, (Point){at.x + room, at.y}, ANCHOR_START,
                  words, theme->text, str_of(actions[i].help), column - room - line * 0.2f);
    }
}

void overlay_help(Stage *stage)
{
    static const char mouse[] = "Mouse: drag the axis, playhead or seek bar; wheel zooms, "
                                "Ctrl-drag zooms into a range; click a lane for details; drag "
                                "a bar's end.";
    const Theme *theme = theme_of(stage->view.theme);
    float width = (float)stage->view.width, height = (float)stage->view.height;
    size_t room = help_lines(), used = 0;
    float line = fminf(height * 0.96f / ((float)room + 2.2f), width / 40);
    Box box = {width * 0.02f, height * 0.02f, width * 0.96f, line * ((float)room + 2)};
    draw_rect(&stage->picture, (Box){0, 0, width, height}, 0, 0x80000000);
    overlay_card(stage, box);
    float column = (box.w - 2 * line) / HELP_COLUMNS, x = box.x + line;
    for (size_t at = 0; at < action_count; at = group_end(at)) {
        size_t lines = group_end(at) - at + 2;
        if (used && used + lines > room) {
            x += column;
            used = 0;
        }
        help_group(stage, at, (Point){x, box.y + line * ((float)used + 1.2f)}, line, column);
        used += lines;
    }
    draw_text(&stage->picture, &stage->measure,
              (Point){box.x + line, box.y + line * ((float)room + 1.4f)}, ANCHOR_START,
              (Font){FONT_WORDS_500, line * 0.6f}, theme->soft, str_of(mouse), box.w - 2 * line);
}
