#include "export/planes.h"

#include "base/mem.h"

void planes_open(Planes *planes, int width, int height)
{
    *planes = (Planes){.width = (width + 1) & ~1, .height = (height + 1) & ~1};
    planes->size = (size_t)planes->width * (size_t)planes->height * 3 / 2;
    planes->bytes = mem_new(planes->size);
}

void planes_close(Planes *planes)
{
    mem_free(planes->bytes);
}

/* BT.709's weights, scaled to 16..235 and 16..240, in 1/65536. */
static uint8_t lightness(int red, int green, int blue)
{
    return (uint8_t)((11966 * red + 40254 * green + 4064 * blue + (16 << 16) + 32768) >> 16);
}

/* Of the sum of four pixels. */
static uint8_t blueness(int red, int green, int blue)
{
    return (uint8_t)((-6596 * red - 22189 * green + 28785 * blue + (512 << 16) + 131072) >> 18);
}

static uint8_t redness(int red, int green, int blue)
{
    return (uint8_t)((28785 * red - 26145 * green - 2640 * blue + (512 << 16) + 131072) >> 18);
}

/* Two by two pixels; both rows and columns may be the same one at the picture's edge. */
static void take_four(Planes *planes, const uint32_t *const rows[2], const int columns[2], int x,
                      int y)
{
    int reds = 0, greens = 0, blues = 0;
    size_t width = (size_t)planes->width, all = width * (size_t)planes->height;
    for (int i = 0; i < 4; i++) {
        uint32_t pixel = rows[i / 2][columns[i % 2]];
        int red = (int)(pixel >> 16 & 255), green = (int)(pixel >> 8 & 255);
        int blue = (int)(pixel & 255);
        reds += red;
        greens += green;
        blues += blue;
        planes->bytes[(size_t)(y + i / 2) * width + (size_t)(x + i % 2)] =
            lightness(red, green, blue);
    }
    size_t at = (size_t)y / 2 * (width / 2) + (size_t)x / 2;
    planes->bytes[all + at] = blueness(reds, greens, blues);
    planes->bytes[all + all / 4 + at] = redness(reds, greens, blues);
}

void planes_take(Planes *planes, const uint32_t *pixels, int width, int height, Patch patch)
{
    for (int y = patch.y0 & ~1; y < patch.y1; y += 2) {
        int below = y + 1 < height ? y + 1 : y;
        const uint32_t *rows[] = {pixels + (size_t)y * (size_t)width,
                                  pixels + (size_t)below * (size_t)width};
        for (int x = patch.x0 & ~1; x < patch.x1; x += 2)
            take_four(planes, rows, (int[]){x, x + 1 < width ? x + 1 : x}, x, y);
    }
}
