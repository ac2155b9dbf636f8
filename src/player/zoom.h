/* What part of the run is seen: zooming, moving, scrolling, following the playhead. */
#ifndef PLAYER_ZOOM_H
#define PLAYER_ZOOM_H

#include "player/stage.h"

void stage_push_zoom(Stage *stage); /* what is seen now becomes a step for undo */
void stage_set_zoom(Stage *stage, double from, double to);
void stage_zoom_by(Stage *stage, double factor, double around); /* around: virtual seconds */
void stage_pan_by(Stage *stage, double part);                   /* of what is visible */
void stage_visible(const Stage *stage, double *from, double *to); /* virtual seconds */
void stage_scroll(Stage *stage, float pixels);

/* Moves a zoomed axis so that the playhead is seen. */
void stage_reach_playhead(Stage *stage);

/* The playhead has moved: eases begin, and a zoomed axis goes along. */
void stage_moved(Stage *stage);

#endif
