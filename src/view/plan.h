/* What plan.c and areas.c share. */
#ifndef VIEW_PLAN_H
#define VIEW_PLAN_H

#include "view/scene.h"

/* Units a lane may have at least: below LOOSE strips that say nothing go, below JOINED equal
 * siblings become one, below NAMED bars have no names; 4 of PITCH are a bar's. */
enum { LEAST_LOOSE = 36, LEAST_JOINED = 26, LEAST_NAMED = 14,
       LEAST_LEGIBLE = 20, LEAST_PITCH = 5,
       LEAST_IN_WINDOW = 30, LEAST_COMPACT = 26, LEAST_WITH_LENS = 60 };

typedef struct Plan {
    float gap, pitch, label_width, right;
    Detail detail;
    bool clipped; /* lane labels are wider than their column may be */
    bool narrow;  /* the output column leaves the lanes too little */
    bool tight;   /* no loop strip where a single lane says the same */
    bool compact; /* short heads, no loop strips */
} Plan;

/* --- heights.c --- */

void size_type(Scene *scene);
Detail size_labels(Scene *scene, float pitch); /* labels grow with the lanes */
float lanes_counted(const Row *row);
bool has_strip(const Row *row, const Plan *plan);
float threads_pitch(const Scene *scene);
float strip_height(const Scene *scene);
float head_height(const Scene *scene, const Row *row, const Plan *plan);
float row_height(Scene *scene, const Row *row, const Plan *plan, float pitch);
float rows_height(Scene *scene, const Plan *plan, float pitch);
/* The most rows of one line that there is room for. */
uint32_t most_compact_rows(const Scene *scene, const Plan *plan);
bool fit_rows(Scene *scene, Plan *plan);

/* --- rows.c --- */

void list_rows(Scene *scene);
float widest_label(const Scene *scene);
void place_rows(Scene *scene, const Plan *plan);

/* Lanes too low for flags and pins: the row's prints stand on a line of their own. (rail.c) */
bool needs_rail(const Scene *scene, const Row *row, Detail detail);
bool needs_loops_rail(const Row *row);

/* --- prints.c --- */

/* Decides for each print of all rows, as they stand, whether it is pinned; true: some are. */
bool pin_prints(Scene *scene);

/* --- column.c --- */

/* The column's widths, for the parts it has. */
void measure_column(Scene *scene);
float column_height(Scene *scene, const Row *row); /* that it wants; 0: none */

/* Fills title, rows (the room for them), side and legend from the picture's size. */
void plan_areas(Scene *scene);

#endif
