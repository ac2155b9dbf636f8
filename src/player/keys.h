/* Actions by key. keys.def is the only list: dispatch and the help overlay come from it. */
#ifndef PLAYER_KEYS_H
#define PLAYER_KEYS_H

#include "player/stage.h"

typedef struct Action {
    const char *name, *keys, *group, *help;
    void (*act)(Stage *stage);
} Action;

#define ACTION(name, keys, group, help) void action_##name(Stage *stage);
#include "player/keys.def"
#undef ACTION

extern const Action actions[];
extern const size_t action_count;

/* The action of a key, or NULL. */
const Action *key_action(const char *key);

#endif
