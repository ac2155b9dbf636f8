/* PNG, for speed: flat pictures pack best and quickest without row filters at zlib's level 1, and
 * twice as well with one byte a pixel. */
#include "base/mem.h"
#include "export/encode.h"

#include <png.h>
#include <stdio.h>
#include <string.h>

enum { SLOTS = 1024, COLOURS = 256 };

/* The colours met so far, by open addressing. */
typedef struct Palette {
    uint32_t colours[SLOTS]; /* 0: empty, since pixels are opaque */
    uint8_t numbers[SLOTS];
    png_color entries[COLOURS];
    int count;
} Palette;

/* The colour's number, new ones added; -1 where there is no room for it. */
static int number_of(Palette *palette, uint32_t colour)
{
    colour |= 0xFF000000;
    uint32_t slot = colour * 2654435761u >> 22; /* the golden ratio's bits, as Knuth hashes */
    while (palette->colours[slot] && palette->colours[slot] != colour)
        slot = (slot + 1) % SLOTS;
    if (palette->colours[slot])
        return palette->numbers[slot];
    if (palette->count == COLOURS)
        return -1;
    palette->colours[slot] = colour;
    palette->numbers[slot] = (uint8_t)palette->count;
    palette->entries[palette->count] = (png_color){
        (png_byte)(colour >> 16), (png_byte)(colour >> 8), (png_byte)colour};
    return palette->count++;
}

/* One byte a pixel; false where there are more colours than numbers. */
static bool number_pixels(Palette *palette, const uint32_t *pixels, size_t count, uint8_t *numbers)
{
    uint32_t last = pixels[0];
    int number = number_of(palette, last);
    for (size_t i = 0; i < count; i++) {
        if (pixels[i] != last) {
            last = pixels[i];
            number = number_of(palette, last);
            if (number < 0)
                return false;
        }
        numbers[i] = (uint8_t)number;
    }
    return true;
}

/* Where libpng calls back to: the file, and the first thing that went wrong. */
typedef struct Sink {
    FileWriter *out;
    char error[200];
} Sink;

static void on_bytes(png_structp png, png_bytep bytes, size_t size)
{
    Sink *sink = png_get_io_ptr(png);
    if (!file_put(sink->out, bytes, size))
        png_error(png, "the file can't be written");
}

static void on_flush(png_structp png)
{
    (void)png;
}

static void on_error(png_structp png, png_const_charp what)
{
    Sink *sink = png_get_error_ptr(png);
    snprintf(sink->error, sizeof sink->error, "PNG: %s", what);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp what)
{
    (void)png;
    (void)what;
}

static png_voidp on_memory(png_structp png, png_alloc_size_t size)
{
    (void)png;
    return mem_new(size);
}

static void on_free(png_structp png, png_voidp block)
{
    (void)png;
    mem_free(block);
}

typedef struct Image {
    const uint32_t *pixels;
    const uint8_t *numbers; /* NULL: RGB */
    const Palette *palette;
    uint8_t *row;           /* for one row as RGB */
    int width, height;
} Image;

static void write_header(png_structp png, png_infop info, const Image *image)
{
    png_set_IHDR(png, info, (png_uint_32)image->width, (png_uint_32)image->height, 8,
                 image->numbers ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (image->numbers)
        png_set_PLTE(png, info, image->palette->entries, image->palette->count);
    double metres = 13.0 + 1.0 / 3;
    metres *= 0.0254;
    png_uint_32 density = (png_uint_32)(image->width / metres + 0.5);
    png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    png_set_compression_level(png, 1);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_write_info(png, info);
}

static void write_rows(png_structp png, const Image *image)
{
    for (int y = 0; y < image->height; y++) {
        size_t start = (size_t)y * (size_t)image->width;
        if (image->numbers) {
            png_write_row(png, image->numbers + start);
            continue;
        }
        size_t above = y ? start - (size_t)image->width : start;
        bool same = y && memcmp(image->pixels + start, image->pixels + above,
                                (size_t)image->width * sizeof *image->pixels) == 0;
        for (int x = 0; !same && x < image->width; x++) {
            uint32_t pixel = image->pixels[start + (size_t)x];
            image->row[3 * x] = (uint8_t)(pixel >> 16);
            image->row[3 * x + 1] = (uint8_t)(pixel >> 8);
            image->row[3 * x + 2] = (uint8_t)pixel;
        }
        png_write_row(png, image->row);
    }
}

/* Only this function lives across libpng's longjmp, and nothing in it changes after setjmp. */
static bool write_image(const Image *image, Sink *sink)
{
    png_structp png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, sink, on_error, on_warning,
                                                NULL, on_memory, on_free);
    if (!png)
        return false;
    png_infop info = png_create_info_struct(png);
    png_structp to_end = png;
    png_infop info_to_end = info;
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&to_end, &info_to_end);
        return false;
    }
    png_set_write_fn(png, sink, on_bytes, on_flush);
    write_header(png, info, image);
    write_rows(png, image);
    png_write_end(png, info);
    png_destroy_write_struct(&to_end, &info_to_end);
    return true;
}

bool encode_png(const uint32_t *pixels, int width, int height, FileWriter *out, FileError *error)
{
    size_t count = (size_t)width * (size_t)height;
    Palette palette = {.count = 0};
    uint8_t *numbers = mem_new(count), *row = mem_new((size_t)width * 3);
    bool few = number_pixels(&palette, pixels, count, numbers);
    Image image = {pixels, few ? numbers : NULL, &palette, row, width, height};
    Sink sink = {.out = out, .error = "PNG: libpng does not start"};
    bool ok = write_image(&image, &sink);
    if (!ok)
        snprintf(error->text, sizeof error->text, "%s", sink.error);
    mem_free(numbers);
    mem_free(row);
    return ok;
}
