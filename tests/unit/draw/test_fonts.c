#include "draw/draw.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { WIDE = 640, HIGH = 120 };
static const Colour black = 0xFF000000;

typedef struct Sheet {
    Fonts *fonts;
    TextMeasure measure;
    Picture picture;
    uint32_t pixels[WIDE * HIGH];
} Sheet;

static int set_up(void **state)
{
    static Sheet sheet;
    char error[200];
    sheet.fonts = fonts_open(BUILD_DIR "/fonts", error, sizeof error);
    if (!sheet.fonts)
        return -1;
    sheet.measure = fonts_measure(sheet.fonts);
    *state = &sheet;
    return 0;
}

static int tear_down(void **state)
{
    Sheet *sheet = *state;
    picture_free(&sheet->picture);
    fonts_close(sheet->fonts);
    return 0;
}

static float width_of(Sheet *sheet, FontFace face, float size, Str text)
{
    return sheet->measure.width(sheet->measure.context, (Font){face, size}, text);
}

/* Paints the text alone, black on white; its width. */
static float paint_text(Sheet *sheet, Point at, Anchor anchor, Font font, Str text)
{
    picture_begin(&sheet->picture, WIDE, HIGH);
    float width = draw_text(&sheet->picture, &sheet->measure, at, anchor, font, black, text,
                            INFINITY);
    memset(sheet->pixels, 0, sizeof sheet->pixels);
    paint_pixels(&sheet->picture, sheet->fonts, sheet->pixels, WIDE, HIGH, WIDE * 4);
    return width;
}

typedef struct Ink {
    int x0, y0, x1, y1;
    double sum;
} Ink;

static Ink ink_of(const Sheet *sheet)
{
    Ink ink = {WIDE, HIGH, 0, 0, 0};
    for (int y = 0; y < HIGH; y++)
        for (int x = 0; x < WIDE; x++) {
            int dark = 255 - (int)(sheet->pixels[y * WIDE + x] & 0xFF);
            ink.sum += dark / 255.0;
            if (dark < 30)
                continue;
            ink.x0 = x < ink.x0 ? x : ink.x0;
            ink.y0 = y < ink.y0 ? y : ink.y0;
            ink.x1 = x + 1 > ink.x1 ? x + 1 : ink.x1;
            ink.y1 = y + 1 > ink.y1 ? y + 1 : ink.y1;
        }
    return ink;
}

static void assert_near(double a, double b, double tolerance)
{
    if (fabs(a - b) > tolerance)
        print_error("%.2f is not near %.2f\n", a, b);
    assert_true(fabs(a - b) <= tolerance);
}

static void missing_font_is_named(void **state)
{
    (void)state;
    char error[200] = "";
    assert_null(fonts_open("/nowhere", error, sizeof error));
    assert_string_equal(error, "the font Inter-Regular.otf is missing in /nowhere");
}

static void widths_scale_evenly(void **state)
{
    Sheet *sheet = *state;
    static const float sizes[] = {8, 14.67f, 18, 22.5f, 36, 97, 200};
    for (int face = 0; face < FONT_FACES; face++) {
        float one = width_of(sheet, (FontFace)face, 1, STR("say_after(1, 'One') -> AVATAR"));
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            assert_near(width_of(sheet, (FontFace)face, sizes[i],
                                 STR("say_after(1, 'One') -> AVATAR")),
                        one * sizes[i], 0.001 * one * sizes[i]);
    }
    /* Hack is 0.602 em wide, every character of it. */
    assert_near(width_of(sheet, FONT_CODE_400, 100, STR("1.00")), 240.8, 1);
    assert_near(width_of(sheet, FONT_CODE_400, 100, STR("!=ab")), 240.8, 1);
    assert_true(width_of(sheet, FONT_WORDS_800, 20, STR("bold")) >
                width_of(sheet, FONT_WORDS_400, 20, STR("bold")));
    assert_true(width_of(sheet, FONT_WORDS_400, 20, STR("")) == 0);
}

static void ink_is_where_it_was_measured(void **state)
{
    Sheet *sheet = *state;
    static const float sizes[] = {14, 22, 22.6f, 50};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Font font = {FONT_WORDS_700, sizes[i]};
        float width = paint_text(sheet, (Point){40, 80}, ANCHOR_START, font, STR("HMmmmH"));
        Ink ink = ink_of(sheet);
        double side = 0.11 * (double)sizes[i] + 1.5; /* the H's own room beside it */
        assert_near(ink.x0, 40, side);
        assert_near(ink.x1, 40 + (double)width, side);
        assert_near(ink.y1, 80, 1.1); /* stands on the baseline */
        assert_near(ink.y0, 80 - 0.727 * (double)sizes[i], 1.1);
        paint_text(sheet, (Point){600, 80}, ANCHOR_END, font, STR("HMmmmH"));
        assert_near(ink_of(sheet).x1, 600, side);
        paint_text(sheet, (Point){300, 80}, ANCHOR_MIDDLE, font, STR("HMmmmH"));
        ink = ink_of(sheet);
        assert_near((ink.x0 + ink.x1) / 2.0, 300, 1.5);
    }
}

static void marks_do_not_move_the_baseline(void **state)
{
    Sheet *sheet = *state;
    Font font = {FONT_WORDS_400, 40};
    paint_text(sheet, (Point){40, 80}, ANCHOR_START, font, STR("HH"));
    int below = ink_of(sheet).y1;
    paint_text(sheet, (Point){40, 80}, ANCHOR_START, font, STR("H\xcc\x81\xcc\x8a\xcc\x81H"));
    assert_near(ink_of(sheet).y1, below, 1.1);
    paint_text(sheet, (Point){40, 80}, ANCHOR_START, font, STR("j"));
    Ink ink = ink_of(sheet);
    paint_text(sheet, (Point){40, 80}, ANCHOR_START, font, STR("Hj"));
    assert_true(ink.x0 < 44 && ink_of(sheet).x0 > 41);
}

static void weights_differ(void **state)
{
    Sheet *sheet = *state;
    double before = 0;
    for (int face = FONT_WORDS_400; face <= FONT_WORDS_800; face++) {
        paint_text(sheet, (Point){10, 80}, ANCHOR_START, (Font){(FontFace)face, 36},
                   STR("Two tasks"));
        double sum = ink_of(sheet).sum;
        assert_true(sum > before * 1.03);
        before = sum;
    }
}

static void text_is_clipped(void **state)
{
    Sheet *sheet = *state;
    picture_begin(&sheet->picture, WIDE, HIGH);
    draw_clip(&sheet->picture, (Box){100, 50, 50, 20});
    draw_text(&sheet->picture, &sheet->measure, (Point){20, 80}, ANCHOR_START,
              (Font){FONT_WORDS_800, 50}, black, STR("Clipped on all sides"), INFINITY);
    paint_pixels(&sheet->picture, sheet->fonts, sheet->pixels, WIDE, HIGH, WIDE * 4);
    Ink ink = ink_of(sheet);
    assert_true(ink.sum > 100);
    assert_true(ink.x0 >= 100 && ink.x1 <= 150 && ink.y0 >= 50 && ink.y1 <= 70);
}

static void other_scripts_and_none(void **state)
{
    Sheet *sheet = *state;
    static const char *const texts[] = {
        "\xce\xa9\xe2\x89\x88\xe2\x9c\x93", "\xe6\x97\xa5\xe6\x9c\xac", /* signs, CJK */
        "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd8\xa7\xd9\x84\xd8\xb9",    /* Hebrew, Arabic */
        "\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbd", "a\xef\xb8\x8f\xe2\x80\x8d", "\xe2\x80\x8b",
        "\xff\xfe\xc0", "\x01\x1b[31m", "\xe2\x80\xae?abc"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        float width = paint_text(sheet, (Point){10, 80}, ANCHOR_START, (Font){FONT_CODE_700, 30},
                                 str_of(texts[i]));
        assert_true(width < 400);
        assert_true(i == 6 || (width > 5 && ink_of(sheet).sum > 10));
    }
}

static void monstrous_labels(void **state)
{
    Sheet *sheet = *state;
    size_t size = 1 << 20;
    char *text = malloc(size);
    memset(text, 'W', size);
    Font font = {FONT_CODE_400, 20};
    paint_text(sheet, (Point){10, 80}, ANCHOR_START, font, (Str){text, size});
    assert_near(ink_of(sheet).x1, WIDE, 2);
    for (size_t i = 0; i < 20000; i++)
        memcpy(text + 1 + 2 * i, "\xcc\x81", 2);
    paint_text(sheet, (Point){10, 80}, ANCHOR_START, font, (Str){text, 40001});
    assert_true(ink_of(sheet).sum > 20);
    paint_text(sheet, (Point){10, 80}, ANCHOR_START, (Font){FONT_CODE_400, 1999},
               (Str){text, size});
    static const float sizes[] = {0, -5, 0.4f, 2001, 1e30f, INFINITY, NAN};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        paint_text(sheet, (Point){10, 80}, ANCHOR_START, (Font){FONT_CODE_400, sizes[i]},
                   STR("x"));
        assert_true(ink_of(sheet).sum < 1);
    }
    free(text);
}

static void the_same_again(void **state)
{
    Sheet *sheet = *state;
    Font font = {FONT_WORDS_500, 25};
    uint32_t *first = malloc(sizeof sheet->pixels);
    paint_text(sheet, (Point){10.3f, 80.6f}, ANCHOR_START, font, STR("The same bytes"));
    memcpy(first, sheet->pixels, sizeof sheet->pixels);
    /* Enough other labels to push the first out of the cache. */
    for (int i = 0; i < 3000; i++) {
        char text[40];
        snprintf(text, sizeof text, "%d and so on", i);
        paint_text(sheet, (Point){10, 80}, ANCHOR_START, (Font){FONT_WORDS_700, 90}, str_of(text));
    }
    paint_text(sheet, (Point){10.3f, 80.6f}, ANCHOR_START, font, STR("The same bytes"));
    assert_memory_equal(first, sheet->pixels, sizeof sheet->pixels);
    free(first);
}

static void heights(void **state)
{
    Sheet *sheet = *state;
    for (int face = 0; face < FONT_FACES; face++) {
        float ascent, descent;
        sheet->measure.height(sheet->measure.context, (Font){(FontFace)face, 100}, &ascent,
                              &descent);
        assert_true(ascent > 70 && ascent < 130);
        assert_true(descent > 15 && descent < 40);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* `12 x 5` and `5 s x 12` have the same x: one that stands on the baseline. */
static void text_stands_as_it_is_typed(void **state)
{
    Sheet *sheet = *state;
    Font font = {FONT_WORDS_700, 40};
    paint_text(sheet, (Point){40, 80}, ANCHOR_START, font, STR("x"));
    Ink alone = ink_of(sheet);
    paint_text(sheet, (Point){40, 80}, ANCHOR_START, font, STR("2 x 2"));
    int first = (int)(40 + width_of(sheet, FONT_WORDS_700, 40, STR("2 ")));
    Ink between = {WIDE, HIGH, 0, 0, 0};
    for (int y = 0; y < HIGH; y++)
        for (int x = first; x < first + alone.x1 - alone.x0; x++)
            if ((sheet->pixels[y * WIDE + x] & 0xFF) < 225)
                between.y1 = y + 1;
    assert_int_equal(between.y1, alone.y1);
}

/* SDL2_ttf keeps glyphs, and the place between pixels that each was drawn at. */
static void text_looks_the_same_whatever_came_before(void **state)
{
    static const char *const texts[] = {
        "Two has waited a second already: only one more is left.", "(A) 3:4, B; C!",
        "gather() waits for both: the first error is raised, the others go on"};
    static uint32_t alone[WIDE * HIGH];
    Sheet *sheet = *state;
    Font font = {FONT_WORDS_500, 15.33f};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char error[200];
        Sheet fresh = {.fonts = fonts_open(BUILD_DIR "/fonts", error, sizeof error)};
        fresh.measure = fonts_measure(fresh.fonts);
        if (i == 0)
            fonts_warm(fresh.fonts, font.face);
        paint_text(&fresh, (Point){10, 80}, ANCHOR_START, font, str_of(texts[i]));
        memcpy(alone, fresh.pixels, sizeof alone);
        tear_down((void *[]){&fresh});
        for (int c = 33; c < 127; c++)
            paint_text(sheet, (Point){10, 80}, ANCHOR_START, font,
                       (Str){(char[]){(char)c, 'l', (char)(159 - c > 32 ? 159 - c : c), 'i'}, 4});
        paint_text(sheet, (Point){10, 80}, ANCHOR_START, font, str_of(texts[i]));
        assert_memory_equal(sheet->pixels, alone, sizeof alone);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missing_font_is_named),
        TEST(widths_scale_evenly),
        TEST(ink_is_where_it_was_measured),
        TEST(marks_do_not_move_the_baseline),
        TEST(weights_differ),
        TEST(text_is_clipped),
        TEST(other_scripts_and_none),
        TEST(monstrous_labels),
        TEST(the_same_again),
        TEST(heights),
        TEST(text_stands_as_it_is_typed),
        TEST(text_looks_the_same_whatever_came_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
