/* What plan.c and areas.c share. */
#ifndef VIEW_PLAN_H
#define VIEW_PLAN_H

#include "view/scene.h"

typedef struct Plan {
    float gap, pitch, label_width, right;
    Detail detail;
    bool clipped; /* lane labels are wider than their column may be */
    bool narrow;  /* the output column leaves the lanes too little */
    bool tight;   /* no loop strip where a single lane says the same */
    bool compact; /* short heads, no loop strips */
} Plan;

/* Lanes too low for flags and pins: the row's prints stand on a line of their own. (rail.c) */
bool needs_rail(const Scene *scene, const Row *row, Detail detail);

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
