/* Where things are on this machine: the fonts, the bundled lessons, the file that is meant. */
#ifndef PLAYER_PLACES_H
#define PLAYER_PLACES_H

#include "base/arena.h"
#include "base/array.h"
#include "base/str.h"

typedef ARRAY(const char *) Names;

/* The folder with the fonts: INTERLEAVE_FONTS, else beside the program, else its data folder.
 * Where none exists, the last one, so that opening it says what is missing. */
const char *places_fonts(Arena *arena);

/* The page that a lesson's own file is made of (`export -o lesson.html`): in the folder
 * INTERLEAVE_WEB, else in `web` beside the program or among its data. It need not be there. */
const char *places_page(Arena *arena);

/* The bundled lessons by name (no folder, no extension), sorted. `names` is added to; the texts
 * belong to the arena. */
void places_lessons(Arena *arena, Names *names);

/* Lessons stand in their order by a number in front, which nobody needs to type. */
const char *places_bare(const char *lesson);

/* The path of the lesson `name` (with or without `.json` and its number, or its number alone); NULL
 * where there is none. */
const char *places_lesson(Arena *arena, const char *name);

/* Whether the file is one of the bundled lessons. */
bool places_is_lesson(const char *path);

/* What FILE means: `-`, an existing path, else a lesson of that name, else FILE itself. */
const char *places_resolve(Arena *arena, const char *file);

bool places_exists(const char *path);
bool places_is_folder(const char *path);
bool places_make_folder(const char *path, char *error, size_t error_size); /* fine where it is */

/* `folder/name` without its folder and `.json`, or `.interleave.json`. */
const char *places_stem(Arena *arena, const char *path);

/* The small file that remembers the window; NULL where there is no place for one. Its folders are
 * made where `make`. */
const char *places_state(Arena *arena, bool make);
const char *places_recent(Arena *arena, bool make); /* the same for what was open lately */

#endif
