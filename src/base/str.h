/* Text: a view into bytes that somebody else owns, and a builder that owns its bytes. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* UTF-8, not NUL-terminated, may hold NULs; lives as long as whoever owns the bytes. */
typedef struct Str {
    const char *at;
    size_t length; /* bytes */
} Str;

#define STR(literal) ((Str){(literal), sizeof(literal) - 1})
/* Where to begin reading: never NULL, to which not even 0 may be added. */
static inline const char *str_start(Str text)
{
    return text.length ? text.at : "";
}
Str str_of(const char *nul_terminated); /* NULL gives the empty Str */
bool str_equal(Str a, Str b);
/* Most words differ in their first letter. */
static inline bool str_is(Str a, const char *nul_terminated)
{
    size_t i = 0;
    while (i < a.length && a.at[i] == nul_terminated[i] && a.at[i])
        i++;
    return i == a.length && nul_terminated[i] == '\0';
}
int str_compare(Str a, Str b); /* by bytes, which is by code points in UTF-8 */
Str str_copy(Arena *arena, Str text);

/* A builder. Zero-initialised is empty; `at` is NULL until something is added, and always
 * NUL-terminated after. builder_free when done. */
typedef struct Builder {
    char *at;
    size_t length, room;
} Builder;

void builder_add(Builder *builder, const char *text, size_t length);
void builder_str(Builder *builder, Str text);
void builder_text(Builder *builder, const char *nul_terminated);
void builder_char(Builder *builder, char c);
void builder_repeat(Builder *builder, char c, size_t times);
/* Where to write up to `most` bytes by hand; builder_wrote says up to where that was done. */
char *builder_space(Builder *builder, size_t most);
void builder_wrote(Builder *builder, char *end);
void builder_code_point(Builder *builder, uint32_t code_point);
void builder_printf(Builder *builder, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void builder_vprintf(Builder *builder, const char *format, va_list arguments);
/* Not longer than `length` bytes: cut before the character that would pass it, and `…` behind. */
void builder_cut(Builder *builder, size_t length);
Str builder_view(const Builder *builder); /* valid until the next change */
void builder_clear(Builder *builder);     /* keeps the room */
void builder_drop(Builder *builder, size_t length); /* its first bytes, no more than there are */
void builder_free(Builder *builder);

/* UTF-8. Reads one code point at *at (before `end`) and moves past it. Wrong bytes (overlong,
 * surrogate, cut off, beyond U+10FFFF) give UTF8_WRONG and move by one byte. */
#define UTF8_WRONG UINT32_MAX
uint32_t utf8_next(const char **at, const char *end);
size_t utf8_count(Str text);  /* code points; a wrong byte counts as one */
bool utf8_valid(Str text);

/* Columns a terminal gives the code point: 0 for combining marks and other zero-width ones,
 * 2 for wide East Asian and emoji, else 1. */
int utf8_columns(uint32_t code_point);

#endif
