/* An SVG that plays. Every element of every picture is made once; one that stays the same from
 * picture to picture stands there once, with the stretch of time in which it is to be seen.
 *
 * The elements of each next picture are matched with those that stand, by their longest common
 * subsequence, so that the order of painting is kept. What is new is put where it belongs; what is
 * gone stays in its place, hidden from then on. */
#include "draw/svg_film.h"

#include <string.h>

enum { CELLS_MOST = 1 << 24 };

/* --- a picture's elements --- */

static uint32_t hash_of(const char *at, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)at[i]) * 16777619u;
    return hash;
}

static void add_element(Stage *stage, Str element, const Draw *const *clips, size_t depth)
{
    Builder *text = &stage->text;
    size_t start = text->length;
    for (size_t i = 0; i < depth; i++)
        svg_open_clip(text, clips[i]);
    builder_str(text, element);
    for (size_t i = 0; i < depth; i++)
        builder_text(text, "</g>\n");
    size_t length = text->length - start;
    array_push(&stage->coming, (uint32_t)stage->elements.count);
    array_push(&stage->elements, (Element){.next = SVG_NONE, .start = start, .length = length,
                                           .hash = hash_of(text->at + start, length)});
}

/* Each line of it is an element. */
static void add_command(Stage *stage, const Draw *draw, const Draw *const *clips, size_t depth,
                        bool tight)
{
    builder_clear(&stage->command);
    svg_element(&stage->command, draw, stage->options, tight);
    Str rest = builder_view(&stage->command);
    while (rest.length) {
        size_t line = (size_t)((const char *)memchr(rest.at, '\n', rest.length) - rest.at) + 1;
        add_element(stage, (Str){rest.at, line}, clips, depth);
        rest = (Str){rest.at + line, rest.length - line};
    }
}

/* Groups fall away, since their elements come and go; each element has its clips around it. */
static void add_elements(Stage *stage, const Picture *picture)
{
    ARRAY(const Draw *) clips = {0};
    bool *tight = svg_find_tight(picture, stage->options);
    stage->coming.count = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind == DRAW_CLIP)
            array_push(&clips, draw);
        else if (draw->kind == DRAW_UNCLIP)
            clips.count -= clips.count > 0;
        else if (draw->kind != DRAW_GROUP && draw->kind != DRAW_UNGROUP)
            add_command(stage, draw, clips.items, clips.count, tight[i]);
    }
    mem_free(tight);
    array_free(&clips);
}

/* --- matching --- */

static bool same(const Stage *stage, uint32_t a, uint32_t b)
{
    const Element *one = &stage->elements.items[a], *other = &stage->elements.items[b];
    return one->hash == other->hash && one->length == other->length &&
           memcmp(stage->text.at + one->start, stage->text.at + other->start, one->length) == 0;
}

/* The table of longest common subsequences of what lies behind (i, j); row length coming + 1. */
static void fill_lengths(Stage *stage, const Indices *shown, const Indices *coming)
{
    size_t rows = shown->count + 1, columns = coming->count + 1;
    if (stage->room < rows * columns) {
        stage->room = rows * columns;
        stage->lengths = mem_resize_array(stage->lengths, stage->room, sizeof *stage->lengths);
    }
    memset(stage->lengths, 0, rows * columns * sizeof *stage->lengths);
    for (size_t i = shown->count; i-- > 0;)
        for (size_t j = coming->count; j-- > 0;) {
            uint16_t *cell = &stage->lengths[i * columns + j];
            uint16_t down = cell[columns], right = cell[1];
            if (same(stage, shown->items[i], coming->items[j]))
                *cell = (uint16_t)(cell[columns + 1] + 1);
            else
                *cell = down > right ? down : right;
        }
}

/* Puts a new element behind `after`. */
static void insert(Stage *stage, uint32_t after, uint32_t element, uint32_t picture)
{
    Element *e = &stage->elements.items[element];
    e->from = picture;
    e->to = SVG_NONE;
    e->next = stage->elements.items[after].next;
    stage->elements.items[after].next = element;
}

/* Merges the coming picture into what stands. */
static void merge(Stage *stage, uint32_t picture)
{
    Indices *shown = &stage->shown, *coming = &stage->coming;
    size_t columns = coming->count + 1;
    bool matched = columns * (shown->count + 1) <= CELLS_MOST && columns < UINT16_MAX;
    if (matched)
        fill_lengths(stage, shown, coming);
    size_t i = 0;
    uint32_t last = 0;
    for (size_t j = 0; j < coming->count; j++) {
        const uint16_t *cell = matched ? &stage->lengths[i * columns + j] : NULL;
        /* What is gone, as long as that loses no match. */
        while (matched && i < shown->count && !same(stage, shown->items[i], coming->items[j]) &&
               cell[columns] >= cell[1]) {
            stage->elements.items[shown->items[i++]].to = picture;
            cell += columns;
        }
        if (matched && i < shown->count && same(stage, shown->items[i], coming->items[j]))
            coming->items[j] = shown->items[i++];
        else
            insert(stage, last, coming->items[j], picture);
        last = coming->items[j];
    }
    for (; i < shown->count; i++)
        stage->elements.items[shown->items[i]].to = picture;
    Indices swap = *shown;
    *shown = *coming;
    *coming = swap;
}

void paint_svg_film(const SvgFilm *film, const SvgOptions *options, Builder *out)
{
    Stage stage = {.options = options};
    size_t start = out->length;
    SvgDefined defined = {0};
    array_push(&stage.elements, (Element){.next = SVG_NONE});
    svg_open(out, film->pictures, film->count, options);
    for (size_t i = 0; i < film->count; i++) {
        svg_define(out, &defined, &film->pictures[i]);
        add_elements(&stage, &film->pictures[i]);
        merge(&stage, (uint32_t)i);
    }
    for (size_t i = 0; i < stage.shown.count; i++)
        stage.elements.items[stage.shown.items[i]].to = (uint32_t)film->count;
    svg_write_film(out, &stage, film);
    builder_text(out, "</svg>\n");
    svg_settle_salt(out, start);
    array_free(&defined);
    array_free(&stage.elements);
    array_free(&stage.shown);
    array_free(&stage.coming);
    builder_free(&stage.text);
    builder_free(&stage.command);
    mem_free(stage.lengths);
}
