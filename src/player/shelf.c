#include "player/shelf.h"

#include "base/file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FILES = 60, MOST_RECENT = 12, RECENT_BYTES = 64 * 1024, LOOK_BYTES = 1 << 20 };

static bool is_there(const Shelf *shelf, const char *path)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (file_same(shelf->items[i].path, path))
            return true;
    return false;
}

static void add(Shelf *shelf, Arena *arena, const char *chapter, const char *path)
{
    if (!is_there(shelf, path))
        array_push(shelf, ((ShelfItem){chapter, places_stem(arena, path), path}));
}

/* --- this folder --- */

/* Any JSON may lie in a folder: a scenario speaks of coroutines, and so does the schema. */
static bool is_scenario(const char *path)
{
    size_t length = strlen(path);
    if (length > 12 && strcmp(path + length - 12, ".schema.json") == 0)
        return false;
    Builder text = {0};
    FileError error;
    bool is = file_read(path, LOOK_BYTES, &text, &error) && text.length &&
              strstr(text.at, "\"coroutines\"");
    builder_free(&text);
    return is;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_folder(Names *names, Arena *arena)
{
    DIR *folder = opendir(".");
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length > 5 && entry->d_name[0] != '.' &&
            strcmp(entry->d_name + length - 5, ".json") == 0)
            array_push(names, arena_copy(arena, entry->d_name, length));
    }
    if (folder)
        closedir(folder);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_name);
}

/* The next file of the folder; false where no more is wanted. */
static bool add_of_folder(ShelfFilling *filling)
{
    if (filling->looked_at == filling->names.count || filling->shelf->count >= MOST_FILES)
        return false;
    const char *name = filling->names.items[filling->looked_at++];
    if (!places_is_lesson(name) && is_scenario(name))
        add(filling->shelf, filling->arena, "In this folder", name);
    return true;
}

/* --- what was open lately --- */

static void read_recent(Builder *text)
{
    Arena arena = {0};
    FileError error;
    const char *path = places_recent(&arena, false);
    if (path && !file_read(path, RECENT_BYTES, text, &error))
        builder_clear(text);
    arena_free(&arena);
}

/* The next line of `text`, which is shortened; empty at its end. */
static Str take_line(Str *text)
{
    const char *end = text->length ? memchr(text->at, '\n', text->length) : NULL;
    Str line = {text->at, end ? (size_t)(end - text->at) : text->length};
    size_t taken = line.length + (end != NULL);
    *text = (Str){text->at + taken, text->length - taken};
    return line;
}

static void add_recent(Shelf *shelf, Arena *arena)
{
    Builder text = {0};
    read_recent(&text);
    for (Str rest = builder_view(&text); rest.length;) {
        Str line = take_line(&rest);
        const char *path = arena_copy(arena, line.at, line.length);
        if (places_exists(path) && !places_is_folder(path))
            add(shelf, arena, "Opened lately", path);
    }
    builder_free(&text);
}

/* NULL where there is none. */
static const char *whole_path(Arena *arena, const char *path)
{
    char folder[4096];
    if (path[0] == '/')
        return path;
    return getcwd(folder, sizeof folder) ? arena_printf(arena, "%s/%s", folder, path) : NULL;
}

void shelf_opened(const char *path)
{
    Arena arena = {0};
    Builder before = {0}, after = {0};
    FileError error;
    bool counts = strcmp(path, "-") != 0 && !places_is_lesson(path);
    const char *whole = counts ? whole_path(&arena, path) : NULL;
    const char *recent = whole && !strchr(whole, '\n') ? places_recent(&arena, true) : NULL;
    if (recent) {
        int count = 1;
        read_recent(&before);
        builder_printf(&after, "%s\n", whole);
        for (Str rest = builder_view(&before); rest.length && count < MOST_RECENT;) {
            Str line = take_line(&rest);
            if (line.length == 0 || str_is(line, whole))
                continue;
            builder_str(&after, line);
            builder_char(&after, '\n');
            count++;
        }
        file_replace(recent, builder_view(&after), &error);
    }
    builder_free(&before);
    builder_free(&after);
    arena_free(&arena);
}

/* --- the lessons --- */

static void add_lessons(ShelfFilling *filling)
{
    LessonEntries lessons = {0};
    lessons_end(&filling->lessons, &lessons);
    for (size_t i = 0; i < lessons.count; i++) {
        const LessonEntry *lesson = &lessons.items[i];
        array_push(filling->shelf, ((ShelfItem){lesson->chapter, lesson->name, lesson->path}));
    }
    array_free(&lessons);
}

/* --- all of it --- */

void shelf_begin(ShelfFilling *filling, Shelf *shelf, Arena *arena)
{
    *filling = (ShelfFilling){.shelf = shelf, .arena = arena, .part = SHELF_FOLDER};
    list_folder(&filling->names, arena);
}

bool shelf_go_on(ShelfFilling *filling)
{
    switch (filling->part) {
    case SHELF_FOLDER:
        if (add_of_folder(filling))
            return false;
        add_recent(filling->shelf, filling->arena);
        lessons_begin(&filling->lessons, filling->arena);
        filling->part = SHELF_LESSONS;
        return false;
    case SHELF_LESSONS:
        if (!lessons_go_on(&filling->lessons))
            return false;
        add_lessons(filling);
        filling->part = SHELF_FULL;
        return true;
    default: return true;
    }
}

void shelf_end(ShelfFilling *filling)
{
    array_free(&filling->names);
    array_free(&filling->lessons.read);
    array_free(&filling->lessons.names);
}
