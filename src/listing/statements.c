/* Statements and comments, line by line: the names that Python's modules go by, what a step writes,
 * comments broken to the width. */
#include "base/escape.h"
#include "listing/writer.h"

#include <string.h>

/* A word of a format that names something of Python's, and what the program calls it. */
static const char *meaning(ListingWriter *writer, const char *at, size_t *length)
{
    const struct {
        const char *word, *name;
        unsigned need;
    } words[] = {
        {"asyncio.", writer->names.asyncio, LISTING_NEEDS_ASYNCIO},
        {"random.", writer->names.random, LISTING_NEEDS_RANDOM},
        {"time.", writer->names.time, LISTING_NEEDS_TIME},
        {"print(", writer->names.print, 0},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strncmp(at, words[i].word, strlen(words[i].word)) != 0)
            continue;
        *length = strlen(words[i].word) - 1;
        writer->needs |= words[i].need;
        return words[i].name;
    }
    return NULL;
}

static bool goes_on_a_word(const char *format, const char *at)
{
    return at > format && (at[-1] == '.' || at[-1] == '_' || (at[-1] >= 'a' && at[-1] <= 'z'));
}

void listing_line(ListingWriter *writer, const char *format, ...)
{
    Builder named = {0}, text = {0};
    for (const char *at = format; *at; at++) {
        size_t length;
        const char *name = goes_on_a_word(format, at) ? NULL : meaning(writer, at, &length);
        if (name) {
            builder_text(&named, name);
            at += length - 1;
        } else {
            builder_char(&named, *at);
        }
    }
    va_list arguments;
    va_start(arguments, format);
    builder_vprintf(&text, named.at ? named.at : "", arguments);
    va_end(arguments);
    writer_code(writer, builder_view(&text));
    writer->statements++;
    builder_free(&named);
    builder_free(&text);
}

void listing_block(ListingWriter *writer, const Block *block)
{
    array_push(&writer->holes, (ListingHole){block, writer->lines.count, writer->depth + 1});
}

/* How many bytes of `text`, which has no newline, go on a line of `columns`: up to a space. */
static size_t fitting(Str text, size_t columns)
{
    const char *at = str_start(text), *end = at + text.length;
    size_t space = 0;
    for (size_t used = 0; at < end; used++) {
        if (used > columns && space)
            return space;
        if (*at == ' ')
            space = (size_t)(at - text.at);
        utf8_next(&at, end);
    }
    return utf8_count(text) > columns && space ? space : text.length;
}

static void comment_line(ListingWriter *writer, Str text)
{
    size_t taken = (size_t)writer->depth * WRITER_INDENT + 2;
    size_t columns = taken + 20 < WRITER_WIDTH ? WRITER_WIDTH - taken : 20;
    do {
        Builder line = {0};
        size_t length = fitting(text, columns);
        builder_text(&line, length ? "# " : "#");
        escape_python_comment(&line, (Str){text.at, length});
        writer_line(writer, builder_view(&line));
        builder_free(&line);
        while (length < text.length && text.at[length] == ' ')
            length++;
        text.at += length;
        text.length -= length;
    } while (text.length);
}

void writer_comment(ListingWriter *writer, Str text)
{
    const char *end = text.at + text.length;
    for (const char *at = text.at;;) {
        const char *newline = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        comment_line(writer, (Str){at, (size_t)((newline ? newline : end) - at)});
        if (!newline)
            return;
        at = newline + 1;
    }
}

void listing_comment(ListingWriter *writer, const TextTemplate *text)
{
    Builder line = {0};
    for (uint32_t i = 0; i < text->count; i++) {
        const TextPart *part = &text->parts[i];
        if (!part->value) {
            builder_str(&line, part->literal);
            continue;
        }
        builder_char(&line, '{');
        expr_write(&line, part->value);
        builder_char(&line, '}');
    }
    writer_comment(writer, builder_view(&line));
    builder_free(&line);
}
