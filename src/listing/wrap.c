/* Code that is too wide for a line is broken inside its longest call or list, as PEP 8 has it:
 *
 *     await asyncio.gather(
 *         fetch('one', 1),
 *         fetch('two', 2),
 *     )
 *
 * Only brackets of calls and of lists are opened, for there a trailing comma changes nothing. */
#include "listing/writer.h"

#include <string.h>

typedef struct Group {
    size_t open, close; /* indices of its brackets */
} Group;

/* The index behind the text literal that begins at `at`. */
static size_t skip_literal(Str code, size_t at)
{
    char quote = code.at[at++];
    while (at < code.length && code.at[at] != quote)
        at += code.at[at] == '\\' ? 2 : 1;
    return at + 1;
}

static bool is_quote(char c)
{
    return c == '\'' || c == '"';
}

static bool ends_primary(Str code, size_t at)
{
    if (at == 0)
        return false;
    char c = code.at[at - 1];
    return c == ')' || c == ']' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* A call's parentheses or a list's brackets; no index, no grouping. */
static bool may_be_broken(Str code, size_t open)
{
    return (code.at[open] == '(') == ends_primary(code, open);
}

static size_t matching(Str code, size_t open)
{
    size_t depth = 0;
    for (size_t i = open; i < code.length;) {
        char c = code.at[i];
        if (is_quote(c)) {
            i = skip_literal(code, i);
            continue;
        }
        if (c == '(' || c == '[')
            depth++;
        if ((c == ')' || c == ']') && --depth == 0)
            return i;
        i++;
    }
    return code.length;
}

/* The outermost group with the most in it; open == close where there is none. */
static Group longest_group(Str code)
{
    Group best = {0, 0};
    for (size_t i = 0; i < code.length;) {
        char c = code.at[i];
        if (is_quote(c)) {
            i = skip_literal(code, i);
        } else if (c == '(' || c == '[') {
            size_t close = matching(code, i);
            if (may_be_broken(code, i) && close < code.length && close - i > best.close - best.open)
                best = (Group){i, close};
            i = close + 1;
        } else {
            i++;
        }
    }
    return best;
}

/* Behind a character, a whole text literal, or a whole bracket. */
static size_t skip_one(Str code, size_t at)
{
    char c = code.at[at];
    return is_quote(c)               ? skip_literal(code, at)
           : (c == '(' || c == '[') ? matching(code, at) + 1
                                    : at + 1;
}

/* Where the item of a group that begins at `at` ends: at its comma, or at `end`. */
static size_t item_end(Str code, size_t at, size_t end)
{
    while (at < end && code.at[at] != ',')
        at = skip_one(code, at);
    return at < end ? at : end;
}

static Str part(Str code, size_t from, size_t to)
{
    return (Str){code.at + from, to - from};
}

/* Where the ` for ` of a comprehension stands; `close` where the group is none. */
static size_t comprehension(Str code, Group group)
{
    static const char word[] = " for ";
    for (size_t at = group.open + 1; at + strlen(word) < group.close;) {
        if (memcmp(code.at + at, word, strlen(word)) == 0)
            return at;
        at = skip_one(code, at);
    }
    return group.close;
}

static void write_items(ListingWriter *writer, Str code, Group group)
{
    bool several = item_end(code, group.open + 1, group.close) < group.close;
    for (size_t at = group.open + 1; at < group.close;) {
        size_t end = item_end(code, at, group.close);
        Builder item = {0};
        builder_str(&item, part(code, at, end));
        if (several)
            builder_char(&item, ',');
        writer_code(writer, builder_view(&item));
        builder_free(&item);
        at = end + 1;
        while (at < group.close && code.at[at] == ' ')
            at++;
    }
}

static void write_inside(ListingWriter *writer, Str code, Group group)
{
    size_t loop = comprehension(code, group);
    if (loop == group.close) {
        write_items(writer, code, group);
        return;
    }
    writer_code(writer, part(code, group.open + 1, loop));
    writer_code(writer, part(code, loop + 1, group.close));
}

void writer_code(ListingWriter *writer, Str code)
{
    Group group = {0, 0};
    if (!writer_fits(writer, code))
        group = longest_group(code);
    if (group.close <= group.open + 1) {
        writer_line(writer, code);
        return;
    }
    writer_line(writer, part(code, 0, group.open + 1));
    writer->depth++;
    write_inside(writer, code, group);
    writer->depth--;
    writer_code(writer, part(code, group.close, code.length));
}
