#include "web/keymap_web.h"

#include <stdio.h>
#include <string.h>

/* Those whose names differ. */
static const char *plain_name(const char *key)
{
    static const char *const names[][2] = {
        {"ArrowLeft", "Left"}, {"ArrowRight", "Right"}, {"ArrowUp", "Up"},
        {"ArrowDown", "Down"}, {"Enter", "Return"},     {" ", "Space"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(key, names[i][0]) == 0)
            return names[i][1];
    return key;
}

/* One character, of whatever alphabet. */
static bool types(const char *key)
{
    size_t length = strlen(key);
    return length == 1 || ((unsigned char)key[0] >= 0x80 && length <= 4);
}

/* Reloading, going back, closing and zooming stay the browser's. */
static bool is_ours(const char *name)
{
    static const char *const with_ctrl[] = {"Ctrl+C", "Ctrl+Z", "Ctrl+Y", "Ctrl+S",
                                            "Ctrl+Shift+Z"};
    for (size_t i = 0; i < sizeof with_ctrl / sizeof *with_ctrl; i++)
        if (strcmp(name, with_ctrl[i]) == 0)
            return true;
    return strncmp(name, "Ctrl+", 5) != 0 && strncmp(name, "Alt+", 4) != 0 &&
           strcmp(name, "F5") != 0 && strcmp(name, "F12") != 0;
}

KeyKind keymap_web_name(const EmscriptenKeyboardEvent *key, char *name, size_t size)
{
    bool ctrl = key->ctrlKey || key->metaKey, alt = key->altKey;
    const char *plain = plain_name(key->key);
    if (types(plain) && ctrl == alt) {
        snprintf(name, size, "%s", plain);
        return KEY_TEXT;
    }
    bool letter = plain[0] >= 'a' && plain[0] <= 'z' && !plain[1];
    snprintf(name, size, "%s%s%s%s", ctrl ? "Ctrl+" : "", alt ? "Alt+" : "",
             key->shiftKey ? "Shift+" : "", plain);
    if (letter)
        name[strlen(name) - 1] = (char)(plain[0] - 'a' + 'A');
    return is_ours(name) ? KEY_NAMED : KEY_NONE;
}
