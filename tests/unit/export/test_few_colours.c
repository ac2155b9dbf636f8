/* The palette that is chosen is the one that the rule says: the most frequent colours first, each far
 * enough from all before. It is looked for by green, and found here without that. */
#include "export/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { PIXELS = 40000, GROUNDS = 32 /* of the most frequent are taken anyway */ };

static int distance(uint32_t a, uint32_t b)
{
    int red = (int)(a >> 16 & 255) - (int)(b >> 16 & 255);
    int green = (int)(a >> 8 & 255) - (int)(b >> 8 & 255);
    int blue = (int)(a & 255) - (int)(b & 255);
    return 3 * red * red + 5 * green * green + 2 * blue * blue;
}

static int nearest_of(const uint32_t *chosen, int count, uint32_t colour)
{
    int best = distance(chosen[0], colour);
    for (int i = 1; i < count; i++) {
        int away = distance(chosen[i], colour);
        best = away < best ? away : best;
    }
    return best;
}

/* Among few colours beside each other, each a ramp: what a picture with blurred edges has. */
static void make_pixels(uint32_t *pixels, uint32_t seed, uint32_t steps)
{
    for (int i = 0; i < PIXELS; i++) {
        seed = seed * 1664525 + 1013904223;
        uint32_t ramp = seed >> 29, at = (seed >> 12) % steps * 255 / steps;
        uint32_t red = ramp & 1 ? at : 255 - at, green = ramp & 2 ? at : 40 + at / 2;
        uint32_t blue = ramp & 4 ? 255 - at / 3 : (seed >> 4 & 63);
        pixels[i] = red << 16 | green << 8 | blue;
    }
}

static void each_colour_has_one_near_it(void **state)
{
    (void)state;
    static uint32_t pixels[PIXELS];
    for (uint32_t seed = 1; seed <= 6; seed++) {
        Palette palette = {0};
        make_pixels(pixels, seed, seed * 40);
        palette_count(&palette, pixels, PIXELS);
        assert_true(palette.met > PALETTE_MOST);
        palette_choose(&palette);
        assert_in_range(palette.count, PALETTE_MOST / 3, PALETTE_MOST);
        int apart = 1 << 30, furthest = 0;
        for (int i = GROUNDS; i < palette.count; i++) {
            int away = nearest_of(palette.chosen, i, palette.chosen[i]);
            apart = away < apart ? away : apart;
        }
        for (int i = 0; i < PIXELS; i++) {
            int away = nearest_of(palette.chosen, palette.count, pixels[i]);
            furthest = away > furthest ? away : furthest;
        }
        assert_true(apart > 1);         /* those that were chosen are all so far from each other ... */
        assert_true(furthest < apart); /* ... and nothing that was left out is */
        palette_free(&palette);
    }
}

static void few_are_all_taken(void **state)
{
    (void)state;
    Palette palette = {0};
    uint32_t pixels[PALETTE_MOST];
    uint8_t numbers[PALETTE_MOST];
    for (uint32_t i = 0; i < PALETTE_MOST; i++)
        pixels[i] = 0xFF000000 | i * 65793 | (i & 1); /* greys, each beside the next */
    palette_count(&palette, pixels, PALETTE_MOST);
    palette_choose(&palette);
    assert_int_equal(palette.count, PALETTE_MOST);
    palette_numbers(&palette, pixels, PALETTE_MOST, numbers);
    for (int i = 0; i < PALETTE_MOST; i++)
        assert_int_equal(palette.chosen[numbers[i]], pixels[i]);
    palette_free(&palette);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_colour_has_one_near_it),
                                       cmocka_unit_test(few_are_all_taken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
