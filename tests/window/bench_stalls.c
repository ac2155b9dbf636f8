/* How much of the processor the player's ticks take, in milliseconds, while something comes in the
 * place of what is shown: a saved file, large, wrong or a bomb, or the gallery of a folder. Prints for
 * each the longest ticks, the longest painting, and all of it; `bench_stalls FIRST SECOND` does it for
 * two files: opens the first, puts the text of the second in its place. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
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

static bool read_text(const char *path, Builder *text)
{
    FileError error;
    bool fine = file_read(path, 1 << 30, text, &error);
    if (!fine)
        fprintf(stderr, "%s\n", error.text);
    return fine;
}

static void save(const char *path, Str text)
{
    FileError error;
    if (!file_replace(path, text, &error)) {
        fprintf(stderr, "%s\n", error.text);
        exit(3);
    }
}

/* What is saved when something has been coming for so many ticks, which is then given up. */
typedef struct Then {
    size_t ticks;
    Str text;
} Then;

/* Ticks until what comes is there, and what can be mended in it is known; so long the picture that was
 * there lives. */
static void measure(Stage *stage, const char *name, const char *path, const Then *then)
{
    static double ticks[MOST_TICKS];
    double paints = 0, began = milliseconds();
    const Loaded *before = stage->loaded;
    size_t count = 0;
    bool comes = false;
    size_t coming = 0;
    while (count < MOST_TICKS && (!comes || running_is(stage) || stage->leaving.count)) {
        coming += running_is(stage);
        if (then && coming == then->ticks) {
            save(path, then->text);
            then = NULL;
        }
        double from = milliseconds();
        stage_tick(stage, stage->now + 1.0 / 60);
        ticks[count++] = milliseconds() - from;
        comes |= stage->loaded != before || stage->banner.length || running_is(stage);
        from = milliseconds();
        if (stage->dirty)
            stage_paint(stage);
        double took = milliseconds() - from;
        paints = took > paints ? took : paints;
    }
    double whole = milliseconds() - began;
    qsort(ticks, count, sizeof *ticks, by_size);
    printf("%s: %zu ticks in %.0f ms, the longest of", name, count, whole);
    for (size_t i = 0; i < count && i < LONGEST; i++)
        printf(" %.1f", ticks[i]);
    printf(" ms; painting at most %.1f ms; %.60s\n", paints,
           stage->in_gallery       ? "the gallery"
           : stage->banner.length ? stage->banner.at
                                  : "shown");
}

/* What comes in the place of what is shown: the text, saved in the file that is open. */
static void reload_then(const char *name, Str before, Str text, const char *ending, const Then *then)
{
    char path[64];
    FileError error;
    Settings settings = {.width = 1920, .height = 1080, .scale = 1};
    Stage stage;
    snprintf(path, sizeof path, "/tmp/interleave-stalls-%ld%s", (long)getpid(), ending);
    save(path, before);
    stage_begin(&stage, &settings, measure_fixed);
    if (stage_open(&stage, path, &error)) {
        running_finish(&stage);
        stage_paint(&stage);
        save(path, text);
        measure(&stage, name, path, then);
    }
    stage_end(&stage);
    unlink(path);
}

static void reload(const char *name, Str before, Str text, const char *ending)
{
    reload_then(name, before, text, ending, NULL);
}

/* --- cases of its own --- */

static const char small[] = "{\"coroutines\": {\"main()\": [{\"sleep\": 9}]},"
                            " \"timelines\": [{\"run\": \"main()\"}]}";

static const char small_again[] = "{\"coroutines\": {\"main()\": [{\"sleep\": 8}]},"
                                  " \"timelines\": [{\"run\": \"main()\"}]}";

/* A file of about `bytes`, all of it in one `try`; `last` is its last step. */
static void make_large(Builder *out, size_t bytes, const char *last)
{
    static const char *const steps[] = {
        "{\"let\": {\"x\": \"%zu + 1\"}},\n", "{\"sleep\": \"x * 2\", \"label\": \"step %zu\"},\n",
        "{\"print\": \"now {x} and %zu\"},\n",
        "{\"if\": \"x > %zu\", \"then\": [{\"sleep\": 0.1}], \"else\": [{\"print\": \"no\"}]},\n",
        "{\"await\": \"f(%zu)\", \"as\": \"y\"},\n"};
    builder_text(out, "{\"coroutines\": {\"f(n)\": [{\"sleep\": 0.001}, {\"return\": \"n\"}],"
                      " \"main()\": [{\"try\": [\n");
    for (size_t i = 0; out->length < bytes; i++) {
        const char *step = steps[i % (sizeof steps / sizeof *steps)], *hole = strstr(step, "%zu");
        builder_add(out, step, (size_t)(hole - step));
        builder_printf(out, "%zu", i);
        builder_text(out, hole + 3);
    }
    builder_printf(out, "%s], \"finally\": []}]}, \"timelines\": [{\"run\": \"main()\"}]}", last);
}

static void reload_large(const char *name, size_t bytes, const char *last)
{
    Builder text = {0};
    make_large(&text, bytes, last);
    reload(name, STR(small), builder_view(&text), ".json");
    builder_free(&text);
}

/* A folder of lessons, opened as the gallery beside a lesson that is shown. */
static void open_folder(const char *lesson)
{
    char folder[] = "/tmp/interleave-stalls-XXXXXX", path[64];
    enum { FILES = 30 };
    Builder text = {0};
    Settings settings = {.width = 1920, .height = 1080, .scale = 1};
    Stage stage;
    FileError error;
    make_large(&text, 200000, "{\"sleep\": 1}");
    if (!mkdtemp(folder) || chdir(folder) != 0)
        exit(3);
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "lesson-%02d.json", i);
        save(path, builder_view(&text));
    }
    stage_begin(&stage, &settings, measure_fixed);
    save(lesson, STR(small));
    if (stage_open(&stage, lesson, &error)) {
        running_finish(&stage);
        stage_open_gallery(&stage);
        measure(&stage, "a folder of 30 files of 200 kB", lesson, NULL);
    }
    stage_end(&stage);
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "lesson-%02d.json", i);
        unlink(path);
    }
    unlink(lesson);
    (void)rmdir(folder);
    builder_free(&text);
}

static void give_up(const char *name, size_t ticks, const char *last)
{
    Builder text = {0};
    make_large(&text, 15000000, last);
    reload_then(name, STR(small), builder_view(&text), ".json", &(Then){ticks, STR(small_again)});
    builder_free(&text);
}

/* Large files that follow one another. */
static void replace_large(void)
{
    Builder before = {0}, text = {0};
    make_large(&before, 15000000, "{\"sleep\": 1}");
    make_large(&text, 15000000, "{\"sleep\": 2}");
    reload("15 MB in the place of 15 MB", builder_view(&before), builder_view(&text), ".json");
    builder_free(&before);
    builder_free(&text);
}

static void measure_all(void)
{
    static const char bomb[] =
        "{\"coroutines\": {\"main()\": [{\"while\": \"True\", \"do\": [{\"let\": {\"x\": \"1\"}}]}]},"
        " \"timelines\": [{\"run\": \"main()\"}]}";
    static const char gather[] =
        "{\"coroutines\": {\"nap(d)\": [{\"sleep\": \"d\"}], \"main()\": [{\"gather\": \"nap(1 + i * "
        "0.001)\", \"for\": \"i in range(100000)\"}]}, \"timelines\": [{\"run\": \"main()\"}]}";
    reload_large("1 MB", 1000000, "{\"sleep\": 1}");
    reload_large("15 MB", 15000000, "{\"sleep\": 1}");
    reload_large("15 MB with a mistake", 15000000, "{\"sleeep\": 1}");
    reload_large("15 MB with a slip", 15000000, "");
    replace_large();
    give_up("15 MB, given up as they are read", 300, "{\"sleep\": 1}");
    give_up("15 MB, given up as they are run", 1200, "{\"sleep\": 1}");
    give_up("15 MB with a mistake, given up as it is looked for", 1000, "{\"sleeep\": 1}");
    reload("a bomb", STR(small), STR(bomb), ".json");
    reload("a gather of 100,000", STR(small), STR(gather), ".json");
    open_folder("open.json");
}

int main(int argc, char **argv)
{
    if (argc == 1) {
        measure_all();
        return 0;
    }
    Builder before = {0}, text = {0};
    if (argc != 3 || !read_text(argv[1], &before) || !read_text(argv[2], &text))
        return 2;
    reload(argv[2], builder_view(&before), builder_view(&text), strrchr(argv[1], '.'));
    builder_free(&before);
    builder_free(&text);
    return 0;
}
