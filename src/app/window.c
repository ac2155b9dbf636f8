/* The window: SDL's events in, the stage's pictures out. The picture is painted by the CPU into
 * one ARGB surface, as an export is, and shown 1 : 1. One step() is one turn of the main loop. */
#include "app/commands.h"

#include "app/keymap.h"
#include "app/places.h"
#include "app/remember.h"
#include "app/report.h"
#include "app/script.h"
#include "app/stage.h"
#include "base/mem.h"

#include <SDL.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

typedef struct Window {
    SDL_Window *window;
    SDL_Renderer *renderer;
    SDL_Texture *texture;
    uint32_t *pixels;
    int width, height; /* of texture and pixels */
    Fonts *fonts;
    Stage stage;
    bool shown; /* the texture holds the stage's picture */
    int presents; /* still to be made, see settle_seconds */
    SDL_Cursor *arrow, *sizing;
    bool sizing_shown;
} Window;

/* What is presented while a window is being mapped or resized may be lost without a word: after
 * such an event the picture is presented some more times, this far apart. */
static const double settle_seconds = 0.05;
enum { SETTLE_PRESENTS = 4 };

static double seconds(void)
{
    return (double)SDL_GetPerformanceCounter() / (double)SDL_GetPerformanceFrequency();
}

/* --- pictures --- */

/* The texture is as large as the window's real pixels, whatever units the desktop counts in. */
static bool fit_texture(Window *window)
{
    int width, height;
    if (SDL_GetRendererOutputSize(window->renderer, &width, &height) != 0 || width < 1 ||
        height < 1)
        return false;
    if (window->texture && width == window->width && height == window->height)
        return true;
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    window->texture = SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_ARGB8888,
                                        SDL_TEXTUREACCESS_STREAMING, width, height);
    window->pixels = mem_resize_array(window->pixels, (size_t)width * (size_t)height,
                                      sizeof *window->pixels);
    window->width = width;
    window->height = height;
    stage_resize(&window->stage, width, height);
    return window->texture != NULL;
}

static void show(Window *window)
{
    if (!fit_texture(window))
        return;
    if (window->stage.dirty || !window->shown) {
        int pitch = window->width * (int)sizeof *window->pixels;
        stage_paint(&window->stage);
        paint_pixels(&window->stage.picture, window->fonts, window->pixels, window->width,
                     window->height, pitch);
        SDL_UpdateTexture(window->texture, NULL, window->pixels, pitch);
        window->shown = true;
    }
    SDL_RenderCopy(window->renderer, window->texture, NULL, NULL);
    SDL_RenderPresent(window->renderer);
}

/* --- events --- */

static unsigned held(void)
{
    SDL_Keymod mod = SDL_GetModState();
    return (mod & KMOD_CTRL ? HELD_CTRL : 0u) | (mod & KMOD_SHIFT ? HELD_SHIFT : 0u) |
           (mod & KMOD_ALT ? HELD_ALT : 0u);
}

/* Mouse positions come in the desktop's units. */
static void point(Window *window, PointerKind kind, int x, int y, int button)
{
    int width, height;
    SDL_GetWindowSize(window->window, &width, &height);
    float fx = width ? (float)window->width / (float)width : 1;
    float fy = height ? (float)window->height / (float)height : 1;
    Pointer pointer = {.kind = kind,
                       .x = (float)x * fx,
                       .y = (float)y * fy,
                       .button = button,
                       .held = held()};
    stage_pointer(&window->stage, &pointer);
}

static void wheel(Window *window, const SDL_MouseWheelEvent *event)
{
    int x, y, width, height;
    SDL_GetMouseState(&x, &y);
    SDL_GetWindowSize(window->window, &width, &height);
    float sign = event->direction == SDL_MOUSEWHEEL_FLIPPED ? -1 : 1;
    Pointer pointer = {.kind = POINTER_WHEEL,
                       .x = (float)x * (float)window->width / (float)(width ? width : 1),
                       .y = (float)y * (float)window->height / (float)(height ? height : 1),
                       .wheel_x = event->preciseX * sign,
                       .wheel_y = event->preciseY * sign,
                       .held = held()};
    stage_pointer(&window->stage, &pointer);
}

/* Two fingers, where the platform reports them: apart is a wheel turned towards them. */
static void pinch(Window *window, const SDL_MultiGestureEvent *event)
{
    Pointer pointer = {.kind = POINTER_WHEEL,
                       .x = event->x * (float)window->width,
                       .y = event->y * (float)window->height,
                       .wheel_y = event->dDist * 40,
                       .held = HELD_CTRL};
    if (fabsf(event->dDist) > 0.0005f)
        stage_pointer(&window->stage, &pointer);
}

static void window_event(Window *window, const SDL_WindowEvent *event)
{
    window->presents = event->event == SDL_WINDOWEVENT_LEAVE || event->event == SDL_WINDOWEVENT_ENTER
                           ? window->presents
                           : SETTLE_PRESENTS;
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        if (!window->stage.full_screen) {
            window->stage.windowed_width = event->data1;
            window->stage.windowed_height = event->data2;
        }
        window->stage.dirty = true;
        break;
    case SDL_WINDOWEVENT_LEAVE:
        point(window, POINTER_LEAVE, -1, -1, 0);
        break;
    default:
        break;
    }
}

static void key_down(Window *window, const SDL_Keysym *key)
{
    char name[64];
    if (keymap_name(key, name, sizeof name))
        stage_key(&window->stage, name);
}

static void handle(Window *window, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        window->stage.wants_quit = true;
        break;
    case SDL_WINDOWEVENT:
        window_event(window, &event->window);
        break;
    case SDL_KEYDOWN:
        key_down(window, &event->key.keysym);
        break;
    case SDL_TEXTINPUT:
        if (!(SDL_GetModState() & (KMOD_CTRL | KMOD_LALT)))
            stage_text(&window->stage, event->text.text);
        break;
    case SDL_MOUSEMOTION:
        point(window, POINTER_MOVE, event->motion.x, event->motion.y, 0);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        SDL_CaptureMouse(event->type == SDL_MOUSEBUTTONDOWN);
        point(window, event->type == SDL_MOUSEBUTTONDOWN ? POINTER_DOWN : POINTER_UP,
              event->button.x, event->button.y,
              event->button.button == SDL_BUTTON_LEFT ? 1 : event->button.button);
        break;
    case SDL_MOUSEWHEEL:
        wheel(window, &event->wheel);
        break;
    case SDL_MULTIGESTURE:
        pinch(window, &event->mgesture);
        break;
    case SDL_DROPFILE:
        stage_drop(&window->stage, event->drop.file);
        SDL_free(event->drop.file);
        break;
    default:
        break;
    }
}

/* --- the loop --- */

static void grant_wishes(Window *window)
{
    Stage *stage = &window->stage;
    if (stage->wants_full_screen) {
        stage->full_screen = !stage->full_screen;
        SDL_SetWindowFullscreen(window->window,
                                stage->full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
        stage->wants_full_screen = false;
        stage->dirty = true;
    }
    if (stage->wants_clipboard.length) {
        SDL_SetClipboardText(stage->wants_clipboard.at);
        builder_clear(&stage->wants_clipboard);
    }
    if (stage->title_changed) {
        Builder title = {0};
        stage_title(stage, &title);
        SDL_SetWindowTitle(window->window, title.at);
        builder_free(&title);
        stage->title_changed = false;
    }
    if (stage->over_span_end != window->sizing_shown) {
        SDL_SetCursor(stage->over_span_end ? window->sizing : window->arrow);
        window->sizing_shown = stage->over_span_end;
    }
}

/* One turn: sleeps until something is to be done, does it, shows it. False when it is over. */
static bool step(Window *window)
{
    static const double frame = 1.0 / 60;
    SDL_Event event;
    double rest = stage_rest(&window->stage), began = seconds();
    if (window->presents > 0)
        rest = fmin(rest, settle_seconds);
    int got = rest > 3600 ? SDL_WaitEvent(&event)
                          : SDL_WaitEventTimeout(&event, (int)ceil(rest * 1000));
    while (got) {
        handle(window, &event);
        got = SDL_PollEvent(&event);
    }
    stage_tick(&window->stage, seconds());
    grant_wishes(window);
    if (window->presents > 0 && !window->stage.dirty) {
        window->presents--;
        show(window);
    } else if (window->stage.dirty) {
        show(window);
        double spare = frame - (seconds() - began);
        if (rest <= 0 && spare > 0.001 && stage_rest(&window->stage) <= 0)
            SDL_Delay((Uint32)(spare * 1000));
    }
    return !window->stage.wants_quit;
}

/* --- opening and closing --- */

static int say_no_display(const char *reason)
{
    report_error("no display for the window%s%s; `interleave export FILE -o picture.png` makes "
                 "pictures without one",
                 *reason ? ": " : "", reason);
    return EXIT_NO_DISPLAY;
}

/* Without a display SDL picks a driver that shows nothing; playing into it helps nobody. */
static bool shows_nothing(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return !driver || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0;
}

static bool open_window(Window *window, const Args *args)
{
    Stage *stage = &window->stage;
    SDL_Rect room;
    int width = stage->view.width, height = stage->view.height;
    if (SDL_GetDisplayUsableBounds(0, &room) == 0) {
        width = width > room.w ? room.w : width;
        height = height > room.h ? room.h : height;
    }
    stage->windowed_width = width;
    stage->windowed_height = height;
    window->window = SDL_CreateWindow("interleave", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                      width, height,
                                      SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!window->window)
        return false;
    SDL_SetWindowMinimumSize(window->window, 320, 180);
    window->renderer = SDL_CreateRenderer(window->window, -1, 0);
    window->arrow = SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_ARROW);
    window->sizing = SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_SIZEWE);
    stage->wants_full_screen = args_has(args, OPTION_FULL_SCREEN);
    window->presents = SETTLE_PRESENTS;
    SDL_StartTextInput();
    return window->renderer != NULL;
}

static void close_window(Window *window)
{
    stage_end(&window->stage);
    mem_free(window->pixels);
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    if (window->arrow)
        SDL_FreeCursor(window->arrow);
    if (window->sizing)
        SDL_FreeCursor(window->sizing);
    if (window->renderer)
        SDL_DestroyRenderer(window->renderer);
    if (window->window)
        SDL_DestroyWindow(window->window);
    fonts_close(window->fonts);
}

/* The file is looked at first: a wrong one is told also where there is no display. */
static int play(Window *window, const Args *args)
{
    int exit_code = EXIT_FINE;
    window->stage.now = seconds();
    if (!play_begin(&window->stage, args, &exit_code))
        return exit_code;
    /* SDL asks the environment's locale how keys type, and puts it back. */
    locale_t numbers = uselocale(LC_GLOBAL_LOCALE);
    int failed = SDL_Init(SDL_INIT_VIDEO);
    uselocale(numbers);
    if (failed || shows_nothing())
        return say_no_display(failed ? SDL_GetError() : "");
    if (!open_window(window, args))
        return say_no_display(SDL_GetError());
    while (step(window))
        continue;
    remember_write(&window->stage);
    return EXIT_FINE;
}

int command_play(const Args *args, const Settings *settings)
{
    Window window = {0};
    Arena arena = {0};
    char error[512];
    int exit_code = EXIT_FILE;
    if (args_has(args, OPTION_SCRIPT))
        return script_run(args, settings);
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    window.fonts = fonts_open(places_fonts(&arena), error, sizeof error);
    if (window.fonts) {
        stage_begin(&window.stage, settings, fonts_measure(window.fonts));
        remember_read(&window.stage);
        exit_code = play(&window, args);
        close_window(&window);
    } else {
        report_error("%s", error);
    }
    SDL_Quit();
    arena_free(&arena);
    return exit_code;
}
