/* A lane as it is drawn. Private to lanes.c and lane_marks.c. */
#ifndef VIEW_LANE_VIEW_H
#define VIEW_LANE_VIEW_H

#include "view/dense.h"
#include "view/notes.h"

typedef struct LaneView {
    Scene *scene;
    const Row *row;
    const Lane *lane;
    float middle, bar_height, left, right, now; /* now: x of the playhead */
    float alpha;
    Dense *dense; /* NULL: its spans can be told apart */
    Notes notes;  /* of the timeline, where they are numbered and the lane has one */
} LaneView;

/* Ticks, ends, races, notes; and, below those that stand alone, what a dense lane has taken in. */
void draw_marks(const LaneView *view);

#endif
