/* Driving the stage by a script instead of a window: what tests use. One command a line:
 *
 *     size 1920 1080            the picture's size
 *     key Ctrl+Q | text abc     a key by its name in keys.def; typed characters
 *     to 300 200 | by 10 0      moves the pointer
 *     on span 0 1 2 @ 0.5 0.5   moves it into a region: kind, then timeline, lane, span as far as
 *                               they matter, then where inside (the middle)
 *     bar loop | bar speed 2     moves it to a button of the control bar, an item of its menu
 *     down | up | click         the left button; `ctrl`, `shift` may follow
 *     double                    a double click
 *     wheel 0 1                 notches; `ctrl`, `shift` may follow
 *     wait 1.5                  lets seconds pass, in frames of a sixtieth; and a
 *                               Python file's run comes to its end
 *     rest                      prints for how long nothing needs to be done
 *     copy FROM TO | delete F   changes files
 *     drop FILE                 drops a file on the window
 *     state | picture           prints where everything stands; the recorded picture
 *
 * Empty lines and those that begin with # are passed over. What `state` and `picture` print is the
 * same everywhere where the stage measures with measure_fixed. */
#ifndef PLAYER_SCRIPT_H
#define PLAYER_SCRIPT_H

#include "player/stage.h"

/* Lets `text` (which is cut up) drive the stage; what it prints is added to `out`. False where a
 * line means nothing or can't be done, and `why` says so. */
bool script_run(Stage *stage, char *text, Builder *out, Builder *why);

#endif
