#include "base/nearest.h"

enum { LONGEST = 48 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Three rows of the distance table are enough: a transposition looks two rows back. */
static size_t distance(Str a, Str b)
{
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b.length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            char x = lower(a.at[i - 1]), y = lower(b.at[j - 1]);
            size_t least = smaller(above[j], row[j - 1]) + 1;
            least = smaller(least, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b.at[j - 2]) && lower(a.at[i - 2]) == y)
                least = smaller(least, two_above[j - 2] + 1);
            row[j] = least;
        }
    }
    return rows[a.length % 3][b.length];
}

const char *nearest_name(Str word, const char *const *candidates, size_t count)
{
    if (word.length == 0 || word.length > LONGEST)
        return NULL;
    size_t best = word.length / 3 ? word.length / 3 : 1;
    best = smaller(best, word.length - 1) + 1; /* what shares no letter is no slip */
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        Str candidate = str_of(candidates[i]);
        if (candidate.length == 0 || candidate.length > LONGEST)
            continue;
        size_t d = distance(word, candidate);
        if (d < best) {
            best = d;
            found = candidates[i];
        }
    }
    return found;
}
