#include "player/patch.h"

#include "base/mem.h"

#include <string.h>

/* Lines compared with lines: more than that are not matched but taken for changed. */
static const size_t most_cells = 4 * 1000 * 1000;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool in_number(Str text, size_t at)
{
    char c = text.at[at];
    if (is_digit(c) || c == '.' || c == 'e' || c == 'E')
        return true;
    return (c == '+' || c == '-') && at && (text.at[at - 1] == 'e' || text.at[at - 1] == 'E');
}

Place patch_number_at(Str text, uint32_t offset)
{
    size_t end = offset;
    bool starts = offset < text.length && (is_digit(text.at[offset]) || text.at[offset] == '.') &&
                  !(offset && (is_digit(text.at[offset - 1]) || text.at[offset - 1] == '.'));
    while (starts && end < text.length && in_number(text, end))
        end++;
    return (Place){offset, (uint32_t)(end - offset)};
}

/* Back to where the number around `at` begins. */
static size_t number_start(Str text, size_t at)
{
    while (at && at <= text.length && in_number(text, at - 1))
        at--;
    return at;
}

void patches_between(Str before, Str after, Arena *arena, Patches *patches)
{
    size_t b = 0, a = 0;
    while (b < before.length || a < after.length) {
        if (b < before.length && a < after.length && before.at[b] == after.at[a]) {
            b++;
            a++;
            continue;
        }
        size_t back = b - number_start(before, b);
        b -= back;
        a -= back < a ? back : a;
        Place old = patch_number_at(before, (uint32_t)b), own = patch_number_at(after, (uint32_t)a);
        if (!old.length || !own.length)
            return;
        array_push(patches, (Patch){old, str_copy(arena, (Str){after.at + a, own.length})});
        b += old.length;
        a += own.length;
    }
}

void patches_apply(Str text, const Patches *patches, Builder *out)
{
    size_t at = 0;
    for (size_t i = 0; i < patches->count; i++) {
        const Patch *patch = &patches->items[i];
        builder_add(out, text.at + at, patch->at.offset - at);
        builder_str(out, patch->digits);
        at = patch->at.offset + patch->at.length;
    }
    builder_add(out, text.at + at, text.length - at);
}

/* --- moving --- */

typedef ARRAY(Str) LineList;

static void split(Str text, LineList *lines)
{
    for (size_t at = 0; at < text.length;) {
        const char *end = memchr(text.at + at, '\n', text.length - at);
        size_t length = end ? (size_t)(end - text.at) - at : text.length - at;
        array_push(lines, ((Str){text.at + at, length}));
        at += length + 1;
    }
}

typedef struct Match {
    LineList before, theirs;
    size_t *line; /* of theirs, by line of before; SIZE_MAX: none is the same */
} Match;

/* The longest common row of lines between the common beginning and the common end. */
static void match_middle(Match *match, size_t first, size_t rows, size_t columns)
{
    if (rows == 0 || columns == 0 || rows > most_cells / columns)
        return;
    size_t across = columns + 1;
    uint32_t *best = mem_new((rows + 1) * across * sizeof *best);
    const Str *b = match->before.items + first, *t = match->theirs.items + first;
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;) {
            uint32_t skip = best[(i + 1) * across + j], other = best[i * across + j + 1];
            best[i * across + j] = str_equal(b[i], t[j]) ? best[(i + 1) * across + j + 1] + 1
                                   : skip > other        ? skip
                                                         : other;
        }
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        if (str_equal(b[i], t[j]))
            match->line[first + i++] = first + j++;
        else if (best[(i + 1) * across + j] >= best[i * across + j + 1])
            i++;
        else
            j++;
    }
    mem_free(best);
}

static void match_lines(Match *match)
{
    size_t rows = match->before.count, columns = match->theirs.count, first = 0, last = 0;
    const Str *b = match->before.items, *t = match->theirs.items;
    while (first < rows && first < columns && str_equal(b[first], t[first]))
        match->line[first] = first, first++;
    while (last < rows - first && last < columns - first &&
           str_equal(b[rows - 1 - last], t[columns - 1 - last])) {
        match->line[rows - 1 - last] = columns - 1 - last;
        last++;
    }
    match_middle(match, first, rows - first - last, columns - first - last);
}

/* A changed line stands between lines that have stayed; where as many stand there now, it is the
 * one at the same place among them. */
static size_t changed_line(const Match *match, size_t line)
{
    size_t above = line, below = line + 1;
    while (above && match->line[above - 1] == SIZE_MAX)
        above--;
    while (below < match->before.count && match->line[below] == SIZE_MAX)
        below++;
    size_t from = above ? match->line[above - 1] + 1 : 0;
    size_t to = below < match->before.count ? match->line[below] : match->theirs.count;
    return to - from == below - above ? from + (line - above) : SIZE_MAX;
}

/* The number of `new` that stands where the one at `column` stands in `old`, counted in numbers;
 * only where it has the same digits. */
static bool same_number(Str old, size_t column, Str new, size_t *at)
{
    size_t wanted = 0, seen = 0;
    Place number = patch_number_at(old, (uint32_t)column);
    for (size_t i = 0; i < column; i++)
        if (patch_number_at(old, (uint32_t)i).length)
            wanted++;
    for (size_t i = 0; i < new.length; i++) {
        Place other = patch_number_at(new, (uint32_t)i);
        if (!other.length || seen++ != wanted)
            continue;
        *at = i;
        return str_equal((Str){old.at + column, number.length}, (Str){new.at + i, other.length});
    }
    return false;
}

static bool move_one(const Match *match, Str before, Str theirs, const Patch *patch, Patch *moved)
{
    size_t line = 0;
    while (line + 1 < match->before.count &&
           match->before.items[line + 1].at <= before.at + patch->at.offset)
        line++;
    Str old = match->before.items[line];
    size_t column = (size_t)(before.at + patch->at.offset - old.at);
    size_t other = match->line[line], at = column;
    if (other == SIZE_MAX) {
        other = changed_line(match, line);
        if (other == SIZE_MAX || !same_number(old, column, match->theirs.items[other], &at))
            return false;
    }
    size_t offset = (size_t)(match->theirs.items[other].at - theirs.at) + at;
    *moved = (Patch){{(uint32_t)offset, patch->at.length}, patch->digits};
    return true;
}

bool patches_move(Str before, Str theirs, const Patches *patches, Patches *moved)
{
    Match match = {0};
    bool all = true;
    split(before, &match.before);
    split(theirs, &match.theirs);
    match.line = mem_new((match.before.count + 1) * sizeof *match.line);
    memset(match.line, 0xFF, (match.before.count + 1) * sizeof *match.line);
    match_lines(&match);
    for (size_t i = 0; i < patches->count && all; i++) {
        Patch patch;
        all = move_one(&match, before, theirs, &patches->items[i], &patch);
        if (all)
            array_push(moved, patch);
    }
    mem_free(match.line);
    array_free(&match.before);
    array_free(&match.theirs);
    return all;
}
