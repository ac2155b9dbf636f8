/* How long a frame takes while a lesson plays at 1920x1080: a tick, the picture, its pixels. What
 * the window adds is the upload, a copy of 8 MB. Prints the median, the 95th percentile and the
 * worst, and asserts nothing: `bench_frames FONTS SCENARIO`. */
#include "player/places.h"
#include "player/open.h"
#include "player/player.h"
#include "player/running.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDTH = 1920, HEIGHT = 1080, FRAMES = 720 };

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

static void play(Stage *stage, Fonts *fonts, double *took)
{
    uint32_t *pixels = mem_resize_array(NULL, (size_t)WIDTH * HEIGHT, sizeof *pixels);
    playhead_play(&stage->playhead, 1);
    for (int i = 0; i < FRAMES; i++) {
        double began = milliseconds();
        stage_tick(stage, stage->now + 1.0 / 60);
        stage_paint(stage);
        paint_pixels(&stage->picture, fonts, pixels, WIDTH, HEIGHT, WIDTH * 4);
        took[i] = milliseconds() - began;
    }
    mem_free(pixels);
}

int main(int argc, char **argv)
{
    static double took[FRAMES];
    Arena arena = {0};
    char error[512];
    FileError unreadable;
    if (argc != 3)
        return 2;
    Fonts *fonts = fonts_open(argv[1], error, sizeof error);
    if (!fonts) {
        fprintf(stderr, "%s\n", error);
        return 3;
    }
    Settings settings = {.width = WIDTH, .height = HEIGHT, .scale = 1};
    Stage stage;
    stage_begin(&stage, &settings, fonts_measure(fonts));
    bool opened = stage_open(&stage, argv[2], &unreadable);
    running_finish(&stage);
    if (opened)
        play(&stage, fonts, took);
    stage_end(&stage);
    fonts_close(fonts);
    arena_free(&arena);
    qsort(took, FRAMES, sizeof *took, by_size);
    printf("%s: median %.1f ms, 95 %% under %.1f ms, worst %.1f ms\n", argv[2], took[FRAMES / 2],
           took[FRAMES * 95 / 100], took[FRAMES - 1]);
    return opened ? 0 : 1;
}
