/* Predict: a mode that asks before each step what comes, takes the room's answer by key or click,
 * shows it, says which rule was missed, and keeps score. */
#ifndef PLAYER_QUIZ_MODE_H
#define PLAYER_QUIZ_MODE_H

#include "player/stage.h"

void quiz_mode_begin(Stage *stage); /* from the playhead on */
void quiz_mode_end(Stage *stage);   /* nothing more is shown than was */

/* Whether the key, the pointer's press on `region` at the moment `at`, was for the question. */
bool quiz_mode_key(Stage *stage, const char *key);
bool quiz_mode_press(Stage *stage, const Pointer *pointer, const Region *region, Moment at);

void quiz_mode_paint(Stage *stage);

#endif
