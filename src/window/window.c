/* One step() is one turn of the main loop. */
#include "window/window.h"

#include "player/open.h"
#include "player/running.h"
#include "window/inside.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double settle_seconds = 0.05; /* between those presents */

double window_seconds(void)
{
    return (double)sdl()->SDL_GetPerformanceCounter() /
           (double)sdl()->SDL_GetPerformanceFrequency();
}

/* --- pictures --- */

/* The texture is as large as the window's real pixels, whatever units the desktop counts in. */
static bool fit_texture(Window *window)
{
    int width, height;
    if (sdl()->SDL_GetRendererOutputSize(window->renderer, &width, &height) != 0 || width < 1 ||
        height < 1)
        return false;
    if (window->texture && width == window->width && height == window->height)
        return true;
    if (window->texture)
        sdl()->SDL_DestroyTexture(window->texture);
    window->texture = sdl()->SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_ARGB8888,
                                        SDL_TEXTUREACCESS_STREAMING, width, height);
    canvas_resize(&window->canvas, width, height);
    window->shown = false;
    window->width = width;
    window->height = height;
    stage_resize(window->stage, width, height);
    return window->texture != NULL;
}

/* Only what has changed goes to the texture, too. */
static void paint(Window *window)
{
    const Canvas *canvas = &window->canvas;
    stage_paint(window->stage);
    canvas_paint(&window->canvas, &window->stage->picture, window->fonts);
    for (int i = 0; i < canvas->damage.count; i++) {
        Patch patch = canvas->damage.patches[i];
        SDL_Rect place = {patch.x0, patch.y0, patch.x1 - patch.x0, patch.y1 - patch.y0};
        sdl()->SDL_UpdateTexture(window->texture, &place,
                          canvas->pixels + (size_t)patch.y0 * (size_t)canvas->width + patch.x0,
                          canvas->width * (int)sizeof *canvas->pixels);
    }
    window->shown = true;
}

static void show(Window *window)
{
    if (!fit_texture(window))
        return;
    if (window->stage->dirty || !window->shown)
        paint(window);
    sdl()->SDL_RenderCopy(window->renderer, window->texture, NULL, NULL);
    sdl()->SDL_RenderPresent(window->renderer);
}

/* --- the loop --- */

static void grant_wishes(Window *window)
{
    Stage *stage = window->stage;
    if (stage->wants_full_screen) {
        stage->full_screen = !stage->full_screen;
        sdl()->SDL_SetWindowFullscreen(window->window,
                                stage->full_screen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
        stage->wants_full_screen = false;
        stage->dirty = true;
    }
    if (stage->wants_clipboard.length) {
        sdl()->SDL_SetClipboardText(stage->wants_clipboard.at);
        builder_clear(&stage->wants_clipboard);
    }
    if (stage->title_changed) {
        Builder title = {0};
        stage_title(stage, &title);
        sdl()->SDL_SetWindowTitle(window->window, title.at);
        builder_free(&title);
        stage->title_changed = false;
    }
    if (stage->over_span_end != window->sizing_shown) {
        sdl()->SDL_SetCursor(stage->over_span_end ? window->sizing : window->arrow);
        window->sizing_shown = stage->over_span_end;
    }
}

/* Once the desktop has put its title bar around it, all of the window still fits on the screen. */
static void fit_screen(Window *window)
{
    SDL_Rect room;
    int top, left, bottom, right, width, height;
    int screen = sdl()->SDL_GetWindowDisplayIndex(window->window);
    if (window->fitted || window->stage->full_screen ||
        sdl()->SDL_GetWindowBordersSize(window->window, &top, &left, &bottom, &right) != 0 ||
        top + left + bottom + right == 0 || sdl()->SDL_GetDisplayUsableBounds(screen, &room) != 0)
        return;
    window->fitted = true;
    sdl()->SDL_GetWindowSize(window->window, &width, &height);
    int most_width = room.w - left - right, most_height = room.h - top - bottom;
    if (width <= most_width && height <= most_height)
        return;
    sdl()->SDL_SetWindowSize(window->window, width < most_width ? width : most_width,
                      height < most_height ? height : most_height);
    sdl()->SDL_SetWindowPosition(window->window, room.x + left, room.y + top);
}

/* One turn: sleeps until something is to be done, does it, shows it. False when it is over. */
static bool step(Window *window)
{
    static const double frame = 1.0 / 60;
    SDL_Event event;
    double rest = stage_rest(window->stage), began = window_seconds();
    if (window->presents > 0)
        rest = fmin(rest, settle_seconds);
    int got = rest > 3600 ? sdl()->SDL_WaitEvent(&event)
                          : sdl()->SDL_WaitEventTimeout(&event, (int)ceil(rest * 1000));
    while (got) {
        window_handle(window, &event);
        got = sdl()->SDL_PollEvent(&event);
    }
    stage_tick(window->stage, window_seconds());
    grant_wishes(window);
    fit_screen(window);
    if (window->presents > 0 && !window->stage->dirty) {
        window->presents--;
        show(window);
    } else if (window->stage->dirty) {
        show(window);
        double spare = frame - (window_seconds() - began);
        while (spare > 0.004 && running_is(window->stage) && !running_waits(window->stage)) {
            running_step(window->stage); /* what comes need not wait for the next picture */
            spare = frame - (window_seconds() - began);
        }
        if (rest <= 0 && spare > 0.001 && stage_rest(window->stage) <= 0)
            sdl()->SDL_Delay((Uint32)(spare * 1000));
    }
    return !window->stage->wants_quit;
}

/* --- opening and closing --- */

/* Without a display SDL picks a driver that shows nothing; playing into it helps nobody. */
static bool shows_nothing(void)
{
    const char *driver = sdl()->SDL_GetCurrentVideoDriver();
    return !driver || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0;
}

static bool open_window(Window *window)
{
    Stage *stage = window->stage;
    SDL_Rect room;
    int width = stage->view.width, height = stage->view.height;
    if (sdl()->SDL_GetDisplayUsableBounds(0, &room) == 0) {
        width = width > room.w ? room.w : width;
        height = height > room.h ? room.h : height;
    }
    stage->windowed_width = width;
    stage->windowed_height = height;
    window_choose_renderer();
    window->window =
        sdl()->SDL_CreateWindow("interleave", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width,
                                height, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!window->window)
        return false;
    sdl()->SDL_SetWindowMinimumSize(window->window, 320, 180);
    window->renderer = sdl()->SDL_CreateRenderer(window->window, -1, 0);
    window->arrow = sdl()->SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_ARROW);
    window->sizing = sdl()->SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_SIZEWE);
    window->presents = SETTLE_PRESENTS;
    sdl()->SDL_StartTextInput();
    return window->renderer != NULL;
}

static void close_window(Window *window)
{
    canvas_free(&window->canvas);
    if (window->texture)
        sdl()->SDL_DestroyTexture(window->texture);
    if (window->arrow)
        sdl()->SDL_FreeCursor(window->arrow);
    if (window->sizing)
        sdl()->SDL_FreeCursor(window->sizing);
    if (window->renderer)
        sdl()->SDL_DestroyRenderer(window->renderer);
    if (window->window)
        sdl()->SDL_DestroyWindow(window->window);
}

static bool begin_video(void)
{
    sdl()->SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    sdl()->SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    /* SDL asks the environment's locale how keys type, and puts it back. */
    locale_t numbers = uselocale(LC_GLOBAL_LOCALE);
    if (!getenv("XDG_RUNTIME_DIR")) /* where Wayland can't be, its library only complains */
        sdl()->SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11,KMSDRM");
    int failed = sdl()->SDL_Init(SDL_INIT_VIDEO);
    uselocale(numbers);
    return !failed && !shows_nothing();
}

bool window_play(Stage *stage, Fonts *fonts, Builder *why)
{
    Window window = {.stage = stage, .fonts = fonts};
    bool shown = begin_video();
    if (shown && !open_window(&window)) {
        builder_text(why, sdl()->SDL_GetError());
        shown = false;
    }
    while (shown && step(&window))
        continue;
    close_window(&window);
    sdl()->SDL_Quit();
    return shown;
}
