/* SDL's keys by the names that keys.def uses. */
#ifndef WINDOW_KEYMAP_H
#define WINDOW_KEYMAP_H

#include <SDL.h>
#include <stdbool.h>

/* `Ctrl+Shift+Z`, `Left`, `F11`. False for a key that only types a character: that comes as text,
 * so that it is the character that counts and not where it lies on the keyboard. */
bool keymap_name(const SDL_Keysym *key, char *name, size_t size);

#endif
