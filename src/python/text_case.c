/* What Unicode says about characters, as far as scenarios need it: white space, and the case of
 * Latin, Greek and Cyrillic letters. */
#include "python/plain.h"

bool code_point_is_space(uint32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0
           || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029
           || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Letters of which the small one stands `off` behind the capital. `off` 1: they alternate, the
 * capital on the same parity as `first`. */
typedef struct CaseRange {
    uint32_t first, last, off;
} CaseRange;

static const CaseRange case_ranges[] = {
    {'A', 'Z', 32},        {0xC0, 0xD6, 32},      {0xD8, 0xDE, 32},      {0x100, 0x12E, 1},
    {0x132, 0x136, 1},     {0x139, 0x147, 1},     {0x14A, 0x176, 1},     {0x179, 0x17D, 1},
    {0x218, 0x21E, 1},     {0x386, 0x386, 38},    {0x388, 0x38A, 37},    {0x38C, 0x38C, 64},
    {0x38E, 0x38F, 63},    {0x391, 0x3A1, 32},    {0x3A3, 0x3AB, 32},    {0x400, 0x40F, 80},
    {0x410, 0x42F, 32},    {0x460, 0x480, 1},     {0x48A, 0x4BE, 1},     {0x4D0, 0x52E, 1},
    {0x1E00, 0x1E94, 1},   {0x1EA0, 0x1EFE, 1},
};

enum { CASE_RANGES = sizeof case_ranges / sizeof *case_ranges };

static uint32_t to_small(uint32_t c)
{
    for (size_t i = 0; i < CASE_RANGES; i++) {
        const CaseRange *range = &case_ranges[i];
        if (c >= range->first && c <= range->last && (range->off != 1 || !((c - range->first) & 1)))
            return c + range->off;
    }
    return c == 0x178 ? 0xFF : c;
}

static uint32_t to_capital(uint32_t c)
{
    switch (c) {
    case 0xB5:
        return 0x39C; /* micro sign */
    case 0xFF:
        return 0x178;
    case 0x131:
        return 'I';
    case 0x17F:
        return 'S';
    case 0x3C2:
        return 0x3A3; /* final sigma */
    default:
        break;
    }
    for (size_t i = 0; i < CASE_RANGES; i++) {
        const CaseRange *range = &case_ranges[i];
        uint32_t capital = c - range->off;
        if (c >= range->off && capital >= range->first && capital <= range->last
            && (range->off != 1 || !((capital - range->first) & 1)))
            return capital;
    }
    return c;
}

void text_upper(Builder *out, Str text)
{
    for (const char *at = text.at, *end = text.at + text.length; at < end;) {
        uint32_t c = utf8_next(&at, end);
        if (c == 0xDF)
            builder_text(out, "SS"); /* the one letter here that becomes two */
        else if (c != UTF8_WRONG)
            builder_code_point(out, to_capital(c));
    }
}

static bool is_letter(uint32_t c)
{
    return c != UTF8_WRONG && (to_small(c) != c || to_capital(c) != c);
}

/* A capital sigma at the end of a word has a small form of its own. */
static bool ends_word(Str text, const char *sigma, const char *next)
{
    const char *end = text.at + text.length, *before = sigma;
    if (next < end && is_letter(utf8_next(&next, end)))
        return false;
    while (before > text.at && ((unsigned char)*--before & 0xC0) == 0x80)
        continue;
    return before < sigma && is_letter(utf8_next(&before, sigma));
}

void text_lower(Builder *out, Str text)
{
    for (const char *at = text.at, *end = text.at + text.length; at < end;) {
        const char *from = at;
        uint32_t c = utf8_next(&at, end);
        if (c == 0x130)
            builder_text(out, "i\xCC\x87"); /* with a combining dot */
        else if (c == 0x3A3 && ends_word(text, from, at))
            builder_code_point(out, 0x3C2);
        else if (c != UTF8_WRONG)
            builder_code_point(out, to_small(c));
    }
}
