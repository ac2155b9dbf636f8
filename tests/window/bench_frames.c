/* How long a frame takes while a scenario plays, while its playhead is dragged to and fro, and while
 * it is zoomed, when all of it moves: a tick, the picture, those of its pixels that change. What the
 * window adds is their upload. Prints the median, the 95th percentile and the worst, by the clock
 * and of the processor, which on a busy machine is what it would take on a quiet one; and asserts
 * nothing: `bench_frames FONTS SCENARIO [WIDTH HEIGHT [FRAMES [WAY]]]`, 1920 1080 720 and all ways
 * unless told otherwise. The limits of a run are raised, so that a million spans are reached. */
#include "draw/canvas.h"
#include "player/places.h"
#include "player/open.h"
#include "player/player.h"
#include "player/running.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WIDTH = 1920, HEIGHT = 1080, FRAMES = 720 };

typedef struct Size {
    int width, height, frames;
} Size;

static double milliseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* --- what is done to the picture; `part` of all the frames are over --- */

typedef void (*Move)(Stage *stage, double part);

static void play(Stage *stage, double part)
{
    if (part == 0)
        playhead_play(&stage->playhead, 1);
}

/* Six times across the run and back. */
static void scrub(Stage *stage, double part)
{
    double way = fmod(part * 6, 1), place = way < 0.5 ? 2 * way : 2 - 2 * way;
    playhead_pause(&stage->playhead);
    playhead_seek(&stage->playhead, playhead_at_part(&stage->playhead, place));
}

static void show(Stage *stage, double middle, double length)
{
    double end = (double)lesson_end(&stage->loaded->lesson).t / 1e9;
    stage->view.from = end * (middle - length / 2);
    stage->view.to = end * (middle + length / 2);
}

/* While it plays, part by part from both sides to a third of the run. */
static void zoom(Stage *stage, double part)
{
    play(stage, part);
    show(stage, 0.5, 1 - part * 2 / 3);
}

/* All has happened; at each frame by the same factor, down to a ten-thousandth of the run. */
static void dive(Stage *stage, double part)
{
    playhead_pause(&stage->playhead);
    playhead_seek(&stage->playhead, playhead_end(&stage->playhead));
    show(stage, 0.5, pow(1e-4, part));
}

static void tell(const char *name, double *took, int count)
{
    qsort(took, (size_t)count, sizeof *took, by_size);
    printf("%s median %.1f ms, 95 %% under %.1f ms, worst %.1f ms\n", name, took[count / 2],
           took[count * 95 / 100], took[count - 1]);
}

static void watch(Stage *stage, Fonts *fonts, Size size, const char *name, Move move)
{
    static const clockid_t clocks[] = {CLOCK_MONOTONIC, CLOCK_THREAD_CPUTIME_ID};
    double *took[2];
    Canvas canvas = {0};
    for (int k = 0; k < 2; k++)
        took[k] = mem_resize_array(NULL, (size_t)size.frames, sizeof **took);
    canvas_resize(&canvas, size.width, size.height);
    for (int i = 0; i < size.frames; i++) {
        double began[2] = {milliseconds(clocks[0]), milliseconds(clocks[1])};
        stage_tick(stage, stage->now + 1.0 / 60);
        move(stage, (double)i / size.frames);
        stage_paint(stage);
        canvas_paint(&canvas, &stage->picture, fonts);
        for (int k = 0; k < 2; k++)
            took[k][i] = milliseconds(clocks[k]) - began[k];
    }
    canvas_free(&canvas);
    printf("%s: ", name);
    tell("clock", took[0], size.frames);
    printf("%*s", (int)strlen(name) + 2, "");
    tell("processor", took[1], size.frames);
    for (int k = 0; k < 2; k++)
        mem_free(took[k]);
    stage->view.from = stage->view.to = 0;
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
    Stage stage;
    stage_begin(&stage, &settings, fonts_measure(fonts));
    bool opened = stage_open(&stage, argv[2], &unreadable);
    running_finish(&stage);
    static const struct {
        const char *name;
        Move move;
    } ways[] = {{"playing", play}, {"scrubbing", scrub}, {"zooming", zoom}, {"diving", dive}};
    for (size_t i = 0; opened && i < sizeof ways / sizeof *ways; i++)
        if (argc <= 6 || strcmp(argv[6], ways[i].name) == 0)
            watch(&stage, fonts, size, ways[i].name, ways[i].move);
    stage_end(&stage);
    fonts_close(fonts);
    return opened ? 0 : 1;
}
