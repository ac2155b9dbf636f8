/* web/: the player on a web page, without SDL's window.
 * In: a stage, the browser's events, what the page's script asks for. Out: the stage's pictures on
 * a canvas, texts and files for the script.
 *
 * page.c is what the script (assets/web) calls: texts come in and go out as UTF-8, files through
 * the folder tree that lives in the page's memory. window_web.c is the canvas: one turn() is one
 * turn of the main loop, asked for only when something is to be done, so that a page at rest does
 * nothing. keymap_web.c names the browser's keys as keys.def does, touch.c makes fingers a
 * pointer. recorder_page.c stands in for recorder/: here it is the page that runs Python.
 * pdf_program.c is a second program, which makes PDF of what packed.c carries over. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "player/player.h"

typedef struct Canvas {
    Stage *stage;
    Fonts *fonts;
    uint32_t *pixels; /* 0xFFRRGGBB, and as last shown: bytes R, G, B, A */
    int width, height;
    bool warm;        /* fonts are read, and a first picture laid out */
    bool awaited;     /* a turn is asked for at the next frame ... */
    long timer;       /* ... or, where not 0, later */
    float pressed_x, pressed_y; /* where a button was pressed last, and when: for double clicks */
    double pressed_at;
    bool pressed;
    uint32_t no_panels; /* PANEL_ bits of those that are never shown */
} Canvas;

/* Listens to the element `#canvas` from now on. All of it lives as long as the page. */
void canvas_begin(Canvas *canvas, Stage *stage, Fonts *fonts);
void canvas_resize(Canvas *canvas, int width, int height); /* device pixels */

/* Something has changed outside of events: a turn soon. */
void canvas_wake(Canvas *canvas);

/* After input: grants what only the page can, and sees to the next turn. */
void canvas_react(Canvas *canvas);

double canvas_seconds(void);

/* Fingers (touch.c), for a canvas that has begun. */
void canvas_listen_to_touch(Canvas *canvas);

/* A place of the window, in CSS pixels, as the canvas counts. */
void canvas_place(const Canvas *canvas, double x, double y, float *out_x, float *out_y);

#endif
