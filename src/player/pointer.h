/* What the mouse does. */
#ifndef PLAYER_POINTER_H
#define PLAYER_POINTER_H

#include "player/stage.h"

void stage_pointer(Stage *stage, const Pointer *pointer);

#endif
