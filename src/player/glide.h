/* Going from step to step of what is told, so that what happens in between is seen: inside of
 * playhead.h. */
#ifndef PLAYER_GLIDE_H
#define PLAYER_GLIDE_H

#include "player/playhead.h"

/* Lets `seconds` of the way pass. True: the playhead moved. */
bool playhead_glide(Playhead *playhead, double seconds);

/* Tells the first of the notes that stand where the playhead is; the next one of them, if there is
 * one. */
void playhead_tell_first(Playhead *playhead);
bool playhead_tell_next(Playhead *playhead);

#endif
