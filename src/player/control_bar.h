/* The control bar: for hands that know video players. It comes when the mouse moves, lies over the
 * legend, and goes by itself; each button has a tooltip that names its key. */
#ifndef PLAYER_CONTROL_BAR_H
#define PLAYER_CONTROL_BAR_H

#include "player/stage.h"

void control_bar_paint(Stage *stage);

/* Whether the pointer's input was for the bar, which then has acted on it. */
bool control_bar_pointer(Stage *stage, const Pointer *pointer);

/* Seconds until it goes; a great number where it is not there. */
double control_bar_rest(const Stage *stage);
bool control_bar_is_shown(const Stage *stage);

/* Where the button of an action stands, or the n-th speed of the open menu (`speed 2`); false where
 * there is none. */
bool control_bar_place(Stage *stage, const char *name, Box *box);

/* Opens or closes the menu of speeds. */
void control_bar_speeds(Stage *stage);

#endif
