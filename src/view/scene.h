/* What the files of this room share while they make one picture. All lengths are pixels unless a
 * name says otherwise; `u` turns the measures of a 1920x1080 picture into pixels. */
#ifndef VIEW_SCENE_H
#define VIEW_SCENE_H

#include "view/axis.h"
#include "view/legend.h"
#include "view/sentences.h"
#include "view/theme.h"
#include "view/view.h"

/* How much of a lane there is room for. */
typedef enum Detail {
    DETAIL_FULL,   /* two lines of label */
    DETAIL_LINE,   /* one */
    DETAIL_STRIPE, /* bars only */
    DETAIL_CENSUS  /* lanes counted, not drawn */
} Detail;

/* Sizes of type and marks that depend on how much room there is. */
typedef struct Sizes {
    float title, head, call, total, pending, label, sub, bar_label, axis, legend, small, bracket;
    float least; /* nothing is written smaller than this while there is room */
} Sizes;

/* What of a saving stands in the row already. */
typedef enum SavingTold { TOLD_NOTHING, TOLD_SAVING, TOLD_WHY } SavingTold;

/* One timeline's place. */
typedef struct Row {
    const Timeline *timeline;
    uint32_t index;
    const uint32_t *order;  /* the lanes that stand, from above; lane_count */
    bool joins;             /* equal siblings stand as one lane */
    const uint32_t *hidden; /* how many are folded into each of them; NULL: none */
    uint32_t lane_count;
    Box box;
    Axis axis;
    Detail detail;
    bool is_total;         /* only how long it took, as one bar */
    bool is_compact;       /* head and its only lane share a line */
    float words_right;     /* how far right a lane's words may reach */
    float head_y;          /* baseline of the head */
    float label_x;         /* where lane marks begin */
    float lanes_y, pitch;  /* the first lane's top; height of a lane with its gap */
    float lanes_height;
    bool has_together;     /* how many wait at once has a row of its own */
    float together_y;      /* its middle; 0: none */
    uint32_t rails;        /* resources shown (rails.c) */
    float rails_y;         /* the first rail's top */
    float threads_y, threads_pitch;
    uint32_t threads;      /* strips shown */
    float strip_y;         /* the loop strip's middle; 0: none */
    bool has_rail;         /* lanes too low for flags: prints stand on a line of their own */
    bool is_loops;         /* the rail: only what callbacks print, the rest stands in its lanes */
    float rail_y;          /* its middle; 0: none */
    bool has_lens, has_inset;
    int64_t lens_t;        /* the instant that is opened */
    Box lens, inset;       /* below the strip */
    bool all_pinned;
    uint8_t *pinned;       /* by print: it stands as a numbered pin; NULL: none does */
    uint32_t printed_lines; /* that its prints take in a part of the column */
    Box column;            /* where its prints are read; empty: nowhere in the row */
    float foot_y;          /* baseline of the first foot line */
    uint32_t foot_lines;
    SavingTold told;           /* by the bracket */
} Row;

/* The output column of every row; parts: 0 where there is none. */
typedef struct Column {
    uint32_t parts;        /* beside each other */
    bool dense;            /* its lines stand closer */
    bool overflows;        /* not all that has to be read in it has room */
    bool below;            /* the lanes; else right of them, and parts are as many as fit */
    float number, time, text, width; /* of a part and what is in it */
} Column;

typedef enum LateKind { LATE_LABEL, LATE_HELD, LATE_WAIT, LATE_FLAG, LATE_WORDS,
               LATE_PIN, LATE_BEHIND } LateKind;
enum { MOST_STACK = 3 };

/* A label that is placed with its lane but drawn above the playhead's line. */
typedef struct Late {
    LateKind kind;
    Box box;         /* with its plate */
    Str text;
    size_t strong;   /* BEHIND: so many bytes of the text stand out */
    Font font;
    Colour colour;   /* of words, or of a held bar's ground */
    Str lines[MOST_STACK]; /* FLAG; empty ones are still to come */
    uint32_t line_count;
    bool has_tip, points_right;
    float alpha;
} Late;

struct Scene {
    const Lesson *lesson;
    const ViewState *state;
    const TextMeasure *measure;
    Picture *picture;
    Layout *layout;     /* never NULL */
    const Theme *theme;
    Arena *arena;       /* the picture's */
    Moment at;
    Lengths lengths;    /* of all timelines, for words that tell them apart */
    float u;
    float most_zoom;    /* how much larger than usual a short lesson may be; 0: as may be */
    float zoom;         /* how much larger it is */
    bool is_crowded;    /* what stands around the rows leaves them too little */
    float squeeze;      /* 0 .. 1: what stands around the lanes gives its room to them */
    Sizes size;
    bool wants_insets;  /* runs that are short beside the others, once more by themselves */
    uint32_t lens_row;  /* the timeline whose most telling instant is opened, and 1; 0: none */
    bool is_overview;   /* too many timelines for a still: only their totals */
    uint32_t left_out;  /* timelines for which not even that has room */
    bool may_join;      /* equal siblings, where lanes would be too low */
    Column column;
    const Row *settled; /* rows as first planned, whose pins stay pins; or NULL */
    Box title, rows, axis_band, side, legend;
    Axis axis;          /* the first column's */
    uint32_t columns;
    Row *list;
    uint32_t row_count;
    ARRAY(Late) late;
    ARRAY(Box) taken;   /* of the row at hand: words, which nothing may cover */
    ARRAY(Box) marks;   /* of the row at hand: end marks, better left alone */
    bool planned;       /* until then what may come to be counts as what will */
    uint64_t seen;      /* bit n: LegendMark n has been drawn */
    struct Dense *dense; /* dense.c's own, in the arena; NULL: no lane was dense yet */
};

/* --- plan.c: who stands where --- */

void plan_scene(Scene *scene);

/* --- small helpers (scene.c) --- */

static inline float px(const Scene *scene, float units)
{
    return units * scene->u;
}

/* Units between `loose`, where there is room, and `tight`, where lanes need it. */
static inline float squeezed(const Scene *scene, float loose, float tight)
{
    return loose + (tight - loose) * scene->squeeze;
}

Font words(int weight, float size); /* 400 .. 800 */
Font code(float size);
Font code_bold(float size);
float text_width(const Scene *scene, Font font, Str text);
/* Baseline that centres the letters of `font` on y. */
float centred(float y, Font font);
void put_text(Scene *scene, Point at, Anchor anchor, Font font, Colour colour, Str text,
              float room);
/* Behind words that stand above the playhead's line, which must not strike them through; at their
 * baseline. */
void draw_words_plate(Scene *scene, Point at, Font font, float width);
void add_region(Scene *scene, Region region);
bool is_zoomed(const Scene *scene); /* only a part of the run is to be seen */
/* How far beyond the axis bars go on that are cut by it: past the clip, so that their ends are
 * open. */
float beyond_axis(const Scene *scene);
bool boxes_touch(Box a, Box b);
bool is_free(const Scene *scene, Box box);
void take(Scene *scene, Box box);
Str keep_text(const Scene *scene, Builder *text); /* in the arena; frees `text` */
Str words_of_time(const Scene *scene, int64_t nanoseconds);
/* What is before the playhead, or all of it on the exercise sheet's solution. */
bool has_happened(const Scene *scene, Moment at);
/* The same of a moment of which the time is known, and which is read only where that is not enough. */
static inline bool has_come(const Scene *scene, int64_t t, const Moment *moment)
{
    return t != scene->at.t ? t < scene->at.t : moment_compare(*moment, scene->at) <= 0;
}
bool has_finished(const Scene *scene, const Timeline *timeline);
/* Where a span ends on the axis: what nothing will ever end goes on to the right edge. */
float span_right(const Row *row, const Brief *span);
/* From span `next` on: the last that begins by `x`, which alone of them may reach beyond it, for
 * spans of a lane do not overlap; `next` where none does. */
size_t leap_spans(const Row *row, const Lane *lane, size_t next, float x);
Str lane_sub_label(const Scene *scene, const Lane *lane); /* `Task-2 · task1` */
float lane_indent(const Scene *scene, const Lane *lane);
float lane_middle(const Row *row, uint32_t place); /* place: index into Row.order */
/* 1, or less where the lane stands back behind the one under the mouse. */
float lane_alpha(const Scene *scene, const Row *row, uint32_t lane);

/* Whether the row's lanes are counted, not drawn; never before all is planned. */
static inline bool is_counted(const Scene *scene, const Row *row)
{
    return scene->planned && row->detail == DETAIL_CENSUS;
}

/* --- a task's number (number.c): `size` is its height --- */

float task_number_width(const Scene *scene, uint32_t lane, float size);
/* With its left middle at `at`; its width. `inside`: upon a bar of the task's own hue. */
float put_task_number(Scene *scene, const Lane *lane, Point at, float size, float alpha);
float put_task_number_inside(Scene *scene, const Lane *lane, Point at, float size, float alpha);

/* --- lanes folded to their maker, and equal siblings (folded.c) --- */

void fold_row(Scene *scene, Row *row); /* fills in order, hidden and lane_count */
Str folded_words(const Scene *scene, const Row *row, uint32_t place); /* ` +3`, or empty */
uint32_t lanes_joined(const Scene *scene, const Row *row, uint32_t place); /* 1: it is alone */
bool place_of_lane(const Row *row, uint32_t lane, uint32_t *place); /* false: folded away */

/* --- prints (rail.c, column.c, flags.c) --- */

/* `number`: of the timeline's prints, from 1. */
bool print_is_pinned(const Row *row, uint32_t number);
void pin_print(const Row *row, uint32_t number);
const Lane *rail_lane(Scene *scene, const Row *row); /* all prints of a row as one lane's marks */
float rail_height(const Scene *scene);
void draw_rail_name(Scene *scene, const Row *row);
void draw_column(Scene *scene, const Row *row);
void draw_print_number(Scene *scene, Point middle, Font font, uint32_t number);

/* --- pieces, one file each --- */

void draw_title(Scene *scene);                        /* title.c */
uint32_t description_lines(const Scene *scene);       /* title.c: how many it takes */
bool description_fits(const Scene *scene);            /* title.c: in so many */
/* The end of the longest beginning of `text` that fits in `room`, cut between words. */
size_t line_length(const Scene *scene, Font font, Str text, float room); /* title.c */
float lane_bar_height(const Scene *scene, const Row *row); /* bars.c */
float end_mark_radius(const Scene *scene, const Row *row); /* bars.c */
float lane_number_width(const Scene *scene, const Lane *lane); /* lane_labels.c: with its gap */
void draw_lane_label(Scene *scene, const Row *row, uint32_t place); /* lane_labels.c */
void draw_row_ground(Scene *scene, const Row *row);   /* heads.c */
void draw_row_head(Scene *scene, const Row *row);     /* heads.c */
void draw_row_foot(Scene *scene, const Row *row);     /* foot.c */
float row_width(const Scene *scene);                  /* areas.c: of a timeline's panel */
float foot_pitch(const Scene *scene);                  /* foot.c: of its lines */
bool tells_lines(const Scene *scene); /* foot.c: whether words name the source's lines */
uint32_t count_foot_lines(const Scene *scene, const Timeline *timeline); /* foot.c */
void draw_lane_labels(Scene *scene, const Row *row);  /* lanes.c */

/* --- lanes without patterns (thin.c) --- */

typedef struct ThinPlace {
    float middle, height;
} ThinPlace;
void draw_thin_lane(Scene *scene, const Row *row, const Lane *lane, ThinPlace place);
void draw_total_bar(Scene *scene, const Row *row); /* total.c */
void draw_beyond(Scene *scene);                      /* more.c: what can be scrolled to */
void draw_left_out(Scene *scene);                  /* total.c: how many timelines are not shown */
void draw_joined_lanes(Scene *scene, const Row *row, uint32_t place, float height);
void draw_thin_names(Scene *scene, const Row *row);
Str span_of_calls(const Scene *scene, const Lane *first, const Lane *last); /* `f(1) … f(9)` */

void draw_hover(Scene *scene, const Row *row);        /* lanes.c: below the lane's words */
void draw_lanes(Scene *scene, const Row *row);        /* lanes.c: bars, ticks, end marks */
bool lanes_hold_words(const Scene *scene, const Row *row); /* rail.c */
void place_labels(Scene *scene, const Row *row, uint32_t place); /* place.c */
void place_rail(Scene *scene, const Row *row);                   /* place.c */
/* Only notes down in the row which prints have to be pinned. */
void try_labels(Scene *scene, const Row *row, uint32_t place);   /* place.c */
void try_rail(Scene *scene, const Row *row);                     /* place.c */
void draw_late(Scene *scene);                         /* flags.c */
void draw_census_names(Scene *scene, const Row *row); /* census.c */
void draw_census(Scene *scene, const Row *row);       /* census.c */
Str census_title(const Scene *scene, const Timeline *timeline); /* census.c */
void draw_arrows(Scene *scene, const Row *row);       /* arrows.c */
void draw_strip_name(Scene *scene, const Row *row);   /* strip.c */
bool arrows_may_stand(const Scene *scene, const Row *row); /* arrows.c */
void draw_arrow(Scene *scene, Point from, Point to, Colour colour); /* arrows.c */
void draw_strip(Scene *scene, const Row *row);        /* strip.c */
void draw_thread_names(Scene *scene, const Row *row); /* threads.c */
void draw_threads(Scene *scene, const Row *row);      /* threads.c */
void draw_bracket(Scene *scene, Row *row);            /* bracket.c: fills in `told` */
void draw_axis(Scene *scene);                         /* grid.c */
void draw_grid(Scene *scene, const Row *row);         /* grid.c */
void draw_playhead_line(Scene *scene);                /* playhead.c */
void draw_playhead_head(Scene *scene);                /* playhead.c */
void draw_playhead_away(Scene *scene);                /* playhead_away.c */
void draw_side(Scene *scene);                         /* side.c */
void draw_stage(Scene *scene);                        /* stage.c: all of that picture */
Str clock_words(Scene *scene);                        /* title.c */
void draw_ghost(Scene *scene, const Row *row);        /* ghost.c */
void draw_minimap(Scene *scene);                      /* minimap.c */
float minimap_height(const Scene *scene);             /* minimap.c: units */
void draw_step_count(Scene *scene, Point right);      /* step_count.c: `step 3 of 7` */
void draw_caption(Scene *scene);                      /* caption.c */
float caption_height(const Scene *scene);             /* caption.c: units; 0: there is none */
/* The latest note of any lane, or NULL. (caption.c) */
const Mark *latest_note(const Scene *scene, const Timeline *timeline);

/* Being late (lateness.c). */
void draw_held_stretches(Scene *scene, const Row *row); /* behind the lanes */
bool is_late_span(const Span *span);
void draw_due_line(Scene *scene, float x, float middle, float high);

void draw_real_waits(Scene *scene, const Row *row); /* waited.c: on the loop's strip */

/* Who holds what (rails.c); circles of those who wait for each other (circle.c). */
bool resource_is_shown(const Scene *scene, const Resource *resource);
uint32_t count_rails(const Scene *scene, const Row *row);
float rails_pitch(const Scene *scene);
float rail_names_width(const Scene *scene, const Row *row);
void draw_rail_names(Scene *scene, const Row *row);
void draw_rails(Scene *scene, const Row *row);
void draw_circles(Scene *scene, const Row *row);
void draw_circle_arrow(Scene *scene, Point from, Point to, float bulge);

/* Time limits and cancelling (limits.c). */
void draw_limits(Scene *scene, const Row *row);
void draw_cancels(Scene *scene, const Row *row);
void draw_bent_arrow(Scene *scene, Point from, Point to, Colour colour); /* arrows.c */

/* Why something was saved (why.c). */
bool shows_together(const Scene *scene, const Row *row);
void draw_together_name(Scene *scene, const Row *row);
void draw_together(Scene *scene, const Row *row);

/* What is said of a saving (saving.c). */
Font why_font(const Scene *scene);
/* Something was saved, and nothing lost for it. */
bool is_saving_told(const Scene *scene, const Timeline *timeline);
/* `1 s saved: both sleeps wait together`, or only why; empty where that is not known. */
Str saving_words(const Scene *scene, const Timeline *timeline, bool how_much);
bool is_why_in_foot(const Scene *scene, const Row *row);
/* What of it stands at the foot, or why nothing was saved; empty: it stands above. */
Str why_line(const Scene *scene, const Timeline *timeline);

/* Bars by state, used by lanes and legend alike (bars.c). */
void draw_sleep_bar(Scene *scene, Box box, Colour hue, float alpha);
void draw_block_bar(Scene *scene, Box box, Colour hue, float alpha);
void draw_ready_bar(Scene *scene, Box box, float alpha);
void draw_await_line(Scene *scene, Box box, Colour hue, float alpha);
void draw_thread_bar(Scene *scene, Box box, Colour hue, float alpha);
void draw_end_mark(Scene *scene, Point at, float radius, MarkKind kind, Colour hue);
void draw_tick(Scene *scene, Point middle, float height, Colour hue);
void draw_race_mark(Scene *scene, Point at, float size);
void draw_note_mark(Scene *scene, Point at, float size);
void draw_warning_mark(Scene *scene, Point at, float size); /* bars.c: a triangle that calls out */
void draw_flag_plate(Scene *scene, const Late *late);       /* flags.c: without its text */

#endif
