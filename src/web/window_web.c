/* The canvas: the browser's events in, pictures out. */
#include "web/web.h"

#include "base/mem.h"
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

double canvas_seconds(void)
{
    return emscripten_get_now() / 1000;
}

/* --- pictures --- */

EM_JS(void, canvas_put, (const void *pixels, int width, int height), {
    const canvas = document.getElementById("canvas");
    if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
    }
    const bytes = new Uint8ClampedArray(HEAPU8.buffer, pixels, width * height * 4);
    canvas.getContext("2d", {alpha: false}).putImageData(new ImageData(bytes, width, height), 0, 0);
    Module.frames = (Module.frames || 0) + 1;
})

static void show(Canvas *canvas)
{
    size_t count = (size_t)canvas->width * (size_t)canvas->height;
    stage_paint(canvas->stage);
    paint_pixels(&canvas->stage->picture, canvas->fonts, canvas->pixels, canvas->width,
                 canvas->height, canvas->width * (int)sizeof *canvas->pixels);
    for (size_t i = 0; i < count; i++) {
        uint32_t p = canvas->pixels[i];
        canvas->pixels[i] = (p & 0xFF00FF00) | (p >> 16 & 0xFF) | (p & 0xFF) << 16;
    }
    canvas_put(canvas->pixels, canvas->width, canvas->height);
}

void canvas_resize(Canvas *canvas, int width, int height)
{
    if (width < 1 || height < 1 || (width == canvas->width && height == canvas->height))
        return;
    canvas->pixels = mem_resize_array(canvas->pixels, (size_t)width * (size_t)height,
                                      sizeof *canvas->pixels);
    canvas->width = width;
    canvas->height = height;
    stage_resize(canvas->stage, width, height);
    canvas->stage->dirty = true;
    /* At once: a canvas that takes a new size is empty until it is painted. */
    if (canvas->warm) {
        stage_tick(canvas->stage, canvas_seconds());
        show(canvas);
    }
    canvas_wake(canvas);
}

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

static void grant_wishes(Canvas *canvas)
{
    Stage *stage = canvas->stage;
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

static void turn(Canvas *canvas);

static EM_BOOL at_frame(double time, void *context)
{
    (void)time;
    Canvas *canvas = context;
    canvas->awaited = false;
    turn(canvas);
    return EM_FALSE;
}

void canvas_wake(Canvas *canvas)
{
    if (canvas->timer)
        emscripten_clear_timeout(canvas->timer);
    canvas->timer = 0;
    if (!canvas->awaited)
        emscripten_request_animation_frame(at_frame, canvas);
    canvas->awaited = true;
}

static void at_timer(void *context)
{
    Canvas *canvas = context;
    canvas->timer = 0;
    canvas_wake(canvas);
}

static void see_to_next(Canvas *canvas)
{
    double rest = stage_rest(canvas->stage);
    if (canvas->stage->dirty)
        rest = 0;
    if (canvas->awaited)
        return;
    if (rest < 0.02)
        canvas_wake(canvas);
    else if (rest < 3600 && !canvas->timer)
        canvas->timer = emscripten_set_timeout(at_timer, ceil(rest * 1000), canvas);
}

/* A text is run in what a frame has to spare; the page's Python runs by itself. */
static void run_on(Stage *stage)
{
    static const double spare = 0.010;
    double until = canvas_seconds() + spare;
    while (running_is(stage) && !running_waits(stage) && canvas_seconds() < until)
        running_step(stage);
}

/* The first picture takes long, for every font is read for it: it is laid out in one turn, and painted
 * in the next. */
static void warm_or_show(Canvas *canvas)
{
    Stage *stage = canvas->stage;
    bool begins = !canvas->warm && (stage->loaded || stage->in_gallery);
    if (begins)
        stage_paint(stage);
    else
        show(canvas);
    canvas->warm = canvas->warm || begins;
    stage->dirty = stage->dirty || begins;
}

static void turn(Canvas *canvas)
{
    canvas->stage->view.panels &= ~canvas->no_panels;
    follow_end(&canvas->stage->follow); /* the page itself tells of changes */
    stage_tick(canvas->stage, canvas_seconds());
    run_on(canvas->stage);
    grant_wishes(canvas);
    if (canvas->stage->dirty && canvas->width)
        warm_or_show(canvas);
    canvas_wish("turn", "");
    see_to_next(canvas);
}

void canvas_react(Canvas *canvas)
{
    grant_wishes(canvas);
    canvas_wake(canvas);
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
    Canvas *canvas = context;
    Stage *stage = canvas->stage;
    char name[64];
    (void)type;
    KeyKind kind = keymap_web_name(event, name, sizeof name);
    stage->now = canvas_seconds();
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
    canvas_react(canvas);
    return EM_TRUE;
}

/* --- the mouse --- */

EM_JS(void, canvas_box, (double *box), {
    const at = document.getElementById("canvas").getBoundingClientRect();
    HEAPF64.set([at.left, at.top, at.width, at.height], box >> 3);
})

void canvas_place(const Canvas *canvas, double x, double y, float *out_x, float *out_y)
{
    double box[4];
    canvas_box(box);
    *out_x = (float)(box[2] > 0 ? (x - box[0]) * canvas->width / box[2] : 0);
    *out_y = (float)(box[3] > 0 ? (y - box[1]) * canvas->height / box[3] : 0);
}

static unsigned held(const EmscriptenMouseEvent *event)
{
    return (event->ctrlKey || event->metaKey ? HELD_CTRL : 0u) |
           (event->shiftKey ? HELD_SHIFT : 0u) | (event->altKey ? HELD_ALT : 0u);
}

static bool is_second(Canvas *canvas, const Pointer *pointer)
{
    double now = canvas_seconds();
    bool near = fabsf(pointer->x - canvas->pressed_x) < 6 &&
                fabsf(pointer->y - canvas->pressed_y) < 6;
    bool second = near && now - canvas->pressed_at < double_click;
    canvas->pressed_x = pointer->x;
    canvas->pressed_y = pointer->y;
    canvas->pressed_at = second ? 0 : now;
    return second;
}

static EM_BOOL on_mouse(int type, const EmscriptenMouseEvent *event, void *context)
{
    Canvas *canvas = context;
    bool down = type == EMSCRIPTEN_EVENT_MOUSEDOWN, up = type == EMSCRIPTEN_EVENT_MOUSEUP;
    if (up && !canvas->pressed)
        return EM_FALSE;
    Pointer pointer = {.kind = down ? POINTER_DOWN
                               : up ? POINTER_UP
                               : type == EMSCRIPTEN_EVENT_MOUSELEAVE ? POINTER_LEAVE
                                                                     : POINTER_MOVE,
                       .button = down || up ? event->button + 1 : 0,
                       .held = held(event)};
    if (pointer.kind == POINTER_LEAVE && canvas->pressed)
        return EM_FALSE; /* a drag goes on past the edge */
    canvas_place(canvas, event->clientX, event->clientY, &pointer.x, &pointer.y);
    canvas->pressed = down || (canvas->pressed && !up);
    if (down)
        pointer.twice = is_second(canvas, &pointer);
    canvas->stage->now = canvas_seconds();
    stage_pointer(canvas->stage, &pointer);
    canvas_react(canvas);
    return EM_FALSE; /* so that a press gives the canvas the focus */
}

/* Moves over the page matter only while a button that was pressed on the canvas is down. */
static EM_BOOL on_window_move(int type, const EmscriptenMouseEvent *event, void *context)
{
    return ((Canvas *)context)->pressed ? on_mouse(type, event, context) : EM_FALSE;
}

static EM_BOOL on_canvas_move(int type, const EmscriptenMouseEvent *event, void *context)
{
    return ((Canvas *)context)->pressed ? EM_FALSE : on_mouse(type, event, context);
}

EM_JS(int, canvas_takes_wheel, (void), {
    return window.parent === window || document.activeElement === document.getElementById("canvas");
})

/* In a page around it the wheel is that page's, until the picture is clicked. */
static EM_BOOL on_wheel(int type, const EmscriptenWheelEvent *event, void *context)
{
    static const double notch[] = {[DOM_DELTA_PIXEL] = 100, [DOM_DELTA_LINE] = 3,
                                   [DOM_DELTA_PAGE] = 1};
    Canvas *canvas = context;
    (void)type;
    if (!canvas_takes_wheel())
        return EM_FALSE;
    double unit = event->deltaMode <= DOM_DELTA_PAGE ? notch[event->deltaMode] : 100;
    Pointer pointer = {.kind = POINTER_WHEEL,
                       .wheel_x = (float)(event->deltaX / unit),
                       .wheel_y = (float)(-event->deltaY / unit),
                       .held = held(&event->mouse)};
    canvas_place(canvas, event->mouse.clientX, event->mouse.clientY, &pointer.x, &pointer.y);
    canvas->stage->now = canvas_seconds();
    stage_pointer(canvas->stage, &pointer);
    canvas_react(canvas);
    return EM_TRUE;
}

void canvas_begin(Canvas *canvas, Stage *stage, Fonts *fonts)
{
    static const char element[] = "#canvas";
    *canvas = (Canvas){.stage = stage, .fonts = fonts};
    emscripten_set_keydown_callback(element, canvas, EM_FALSE, on_key);
    emscripten_set_mousedown_callback(element, canvas, EM_FALSE, on_mouse);
    emscripten_set_mousemove_callback(element, canvas, EM_FALSE, on_canvas_move);
    emscripten_set_mouseleave_callback(element, canvas, EM_FALSE, on_mouse);
    emscripten_set_mouseup_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, canvas, EM_FALSE, on_mouse);
    emscripten_set_mousemove_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, canvas, EM_FALSE,
                                      on_window_move);
    emscripten_set_wheel_callback(element, canvas, EM_FALSE, on_wheel);
}
