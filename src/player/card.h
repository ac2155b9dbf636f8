/* A card on top of everything, and the measure of what lies on it. */
#ifndef PLAYER_CARD_H
#define PLAYER_CARD_H

#include "player/stage.h"

void overlay_card(Stage *stage, Box box);

/* Lengths as on a 1920x1080 picture, in pixels. */
float overlay_unit(const Stage *stage);

float overlay_width(const Stage *stage, Font font, Str text);

#endif
