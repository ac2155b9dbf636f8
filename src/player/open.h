/* What is open on the stage: a file and its changes, or the gallery. */
#ifndef PLAYER_OPEN_H
#define PLAYER_OPEN_H

#include "player/stage.h"

/* Opens FILE (already resolved): it comes when it is loaded (running.h), and what is shown stays
 * until then. A wrong file comes too, as a banner over an empty stage, once it is right it appears;
 * unreadable: false and `error` says why. */
bool stage_open(Stage *stage, const char *path, FileError *error);
void stage_drop(Stage *stage, const char *path);   /* comes if it can be played */
void stage_switch(Stage *stage, const char *path); /* opens and plays it, or says why not */
void stage_quit(Stage *stage); /* asks first where something would be lost */

void stage_open_gallery(Stage *stage); /* it comes as files do (running.h) */
void stage_leave_gallery(Stage *stage); /* back to what was open before */
void stage_open_selected(Stage *stage); /* the gallery's */

void stage_poll_file(Stage *stage);            /* takes in what was saved meanwhile */
void stage_title(const Stage *stage, Builder *out);

#endif
