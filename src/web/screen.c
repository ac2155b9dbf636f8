/* What is shown: the stage's picture as pixels, and those on the page's canvas. */
#include "web/web.h"

#include "base/mem.h"

#include <emscripten.h>

EM_JS(void, screen_put, (const void *pixels, int width, int height, const int *patch), {
    const canvas = document.getElementById("canvas");
    if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
    }
    const [x, y, right, bottom] = HEAP32.subarray(patch >> 2, (patch >> 2) + 4);
    const bytes = new Uint8ClampedArray(HEAPU8.buffer, pixels, width * height * 4);
    canvas.getContext("2d", {alpha: false})
        .putImageData(new ImageData(bytes, width, height), 0, 0, x, y, right - x, bottom - y);
})

EM_JS(void, screen_count, (void), {
    Module.frames = (Module.frames || 0) + 1;
})

/* From 0xFFRRGGBB to bytes R, G, B, A. */
static void convert(Screen *screen, Patch patch)
{
    for (int y = patch.y0; y < patch.y1; y++) {
        size_t row = (size_t)y * (size_t)screen->canvas.width;
        for (size_t i = row + (size_t)patch.x0; i < row + (size_t)patch.x1; i++) {
            uint32_t p = screen->canvas.pixels[i];
            screen->bytes[i] = (p & 0xFF00FF00) | (p >> 16 & 0xFF) | (p & 0xFF) << 16;
        }
    }
}

static void put(Screen *screen, Patch patch)
{
    int corners[] = {patch.x0, patch.y0, patch.x1, patch.y1};
    convert(screen, patch);
    screen_put(screen->bytes, screen->canvas.width, screen->canvas.height, corners);
}

static void show(Screen *screen)
{
    const Canvas *canvas = &screen->canvas;
    stage_paint(screen->stage);
    canvas_paint(&screen->canvas, &screen->stage->picture, screen->fonts);
    if (screen->blank)
        put(screen, (Patch){0, 0, canvas->width, canvas->height});
    else
        for (int i = 0; i < canvas->damage.count; i++)
            put(screen, canvas->damage.patches[i]);
    screen->blank = false;
    screen_count();
}

/* The first picture takes long, for all that it needs is made for it: it is laid out in one turn,
 * painted in two halves in the next ones, and shown in a fourth. */
static void open_on(Screen *screen)
{
    const Canvas *canvas = &screen->canvas;
    int middle = canvas->height / 2;
    Patch half = screen->opening == OPENING_PAINTS_ABOVE
                     ? (Patch){0, 0, canvas->width, middle}
                     : (Patch){0, middle, canvas->width, canvas->height};
    stage_paint(screen->stage);
    if (screen->opening != OPENING_LAYS_OUT)
        paint_pixels_patch(&screen->stage->picture, screen->fonts, canvas->pixels, canvas->width,
                           canvas->height, canvas->width * (int)sizeof *canvas->pixels, half);
    screen->opening++;
    screen->stage->dirty = true;
}

void screen_show(Screen *screen)
{
    if (screen->opening == OPENING_WAITS || !screen->canvas.width)
        screen->stage->dirty = false; /* what comes to pass makes it dirty */
    else if (screen->opening != OPENING_OVER)
        open_on(screen);
    else
        show(screen);
}

void screen_fit(Screen *screen, int width, int height)
{
    canvas_resize(&screen->canvas, width, height);
    screen->bytes = mem_resize_array(screen->bytes, (size_t)width * (size_t)height,
                                     sizeof *screen->bytes);
    screen->blank = true;
    stage_resize(screen->stage, width, height);
}
