#include "window/keymap.h"

#include "window/sdl.h"

#include <stdio.h>
#include <string.h>

/* The names of SDL differ for some, and the number pad counts as the keys it stands for. */
static const char *plain_name(SDL_Keycode code)
{
    switch (code) {
    case SDLK_KP_ENTER: return "Return";
    case SDLK_KP_PLUS: return "+";
    case SDLK_KP_MINUS: return "-";
    case SDLK_KP_0: return "0";
    case SDLK_AC_BACK: return "Backspace";
    default: return sdl()->SDL_GetKeyName(code);
    }
}

bool keymap_name(const SDL_Keysym *key, char *name, size_t size)
{
    bool ctrl = key->mod & KMOD_CTRL, alt = key->mod & KMOD_ALT, shift = key->mod & KMOD_SHIFT;
    const char *plain = plain_name(key->sym);
    bool types = strlen(plain) == 1 || (unsigned char)plain[0] >= 0x80 ||
                 strncmp(plain, "Keypad ", 7) == 0;
    if (!*plain || (types && !ctrl && !alt))
        return false;
    snprintf(name, size, "%s%s%s%s", ctrl ? "Ctrl+" : "", alt ? "Alt+" : "",
             shift ? "Shift+" : "", plain);
    return true;
}
