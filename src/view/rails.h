/* What rails.c and rail_states.c share. */
#ifndef VIEW_RAILS_H
#define VIEW_RAILS_H

#include "view/scene.h"

typedef struct Rail {
    Scene *scene;
    const Row *row;
    const Resource *resource;
    uint32_t index;
    float middle, high, left, right, now;
    Colour ground; /* of the stretch at hand */
} Rail;

void draw_rail_states(const Rail *rail); /* rail_states.c */

#endif
