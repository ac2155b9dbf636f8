/* What comes to the stage: a file's text is loaded, run and folded in slices, one a tick, and takes the
 * place of what is shown when all is done; until then that stays and can be played. Slices are
 * counted, so a small lesson is there at once. The gallery comes in the same way, before all else. */
#ifndef PLAYER_RUNNING_H
#define PLAYER_RUNNING_H

#include "player/stage.h"

/* The text of the file that is shown (stage->edit) anew. What was under way for it is given up; but
 * while a length is dragged it comes to its end first, so that there is something to see. */
void running_begin(Stage *stage);

/* Another file in the place of the one that is shown. */
void running_open(Stage *stage, const char *path, Str text, OpenKind kind);

void running_step(Stage *stage);   /* a slice; shows what has come to its end */
void running_finish(Stage *stage); /* all of them, as long as that takes */
void running_drop(Stage *stage);

bool running_is(const Stage *stage);     /* something comes */
bool running_waits(const Stage *stage);  /* a program that says nothing so far */
double running_rest(const Stage *stage); /* seconds until the next slice is wanted */

#endif
