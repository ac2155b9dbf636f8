/* What lies above the view's picture: the keys, details, the question of predict-first; and what is
 * shown where there is no lesson yet. */
#ifndef PLAYER_OVERLAY_H
#define PLAYER_OVERLAY_H

#include "player/stage.h"

void overlay_paint(Stage *stage);
void overlay_empty(Stage *stage);

/* Details of a lane appear once the pointer has rested on it: is it time now, and when is it? */
bool overlay_due(const Stage *stage);
double overlay_rest(const Stage *stage);

#endif
