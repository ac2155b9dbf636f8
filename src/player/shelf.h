/* What the gallery offers, in chapters: the scenarios of the folder one is in, what was open
 * lately, the lessons. */
#ifndef PLAYER_SHELF_H
#define PLAYER_SHELF_H

#include "player/places.h"

typedef struct ShelfItem {
    const char *chapter, *name, *path;
} ShelfItem;

typedef ARRAY(ShelfItem) Shelf;

/* Added to `shelf`; the texts belong to the arena. Nothing stands there twice. */
void shelf_fill(Shelf *shelf, Arena *arena);

/* Remembers that a file (none of the lessons, no standard input) was opened. */
void shelf_opened(const char *path);

#endif
