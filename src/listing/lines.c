/* Lines: indentation, the step each belongs to. */
#include "listing/writer.h"

#include <string.h>

void writer_line(ListingWriter *writer, Str text)
{
    size_t indent = (size_t)writer->depth * WRITER_INDENT;
    char *line = arena_alloc(writer->arena, indent + text.length + 1);
    memset(line, ' ', indent);
    if (text.length)
        memcpy(line + indent, text.at, text.length);
    array_push(&writer->lines, (ListingLine){
                                   .text = {line, indent + text.length},
                                   .step = writer->step,
                                   .indent = writer->depth,
                                   .timeline = writer->timeline,
                               });
}

bool writer_fits(const ListingWriter *writer, Str text)
{
    return (size_t)writer->depth * WRITER_INDENT + utf8_count(text) <= WRITER_WIDTH;
}

void writer_blank(ListingWriter *writer, unsigned lines)
{
    while (lines--)
        array_push(&writer->lines, (ListingLine){.text = STR("")});
}
