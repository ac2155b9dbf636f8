/* How long a frame takes while a scenario plays, and while it is zoomed, when all of it moves: a
 * tick, the picture, those of its pixels that change. What the window adds is their upload. Prints
 * the median, the 95th percentile and the worst, and asserts nothing: `bench_frames FONTS SCENARIO
 * [WIDTH HEIGHT [FRAMES]]`, 1920 1080 720 unless told otherwise. The limits of a run are raised, so
 * that a million spans are reached. */
#include "draw/canvas.h"
#include "player/places.h"
#include "player/open.h"
#include "player/player.h"
#include "player/running.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 1920, HEIGHT = 1080, FRAMES = 720 };

typedef struct Size {
    int width, height, frames;
} Size;

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Part by part from both sides to a third of the run. */
static void zoom(Stage *stage, double part)
{
    double end = (double)lesson_end(&stage->loaded->lesson).t / 1e9;
    stage->view.from = end * part / 3;
    stage->view.to = end * (1 - part / 3);
}

static void watch(Stage *stage, Fonts *fonts, Size size, bool zooms, double *took)
{
    Canvas canvas = {0};
    canvas_resize(&canvas, size.width, size.height);
    playhead_play(&stage->playhead, 1);
    for (int i = 0; i < size.frames; i++) {
        double began = milliseconds();
        stage_tick(stage, stage->now + 1.0 / 60);
        if (zooms)
            zoom(stage, (double)i / size.frames);
        stage_paint(stage);
        canvas_paint(&canvas, &stage->picture, fonts);
        took[i] = milliseconds() - began;
    }
    canvas_free(&canvas);
    qsort(took, (size_t)size.frames, sizeof *took, by_size);
    printf("%s: median %.1f ms, 95 %% under %.1f ms, worst %.1f ms\n",
           zooms ? "zooming" : "playing", took[size.frames / 2], took[size.frames * 95 / 100],
           took[size.frames - 1]);
}

static int number_at(int argc, char **argv, int index, int otherwise)
{
    int number = index < argc ? atoi(argv[index]) : otherwise;
    return number > 0 && number <= 8192 ? number : otherwise;
}

int main(int argc, char **argv)
{
    char error[512];
    FileError unreadable;
    if (argc < 3)
        return 2;
    Size size = {number_at(argc, argv, 3, WIDTH), number_at(argc, argv, 4, HEIGHT),
                 number_at(argc, argv, 5, FRAMES)};
    Fonts *fonts = fonts_open(argv[1], error, sizeof error);
    if (!fonts) {
        fprintf(stderr, "%s\n", error);
        return 3;
    }
    Settings settings = {.width = size.width,
                         .height = size.height,
                         .scale = 1,
                         .sim = {.max_steps = 100000000, .max_bytes = (size_t)2 << 30}};
    double *took = mem_resize_array(NULL, (size_t)size.frames, sizeof *took);
    Stage stage;
    stage_begin(&stage, &settings, fonts_measure(fonts));
    bool opened = stage_open(&stage, argv[2], &unreadable);
    running_finish(&stage);
    for (int zooms = 0; opened && zooms <= 1; zooms++)
        watch(&stage, fonts, size, zooms, took);
    stage_end(&stage);
    fonts_close(fonts);
    mem_free(took);
    return opened ? 0 : 1;
}
