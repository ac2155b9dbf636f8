/* The help overlay: every key, from the table that the keys come from. */
#ifndef PLAYER_OVERLAY_HELP_H
#define PLAYER_OVERLAY_HELP_H

#include "player/stage.h"

void overlay_help(Stage *stage);

#endif
