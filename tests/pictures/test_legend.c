/* The legend of a still tells every mark that stands in it, and none that does not; that of a
 * picture that moves is the same from the first moment to the last. Why something was saved, or
 * was not, stands in every still. Every scenario that the tests know, three shapes, in lanes and on
 * the axis of steps.
 *
 *     test_legend ROOT */
#include "base/file.h"
#include "lesson/lesson.h"
#include "view/legend.h"
#include "view/sentences.h"

#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int faults, pictures, sentences;

static void complain(const char *path, const char *what, uint64_t marks)
{
    printf("%s: %s %016" PRIx64 ":", path, what, marks);
    for (int i = 0; i < LEGEND_MARKS; i++)
        if (marks >> i & 1)
            printf(" %s", legend_words((LegendMark)i));
    printf("\n");
    faults++;
}

static bool has_words(const Picture *picture, const char *words)
{
    for (size_t i = 0; i < picture->list.count; i++) {
        const Draw *draw = &picture->list.items[i];
        if (draw->kind == DRAW_TEXT && draw->text.length >= strlen(words) &&
            memcmp(draw->text.at, words, strlen(words)) == 0 &&
            draw->x >= 0 && draw->x < picture->width && draw->y > 0 && draw->y < picture->height)
            return true;
    }
    return false;
}

/* All words of a picture in the order in which they are drawn. */
static Builder all_words(const Picture *picture)
{
    Builder all = {0};
    for (size_t i = 0; i < picture->list.count; i++)
        if (picture->list.items[i].kind == DRAW_TEXT) {
            builder_str(&all, picture->list.items[i].text);
            builder_char(&all, ' ');
        }
    builder_char(&all, '\0');
    return all;
}

/* Where whole timelines are drawn; an overview has only their totals. */
static void check_why(const char *path, const Lesson *lesson, const Picture *picture)
{
    enum { MOST_DRAWN = 6 };
    Arena arena = {0};
    Builder all = all_words(picture);
    Lengths lengths = lengths_of(lesson, &arena);
    for (uint32_t i = 1; i < lesson->timeline_count && lesson->timeline_count <= MOST_DRAWN; i++) {
        Builder why = {0};
        say_why(&why, lesson->timelines[0], lesson->timelines[i], &lengths);
        builder_char(&why, '\0');
        if (!strstr(all.at, why.at)) {
            printf("%s: it is not said why: %s\n", path, why.at);
            faults++;
        }
        sentences += why.length > 1;
        builder_free(&why);
    }
    builder_free(&all);
    arena_free(&arena);
}

static void check_still(const char *path, const Lesson *lesson, ViewState state)
{
    Picture picture = {0};
    Layout layout = {0};
    pictures++;
    view_picture(lesson, lesson_end(lesson), &state, &measure_fixed, &picture, &layout);
    if (layout.marks_seen & ~layout.marks_told)
        complain(path, "not told", layout.marks_seen & ~layout.marks_told);
    if (layout.marks_told & ~layout.marks_seen)
        complain(path, "told, but not there", layout.marks_told & ~layout.marks_seen);
    for (int i = 0; i < LEGEND_MARKS; i++)
        if (layout.marks_told >> i & 1 && !has_words(&picture, legend_words((LegendMark)i)))
            complain(path, "told without words", UINT64_C(1) << i);
    check_why(path, lesson, &picture);
    picture_free(&picture);
    layout_free(&layout);
}

static void check_playing(const char *path, const Lesson *lesson, ViewState state)
{
    Picture picture = {0};
    Layout layout = {0};
    Moment end = lesson_end(lesson);
    state.slide = false;
    state.show_playhead = state.transport.shown = true;
    uint64_t first = 0;
    for (int part = 0; part <= 4; part++) {
        Moment at = {.t = end.t / 4 * part, .step = ALL_STEPS};
        pictures++;
        view_picture(lesson, at, &state, &measure_fixed, &picture, &layout);
        if (part == 0)
            first = layout.marks_told;
        if (layout.marks_told != first)
            complain(path, "comes while it plays", layout.marks_told ^ first);
    }
    picture_free(&picture);
    layout_free(&layout);
}

static void check_file(const char *path)
{
    static const int sizes[][2] = {{1920, 1080}, {1024, 768}, {1080, 1920}};
    Builder text = {0};
    Diags diags = {0};
    FileError error;
    if (!file_read(path, SCENARIO_MAX_BYTES, &text, &error)) {
        printf("%s: %s\n", path, error.text);
        faults++;
        return;
    }
    LessonRequest request = {.name = str_of(path),
                             .text = builder_view(&text),
                             .sim = {.max_steps = 200000},
                             .fold = true};
    Loaded *loaded = lesson_make(&request, &diags);
    for (size_t i = 0; loaded && i < sizeof sizes / sizeof *sizes; i++) {
        ViewState state = {.width = sizes[i][0], .height = sizes[i][1], .slide = true,
                           .hover_timeline = -1, .hover_lane = -1, .fresh = -1};
        check_still(path, &loaded->lesson, state);
        state.axis = AXIS_STEPS;
        check_still(path, &loaded->lesson, state);
        state.axis = AXIS_TIME;
        check_playing(path, &loaded->lesson, state);
    }
    lesson_free(loaded);
    diags_free(&diags);
    builder_free(&text);
}

int main(int count, char **arguments)
{
    static const char *const folders[] = {"scenarios", "tests/traces", "tests/pictures/cases"};
    for (size_t i = 0; count > 1 && i < sizeof folders / sizeof *folders; i++) {
        char pattern[4096];
        glob_t found;
        snprintf(pattern, sizeof pattern, "%s/%s/*.json", arguments[1], folders[i]);
        if (glob(pattern, 0, NULL, &found) != 0) {
            printf("nothing in %s\n", pattern);
            return EXIT_FAILURE;
        }
        for (size_t j = 0; j < found.gl_pathc; j++)
            check_file(found.gl_pathv[j]);
        globfree(&found);
    }
    printf("%d pictures, %d sentences, %d faults\n", pictures, sentences, faults);
    return faults || pictures < 500 || sentences < 100 ? EXIT_FAILURE : EXIT_SUCCESS;
}
