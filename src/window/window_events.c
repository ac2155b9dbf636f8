/* SDL's events as the stage's input. */
#include "player/open.h"
#include "player/pointer.h"
#include "player/typed.h"
#include "window/inside.h"
#include "window/keymap.h"

#include <math.h>

static unsigned held(void)
{
    SDL_Keymod mod = sdl()->SDL_GetModState();
    return (mod & KMOD_CTRL ? HELD_CTRL : 0u) | (mod & KMOD_SHIFT ? HELD_SHIFT : 0u) |
           (mod & KMOD_ALT ? HELD_ALT : 0u);
}

/* Mouse positions come in the desktop's units. */
/* `button` is NULL where none is concerned. */
static void point(Window *window, PointerKind kind, int x, int y,
                  const SDL_MouseButtonEvent *button)
{
    int width, height;
    sdl()->SDL_GetWindowSize(window->window, &width, &height);
    float fx = width ? (float)window->width / (float)width : 1;
    float fy = height ? (float)window->height / (float)height : 1;
    Pointer pointer = {.kind = kind,
                       .x = (float)x * fx,
                       .y = (float)y * fy,
                       .button = !button                            ? 0
                                 : button->button == SDL_BUTTON_LEFT ? 1
                                                                     : button->button,
                       .twice = button && button->clicks == 2,
                       .held = held()};
    stage_pointer(window->stage, &pointer);
}

static void wheel(Window *window, const SDL_MouseWheelEvent *event)
{
    int x, y, width, height;
    sdl()->SDL_GetMouseState(&x, &y);
    sdl()->SDL_GetWindowSize(window->window, &width, &height);
    float sign = event->direction == SDL_MOUSEWHEEL_FLIPPED ? -1 : 1;
    Pointer pointer = {.kind = POINTER_WHEEL,
                       .x = (float)x * (float)window->width / (float)(width ? width : 1),
                       .y = (float)y * (float)window->height / (float)(height ? height : 1),
                       .wheel_x = event->preciseX * sign,
                       .wheel_y = event->preciseY * sign,
                       .held = held()};
    stage_pointer(window->stage, &pointer);
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
        stage_pointer(window->stage, &pointer);
}

static void window_event(Window *window, const SDL_WindowEvent *event)
{
    if (event->event != SDL_WINDOWEVENT_LEAVE && event->event != SDL_WINDOWEVENT_ENTER)
        window->presents = SETTLE_PRESENTS;
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        if (!window->stage->full_screen) {
            window->stage->windowed_width = event->data1;
            window->stage->windowed_height = event->data2;
        }
        window->stage->dirty = true;
        break;
    case SDL_WINDOWEVENT_LEAVE:
        point(window, POINTER_LEAVE, -1, -1, NULL);
        break;
    default:
        break;
    }
}

static void key_down(Window *window, const SDL_Keysym *key)
{
    char name[64];
    window->key_taken = key->mod & (KMOD_CTRL | KMOD_LALT);
    if (keymap_name(key, name, sizeof name))
        stage_key(window->stage, name);
}

void window_handle(Window *window, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_QUIT:
        if (window->stage->asks)
            window->stage->wants_quit = true;
        else
            stage_quit(window->stage);
        break;
    case SDL_WINDOWEVENT:
        window_event(window, &event->window);
        break;
    case SDL_KEYDOWN:
        key_down(window, &event->key.keysym);
        break;
    case SDL_TEXTINPUT:
        if (!window->key_taken)
            stage_text(window->stage, event->text.text);
        break;
    case SDL_MOUSEMOTION:
        point(window, POINTER_MOVE, event->motion.x, event->motion.y, NULL);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        sdl()->SDL_CaptureMouse(event->type == SDL_MOUSEBUTTONDOWN);
        point(window, event->type == SDL_MOUSEBUTTONDOWN ? POINTER_DOWN : POINTER_UP,
              event->button.x, event->button.y, &event->button);
        break;
    case SDL_MOUSEWHEEL:
        wheel(window, &event->wheel);
        break;
    case SDL_MULTIGESTURE:
        pinch(window, &event->mgesture);
        break;
    case SDL_DROPFILE:
        stage_drop(window->stage, event->drop.file);
        sdl()->SDL_free(event->drop.file);
        break;
    default:
        break;
    }
}
