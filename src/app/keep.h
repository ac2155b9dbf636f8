/* Keeping a view: the picture as a file, and the command that makes it again. */
#ifndef APP_KEEP_H
#define APP_KEEP_H

#include "app/stage.h"

/* Saves what is shown as a PNG beside the scenario (beside us, for a bundled lesson), under the
 * first free number, and says the command. */
void keep_view(Stage *stage);

#endif
