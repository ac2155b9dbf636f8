#include "player/control_bar.h"

#include "base/number.h"
#include "player/card.h"
#include "player/keys.h"
#include "view/theme.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define ICON_START "\1"
#define ICON_BACK "\2"
#define ICON_PLAY "\3"
#define ICON_NEXT "\4"
#define ICON_END "\5"
#define ICON_SPEED "\6"

typedef struct Button {
    const char *name, *label;
    bool gap;
    void (*act)(Stage *stage);
} Button;

static const Button buttons[] = {
#define BUTTON(action, words, apart)                                                               \
    {.name = #action, .label = words, .gap = apart, .act = action_##action},
#include "player/control_bar.def"
#undef BUTTON
};
enum { BUTTONS = sizeof buttons / sizeof *buttons, SPEEDS = 7 };
static const double speeds[SPEEDS] = {0, 0.25, 0.5, 1, 2, 5, 10}; /* 0: fitted */
static const double stays = 3;                                    /* seconds after a move */

/* Where the bar's parts are, in pixels of the picture. */
typedef struct BarPlaces {
    float u;
    Box bar, buttons[BUTTONS], menu[SPEEDS];
} BarPlaces;

bool control_bar_is_shown(const Stage *stage)
{
    bool there = stage->loaded && !stage->in_gallery && !stage->help && !stage->blanked;
    return there && (stage->now < stage->bar_until || stage->bar_menu || stage->bar_button >= 0);
}

double control_bar_rest(const Stage *stage)
{
    if (!control_bar_is_shown(stage) || stage->bar_menu || stage->bar_button >= 0)
        return DBL_MAX;
    return stage->bar_until - stage->now;
}

/* --- places --- */

static Str speed_words(Arena *arena, double speed)
{
    Builder text = {0};
    if (speed > 0) {
        number_fixed(&text, speed, 'g', 3);
        builder_text(&text, "×");
    } else {
        builder_text(&text, "fit");
    }
    Str copy = str_copy(arena, builder_view(&text));
    builder_free(&text);
    return copy;
}

static Str label_of(Stage *stage, const Button *button)
{
    if (button->label[0] != ICON_SPEED[0])
        return button->label[0] < ' ' ? (Str){0} : str_of(button->label);
    const Playhead *playhead = &stage->playhead;
    Str speed = speed_words(&stage->picture.arena, playhead->fitted ? 0 : playhead->speed);
    return str_of(arena_printf(&stage->picture.arena, "speed: %.*s", (int)speed.length, speed.at));
}

static Font label_font(float u)
{
    return (Font){FONT_WORDS_600, 22 * u};
}

static float width_at(Stage *stage, float u)
{
    float width = 0;
    for (int i = 0; i < BUTTONS; i++) {
        Str label = label_of(stage, &buttons[i]);
        width += label.length ? overlay_width(stage, label_font(u), label) + 26 * u : 56 * u;
        width += (buttons[i].gap ? 24 : 8) * u;
    }
    return width;
}

/* As large as the type of the picture, or as the width allows. */
static BarPlaces find_places(Stage *stage)
{
    float wide = (float)stage->view.width, high = (float)stage->view.height;
    BarPlaces places = {.u = fminf(overlay_unit(stage), high / 700)};
    float needed = width_at(stage, places.u) + 40 * places.u;
    if (needed > wide)
        places.u *= wide / needed;
    float u = places.u, x = (wide - width_at(stage, u)) / 2;
    places.bar = (Box){0, high - 68 * u, wide, 68 * u};
    for (int i = 0; i < BUTTONS; i++) {
        Str label = label_of(stage, &buttons[i]);
        x += (buttons[i].gap ? 24 : 8) * u;
        float w = label.length ? overlay_width(stage, label_font(u), label) + 26 * u : 56 * u;
        places.buttons[i] = (Box){x, places.bar.y + 10 * u, w, 48 * u};
        x += w;
        if (buttons[i].label[0] != ICON_SPEED[0])
            continue;
        for (int k = 0; k < SPEEDS; k++)
            places.menu[k] = (Box){places.buttons[i].x,
                                   places.bar.y - (float)(SPEEDS - k) * 46 * u, 130 * u, 46 * u};
    }
    return places;
}

/* --- painting --- */

static bool is_on(const Stage *stage, const Button *button)
{
    const ViewState *view = &stage->view;
    const struct {
        void (*act)(Stage *stage);
        bool on;
    } states[] = {{action_play, stage->playhead.playing},
                  {action_loop, stage->playhead.looping},
                  {action_dwell, stage->playhead.dwelling},
                  {action_python, view->panels & PANEL_PYTHON},
                  {action_output, view->panels & PANEL_OUTPUT},
                  {action_narration, view->panels & PANEL_NARRATION},
                  {action_event_loop, view->panels & PANEL_LOOP},
                  {action_values, view->panels & PANEL_VALUES},
                  {action_steps_axis, view->axis == AXIS_STEPS},
                  {action_predict, view->predict},
                  {action_stage, view->stage > 0},
                  {action_full_screen, stage->full_screen},
                  {action_fit_speed, stage->bar_menu}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (states[i].act == button->act)
            return states[i].on;
    return false;
}

static void paint_triangle(Stage *stage, Point middle, float size, Colour colour)
{
    Point points[] = {{middle.x - size / 2, middle.y - fabsf(size) * 0.6f},
                      {middle.x + size / 2, middle.y},
                      {middle.x - size / 2, middle.y + fabsf(size) * 0.6f}};
    draw_polygon(&stage->picture, points, 3, colour);
}

static void paint_stroke(Stage *stage, float x, float y, float u, Colour colour)
{
    draw_rect(&stage->picture, (Box){x - 2 * u, y - 10 * u, 4 * u, 20 * u}, u, colour);
}

static void paint_icon(Stage *stage, char icon, Box box, float u, Colour colour)
{
    Point middle = {box.x + box.w / 2, box.y + box.h / 2};
    bool playing = stage->playhead.playing;
    if (icon == ICON_PLAY[0] && playing) {
        paint_stroke(stage, middle.x - 5 * u, middle.y, u, colour);
        paint_stroke(stage, middle.x + 5 * u, middle.y, u, colour);
    } else if (icon == ICON_PLAY[0]) {
        paint_triangle(stage, (Point){middle.x + 2 * u, middle.y}, 20 * u, colour);
    } else {
        float side = icon == ICON_START[0] || icon == ICON_BACK[0] ? -1.0f : 1.0f;
        bool far = icon == ICON_START[0] || icon == ICON_END[0];
        paint_triangle(stage, middle, side * 16 * u, colour);
        if (far)
            paint_stroke(stage, middle.x + side * 11 * u, middle.y, u, colour);
        else
            paint_stroke(stage, middle.x - side * 12 * u, middle.y, u, colour);
    }
}

static void paint_button(Stage *stage, const BarPlaces *places, int i)
{
    const Theme *theme = theme_of(stage->view.theme);
    bool on = is_on(stage, &buttons[i]), hovered = stage->bar_button == i;
    Colour ground = on ? theme->strong : hovered ? theme->rule : theme->panel;
    Colour ink = on ? theme->ground : theme->strong;
    Box box = places->buttons[i];
    float u = places->u;
    Str label = label_of(stage, &buttons[i]);
    Font font = label_font(u);
    draw_rect(&stage->picture, box, 10 * u, ground);
    if (stage->view.theme == THEME_CONTRAST || (on && hovered))
        draw_frame(&stage->picture, box, 10 * u, 2 * u, theme->rule);
    if (label.length)
        draw_text(&stage->picture, &stage->measure,
                  (Point){box.x + box.w / 2, box.y + box.h / 2 + 0.355f * font.size},
                  ANCHOR_MIDDLE, font, ink, label, box.w);
    else
        paint_icon(stage, buttons[i].label[0], box, u, ink);
}

static void paint_menu(Stage *stage, const BarPlaces *places)
{
    const Theme *theme = theme_of(stage->view.theme);
    float u = places->u;
    Box all = {places->menu[0].x, places->menu[0].y, places->menu[0].w,
               46 * u * SPEEDS};
    const Playhead *playhead = &stage->playhead;
    double now = playhead->fitted ? 0 : playhead->speed;
    overlay_card(stage, all);
    for (int i = 0; i < SPEEDS; i++) {
        Box box = places->menu[i];
        bool on = speeds[i] == now;
        if (on || stage->bar_item == i)
            draw_rect(&stage->picture, box, 10 * u, on ? theme->strong : theme->rule);
        draw_text(&stage->picture, &stage->measure,
                  (Point){box.x + box.w / 2, box.y + box.h / 2 + 8 * u}, ANCHOR_MIDDLE,
                  label_font(u), on ? theme->ground : theme->strong,
                  speed_words(&stage->picture.arena, speeds[i]), box.w);
    }
}

static void paint_tooltip(Stage *stage, const BarPlaces *places)
{
    const Theme *theme = theme_of(stage->view.theme);
    const Action *action = NULL;
    for (size_t i = 0; i < action_count; i++)
        if (actions[i].act == buttons[stage->bar_button].act)
            action = &actions[i];
    if (!action || stage->bar_menu)
        return;
    float u = places->u;
    Font font = label_font(u), keys = {FONT_CODE_700, 20 * u};
    Str help = str_of(action->help), key = {action->keys, strcspn(action->keys, " ")};
    float key_wide = overlay_width(stage, keys, key);
    float wide = overlay_width(stage, font, help) + key_wide + 60 * u;
    Box button = places->buttons[stage->bar_button];
    Box box = {button.x + button.w / 2 - wide / 2, places->bar.y - 58 * u, wide, 50 * u};
    box.x = fmaxf(fminf(box.x, (float)stage->view.width - wide - 8 * u), 8 * u);
    overlay_card(stage, box);
    float y = box.y + box.h / 2 + 8 * u;
    draw_text(&stage->picture, &stage->measure, (Point){box.x + 18 * u, y}, ANCHOR_START, font,
              theme->strong, help, wide);
    draw_text(&stage->picture, &stage->measure, (Point){box.x + wide - 18 * u, y}, ANCHOR_END,
              keys, theme->soft, key, wide);
}

void control_bar_paint(Stage *stage)
{
    if (!control_bar_is_shown(stage))
        return;
    const Theme *theme = theme_of(stage->view.theme);
    BarPlaces places = find_places(stage);
    draw_group(&stage->picture, "control bar");
    draw_rect(&stage->picture, places.bar, 0, theme->ground);
    draw_line(&stage->picture, (Point){0, places.bar.y}, (Point){places.bar.w, places.bar.y},
              1.5f * places.u, theme->rule);
    for (int i = 0; i < BUTTONS; i++)
        paint_button(stage, &places, i);
    if (stage->bar_menu)
        paint_menu(stage, &places);
    if (stage->bar_button >= 0)
        paint_tooltip(stage, &places);
    draw_ungroup(&stage->picture);
}

/* --- the pointer --- */

static bool holds(Box box, float x, float y)
{
    return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

static int find(const Box *boxes, int count, float x, float y)
{
    for (int i = 0; i < count; i++)
        if (holds(boxes[i], x, y))
            return i;
    return -1;
}

bool control_bar_place(Stage *stage, const char *name, Box *box)
{
    BarPlaces places = find_places(stage);
    bool item = stage->bar_menu && strncmp(name, "speed ", 6) == 0;
    int i = 0;
    while (!item && i < BUTTONS && strcmp(buttons[i].name, name) != 0)
        i++;
    if (item && name[6] >= '0' && name[6] < '0' + SPEEDS)
        *box = places.menu[name[6] - '0'];
    else if (!item && i < BUTTONS)
        *box = places.buttons[i];
    else
        return false;
    return true;
}

void control_bar_speeds(Stage *stage)
{
    stage->bar_menu = !stage->bar_menu;
    stage->bar_until = stage->now + stays;
    stage->dirty = true;
}

static void choose_speed(Stage *stage, int item)
{
    stage->bar_menu = false;
    if (item < 0)
        return;
    playhead_set_speed(&stage->playhead, speeds[item]);
    stage->dirty = true;
}

static void press(Stage *stage, int button)
{
    if (button < 0)
        return;
    if (buttons[button].act == action_fit_speed)
        control_bar_speeds(stage);
    else
        buttons[button].act(stage);
    stage->dirty = true;
}

bool control_bar_pointer(Stage *stage, const Pointer *pointer)
{
    bool was = control_bar_is_shown(stage);
    int button = -1, item = -1;
    if (pointer->kind == POINTER_MOVE || pointer->kind == POINTER_DOWN)
        stage->bar_until = stage->now + stays;
    if (pointer->kind == POINTER_LEAVE)
        stage->bar_until = stage->now;
    if (!control_bar_is_shown(stage))
        return false;
    BarPlaces places = find_places(stage);
    bool inside = was && stage->drag.kind == DRAG_NONE && pointer->kind != POINTER_LEAVE &&
                  holds(places.bar, pointer->x, pointer->y);
    if (inside)
        button = find(places.buttons, BUTTONS, pointer->x, pointer->y);
    if (stage->bar_menu)
        item = find(places.menu, SPEEDS, pointer->x, pointer->y);
    stage->dirty |= !was || button != stage->bar_button || item != stage->bar_item;
    stage->bar_button = button;
    stage->bar_item = item;
    if (pointer->kind != POINTER_DOWN || pointer->button != 1)
        return inside || item >= 0;
    bool menu = stage->bar_menu;
    if (menu && button < 0)
        choose_speed(stage, item);
    press(stage, button);
    return menu || inside;
}
