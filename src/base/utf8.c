#include "base/str.h"

#include <stddef.h>
#include <string.h>

uint32_t utf8_next(const char **at, const char *end)
{
    const unsigned char *p = (const unsigned char *)*at;
    size_t left = (size_t)(end - *at);
    unsigned char lead = p[0];
    size_t n = lead < 0x80 ? 1 : (lead & 0xE0) == 0xC0 ? 2 : (lead & 0xF0) == 0xE0 ? 3
             : (lead & 0xF8) == 0xF0 ? 4 : 0;
    *at += 1;
    if (n == 1)
        return lead;
    if (n == 0 || n > left)
        return UTF8_WRONG;
    uint32_t c = lead & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return UTF8_WRONG;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return UTF8_WRONG;
    *at += n - 1;
    return c;
}

/* So many bytes, all of them ASCII: lines of megabytes are nearly nothing else. */
enum { PLAIN = 8 };
static bool are_plain(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return !(bytes & UINT64_C(0x8080808080808080));
}

size_t utf8_count(Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    size_t count = 0;
    while (at < end) {
        bool plain = end - at >= PLAIN && are_plain(at);
        count += plain ? PLAIN : 1;
        if (plain)
            at += PLAIN;
        else
            utf8_next(&at, end);
    }
    return count;
}

bool utf8_valid(Str text)
{
    const char *at = str_start(text), *end = at + text.length;
    while (at < end)
        if (utf8_next(&at, end) == UTF8_WRONG)
            return false;
    return true;
}

typedef struct Range {
    uint32_t first, last;
} Range;

static bool within(const Range *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

/* Blocks, not single characters: enough to keep carets and columns in line. */
static const Range zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};
static const Range two_wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23F3},   {0x2614, 0x2615},
    {0x26A1, 0x26A1},   {0x2705, 0x2705},   {0x2728, 0x2728},   {0x274C, 0x274C},
    {0x2753, 0x2755},   {0x2B50, 0x2B50},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
    {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD},
};

int utf8_columns(uint32_t c)
{
    if (c < zero_width[0].first) /* nearly all there is */
        return 1;
    if (within(zero_width, sizeof zero_width / sizeof *zero_width, c))
        return 0;
    return within(two_wide, sizeof two_wide / sizeof *two_wide, c) ? 2 : 1;
}
