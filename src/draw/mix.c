#include "draw/mix.h"

/* As many of `count` pixels as go by fours; tells how many. */
static int mix_fours(uint32_t *pixels, int count, uint32_t over, unsigned cover)
{
    uint16_t own[FOUR], rest[FOUR];
    Shares shares = mix_shares(over, cover);
    for (int i = 0; i < FOUR; i++) {
        own[i] = shares.own[i % 4];
        rest[i] = shares.rest[i % 4];
    }
    int i = 0;
    for (; i + 4 <= count; i += 4)
        mix_four((uint8_t *)(pixels + i), own, rest);
    return i;
}

/* Its own share is reckoned once. */
void mix_run(uint32_t *pixels, int count, uint32_t over, unsigned cover)
{
    if (mix_many_at_once && count >= 12) {
        int done = mix_fours(pixels, count, over, cover);
        pixels += done;
        count -= done;
    }
    const uint32_t rest = 255 - cover;
    const uint32_t own_rb = (over & 0xFF00FF) * cover + 0x800080;
    const uint32_t own_g = (over >> 8 & 0xFF) * cover + 0x80;
    for (int i = 0; i < count; i++) {
        uint32_t under = pixels[i];
        uint32_t rb = (under & 0xFF00FF) * rest + own_rb;
        uint32_t g = (under >> 8 & 0xFF) * rest + own_g;
        rb = (rb + (rb >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
        pixels[i] = 0xFF000000 | rb | ((g + (g >> 8)) & 0xFF00);
    }
}
