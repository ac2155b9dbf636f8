/* Every colour is told from its ground: text 7 : 1, dim text and state colours 4.5 : 1. */
#include "view/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void expect(const char *what, int theme, Colour ink, Colour ground, double least)
{
    double found = colour_contrast(ink, colour_over(ground, 0xFFFFFFFF));
    if (found < least) {
        print_error("%s in theme %d: %.2f, but %.1f is the least\n", what, theme, found, least);
        fail();
    }
}

static void check_theme(const Theme *theme, int number)
{
    const Colour grounds[] = {theme->ground, theme->panel};
    for (int i = 0; i < 2; i++) {
        Colour ground = grounds[i];
        expect("title", number, theme->strong, ground, 7);
        expect("text", number, theme->text, ground, 7);
        expect("soft text", number, theme->soft, ground, 7);
        expect("dim text", number, theme->dim, ground, 4.5);
        expect("a saving", number, theme->good, ground, 4.5);
        expect("an error", number, theme->bad, ground, 4.5);
        expect("a warning", number, theme->warning, ground, 4.5);
        expect("ready", number, theme->ready, colour_over(theme->ready_bar, ground), 4.5);
        for (int j = 0; j < HUES; j++)
            expect("a hue", number, theme->hues[j], ground, 4.5);
    }
    expect("text on a current line", number, theme->text, theme->current, 7);
    expect("a flag", number, theme->flag_text, theme->flag, 7);
    expect("a saving on its pill", number, theme->good,
           colour_over(theme->good_bar, theme->panel), 4.5);
    for (int j = 0; j < HUES; j++)
        expect("a label in a blocking bar", number, theme->held_text, theme->held[j], 7);
    /* The worst ground of a label in a sleeping bar: its plate over a stripe. */
    for (int j = 0; j < HUES; j++) {
        Colour stripe = colour_over(colour_with_alpha(theme->hues[j], 0.45f), theme->panel);
        Colour plate = colour_over(colour_with_alpha(theme->panel, 0.92f), stripe);
        expect("a label in a sleeping bar", number, theme->text, plate, 7);
    }
}

static void every_theme_can_be_read(void **state)
{
    (void)state;
    for (int i = THEME_LIGHT; i <= THEME_CONTRAST; i++)
        check_theme(theme_of((ThemeName)i), i);
}

static void the_main_hue_is_not_cycled(void **state)
{
    (void)state;
    const Theme *theme = theme_of(THEME_LIGHT);
    assert_int_equal(theme_hue(theme, 0), theme->hues[0]);
    assert_int_equal(theme_hue(theme, 1), theme->hues[1]);
    assert_int_equal(theme_hue(theme, 7), theme->hues[7]);
    assert_int_equal(theme_hue(theme, 8), theme->hues[1]);
}

static void contrast_is_the_webs(void **state)
{
    (void)state;
    assert_float_equal(colour_contrast(0xFF000000, 0xFFFFFFFF), 21, 0.001);
    assert_float_equal(colour_contrast(0xFF777777, 0xFFFFFFFF), 4.48, 0.01);
    assert_int_equal(colour_over(0x80000000, 0xFFFFFFFF), 0xFF7F7F7F);
    assert_int_equal(colour_times_alpha(0x80123456, 0.5f) >> 24, 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_theme_can_be_read),
        cmocka_unit_test(the_main_hue_is_not_cycled),
        cmocka_unit_test(contrast_is_the_webs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
