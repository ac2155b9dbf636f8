/* Shapes by the pixel: what they cover must sum to their area, whatever their place. */
#include "draw/draw.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

enum { SIDE = 200 };
static const Colour black = 0xFF000000;
static const double PI = 3.14159265358979;

typedef struct Sheet {
    Picture picture;
    uint32_t pixels[SIDE * SIDE];
} Sheet;

static void begin(Sheet *sheet)
{
    picture_begin(&sheet->picture, SIDE, SIDE);
    draw_rect(&sheet->picture, (Box){0, 0, SIDE, SIDE}, 0, 0xFFFFFFFF);
}

static void paint(Sheet *sheet)
{
    memset(sheet->pixels, 0x5A, sizeof sheet->pixels);
    paint_pixels(&sheet->picture, NULL, sheet->pixels, SIDE, SIDE, SIDE * 4);
}

static double ink_within(const Sheet *sheet, int x0, int y0, int x1, int y1)
{
    double ink = 0;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            ink += (255 - (int)(sheet->pixels[y * SIDE + x] & 0xFF)) / 255.0;
    return ink;
}

/* Paints what was drawn in black on white, and asks for that much ink. */
static void check_ink(Sheet *sheet, double area, double tolerance)
{
    paint(sheet);
    double ink = ink_within(sheet, 0, 0, SIDE, SIDE);
    if (fabs(ink - area) > tolerance)
        print_error("ink %.3f, expected %.3f\n", ink, area);
    assert_true(fabs(ink - area) <= tolerance);
    for (int i = 0; i < SIDE * SIDE; i++)
        assert_int_equal(sheet->pixels[i] >> 24, 0xFF);
}

static int set_up(void **state)
{
    static Sheet sheet;
    *state = &sheet;
    begin(&sheet);
    return 0;
}

static int tear_down(void **state)
{
    picture_free(&((Sheet *)*state)->picture);
    return 0;
}

static void boxes(void **state)
{
    Sheet *sheet = *state;
    for (int i = 0; i < 10; i++) {
        float shift = (float)i * 0.137f;
        begin(sheet);
        draw_rect(&sheet->picture, (Box){10 + shift, 20 - shift, 50.5f, 30.25f}, 0, black);
        check_ink(sheet, 50.5 * 30.25, 1);
        begin(sheet);
        draw_rect(&sheet->picture, (Box){10 + shift, 20 - shift, 90, 60}, 14, black);
        check_ink(sheet, 90 * 60 - (4 - PI) * 14 * 14, 1.5);
        begin(sheet);
        draw_rect(&sheet->picture, (Box){10 + shift, 20, 5, 62}, 2.5f, black); /* a tick */
        check_ink(sheet, 5 * 62 - (4 - PI) * 2.5 * 2.5, 0.6);
        begin(sheet);
        draw_rect(&sheet->picture, (Box){20 + shift, 20, 40, 40}, 500, black); /* a circle */
        check_ink(sheet, PI * 400, 3);
    }
}

static void thin_boxes(void **state)
{
    Sheet *sheet = *state;
    draw_rect(&sheet->picture, (Box){10.2f, 10, 0.5f, 100}, 0, black);
    check_ink(sheet, 50, 0.5);
    assert_true(fabs(ink_within(sheet, 10, 10, 11, 110) - 50) < 0.5);
}

/* Each column in its own colour, cut by the clip, and the same where it is no whole pixel. */
static void columns(void **state)
{
    static const Colour five[] = {0xFF000000, 0, 0x80000000, 0xFF000000, 0xFFFFFFFF};
    Sheet *sheet = *state;
    draw_columns(&sheet->picture, (Box){10, 20.5f, 5, 40}, five, 5);
    check_ink(sheet, 2.5 * 40, 0.5);
    assert_true(fabs(ink_within(sheet, 12, 0, 13, SIDE) - 20) < 0.3);
    begin(sheet);
    draw_clip(&sheet->picture, (Box){10.5f, 0, 3, 30});
    draw_columns(&sheet->picture, (Box){10, 20, 5, 40}, five, 5);
    draw_unclip(&sheet->picture);
    check_ink(sheet, 1.5 * 10, 0.2);
    begin(sheet);
    draw_columns(&sheet->picture, (Box){10.3f, 20, 50, 40}, five, 5);
    check_ink(sheet, 25 * 40, 15); /* where two of them meet in a pixel */
    size_t before = sheet->picture.list.count;
    draw_columns(&sheet->picture, (Box){10, 20, 2, 40}, (Colour[]){0, 0x00FFFFFF}, 2);
    assert_int_equal(sheet->picture.list.count, before);
}

static void frames(void **state)
{
    Sheet *sheet = *state;
    draw_frame(&sheet->picture, (Box){20, 20, 100, 50}, 0, 2, black);
    check_ink(sheet, 2 * 2 * 150, 1);
    assert_true(ink_within(sheet, 22, 22, 118, 68) < 0.01);
    begin(sheet);
    draw_frame(&sheet->picture, (Box){20.3f, 20.7f, 100, 50}, 10, 1.6f, black);
    check_ink(sheet, 1.6 * (2 * (80 + 30) + 2 * PI * 10), 2);
    begin(sheet);
    draw_frame(&sheet->picture, (Box){20, 20, 3, 3}, 1, 8, black); /* no hole left */
    check_ink(sheet, 11 * 11 - (4 - PI) * 25, 1);
}

static void circles(void **state)
{
    Sheet *sheet = *state;
    for (int i = 1; i < 40; i += 3) {
        begin(sheet);
        draw_circle(&sheet->picture, (Point){100.3f, 99.7f}, (float)i, black);
        check_ink(sheet, PI * i * i, 0.3 + 0.006 * PI * i * i);
        begin(sheet);
        draw_ring(&sheet->picture, (Point){100.3f, 99.7f}, (float)i + 2, 2.4f, black);
        check_ink(sheet, 2 * PI * (i + 2) * 2.4, 0.3 + 0.02 * PI * (i + 2) * 2.4);
    }
}

static void lines(void **state)
{
    Sheet *sheet = *state;
    draw_line(&sheet->picture, (Point){20, 20}, (Point){170, 130}, 3, black);
    check_ink(sheet, 3 * hypot(150, 110), 2);
    begin(sheet);
    draw_line(&sheet->picture, (Point){20.5f, 30}, (Point){20.5f, 90}, 1, black);
    check_ink(sheet, 60, 0.1);
    assert_true(fabs(ink_within(sheet, 20, 30, 21, 90) - 60) < 0.1); /* crisp */
    begin(sheet);
    draw_dashes(&sheet->picture, (Point){20, 50}, (Point){120, 50}, 4, 10, 10, false, black);
    check_ink(sheet, 5 * 40, 1);
    begin(sheet);
    draw_dashes(&sheet->picture, (Point){20, 50}, (Point){121, 50}, 4, 0, 10, true, black);
    check_ink(sheet, 11 * PI * 4, 3);
    begin(sheet);
    draw_dashes(&sheet->picture, (Point){30, 50}, (Point){130, 50}, 8, 0, 0, true, black);
    check_ink(sheet, 800 + PI * 16, 1.5);
}

static void lines_from_afar(void **state)
{
    Sheet *sheet = *state;
    draw_dashes(&sheet->picture, (Point){-900000, 50}, (Point){900000, 50}, 4, 10, 10, false,
                black);
    check_ink(sheet, SIDE * 4 / 2.0, 45);
    begin(sheet);
    draw_line(&sheet->picture, (Point){-50000, -50000}, (Point){50000, 50000}, 2, black);
    check_ink(sheet, 2 * SIDE * 1.41421356, 8);
}

static void curves_and_polygons(void **state)
{
    Sheet *sheet = *state;
    draw_curve(&sheet->picture, (Point){20, 20}, (Point){70, 20}, (Point){120, 20},
               (Point){170, 20}, 4, black);
    check_ink(sheet, 600, 2);
    begin(sheet);
    /* A quarter circle of radius 100, as cubics come close to it. */
    draw_curve(&sheet->picture, (Point){150, 50}, (Point){150, 105.23f}, (Point){105.23f, 150},
               (Point){50, 150}, 3, black);
    check_ink(sheet, 3 * 100 * (PI / 2), 4);
    begin(sheet);
    Point triangle[] = {{20, 20}, {120, 20}, {70, 110}};
    draw_polygon(&sheet->picture, triangle, 3, black);
    check_ink(sheet, 4500, 3);
    begin(sheet);
    Point backwards[] = {{70, 110}, {120, 20}, {20, 20}};
    draw_polygon(&sheet->picture, backwards, 3, black);
    check_ink(sheet, 4500, 3);
}

static void hatching(void **state)
{
    Sheet *sheet = *state;
    draw_hatch(&sheet->picture, (Box){20, 20, 110, 110}, 0, 3, 11, black);
    check_ink(sheet, 110 * 110 * 3 / 11.0, 40);
    /* Anchored to the origin, so the same pixels from another box, and up to the right. */
    uint32_t at = sheet->pixels[60 * SIDE + 60];
    assert_int_equal(at, sheet->pixels[59 * SIDE + 61]);
    assert_int_equal(at, sheet->pixels[70 * SIDE + 50]);
    begin(sheet);
    draw_hatch(&sheet->picture, (Box){33.5f, 41.25f, 90, 70}, 8, 3, 11, black);
    paint(sheet);
    assert_int_equal(at, sheet->pixels[60 * SIDE + 60]);
    assert_true(ink_within(sheet, 0, 0, 33, SIDE) < 0.01);
    assert_true(ink_within(sheet, 33, 41, 34, 42) < 0.05); /* rounded away */
}

static void add_ground(Picture *picture)
{
    for (int i = 0; i < SIDE; i++)
        draw_rect(picture, (Box){(float)i, 0, 1, SIDE}, 0, 0xFF000000 | (Colour)i * 0x8F3A71);
}

/* A box, a hatching and columns that let through what is under them. */
static void add_layers(Picture *picture, const Colour *colours, int count)
{
    draw_rect(picture, (Box){3, 5.25f, 150, 60.5f}, 0, 0x7340C0F3);
    draw_hatch(picture, (Box){7.5f, 20.5f, 160, 100}, 6, 2.5f, 11, 0xB3E04010);
    draw_columns(picture, (Box){12, 90.5f, (float)count, 80}, colours, (uint32_t)count);
}

/* Many pixels at once come to what each comes to by itself: in stripes of so few that none is mixed
 * together with another. */
static void many_at_once(void **state)
{
    enum { COLUMNS = 150, STRIPE = 2 };
    Sheet *whole = *state;
    static Sheet apart;
    Colour colours[COLUMNS];
    for (unsigned i = 0; i < COLUMNS; i++) /* none, whole, and all between */
        colours[i] = (i % 7 ? i * 0x1F3D5B79u : 0) | (i % 11 ? 0 : 0xFF000000);
    add_ground(&whole->picture);
    add_layers(&whole->picture, colours, COLUMNS);
    paint(whole);
    begin(&apart);
    add_ground(&apart.picture);
    for (int x = 0; x < SIDE; x += STRIPE) {
        draw_clip(&apart.picture, (Box){(float)x, 0, STRIPE, SIDE});
        add_layers(&apart.picture, colours, COLUMNS);
        draw_unclip(&apart.picture);
    }
    paint(&apart);
    picture_free(&apart.picture);
    assert_memory_equal(whole->pixels, apart.pixels, sizeof apart.pixels);
}

/* Of all sizes down to less than a pixel, left of what stands apart; some are cut by the clip. */
static Box bar(int i)
{
    float wide = 0.3f + (float)(i * 37 % 290) / 10, high = 0.4f + (float)(i * 53 % 410) / 10;
    return (Box){2.3f + (float)(i % 7) * 21.77f, 1.6f + (float)(i / 7 % 5) * 38.39f, wide, high};
}

/* A bar and another one before it, each with its hatching; `first`: what stands apart is painted
 * first, and not between a box and its hatching. */
static void paint_bars(Sheet *sheet, int i, bool first)
{
    static const Colour colours[] = {0x59C03070, 0xFF208050};
    const Box apart = {SIDE - 12.3f, 3.4f, 9, 9};
    Picture *picture = &sheet->picture;
    begin(sheet);
    draw_clip(picture, (Box){10.5f, 0, SIDE, SIDE - 20.25f});
    if (first)
        draw_rect(picture, apart, 4, black);
    for (int k = 1; k >= 0; k--) {
        float radius = (float)((i + k) % 5) * 2.5f;
        draw_rect(picture, bar(i + k), radius, 0x40802010);
        if (!first)
            draw_rect(picture, apart, 4, black);
        draw_hatch(picture, bar(i + k), radius, 2.5f, (i + k) % 50 < 40 ? 9 : 14,
                   colours[(i + k) / 9 % 2]);
    }
    draw_unclip(picture);
    draw_rect(picture, (Box){SIDE - 14, 0, 14, 16}, 0, 0xFFFFFFFF);
    paint(sheet);
}

/* A hatching takes the round corners of the box under it, which can't be told from its own. */
static void hatched_bars(void **state)
{
    Sheet *sheet = *state;
    static uint32_t taken[SIDE * SIDE];
    for (int i = 0; i < 210; i++) {
        paint_bars(sheet, i, true);
        memcpy(taken, sheet->pixels, sizeof taken);
        paint_bars(sheet, i, false);
        assert_memory_equal(taken, sheet->pixels, sizeof taken);
    }
}

/* Stripes of the bar before are taken, too, and are the same as those of a picture that has none. */
static void stripes_one_by_one(void **state)
{
    Sheet *together = *state;
    static Sheet alone;
    for (int i = 0; i < 60; i++) {
        begin(together);
        for (int k = 0; k <= i; k++) /* to and fro */
            draw_hatch(&together->picture, bar(k * 11), 3, 2.5f, 9, k % 4 ? 0x59C03070 : 0xFF208050);
        draw_rect(&together->picture, (Box){0, 0, SIDE, SIDE}, 0, 0xFFFFFFFF);
        draw_hatch(&together->picture, bar(i * 7), 3, 2.5f, 9, 0x59C03070);
        paint(together);
        begin(&alone);
        draw_hatch(&alone.picture, bar(i * 7), 3, 2.5f, 9, 0x59C03070);
        paint(&alone);
        picture_free(&alone.picture);
        assert_memory_equal(together->pixels, alone.pixels, sizeof alone.pixels);
    }
}

static void clipping(void **state)
{
    Sheet *sheet = *state;
    draw_clip(&sheet->picture, (Box){50, 50, 100, 100});
    draw_clip(&sheet->picture, (Box){0, 60, 70, 200});
    draw_circle(&sheet->picture, (Point){60, 60}, 80, black);
    draw_unclip(&sheet->picture);
    check_ink(sheet, 20 * 80, 60);
    assert_true(ink_within(sheet, 0, 0, 50, SIDE) == 0);
    assert_true(ink_within(sheet, 70, 0, SIDE, SIDE) == 0);
    assert_true(ink_within(sheet, 0, 0, SIDE, 60) == 0);
    draw_unclip(&sheet->picture);
    draw_unclip(&sheet->picture); /* one too many is nothing */
    draw_rect(&sheet->picture, (Box){0, 0, SIDE, SIDE}, 0, black);
    check_ink(sheet, SIDE * SIDE, 0);
    begin(sheet);
    draw_clip(&sheet->picture, (Box){10.5f, 10.25f, 20, 20});
    draw_rect(&sheet->picture, (Box){0, 0, SIDE, SIDE}, 30, black);
    draw_line(&sheet->picture, (Point){0, 100}, (Point){SIDE, 100}, 3, black);
    check_ink(sheet, 400, 3);
}

static void blending(void **state)
{
    Sheet *sheet = *state;
    draw_rect(&sheet->picture, (Box){10, 10, 20, 20}, 0, 0x80FF0000);
    draw_rect(&sheet->picture, (Box){10, 10, 20, 20}, 0, 0x00000000);
    paint(sheet);
    assert_int_equal(sheet->pixels[15 * SIDE + 15], 0xFFFF7F7F);
    assert_int_equal(sheet->pixels[35 * SIDE + 15], 0xFFFFFFFF);
}

static void add_everything(Picture *picture, float a, float b, float c)
{
    Colour colour = 0x90204060;
    draw_rect(picture, (Box){a, b, c, a}, b, colour);
    draw_frame(picture, (Box){a, b, c, a}, b, c, colour);
    draw_hatch(picture, (Box){a, b, c, a}, b, c, a, colour);
    draw_line(picture, (Point){a, b}, (Point){c, a}, b, colour);
    draw_dashes(picture, (Point){a, b}, (Point){b, a}, 3, c, a, true, colour);
    draw_dashes(picture, (Point){a, b}, (Point){c, b}, c, 0, b, true, colour);
    draw_curve(picture, (Point){a, b}, (Point){b, c}, (Point){c, a}, (Point){b, b}, a, colour);
    draw_polygon(picture, (Point[]){{a, b}, {b, c}, {c, a}}, 3, colour);
    draw_polygon(picture, NULL, 0, colour);
    draw_circle(picture, (Point){a, b}, c, colour);
    draw_ring(picture, (Point){a, b}, c, b, colour);
    draw_clip(picture, (Box){a, b, c, c});
    draw_text(picture, &measure_fixed, (Point){a, b}, ANCHOR_END, (Font){FONT_CODE_400, c}, colour,
              STR("text"), b);
}

/* Nothing a layout gets wrong may break the painters. */
static void absurd_numbers(void **state)
{
    Sheet *sheet = *state;
    static const float numbers[] = {0, 1e-30f, 0.5f, 37.3f, -20, 99999, -INFINITY, 1e30f, NAN};
    enum { COUNT = sizeof numbers / sizeof *numbers };
    for (int i = 0; i < COUNT * COUNT * COUNT; i++) {
        begin(sheet);
        add_everything(&sheet->picture, numbers[i % COUNT], numbers[i / COUNT % COUNT],
                       numbers[i / COUNT / COUNT]);
        paint(sheet);
        Builder svg = {0};
        paint_svg(&sheet->picture, &(SvgOptions){.outlines = false}, &svg);
        assert_null(strstr(svg.at, "nan"));
        assert_null(strstr(svg.at, "inf"));
        paint_record(&sheet->picture, &svg);
        builder_free(&svg);
    }
}

static void smallest_surface(void **state)
{
    Sheet *sheet = *state;
    add_everything(&sheet->picture, 0.5f, 0.25f, 3);
    uint32_t pixel = 0;
    paint_pixels(&sheet->picture, NULL, &pixel, 1, 1, 4);
    assert_int_equal(pixel >> 24, 0xFF);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(boxes),           TEST(thin_boxes),          TEST(frames),
        TEST(columns),
        TEST(circles),         TEST(lines),               TEST(lines_from_afar),
        TEST(many_at_once),    TEST(hatched_bars),        TEST(stripes_one_by_one),
        TEST(hatching),        TEST(curves_and_polygons), TEST(clipping),
        TEST(blending),        TEST(absurd_numbers),      TEST(smallest_surface),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
