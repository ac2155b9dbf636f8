/* Before dragged lengths would be lost, the stage asks: save them, leave without them, or stay; and
 * before a program that was dropped on it is run. */
#ifndef PLAYER_ASK_H
#define PLAYER_ASK_H

#include "player/stage.h"

/* Whether to go on at once; else it asks, and goes on by itself once that is answered. `path` is
 * what is to be opened instead, NULL: the program ends. */
bool ask_may_leave(Stage *stage, const char *path);

/* Asks whether to run the program, and opens it once that is answered with yes. */
void ask_to_run(Stage *stage, const char *path);

/* What the open question makes of a key or the pointer: the answer. */
typedef enum Answer { ANSWER_NONE, ANSWER_SAVE, ANSWER_LEAVE, ANSWER_STAY } Answer;
Answer ask_key(const Stage *stage, const char *key);
Answer ask_pointer(const Stage *stage, const Pointer *pointer);

void ask_paint(Stage *stage);

#endif
