/* What lies above the view's picture: the keys, details, the question of predict-first; and what is
 * shown where there is no lesson yet. */
#ifndef APP_OVERLAY_H
#define APP_OVERLAY_H

#include "app/stage.h"

void overlay_paint(Stage *stage);
void overlay_empty(Stage *stage);
void overlay_help(Stage *stage);

/* A card on top of everything; lengths as on a 1920x1080 picture. */
void overlay_card(Stage *stage, Box box);
float overlay_unit(const Stage *stage);

/* Whether the passing word is painted here, and not by the view. */
bool overlay_takes_message(const Stage *stage);

/* Details of a lane appear once the pointer has rested on it: is it time now, and when is it? */
bool overlay_due(const Stage *stage);
double overlay_rest(const Stage *stage);

#endif
