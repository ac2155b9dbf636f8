/* player/: all that is looked at, and all that keys, mouse and time do to it, without SDL.
 * In: a file, keys, the pointer, seconds. Out: pictures, files that are kept or saved, wishes that
 * only a window can grant.
 *
 * open.h, typed.h and pointer.h are the ways in; window/ feeds them SDL's events, script.h a
 * script. stage.h is the value that everything here works on. playhead.h is time; zoom.h is what
 * part is seen; edit.h and drag.h change a length; keys.def lists the keys, actions_*.c what they
 * do; what lies above the view's picture is in overlay*.c; the wall of lessons in gallery*.c. */
#ifndef PLAYER_PLAYER_H
#define PLAYER_PLAYER_H

#include "player/stage.h"

/* Lets time pass until `now`: plays, follows the file, ends messages. */
void stage_tick(Stage *stage, double now);

/* Seconds for which nothing needs to be done unless input comes; 0 while something moves. */
double stage_rest(const Stage *stage);

/* Makes stage->picture anew. */
void stage_paint(Stage *stage);
/* Goes on with what that needs and takes long, in pieces: true when there is nothing left to do before. */
bool stage_prepare(Stage *stage);
void stage_resize(Stage *stage, int width, int height);

#endif
