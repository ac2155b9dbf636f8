#include "scenario/expr/reader.h"

#include <stdarg.h>
#include <string.h>

bool read_enough(const Reader *reader)
{
    return reader->diags->errors >= READ_MAX_ERRORS;
}

bool read_spared(Reader *reader)
{
    bool enough = read_enough(reader);
    reader->diags->withheld += enough;
    return enough;
}

void read_error(Reader *reader, Place at, MistakeId mistake, const char *format, ...)
{
    reader->told = !read_spared(reader);
    if (!reader->told)
        return;
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vprintf(&reader->scratch, format, arguments);
    va_end(arguments);
    diag_mistake(reader->diags, at, mistake, "%s", text);
}

void read_fix(Reader *reader, Place at, const char *text)
{
    if (reader->told)
        diag_fix(reader->diags, at, str_of(arena_printf(&reader->scratch, "\"%s\"", text)));
}

const char *read_word(Reader *reader, Str text)
{
    enum { LONGEST = 60 };
    if (text.length <= LONGEST)
        return arena_copy(&reader->scratch, text.at, text.length);
    size_t cut = LONGEST;
    while (cut > 0 && ((unsigned char)text.at[cut] & 0xC0) == 0x80)
        cut--;
    return arena_printf(&reader->scratch, "%.*s\xE2\x80\xA6", (int)cut, text.at);
}

/* The file's bytes for one byte or character of the decoded text. */
static size_t raw_unit(const char *raw, size_t *decoded)
{
    *decoded = 1;
    if (raw[0] != '\\')
        return 1;
    if (raw[1] != 'u')
        return 2;
    uint32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        char c = raw[i];
        unit = unit << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    *decoded = unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xD800 && unit <= 0xDFFF ? 4 : 3;
    return *decoded == 4 ? 12 : 6;
}

Located located(Reader *reader, Str text, Place raw)
{
    Located found = {.text = text, .first = raw.offset + 1};
    if (raw.length == text.length + 2)
        return found;
    uint32_t *offsets = ARENA_ARRAY(&reader->scratch, uint32_t, text.length + 1);
    uint32_t at = found.first;
    for (size_t i = 0; i < text.length;) {
        size_t decoded;
        size_t bytes = raw_unit(reader->source->text.at + at, &decoded);
        for (size_t j = 0; j < decoded && i < text.length; j++)
            offsets[i++] = at;
        at += (uint32_t)bytes;
    }
    offsets[text.length] = at;
    found.offsets = offsets;
    return found;
}

Place located_place(const Located *text, size_t from, size_t to)
{
    if (!text->offsets)
        return (Place){text->first + (uint32_t)from, (uint32_t)(to - from)};
    return (Place){text->offsets[from], text->offsets[to] - text->offsets[from]};
}
