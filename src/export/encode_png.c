/* PNG, for speed: flat pictures pack best and quickest without row filters at zlib's level 1, and
 * twice as well with one byte a pixel. */
#include "base/mem.h"
#include "export/encode.h"
#include "export/indexed.h"

#include <png.h>
#include <stdio.h>
#include <string.h>

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
    const Bitmap *bitmap;
    const uint8_t *numbers; /* NULL: RGB */
    const Indexed *indexed;
    uint8_t *row;           /* for one row as RGB or RGBA */
} Image;

static void write_palette(png_structp png, png_infop info, const Indexed *indexed)
{
    png_color entries[INDEXED_COLOURS];
    for (int i = 0; i < indexed->count; i++)
        entries[i] = (png_color){(png_byte)(indexed->colours[i] >> 16),
                                 (png_byte)(indexed->colours[i] >> 8),
                                 (png_byte)indexed->colours[i]};
    png_set_PLTE(png, info, entries, indexed->count);
}

static void write_header(png_structp png, png_infop info, const Image *image)
{
    const Bitmap *bitmap = image->bitmap;
    png_set_IHDR(png, info, (png_uint_32)bitmap->width, (png_uint_32)bitmap->height, 8,
                 image->numbers        ? PNG_COLOR_TYPE_PALETTE
                 : bitmap->transparent ? PNG_COLOR_TYPE_RGB_ALPHA
                                       : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (image->numbers)
        write_palette(png, info, image->indexed);
    double metres = 13.0 + 1.0 / 3;
    metres *= 0.0254;
    png_uint_32 density = (png_uint_32)(bitmap->width / metres + 0.5);
    png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    png_set_compression_level(png, 1);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_write_info(png, info);
}

static void write_rows(png_structp png, const Image *image)
{
    size_t width = (size_t)image->bitmap->width, step = image->bitmap->transparent ? 4 : 3;
    for (int y = 0; y < image->bitmap->height; y++) {
        const uint32_t *pixels = image->bitmap->pixels + (size_t)y * width;
        if (image->numbers) {
            png_write_row(png, image->numbers + (size_t)y * width);
            continue;
        }
        bool same = y && memcmp(pixels, pixels - width, width * sizeof *pixels) == 0;
        for (size_t x = 0; !same && x < width; x++) {
            uint8_t *to = image->row + x * step;
            to[0] = (uint8_t)(pixels[x] >> 16);
            to[1] = (uint8_t)(pixels[x] >> 8);
            to[2] = (uint8_t)pixels[x];
            if (image->bitmap->transparent)
                to[3] = (uint8_t)(pixels[x] >> 24);
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

bool encode_png(const Bitmap *bitmap, FileWriter *out, FileError *error)
{
    size_t count = (size_t)bitmap->width * (size_t)bitmap->height;
    Indexed indexed;
    uint8_t *numbers = mem_large(count, 1), *row = mem_new((size_t)bitmap->width * 4);
    bool few = !bitmap->transparent &&
               indexed_make(&indexed, bitmap->pixels, count, bitmap->ramps, bitmap->ramp_count,
                            numbers);
    Image image = {bitmap, few ? numbers : NULL, &indexed, row};
    Sink sink = {.out = out, .error = "PNG: libpng does not start"};
    bool ok = write_image(&image, &sink);
    if (!ok)
        snprintf(error->text, sizeof error->text, "%s", sink.error);
    mem_free(numbers);
    mem_free(row);
    return ok;
}
