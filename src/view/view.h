/* view/: layout, panels, themes: all that decides how a moment looks.
 * In: timelines, a listing, a moment, the state of the view. Out: a Picture.
 *
 * Layout and painting of what is to be seen: (timelines, listing, moment, view state) -> draw
 * commands. A pure function: the same arguments, the same picture. Knows no SDL. */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "draw/draw.h"
#include "listing/listing.h"
#include "timeline/timeline.h"
#include "timeline/values.h"

typedef enum ThemeName { THEME_LIGHT, THEME_DARK, THEME_CONTRAST } ThemeName;
typedef enum Arrangement { ARRANGE_ROWS, ARRANGE_COLUMNS } Arrangement;
typedef enum TimeUnit { UNIT_AUTO, UNIT_US, UNIT_MS, UNIT_S, UNIT_MIN, UNIT_H } TimeUnit;
typedef enum AxisKind { AXIS_TIME, AXIS_STEPS } AxisKind;

enum { PANEL_PYTHON = 1, PANEL_OUTPUT = 2, PANEL_LOOP = 4, PANEL_NARRATION = 8,
       PANEL_VALUES = 16 };

/* The panels by name, from panels.def: the bit, or 0 where none has that name; the name of
 * the n-th, or NULL past the last. */
uint32_t view_panel_bit(Str name);
const char *view_panel_name(size_t index);

/* A lesson made ready: everything that doesn't change while it is looked at. */
typedef struct Lesson {
    Str title, description;
    Timeline *const *timelines;
    uint32_t timeline_count;
    const Listing *listing; /* LISTING_SHORT; NULL where there is none */
    const Hues *hues;
    Values *const *values; /* what names hold, by timeline (NULL: none is told); NULL: not known yet */
    TimeUnit unit;
    double play_length; /* seconds of play the scenario asks for, 0 if none */
} Lesson;

/* What the window adds to the bare picture; zero for exports. */
typedef struct Transport {
    bool shown, playing;
    bool bare;          /* its room is there, and it is not */
    double speed;
    bool fitted;        /* speed is "fits", not a factor */
    const char *signs;  /* what else is on, in a word or two, or NULL */
} Transport;

/* A lane that hides all lanes made below it. */
typedef struct FoldedLane {
    uint32_t timeline, lane;
} FoldedLane;

typedef struct ViewState {
    int width, height;     /* pixels */
    float scale;           /* of type and marks; 1 at 1920x1080 (0 means 1) */
    ThemeName theme;
    Arrangement arrangement;
    AxisKind axis;
    float axis_part;       /* so much of the way from the other kind is done, 0 .. 1; 0: all */
    uint32_t panels;       /* PANEL_ bits */
    uint32_t shown;        /* bit n: timeline n is hidden (0: all are shown) */
    bool blank;            /* the exercise sheet */
    bool slide;            /* an export: bigger type, no transport */
    bool no_title, no_legend; /* leaves out the title with its description; the legend */
    bool transparent;      /* nothing behind the rows: the ground is the first command, unseen */
    bool natural;          /* type by the width alone, lanes at their own height: see view_height */
    bool show_playhead;
    bool moves;            /* one of the pictures of a film: its legend is that of all of them */
    bool predict;          /* hide what comes after the playhead, and the playhead's answer */
    double from, to;       /* visible virtual seconds; both 0: the whole run */
    float scroll;          /* pixels that rows are moved up by */
    uint32_t python_scroll, output_scroll, loop_scroll; /* lines; 0: follows what is told */
    uint32_t values_scroll;
    uint32_t narration_scroll; /* sentences */
    int hover_timeline, hover_lane; /* -1: none */
    bool lens_shown;       /* the instant of that turn is opened up */
    uint32_t lens_timeline, lens_turn;
    bool magnifies;        /* else the one at the playhead is, if it has several steps */
    bool spotlight;
    bool fold_rails;       /* who holds what is not shown */
    const FoldedLane *folded; /* the caller's */
    size_t folded_count;
    Transport transport;
    const Lesson *ghost;   /* the run before this one, drawn behind it; NULL: none */
    const Mark *note;      /* what is said of all notes at its moment, and up to it; NULL: all */
    uint32_t note_timeline; /* its timeline in the lesson */
    uint32_t stage;        /* 1 + the timeline whose event loop is on the stage; 0: none is */
    Moment stage_before;   /* its chips are on their way from how they stood then ... */
    float stage_part;      /* ... so far, 0 .. 1; 0 and 1: they have arrived */
    uint32_t step, steps;  /* `step 3 of 7` of what is told; 0: not said */
    const char *banner;    /* the mistake that keeps the last good picture up, or NULL */
    double fresh;          /* real seconds since the moment changed: eases arrows in; < 0: still */
} ViewState;

/* Where things are, so that the window can tell what the mouse is on. */
typedef enum RegionKind {
    REGION_LANE, REGION_SPAN, REGION_AXIS, REGION_PLAYHEAD, REGION_SEEK_BAR, REGION_PLAY,
    REGION_SPEED, REGION_PYTHON, REGION_OUTPUT, REGION_LOOP,
    REGION_NARRATION, REGION_VALUES, REGION_SPAN_END, REGION_TIMELINE, REGION_HELP,
    REGION_KNOB /* the playhead on the seek bar */,
    REGION_WINDOW /* what part is seen, on the seek bar */,
    REGION_AWAY /* the mark of a playhead outside of what is seen */, REGION_PANEL,
    REGION_INSTANT /* steps on the loop's strip; span: the first of them, a turn */
} RegionKind;

typedef struct Region {
    RegionKind kind;
    Box box;
    uint32_t timeline, lane, span; /* as far as they mean something */
} Region;

typedef struct Layout {
    ARRAY(Region) regions; /* later ones lie above earlier ones */
    /* One axis for all: t in ns at x is from + (x - x0) * ns_per_pixel. With columns each has its
     * own x0; this is the first's. */
    float axis_x, axis_width;
    double axis_from, axis_to; /* seconds */
    float content_height, visible_height; /* of the rows: what there is to scroll */
    Box rows; /* where lanes are seen */
    uint64_t marks_seen, marks_told; /* bit n: the n-th of legend.def was drawn, is explained */
} Layout;

/* Makes the picture of `lesson` at `at`. `layout` may be NULL; its regions are replaced. */
void view_picture(const Lesson *lesson, Moment at, const ViewState *state,
                  const TextMeasure *measure, Picture *picture, Layout *layout);
void layout_free(Layout *layout);

/* Which instant is opened up: its timeline and the first of its turns. False where none is. */
bool view_magnified(const Lesson *lesson, Moment at, const ViewState *state, uint32_t *timeline,
                    uint32_t *turn);

/* The height in which the natural picture of the state's width stands without waste; at most
 * `most`, in which it then has to fit. */
int view_height(const Lesson *lesson, Moment at, const ViewState *state,
                const TextMeasure *measure, int most);

/* The moment at which all is over: the longest timeline's end, with all its steps. */
Moment lesson_end(const Lesson *lesson);

#endif
