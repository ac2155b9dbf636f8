#include "player/gallery.h"

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

static void load(GalleryEntry *entry, const SimOptions *options)
{
    Builder text = {0};
    Diags diags = {0};
    FileError error;
    if (entry->path && file_read(entry->path, SCENARIO_MAX_BYTES, &text, &error))
        entry->loaded = lesson_make(&(LessonRequest){.name = str_of(entry->name),
                                                     .text = builder_view(&text),
                                                     .sim = *options,
                                                     .fold = true},
                                    &diags);
    if (entry->loaded)
        describe_saving(entry);
    diags_free(&diags);
    builder_free(&text);
}

void gallery_begin(Gallery *gallery, const SimOptions *options)
{
    Names names = {0};
    if (gallery->entries.count)
        return;
    places_lessons(&gallery->arena, &names);
    for (size_t i = 0; i < names.count; i++) {
        array_push(&gallery->entries,
                   (GalleryEntry){.name = names.items[i],
                                  .path = places_lesson(&gallery->arena, names.items[i])});
        load(&gallery->entries.items[i], options);
    }
    array_free(&names);
}

void gallery_free(Gallery *gallery)
{
    for (size_t i = 0; i < gallery->entries.count; i++) {
        GalleryEntry *entry = &gallery->entries.items[i];
        lesson_free(entry->loaded);
        picture_free(&entry->thumbnail);
        builder_free(&entry->saving);
    }
    array_free(&gallery->entries);
    builder_free(&gallery->search);
    arena_free(&gallery->arena);
    *gallery = (Gallery){0};
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
    return contains(str_of(entry->name), search) ||
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

void gallery_move(Gallery *gallery, int across, int down)
{
    int steps = across + down * (int)(gallery->across ? gallery->across : 1);
    int direction = steps < 0 ? -1 : 1;
    for (size_t at = gallery->selected; steps;) {
        if (direction < 0 ? at == 0 : at + 1 >= gallery->entries.count)
            return;
        at += (size_t)direction;
        if (!gallery_fits(gallery, &gallery->entries.items[at]))
            continue;
        steps -= direction;
        if (!steps || !down)
            gallery->selected = at;
    }
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
