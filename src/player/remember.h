/* What the window remembers from one time to the next: its size, and which panels are shown. */
#ifndef PLAYER_REMEMBER_H
#define PLAYER_REMEMBER_H

#include "player/stage.h"

/* Where the options say nothing else. A file that makes no sense is as none. */
void remember_read(Stage *stage);
void remember_write(const Stage *stage);

#endif
