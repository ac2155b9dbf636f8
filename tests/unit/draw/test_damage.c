/* A picture painted over another where they differ is the picture painted whole. */
#include "draw/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { WIDTH = 240, HEIGHT = 160, COMMANDS = 24, PICTURES = 400 };

static uint32_t seed;

static unsigned below(unsigned most)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % most;
}

static float place(void)
{
    return (float)below(2600) / 10 - 10;
}

static Box somewhere(void)
{
    return (Box){place(), place(), (float)below(900) / 10, (float)below(600) / 10};
}

/* One command by its number, always the same. */
static void add_command(Picture *picture, const TextMeasure *measure, unsigned number)
{
    static const char *const texts[] = {"sleep(1)", "\xc3\x85g\xcc\x88\xcc\x8a", "await gather(…)"};
    seed = number * 7919 + 13;
    Colour colour = 0xFF000000u >> 8 * below(2) | below(0x1000000) | 0x60000000;
    switch (number % 10) {
    case 0: draw_rect(picture, somewhere(), (float)below(9), colour); break;
    case 1: draw_frame(picture, somewhere(), (float)below(9), (float)below(40) / 10, colour); break;
    case 2: draw_hatch(picture, somewhere(), 4, 2, 7, colour); break;
    case 3:
        draw_dashes(picture, (Point){place(), place()}, (Point){place(), place()}, 3, 0, 7, true,
                    colour);
        break;
    case 4:
        draw_curve(picture, (Point){place(), place()}, (Point){place(), place()},
                   (Point){place(), place()}, (Point){place(), place()}, 2.5f, colour);
        break;
    case 5:
        draw_polygon(picture, (Point[]){{place(), place()}, {place(), place()},
                                        {place(), place()}}, 3, colour);
        break;
    case 6: draw_ring(picture, (Point){place(), place()}, (float)below(30), 3, colour); break;
    case 7: draw_circle(picture, (Point){place(), place()}, (float)below(30), colour); break;
    case 8:
        draw_columns(picture, (Box){(float)below(200), place(), 4, (float)below(60)},
                     (Colour[]){colour, 0, colour, 0xFF000000 | below(0x1000000)}, 4);
        break;
    default:
        draw_text(picture, measure, (Point){place(), place()}, (Anchor)below(3),
                  (Font){(FontFace)below(FONT_FACES), 9 + (float)below(30)}, colour,
                  str_of(texts[below(3)]), 500);
    }
}

static void make_picture(Picture *picture, const TextMeasure *measure, const unsigned *numbers)
{
    picture_begin(picture, WIDTH, HEIGHT);
    draw_rect(picture, (Box){0, 0, WIDTH, HEIGHT}, 0, 0xFFFFFFFF);
    for (unsigned i = 0; i < COMMANDS; i++) {
        bool clipped = numbers[i] % 5 == 0;
        if (clipped)
            draw_clip(picture, (Box){20.5f, 10, 100, 90.25f});
        add_command(picture, measure, numbers[i]);
        if (clipped)
            draw_unclip(picture);
    }
}

/* A few of the commands become others, or change places. */
static void change(unsigned *numbers, unsigned turn)
{
    seed = turn * 31 + 5;
    for (unsigned i = below(4); i-- > 0;)
        numbers[below(COMMANDS)] = below(2000);
    if (below(3) == 0) {
        unsigned a = below(COMMANDS), b = below(COMMANDS), swap = numbers[a];
        numbers[a] = numbers[b];
        numbers[b] = swap;
    }
}

static void patches_make_the_whole(void **state)
{
    (void)state;
    char error[200];
    Fonts *fonts = fonts_open(BUILD_DIR "/fonts", error, sizeof error);
    assert_non_null(fonts);
    TextMeasure measure = fonts_measure(fonts);
    static uint32_t kept[WIDTH * HEIGHT], whole[WIDTH * HEIGHT];
    Picture pictures[2] = {{.width = 0}, {.width = 0}};
    unsigned numbers[COMMANDS];
    long long painted = 0;
    for (unsigned i = 0; i < COMMANDS; i++)
        numbers[i] = i * 37;
    make_picture(&pictures[0], &measure, numbers);
    paint_pixels(&pictures[0], fonts, kept, WIDTH, HEIGHT, WIDTH * 4);
    for (unsigned turn = 1; turn < PICTURES; turn++) {
        Picture *before = &pictures[1 - turn % 2], *after = &pictures[turn % 2];
        Damage damage;
        change(numbers, turn);
        make_picture(after, &measure, numbers);
        damage_between(before, after, &damage);
        assert_true(damage.count <= PATCHES_MOST);
        for (int i = 0; i < damage.count; i++) {
            Patch patch = damage.patches[i];
            paint_pixels_patch(after, fonts, kept, WIDTH, HEIGHT, WIDTH * 4, patch);
            painted += (long long)(patch.x1 - patch.x0) * (patch.y1 - patch.y0);
        }
        paint_pixels(after, fonts, whole, WIDTH, HEIGHT, WIDTH * 4);
        assert_memory_equal(kept, whole, sizeof whole);
    }
    print_message("%.0f %% painted\n", 100.0 * (double)painted / PICTURES / (WIDTH * HEIGHT));
    assert_true(painted < (long long)PICTURES * WIDTH * HEIGHT / 2);
    picture_free(&pictures[0]);
    picture_free(&pictures[1]);
    fonts_close(fonts);
}

/* A canvas, what it is painted with, and how its last picture looks painted in one go. */
typedef struct Painting {
    Fonts *fonts;
    TextMeasure measure;
    Canvas canvas;
    unsigned numbers[COMMANDS]; /* of the picture, by which it changes */
    uint32_t whole[WIDTH * HEIGHT];
} Painting;

static Painting *begin_painting(void)
{
    char error[200];
    Painting *painting = calloc(1, sizeof *painting);
    painting->fonts = fonts_open(BUILD_DIR "/fonts", error, sizeof error);
    assert_non_null(painting->fonts);
    painting->measure = fonts_measure(painting->fonts);
    for (unsigned i = 0; i < COMMANDS; i++)
        painting->numbers[i] = i * 37;
    return painting;
}

static Picture next_picture(Painting *painting, unsigned turn)
{
    Picture picture = {0};
    change(painting->numbers, turn);
    make_picture(&picture, &painting->measure, painting->numbers);
    draw_text(&picture, &painting->measure, (Point){20, 80}, ANCHOR_START, (Font){FONT_CODE_400, 20},
              0xFF000000, str_of(arena_printf(&picture.arena, "turn %u", turn / 2)), 200);
    paint_pixels(&picture, painting->fonts, painting->whole, WIDTH, HEIGHT, WIDTH * 4);
    return picture;
}

static void check_painted(const Painting *painting)
{
    assert_memory_equal(painting->canvas.pixels, painting->whole, sizeof painting->whole);
}

static void end_painting(Painting *painting)
{
    canvas_free(&painting->canvas);
    assert_null(painting->canvas.pixels);
    fonts_close(painting->fonts);
    free(painting);
}

/* The picture before may be gone, and its texts with it; the size may change on the way. */
static void a_canvas_holds_the_last_picture(void **state)
{
    (void)state;
    Painting *painting = begin_painting();
    Canvas *canvas = &painting->canvas;
    for (unsigned turn = 0; turn < PICTURES / 4; turn++) {
        if (turn % 40 == 0)
            canvas_resize(canvas, WIDTH, HEIGHT);
        Picture picture = next_picture(painting, turn);
        canvas_paint(canvas, &picture, painting->fonts);
        assert_true(turn % 40 > 0 || canvas->damage.patches[0].x1 == WIDTH);
        check_painted(painting);
        canvas_paint(canvas, &picture, painting->fonts);
        assert_int_equal(canvas->damage.count, 0);
        picture_free(&picture);
    }
    end_painting(painting);
}

/* In parts of any height, the picture gone after the beginning, as a whole and then what differs. */
static void a_canvas_is_painted_in_parts(void **state)
{
    (void)state;
    Painting *painting = begin_painting();
    Canvas *canvas = &painting->canvas;
    for (unsigned turn = 0; turn < 200; turn++) {
        bool anew = turn % 20 == 0;
        int rows = 1 + (int)(turn * 7 % (HEIGHT + 9)), parts = 0;
        if (anew)
            canvas_resize(canvas, WIDTH, HEIGHT);
        Picture picture = next_picture(painting, turn);
        canvas_begin(canvas, &picture);
        picture_free(&picture);
        while (!canvas_advance(canvas, painting->fonts, rows))
            parts++;
        assert_true(!anew || parts == (HEIGHT + rows - 1) / rows - 1);
        check_painted(painting);
        assert_true(canvas_advance(canvas, painting->fonts, rows));
    }
    end_painting(painting);
}

static void equal_pictures_have_no_damage(void **state)
{
    (void)state;
    Picture one = {0}, other = {0};
    unsigned numbers[COMMANDS];
    for (unsigned i = 0; i < COMMANDS; i++)
        numbers[i] = i / 2; /* each twice */
    Damage damage;
    make_picture(&one, &measure_fixed, numbers);
    make_picture(&other, &measure_fixed, numbers);
    damage_between(&one, &other, &damage);
    assert_int_equal(damage.count, 0);
    assert_int_equal(damage_around(&damage).x1, 0);
    picture_free(&one);
    picture_free(&other);
}

static void damage_is_where_it_changed(void **state)
{
    (void)state;
    Picture one = {0}, other = {0};
    Damage damage;
    picture_begin(&one, 100, 100);
    picture_begin(&other, 100, 100);
    draw_rect(&one, (Box){0, 0, 100, 100}, 0, 0xFFFFFFFF);
    draw_rect(&other, (Box){0, 0, 100, 100}, 0, 0xFFFFFFFF);
    draw_line(&one, (Point){10, 0}, (Point){10, 100}, 2, 0xFF000000);
    draw_line(&other, (Point){14, 0}, (Point){14, 100}, 2, 0xFF000000);
    damage_between(&one, &other, &damage);
    Patch around = damage_around(&damage);
    assert_true(around.x0 >= 6 && around.x0 <= 9 && around.x1 >= 15 && around.x1 <= 18);
    picture_free(&one);
    picture_free(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patches_make_the_whole),
        cmocka_unit_test(a_canvas_holds_the_last_picture),
        cmocka_unit_test(a_canvas_is_painted_in_parts),
        cmocka_unit_test(equal_pictures_have_no_damage),
        cmocka_unit_test(damage_is_where_it_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
