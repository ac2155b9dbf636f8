/* Dragging the end of a bar: the number behind it follows, and with it the whole run. */
#ifndef PLAYER_DRAG_H
#define PLAYER_DRAG_H

#include "player/stage.h"

void drag_length_begin(Stage *stage, const Region *region, const Pointer *pointer);
void drag_length_move(Stage *stage, const Pointer *pointer);
void drag_length_end(Stage *stage);

#endif
