#include "player/places.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program_folder(Arena *arena)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0 || (size_t)length == sizeof path)
        return ".";
    while (length > 1 && path[length - 1] != '/')
        length--;
    return arena_copy(arena, path, (size_t)length - (length > 1));
}

bool places_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

bool places_is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool places_make_folder(const char *path, char *error, size_t error_size)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && places_is_folder(path)))
        return true;
    FileError why;
    if (errno == ENOENT && file_misses_folder(path, &why))
        snprintf(error, error_size, "%s", why.text);
    else
        snprintf(error, error_size, "%s: %s", path, strerror(errno));
    return false;
}

/* Beside the program (a build), beside its `bin` (an installation that was moved), or where it was
 * installed. */
static const char *data_folder(Arena *arena, const char *variable, const char *name)
{
    const char *chosen = getenv(variable);
    if (chosen && *chosen)
        return chosen;
    const char *program = program_folder(arena);
    const char *beside = arena_printf(arena, "%s/%s", program, name);
    if (places_is_folder(beside))
        return beside;
    const char *moved = arena_printf(arena, "%s/../share/interleave/%s", program, name);
    if (places_is_folder(moved))
        return moved;
    return arena_printf(arena, "%s/%s", INTERLEAVE_DATA, name);
}

const char *places_fonts(Arena *arena)
{
    return data_folder(arena, "INTERLEAVE_FONTS", "fonts");
}

const char *places_page(Arena *arena)
{
    return arena_printf(arena, "%s/lesson.html", data_folder(arena, "INTERLEAVE_WEB", "web"));
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void places_lessons(Arena *arena, Names *names)
{
    DIR *folder = opendir(data_folder(arena, "INTERLEAVE_SCENARIOS", "scenarios"));
    if (!folder)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length > 5 && entry->d_name[0] != '.' &&
            strcmp(entry->d_name + length - 5, ".json") == 0 &&
            faccessat(dirfd(folder), entry->d_name, F_OK, 0) == 0) /* no link to nowhere */
            array_push(names, arena_copy(arena, entry->d_name, length - 5));
    }
    closedir(folder);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_name);
}

const char *places_bare(const char *lesson)
{
    const char *bare = lesson + strspn(lesson, "0123456789");
    return bare > lesson && *bare == '-' ? bare + 1 : lesson;
}

/* The number without zeros in front, `length` digits; NULL where the text begins with none. */
static const char *number_of(const char *text, size_t *length)
{
    size_t digits = strspn(text, "0123456789"), zeros = strspn(text, "0");
    zeros -= zeros && zeros == digits;
    *length = digits - zeros;
    return digits ? text + zeros : NULL;
}

/* Whether `name` is what the lesson is called without its number, or the number alone. */
static bool is_short_for(const char *name, const char *lesson)
{
    size_t given, own;
    const char *number = number_of(name, &given), *its = number_of(lesson, &own);
    bool alone = number && number[given] == '\0';
    if (alone)
        return its && places_bare(lesson) != lesson && given == own &&
               memcmp(number, its, own) == 0;
    return strcmp(places_bare(lesson), name) == 0 && strcmp(lesson, name) != 0;
}

static const char *numbered(Arena *arena, const char *name)
{
    Names names = {0};
    const char *found = NULL;
    places_lessons(arena, &names);
    for (size_t i = 0; i < names.count && !found; i++)
        if (is_short_for(name, names.items[i]))
            found = names.items[i];
    array_free(&names);
    return found;
}

const char *places_lesson(Arena *arena, const char *name)
{
    size_t length = strlen(name);
    if (length == 0 || strchr(name, '/') || name[0] == '.')
        return NULL;
    bool whole = length > 5 && strcmp(name + length - 5, ".json") == 0;
    const char *path =
        arena_printf(arena, "%s/%s%s", data_folder(arena, "INTERLEAVE_SCENARIOS", "scenarios"),
                     name, whole ? "" : ".json");
    if (places_exists(path))
        return path;
    const char *full = numbered(arena, name);
    return full ? places_lesson(arena, full) : NULL;
}

bool places_is_lesson(const char *path)
{
    Arena arena = {0};
    const char *lesson = places_lesson(&arena, places_stem(&arena, path));
    bool same = lesson && file_same(lesson, path);
    arena_free(&arena);
    return same;
}

const char *places_resolve(Arena *arena, const char *file)
{
    if (strcmp(file, "-") == 0 || places_exists(file))
        return file;
    const char *lesson = places_lesson(arena, file);
    return lesson ? lesson : file;
}

const char *places_stem(Arena *arena, const char *path)
{
    if (strcmp(path, "-") == 0)
        return "scenario";
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t length = strlen(name);
    static const char *const endings[] = {".interleave.json", ".json"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcmp(name + length - ending, endings[i]) == 0)
            return arena_copy(arena, name, length - ending);
    }
    return arena_copy(arena, name, length);
}

static const char *state_file(Arena *arena, bool make, const char *name)
{
    char error[8];
    const char *base = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (!base || base[0] != '/') {
        if (!home || home[0] != '/')
            return NULL;
        const char *local = arena_printf(arena, "%s/.local", home);
        base = arena_printf(arena, "%s/state", local);
        if (make && !places_make_folder(local, error, sizeof error))
            return NULL;
    }
    const char *folder = arena_printf(arena, "%s/interleave", base);
    if (make && (!places_make_folder(base, error, sizeof error) ||
                 !places_make_folder(folder, error, sizeof error)))
        return NULL;
    return arena_printf(arena, "%s/%s", folder, name);
}

const char *places_state(Arena *arena, bool make)
{
    return state_file(arena, make, "window");
}

const char *places_recent(Arena *arena, bool make)
{
    return state_file(arena, make, "recent");
}
