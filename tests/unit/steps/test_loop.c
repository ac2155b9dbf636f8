/* What a run writes into its trace, event by event, and how it ends. (tests/trace_match compares
 * whole recordings; here is what those don't show: waits, wake-ups, races, warnings, limits.)
 * In the scenarios below a backtick stands for JSON's quote. */
#include "steps/steps.h"

#include "sim/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct Played {
    Scenario *scenario;
    Trace *trace;
    Races races;
    Diags diags;
} Played;

static const char *const timelines = "], \"timelines\": [{\"run\": \"main()\"}, "
                                     "{\"run\": \"main()\", \"entry\": \"run_until_complete\"}]}";

/* Plays `coroutines`, which ends inside main's list of steps. */
static Played play_with(const char *coroutines, uint32_t timeline, SimOptions options)
{
    Builder json = {0};
    builder_text(&json, "{\"coroutines\": {");
    for (const char *at = coroutines; *at; at++)
        builder_char(&json, *at == '`' ? '"' : *at);
    builder_char(&json, ']');
    builder_text(&json, "}");
    builder_text(&json, timelines + 1);
    Played played = {0};
    played.scenario = scenario_load(STR("test.json"), builder_view(&json), step_specs,
                                    step_verb_count, &played.diags);
    if (!played.scenario)
        fail_msg("%s\n%s", played.diags.list.items[0].what, json.at);
    played.trace = sim_run(played.scenario, timeline, step_ops, &options, &played.races);
    Builder why = {0};
    if (!trace_check(played.trace, &why))
        fail_msg("%s", why.at);
    builder_free(&why);
    builder_free(&json);
    return played;
}

static Played play(const char *coroutines)
{
    return play_with(coroutines, 0, (SimOptions){.max_steps = 100000, .collect_always = true});
}

static void played_free(Played *played)
{
    trace_free(played->trace);
    scenario_free(played->scenario);
    diags_free(&played->diags);
    array_free(&played->races.list);
}

/* The dump of the events from the first that contains `from`, without the timeline's number. */
static void assert_goes_on(const Played *played, const char *from, const char *wanted)
{
    Builder out = {0};
    trace_dump(&out, played->trace, 0);
    const char *at = strstr(out.at, from);
    if (!at)
        fail_msg("no `%s` in\n%s", from, out.at);
    while (at > out.at && at[-1] != '\n')
        at--;
    if (strncmp(at, wanted, strlen(wanted)) != 0)
        fail_msg("wanted\n%s\nbut it is\n%s", wanted, at);
    builder_free(&out);
}

static void assert_end(const Played *played, Outcome outcome, const char *words)
{
    Event end = trace_event(played->trace, trace_count(played->trace) - 1);
    assert_int_equal(end.kind, EVENT_END);
    assert_int_equal(end.flags, outcome);
    Str text = trace_text(played->trace, end.text);
    Builder copy = {0};
    builder_str(&copy, text);
    if (words && !strstr(copy.at, words))
        fail_msg("`%s` is not in `%s`", words, copy.at);
    builder_free(&copy);
}

static size_t count_kind(const Played *played, EventKind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < trace_count(played->trace); i++)
        count += trace_event(played->trace, i).kind == kind;
    return count;
}

static void waits_say_what_for_and_in_which_call(void **state)
{
    (void)state;
    Played played = play("`f(d, w='x')`: [{`sleep`: `d`}], "
                         "`main`: [{`create_task`: `f(1.5)`, `as`: `t`}, {`await`: `f(0)`}, "
                         "{`await`: `t`, `label`: `for {t}`}");
    assert_goes_on(&played, "create f(1.5)",
                   "0 0.0 Task-2 create f(1.5) by Task-1 #2\n"
                   "0 0.0 Task-2 bind t #2\n"
                   "0 0.0 Task-1 line #1\n"
                   "0 0.0 Task-1 await yield `sleep(0)` in f(0) #1\n"
                   "0 0.0 Task-1 wake by loop\n"
                   "0 0.0 Task-2 step\n"
                   "0 0.0 Task-2 line #1\n"
                   "0 0.0 Task-2 await sleep `sleep(1.5)` in f(1.5) #1\n"
                   "0 0.0 Task-1 step\n"
                   "0 0.0 Task-1 line #4\n"
                   "0 0.0 Task-1 await task `for <Task Task-2>` in main() #4\n"
                   "0 1.5 Task-2 wake by loop\n"
                   "0 1.5 Task-2 step\n"
                   "0 1.5 Task-2 done #1\n"
                   "0 1.5 Task-1 wake by Task-2\n"
                   "0 1.5 Task-1 step\n"
                   "0 1.5 Task-1 done #4\n"
                   "0 1.5 - end done\n");
    played_free(&played);
}

static void lists_of_tasks_are_bound_by_index(void **state)
{
    (void)state;
    Played played = play("`f(i)`: [{`print`: `{i}`}], `main`: [{`create_task`: `f(i)`, "
                         "`for`: `i in range(2)`, `as`: `ts`, `name`: `n{i}`}, {`gather`: `*ts`}");
    assert_goes_on(&played, "bind",
                   "0 0.0 n0 bind ts[0] #2\n"
                   "0 0.0 n1 bind ts[1] #2\n"
                   "0 0.0 Task-1 line #3\n"
                   "0 0.0 Task-1 await gather `gather(…)` in main() #3\n");
    played_free(&played);
}

static void a_block_holds_the_loop(void **state)
{
    (void)state;
    Played played = play("`f`: [{`block`: 2}], "
                         "`main`: [{`create_task`: `f()`}, {`sleep`: 1}, {`print`: `late`}");
    assert_goes_on(&played, "0 0.0 Task-2 step",
                   "0 0.0 Task-2 step\n"
                   "0 0.0 Task-2 line #1\n"
                   "0 0.0 Task-2 block block `block(2)` in f() #1\n"
                   "0 2.0 Task-2 block_end #1\n"
                   "0 2.0 Task-2 done #1\n"
                   "0 2.0 Task-1 late since 1.0 by Task-2\n"
                   "0 2.0 Task-1 wake by loop\n"
                   "0 2.0 Task-1 step\n");
    played_free(&played);
}

static void long_calls_are_cut(void **state)
{
    (void)state;
    Played played = play("`f(x)`: [{`sleep`: 0}], `main`: [{`await`: `f('é' * 500)`}");
    bool seen = false;
    for (size_t i = 0; i < trace_count(played.trace); i++) {
        Event event = trace_event(played.trace, i);
        if (event.kind != EVENT_WAIT)
            continue;
        Str call = trace_wait(played.trace, event.wait).call;
        assert_true(call.length < 130 && utf8_valid(call));
        seen = true;
    }
    assert_true(seen);
    played_free(&played);
}

static void timers_armed_apart_and_due_together_race(void **state)
{
    (void)state;
    Played played = play("`a`: [{`sleep`: 1}, {`sleep`: 1}], `b`: [{`sleep`: 2}], "
                         "`c`: [{`sleep`: 3}], `main`: [{`gather`: [`a()`, `b()`, `c()`]}");
    assert_int_equal(played.races.list.count, 1);
    assert_int_equal(played.races.list.items[0].first, 3);
    assert_int_equal(played.races.list.items[0].second, 2);
    assert_int_equal(played.races.list.items[0].t, 2000000000);
    size_t racing = 0;
    for (size_t i = 0; i < trace_count(played.trace); i++) {
        Event event = trace_event(played.trace, i);
        if (event.kind == EVENT_STEP && event.flags & EVENT_RACE) {
            assert_int_equal(event.t, 2000000000);
            racing++;
        }
    }
    assert_int_equal(racing, 2);
    played_free(&played);
}

static void timers_armed_together_keep_their_order(void **state)
{
    (void)state;
    Played played = play("`f(i)`: [{`sleep`: 1}], "
                         "`main`: [{`gather`: `f(i)`, `for`: `i in range(50)`}");
    assert_int_equal(played.races.list.count, 0);
    uint32_t last = 0;
    for (size_t i = 0; i < trace_count(played.trace); i++) {
        Event event = trace_event(played.trace, i);
        if (event.kind == EVENT_DONE && event.task) {
            assert_true(event.task > last);
            last = event.task;
        }
    }
    assert_int_equal(last, 50);
    played_free(&played);
}

static void a_thread_that_ends_with_a_timer_races(void **state)
{
    (void)state;
    Played played = play("`a`: [{`to_thread`: 2}], `b`: [{`sleep`: 2}], "
                         "`main`: [{`gather`: [`a()`, `b()`]}");
    size_t racing = 0;
    for (size_t i = 0; i < trace_count(played.trace); i++) {
        Event event = trace_event(played.trace, i);
        racing += event.kind == EVENT_STEP && event.flags & EVENT_RACE;
    }
    assert_int_equal(racing, 2);
    played_free(&played);
}

static void nobody_asked(void **state)
{
    (void)state;
    Played played = play("`g`: [{`sleep`: 1}], `bad`: [{`raise`: `ValueError('lost')`}], "
                         "`main`: [{`call`: `g()`}, {`create_task`: `bad()`, `as`: `t`}, "
                         "{`sleep`: 1}");
    assert_goes_on(&played, "warning",
                   "0 1.0 - warning coroutine 'g' was never awaited #3\n"
                   "0 1.0 Task-2 warning Task exception was never retrieved: ValueError: lost\n"
                   "0 1.0 - end done\n");
    played_free(&played);

    played = play("`bad`: [{`raise`: `ValueError('lost')`}], "
                  "`main`: [{`create_task`: `bad()`, `as`: `t`}, {`sleep`: 1}, "
                  "{`call`: `t.exception()`}");
    assert_int_equal(count_kind(&played, EVENT_WARNING), 0);
    played_free(&played);
}

static void what_fails_in_the_shutdown_is_reported(void **state)
{
    (void)state;
    const char *text = "`f`: [{`try`: [{`sleep`: 9}], `finally`: [{`raise`: `KeyError('k')`}]}], "
                       "`main`: [{`create_task`: `f()`}, {`sleep`: 1}";
    Played played = play(text);
    assert_goes_on(&played, "warning", "0 1.0 Task-2 warning unhandled exception during "
                                       "asyncio.run() shutdown: KeyError: 'k'\n"
                                       "0 1.0 - end done\n");
    played_free(&played);

    played = play_with(text, 1, (SimOptions){0});
    assert_goes_on(&played, "warning",
                   "0 1.0 Task-2 warning Task was destroyed but it is pending! #2\n"
                   "0 1.0 - end done\n");
    played_free(&played);
}

static void asyncio_run_waits_for_threads_but_not_for_ever(void **state)
{
    (void)state;
    Played played = play("`f`: [{`to_thread`: 1000}], "
                         "`main`: [{`create_task`: `f()`}, {`sleep`: 1}");
    assert_end(&played, OUTCOME_DONE, NULL);
    assert_int_equal(trace_event(played.trace, trace_count(played.trace) - 1).t, 301000000000);
    assert_goes_on(&played, "warning", "0 301.0 - warning The executor did not finishing joining "
                                       "its threads within 300 seconds.\n");
    played_free(&played);
}

static void stuck_says_who_waits_for_what(void **state)
{
    (void)state;
    Played played = play("`f(e)`: [{`await`: `e.wait()`}], "
                         "`main`: [{`let`: {`e`: `Event()`}}, {`gather`: [`f(e)`, `f(e)`]}");
    assert_end(&played, OUTCOME_STUCK,
               "Task-2 waits for e.wait() (line 1), Task-3 waits for e.wait() (line 1), "
               "Task-1 waits for gather(…) (line 1)");
    played_free(&played);
}

static void every_limit_has_words(void **state)
{
    (void)state;
    Played played = play("`main`: [{`while`: `True`, `do`: [{`let`: {`x`: 1}}]}");
    assert_end(&played, OUTCOME_LIMIT, "more than 100000 steps were executed, the last half");
    played_free(&played);

    played = play("`main`: [{`await`: `main()`}");
    assert_end(&played, OUTCOME_ERROR, "RecursionError: maximum recursion depth exceeded");
    played_free(&played);

    played = play("`main`: [{`sleep`: 9000000000}, {`sleep`: 9000000000}");
    assert_end(&played, OUTCOME_LIMIT, "292 years");
    played_free(&played);

    played = play("`main`: [{`block`: 9000000000}, {`block`: 9000000000}");
    assert_end(&played, OUTCOME_LIMIT, "292 years");
    played_free(&played);

    played = play_with("`main`: [{`let`: {`x`: `[0]`}}, {`while`: `True`, `do`: "
                       "[{`let`: {`x`: `x + x`}}]}",
                       0, (SimOptions){.max_bytes = 1000000});
    assert_end(&played, OUTCOME_LIMIT, "MiB of memory");
    played_free(&played);

    played = play_with("`main`: [{`while`: `True`, `do`: [{`sleep`: 0}]}", 0,
                       (SimOptions){.max_bytes = 1000000});
    assert_end(&played, OUTCOME_LIMIT, "MiB of memory");
    played_free(&played);
}

static void what_only_goes_round_is_told_why(void **state)
{
    (void)state;
    Played played = play_with("`main`: [{`while`: `True`, `do`: [{`sleep`: 0}]}", 0, (SimOptions){0});
    assert_end(&played, OUTCOME_LIMIT, "no time passes, for sleep(0) only gives way");
    played_free(&played);

    played = play_with("`main`: [{`while`: `True`, `do`: [{`sleep`: 0.5}]}", 0, (SimOptions){0});
    assert_end(&played, OUTCOME_LIMIT,
               "it goes on after 100000 turns, at 50000.0 s; \"until\": 60 in the timeline shows");
    played_free(&played);

    played = play_with("`main`: [{`while`: `True`, `do`: [{`print`: `x`}]}", 0, (SimOptions){0});
    assert_end(&played, OUTCOME_LIMIT, "it has printed 10000 lines and goes on; --max-steps");
    played_free(&played);
}

static void a_run_can_be_left_where_it_goes_on(void **state)
{
    (void)state;
    static const char main[] = "`main`: [{`while`: `True`, `do`: [{`sleep`: 2}, {`print`: `x`}]}";
    Played played = play_with(main, 0, (SimOptions){.until = INT64_C(5000000000)});
    assert_end(&played, OUTCOME_UNTIL, "goes on after 5.0 s");
    assert_int_equal(trace_ending(played.trace).t, INT64_C(5000000000));
    played_free(&played);

    played = play_with("`main`: [{`sleep`: 1}, {`block`: 10}", 0,
                       (SimOptions){.until = INT64_C(5000000000)});
    assert_end(&played, OUTCOME_UNTIL, "goes on after 5.0 s");
    assert_int_equal(trace_ending(played.trace).t, INT64_C(5000000000));
    played_free(&played);

    played = play_with("`main`: [{`sleep`: 5}, {`print`: `at the very end`}", 0,
                       (SimOptions){.until = INT64_C(5000000000)});
    assert_int_equal(trace_ending(played.trace).outcome, OUTCOME_DONE);
    played_free(&played);
}

static void circles_of_tasks_can_be_asked_to_cancel(void **state)
{
    (void)state;
    Played played = play("`w(ts, i)`: [{`await`: `ts[i]`}], "
                         "`main`: [{`let`: {`ts`: `[]`}}, {`create_task`: `w(ts, 1)`, `as`: `a`}, "
                         "{`create_task`: `w(ts, 0)`, `as`: `b`}, {`call`: `ts.append(a)`}, "
                         "{`call`: `ts.append(b)`}, {`sleep`: 0}, {`cancel`: `a`}");
    assert_end(&played, OUTCOME_LIMIT, "RecursionError");
    played_free(&played);

    played = play("`w(ts)`: [{`gather`: `*ts`}], "
                  "`main`: [{`let`: {`ts`: `[]`}}, {`create_task`: `w(ts)`, `as`: `a`}, "
                  "{`call`: `ts.append(a)`}, {`call`: `ts.append(a)`}, {`sleep`: 0}, "
                  "{`cancel`: `a`}");
    assert_end(&played, OUTCOME_LIMIT, "RecursionError");
    played_free(&played);
}

static void a_long_chain_of_tasks_is_cancelled_from_its_far_end(void **state)
{
    (void)state;
    Played played = play_with(
        "`w(t, n)`: [{`if`: `n == 0`, `then`: [{`sleep`: 1}], `else`: [{`await`: `t`}]}], "
        "`main`: [{`let`: {`t`: `None`}}, {`for`: `n in range(20000)`, `do`: "
        "[{`create_task`: `w(t, n)`, `as`: `t`}]}, {`sleep`: 0}, {`cancel`: `t`}, "
        "{`try`: [{`await`: `t`}], `except`: {`CancelledError`: [{`print`: `all`}]}}",
        0, (SimOptions){0});
    assert_end(&played, OUTCOME_DONE, NULL);
    assert_int_equal(count_kind(&played, EVENT_CANCELLED), 20000);
    assert_int_equal(count_kind(&played, EVENT_PRINT), 1);
    played_free(&played);
}

static void a_sleeping_task_takes_at_most_400_bytes(void **state)
{
    (void)state;
    const char *text = "`f(d)`: [{`sleep`: `d`}], `main`: [{`create_task`: `f(i)`, "
                       "`for`: `i in range(32768)`}, {`sleep`: 0}, {`raise`: `Exception()`}";
    enum { TASKS = 32768, FIXED = 200000 };
    Played played = play_with(text, 1, (SimOptions){0});
    size_t traced = trace_bytes(played.trace);
    played_free(&played);
    played = play_with(text, 1, (SimOptions){.max_bytes = traced + TASKS * 400 + FIXED});
    assert_end(&played, OUTCOME_ERROR, "Exception");
    played_free(&played);
}

/* What one of them has left behind is still where the other stood. */
static void two_tasks_drive_a_coroutine_through_inner_ones(void **state)
{
    (void)state;
    Played played = play("`f`: [{`sleep`: 1}, {`return`: 2}], "
                         "`c`: [{`await`: `f()`, `as`: `x`}, {`sleep`: 1}, "
                         "{`await`: `f()`, `as`: `y`}, {`print`: `{x + y}`}], "
                         "`main`: [{`let`: {`k`: `c()`}}, {`create_task`: `k`, `as`: `t`}, "
                         "{`sleep`: 0}, {`create_task`: `k`, `as`: `u`}, {`wait`: [`t`, `u`]}");
    assert_end(&played, OUTCOME_DONE, NULL);
    assert_int_equal(count_kind(&played, EVENT_PRINT), 1);
    played_free(&played);
}

static void a_coroutine_can_be_awaited_once(void **state)
{
    (void)state;
    Played played = play("`f`: [{`sleep`: 1}], `main`: [{`let`: {`c`: `f()`}}, "
                         "{`create_task`: `c`, `as`: `t`}, {`sleep`: 0}, "
                         "{`try`: [{`await`: `c`}], `except`: {`RuntimeError as e`: "
                         "[{`print`: `{e}`}]}}, {`await`: `t`}, "
                         "{`try`: [{`await`: `c`}], `except`: {`RuntimeError as e`: "
                         "[{`print`: `{e}`}]}}, {`create_task`: `c`, `as`: `u`}, {`await`: `u`}");
    assert_goes_on(&played, "print", "0 0.0 Task-1 print coroutine is being awaited already");
    assert_goes_on(&played, "1.0 Task-1 print",
                   "0 1.0 Task-1 print cannot reuse already awaited coroutine");
    assert_end(&played, OUTCOME_ERROR, "RuntimeError: cannot reuse already awaited coroutine");
    played_free(&played);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_say_what_for_and_in_which_call),
        cmocka_unit_test(lists_of_tasks_are_bound_by_index),
        cmocka_unit_test(a_block_holds_the_loop),
        cmocka_unit_test(long_calls_are_cut),
        cmocka_unit_test(timers_armed_apart_and_due_together_race),
        cmocka_unit_test(timers_armed_together_keep_their_order),
        cmocka_unit_test(a_thread_that_ends_with_a_timer_races),
        cmocka_unit_test(nobody_asked),
        cmocka_unit_test(what_fails_in_the_shutdown_is_reported),
        cmocka_unit_test(asyncio_run_waits_for_threads_but_not_for_ever),
        cmocka_unit_test(stuck_says_who_waits_for_what),
        cmocka_unit_test(every_limit_has_words),
        cmocka_unit_test(what_only_goes_round_is_told_why),
        cmocka_unit_test(a_run_can_be_left_where_it_goes_on),
        cmocka_unit_test(circles_of_tasks_can_be_asked_to_cancel),
        cmocka_unit_test(a_long_chain_of_tasks_is_cancelled_from_its_far_end),
        cmocka_unit_test(a_sleeping_task_takes_at_most_400_bytes),
        cmocka_unit_test(two_tasks_drive_a_coroutine_through_inner_ones),
        cmocka_unit_test(a_coroutine_can_be_awaited_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
