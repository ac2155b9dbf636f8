/* What Unicode says about characters: white space, letters, digits, and their case. */
#include "python/characters.h"

#include "python/plain.h"

typedef struct CaseRun { /* each step-th character of them becomes the one `by` further on */
    uint32_t first, last;
    int32_t step, by;
} CaseRun;

typedef struct CaseText {
    uint32_t c;
    const char *text;
} CaseText;

typedef struct CharRange {
    uint32_t first, last;
} CharRange;

#include "python/unicode_tables.h"

bool code_point_is_space(uint32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0
           || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029
           || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* --- properties --- */

typedef struct Ranges {
    const CharRange *at;
    size_t count;
} Ranges;

#define RANGES(list) {list, sizeof list / sizeof *list}

bool character_is(uint32_t c, CharProperty property)
{
    static const Ranges tables[] = {
        [CHAR_CASED] = RANGES(cased_ranges),     [CHAR_IGNORABLE] = RANGES(ignorable_ranges),
        [CHAR_ALPHA] = RANGES(alpha_ranges),     [CHAR_DECIMAL] = RANGES(decimal_ranges),
        [CHAR_DIGIT] = RANGES(digit_ranges),     [CHAR_NUMERIC] = RANGES(numeric_ranges),
        [CHAR_CAPITAL] = RANGES(capital_ranges), [CHAR_SMALL] = RANGES(small_ranges),
        [CHAR_TITLED] = RANGES(titled_ranges)};
    const Ranges *table = &tables[property];
    size_t low = 0, high = table->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > table->at[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < table->count && c >= table->at[low].first;
}

/* --- case --- */

typedef struct CaseMap {
    const CaseRun *runs;
    const CaseText *texts;
    size_t run_count, text_count;
} CaseMap;

#define CASE_MAP(name) \
    {name##_runs, name##_texts, sizeof name##_runs / sizeof *name##_runs, \
     sizeof name##_texts / sizeof *name##_texts}

static const CaseMap upper_map = CASE_MAP(upper), lower_map = CASE_MAP(lower),
                     title_map = CASE_MAP(title);

/* Runs may overlap where their steps interleave, so those around the place are looked at. */
static uint32_t mapped(const CaseMap *map, uint32_t c)
{
    size_t low = 0, high = map->run_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c < map->runs[middle].first)
            high = middle;
        else
            low = middle + 1;
    }
    for (size_t back = 0; back < 3 && back < low; back++) {
        const CaseRun *run = &map->runs[low - 1 - back];
        if (c <= run->last && (c - run->first) % (uint32_t)run->step == 0)
            return (uint32_t)((int64_t)c + run->by);
    }
    return c;
}

static void add_mapped(Builder *out, const CaseMap *map, uint32_t c)
{
    size_t low = 0, high = map->text_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > map->texts[middle].c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < map->text_count && map->texts[low].c == c)
        builder_text(out, map->texts[low].text);
    else
        builder_code_point(out, mapped(map, c));
}

void text_upper(Builder *out, Str text)
{
    for (const char *at = str_start(text), *end = at + text.length; at < end;) {
        uint32_t c = utf8_next(&at, end);
        if (c != UTF8_WRONG)
            add_mapped(out, &upper_map, c);
    }
}

/* A capital sigma ends a word where a letter stands before it and none behind, whatever
 * case-ignorable characters lie between. */
static bool ends_word(Str text, const char *sigma, const char *next)
{
    const char *end = text.at + text.length, *before = sigma;
    uint32_t c = 0;
    while (next < end && character_is(c = utf8_next(&next, end), CHAR_IGNORABLE))
        c = 0;
    if (c && character_is(c, CHAR_CASED))
        return false;
    while (before > text.at) {
        const char *from = before - 1;
        while (from > text.at && ((unsigned char)*from & 0xC0) == 0x80)
            from--;
        before = from;
        c = utf8_next(&from, sigma);
        if (!character_is(c, CHAR_IGNORABLE))
            return character_is(c, CHAR_CASED);
    }
    return false;
}

static void add_lower(Builder *out, Str text, const char *from, const char *next)
{
    const char *at = from;
    uint32_t c = utf8_next(&at, next);
    if (c == 0x3A3)
        builder_code_point(out, ends_word(text, from, next) ? 0x3C2 : 0x3C3);
    else if (c != UTF8_WRONG)
        add_mapped(out, &lower_map, c);
}

void text_lower(Builder *out, Str text)
{
    for (const char *at = str_start(text), *end = at + text.length; at < end;) {
        const char *from = at;
        utf8_next(&at, end);
        add_lower(out, text, from, at);
    }
}

void text_title(Builder *out, Str text)
{
    bool inside = false; /* of a word */
    for (const char *at = str_start(text), *end = at + text.length; at < end;) {
        const char *from = at;
        uint32_t c = utf8_next(&at, end);
        if (inside)
            add_lower(out, text, from, at);
        else if (c != UTF8_WRONG)
            add_mapped(out, &title_map, c);
        inside = c != UTF8_WRONG && character_is(c, CHAR_CASED);
    }
}

void text_capitalize(Builder *out, Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    if (at == end)
        return;
    uint32_t first = utf8_next(&at, end);
    if (first != UTF8_WRONG)
        add_mapped(out, &title_map, first);
    while (at < end) {
        const char *from = at;
        utf8_next(&at, end);
        add_lower(out, text, from, at);
    }
}
