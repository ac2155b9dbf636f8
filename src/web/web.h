/* web/: the player on a web page, without SDL's window.
 * In: a stage, the browser's events, what the page's script asks for. Out: the stage's pictures on
 * a canvas, texts and files for the script.
 *
 * page.c is what the script (assets/web) calls: texts come in and go out as UTF-8, files through
 * the folder tree that lives in the page's memory. window_web.c has the browser's events: one turn()
 * is one turn of the main loop, asked for only when something is to be done, so that a page at rest
 * does nothing. screen.c brings pictures to the canvas, keymap_web.c names the browser's keys as
 * keys.def does, touch.c makes fingers a pointer. recorder_page.c stands in for recorder/: here it is
 * the page that runs Python.
 * pdf_program.c is a second program, which makes PDF of what packed.c carries over. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "draw/canvas.h"
#include "player/player.h"

/* What is to be done before the first picture is shown. */
typedef enum Opening {
    OPENING_WAITS,    /* for the page to say what it begins with */
    OPENING_LAYS_OUT, /* once in vain, for all that a picture needs is made for the first one */
    OPENING_OVER
} Opening;

typedef struct Screen {
    Stage *stage;
    Fonts *fonts;
    Canvas canvas;
    uint32_t *bytes;  /* its pixels as the page has them: R, G, B, A */
    bool blank;       /* the page's canvas shows nothing of it */
    bool painting;    /* a picture is painted in part, and not shown yet */
    Opening opening;
    bool put_off;     /* what there is to paint, to the next turn */
    bool awaited;     /* a turn is asked for at the next frame ... */
    long timer;       /* ... or, where not 0, later */
    float pressed_x, pressed_y; /* where a button was pressed last, and when: for double clicks */
    double pressed_at;
    bool pressed;
    uint32_t no_panels; /* PANEL_ bits of those that are never shown */
} Screen;

/* Listens to the element `#canvas` from now on. All of it lives as long as the page. */
void screen_begin(Screen *screen, Stage *stage, Fonts *fonts);

/* The picture as it is now, on the page; or, where that is not done by then (screen_seconds), a part of
 * what is needed for it. All of it, however long that takes. Another size for it, before it is shown
 * again. (screen.c) */
void screen_show(Screen *screen, double until);
void screen_show_whole(Screen *screen);
void screen_fit(Screen *screen, int width, int height);

void screen_resize(Screen *screen, int width, int height); /* device pixels */
void screen_restore(Screen *screen); /* what the page's canvas showed is lost */

/* Something has changed outside of events: a turn soon. */
void screen_wake(Screen *screen);

/* After input: grants what only the page can, and sees to the next turn. */
void screen_react(Screen *screen);

double screen_seconds(void);

/* Fingers (touch.c), for a canvas that has begun. */
void screen_listen_to_touch(Screen *screen);

/* A place of the window, in CSS pixels, as the canvas counts. */
void screen_place(const Screen *screen, double x, double y, float *out_x, float *out_y);

#endif
