/* Fingers: one is the pointer; two apart or together zoom, two along pan. */
#include "web/web.h"

#include "player/pointer.h"

#include <emscripten.h>
#include <emscripten/html5.h>
#include <math.h>

static const float pixels_a_notch = 60; /* of the canvas, for two fingers that move along */

typedef struct Fingers {
    Screen *screen;
    int count;
    float x, y, apart; /* the middle of two and their distance; or the one finger */
    bool pressing;     /* the one finger holds the pointer down */
} Fingers;

static void point(Fingers *fingers, PointerKind kind)
{
    Pointer pointer = {.kind = kind, .x = fingers->x, .y = fingers->y, .button = 1};
    stage_pointer(fingers->screen->stage, &pointer);
    fingers->pressing = kind != POINTER_UP;
}

static void read_touches(Fingers *fingers, const EmscriptenTouchEvent *event, bool ended)
{
    float x[2] = {0}, y[2] = {0};
    int count = 0;
    for (int i = 0; i < event->numTouches && count < 2; i++) {
        const EmscriptenTouchPoint *touch = &event->touches[i];
        if (ended && touch->isChanged)
            continue;
        screen_place(fingers->screen, (double)touch->clientX, (double)touch->clientY, &x[count],
                     &y[count]);
        count++;
    }
    fingers->count = count;
    if (count == 0)
        return;
    fingers->x = count == 2 ? (x[0] + x[1]) / 2 : x[0];
    fingers->y = count == 2 ? (y[0] + y[1]) / 2 : y[0];
    fingers->apart = count == 2 ? hypotf(x[1] - x[0], y[1] - y[0]) : 0;
}

static void two_move(const Fingers *before, Fingers *now)
{
    Stage *stage = now->screen->stage;
    Pointer pointer = {.kind = POINTER_WHEEL, .x = now->x, .y = now->y};
    if (before->apart > 1 && now->apart > 1 && fabsf(now->apart - before->apart) > 0.5f) {
        pointer.held = HELD_CTRL; /* as the wheel zooms: by a fifth a notch */
        pointer.wheel_y = logf(now->apart / before->apart) / logf(1.2f);
        stage_pointer(stage, &pointer);
    }
    pointer.held = 0;
    pointer.wheel_x = (before->x - now->x) / pixels_a_notch;
    pointer.wheel_y = (now->y - before->y) / pixels_a_notch;
    if (fabsf(pointer.wheel_x) > fabsf(pointer.wheel_y))
        pointer.wheel_y = 0;
    else
        pointer.wheel_x = 0;
    if (pointer.wheel_x != 0 || pointer.wheel_y != 0)
        stage_pointer(stage, &pointer);
}

static EM_BOOL on_touch(int type, const EmscriptenTouchEvent *event, void *context)
{
    Fingers *fingers = context, before = *fingers;
    bool ended = type == EMSCRIPTEN_EVENT_TOUCHEND || type == EMSCRIPTEN_EVENT_TOUCHCANCEL;
    fingers->screen->stage->now = screen_seconds();
    read_touches(fingers, event, ended);
    if (fingers->pressing && fingers->count != 1)
        point(fingers, POINTER_UP);
    else if (type == EMSCRIPTEN_EVENT_TOUCHSTART && fingers->count == 1)
        point(fingers, POINTER_DOWN);
    else if (type == EMSCRIPTEN_EVENT_TOUCHMOVE && fingers->pressing)
        point(fingers, POINTER_MOVE);
    else if (type == EMSCRIPTEN_EVENT_TOUCHMOVE && fingers->count == 2 && before.count == 2)
        two_move(&before, fingers);
    screen_react(fingers->screen);
    EM_ASM({ document.getElementById("canvas").focus({preventScroll: true}); });
    return EM_TRUE; /* and no mouse comes after it */
}

void screen_listen_to_touch(Screen *screen)
{
    static Fingers fingers;
    static const char element[] = "#canvas";
    fingers = (Fingers){.screen = screen};
    emscripten_set_touchstart_callback(element, &fingers, EM_FALSE, on_touch);
    emscripten_set_touchmove_callback(element, &fingers, EM_FALSE, on_touch);
    emscripten_set_touchend_callback(element, &fingers, EM_FALSE, on_touch);
    emscripten_set_touchcancel_callback(element, &fingers, EM_FALSE, on_touch);
}
