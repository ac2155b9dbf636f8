/* How much of the processor the player's ticks take, in milliseconds, while a saved file is taken in:
 * opens the first file, puts the text of the second one in its place, and ticks until that one is
 * shown. Prints the longest ticks, the longest painting, and all of it. */
#include "player/open.h"
#include "player/player.h"
#include "player/running.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST = 8, MOST_TICKS = 1000000 };

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

static void copy(const char *from, const char *to)
{
    Builder text = {0};
    FileError error;
    if (!file_read(from, 1 << 30, &text, &error) || !file_replace(to, builder_view(&text), &error)) {
        fprintf(stderr, "%s\n", error.text);
        exit(3);
    }
    builder_free(&text);
}

static void measure(Stage *stage)
{
    static double ticks[MOST_TICKS];
    double paints = 0, began = milliseconds();
    const Loaded *before = stage->loaded;
    size_t count = 0;
    bool quiet = false;
    while (count < MOST_TICKS && !quiet) {
        double from = milliseconds();
        stage_tick(stage, stage->now + 1.0 / 60);
        ticks[count++] = milliseconds() - from;
        quiet = stage->loaded != before || stage->banner.length;
        from = milliseconds();
        if (stage->dirty)
            stage_paint(stage);
        double took = milliseconds() - from;
        paints = took > paints ? took : paints;
    }
    double whole = milliseconds() - began;
    qsort(ticks, count, sizeof *ticks, by_size);
    printf("%zu ticks in %.0f ms, the longest of", count, whole);
    for (size_t i = 0; i < count && i < LONGEST; i++)
        printf(" %.1f", ticks[i]);
    printf(" ms; painting at most %.1f ms; %s\n", paints,
           stage->banner.length ? stage->banner.at : "shown");
}

int main(int argc, char **argv)
{
    char path[256];
    FileError error;
    if (argc != 3)
        return 2;
    const char *ending = strrchr(argv[1], '.');
    snprintf(path, sizeof path, "/tmp/interleave-stalls-%ld%s", (long)getpid(), ending);
    copy(argv[1], path);
    Settings settings = {.width = 1920, .height = 1080, .scale = 1};
    Stage stage;
    stage_begin(&stage, &settings, measure_fixed);
    if (stage_open(&stage, path, &error)) {
        running_finish(&stage);
        stage_paint(&stage);
        copy(argv[2], path);
        measure(&stage);
    }
    stage_end(&stage);
    unlink(path);
    return 0;
}
