/* The canvas: the browser's events in, pictures out. */
#include "web/web.h"

#include "player/keys.h"
#include "player/open.h"
#include "player/pointer.h"
#include "player/running.h"
#include "player/typed.h"
#include "web/keymap_web.h"

#include <emscripten.h>
#include <emscripten/html5.h>
#include <math.h>
#include <string.h>

static const double double_click = 0.4; /* seconds at most between the two */

/* --- the loop --- */

EM_JS(void, canvas_wish, (const char *wish, const char *text), {
    Module.wish && Module.wish(UTF8ToString(wish), UTF8ToString(text));
})

static void take_text(const char *wish, Builder *text)
{
    if (!text->length)
        return;
    canvas_wish(wish, text->at);
    builder_clear(text);
}

static void grant_wishes(Screen *screen)
{
    Stage *stage = screen->stage;
    take_text("copy", &stage->wants_clipboard);
    take_text("download", &stage->wants_download);
    if (stage->wants_full_screen)
        canvas_wish("full screen", "");
    if (stage->title_changed) {
        Builder title = {0};
        stage_title(stage, &title);
        canvas_wish("title", title.at);
        builder_free(&title);
    }
    canvas_wish("pointer", stage->over_span_end ? "ew-resize" : "");
    /* A page is left by the browser's own means. */
    stage->wants_full_screen = stage->title_changed = stage->wants_quit = false;
}

static void turn(Screen *screen);

static EM_BOOL at_frame(double time, void *context)
{
    (void)time;
    Screen *screen = context;
    screen->awaited = false;
    turn(screen);
    return EM_FALSE;
}

static void at_once(void *context)
{
    Screen *screen = context;
    screen->awaited = false;
    turn(screen);
}

/* While a canvas shows nothing yet there is no frame to wait for. */
void screen_wake(Screen *screen)
{
    bool first = screen->blank && screen->canvas.width;
    if (screen->timer)
        emscripten_clear_timeout(screen->timer);
    screen->timer = 0;
    if (!screen->awaited && (first || screen->opening == OPENING_WAITS))
        emscripten_set_timeout(at_once, 0, screen);
    else if (!screen->awaited)
        emscripten_request_animation_frame(at_frame, screen);
    screen->awaited = true;
}

static void at_timer(void *context)
{
    Screen *screen = context;
    screen->timer = 0;
    screen_wake(screen);
}

static void see_to_next(Screen *screen)
{
    double rest = stage_rest(screen->stage);
    if (screen->stage->dirty || screen->painting)
        rest = 0;
    if (screen->awaited)
        return;
    if (rest < 0.02)
        screen_wake(screen);
    else if (rest < 3600 && !screen->timer)
        screen->timer = emscripten_set_timeout(at_timer, ceil(rest * 1000), screen);
}

/* A text is run in what a frame has to spare; the page's Python runs by itself. */
static void run_on(Stage *stage, double until)
{
    while (running_is(stage) && !running_waits(stage) && screen_seconds() < until)
        running_step(stage);
}

/* Runs and paints; where the one has taken all the time, the other has the next turn for itself. */
static void turn(Screen *screen)
{
    static const double spare = 0.012, of_it_to_run = 0.008; /* seconds of a frame */
    static const double at_first = 0.003; /* for what is compiled on the way */
    double now = screen_seconds();
    bool only_paints = screen->put_off || screen->opening == OPENING_LAYS_OUT;
    screen->stage->view.panels &= ~screen->no_panels;
    follow_end(&screen->stage->follow); /* the page itself tells of changes */
    stage_tick(screen->stage, now);
    if (!only_paints)
        run_on(screen->stage, now + (screen->blank ? at_first : of_it_to_run));
    grant_wishes(screen);
    bool paints = screen->stage->dirty || screen->painting;
    screen->put_off = paints && !only_paints && screen_seconds() > now + spare;
    if (paints && !screen->put_off)
        screen_show(screen, now + spare);
    canvas_wish("turn", "");
    see_to_next(screen);
}

void screen_resize(Screen *screen, int width, int height)
{
    if (width < 1 || height < 1 ||
        (width == screen->canvas.width && height == screen->canvas.height))
        return;
    screen_fit(screen, width, height);
    /* At once: a canvas that takes a new size is empty until it is painted. */
    if (screen->opening == OPENING_OVER) {
        stage_tick(screen->stage, screen_seconds());
        screen_show_whole(screen);
    }
    screen_wake(screen);
}

void screen_restore(Screen *screen)
{
    screen->blank = screen->stage->dirty = true;
    screen_wake(screen);
}

void screen_react(Screen *screen)
{
    grant_wishes(screen);
    screen_wake(screen);
}

/* --- keys --- */

/* Tab goes on to the page's next control, unless it has something to choose here. */
static bool leaves(const Stage *stage, const char *name)
{
    return (strcmp(name, "Tab") == 0 && (!stage->view.stage || stage->in_gallery)) ||
           strcmp(name, "Shift+Tab") == 0;
}

static EM_BOOL on_key(int type, const EmscriptenKeyboardEvent *event, void *context)
{
    Screen *screen = context;
    Stage *stage = screen->stage;
    char name[64];
    (void)type;
    KeyKind kind = keymap_web_name(event, name, sizeof name);
    stage->now = screen_seconds();
    if (kind == KEY_TEXT) {
        stage_text(stage, name);
    } else if (kind == KEY_NAMED && !leaves(stage, name)) {
        if (!key_action(name) && !stage->in_gallery && !stage->asks)
            return EM_FALSE;
        stage_key(stage, name);
        if (strcmp(name, "Space") == 0)
            stage_text(stage, " ");
    } else {
        return EM_FALSE;
    }
    screen_react(screen);
    return EM_TRUE;
}

/* --- the mouse --- */

EM_JS(void, canvas_box, (double *box), {
    const at = document.getElementById("canvas").getBoundingClientRect();
    HEAPF64.set([at.left, at.top, at.width, at.height], box >> 3);
})

void screen_place(const Screen *screen, double x, double y, float *out_x, float *out_y)
{
    double box[4];
    canvas_box(box);
    *out_x = (float)(box[2] > 0 ? (x - box[0]) * screen->canvas.width / box[2] : 0);
    *out_y = (float)(box[3] > 0 ? (y - box[1]) * screen->canvas.height / box[3] : 0);
}

static unsigned held(const EmscriptenMouseEvent *event)
{
    return (event->ctrlKey || event->metaKey ? HELD_CTRL : 0u) |
           (event->shiftKey ? HELD_SHIFT : 0u) | (event->altKey ? HELD_ALT : 0u);
}

static bool is_second(Screen *screen, const Pointer *pointer)
{
    double now = screen_seconds();
    bool near = fabsf(pointer->x - screen->pressed_x) < 6 &&
                fabsf(pointer->y - screen->pressed_y) < 6;
    bool second = near && now - screen->pressed_at < double_click;
    screen->pressed_x = pointer->x;
    screen->pressed_y = pointer->y;
    screen->pressed_at = second ? 0 : now;
    return second;
}

static EM_BOOL on_mouse(int type, const EmscriptenMouseEvent *event, void *context)
{
    Screen *screen = context;
    bool down = type == EMSCRIPTEN_EVENT_MOUSEDOWN, up = type == EMSCRIPTEN_EVENT_MOUSEUP;
    if (up && !screen->pressed)
        return EM_FALSE;
    Pointer pointer = {.kind = down ? POINTER_DOWN
                               : up ? POINTER_UP
                               : type == EMSCRIPTEN_EVENT_MOUSELEAVE ? POINTER_LEAVE
                                                                     : POINTER_MOVE,
                       .button = down || up ? event->button + 1 : 0,
                       .held = held(event)};
    if (pointer.kind == POINTER_LEAVE && screen->pressed)
        return EM_FALSE; /* a drag goes on past the edge */
    screen_place(screen, event->clientX, event->clientY, &pointer.x, &pointer.y);
    screen->pressed = down || (screen->pressed && !up);
    if (down)
        pointer.twice = is_second(screen, &pointer);
    screen->stage->now = screen_seconds();
    stage_pointer(screen->stage, &pointer);
    screen_react(screen);
    return EM_FALSE; /* so that a press gives the canvas the focus */
}

/* Moves over the page matter only while a button that was pressed on the canvas is down. */
static EM_BOOL on_window_move(int type, const EmscriptenMouseEvent *event, void *context)
{
    return ((Screen *)context)->pressed ? on_mouse(type, event, context) : EM_FALSE;
}

static EM_BOOL on_screen_move(int type, const EmscriptenMouseEvent *event, void *context)
{
    return ((Screen *)context)->pressed ? EM_FALSE : on_mouse(type, event, context);
}

EM_JS(int, canvas_takes_wheel, (void), {
    return window.parent === window || document.activeElement === document.getElementById("canvas");
})

/* In a page around it the wheel is that page's, until the picture is clicked. */
static EM_BOOL on_wheel(int type, const EmscriptenWheelEvent *event, void *context)
{
    static const double notch[] = {[DOM_DELTA_PIXEL] = 100, [DOM_DELTA_LINE] = 3,
                                   [DOM_DELTA_PAGE] = 1};
    Screen *screen = context;
    (void)type;
    if (!canvas_takes_wheel())
        return EM_FALSE;
    double unit = event->deltaMode <= DOM_DELTA_PAGE ? notch[event->deltaMode] : 100;
    Pointer pointer = {.kind = POINTER_WHEEL,
                       .wheel_x = (float)(event->deltaX / unit),
                       .wheel_y = (float)(-event->deltaY / unit),
                       .held = held(&event->mouse)};
    screen_place(screen, event->mouse.clientX, event->mouse.clientY, &pointer.x, &pointer.y);
    screen->stage->now = screen_seconds();
    stage_pointer(screen->stage, &pointer);
    screen_react(screen);
    return EM_TRUE;
}

void screen_begin(Screen *screen, Stage *stage, Fonts *fonts)
{
    static const char element[] = "#canvas";
    *screen = (Screen){.stage = stage, .fonts = fonts};
    emscripten_set_keydown_callback(element, screen, EM_FALSE, on_key);
    emscripten_set_mousedown_callback(element, screen, EM_FALSE, on_mouse);
    emscripten_set_mousemove_callback(element, screen, EM_FALSE, on_screen_move);
    emscripten_set_mouseleave_callback(element, screen, EM_FALSE, on_mouse);
    emscripten_set_mouseup_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, screen, EM_FALSE, on_mouse);
    emscripten_set_mousemove_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, screen, EM_FALSE,
                                      on_window_move);
    emscripten_set_wheel_callback(element, screen, EM_FALSE, on_wheel);
}
