/* The stage: all that is looked at, as one value that keys, mouse and time change. Seconds come
 * from outside; coordinates are pixels of the picture. */
#ifndef PLAYER_STAGE_H
#define PLAYER_STAGE_H

#include "player/edit.h"
#include "player/follow.h"
#include "player/gallery.h"
#include "player/playhead.h"
#include "player/settings.h"
#include "timeline/quiz.h"
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
    bool twice;             /* DOWN: the second of a double click */
    unsigned held;          /* HELD_ bits */
} Pointer;

/* How a file is opened: it comes however wrong it is; or plays at once; or comes only if it can be
 * played and nothing would be lost. */
typedef enum OpenKind { OPEN_STANDS, OPEN_PLAYS, OPEN_TRIES } OpenKind;

typedef enum DragKind { DRAG_NONE, DRAG_SEEK, DRAG_AXIS, DRAG_RANGE, DRAG_WINDOW,
                        DRAG_PAN,
                        DRAG_LENGTH } DragKind;

enum { DRAG_PLACES = 16 };

typedef struct Drag {
    DragKind kind;
    float x, y, now_x;    /* where it began; where it is */
    double from, to;      /* the axis when it began */
    float scroll;         /* likewise */
    bool was_playing, moved;
    Literal literal;      /* LENGTH: the number that follows ... */
    Place places[DRAG_PLACES]; /* ... and all places in the file where it stands, ascending */
    size_t place_count, timelines; /* in so many timelines */
    float now_y;
    char digits[32];      /* as they are now */
    double seconds_per_pixel, whole; /* seconds of the whole run when it began */
    bool changed;
} Drag;

/* Predict (quiz_mode.h). */
typedef enum QuizPhase { QUIZ_ASKS, QUIZ_TOLD, QUIZ_OVER } QuizPhase;

typedef struct QuizMode {
    Quiz list;         /* of the timelines that are shown; while view.predict */
    size_t at;         /* the question at hand; the count: all have been asked */
    QuizPhase phase;
    size_t asked, right;
    bool was_right, passed; /* of the answer; nobody gave one */
    Builder said;      /* the rule that was missed */
} QuizMode;

/* What is being loaded and will take the place of what is shown (running.h). */
typedef struct Coming {
    Loading *loading; /* NULL: nothing is */
    char *path;       /* of another file; NULL: the one that is shown, anew */
    Builder text;     /* of the other file */
    OpenKind kind;    /* likewise */
    bool at_end;      /* the playhead stood at the end */
    bool again;       /* the text has changed since: then the same once more */
    bool told;        /* it takes so long that it is said */
    double since;
} Coming;

typedef struct Zoom {
    double from, to;
} Zoom;

typedef struct Stage {
    Settings settings;
    TextMeasure measure;
    Loaded *loaded;       /* NULL: the gallery is shown, or nothing could be loaded yet */
    Loaded *ghost;        /* the run of the file, while dragged lengths are not saved; or NULL */
    ARRAY(Loaded *) leaving; /* what nobody sees any more, yet to be freed: a slice a tick */
    char *file;           /* path of what is shown, or NULL */
    bool in_gallery;
    bool gallery_comes;   /* it is being loaded, and what is open stays so far ... */
    double gallery_since; /* ... since then */
    Playhead playhead;
    ViewState view;
    Layout layout;
    Picture picture;      /* as last painted */
    Follow follow;
    Gallery gallery;
    Edit edit;
    Drag drag;
    QuizMode quiz;
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
    Builder mended;       /* the file with what is certain mended, or empty: a key writes it */
    Builder message;      /* a passing word ... */
    double message_until;
    Builder banner;       /* the mistake in the file, or empty */
    double bar_until;     /* the control bar is shown till then */
    int bar_button, bar_item; /* of the bar, of its menu of speeds, under the pointer; -1: none */
    bool bar_menu;
    Builder signs;        /* what is on and would else be forgotten, as last painted */
    Moment shown_stop, before_stop; /* what the event loop's stage shows, and showed before it */
    size_t stop_place;    /* playhead_place of what it shows */
    double stop_at;       /* when that changed */
    Coming coming;
    Mending *mending;     /* the look under way, or NULL */
    int mend_looks;       /* for mistakes that are certain to be mended, yet to be done ... */
    size_t mends;         /* ... and what they found */
    double axis_at;       /* when the kind of axis was switched */
    bool conflict;        /* the file has changed where lengths were dragged */
    bool asks;            /* whether to leave without what was dragged ... */
    bool ask_runs;        /* ... or whether to run that file, a program ... */
    Builder ask_path;     /* ... for this file, or, empty, for good */
    bool dirty;           /* something to paint */
    bool on_page;         /* a web page: no commands are told, what is kept is handed over, and what
                           * comes does so in small slices */
    Builder mistakes;     /* on a page: what was told of the text run last, as JSON Lines */
    /* Wishes that only the window can grant; it takes them back. */
    bool wants_quit, wants_full_screen, full_screen;
    int windowed_width, windowed_height; /* in the window's own units, for remembering */
    Builder wants_clipboard, wants_download; /* the second: a file's path, only on a page */
    bool title_changed;
} Stage;

void stage_begin(Stage *stage, const Settings *settings, TextMeasure measure);
void stage_end(Stage *stage);
void coming_free(Coming *coming); /* gives it up */

/* Takes over what is to be seen no more: it is freed in the ticks to come. NULL is fine. */
void stage_part(Stage *stage, Loaded *loaded);

/* A word in passing, for some seconds. */
void stage_say(Stage *stage, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
