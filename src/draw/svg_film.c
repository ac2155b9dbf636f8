/* An SVG that plays. Every element of every picture is made once; one that stays the same from
 * picture to picture stands there once, with the stretch of time in which it is to be seen.
 *
 * The elements of each next picture are matched with those that stand, by their longest common
 * subsequence, so that the order of painting is kept. What is new is put where it belongs; what is
 * gone stays in its place, hidden from then on. */
#include "draw/svg.h"

#include "base/number.h"

#include <string.h>

#define NONE UINT32_MAX
enum { CELLS_MOST = 1 << 24 };

typedef struct Element {
    uint32_t from, to;   /* pictures in which it is seen: from, up to but not with to */
    uint32_t next;       /* in the order of painting */
    uint32_t hash;
    size_t start, length; /* in Stage.text */
} Element;

typedef ARRAY(uint32_t) Indices;

typedef struct Stage {
    const SvgOptions *options;
    Builder text;
    ARRAY(Element) elements; /* the first is no element but stands before all */
    Indices shown, coming;   /* of the last picture, of the next; in order */
    uint16_t *lengths;       /* of common subsequences, by ends */
    size_t room;
} Stage;

/* --- a picture's elements --- */

static uint32_t hash_of(const char *at, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)at[i]) * 16777619u;
    return hash;
}

static void add_element(Stage *stage, const Draw *draw, const Draw *const *clips, size_t depth)
{
    Builder *text = &stage->text;
    size_t start = text->length;
    for (size_t i = 0; i < depth; i++)
        svg_open_clip(text, clips[i]);
    size_t bare = text->length;
    svg_element(text, draw, stage->options);
    if (text->length == bare) {
        text->length = start;
        return;
    }
    for (size_t i = 0; i < depth; i++)
        builder_text(text, "</g>\n");
    size_t length = text->length - start;
    array_push(&stage->coming, (uint32_t)stage->elements.count);
    array_push(&stage->elements, (Element){.next = NONE, .start = start, .length = length,
                                           .hash = hash_of(text->at + start, length)});
}

/* Groups fall away, since their elements come and go; each element has its clips around it. */
static void add_elements(Stage *stage, const Picture *picture)
{
    ARRAY(const Draw *) clips = {0};
    stage->coming.count = 0;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind == DRAW_CLIP)
            array_push(&clips, draw);
        else if (draw->kind == DRAW_UNCLIP)
            clips.count -= clips.count > 0;
        else if (draw->kind != DRAW_GROUP && draw->kind != DRAW_UNGROUP)
            add_element(stage, draw, clips.items, clips.count);
    }
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
    e->to = NONE;
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

/* --- writing --- */

static void add_percent(Builder *out, double part)
{
    number_fixed(out, 100 * part, 'f', 3);
    builder_char(out, '%');
}

/* The name of a stretch, and the rule that shows what bears it in that stretch alone. */
static void add_rule(Builder *out, const SvgFilm *film, uint32_t from, uint32_t to)
{
    double length = film->interval * (double)film->count + film->hold;
    builder_printf(out, "@keyframes k%u-%u{0%%{visibility:%s}", (unsigned)from, (unsigned)to,
                   from ? "hidden" : "visible");
    if (from) {
        add_percent(out, film->interval * from / length);
        builder_text(out, "{visibility:visible}");
    }
    if (to < film->count) {
        add_percent(out, film->interval * to / length);
        builder_text(out, "{visibility:hidden}");
    }
    builder_printf(out, "}.k%u-%u{animation-name:k%u-%u}\n", (unsigned)from, (unsigned)to,
                   (unsigned)from, (unsigned)to);
}

static bool has_stretch(const Stage *stage, uint32_t before, uint32_t from, uint32_t to)
{
    for (uint32_t e = stage->elements.items[0].next; e != before; e = stage->elements.items[e].next)
        if (stage->elements.items[e].from == from && stage->elements.items[e].to == to)
            return true;
    return false;
}

static void add_style(Builder *out, const Stage *stage, const SvgFilm *film)
{
    builder_text(out, "<style>\n.k{animation:0s step-end infinite;animation-duration:");
    number_fixed(out, film->interval * (double)film->count + film->hold, 'f', 3);
    builder_text(out, "s}\n");
    for (uint32_t e = stage->elements.items[0].next; e != NONE; e = stage->elements.items[e].next) {
        const Element *element = &stage->elements.items[e];
        if ((element->from || element->to < film->count) &&
            !has_stretch(stage, e, element->from, element->to))
            add_rule(out, film, element->from, element->to);
    }
    builder_text(out, "@media (prefers-reduced-motion:reduce){.k{animation:none}}\n</style>\n");
}

static void add_shown(Builder *out, const Stage *stage, const SvgFilm *film)
{
    for (uint32_t e = stage->elements.items[0].next; e != NONE; e = stage->elements.items[e].next) {
        const Element *element = &stage->elements.items[e];
        bool changes = element->from || element->to < film->count;
        if (changes)
            builder_printf(out, "<g class=\"k k%u-%u\"%s>", (unsigned)element->from,
                           (unsigned)element->to,
                           element->to < film->count ? " visibility=\"hidden\"" : "");
        builder_add(out, stage->text.at + element->start, element->length);
        if (changes) {
            out->length--; /* the newline goes behind the group */
            builder_text(out, "</g>\n");
        }
    }
}

void paint_svg_film(const SvgFilm *film, const SvgOptions *options, Builder *out)
{
    Stage stage = {.options = options};
    SvgDefined defined = {0};
    array_push(&stage.elements, (Element){.next = NONE});
    svg_open(out, &film->pictures[0], options);
    for (size_t i = 0; i < film->count; i++) {
        svg_define(out, &defined, &film->pictures[i]);
        add_elements(&stage, &film->pictures[i]);
        merge(&stage, (uint32_t)i);
    }
    for (size_t i = 0; i < stage.shown.count; i++)
        stage.elements.items[stage.shown.items[i]].to = (uint32_t)film->count;
    add_style(out, &stage, film);
    add_shown(out, &stage, film);
    builder_text(out, "</svg>\n");
    array_free(&defined);
    array_free(&stage.elements);
    array_free(&stage.shown);
    array_free(&stage.coming);
    builder_free(&stage.text);
    mem_free(stage.lengths);
}
