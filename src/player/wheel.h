/* What the wheel does. */
#ifndef PLAYER_WHEEL_H
#define PLAYER_WHEEL_H

#include "player/stage.h"

/* What the pointer is over is scrolled; what shows itself whole stays. With Ctrl, zooms around the
 * moment `at` under it. `region` is NULL where there is nothing. */
void stage_wheel(Stage *stage, const Pointer *pointer, const Region *region, Moment at);

#endif
