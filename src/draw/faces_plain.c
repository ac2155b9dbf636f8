/* Inter as it is typed. By its contextual alternates it would turn the x of `12 x 5` into a times sign
 * and leave that of `5 s x 12`, and `->` into an arrow; SDL2_ttf can't be told to shape without them.
 * So they are taken away: in the bytes that every shaper gets, their feature has a name that none asks
 * for. */
#include "draw/faces.h"

#include <string.h>

/* Big-endian; 0 past the end. */
static size_t number_at(const Builder *bytes, size_t at, size_t size)
{
    size_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | (at + i < bytes->length ? (unsigned char)bytes->at[at + i] : 0u);
    return number;
}

static bool has_tag(const Builder *bytes, size_t at, const char *tag)
{
    return at + 4 <= bytes->length && memcmp(bytes->at + at, tag, 4) == 0;
}

/* Where the table begins (OpenType, Table Directory); 0 where there is none. */
static size_t find_table(const Builder *bytes, const char *tag)
{
    size_t count = number_at(bytes, 4, 2);
    for (size_t i = 0; i < count; i++)
        if (has_tag(bytes, 12 + 16 * i, tag))
            return number_at(bytes, 12 + 16 * i + 8, 4);
    return 0;
}

void faces_drop_alternates(Builder *font)
{
    size_t table = find_table(font, "GSUB");
    size_t list = table + number_at(font, table + 6, 2);
    if (!table)
        return;
    for (size_t i = number_at(font, list, 2); i-- > 0;)
        if (has_tag(font, list + 2 + 6 * i, "calt"))
            font->at[list + 2 + 6 * i] = '-';
}
