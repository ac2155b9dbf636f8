/* Commands of two pictures are matched, as many as keep their order in both; the rest of both is
 * what has changed. */
#include "draw/damage.h"

#include "draw/bounds.h"

#include <stdlib.h>
#include <string.h>

typedef struct Item {
    const Draw *draw;
    Area clip;      /* all clips around it */
    uint32_t hash;
    uint32_t index; /* in the order of painting */
    bool kept;      /* has its like in the other picture */
} Item;

typedef ARRAY(Item) Items;

/* --- the commands that paint --- */

static uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * 16777619u;
    return hash;
}

static uint32_t hash_colours(uint32_t hash, const Colour *colours, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        hash = (hash ^ colours[i]) * 16777619u;
    return hash;
}

static uint32_t hash_of(const Item *item)
{
    const Draw *draw = item->draw;
    float measures[] = {draw->width, draw->dash, draw->gap, draw->radius, draw->x, draw->y,
                        draw->x2, draw->y2, draw->font.size};
    uint32_t hash = hash_bytes(2166136261u, measures, sizeof measures);
    hash = (hash ^ draw->colour) * 16777619u;
    hash = (hash ^ draw->kind) * 16777619u;
    hash = hash_bytes(hash, &item->clip, sizeof item->clip);
    switch ((DrawKind)draw->kind) {
    case DRAW_CURVE: return hash_bytes(hash_bytes(hash, &draw->c1, sizeof draw->c1), &draw->c2,
                                       sizeof draw->c2);
    case DRAW_POLYGON: return hash_bytes(hash, draw->points, draw->count * sizeof *draw->points);
    case DRAW_COLUMNS: return hash_colours(hash, draw->colours, draw->count);
    case DRAW_TEXT: return hash_bytes(hash, draw->text.at, draw->text.length);
    default: return hash;
    }
}

static bool same_points(const Draw *a, const Draw *b)
{
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->points, b->points, a->count * sizeof *a->points) == 0);
}

static bool same_text(const Draw *a, const Draw *b)
{
    return a->anchor == b->anchor && a->font.face == b->font.face &&
           a->font.size == b->font.size && a->fit == b->fit && str_equal(a->text, b->text);
}

static bool same(const Item *one, const Item *other)
{
    const Draw *a = one->draw, *b = other->draw;
    if (one->hash != other->hash || a->kind != b->kind || a->colour != b->colour ||
        a->round != b->round || a->width != b->width || a->dash != b->dash || a->gap != b->gap ||
        a->radius != b->radius || memcmp(&a->box, &b->box, sizeof a->box) != 0 ||
        memcmp(&one->clip, &other->clip, sizeof one->clip) != 0)
        return false;
    switch ((DrawKind)a->kind) {
    case DRAW_CURVE:
        return memcmp(&a->c1, &b->c1, sizeof a->c1) == 0 &&
               memcmp(&a->c2, &b->c2, sizeof a->c2) == 0;
    case DRAW_POLYGON: return same_points(a, b);
    case DRAW_COLUMNS:
        return a->count == b->count &&
               memcmp(a->colours, b->colours, a->count * sizeof *a->colours) == 0;
    case DRAW_TEXT: return same_text(a, b);
    default: return true;
    }
}

static Items items_of(const Picture *picture)
{
    Items items = {0};
    ARRAY(Area) clips = {0};
    Area clip = {0, 0, picture->width, picture->height}, box;
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind == DRAW_CLIP) {
            array_push(&clips, clip);
            clip = area_of(draw->box, &box) ? area_meet(clip, box) : (Area){0, 0, 0, 0};
        } else if (draw->kind == DRAW_UNCLIP && clips.count) {
            clip = clips.items[--clips.count];
        } else if (draw->kind < DRAW_CLIP && draw->colour >> 24) {
            array_push(&items, (Item){.draw = draw, .clip = clip,
                                      .index = (uint32_t)items.count});
            items.items[items.count - 1].hash = hash_of(&items.items[items.count - 1]);
        }
    }
    array_free(&clips);
    return items;
}

/* --- matching --- */

/* `next` chains those of one bucket, the first of them first. */
typedef struct Table {
    uint32_t *heads, *next;
    size_t buckets;
} Table;

#define NONE UINT32_MAX

static Table table_of(const Items *items)
{
    Table table = {.buckets = 2 * items->count + 1};
    table.heads = mem_resize_array(NULL, table.buckets, sizeof *table.heads);
    table.next = mem_resize_array(NULL, items->count + 1, sizeof *table.next);
    memset(table.heads, 0xFF, table.buckets * sizeof *table.heads);
    for (size_t i = items->count; i-- > 0;) {
        uint32_t *head = &table.heads[items->items[i].hash % table.buckets];
        table.next[i] = *head;
        *head = (uint32_t)i;
    }
    return table;
}

/* Takes the first of its like out of the table; NONE where there is none. */
static uint32_t take_like(Table *table, const Items *items, const Item *item)
{
    uint32_t *link = &table->heads[item->hash % table->buckets];
    while (*link != NONE && !same(&items->items[*link], item))
        link = &table->next[*link];
    uint32_t found = *link;
    if (found != NONE)
        *link = table->next[found];
    return found;
}

typedef struct Pair {
    uint32_t before, after;
    uint32_t previous; /* pair of the longest rising row that ends here */
} Pair;

/* Marks the longest row of pairs that rises in both pictures; they rise in `after` already. */
static void keep_rising(Pair *pairs, size_t count, Items *before, Items *after)
{
    uint32_t *ends = mem_resize_array(NULL, count + 1, sizeof *ends);
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t low = 0, high = longest;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (pairs[ends[middle]].before < pairs[i].before)
                low = middle + 1;
            else
                high = middle;
        }
        pairs[i].previous = low ? ends[low - 1] : NONE;
        ends[low] = (uint32_t)i;
        longest += low == longest;
    }
    for (uint32_t at = longest ? ends[longest - 1] : NONE; at != NONE; at = pairs[at].previous) {
        before->items[pairs[at].before].kept = true;
        after->items[pairs[at].after].kept = true;
    }
    mem_free(ends);
}

static void match(Items *before, Items *after)
{
    Table table = table_of(before);
    Pair *pairs = mem_resize_array(NULL, after->count + 1, sizeof *pairs);
    size_t count = 0;
    for (size_t i = 0; i < after->count; i++) {
        uint32_t like = take_like(&table, before, &after->items[i]);
        if (like != NONE)
            pairs[count++] = (Pair){like, (uint32_t)i, NONE};
    }
    keep_rising(pairs, count, before, after);
    mem_free(pairs);
    mem_free(table.heads);
    mem_free(table.next);
}

/* --- patches --- */

static long long cells_of(Patch p)
{
    return (long long)(p.x1 - p.x0) * (p.y1 - p.y0);
}

static Patch join(Patch a, Patch b)
{
    return (Patch){a.x0 < b.x0 ? a.x0 : b.x0, a.y0 < b.y0 ? a.y0 : b.y0,
                   a.x1 > b.x1 ? a.x1 : b.x1, a.y1 > b.y1 ? a.y1 : b.y1};
}

/* Painting a patch goes through all commands: worth that many pixels. */
enum { PATCH_COST = 4000, MANY_CHANGED = 3000 };

/* Joins the two that lose least by it, as long as there are too many or nothing is lost. */
static bool join_two(Patch *patches, int *count, int most)
{
    long long least = 0;
    int first = -1, second = -1;
    for (int i = 0; i < *count; i++)
        for (int k = i + 1; k < *count; k++) {
            long long lost = cells_of(join(patches[i], patches[k])) - cells_of(patches[i]) -
                             cells_of(patches[k]);
            if (first < 0 || lost < least) {
                least = lost;
                first = i;
                second = k;
            }
        }
    if (first < 0 || (*count <= most && least > PATCH_COST))
        return false;
    patches[first] = join(patches[first], patches[second]);
    patches[second] = patches[--*count];
    return true;
}

static bool is_in_one(const Patch *patches, int count, Cells cells)
{
    for (int i = 0; i < count; i++)
        if (cells.x0 >= patches[i].x0 && cells.x1 <= patches[i].x1 && cells.y0 >= patches[i].y0 &&
            cells.y1 <= patches[i].y1)
            return true;
    return false;
}

static size_t count_changed(const Items *items)
{
    size_t count = 0;
    for (size_t i = 0; i < items->count; i++)
        count += !items->items[i].kept;
    return count;
}

/* Whether it has to be painted anew, or painted over, and where. */
static bool has_changed(const Item *item, Cells *cells)
{
    Area area = area_meet(bounds_of(item->draw), item->clip);
    if (item->kept || area_empty(area))
        return false;
    *cells = cells_around(area);
    return true;
}

/* Where nearly all has changed, all around it is one patch. */
static void add_around(Damage *damage, const Items *items)
{
    Patch around = damage_around(damage);
    bool any = damage->count > 0;
    for (size_t i = 0; i < items->count; i++) {
        Cells cells;
        if (!has_changed(&items->items[i], &cells))
            continue;
        Patch patch = {cells.x0, cells.y0, cells.x1, cells.y1};
        around = any ? join(around, patch) : patch;
        any = true;
    }
    damage->patches[0] = around;
    damage->count = any;
}

static void add_patches(Damage *damage, const Items *items)
{
    Patch patches[PATCHES_MOST + 1];
    memcpy(patches, damage->patches, sizeof damage->patches);
    for (size_t i = 0; i < items->count; i++) {
        Cells cells;
        if (!has_changed(&items->items[i], &cells))
            continue;
        if (is_in_one(patches, damage->count, cells))
            continue;
        patches[damage->count++] = (Patch){cells.x0, cells.y0, cells.x1, cells.y1};
        while (join_two(patches, &damage->count, PATCHES_MOST))
            continue;
    }
    memcpy(damage->patches, patches, sizeof damage->patches);
}

void damage_between(const Picture *before, const Picture *after, Damage *damage)
{
    damage->count = 0;
    Items old = items_of(before), new = items_of(after);
    match(&old, &new);
    bool many = count_changed(&old) + count_changed(&new) > MANY_CHANGED;
    for (int i = 0; i < 2; i++)
        (many ? add_around : add_patches)(damage, i ? &new : &old);
    array_free(&old);
    array_free(&new);
}

Patch damage_around(const Damage *damage)
{
    Patch around = {0, 0, 0, 0};
    for (int i = 0; i < damage->count; i++)
        around = i ? join(around, damage->patches[i]) : damage->patches[i];
    return around;
}
