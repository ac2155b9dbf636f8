/* What keys do: whatever is open on top takes them first, then the table (keys.h) decides. */
#ifndef PLAYER_TYPED_H
#define PLAYER_TYPED_H

#include "player/ask.h"
#include "player/stage.h"

/* Keys are named as in keys.def: "Space", "Ctrl+Q", "?". */
void stage_key(Stage *stage, const char *key);
void stage_text(Stage *stage, const char *text); /* what was typed, for searching; and as keys */

void stage_answer(Stage *stage, Answer answer); /* to the question whether to leave */

#endif
