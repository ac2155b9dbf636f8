/* The bundled lessons in their order: chapter after chapter, and in a chapter by their names. */
#ifndef PLAYER_LESSONS_H
#define PLAYER_LESSONS_H

#include "player/places.h"

typedef struct LessonEntry {
    const char *name, *path;
    const char *chapter; /* as the file says; "Lessons" where it says none */
    const char *title;   /* empty where the file has none, or is wrong */
} LessonEntry;

typedef ARRAY(LessonEntry) LessonEntries;

/* Reads each of them; chapters stand in the order of their first lessons' names. `entries` is
 * added to; the texts belong to the arena. */
void lessons_in_chapters(Arena *arena, LessonEntries *entries);

/* The same, one lesson after another; true when all are read. The end adds what was read. */
typedef struct LessonsReading {
    Arena *arena;
    Names names;
    LessonEntries read; /* in the order of the names */
} LessonsReading;
void lessons_begin(LessonsReading *reading, Arena *arena);
bool lessons_go_on(LessonsReading *reading);
void lessons_end(LessonsReading *reading, LessonEntries *entries);

#endif
