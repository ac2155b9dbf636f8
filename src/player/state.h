/* Where everything on the stage stands, as one line of JSON: for scripts. */
#ifndef PLAYER_STATE_H
#define PLAYER_STATE_H

#include "player/stage.h"

void stage_state(const Stage *stage, Builder *out);

#endif
