#include "player/keys.h"

#include <string.h>

const Action actions[] = {
#define ACTION(name_, keys_, group_, help_)                                                        \
    {.name = #name_, .keys = keys_, .group = group_, .help = help_, .act = action_##name_},
#include "player/keys.def"
#undef ACTION
};
const size_t action_count = sizeof actions / sizeof *actions;

static bool lists(const char *keys, const char *key)
{
    size_t length = strlen(key);
    while (*keys) {
        size_t word = strcspn(keys, " ");
        if (word == length && memcmp(keys, key, length) == 0)
            return true;
        keys += word + (keys[word] == ' ');
    }
    return false;
}

const Action *key_action(const char *key)
{
    for (size_t i = 0; i < action_count; i++)
        if (lists(actions[i].keys, key))
            return &actions[i];
    return NULL;
}
