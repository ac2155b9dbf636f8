/* Keeping a view: the picture as a file, and the command that makes it again. */
#ifndef PLAYER_KEEP_H
#define PLAYER_KEEP_H

#include "player/stage.h"

/* Saves what is shown as a PNG beside the scenario (beside us, for a bundled lesson), under the
 * first free number, and says the command. */
void keep_view(Stage *stage);

/* The command that makes the picture as it stands; `out` is the file it names, NULL: the
 * scenario's own name. */
void stage_command(const Stage *stage, const char *out, Builder *text);

#endif
