/* What is said of a run: lengths that can't be mistaken for each other, one grammar of comparison,
 * and the whole run as a text. */
#include "by_hand.h"
#include "view/sentences.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void check(Builder *said, const char *expected)
{
    builder_char(said, '\0');
    assert_string_equal(said->at, expected);
    builder_free(said);
}

static void a_comparison_has_one_grammar(void **state)
{
    (void)state;
    static const struct {
        double baseline, length;
        const char *words;
    } cases[] = {{3, 2, "33% less"},       {720, 115, "84% less"},         {2, 3, "1 s longer"},
                 {2, 2, "same time"},      {8, 3, "63% less"},             {8, 7.96, "under 1% less"},
                 {8, 11.5, "3.5 s longer"}, {8, 8.4, "0.4 s longer"},      {8, 16, "8 s longer"},
                 {1000, 1, "over 99% less"}, {0.001, 0.0015, "500 µs longer"},
                 {60, 7320, "2 h 1 min longer"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Builder said = {0};
        say_saving(&said, seconds(cases[i].baseline), seconds(cases[i].length));
        check(&said, cases[i].words);
    }
}

static void check_lengths(const double *items, const char *const *expected, size_t count)
{
    int64_t lengths[8], longest = 0;
    for (size_t i = 0; i < count; i++) {
        lengths[i] = seconds(items[i]);
        longest = lengths[i] > longest ? lengths[i] : longest;
    }
    Lengths among = {lengths, count, longest};
    for (size_t i = 0; i < count; i++) {
        Builder said = {0};
        say_length(&said, lengths[i], &among);
        check(&said, expected[i]);
    }
}

static void different_lengths_have_different_words(void **state)
{
    (void)state;
    check_lengths((double[]){1.999, 2.001, 3}, (const char *const[]){"1.999 s", "2.001 s", "3 s"},
                  3);
    check_lengths((double[]){3599.9, 3600.4, 90061, 0.0123456, 119.99},
                  (const char *const[]){"59 min 59.9 s", "1 h 0.4 s", "25 h 1 min", "12.3 ms",
                                        "2 min"},
                  5);
    check_lengths((double[]){3600.1, 3600.4, 3660},
                  (const char *const[]){"1 h 0.1 s", "1 h 0.4 s", "1 h 1 min"}, 3);
    check_lengths((double[]){259200.000003, 259200, 0.5},
                  (const char *const[]){"3 d 0.000003 s", "3 d", "0.5 s"}, 3);
    check_lengths((double[]){2, 2, 2}, (const char *const[]){"2 s", "2 s", "2 s"}, 3);
    check_lengths((double[]){0.5, 0.25}, (const char *const[]){"500 ms", "250 ms"}, 2);
    check_lengths((double[]){0.5, 2, 0.05}, (const char *const[]){"0.5 s", "2 s", "50 ms"}, 3);
}

static Timeline *fold(Trace *trace, const char *title, const char *call, Hues *hues)
{
    Timeline *timeline = timeline_fold(trace, str_of(title), (Str){0}, str_of(call), hues);
    trace_free(trace);
    return timeline;
}

static void a_hidden_baseline_is_named(void **state)
{
    (void)state;
    Hues hues = {0};
    Timeline *baseline = fold(trace_one_by_one(), "Sequential", "one_by_one()", &hues);
    Timeline *timeline = fold(trace_tasks(), "Tasks", "with_tasks()", &hues);
    Builder shown = {0}, hidden = {0};
    say_saving_against(&shown, baseline, timeline, true);
    say_saving_against(&hidden, baseline, timeline, false);
    check(&shown, "33% less");
    check(&hidden, "33% less than Sequential");
    timeline_free(baseline);
    timeline_free(timeline);
    hues_free(&hues);
}

static void lines_of_the_scenario_are_left_out(void **state)
{
    (void)state;
    Timeline timeline = {.outcome = OUTCOME_STUCK,
                         .outcome_text = STR("Task-2 waits for (line up) (line 8), Task-3 (line 16)")};
    Builder with = {0}, without = {0};
    say_outcome(&with, &timeline, true);
    say_outcome(&without, &timeline, false);
    check(&with, "stuck: Task-2 waits for (line up) (line 8), Task-3 (line 16)");
    check(&without, "stuck: Task-2 waits for (line up), Task-3");
}

static void a_failure_is_told_with_its_place(void **state)
{
    (void)state;
    MarkWords texts = {.text = STR("ValueError: no answer")};
    Mark mark = {.kind = MARK_FAILED, .texts = &texts};
    Builder nowhere = {0}, line = {0}, call = {0};
    say_failure(&nowhere, &mark);
    texts.line = 8;
    say_failure(&line, &mark);
    texts.inside = STR("fail(1)");
    say_failure(&call, &mark);
    check(&nowhere, "ValueError: no answer");
    check(&line, "ValueError: no answer, line 8");
    check(&call, "ValueError: no answer, line 8 of fail(1)");
}

static void an_ending_names_what_has_no_lane(void **state)
{
    (void)state;
    MarkWords group = {.text = STR("ExceptionGroup: g"), .line = 3, .inside = STR("main()")};
    MarkWords key = {.text = STR("KeyError: 1"), .line = 7};
    Mark failed = {.kind = MARK_FAILED, .texts = &group};
    Mark other = {.kind = MARK_FAILED, .texts = &key};
    Lane lanes[] = {{.marks = {&failed, 1}}, {.marks = {&other, 1}}};
    Mishap inside[] = {{.text = STR("KeyError: 1"), .line = 7}, {.text = STR("A"), .line = 8},
                       {.text = STR("B"), .lane = 1}, {.text = STR("C")}, {.text = STR("D")},
                       {.text = STR("E"), .line = 9}};
    Timeline timeline = {.outcome = OUTCOME_ERROR, .outcome_text = STR("ExceptionGroup: g"),
                         .lanes = {lanes, 2, 2}, .inside = {inside, 6, 6}};
    Builder with = {0}, without = {0}, fine = {0};
    say_error_place(&with, &timeline, true);
    say_error_place(&without, &timeline, false);
    timeline.outcome = OUTCOME_DONE;
    say_error_place(&fine, &timeline, true);
    check(&with, ", line 3 of main(); inside: A, line 8; C; D; and 1 more");
    check(&without, "; inside: A; C; D; and 1 more");
    assert_int_equal(fine.length, 0);
}

static void a_run_is_told(void **state)
{
    (void)state;
    Hues hues = {0};
    Timeline *timelines[] = {fold(trace_one_by_one(), "Sequential", "one_by_one()", &hues),
                             fold(trace_gather(), "gather()", "with_gather()", &hues)};
    Lesson lesson = {.timelines = timelines, .timeline_count = 2, .hues = &hues};
    Builder all = {0}, early = {0};
    say_run(&all, &lesson, lesson_end(&lesson), 0);
    check(&all,
          "Two timelines on an axis from 0 to 3 s. Sequential, one_by_one(): one task, 3 s. No two "
          "waits overlap. Task-1, one_by_one(), sleeps from 0 s to 1 s, prints One, sleeps from "
          "1 s to 3 s, prints Two, is done at 3 s. gather(), with_gather(): three tasks, 2 s, 33% "
          "less. Two waits go on together from 0 s to 1 s. Task-1, with_gather(), waits for "
          "gather(…) from 0 s to 2 s, is done at 2 s. Task-2, say_after(1, 'One'), sleeps from "
          "0 s to 1 s, prints One, is done at 1 s. Task-3, say_after(2, 'Two'), sleeps from 0 s "
          "to 2 s, prints Two, is done at 2 s.");
    say_run(&early, &lesson, (Moment){seconds(0.5), ALL_STEPS}, 1);
    check(&early,
          "One timeline on an axis from 0 to 3 s. gather(), with_gather(): three tasks, after "
          "0.5 s not over yet. Two waits go on together from 0 s to 0.5 s. Task-1, with_gather(), "
          "waits for gather(…) since 0 s. Task-2, say_after(1, 'One'), sleeps since 0 s. Task-3, "
          "say_after(2, 'Two'), sleeps since 0 s.");
    timeline_free(timelines[0]);
    timeline_free(timelines[1]);
    hues_free(&hues);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comparison_has_one_grammar),
        cmocka_unit_test(different_lengths_have_different_words),
        cmocka_unit_test(a_hidden_baseline_is_named),
        cmocka_unit_test(lines_of_the_scenario_are_left_out),
        cmocka_unit_test(a_failure_is_told_with_its_place),
        cmocka_unit_test(an_ending_names_what_has_no_lane),
        cmocka_unit_test(a_run_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
