/* A file of predictions, graded against the run. */
#include "app/commands.h"

#include "app/report.h"
#include "base/escape.h"
#include "base/number.h"
#include "lesson/question.h"
#include "scenario/predictions.h"
#include "timeline/quiz.h"

#include <math.h>
#include <string.h>

typedef struct Grading {
    const Loaded *loaded;
    const Timeline *timeline; /* at hand */
    Diags diags;
    Builder out;
    size_t asked, right;
} Grading;

/* One prediction: what it is about, and, where it is wrong, what is right. */
static void note(Grading *grading, bool right, Str about, const Builder *why)
{
    grading->asked++;
    grading->right += right;
    builder_text(&grading->out, right ? "right  " : "wrong  ");
    escape_terminal(&grading->out, grading->timeline->title);
    builder_text(&grading->out, ", ");
    escape_terminal(&grading->out, about);
    if (!right) {
        builder_text(&grading->out, ": ");
        escape_terminal(&grading->out, builder_view(why));
    }
    builder_char(&grading->out, '\n');
}

/* --- prints --- */

/* Line `at` was expected to be `text`, which comes later, or never. */
static void say_order(const Grading *grading, Builder *why, size_t at, Str text)
{
    const Timeline *timeline = grading->timeline;
    const OutputLine *line = &timeline->output.items[at];
    QuizOption actual = {.lane = line->lane, .text = line->text, .at = line->at};
    builder_printf(why, "line %zu is ", at + 1);
    builder_str(why, line->text);
    builder_text(why, ". ");
    QuizSource source = lesson_quiz_source(grading->loaded);
    if (source.is_gathered && source.is_gathered(source.context, quiz_place_of(timeline, at)) &&
        quiz_is_reordered(text, line->text)) {
        quiz_rule_of_gather(why);
        return;
    }
    for (size_t i = at + 1; i < timeline->output.count; i++) {
        const OutputLine *later = &timeline->output.items[i];
        if (!str_equal(later->text, text))
            continue;
        QuizOption expected = {.lane = later->lane, .text = later->text, .at = later->at};
        quiz_rule_of_order(why, timeline, &expected, &actual);
        return;
    }
}

static void grade_prints(Grading *grading, const Prediction *prediction)
{
    const Timeline *timeline = grading->timeline;
    size_t count = timeline->output.count, wrong = 0;
    Builder why = {0};
    while (wrong < prediction->print_count && wrong < count &&
           str_equal(prediction->prints[wrong], timeline->output.items[wrong].text))
        wrong++;
    bool right = wrong == prediction->print_count && wrong == count;
    if (!right && (wrong == count || wrong == prediction->print_count))
        builder_printf(&why, "it prints %zu line%s, not %u.", count, count == 1 ? "" : "s",
                       prediction->print_count);
    else if (!right)
        say_order(grading, &why, wrong, prediction->prints[wrong]);
    note(grading, right, STR("prints"), &why);
    builder_free(&why);
}

/* --- times --- */

/* As near as decimals are read. */
static bool is_time(double seconds, int64_t t)
{
    return fabs(seconds * 1e9 - (double)t) <= fmax(1e3, (double)t * 1e-6);
}

static void grade_total(Grading *grading, const Prediction *prediction)
{
    Builder why = {0};
    int64_t guess = 0;
    bool right = is_time(prediction->seconds, grading->timeline->end);
    QuizQuestion question = {.kind = QUIZ_END, .timeline = grading->timeline};
    if (!right && !time_from_seconds(prediction->seconds, &guess))
        guess = INT64_MAX;
    if (!right)
        quiz_rule_of_time(&why, &question, guess);
    note(grading, right, STR("total"), &why);
    builder_free(&why);
}

static void grade_end(Grading *grading, const Prediction *prediction)
{
    const Timeline *timeline = grading->timeline;
    const Lane *lane = NULL;
    for (size_t i = 0; i < timeline->lanes.count && !lane; i++)
        if (str_equal(timeline->lanes.items[i].call, prediction->task) ||
            str_equal(timeline->lanes.items[i].name, prediction->task))
            lane = &timeline->lanes.items[i];
    if (!lane) {
        diag_error(&grading->diags, prediction->at, "no task of this timeline is called that");
        return;
    }
    Builder why = {0};
    builder_text(&why, lane->has_ended ? "it ends at " : "it never ends.");
    if (lane->has_ended) {
        time_exact(&why, lane->ended.t);
        builder_text(&why, " s.");
    }
    note(grading, lane->has_ended && is_time(prediction->seconds, lane->ended.t),
         prediction->task, &why);
    builder_free(&why);
}

/* --- all of it --- */

static const Timeline *find_timeline(const Loaded *loaded, Str name)
{
    int64_t number = 0;
    for (uint32_t i = 0; i < loaded->timeline_count; i++)
        if (str_equal(loaded->names[i].title, name))
            return loaded->timelines[i];
    bool counted = integer_parse(name, &number) && number >= 1 && number <= loaded->timeline_count;
    return counted ? loaded->timelines[number - 1] : NULL;
}

static void grade(Grading *grading, const Predictions *predictions)
{
    static void (*const graders[])(Grading *, const Prediction *) = {
        [PREDICT_PRINTS] = grade_prints, [PREDICT_END] = grade_end, [PREDICT_TOTAL] = grade_total};
    for (size_t i = 0; i < predictions->list.count; i++) {
        const Prediction *prediction = &predictions->list.items[i];
        grading->timeline = find_timeline(grading->loaded, prediction->timeline);
        if (grading->timeline)
            graders[prediction->kind](grading, prediction);
        else
            diag_error(&grading->diags, prediction->timeline_at,
                       "no timeline is called that; a number from 1 to %u is one, too",
                       grading->loaded->timeline_count);
    }
    builder_printf(&grading->out, "%zu of %zu right\n", grading->right, grading->asked);
}

int grade_answers(const Loaded *loaded, const char *path, const Settings *settings)
{
    Builder text = {0};
    int exit_code = read_text(path, &text);
    if (exit_code != EXIT_FINE)
        return exit_code;
    Grading grading = {.loaded = loaded};
    Predictions predictions = {0};
    if (predictions_load(&predictions, read_name(path), builder_view(&text), &grading.diags))
        grade(&grading, &predictions);
    report_diags(&grading.diags, &predictions.source, settings->diagnostics);
    if (grading.diags.errors)
        exit_code = EXIT_WRONG;
    else if (!report_output(builder_view(&grading.out)))
        exit_code = EXIT_FILE;
    else
        exit_code = grading.right == grading.asked ? EXIT_FINE : EXIT_WRONG;
    diags_free(&grading.diags);
    predictions_free(&predictions);
    builder_free(&grading.out);
    builder_free(&text);
    return exit_code;
}
