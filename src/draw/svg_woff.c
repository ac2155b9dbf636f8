/* WOFF 1.0 (W3C): a font file's tables, each packed by zlib, behind a directory. */
#include "draw/svg.h"

#include <string.h>
#include <zlib.h>

enum { SFNT_HEADER = 12, SFNT_ENTRY = 16, WOFF_HEADER = 44, WOFF_ENTRY = 20, TABLES_MOST = 100 };

static uint32_t read_u32(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void put_u32(char *at, size_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(number >> (24 - 8 * i) & 255);
}

static void put_u16(char *at, size_t number)
{
    at[0] = (char)(number >> 8 & 255);
    at[1] = (char)(number & 255);
}

/* Appends the table, packed where that is shorter; how long it is then. */
static size_t add_table(Builder *out, Str table)
{
    uLongf room = compressBound(table.length);
    Bytef *packed = mem_new(room);
    bool shorter = compress2(packed, &room, (const Bytef *)table.at, table.length, 9) == Z_OK &&
                   room < table.length;
    if (shorter)
        builder_add(out, (const char *)packed, room);
    else
        builder_str(out, table);
    mem_free(packed);
    size_t length = shorter ? room : table.length;
    builder_repeat(out, '\0', (4 - length % 4) % 4);
    return length;
}

bool svg_woff(Builder *out, Str font)
{
    size_t count = font.length >= SFNT_HEADER ? read_u32(font.at + 4) >> 16 : 0;
    if (count == 0 || count > TABLES_MOST || font.length < SFNT_HEADER + SFNT_ENTRY * count)
        return false;
    size_t start = out->length, whole = SFNT_HEADER + SFNT_ENTRY * count;
    builder_repeat(out, '\0', WOFF_HEADER + WOFF_ENTRY * count);
    for (size_t i = 0; i < count; i++) {
        const char *entry = font.at + SFNT_HEADER + SFNT_ENTRY * i;
        size_t from = read_u32(entry + 8), length = read_u32(entry + 12);
        if (from > font.length || length > font.length - from)
            return false;
        size_t at = out->length - start;
        size_t packed = add_table(out, (Str){font.at + from, length});
        char *into = out->at + start + WOFF_HEADER + WOFF_ENTRY * i;
        memcpy(into, entry, 4);
        put_u32(into + 4, at);
        put_u32(into + 8, packed);
        put_u32(into + 12, length);
        memcpy(into + 16, entry + 4, 4); /* the checksum */
        whole += (length + 3) / 4 * 4;
    }
    char *header = out->at + start;
    memcpy(header, "wOFF", 4);
    memcpy(header + 4, font.at, 4);
    put_u32(header + 8, out->length - start);
    put_u16(header + 12, count);
    put_u32(header + 16, whole);
    put_u16(header + 20, 1);
    return true;
}
