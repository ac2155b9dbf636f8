#include "base/str.h"

#include "base/mem.h"
#include "base/mem_inside.h"

#include <stdio.h>
#include <string.h>

Str str_of(const char *nul_terminated)
{
    return nul_terminated ? (Str){nul_terminated, strlen(nul_terminated)} : (Str){"", 0};
}

bool str_equal(Str a, Str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

int str_compare(Str a, Str b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

Str str_copy(Arena *arena, Str text)
{
    return (Str){arena_copy(arena, text.at, text.length), text.length};
}

static void make_room(Builder *builder, size_t more)
{
    if (more < builder->room - builder->length)
        return;
    size_t needed = builder->length + more + 1;
    if (needed <= more)
        mem_exhausted(SIZE_MAX); /* more than there are addresses */
    size_t room = builder->room ? builder->room * 2 : 64;
    builder->room = room < needed ? needed : room;
    builder->at = mem_resize(builder->at, builder->room);
}

void builder_add(Builder *builder, const char *text, size_t length)
{
    make_room(builder, length);
    if (length)
        memcpy(builder->at + builder->length, text, length);
    builder->length += length;
    builder->at[builder->length] = '\0';
}

void builder_str(Builder *builder, Str text)
{
    builder_add(builder, text.at, text.length);
}

void builder_text(Builder *builder, const char *nul_terminated)
{
    builder_str(builder, str_of(nul_terminated));
}

void builder_char(Builder *builder, char c)
{
    builder_add(builder, &c, 1);
}

void builder_repeat(Builder *builder, char c, size_t times)
{
    make_room(builder, times);
    memset(builder->at + builder->length, c, times);
    builder->length += times;
    builder->at[builder->length] = '\0';
}

char *builder_space(Builder *builder, size_t most)
{
    make_room(builder, most);
    return builder->at + builder->length;
}

void builder_wrote(Builder *builder, char *end)
{
    builder->length = (size_t)(end - builder->at);
    *end = '\0';
}

void builder_code_point(Builder *builder, uint32_t c)
{
    char bytes[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3F));
    bytes[0] = (char)(lead[n] | c);
    builder_add(builder, bytes, n);
}

void builder_vprintf(Builder *builder, const char *format, va_list arguments)
{
    enum { GUESS = 64 };
    va_list again;
    va_copy(again, arguments);
    make_room(builder, GUESS);
    size_t room = builder->room - builder->length;
    int length = vsnprintf(builder->at + builder->length, room, format, again);
    va_end(again);
    if (length >= 0 && (size_t)length >= room) {
        make_room(builder, (size_t)length);
        vsnprintf(builder->at + builder->length, (size_t)length + 1, format, arguments);
    }
    builder->length += length > 0 ? (size_t)length : 0;
    builder->at[builder->length] = '\0';
}

void builder_printf(Builder *builder, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    builder_vprintf(builder, format, arguments);
    va_end(arguments);
}

void builder_cut(Builder *builder, size_t length)
{
    if (builder->length <= length)
        return;
    while (length && ((unsigned char)builder->at[length] & 0xc0) == 0x80)
        length--;
    builder->length = length;
    builder_text(builder, "…");
}

Str builder_view(const Builder *builder)
{
    return builder->at ? (Str){builder->at, builder->length} : (Str){"", 0};
}

void builder_clear(Builder *builder)
{
    builder->length = 0;
    if (builder->at)
        builder->at[0] = '\0';
}

void builder_drop(Builder *builder, size_t length)
{
    if (!length)
        return;
    memmove(builder->at, builder->at + length, builder->length - length);
    builder->length -= length;
    builder->at[builder->length] = '\0';
}

void builder_free(Builder *builder)
{
    mem_free(builder->at);
    *builder = (Builder){0};
}
