#include "player/gallery.h"

#include "base/budget.h"
#include "base/file.h"
#include "view/sentences.h"

#include <float.h>
#include <math.h>
#include <string.h>

const double gallery_play_seconds = 6;

static void describe_saving(GalleryEntry *entry)
{
    const Lesson *lesson = &entry->loaded->lesson;
    int64_t best = lesson->timelines[0]->end;
    for (uint32_t i = 1; i < lesson->timeline_count; i++)
        if (lesson->timelines[i]->outcome == OUTCOME_DONE && lesson->timelines[i]->end < best)
            best = lesson->timelines[i]->end;
    if (best < lesson->timelines[0]->end)
        say_saving(&entry->saving, lesson->timelines[0]->end, best);
}

void gallery_free(Gallery *gallery)
{
    for (size_t i = 0; i < gallery->entries.count; i++) {
        GalleryEntry *entry = &gallery->entries.items[i];
        lesson_free(entry->loaded);
        picture_free(&entry->thumbnail);
        builder_free(&entry->saving);
    }
    lesson_drop(gallery->loading);
    shelf_end(&gallery->filling);
    array_free(&gallery->shelf);
    array_free(&gallery->entries);
    builder_free(&gallery->search);
    arena_free(&gallery->arena);
    *gallery = (Gallery){0};
}

Loaded *gallery_give(Gallery *gallery)
{
    Loaded *given = lesson_leave(gallery->loading);
    gallery->loading = NULL;
    for (size_t i = 0; i < gallery->entries.count && !given; i++) {
        given = gallery->entries.items[i].loaded;
        gallery->entries.items[i].loaded = NULL;
    }
    return given;
}

void gallery_begin(Gallery *gallery)
{
    gallery_free(gallery);
    shelf_begin(&gallery->filling, &gallery->shelf, &gallery->arena);
}

/* What has come to the shelf. */
static void take_shelf(Gallery *gallery)
{
    for (size_t i = gallery->entries.count; i < gallery->shelf.count; i++) {
        const ShelfItem *item = &gallery->shelf.items[i];
        GalleryEntry entry = {
            .chapter = item->chapter, .name = item->name, .path = item->path};
        array_push(&gallery->entries, entry);
    }
}

static Loading *begin_loading(const GalleryEntry *entry, const SimOptions *options)
{
    Builder text = {0};
    FileError error;
    Loading *loading = NULL;
    if (file_read(entry->path, lesson_max_bytes(str_of(entry->path)), &text, &error))
        loading = lesson_begin(&(LessonRequest){.name = str_of(entry->path),
                                                .text = builder_view(&text),
                                                .sim = *options,
                                                .fold = true});
    builder_free(&text);
    return loading;
}

/* The entry is loaded, or can't be. Programs are not run. */
static void load_on(Gallery *gallery, const SimOptions *options, uint64_t *budget)
{
    GalleryEntry *entry = &gallery->entries.items[gallery->looked_at];
    if (!gallery->loading && entry->path && !lesson_is_program(str_of(entry->path)))
        gallery->loading = begin_loading(entry, options);
    if (gallery->loading && !lesson_advance(gallery->loading, budget))
        return;
    if (gallery->loading) {
        Diags diags = {0};
        entry->loaded = lesson_take(gallery->loading, &diags);
        gallery->loading = NULL;
        diags_free(&diags);
    }
    if (entry->loaded)
        describe_saving(entry);
    gallery->looked_at++;
}

bool gallery_is_whole(const Gallery *gallery)
{
    return gallery->filling.part == SHELF_FULL && gallery->looked_at == gallery->entries.count;
}

bool gallery_advance(Gallery *gallery, const SimOptions *options, uint64_t *budget)
{
    enum { A_FILE = 1500 }; /* units, of reading it */
    while (*budget && !gallery_is_whole(gallery)) {
        if (gallery->filling.part != SHELF_FULL) {
            shelf_go_on(&gallery->filling);
            take_shelf(gallery);
            budget_spend(budget, A_FILE);
        } else {
            load_on(gallery, options, budget);
        }
    }
    return gallery_is_whole(gallery);
}

/* --- searching and choosing --- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool contains(Str text, Str part)
{
    for (size_t at = 0; at + part.length <= text.length; at++) {
        size_t i = 0;
        while (i < part.length && lower(text.at[at + i]) == lower(part.at[i]))
            i++;
        if (i == part.length)
            return true;
    }
    return false;
}

bool gallery_fits(const Gallery *gallery, const GalleryEntry *entry)
{
    Str search = builder_view(&gallery->search);
    return contains(str_of(entry->name), search) || contains(str_of(entry->chapter), search) ||
           (entry->loaded && (contains(entry->loaded->lesson.title, search) ||
                              contains(entry->loaded->lesson.description, search)));
}

static void select_first(Gallery *gallery)
{
    if (gallery->selected < gallery->entries.count &&
        gallery_fits(gallery, &gallery->entries.items[gallery->selected]))
        return;
    gallery->selected = 0;
    while (gallery->selected < gallery->entries.count &&
           !gallery_fits(gallery, &gallery->entries.items[gallery->selected]))
        gallery->selected++;
}

void gallery_search(Gallery *gallery, const char *text)
{
    Builder *search = &gallery->search;
    if (!*text) {
        builder_clear(search);
    } else if (strcmp(text, "\b") == 0) {
        while (search->length && (search->at[search->length - 1] & 0xC0) == 0x80)
            search->at[--search->length] = '\0';
        if (search->length)
            search->at[--search->length] = '\0';
    } else {
        builder_text(search, text);
    }
    gallery->scroll = 0;
    select_first(gallery);
}

static void move_across(Gallery *gallery, int direction)
{
    for (size_t at = gallery->selected;;) {
        if (direction < 0 ? at == 0 : at + 1 >= gallery->entries.count)
            return;
        at += direction < 0 ? (size_t)-1 : 1;
        if (gallery_fits(gallery, &gallery->entries.items[at])) {
            gallery->selected = at;
            return;
        }
    }
}

/* To the nearest card of the next row: rows of different chapters don't stand in columns. */
static void move_down(Gallery *gallery, float direction)
{
    const GalleryEntry *from = gallery_selected(gallery);
    size_t best = gallery->entries.count;
    float best_y = 0, best_x = 0;
    for (size_t i = 0; from && i < gallery->entries.count; i++) {
        Box box = gallery->entries.items[i].box;
        float y = (box.y - from->box.y) * direction, x = fabsf(box.x - from->box.x);
        if (box.w <= 0 || y < from->box.h / 2)
            continue;
        if (best < gallery->entries.count && (y > best_y + 1 || (y > best_y - 1 && x >= best_x)))
            continue;
        best = i;
        best_y = y;
        best_x = x;
    }
    if (best < gallery->entries.count)
        gallery->selected = best;
}

void gallery_move(Gallery *gallery, int across, int down)
{
    for (int i = 0; i < (across < 0 ? -across : across); i++)
        move_across(gallery, across);
    if (down)
        move_down(gallery, down < 0 ? -1.0f : 1.0f);
}

const GalleryEntry *gallery_selected(const Gallery *gallery)
{
    return gallery->selected < gallery->entries.count ? &gallery->entries.items[gallery->selected]
                                                      : NULL;
}

bool gallery_pick(Gallery *gallery, float x, float y)
{
    for (size_t i = 0; i < gallery->entries.count; i++) {
        Box box = gallery->entries.items[i].box;
        if (x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h) {
            gallery->selected = i;
            return true;
        }
    }
    return false;
}

void gallery_scroll(Gallery *gallery, float pixels)
{
    gallery->scroll = fmaxf(gallery->scroll + pixels, 0);
}

double gallery_rest(const Gallery *gallery, double now, bool still)
{
    return !still && gallery_selected(gallery) && now - gallery->began < gallery_play_seconds ? 0
                                                                                      : DBL_MAX;
}
