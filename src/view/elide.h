/* Cutting text that has no room. */
#ifndef VIEW_ELIDE_H
#define VIEW_ELIDE_H

#include "view/scene.h"

/* Bytes of a text. */
typedef struct Stretch {
    size_t from, to;
} Stretch;

/* The bytes of `text` in which it differs from `other`; empty where they are the same. */
Stretch difference(Str text, Str other);

/* `text` with `…` for a part of its middle, so that it fits in `room`; nothing of `keep` goes. As
 * it is where it fits, and where it can't be made to. In the picture's arena. */
Str elide_middle(const Scene *scene, Font font, Str text, float room, Stretch keep);

#endif
