/* A Python file's new run: until it is over, the last one's picture stays. */
#ifndef PLAYER_RUNNING_H
#define PLAYER_RUNNING_H

#include "player/stage.h"

extern const double running_rest; /* seconds until it wants its next slice */

void running_begin(Stage *stage, Str text); /* gives up the one before */
void running_step(Stage *stage);            /* a slice; shows what has come to its end */
void running_finish(Stage *stage);          /* all slices at once */
void running_drop(Stage *stage);

#endif
