/* Mixing colours into pixels. Private to draw/. */
#ifndef DRAW_MIX_H
#define DRAW_MIX_H

#include "draw/surface.h"

#include <string.h>

/* What a pixel gives to a mix, byte by byte as it lies in memory, and how much stays of what is under
 * it. */
typedef struct Shares {
    uint16_t own[4], rest[4];
} Shares;
enum { SHARES = 4 };

/* Sixteen bits for each of eight: all four products at once, of which none reaches the next. */
static inline Shares mix_shares(uint32_t over, unsigned cover)
{
    uint64_t apart = over | 0xFF000000;
    apart = (apart | apart << 16) & 0x0000FFFF0000FFFF;
    apart = (apart | apart << 8) & 0x00FF00FF00FF00FF;
    uint64_t own = apart * cover + 0x0080008000800080;
    uint64_t rest = (255 - cover) * UINT64_C(0x0001000100010001);
    Shares shares;
    memcpy(shares.own, &own, sizeof own);
    memcpy(shares.rest, &rest, sizeof rest);
    return shares;
}

/* `over` at `cover` on `under`; both channels of a pair at once, rounded to nearest. */
static inline uint32_t mix(uint32_t under, uint32_t over, unsigned cover)
{
    uint32_t rest = 255 - cover;
    uint32_t rb = (over & 0xFF00FF) * cover + (under & 0xFF00FF) * rest + 0x800080;
    uint32_t g = (over >> 8 & 0xFF) * cover + (under >> 8 & 0xFF) * rest + 0x80;
    rb = (rb + (rb >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
    g = (g + (g >> 8)) & 0xFF00;
    return 0xFF000000 | rb | g;
}

/* Where a processor reckons with many bytes at once, four pixels take no longer than one. */
#if defined(__wasm__) && !defined(__wasm_simd128__)
static const bool mix_many_at_once = false;
#else
static const bool mix_many_at_once = true;
#endif

enum { FOUR = 4 * sizeof(uint32_t) }; /* pixels, in bytes */

/* As mix, of four pixels; each sum is less than 65536. */
static inline void mix_four(uint8_t *restrict pixels, const uint16_t *restrict own,
                            const uint16_t *restrict rest)
{
    for (int i = 0; i < FOUR; i++) {
        uint16_t sum = (uint16_t)(pixels[i] * rest[i] + own[i]);
        pixels[i] = (uint8_t)((uint16_t)(sum + (sum >> 8)) >> 8);
    }
}

/* `count` pixels with the same colour at the same cover. */
void mix_run(uint32_t *pixels, int count, uint32_t over, unsigned cover);

#endif
