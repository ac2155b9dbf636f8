/* What is shown: the stage's picture as pixels, and those on the page's canvas. */
#include "web/web.h"

#include "base/mem.h"

#include <emscripten.h>
#include <math.h>

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

double screen_seconds(void)
{
    return emscripten_get_now() / 1000;
}

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

static void put_all(Screen *screen)
{
    const Canvas *canvas = &screen->canvas;
    if (screen->blank)
        put(screen, (Patch){0, 0, canvas->width, canvas->height});
    else
        for (int i = 0; i < canvas->damage.count; i++)
            put(screen, canvas->damage.patches[i]);
    screen->blank = false;
    screen_count();
}

/* Goes on with the picture that is being painted, or begins one, until then. All of a canvas at once
 * takes so long to hand over that a turn of its own is kept for it. */
static void show(Screen *screen, double until)
{
    enum { ROWS = 32 };
    bool keeps = screen->blank && until != HUGE_VAL && !(screen->painting && screen->canvas.painted);
    if (!screen->painting) {
        while (!stage_prepare(screen->stage))
            if (screen_seconds() >= until)
                return;
        stage_paint(screen->stage);
        canvas_begin(&screen->canvas, &screen->stage->picture);
    }
    bool whole;
    do
        whole = canvas_advance(&screen->canvas, screen->fonts, ROWS);
    while (!whole && screen_seconds() < until);
    screen->painting = !whole || keeps;
    if (!screen->painting)
        put_all(screen);
}

void screen_show(Screen *screen, double until)
{
    Stage *stage = screen->stage;
    if (screen->opening == OPENING_WAITS || !screen->canvas.width) {
        stage->dirty = false; /* what comes to pass makes it dirty */
    } else if (screen->opening == OPENING_LAYS_OUT) {
        uint32_t panels = stage->view.panels;
        stage->view.panels = 0; /* they have a turn of their own: the first is slow */
        stage_paint(stage);
        stage->view.panels = panels;
        stage->dirty = true;
        screen->opening = OPENING_OVER;
    } else {
        show(screen, until);
    }
}

void screen_show_whole(Screen *screen)
{
    if (screen->painting)
        show(screen, HUGE_VAL);
    show(screen, HUGE_VAL);
}

void screen_fit(Screen *screen, int width, int height)
{
    canvas_resize(&screen->canvas, width, height);
    screen->bytes = mem_resize_array(screen->bytes, (size_t)width * (size_t)height,
                                     sizeof *screen->bytes);
    screen->blank = true;
    screen->painting = false;
    stage_resize(screen->stage, width, height);
}
