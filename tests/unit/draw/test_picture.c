#include "draw/draw.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const Font code = {FONT_CODE_400, 10};

/* What the recorder writes for the picture, which is freed. */
static void check_record(Picture *picture, const char *expected)
{
    Builder out = {0};
    paint_record(picture, &out);
    assert_string_equal(out.at, expected);
    builder_free(&out);
    picture_free(picture);
}

static void every_command(void **state)
{
    (void)state;
    Picture picture = {0};
    picture_begin(&picture, 640, 360);
    draw_group(&picture, "lane %d", 3);
    draw_clip(&picture, (Box){0, 0, 100, 50});
    draw_rect(&picture, (Box){1, 2, 3.25f, 4}, 0, 0xFF102030);
    draw_frame(&picture, (Box){1, 2, 3, 4}, 2, 1.5f, 0x80FFFFFF);
    draw_hatch(&picture, (Box){1, 2, 3, 4}, 2, 3, 11, 0x4D00FF00);
    draw_unclip(&picture);
    draw_line(&picture, (Point){0, 1}, (Point){2, 3}, 4, 0xFF000000);
    draw_dashes(&picture, (Point){0, 1}, (Point){2, 3}, 4, 5, 6, true, 0xFF000000);
    draw_curve(&picture, (Point){0, 1}, (Point){2, 3}, (Point){4, 5}, (Point){6, 7}, 2, 0xFF000000);
    draw_ungroup(&picture);
    draw_polygon(&picture, (Point[]){{0, 0}, {1, 0}, {-0.01f, NAN}}, 3, 0xFF000000);
    draw_columns(&picture, (Box){8, 1, 3, 20}, (Colour[]){0, 0xFF0000FF, 0xFF0000FF}, 3);
    draw_circle(&picture, (Point){5, 5}, 3, 0xFF000000);
    draw_ring(&picture, (Point){5, 5}, 3, 1, 0xFF000000);
    draw_text(&picture, &measure_fixed, (Point){9, 8}, ANCHOR_END, code, 0xFF000000, STR("a\"\n"),
              99);
    check_record(&picture,
                 "picture 640.0x360.0\n"
                 "group \"lane 3\"\n"
                 "  clip 0.0,0.0 100.0x50.0\n"
                 "    rect 1.0,2.0 3.2x4.0 #102030\n"
                 "    frame 1.0,2.0 3.0x4.0 radius 2.0 width 1.5 #ffffff/80\n"
                 "    hatch 1.0,2.0 3.0x4.0 radius 2.0 width 3.0 pitch 11.0 #00ff00/4d\n"
                 "  unclip\n"
                 "  line 0.0,1.0 2.0,3.0 width 4.0 #000000\n"
                 "  line 0.0,1.0 2.0,3.0 width 4.0 dash 5.0 gap 6.0 round #000000\n"
                 "  curve 0.0,1.0 2.0,3.0 4.0,5.0 6.0,7.0 width 2.0 #000000\n"
                 "ungroup\n"
                 "polygon 0.0,0.0 1.0,0.0 0.0,nan #000000\n"
                 "columns 8.0,1.0 3.0x20.0 1 of #000000/00 2 of #0000ff\n"
                 "circle 5.0,5.0 radius 3.0 #000000\n"
                 "ring 5.0,5.0 radius 3.0 width 1.0 #000000\n"
                 "text 9.0,8.0 end code-400 10.0 \"a\\\"\xef\xbf\xbd\" #000000\n");
}

static void check_text(Str text, float room, const char *drawn, float width)
{
    Picture picture = {0};
    picture_begin(&picture, 100, 100);
    float got = draw_text(&picture, &measure_fixed, (Point){0, 0}, ANCHOR_START, code, 0, text, room);
    assert_float_equal(got, width, 0.01);
    assert_int_equal(picture.list.count, drawn ? 1 : 0);
    if (drawn) {
        assert_true(str_is(picture.list.items[0].text, drawn));
        assert_float_equal(picture.list.items[0].fit, width, 0.01);
    }
    picture_free(&picture);
}

static void elision(void **state)
{
    (void)state;
    check_text(STR("abcdef"), 36, "abcdef", 36);
    check_text(STR("abcdef"), INFINITY, "abcdef", 36);
    check_text(STR("abcdef"), 35, "abcd\xe2\x80\xa6", 30);
    check_text(STR("abcdef"), 12, "a\xe2\x80\xa6", 12);
    check_text(STR("abcdef"), 11, NULL, 0);
    check_text(STR("abcdef"), 0, NULL, 0);
    check_text(STR("abcdef"), -5, NULL, 0);
    check_text(STR("abcdef"), NAN, NULL, 0);
    check_text(STR(""), 50, NULL, 0);
    check_text(STR("ab   cd"), 36, "ab\xe2\x80\xa6", 18);
    check_text(STR("e\xcc\x81" "e\xcc\x81" "e\xcc\x81"), 12, "e\xcc\x81\xe2\x80\xa6", 12);
    check_text(STR("\xe6\x97\xa5\xe6\x9c\xac"), 18, "\xe6\x97\xa5\xe2\x80\xa6", 18);
    check_text(STR("x\xff\x01"), 50, "x\xef\xbf\xbd\xef\xbf\xbd", 18);
}

static void monstrous_text(void **state)
{
    (void)state;
    size_t size = 1 << 20;
    char *text = malloc(size);
    memset(text, 'x', size);
    check_text((Str){text, size}, 36, "xxxxx\xe2\x80\xa6", 36);
    Picture picture = {0};
    picture_begin(&picture, 100, 100);
    draw_text(&picture, &measure_fixed, (Point){0, 0}, ANCHOR_START, code, 0, (Str){text, size},
              INFINITY);
    assert_in_range(picture.list.items[0].text.length, 100, 4000);
    picture_free(&picture);
    for (size_t i = 0; i < 20000; i++)
        memcpy(text + 1 + 2 * i, "\xcc\x81", 2);
    check_text((Str){text, 40001}, 36, "x\xcc\x81\xcc\x81\xcc\x81\xcc\x81", 6);
    free(text);
}

static void begins_anew(void **state)
{
    (void)state;
    Picture picture = {0};
    for (int frame = 0; frame < 3; frame++) {
        picture_begin(&picture, 10, 20);
        draw_group(&picture, "frame %d", frame);
        draw_ungroup(&picture);
    }
    check_record(&picture, "picture 10.0x20.0\ngroup \"frame 2\"\nungroup\n");
}

/* --- what a picture promises --- */

static void expect_wrong(Picture *picture, const char *words)
{
    const char *wrong = picture_wrong(picture);
    if (words) {
        assert_non_null(wrong);
        assert_non_null(strstr(wrong, words));
    } else {
        assert_null(wrong);
    }
    picture_free(picture);
    *picture = (Picture){0};
    picture_begin(picture, 100, 50);
}

static void draw_word(Picture *picture, float x, float y, Anchor anchor)
{
    draw_text(picture, &measure_fixed, (Point){x, y}, anchor, code, 0, STR("abc"), 99); /* 18 */
}

static void each_broken_promise_is_found(void **state)
{
    (void)state;
    Picture picture = {0};
    expect_wrong(&picture, "a canvas without a size");
    draw_line(&picture, (Point){0, NAN}, (Point){2, 3}, 4, 0xFF000000);
    expect_wrong(&picture, "a number that is none");
    draw_polygon(&picture, (Point[]){{0, 0}, {1, 0}, {1e9f, 1}}, 3, 0xFF000000);
    expect_wrong(&picture, "a number that is none");
    draw_circle(&picture, (Point){5, 5}, -1, 0xFF000000);
    expect_wrong(&picture, "below nothing");
    draw_word(&picture, 5, 10, ANCHOR_START);
    picture.list.items[0].font.size = 0;
    expect_wrong(&picture, "type without a size");
    draw_word(&picture, 5, 10, ANCHOR_START);
    picture.list.items[0].text = STR("a\nb");
    expect_wrong(&picture, "a text of two lines");
    draw_unclip(&picture);
    expect_wrong(&picture, "an end of what was not begun");
    draw_group(&picture, "lane");
    expect_wrong(&picture, "begun and not ended");
    picture_free(&picture);
}

static void what_is_not_cut_off_stands_on_the_canvas(void **state)
{
    (void)state;
    Picture picture = {0};
    picture_begin(&picture, 100, 50);
    draw_rect(&picture, (Box){0, 0, 100, 50}, 0, 0xFF000000);
    draw_frame(&picture, (Box){0, 0, 100, 50}, 0, 3, 0xFF000000);
    draw_word(&picture, 82, 45, ANCHOR_START);
    draw_word(&picture, 99, 10, ANCHOR_END);
    draw_clip(&picture, (Box){0, 0, 100, 50});
    draw_word(&picture, 500, 900, ANCHOR_MIDDLE);
    draw_unclip(&picture);
    expect_wrong(&picture, NULL);
    draw_word(&picture, 95, 10, ANCHOR_START);
    expect_wrong(&picture, "outside the canvas");
    draw_word(&picture, 2, 10, ANCHOR_MIDDLE);
    expect_wrong(&picture, "outside the canvas");
    draw_rect(&picture, (Box){0, 20, 10, 50}, 0, 0xFF000000);
    expect_wrong(&picture, "outside the canvas");
    draw_clip(&picture, (Box){-50, 0, 100, 50});
    draw_unclip(&picture);
    expect_wrong(&picture, "outside the canvas");
    picture_free(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command),
        cmocka_unit_test(elision),
        cmocka_unit_test(each_broken_promise_is_found),
        cmocka_unit_test(what_is_not_cut_off_stands_on_the_canvas),
        cmocka_unit_test(monstrous_text),
        cmocka_unit_test(begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
