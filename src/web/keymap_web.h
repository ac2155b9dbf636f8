/* The browser's keys by the names that keys.def uses. */
#ifndef WEB_KEYMAP_WEB_H
#define WEB_KEYMAP_WEB_H

#include <emscripten/html5.h>
#include <stdbool.h>

typedef enum KeyKind {
    KEY_NONE, /* the browser's own, or none of ours */
    KEY_TEXT, /* types the character `name` */
    KEY_NAMED
} KeyKind;

/* `Ctrl+Shift+Z`, `Left`, `F11`. A Mac's command key counts as Ctrl; what AltGr types is text. */
KeyKind keymap_web_name(const EmscriptenKeyboardEvent *key, char *name, size_t size);

#endif
