/* What the files of this room share. */
#ifndef WINDOW_INSIDE_H
#define WINDOW_INSIDE_H

#include "draw/canvas.h"
#include "player/player.h"
#include "window/sdl.h"

typedef struct Window {
    SDL_Window *window;
    SDL_Renderer *renderer;
    SDL_Texture *texture;
    Canvas canvas;
    int width, height; /* of texture and canvas */
    Fonts *fonts;
    Stage *stage;
    bool shown; /* the texture holds the stage's picture */
    int presents; /* still to be made, see settle_seconds */
    SDL_Cursor *arrow, *sizing;
    bool sizing_shown;
    bool fitted; /* to the screen, with its title bar */
    bool key_taken; /* the last key was one with Ctrl or Alt: what it types is no text */
} Window;

/* What is presented while a window is being mapped or resized may be lost without a word: after
 * such an event the picture is presented this often again. */
enum { SETTLE_PRESENTS = 4 };

/* Before the window is made: pixels are copied by software where there is nothing better. */
void window_choose_renderer(void);

/* Gives one of SDL's events to the stage. */
void window_handle(Window *window, const SDL_Event *event);

#endif
