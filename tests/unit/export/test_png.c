#include "base/mem.h"
#include "export/encode.h"
#include "export/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static const char path[] = "interleave-test.png";

/* Works in a folder of its own. */
static int enter(void **state)
{
    char *folder = strdup("/tmp/interleave-png-XXXXXX");
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    int status = unlink(path) || chdir("/") || rmdir(*state);
    free(*state);
    return status;
}

/* The file's bytes, for pixels that have `colours` different colours in turn. */
static void encode(Builder *file, int width, int height, uint32_t colours)
{
    uint32_t *pixels = mem_new((size_t)width * (size_t)height * sizeof *pixels);
    for (uint32_t i = 0; i < (uint32_t)(width * height); i++)
        pixels[i] = 0xFF000000 | (i % colours) * 2731;
    FileError error;
    FileWriter *out = file_begin(path, &error);
    assert_non_null(out);
    assert_true(encode_png(&(Bitmap){.pixels = pixels, .width = width, .height = height},
                           out, &error));
    assert_true(file_commit(out, &error));
    assert_true(file_read(path, 1 << 24, file, &error));
    mem_free(pixels);
}

static uint32_t word_at(const Builder *file, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)file->at + at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           bytes[3];
}

/* Where the chunk's data begins, or 0 where there is none of that name. */
static size_t chunk(const Builder *file, const char *name)
{
    for (size_t at = 8; at + 8 <= file->length; at += word_at(file, at) + 12)
        if (memcmp(file->at + at + 4, name, 4) == 0)
            return at + 8;
    return 0;
}

static void palette_where_it_is_enough(void **state)
{
    (void)state;
    static const struct {
        uint32_t colours;
        char type;
    } cases[] = {{1, 3}, {2, 3}, {256, 3}, {257, 2}, {5000, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Builder file = {0};
        encode(&file, 1920, 20, cases[i].colours);
        assert_memory_equal(file.at, "\x89PNG\r\n\x1a\n", 8);
        size_t header = chunk(&file, "IHDR");
        assert_int_equal(word_at(&file, header), 1920);
        assert_int_equal(word_at(&file, header + 4), 20);
        assert_int_equal(file.at[header + 9], cases[i].type);
        assert_true((chunk(&file, "PLTE") != 0) == (cases[i].type == 3));
        assert_int_equal(chunk(&file, "tIME"), 0);
        assert_int_equal(word_at(&file, chunk(&file, "pHYs")), 5669);
        assert_int_equal(word_at(&file, chunk(&file, "pHYs") + 4), 5669);
        builder_free(&file);
    }
}

/* Where the palette is chosen from more colours than it holds, those of large parts stay exact. */
static void a_ground_keeps_its_colour(void **state)
{
    (void)state;
    enum { WIDTH = 640, HEIGHT = 400, INKS = 12000 };
    static const uint32_t ground = 0xFFFFFFFF, panel = 0xFFF5F7FA;
    uint32_t *pixels = mem_new(WIDTH * HEIGHT * sizeof *pixels);
    for (uint32_t i = 0; i < WIDTH * HEIGHT; i++)
        pixels[i] = i < INKS ? 0xFF000000 | (i * 37 % 200) << 16 | (i * 11 % 190) << 8 | i % 251
                             : i < WIDTH * HEIGHT / 2 ? ground : panel;
    Palette palette = {0};
    palette_count(&palette, pixels, WIDTH * HEIGHT);
    palette_choose(&palette);
    assert_true(palette.chosen[0] == panel || palette.chosen[1] == panel);
    assert_true(palette.chosen[0] == ground || palette.chosen[1] == ground);
    palette_free(&palette);
    Builder file = {0};
    encode(&file, 2, 2, 2); /* for leave */
    builder_free(&file);
    mem_free(pixels);
}

static void the_same_bytes(void **state)
{
    (void)state;
    Builder first = {0}, second = {0};
    encode(&first, 333, 77, 300);
    encode(&second, 333, 77, 300);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.at, second.at, first.length);
    builder_free(&first);
    builder_free(&second);
}

static void a_full_disk_is_an_error(void **state)
{
    (void)state;
    FileError error = {{0}};
    uint32_t pixels[4] = {0xFF000000, 0xFFFFFFFF, 0xFF00FF00, 0xFF123456};
    FileWriter *out = file_begin("/dev/full", &error);
    assert_non_null(out);
    assert_false(encode_png(&(Bitmap){.pixels = pixels, .width = 2, .height = 2}, out, &error));
    assert_string_equal(error.text, "PNG: the file can't be written");
    assert_false(file_commit(out, &error));
    assert_string_equal(error.text, "/dev/full: No space left on device");
    Builder file = {0};
    encode(&file, 2, 2, 2); /* for leave */
    builder_free(&file);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(palette_where_it_is_enough),
        TEST(a_ground_keeps_its_colour),
        TEST(the_same_bytes),
        TEST(a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
