#include "draw/draw.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static const Font words = {FONT_WORDS_700, 20};

/* What paint_svg makes of the picture, without its first line; the picture is freed. */
static void check_svg(Picture *picture, SvgOptions options, const char *expected)
{
    Builder out = {0};
    paint_svg(picture, &options, &out);
    for (char *salt = out.at; (salt = strpbrk(salt, "\"#")) != NULL; salt++)
        if (salt[1] == 'i' && strspn(salt + 1, "abcdefghijklmnopqrstuvwxyz012345") == 7)
            memset(salt + 2, 'x', 6);
    const char *body = strchr(out.at, '\n') + 1;
    assert_string_equal(body, expected);
    builder_free(&out);
    picture_free(picture);
}

static void elements(void **state)
{
    (void)state;
    Picture picture = {0};
    picture_begin(&picture, 320, 180);
    draw_rect(&picture, (Box){1, 2.5f, 30, 4.333f}, 9, 0xFF102030);
    draw_frame(&picture, (Box){1, 2, 30, 40}, 3, 1.5f, 0x80102030);
    draw_dashes(&picture, (Point){0, 1}, (Point){2, 3}, 3, 0, 8, true, 0xFF000000);
    draw_curve(&picture, (Point){0, 1}, (Point){2, 3}, (Point){4, 5}, (Point){6, 7}, 2, 0xFF000000);
    draw_polygon(&picture, (Point[]){{0, 0}, {1, 0}, {0.5f, 1}}, 3, 0xFF000000);
    draw_circle(&picture, (Point){5, 5}, 3, 0xFF000000);
    draw_ring(&picture, (Point){5, 5}, 3, 1, 0xFF000000);
    check_svg(&picture, (SvgOptions){.outlines = false},
              "<rect x=\"1\" y=\"2.5\" width=\"30\" height=\"4.33\" rx=\"2.17\" fill=\"#102030\"/>\n"
              "<rect x=\"1\" y=\"2\" width=\"30\" height=\"40\" rx=\"3\" fill=\"none\""
              " stroke=\"#102030\" stroke-opacity=\"0.502\" stroke-width=\"1.5\"/>\n"
              "<path d=\"M0 1L2 3\" stroke=\"#000000\" stroke-width=\"3\""
              " stroke-dasharray=\"0 8\" stroke-linecap=\"round\"/>\n"
              "<path d=\"M0 1C2 3 4 5 6 7\" fill=\"none\" stroke=\"#000000\""
              " stroke-width=\"2\"/>\n"
              "<path d=\"M0 0L1 0L0.5 1Z\" fill=\"#000000\"/>\n"
              "<circle cx=\"5\" cy=\"5\" r=\"3\" fill=\"#000000\"/>\n"
              "<circle cx=\"5\" cy=\"5\" r=\"3\" fill=\"none\" stroke-width=\"1\""
              " stroke=\"#000000\"/>\n"
              "</svg>\n");
}

static void definitions_stand_once(void **state)
{
    (void)state;
    Picture picture = {0};
    picture_begin(&picture, 320, 180);
    for (int i = 0; i < 2; i++) {
        draw_clip(&picture, (Box){0, 0, 10, 10});
        draw_rect(&picture, (Box){0, 0, 10, 10}, 0, 0xFF112233);
        draw_unclip(&picture);
    }
    check_svg(&picture, (SvgOptions){.outlines = false},
              "<defs>\n"
              "<clipPath id=\"ixxxxxx-0_0_10_10\"><rect x=\"0\" y=\"0\" width=\"10\" height=\"10\"/>"
              "</clipPath>\n"
              "</defs>\n"
              "<g clip-path=\"url(#ixxxxxx-0_0_10_10)\">\n"
              "<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"#112233\"/>\n"
              "</g>\n"
              "<g clip-path=\"url(#ixxxxxx-0_0_10_10)\">\n"
              "<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"#112233\"/>\n"
              "</g>\n"
              "</svg>\n");
}

/* Stripes that run up to the right, from x + y = 0 on, each cut to the box. */
static void columns_are_boxes(void **state)
{
    (void)state;
    Picture picture = {0};
    picture_begin(&picture, 100, 50);
    draw_columns(&picture, (Box){8, 1, 4, 20},
                 (Colour[]){0xFF0000FF, 0xFF0000FF, 0, 0xFF112233}, 4);
    Builder svg = {0};
    paint_svg(&picture, &(SvgOptions){0}, &svg);
    assert_non_null(strstr(svg.at, "<rect x=\"8\" y=\"1\" width=\"2\" height=\"20\" "
                                   "fill=\"#0000ff\"/>\n<rect x=\"11\" y=\"1\" width=\"1\" "
                                   "height=\"20\" fill=\"#112233\"/>"));
    builder_free(&svg);
    picture_free(&picture);
}

static void a_hatching_is_its_stripes(void **state)
{
    (void)state;
    Picture picture = {0};
    picture_begin(&picture, 320, 180);
    draw_hatch(&picture, (Box){0, 0, 20, 10}, 0, 3.5355339f, 10.606602f, 0xFF112233);
    check_svg(&picture, (SvgOptions){.outlines = false},
              "<path d=\"M0 0l5 0-5 5zM15 0l5 0-10 10-5 0z\""
              " fill=\"#112233\"/>\n</svg>\n");
}

static void text_stays_in_its_place(void **state)
{
    (void)state;
    Picture picture = {0};
    picture_begin(&picture, 320, 180);
    draw_group(&picture, "lane \"%s\"", "<1>");
    draw_text(&picture, &measure_fixed, (Point){8, 9}, ANCHOR_MIDDLE, words, 0xFF000000,
              STR("</text><script>'\"&\x01 "), 999);
    draw_ungroup(&picture);
    draw_ungroup(&picture); /* one too many */
    draw_group(&picture, "left open");
    check_svg(&picture, (SvgOptions){.title = STR("a<b"), .description = STR("]]>\xff")},
              "<title id=\"ixxxxxx-title\">a&lt;b</title>\n"
              "<desc id=\"ixxxxxx-desc\">]]&gt;\xef\xbf\xbd</desc>\n"
              "<g data-name=\"lane &quot;&lt;1&gt;&quot;\">\n"
              "<text x=\"8\" y=\"9\" text-anchor=\"middle\""
              " font-weight=\"700\" font-size=\"20\" textLength=\"240\""
              " lengthAdjust=\"spacingAndGlyphs\" fill=\"#000000\" xml:space=\"preserve\">"
              "&lt;/text&gt;&lt;script&gt;&#39;&quot;&amp;\xef\xbf\xbd </text>\n"
              "</g>\n"
              "<g data-name=\"left open\">\n"
              "</g>\n"
              "</svg>\n");
}

static void what_cannot_be_drawn_is_left_out(void **state)
{
    (void)state;
    Picture picture = {0};
    picture_begin(&picture, 320, 180);
    draw_rect(&picture, (Box){0, 0, -1, 5}, 0, 0xFF000000);
    draw_rect(&picture, (Box){NAN, 0, 1, 5}, 0, 0xFF000000);
    draw_line(&picture, (Point){0, INFINITY}, (Point){1, 1}, 1, 0xFF000000);
    draw_circle(&picture, (Point){0, 0}, -1, 0xFF000000);
    draw_clip(&picture, (Box){0, 0, 0, 0});
    draw_unclip(&picture);
    check_svg(&picture, (SvgOptions){.outlines = false}, "<g display=\"none\">\n</g>\n</svg>\n");
}

static void outlines_hold_no_text(void **state)
{
    (void)state;
    char error[200];
    Fonts *fonts = fonts_open(BUILD_DIR "/fonts", error, sizeof error);
    assert_non_null(fonts);
    TextMeasure measure = fonts_measure(fonts);
    Picture picture = {0};
    picture_begin(&picture, 320, 180);
    draw_text(&picture, &measure, (Point){8, 90}, ANCHOR_START, words, 0xFF000000,
              STR("Ab \xe6\x97\xa5"), 999);
    Builder out = {0};
    paint_svg(&picture, &(SvgOptions){.outlines = true, .fonts = fonts}, &out);
    assert_null(strstr(out.at, "<text"));
    assert_non_null(strstr(out.at, "<path fill=\"#000000\" transform=\"translate(8 90) scale(.03125)"));
    assert_non_null(strstr(out.at, "Z\"/>"));
    builder_free(&out);
    picture_free(&picture);
    fonts_close(fonts);
}

/* Whether the words are drawn by their shapes where this stands beside them. */
static bool is_shaped(Fonts *fonts, Box box, const char *neighbour)
{
    static const Font bold = {FONT_WORDS_700, 20};
    TextMeasure measure = fonts_measure(fonts);
    Picture picture = {0};
    Builder out = {0};
    picture_begin(&picture, 320, 180);
    draw_rect(&picture, box, 0, 0xFF102030);
    float width = draw_text(&picture, &measure, (Point){20, 40}, ANCHOR_START, bold, 0xFF000000,
                            str_of("waits"), 1000);
    draw_text(&picture, &measure, (Point){20 + width + 6, 40}, ANCHOR_START, bold, 0xFF000000,
              str_of(neighbour), 1000);
    paint_svg(&picture, &(SvgOptions){.fonts = fonts}, &out);
    bool shaped = strstr(out.at, "fill-opacity=\"0\">waits</text>") != NULL;
    assert_true(shaped || strstr(out.at, "fill=\"#000000\">waits</text>"));
    assert_true(shaped == (strstr(out.at, "<path") != NULL));
    builder_free(&out);
    picture_free(&picture);
    return shaped;
}

static void text_without_room_is_shaped(void **state)
{
    (void)state;
    char error[256];
    Fonts *fonts = fonts_open(BUILD_DIR "/fonts", error, sizeof error);
    assert_non_null(fonts);
    float width = fonts_measure(fonts).width(fonts, (Font){FONT_WORDS_700, 20}, str_of("waits"));
    assert_false(is_shaped(fonts, (Box){0, 100, 300, 20}, ""));
    assert_false(is_shaped(fonts, (Box){10, 20, 200, 30}, ""));          /* room in its box */
    assert_true(is_shaped(fonts, (Box){18, 20, width + 4, 30}, ""));     /* none */
    assert_true(is_shaped(fonts, (Box){24 + width, 20, 40, 30}, ""));    /* a mark right behind */
    assert_false(is_shaped(fonts, (Box){60 + width, 20, 40, 30}, ""));   /* and farther away */
    assert_true(is_shaped(fonts, (Box){0, 100, 300, 20}, "for"));        /* another word */
    fonts_close(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements),
        cmocka_unit_test(definitions_stand_once),
        cmocka_unit_test(a_hatching_is_its_stripes),
        cmocka_unit_test(columns_are_boxes),
        cmocka_unit_test(text_stays_in_its_place),
        cmocka_unit_test(what_cannot_be_drawn_is_left_out),
        cmocka_unit_test(outlines_hold_no_text),
        cmocka_unit_test(text_without_room_is_shaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
