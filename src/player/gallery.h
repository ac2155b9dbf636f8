/* What there is to open side by side in chapters (shelf.h), each as the picture it makes itself. */
#ifndef PLAYER_GALLERY_H
#define PLAYER_GALLERY_H

#include "lesson/lesson.h"
#include "player/shelf.h"

typedef struct GalleryEntry {
    const char *chapter, *name, *path;
    Loaded *loaded;     /* NULL where it could not be read */
    Picture thumbnail;  /* of the last painting's size and theme */
    bool is_poster;     /* ... as it is at its end */
    Builder saving;     /* `best: 33% less` */
    Box box;            /* where it stands, empty while it is filtered out */
} GalleryEntry;

typedef struct Gallery {
    Arena arena;
    Shelf shelf;
    ShelfFilling filling; /* part 0: it was never begun */
    Loading *loading;     /* of the entry that is looked at next, or NULL */
    ARRAY(GalleryEntry) entries;
    Builder search;
    size_t looked_at; /* so many entries are loaded, or can't be */
    size_t selected; /* of the entries; count where none fits the search */
    uint32_t across; /* entries a row, as last painted */
    float scroll, height; /* height: of all cards, as last painted */
    double began;    /* when the selected one began to play, in the stage's seconds */
    ThemeName thumb_theme;  /* of the thumbnails made */
    size_t shown_selection; /* 1 + the one last scrolled to */
} Gallery;

/* Begins to list all there is to open, anew each time. */
void gallery_begin(Gallery *gallery);
/* Goes on by about `budget` of work (base/budget.h): lists, then loads one after another; programs are
 * not run. True when all is there. */
bool gallery_advance(Gallery *gallery, const SimOptions *options, uint64_t *budget);
bool gallery_is_whole(const Gallery *gallery);
/* Something that it has loaded, now the caller's, only to be freed; NULL when there is none. */
Loaded *gallery_give(Gallery *gallery);
void gallery_free(Gallery *gallery);

/* Letters narrow it down; an empty text clears the search; "\b" takes the last letter away. */
void gallery_search(Gallery *gallery, const char *text);

/* Whether it is among what is searched for. */
bool gallery_fits(const Gallery *gallery, const GalleryEntry *entry);

extern const double gallery_play_seconds; /* of the selected one, once */

/* Moves the selection among what fits the search: across and down. */
void gallery_move(Gallery *gallery, int across, int down);
const GalleryEntry *gallery_selected(const Gallery *gallery); /* or NULL */
bool gallery_pick(Gallery *gallery, float x, float y);        /* selects what is there */
void gallery_scroll(Gallery *gallery, float pixels);

typedef struct GalleryView {
    int width, height;
    float scale;
    ThemeName theme;
    double now;
    bool still; /* the selected one does not play */
} GalleryView;
void gallery_paint(Gallery *gallery, const GalleryView *view, const TextMeasure *measure,
                   Picture *picture);
/* Makes one of the thumbnails that painting would need, for whoever can't wait for all of them at once.
 * True where there are all. */
bool gallery_prepare(Gallery *gallery, const GalleryView *view, const TextMeasure *measure);
/* Seconds until it wants to be painted anew; 0 while the selected one plays. */
double gallery_rest(const Gallery *gallery, double now, bool still);

#endif
