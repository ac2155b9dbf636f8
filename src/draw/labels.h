/* Rendered and measured labels, the least recently used thrown away. Private to draw/. */
#ifndef DRAW_LABELS_H
#define DRAW_LABELS_H

#include "draw/draw.h"

typedef struct LabelKey {
    FontFace face;
    unsigned size; /* in 1/72 pixel; 0 for what is only measured */
    Str text;
} LabelKey;

typedef struct Label Label;
struct Label {
    LabelKey key;      /* with a text of its own */
    float width;       /* to the em */
    int left, top;     /* of the picture, from the start of the baseline */
    int columns, rows; /* 0 for nothing to see */
    uint8_t *covers;   /* columns * rows */
    uint32_t *colours; /* likewise, where the text has its own, as emoji do; else NULL. 0xFFRRGGBB;
                          0 where the text's colour is taken */
    uint32_t hash;
    Label *chained, *newer, *older;
};

typedef struct Labels {
    Label **buckets; /* chains by hash */
    Label *newest, *oldest;
    size_t bytes;
} Labels;

enum { LABELS_BYTES = 32 << 20 }; /* kept at most */

/* Found and made the newest, or NULL. */
Label *labels_find(Labels *labels, LabelKey key);

/* A new one, empty but for its key. Valid until the next labels_add. */
Label *labels_add(Labels *labels, LabelKey key);

/* Gives it `columns` times `rows` covers, and colours if asked for, zeroed, and lets go of older
 * labels for them. */
void labels_size(Labels *labels, Label *label, int columns, int rows, bool coloured);
void labels_free(Labels *labels);

#endif
