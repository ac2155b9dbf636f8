/* What the gallery offers, in chapters: the scenarios of the folder one is in, what was open
 * lately, the lessons. */
#ifndef PLAYER_SHELF_H
#define PLAYER_SHELF_H

#include "player/lessons.h"
#include "player/places.h"

typedef struct ShelfItem {
    const char *chapter, *name, *path;
} ShelfItem;

typedef ARRAY(ShelfItem) Shelf;

/* Filling it, file after file; both stay until the end, which may come at any time. The texts belong to
 * the arena. Nothing stands there twice. */
typedef enum ShelfPart { SHELF_NONE, SHELF_FOLDER, SHELF_LESSONS, SHELF_FULL } ShelfPart;
typedef struct ShelfFilling {
    Shelf *shelf;
    Arena *arena;
    ShelfPart part;
    Names names; /* of the folder */
    size_t looked_at;
    LessonsReading lessons;
} ShelfFilling;
void shelf_begin(ShelfFilling *filling, Shelf *shelf, Arena *arena);
bool shelf_go_on(ShelfFilling *filling); /* one file more; true when it is full */
void shelf_end(ShelfFilling *filling);

/* Remembers that a file (none of the lessons, no standard input) was opened. */
void shelf_opened(const char *path);

#endif
