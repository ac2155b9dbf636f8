/* The window without the window: everything that is looked at and everything that keys and mouse
 * do to it, as a value. window.c feeds it SDL's events and shows its pictures; script.c feeds it a
 * script. Time comes from outside, in seconds; coordinates are pixels of the picture. */
#ifndef APP_STAGE_H
#define APP_STAGE_H

#include "app/edit.h"
#include "app/follow.h"
#include "app/gallery.h"
#include "app/player.h"
#include "app/settings.h"
#include "base/file.h"
#include "lesson/lesson.h"

typedef enum PointerKind { POINTER_MOVE, POINTER_DOWN, POINTER_UP, POINTER_WHEEL,
                           POINTER_LEAVE } PointerKind;

enum { HELD_CTRL = 1, HELD_SHIFT = 2, HELD_ALT = 4 };

typedef struct Pointer {
    PointerKind kind;
    float x, y;
    float wheel_x, wheel_y; /* notches; y up is positive */
    int button;             /* 1 left, 2 middle, 3 right */
    unsigned held;          /* HELD_ bits */
} Pointer;

typedef enum DragKind { DRAG_NONE, DRAG_SEEK, DRAG_AXIS, DRAG_RANGE, DRAG_PAN,
                        DRAG_LENGTH } DragKind;

typedef struct Drag {
    DragKind kind;
    float x, y, now_x;    /* where it began; where it is */
    double from, to;      /* the axis when it began */
    float scroll;         /* likewise */
    bool was_playing, moved;
    Literal literal;      /* LENGTH: the number that follows ... */
    double seconds_per_pixel, whole; /* seconds of the whole run when it began */
    bool changed;
} Drag;

typedef struct Zoom {
    double from, to;
} Zoom;

typedef struct Stage {
    Settings settings;
    TextMeasure measure;
    Loaded *loaded;       /* NULL: the gallery is shown, or nothing could be loaded yet */
    char *file;           /* path of what is shown, or NULL */
    bool in_gallery;
    Player player;
    ViewState view;
    Layout layout;
    Picture picture;      /* as last painted */
    Follow follow;
    Gallery gallery;
    Edit edit;
    Drag drag;
    ARRAY(Zoom) zooms;    /* earlier ones, for undo */
    ARRAY(FoldedLane) folded;
    float pointer_x, pointer_y;
    bool pointer_inside;
    double rested_at;     /* when the pointer came to the lane it is on */
    int hover_span;       /* of the lane under the pointer, or pinned; -1: none */
    float details_x, details_y;
    bool details_shown, over_span_end;
    double wheeled_at;    /* zooming in one go is one step for undo */
    bool help, blanked, following, still;
    int details_timeline, details_lane; /* pinned by a click; -1: none */
    double now, moved_at; /* seconds; when the moment last changed */
    Builder message;      /* a passing word ... */
    double message_until;
    Builder banner;       /* the mistake in the file, or empty */
    bool dirty;           /* something to paint */
    /* Wishes that only the window can grant; it takes them back. */
    bool wants_quit, wants_full_screen, full_screen;
    int windowed_width, windowed_height; /* in the window's own units, for remembering */
    Builder wants_clipboard;
    bool title_changed;
} Stage;

void stage_begin(Stage *stage, const Settings *settings, TextMeasure measure);
void stage_end(Stage *stage);

/* Opens FILE (already resolved): true where it is shown. A wrong file is shown too, as a banner
 * over an empty stage, once it is right it appears; unreadable: false and `error` says why. */
bool stage_open(Stage *stage, const char *path, FileError *error);
void stage_open_gallery(Stage *stage);
void stage_leave_gallery(Stage *stage); /* back to what was open before */

/* Input. Keys are named as in keys.def: "Space", "Ctrl+Q", "?". */
void stage_key(Stage *stage, const char *key);
void stage_text(Stage *stage, const char *text); /* what was typed, for searching; and as keys */
void stage_pointer(Stage *stage, const Pointer *pointer);
void stage_resize(Stage *stage, int width, int height);
void stage_drop(Stage *stage, const char *path);

/* Lets time pass until `now`: plays, follows the file, ends messages. */
void stage_tick(Stage *stage, double now);

/* Seconds for which nothing needs to be done unless input comes; 0 while something moves. */
double stage_rest(const Stage *stage);

/* Makes stage->picture anew. */
void stage_paint(Stage *stage);

/* For the parts of the stage: */
void stage_say(Stage *stage, const char *format, ...) __attribute__((format(printf, 2, 3)));
void stage_show(Stage *stage, Loaded *loaded); /* takes it over */
void stage_moved(Stage *stage);                /* the playhead has */
void stage_title(const Stage *stage, Builder *out);
void stage_push_zoom(Stage *stage);
void stage_set_zoom(Stage *stage, double from, double to);
void stage_zoom_by(Stage *stage, double factor, double around); /* around: virtual seconds */
void stage_pan_by(Stage *stage, double part);                   /* of what is visible */
void stage_scroll(Stage *stage, float pixels);
Moment stage_moment_at(Stage *stage, float x); /* on the axis, snapped to what happens there */
void stage_open_selected(Stage *stage);        /* the gallery's */
void stage_reveal(Stage *stage);               /* ends predict-first */
void stage_poll_file(Stage *stage);             /* takes in what was saved meanwhile */
bool stage_rerun(Stage *stage);                /* shows edit.text; false where it is wrong */
/* The command that makes the picture as it stands; `out` is the file it names. */
void stage_command(const Stage *stage, const char *out, Builder *text);

/* One line of JSON: where everything stands, for scripts. */
void stage_state(const Stage *stage, Builder *out);

#endif
