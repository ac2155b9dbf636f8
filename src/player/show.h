/* What came of a load: on the stage, or as a banner over what is there. */
#ifndef PLAYER_SHOW_H
#define PLAYER_SHOW_H

#include "player/stage.h"

/* From now on this file is on the stage, of which nothing is shown yet. */
void stage_take_file(Stage *stage, const char *path, Str text);
void stage_show(Stage *stage, Loaded *loaded); /* takes it over */
void stage_enter_gallery(Stage *stage); /* as far as it is loaded */
void stage_drop_ghost(Stage *stage); /* the run before is of no interest any more */

/* Goes on with what names hold: a lesson's are there at once, those of a long run come in pieces,
 * between pictures. */
void stage_make_values(Stage *stage);

/* The first mistake in `diags` as the banner: `file:line:column: error: text`. */
void stage_set_banner(Stage *stage, const Diags *diags, const Source *source);

/* Goes on looking for what is certain to be mended in a text with mistakes, by about `budget` of work
 * (base/budget.h); or gives that up. */
void stage_look_for_mends(Stage *stage, uint64_t budget);
void stage_drop_mends(Stage *stage);

#endif
