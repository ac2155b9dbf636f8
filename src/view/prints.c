/* Which prints stand as flags and which as pins, decided for a whole picture before it is drawn:
 * what can't be read at its instant in one timeline is pinned in all, and a row that has mostly
 * pins has nothing else. */
#include "view/lens.h"
#include "view/place.h"
#include "view/plan.h"

#include <stdlib.h>

enum { MOST_TRIED_LANES = 64, MOST_TRIED_PRINTS = 4096 };

/* --- trying --- */

static void make_room(Scene *scene, Row *row)
{
    if (row->pinned || row->all_pinned)
        return;
    size_t count = row->timeline->output.count;
    row->all_pinned = count > 0 && ((row->has_rail && !row->is_loops) ||
                                    !lanes_hold_words(scene, row) ||
                                    row->lane_count > MOST_TRIED_LANES ||
                                    count > MOST_TRIED_PRINTS);
    row->pinned = count && !row->all_pinned ? ARENA_ARRAY(scene->arena, uint8_t, count) : NULL;
}

/* What callbacks print has no lane: where it has no line of its own either, it is only listed. */
static void try_loops(Scene *scene, const Row *row)
{
    if (row->is_loops)
        try_rail(scene, row);
    for (size_t i = 0; !row->is_loops && i < row->timeline->output.count; i++)
        if (row->timeline->output.items[i].lane == NO_TASK)
            row->pinned[i] = 1;
}

/* On the axis of the whole run, so that zooming changes no decision. */
static void try_row(Scene *scene, Row *row)
{
    if (!row->pinned)
        return;
    Axis seen = row->axis;
    if (is_zoomed(scene)) {
        ViewState all = *scene->state;
        all.from = all.to = 0;
        row->axis = axis_make(scene->lesson, &all, scene->arena);
        row->axis.x0 = seen.x0;
        row->axis.width = seen.width;
    }
    if (row->has_inset)
        row->axis = inset_axis(row);
    for (uint32_t i = 0; i < row->lane_count; i++)
        try_labels(scene, row, i);
    try_loops(scene, row);
    row->axis = seen;
}

static uint32_t count_pinned(const Row *row)
{
    uint32_t count = 0;
    for (size_t i = 0; row->pinned && i < row->timeline->output.count; i++)
        count += row->pinned[i];
    return count;
}

static int compare_texts(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

/* What is pinned anywhere is pinned everywhere. */
static void treat_alike(Scene *scene)
{
    size_t total = 0, count = 0;
    for (uint32_t i = 0; i < scene->row_count; i++)
        total += count_pinned(&scene->list[i]);
    Str *texts = ARENA_ARRAY(scene->arena, Str, total + 1);
    for (uint32_t i = 0; i < scene->row_count; i++) {
        const Row *row = &scene->list[i];
        for (size_t j = 0; row->pinned && j < row->timeline->output.count; j++)
            if (row->pinned[j])
                texts[count++] = row->timeline->output.items[j].text;
    }
    qsort(texts, count, sizeof *texts, compare_texts);
    for (uint32_t i = 0; i < scene->row_count; i++) {
        Row *row = &scene->list[i];
        for (size_t j = 0; row->pinned && j < row->timeline->output.count; j++)
            if (bsearch(&row->timeline->output.items[j].text, texts, count, sizeof *texts,
                        compare_texts))
                row->pinned[j] = 1;
        row->all_pinned |= row->pinned && count_pinned(row) * 2 > row->timeline->output.count;
    }
}

bool pin_prints(Scene *scene)
{
    bool any = false;
    for (uint32_t i = 0; i < scene->row_count; i++) {
        make_room(scene, &scene->list[i]);
        try_row(scene, &scene->list[i]);
    }
    treat_alike(scene);
    for (uint32_t i = 0; i < scene->row_count; i++) {
        try_row(scene, &scene->list[i]); /* a pin may take a flag's room */
        any = any || scene->list[i].all_pinned || count_pinned(&scene->list[i]) > 0;
    }
    return any;
}
