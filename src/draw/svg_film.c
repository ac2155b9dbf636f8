/* An SVG that plays. Every element of every picture is made once; one that stays the same from
 * picture to picture stands there once, with the stretch of time in which it is to be seen.
 *
 * The elements of each next picture are matched with those that stand, by their longest common
 * subsequence, so that the order of painting is kept. What is new is put where it belongs; what is
 * gone stays in its place, hidden from then on. */
#include "draw/svg_film.h"

#include "base/mem.h"

#include <string.h>

enum { CELLS_MOST = 1 << 22 }; /* of the table that is filled for each picture */

/* --- a picture's elements --- */

static uint32_t hash_of(const char *at, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)at[i]) * 16777619u;
    return hash;
}

static void add_element(SvgFilm *film, Str element, const Draw *const *clips, size_t depth)
{
    Builder *text = &film->coming.text;
    size_t start = text->length;
    for (size_t i = 0; i < depth; i++)
        svg_open_clip(text, clips[i]);
    builder_str(text, element);
    for (size_t i = 0; i < depth; i++)
        builder_text(text, "</g>\n");
    size_t length = text->length - start;
    array_push(&film->coming.list, ((Element){.start = start, .length = length,
                                              .hash = hash_of(text->at + start, length)}));
}

/* Each line of it is an element. */
static void add_command(SvgFilm *film, const Draw *draw, const Draw *const *clips, size_t depth,
                        bool tight)
{
    builder_clear(&film->command);
    svg_element(&film->command, draw, film->options, tight);
    Str rest = builder_view(&film->command);
    while (rest.length) {
        size_t line = (size_t)((const char *)memchr(rest.at, '\n', rest.length) - rest.at) + 1;
        add_element(film, (Str){rest.at, line}, clips, depth);
        rest = (Str){rest.at + line, rest.length - line};
    }
}

/* Groups fall away, since their elements come and go; each element has its clips around it. */
static void add_elements(SvgFilm *film, const Picture *picture)
{
    ARRAY(const Draw *) clips = {0};
    bool *tight = svg_find_tight(picture, film->options);
    film->coming.list.count = 0;
    builder_clear(&film->coming.text);
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind == DRAW_CLIP)
            array_push(&clips, draw);
        else if (draw->kind == DRAW_UNCLIP)
            clips.count -= clips.count > 0;
        else if (draw->kind != DRAW_GROUP && draw->kind != DRAW_UNGROUP)
            add_command(film, draw, clips.items, clips.count, tight[i]);
    }
    mem_free(tight);
    array_free(&clips);
}

/* --- matching --- */

/* The i-th that is shown and the j-th that comes. */
static bool same(const SvgFilm *film, size_t i, size_t j)
{
    const Element *one = &film->all.list.items[film->shown.items[i]];
    const Element *other = &film->coming.list.items[j];
    return one->hash == other->hash && one->length == other->length &&
           memcmp(film->all.text.at + one->start, film->coming.text.at + other->start,
                  one->length) == 0;
}

/* What differs of two pictures: where it begins in both, and where it ends in each. */
typedef struct Middle {
    size_t first, shown, coming;
} Middle;

static Middle middle_of(const SvgFilm *film)
{
    Middle middle = {0, film->shown.count, film->coming.list.count};
    while (middle.first < middle.shown && middle.first < middle.coming &&
           same(film, middle.first, middle.first))
        middle.first++;
    while (middle.first < middle.shown && middle.first < middle.coming &&
           same(film, middle.shown - 1, middle.coming - 1)) {
        middle.shown--;
        middle.coming--;
    }
    return middle;
}

/* The table of longest common subsequences of what lies behind (i, j) in the middle; false where it
 * would be too large. */
static bool fill_lengths(SvgFilm *film, Middle middle)
{
    size_t rows = middle.shown - middle.first + 1, columns = middle.coming - middle.first + 1;
    if (rows * columns > CELLS_MOST || columns >= UINT16_MAX)
        return false;
    if (film->room < rows * columns) {
        film->room = rows * columns;
        film->lengths = mem_resize_array(film->lengths, film->room, sizeof *film->lengths);
    }
    memset(film->lengths, 0, rows * columns * sizeof *film->lengths);
    for (size_t i = rows - 1; i-- > 0;)
        for (size_t j = columns - 1; j-- > 0;) {
            uint16_t *cell = &film->lengths[i * columns + j];
            uint16_t down = cell[columns], right = cell[1];
            if (same(film, middle.first + i, middle.first + j))
                *cell = (uint16_t)(cell[columns + 1] + 1);
            else
                *cell = down > right ? down : right;
        }
    return true;
}

/* Puts the j-th that comes behind `after`; its place among all. */
static uint32_t insert(SvgFilm *film, uint32_t after, size_t j)
{
    Elements *all = &film->all;
    Element element = film->coming.list.items[j];
    uint32_t added = (uint32_t)all->list.count;
    const char *text = film->coming.text.at + element.start;
    element.start = all->text.length;
    element.from = film->count;
    element.to = SVG_NONE;
    element.next = all->list.items[after].next;
    builder_add(&all->text, text, element.length);
    array_push(&all->list, element);
    all->list.items[after].next = added;
    return added;
}

/* The i-th that is shown is so no longer. */
static void take_away(SvgFilm *film, size_t i)
{
    film->all.list.items[film->shown.items[i]].to = film->count;
}

/* How many of those shown, from the i-th on, are gone when the j-th comes: as many as can be without
 * the loss of a match. */
static size_t gone(const SvgFilm *film, Middle middle, size_t i, size_t j)
{
    size_t columns = middle.coming - middle.first + 1, count = 0;
    const uint16_t *cell = &film->lengths[(i - middle.first) * columns + j - middle.first];
    for (; i + count < middle.shown && !same(film, i + count, j) && cell[columns] >= cell[1];
         cell += columns)
        count++;
    return count;
}

/* Merges the coming picture into what stands. */
static void merge(SvgFilm *film)
{
    Middle middle = middle_of(film);
    bool matched = fill_lengths(film, middle);
    size_t i = 0;
    uint32_t last = 0;
    film->next.count = 0;
    for (size_t j = 0; j < film->coming.list.count; j++) {
        bool inside = j >= middle.first && j < middle.coming;
        size_t leave = j == middle.coming ? middle.shown - i
                       : inside && matched ? gone(film, middle, i, j) : 0;
        while (leave-- > 0)
            take_away(film, i++);
        bool stays = !inside || (matched && i < middle.shown && same(film, i, j));
        last = stays ? film->shown.items[i++] : insert(film, last, j);
        array_push(&film->next, last);
    }
    while (i < film->shown.count)
        take_away(film, i++);
    Indices swap = film->shown;
    film->shown = film->next;
    film->next = swap;
}

/* --- the film --- */

SvgFilm *svg_film_begin(const SvgOptions *options)
{
    SvgFilm *film = mem_new(sizeof *film);
    film->options = options;
    array_push(&film->all.list, (Element){.next = SVG_NONE});
    return film;
}

void svg_film_add(SvgFilm *film, const Picture *picture)
{
    svg_head_add(&film->head, picture, film->options);
    add_elements(film, picture);
    merge(film);
    film->count++;
}

void svg_film_end(SvgFilm *film, const SvgTiming *timing, Builder *out)
{
    size_t start = out->length;
    for (size_t i = 0; i < film->shown.count; i++)
        take_away(film, i);
    svg_head_write(&film->head, film->options, out);
    svg_write_film(out, film, timing);
    builder_text(out, "</svg>\n");
    svg_settle_salt(out, start);
    array_free(&film->all.list);
    array_free(&film->coming.list);
    array_free(&film->shown);
    array_free(&film->next);
    builder_free(&film->all.text);
    builder_free(&film->coming.text);
    builder_free(&film->command);
    mem_free(film->lengths);
    mem_free(film);
}
