/* What plan.c and areas.c share. */
#ifndef VIEW_PLAN_H
#define VIEW_PLAN_H

#include "view/scene.h"

typedef struct Plan {
    float gap, pitch, label_width, right;
    Detail detail;
    bool clipped; /* lane labels are wider than their column may be */
    bool tight;   /* no loop strip where a single lane says the same */
    bool compact; /* short heads, no loop strips */
} Plan;

/* Fills title, rows (the room for them), side and legend from the picture's size. */
void plan_areas(Scene *scene);

#endif
