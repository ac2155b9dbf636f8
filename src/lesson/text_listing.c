#include "lesson/text_listing.h"

#include "base/mem.h"

#include <string.h>

enum { LEVEL = 4, MOST_LINES = 100000 };

/* Tabs as Python counts them, to the next multiple of eight. */
static Str without_tabs(Arena *arena, Str line)
{
    Builder out = {0};
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] == '\t')
            builder_repeat(&out, ' ', 8 - out.length % 8);
        else if (line.at[i] != '\r')
            builder_char(&out, line.at[i]);
    Str copy = str_copy(arena, builder_view(&out));
    builder_free(&out);
    return copy;
}

static uint32_t level_of(Str line)
{
    uint32_t columns = 0;
    while (columns < line.length && line.at[columns] == ' ')
        columns++;
    return columns == line.length ? 0 : (columns + LEVEL - 1) / LEVEL;
}

Listing *text_listing(Str text)
{
    Listing *listing = mem_new(sizeof *listing);
    uint32_t number = 0;
    for (size_t at = 0; at < text.length && number < MOST_LINES;) {
        const char *newline = memchr(text.at + at, '\n', text.length - at);
        size_t end = newline ? (size_t)(newline - text.at) : text.length;
        Str line = without_tabs(&listing->arena, (Str){text.at + at, end - at});
        ListingLine shown = {.text = line, .step = ++number, .indent = level_of(line)};
        array_push(&listing->lines, shown);
        at = end + 1;
    }
    listing_index(listing);
    return listing;
}
