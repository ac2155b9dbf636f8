#include "player/script.h"

#include "base/number.h"
#include "player/control_bar.h"
#include "player/open.h"
#include "player/player.h"
#include "player/pointer.h"
#include "player/state.h"
#include "player/typed.h"
#include "player/running.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_WORDS = 8, MOST_PIXELS = 16384 };
static const double frame = 1.0 / 60;

typedef struct Script {
    Stage *stage;
    char *words[MOST_WORDS];
    int count;
    char *rest; /* of the line, behind the first word */
    Builder *out, *why;
    bool wrong;
} Script;

static double number(const Script *script, int i, double standard)
{
    double value = standard;
    if (i < script->count)
        number_parse(str_of(script->words[i]), &value);
    return value;
}

static unsigned held(const Script *script)
{
    unsigned bits = 0;
    for (int i = 1; i < script->count; i++)
        bits |= strcmp(script->words[i], "ctrl") == 0    ? HELD_CTRL
                : strcmp(script->words[i], "shift") == 0 ? HELD_SHIFT
                                                         : 0u;
    return bits;
}

static void point(Script *script, PointerKind kind, float x, float y)
{
    Pointer pointer = {
        .kind = kind, .x = x, .y = y, .button = 1, .held = held(script)};
    script->stage->pointer_x = x;
    script->stage->pointer_y = y;
    stage_pointer(script->stage, &pointer);
}

static void here(Script *script, PointerKind kind)
{
    point(script, kind, script->stage->pointer_x, script->stage->pointer_y);
}

static int pixels(const Script *script, int i, int standard)
{
    return (int)fmin(fmax(number(script, i, standard), 1), MOST_PIXELS);
}

static void do_size(Script *script)
{
    stage_resize(script->stage, pixels(script, 1, 1920), pixels(script, 2, 1080));
}

static void do_key(Script *script)
{
    stage_key(script->stage, script->rest);
}

static void do_text(Script *script)
{
    stage_text(script->stage, script->rest);
}

static void do_to(Script *script)
{
    point(script, POINTER_MOVE, (float)number(script, 1, 0), (float)number(script, 2, 0));
}

static void do_by(Script *script)
{
    point(script, POINTER_MOVE, script->stage->pointer_x + (float)number(script, 1, 0),
          script->stage->pointer_y + (float)number(script, 2, 0));
}

static void do_on(Script *script)
{
    static const char *const kinds[] = {
        [REGION_LANE] = "lane",         [REGION_SPAN] = "span",
        [REGION_AXIS] = "axis",         [REGION_PLAYHEAD] = "playhead",
        [REGION_SEEK_BAR] = "seek-bar", [REGION_PLAY] = "play",
        [REGION_SPEED] = "speed",       [REGION_PYTHON] = "python",
        [REGION_OUTPUT] = "output", [REGION_LOOP] = "loop",
        [REGION_NARRATION] = "narration", [REGION_VALUES] = "values", [REGION_SPAN_END] = "span-end",
        [REGION_TIMELINE] = "timeline", [REGION_HELP] = "help",
        [REGION_AWAY] = "away",         [REGION_PANEL] = "panel",
        [REGION_KNOB] = "knob",         [REGION_WINDOW] = "window",
        [REGION_INSTANT] = "instant"};
    const Layout *layout = &script->stage->layout;
    int at = 2;
    while (at < script->count && strcmp(script->words[at], "@") != 0)
        at++;
    float x = (float)number(script, at + 1, 0.5), y = (float)number(script, at + 2, 0.5);
    for (size_t i = layout->regions.count; i-- > 0;) {
        const Region *region = &layout->regions.items[i];
        uint32_t numbers[] = {region->timeline, region->lane, region->span};
        bool fits = strcmp(script->words[1], kinds[region->kind]) == 0;
        for (int k = 0; k < 3 && 2 + k < at; k++)
            fits &= (double)numbers[k] == number(script, 2 + k, 0);
        if (!fits)
            continue;
        point(script, POINTER_MOVE, region->box.x + region->box.w * x,
              region->box.y + region->box.h * y);
        return;
    }
    builder_printf(script->why, "no region %s", script->rest);
    script->wrong = true;
}

static void do_bar(Script *script)
{
    Box box;
    if (!control_bar_place(script->stage, script->rest, &box)) {
        builder_printf(script->why, "no button %s", script->rest);
        script->wrong = true;
        return;
    }
    point(script, POINTER_MOVE, box.x + box.w / 2, box.y - 100);
    point(script, POINTER_MOVE, box.x + box.w / 2, box.y + box.h / 2);
}

static void do_down(Script *script)
{
    here(script, POINTER_DOWN);
}

static void do_up(Script *script)
{
    here(script, POINTER_UP);
}

static void do_click(Script *script)
{
    here(script, POINTER_DOWN);
    here(script, POINTER_UP);
}

static void do_double(Script *script)
{
    do_click(script);
    Pointer pointer = {.kind = POINTER_DOWN,
                       .x = script->stage->pointer_x,
                       .y = script->stage->pointer_y,
                       .button = 1,
                       .twice = true};
    stage_pointer(script->stage, &pointer);
    here(script, POINTER_UP);
}

static void do_wheel(Script *script)
{
    Pointer pointer = {.kind = POINTER_WHEEL,
                       .x = script->stage->pointer_x,
                       .y = script->stage->pointer_y,
                       .wheel_x = (float)number(script, 1, 0),
                       .wheel_y = (float)number(script, 2, 0),
                       .held = held(script)};
    stage_pointer(script->stage, &pointer);
}

static void do_wait(Script *script)
{
    double until = script->stage->now + number(script, 1, 0);
    while (script->stage->now + frame <= until + 1e-9) {
        stage_tick(script->stage, script->stage->now + frame);
        stage_paint(script->stage);
    }
    stage_tick(script->stage, until);
    running_finish(script->stage);
}

static void do_rest(Script *script)
{
    double rest = stage_rest(script->stage);
    number_fixed(script->out, rest > 1e6 ? 1e6 : rest, 'f', 3);
    builder_char(script->out, '\n');
}

static void do_copy(Script *script)
{
    Builder text = {0};
    FileError error;
    if (script->count < 3 || !file_read(script->words[1], SCENARIO_MAX_BYTES, &text, &error) ||
        !file_replace(script->words[2], builder_view(&text), &error))
        script->wrong = true;
    builder_free(&text);
}

static void do_delete(Script *script)
{
    script->wrong |= unlink(script->rest) != 0;
}

static void do_drop(Script *script)
{
    stage_drop(script->stage, script->rest);
}

static void do_state(Script *script)
{
    stage_state(script->stage, script->out);
}

static void do_picture(Script *script)
{
    paint_record(&script->stage->picture, script->out);
}

static const struct {
    const char *name;
    int words; /* least, with the name */
    void (*act)(Script *script);
} commands[] = {{"size", 3, do_size},   {"key", 2, do_key},     {"text", 2, do_text},
                {"to", 3, do_to},       {"by", 3, do_by},       {"on", 2, do_on},
                {"bar", 2, do_bar},     {"down", 1, do_down},
                {"up", 1, do_up},       {"click", 1, do_click},
                {"double", 1, do_double},
                {"wheel", 3, do_wheel}, {"wait", 2, do_wait},   {"rest", 1, do_rest},
                {"copy", 3, do_copy},   {"delete", 2, do_delete}, {"drop", 2, do_drop},
                {"state", 1, do_state}, {"picture", 1, do_picture}};

static void run_line(Script *script, char *line)
{
    script->count = 0;
    if (!*line || *line == '#')
        return;
    char *space = strchr(line, ' ');
    Arena arena = {0};
    script->rest = arena_copy(&arena, space ? space + 1 : "", space ? strlen(space + 1) : 0);
    for (char *at = strtok(line, " "); at && script->count < MOST_WORDS; at = strtok(NULL, " "))
        script->words[script->count++] = at;
    bool known = script->count == 0; /* a blank line */
    for (size_t i = 0; !known && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, script->words[0]) == 0 &&
            script->count >= commands[i].words) {
            commands[i].act(script);
            known = true;
        }
    if (!known)
        builder_printf(script->why, "the script's line `%s %s` means nothing", script->words[0],
                       script->rest);
    script->wrong |= !known;
    if (script->stage->gallery_comes)
        running_finish(script->stage);
    if (script->stage->dirty)
        stage_paint(script->stage);
    arena_free(&arena);
}

bool script_run(Stage *stage, char *text, Builder *out, Builder *why)
{
    Script script = {.stage = stage, .out = out, .why = why};
    for (char *line = text; line && !script.wrong;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        run_line(&script, line);
        line = end ? end + 1 : NULL;
    }
    return !script.wrong;
}
