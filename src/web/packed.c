#include "web/packed.h"

#include <string.h>

/* The commands follow it, with places among the bytes in the stead of pointers; then what they point
 * to. */
typedef struct Head {
    float width, height;
    size_t count;
    Str title, subject;
} Head;

/* Adds bytes, at a place where a float may stand, and tells it. */
static const void *keep(Builder *out, size_t start, const void *bytes, size_t size)
{
    while ((out->length - start) % sizeof(float))
        builder_char(out, 0);
    size_t place = out->length - start;
    builder_add(out, bytes, size);
    return (const void *)place;
}

static Str keep_text(Builder *out, size_t start, Str text)
{
    return (Str){keep(out, start, str_start(text), text.length), text.length};
}

void packed_write(Builder *out, const PackedPicture *packed)
{
    const Picture *picture = &packed->picture;
    size_t start = out->length, count = picture->list.count;
    Head head = {.width = picture->width, .height = picture->height, .count = count};
    builder_add(out, (const char *)&head, sizeof head);
    if (count)
        builder_add(out, (const char *)picture->list.items, count * sizeof(Draw));
    for (size_t i = 0; i < count; i++) {
        Draw draw = picture->list.items[i];
        size_t each = draw.kind == DRAW_COLUMNS ? sizeof *draw.colours : sizeof *draw.points;
        draw.text = keep_text(out, start, draw.text);
        draw.points = keep(out, start, draw.points ? (const void *)draw.points : "",
                           draw.count * each);
        memcpy(out->at + start + sizeof head + i * sizeof draw, &draw, sizeof draw);
    }
    head.title = keep_text(out, start, packed->title);
    head.subject = keep_text(out, start, packed->subject);
    memcpy(out->at + start, &head, sizeof head);
}

static Str text_at(Str bytes, Str text)
{
    return (Str){bytes.at + (size_t)text.at, text.length};
}

PackedPicture packed_read(Str bytes)
{
    PackedPicture packed = {0};
    Head head;
    memcpy(&head, bytes.at, sizeof head);
    picture_begin(&packed.picture, head.width, head.height);
    for (size_t i = 0; i < head.count; i++) {
        Draw draw;
        memcpy(&draw, bytes.at + sizeof head + i * sizeof draw, sizeof draw);
        draw.text = text_at(bytes, draw.text);
        draw.points = (const void *)(bytes.at + (size_t)draw.points);
        array_push(&packed.picture.list, draw);
    }
    packed.title = text_at(bytes, head.title);
    packed.subject = text_at(bytes, head.subject);
    return packed;
}
