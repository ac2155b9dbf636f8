#include "draw/labels.h"

enum { BUCKETS = 8192 };

/* FNV-1a, 32 bits. */
static uint32_t hash_key(LabelKey key)
{
    uint32_t hash = 2166136261u ^ ((uint32_t)key.face + key.size * 8);
    hash *= 16777619u;
    for (size_t i = 0; i < key.text.length; i++)
        hash = (hash ^ (unsigned char)key.text.at[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static void unlink_label(Labels *labels, Label *label)
{
    *(label->newer ? &label->newer->older : &labels->newest) = label->older;
    *(label->older ? &label->older->newer : &labels->oldest) = label->newer;
}

static void link_newest(Labels *labels, Label *label)
{
    label->newer = NULL;
    label->older = labels->newest;
    *(labels->newest ? &labels->newest->newer : &labels->oldest) = label;
    labels->newest = label;
}

static size_t bytes_of(const Label *label)
{
    size_t cells = (size_t)label->columns * (size_t)label->rows;
    return sizeof *label + label->key.text.length + cells * (label->colours ? 5 : 1);
}

static void drop_oldest(Labels *labels)
{
    Label *label = labels->oldest;
    Label **chain = &labels->buckets[label->hash % BUCKETS];
    while (*chain != label)
        chain = &(*chain)->chained;
    *chain = label->chained;
    unlink_label(labels, label);
    labels->bytes -= bytes_of(label);
    mem_free((char *)label->key.text.at);
    mem_free(label->covers);
    mem_free(label->colours);
    mem_free(label);
}

Label *labels_find(Labels *labels, LabelKey key)
{
    if (!labels->buckets)
        return NULL;
    uint32_t hash = hash_key(key);
    for (Label *label = labels->buckets[hash % BUCKETS]; label; label = label->chained)
        if (label->hash == hash && label->key.face == key.face && label->key.size == key.size &&
            str_equal(label->key.text, key.text)) {
            unlink_label(labels, label);
            link_newest(labels, label);
            return label;
        }
    return NULL;
}

Label *labels_add(Labels *labels, LabelKey key)
{
    if (!labels->buckets)
        labels->buckets = mem_new(BUCKETS * sizeof *labels->buckets);
    Builder text = {0};
    builder_str(&text, key.text);
    Label *label = mem_new(sizeof *label);
    *label = (Label){.key = key, .hash = hash_key(key)};
    label->key.text = builder_view(&text); /* takes its bytes over */
    label->chained = labels->buckets[label->hash % BUCKETS];
    labels->buckets[label->hash % BUCKETS] = label;
    link_newest(labels, label);
    labels->bytes += bytes_of(label);
    while (labels->bytes > LABELS_BYTES && labels->oldest != label)
        drop_oldest(labels);
    return label;
}

void labels_size(Labels *labels, Label *label, int columns, int rows, bool coloured)
{
    labels->bytes -= bytes_of(label);
    label->columns = columns;
    label->rows = rows;
    size_t cells = (size_t)columns * (size_t)rows;
    label->covers = mem_new(cells);
    label->colours = coloured ? mem_new(cells * sizeof *label->colours) : NULL;
    labels->bytes += bytes_of(label);
    while (labels->bytes > LABELS_BYTES && labels->oldest != label)
        drop_oldest(labels);
}

void labels_free(Labels *labels)
{
    while (labels->oldest)
        drop_oldest(labels);
    mem_free(labels->buckets);
    *labels = (Labels){0};
}
