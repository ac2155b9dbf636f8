/* The card that asks and tells, at the bottom, where no lanes are. */
#ifndef PLAYER_QUIZ_CARD_H
#define PLAYER_QUIZ_CARD_H

#include "player/stage.h"

void quiz_card_paint(Stage *stage, const QuizQuestion *question); /* NULL: all have been asked */

/* The option at that place, or -1; whether the card is there at all. */
int quiz_card_option(const Stage *stage, const QuizQuestion *question, float x, float y);
bool quiz_card_holds(const Stage *stage, float x, float y);

#endif
