/* The magnifier of an instant, and the inset of a run that is short beside the others. */
#ifndef VIEW_LENS_H
#define VIEW_LENS_H

#include "view/scene.h"

typedef struct LensStep {
    Box box;
    uint32_t number; /* in the instant, from 1 */
} LensStep;

/* The instant whose order says most; what it weighs, 0 where none says anything. */
int find_instant(const Timeline *timeline, int64_t *t);

/* The instant that a still opens: the one that was asked for, or that. False where there is none. */
bool lens_instant(const Scene *scene, const Timeline *timeline, int64_t *t);

float lens_height(const Scene *scene);
/* Row.lens_t opened up in `box`. */
void draw_lens(Scene *scene, const Row *row, Box box);

/* The one that the view's state opens, beside its strip and above all else. */
void draw_opened_instant(Scene *scene);

/* Whether the row's run is so short that it has to be shown once more, by itself. */
bool wants_inset(const Scene *scene, const Row *row);
float inset_height(const Scene *scene, const Row *row, float pitch);
Axis inset_axis(const Row *row); /* of the run alone */
void draw_inset(Scene *scene, const Row *row);

#endif
