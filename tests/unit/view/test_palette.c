/* A theme's colours fit into a byte a pixel: every ink and hue, and each at any cover on what it
 * stands on, is one of them or as near as nobody can see. */
#include "view/palette.h"

#include "view/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct Ramp {
    Colour ink, ground;
} Ramp;

static int channel_off(Colour a, Colour b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int off = abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF));
        most = off > most ? off : most;
    }
    return most;
}

static int nearest(const Colour *colours, size_t count, Colour colour)
{
    int best = 255;
    for (size_t i = 0; i < count; i++) {
        int off = channel_off(colours[i], colour);
        best = off < best ? off : best;
    }
    return best;
}

static void check(ThemeName name, const Colour *colours, size_t count, Ramp ramp, int most)
{
    assert_int_equal(nearest(colours, count, ramp.ground), 0);
    assert_int_equal(nearest(colours, count, ramp.ink), 0);
    for (int cover = 0; cover <= 255; cover++) {
        Colour ink = (ramp.ink & 0xFFFFFF) | (Colour)cover << 24;
        int off = nearest(colours, count, colour_over(ink, ramp.ground));
        if (off > most)
            print_error("theme %d: %06X on %06X at %d is off by %d\n", name,
                        ramp.ink & 0xFFFFFF, ramp.ground & 0xFFFFFF, cover, off);
        assert_true(off <= most);
    }
}

static void ramps_are_whole(void **state)
{
    (void)state;
    for (int name = THEME_LIGHT; name <= THEME_CONTRAST; name++) {
        const Theme *theme = theme_of((ThemeName)name);
        Colour colours[THEME_COLOURS];
        size_t count = theme_palette((ThemeName)name, colours);
        assert_true(count > 100 && count <= THEME_COLOURS);
        const Ramp ramps[] = {
            {theme->strong, theme->ground}, {theme->text, theme->panel},
            {theme->soft, theme->ground},   {theme->soft, theme->panel},
            {theme->dim, theme->panel},     {theme->good, theme->panel},
            {theme->bad, theme->panel},     {theme->warning, theme->panel},
            {theme->flag_text, theme->flag}, {theme->text, theme->current},
            {theme->good, colour_over(theme->good_bar, theme->panel)}};
        for (size_t i = 0; i < sizeof ramps / sizeof *ramps; i++)
            check((ThemeName)name, colours, count, ramps[i], 16);
        for (int i = 0; i < HUES; i++) {
            Colour hue = theme->hues[i] & 0xFFFFFF;
            Colour fill = colour_over((theme->sleep_fill & 0xFF000000) | hue, theme->panel);
            check((ThemeName)name, colours, count, (Ramp){theme->hues[i], theme->panel}, 13);
            check((ThemeName)name, colours, count, (Ramp){theme->hues[i], fill}, 13);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ramps_are_whole)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
