/* Folding: the lecture's traces, and what is to be seen at a moment. */
#include "by_hand.h"
#include "timeline/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Timeline *fold(Trace *trace, const char *call, Hues *hues)
{
    Builder why = {0};
    assert_true(trace_check(trace, &why));
    builder_free(&why);
    Timeline *timeline = timeline_fold(trace, STR("Title"), STR("What"), str_of(call), hues);
    trace_free(trace); /* nothing of it may be needed any more */
    return timeline;
}

static void sequential_has_one_lane_of_two_sleeps(void **state)
{
    (void)state;
    Hues hues = {0};
    Timeline *timeline = fold(trace_one_by_one(), "one_by_one()", &hues);
    assert_int_equal(timeline->end, seconds(3));
    assert_int_equal(timeline->lanes.count, 1);
    const Lane *lane = &timeline->lanes.items[0];
    assert_true(str_is(lane->call, "one_by_one()"));
    assert_true(str_is(lane->name, "Task-1"));
    assert_int_equal(lane->hue, 0);
    const Span *one = timeline_span_at(timeline, 0, (Moment){seconds(0.5), 0});
    assert_non_null(one);
    assert_int_equal(one->kind, SPAN_SLEEP);
    assert_true(str_is(span_label(one), "sleep(1)"));
    assert_int_equal(one->hue, 1);
    const Span *two = timeline_span_at(timeline, 0, (Moment){seconds(2.5), 0});
    assert_int_equal(two->hue, 2);
    assert_int_equal(two->to.t, seconds(3));
    assert_int_equal(timeline->output.count, 2);
    assert_int_equal(timeline->moments.count, 3);
    timeline_free(timeline);
    hues_free(&hues);
}

static void the_same_call_has_the_same_hue(void **state)
{
    (void)state;
    Hues hues = {0};
    Timeline *first = fold(trace_one_by_one(), "one_by_one()", &hues);
    Timeline *second = fold(trace_tasks(), "with_tasks()", &hues);
    assert_int_equal(second->lanes.items[0].hue, 0);
    assert_int_equal(second->lanes.items[1].hue, 1);
    assert_int_equal(second->lanes.items[2].hue, 2);
    assert_true(str_is(lane_more(&second->lanes.items[1])->variable, "task1"));
    assert_int_equal(second->lanes.items[1].depth, 1);
    timeline_free(first);
    timeline_free(second);
    hues_free(&hues);
}

static void two_tasks_of_one_call_differ(void **state)
{
    (void)state;
    static const char *const calls[] = {"eat()", "eat()", "cook()", "eat()"};
    static const uint32_t expected[] = {0, 1, 3, 2, 4};
    Hues hues = {0};
    Trace *trace = trace_new();
    creates(trace, 0, NO_TASK, "main()");
    for (int i = 0; i < 4; i++)
        creates(trace, 0, 0, calls[i]);
    is_over(trace, 0);
    Timeline *timeline = timeline_fold(trace, (Str){0}, (Str){0}, STR("main()"), &hues);
    trace_free(trace);
    for (int i = 0; i < 5; i++)
        assert_int_equal(timeline->lanes.items[i].own_hue, expected[i]);
    assert_int_equal(timeline->lanes.items[2].hue, 1);
    timeline_free(timeline);
    hues_free(&hues);
}

static void a_call_keeps_its_hue_in_the_next_version(void **state)
{
    (void)state;
    Hues first = {0}, second = {0}, third = {0};
    assert_int_equal(hue_of(&first, STR("say(1)"), 4), 1);
    assert_int_equal(hue_of(&first, STR("say(2)"), 4), 2);
    assert_int_equal(hue_of(&first, STR("eat()"), 9), 3);
    assert_int_equal(hue_of(&first, STR("say(1)"), 7), 1);
    /* say(1) became say(1.5) at its own place; elsewhere it is still said, and is new there. */
    second.before = &first;
    assert_int_equal(hue_of(&second, STR("say(1.5)"), 4), 1);
    assert_int_equal(hue_of(&second, STR("say(2)"), 4), 2);
    assert_int_equal(hue_of(&second, STR("say(1)"), 7), 4);
    /* A step was put before all others: what has the same text is the same. */
    third.before = &second;
    assert_int_equal(hue_of(&third, STR("drink()"), 1), 5);
    assert_int_equal(hue_of(&third, STR("say(1.5)"), 5), 1);
    assert_int_equal(hue_of(&third, STR("say(1)"), 8), 4);
    for (int i = 0; i < 1000; i++) {
        char call[32];
        snprintf(call, sizeof call, "many(%d)", i);
        assert_int_equal(hue_of(&third, str_of(call), 30), 6 + i);
    }
    hues_free(&first);
    hues_free(&second);
    hues_free(&third);
}

static void an_instant_opens_up_into_its_steps(void **state)
{
    (void)state;
    Hues hues = {0};
    Timeline *timeline = fold(trace_tasks(), "with_tasks()", &hues);
    Moment first = {0, 1}, second = {0, 2}, all = {0, ALL_STEPS};
    assert_int_equal(timeline_state_at(timeline, 0, first), LANE_AWAITING);
    assert_int_equal(timeline_state_at(timeline, 1, first), LANE_READY);
    assert_int_equal(timeline_state_at(timeline, 2, first), LANE_READY);
    assert_int_equal(timeline_state_at(timeline, 1, second), LANE_SLEEPING);
    assert_int_equal(timeline_state_at(timeline, 2, second), LANE_READY);
    assert_int_equal(timeline_state_at(timeline, 2, all), LANE_SLEEPING);
    assert_int_equal(timeline_state_at(timeline, 1, (Moment){0, 0}), LANE_NOT_YET);
    assert_int_equal(timeline_state_at(timeline, 1, (Moment){seconds(1), ALL_STEPS}), LANE_DONE);
    assert_int_equal(timeline_state_at(timeline, 0, (Moment){seconds(9), 0}), LANE_DONE);
    timeline_free(timeline);
    hues_free(&hues);
}

static void what_a_wake_up_came_from_is_known(void **state)
{
    (void)state;
    Hues hues = {0};
    Timeline *timeline = fold(trace_tasks(), "with_tasks()", &hues);
    const Span *waiting = timeline_span_at(timeline, 0, (Moment){seconds(0.5), 0});
    assert_int_equal(waiting->kind, SPAN_AWAIT);
    assert_true(str_is(span_label(waiting), "task1"));
    assert_int_equal(span_woken_by(waiting), 1);
    assert_int_equal(timeline->arrows.count, 4);
    assert_int_equal(timeline->arrows.items[0].kind, ARROW_CREATE);
    assert_int_equal(timeline->arrows.items[2].kind, ARROW_WAKE);
    assert_int_equal(timeline->arrows.items[2].from, 1);
    assert_int_equal(timeline->arrows.items[2].to, 0);
    timeline_free(timeline);
    hues_free(&hues);
}

static void blocks_hold_the_loop_one_after_another(void **state)
{
    (void)state;
    Hues hues = {0};
    Timeline *timeline = fold(trace_urls_together(12), "all_at_once()", &hues);
    assert_int_equal(timeline->end, seconds(115));
    assert_int_equal(timeline->lanes.count, 13);
    int64_t held = 0;
    for (size_t i = 0; i < timeline->turns.count; i++)
        held += timeline->turns.items[i].to.t - timeline->turns.items[i].from.t;
    assert_int_equal(held, seconds(60));
    const Span *waiting = timeline_span_at(timeline, 12, (Moment){seconds(30), 0});
    assert_int_equal(waiting->kind, SPAN_READY);
    assert_int_equal(waiting->to.t, seconds(55));
    assert_int_equal(timeline_state_at(timeline, 12, (Moment){seconds(57), 0}), LANE_BLOCKING);
    timeline_free(timeline);
    hues_free(&hues);
}

static void children_stand_below_their_maker(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "main()");
    happens(trace, 0, EVENT_STEP, root);
    uint32_t a = creates(trace, 0, root, "a()");
    uint32_t b = creates(trace, 0, root, "b()");
    awaits(trace, 0, root, WAIT_GATHER, "gather(…)");
    happens(trace, 0, EVENT_STEP, a);
    uint32_t c = creates(trace, 0, a, "c()");
    happens(trace, 0, EVENT_DONE, a);
    happens(trace, 0, EVENT_STEP, b);
    happens(trace, 0, EVENT_DONE, b);
    happens(trace, 0, EVENT_STEP, c);
    awaits(trace, 0, c, WAIT_LOCK, "lock");
    trace_add(trace, (Event){.t = 0,
                             .task = NO_TASK,
                             .text = trace_intern(trace, STR("nobody can run")),
                             .flags = OUTCOME_STUCK,
                             .kind = EVENT_END});
    Hues hues = {0};
    Timeline *timeline = fold(trace, "main()", &hues);
    assert_int_equal(timeline->order[0], root);
    assert_int_equal(timeline->order[1], a);
    assert_int_equal(timeline->order[2], c);
    assert_int_equal(timeline->order[3], b);
    assert_int_equal(timeline->lanes.items[c].depth, 2);
    assert_int_equal(timeline->outcome, OUTCOME_STUCK);
    assert_true(str_is(timeline->outcome_text, "nobody can run"));
    const Span *open = timeline_span_at(timeline, c, (Moment){0, ALL_STEPS});
    assert_non_null(open);
    assert_true(open->open);
    timeline_free(timeline);
    hues_free(&hues);
}

static void many_lanes_are_counted(void **state)
{
    (void)state;
    Hues hues = {0};
    Timeline *timeline = fold(trace_urls_together(1000), "all_at_once()", &hues);
    assert_non_null(timeline->census);
    for (size_t i = 0; i < CENSUS_COLUMNS; i++) {
        uint32_t sum = 0;
        for (size_t j = 0; j < CENSUS_STATES; j++)
            sum += timeline->census[i * CENSUS_STATES + j];
        assert_in_range(sum, 1000, 1001);
        assert_in_range(timeline->census[i * CENSUS_STATES + LANE_BLOCKING], 0, 1);
    }
    timeline_free(timeline);
    hues_free(&hues);
}

static void threads_and_steps_are_kept(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "main()");
    happens(trace, 0, EVENT_STEP, root);
    at_step(trace, 0, root, 4);
    Wait wait = {.kind = WAIT_THREAD, .label = STR("to_thread(3)"), .call = STR("main()")};
    waits(trace, 0, EVENT_THREAD, root, wait);
    waits(trace, 0, EVENT_WAIT, root, wait);
    waits(trace, 3, EVENT_THREAD_END, root, wait);
    wakes(trace, 3, root, NO_TASK);
    happens(trace, 3, EVENT_STEP, root);
    at_step(trace, 3, root, 5);
    says(trace, 3, EVENT_ERROR, root, "ValueError: boom");
    is_over(trace, 3);
    Hues hues = {0};
    Timeline *timeline = fold(trace, "main()", &hues);
    assert_int_equal(timeline->worker_count, 1);
    assert_int_equal(timeline->threads.count, 1);
    assert_int_equal(timeline->threads.items[0].span.to.t, seconds(3));
    assert_false(timeline->threads.items[0].span.open);
    assert_int_equal(timeline_state_at(timeline, 0, (Moment){seconds(1), 0}), LANE_IN_THREAD);
    assert_int_equal(timeline_step_at(timeline, 0, (Moment){seconds(1), 0}), 4);
    assert_int_equal(timeline_step_at(timeline, 0, (Moment){seconds(3), ALL_STEPS}), 0);
    assert_int_equal(timeline_state_at(timeline, 0, (Moment){seconds(3), ALL_STEPS}), LANE_FAILED);
    Builder text = {0};
    timeline_dump(&text, timeline, 0);
    assert_non_null(text.at);
    builder_free(&text);
    timeline_free(timeline);
    hues_free(&hues);
}

static void raises(Trace *trace, double t, uint32_t task, const char *text, uint32_t place)
{
    trace_add(trace, (Event){.t = seconds(t),
                             .task = task,
                             .raised = trace_intern_raised(
                                 trace, trace_intern(trace, str_of(text)), 0),
                             .place = place,
                             .kind = EVENT_RAISE});
}

static const Mark *failure_of(const Timeline *timeline, uint32_t lane)
{
    const Lane *it = &timeline->lanes.items[lane];
    assert_null(timeline_failure_at(it, (Moment){0, 0}));
    const Mark *failure = timeline_failure_at(it, (Moment){seconds(1), ALL_STEPS});
    assert_non_null(failure);
    return failure;
}

/* Two tasks fail; the third fails by the first one's exception, the root by one of its own. */
static void a_failure_knows_where_it_came_up(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    for (uint32_t line = 1; line <= 5; line++)
        trace_add_place(trace, (TracePlace){.line = 10 * line, .offset = 100 * line, .length = 99});
    trace_add_place(trace, (TracePlace){.line = 20, .offset = 210, .length = 5}); /* within 2 */
    uint32_t root = creates(trace, 0, NO_TASK, "main()");
    happens(trace, 0, EVENT_STEP, root);
    creates(trace, 0, root, "ask(1)");
    creates(trace, 0, root, "ask(2)");
    creates(trace, 0, root, "pass_on()");
    sleeps(trace, 0, root, "sleep(1)", "main()");
    static const char *const texts[] = {"ValueError: a", "ValueError: b", "ValueError: a"};
    for (uint32_t task = 1; task <= 3; task++) {
        happens(trace, 0, EVENT_STEP, task);
        raises(trace, 0, task, texts[task - 1], task == 2 ? 6 : task);
        says(trace, 0, EVENT_ERROR, task, texts[task - 1]);
    }
    wakes(trace, 1, root, NO_TASK);
    happens(trace, 1, EVENT_STEP, root);
    raises(trace, 1, root, "KeyError: 'x'", 4);
    raises(trace, 1, root, "ValueError: a", 5);
    says(trace, 1, EVENT_ERROR, root, "ValueError: a");
    is_over(trace, 1);
    Hues hues = {0};
    Timeline *timeline = fold(trace, "main()", &hues);
    static const uint32_t lines[] = {50, 10, 20, 10};
    static const char *const calls[] = {"main()", "ask(1)", "ask(2)", "ask(1)"};
    for (uint32_t lane = 0; lane < 4; lane++) {
        const Mark *mark = failure_of(timeline, lane);
        assert_int_equal(mark->texts->line, lines[lane]);
        assert_int_equal(mark->texts->step, lines[lane] / 10);
        assert_true(str_is(mark->texts->inside, calls[lane]));
    }
    timeline_free(timeline);
    hues_free(&hues);
}

/* What stands inside of a group that ends a task, and what is warned of, with their places. */
static void what_went_wrong_besides_has_its_place(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    for (uint32_t line = 1; line <= 3; line++)
        trace_add_place(trace, (TracePlace){.line = 10 * line, .offset = 100 * line, .length = 99});
    uint32_t root = creates(trace, 0, NO_TASK, "main()");
    happens(trace, 0, EVENT_STEP, root);
    raises(trace, 0, root, "ExceptionGroup: two", 1);
    uint32_t inner = trace_intern_raised(trace, trace_intern(trace, STR("KeyError: 'x'")), 0);
    trace_add(trace, (Event){.task = root, .raised = inner, .place = 2, .flags = 1,
                             .kind = EVENT_INSIDE});
    trace_add(trace, (Event){.task = root, .raised = inner, .flags = 1, .kind = EVENT_INSIDE});
    says(trace, 0, EVENT_ERROR, root, "ExceptionGroup: two");
    trace_add(trace, (Event){.t = seconds(1), .task = NO_TASK, .place = 3, .kind = EVENT_WARNING,
                             .text = trace_intern(trace, STR("coroutine 'f' was never awaited"))});
    trace_add(trace, (Event){.t = seconds(1), .task = root, .kind = EVENT_WARNING,
                             .text = trace_intern(trace, STR("never retrieved"))});
    is_over(trace, 1);
    Hues hues = {0};
    Timeline *timeline = fold(trace, "main()", &hues);
    assert_int_equal(timeline->inside.count, 2);
    assert_int_equal(timeline->inside.items[0].line, 20);
    assert_int_equal(timeline->inside.items[0].step, 2);
    assert_int_equal(timeline->inside.items[0].lane, root);
    assert_true(str_is(timeline->inside.items[0].text, "KeyError: 'x'"));
    assert_int_equal(timeline->inside.items[1].line, 0);
    assert_int_equal(timeline->warnings.count, 2);
    assert_int_equal(timeline->warnings.items[0].line, 30);
    assert_int_equal(timeline->warnings.items[1].line, 10); /* where its lane failed */
    timeline_free(timeline);
    hues_free(&hues);
}

/* By strides from wherever one is already, as by halving the whole. */
static void looking_onward_finds_the_same(void **state)
{
    (void)state;
    enum { SPANS = 70 };
    Span spans[SPANS];
    Lane lane = {.spans.items = spans};
    for (int i = 0; i < SPANS; i++)
        spans[lane.spans.count++] = (Span){.from = {i / 3 * 10, (uint32_t)i % 3}};
    for (int t = -1; t <= SPANS * 10 / 3 + 20; t++) {
        Moment at = {t, (uint32_t)t % 4};
        size_t until = timeline_spans_until(&lane, at);
        for (size_t first = 0; first <= until; first++)
            assert_int_equal(timeline_spans_onward(&lane, first, at), until);
    }
    assert_int_equal(timeline_spans_onward(&lane, SPANS / 2, (Moment){0}), SPANS / 2);
}

/* Where more are quiet than a mark can tell, it tells as many as it can. */
static void very_many_quiet_marks_are_told_in_part(void **state)
{
    (void)state;
    enum { STEPS = UINT16_MAX + 5 };
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "main()");
    for (int i = 0; i < STEPS; i++) {
        happens(trace, i, EVENT_STEP, root);
        says(trace, i, EVENT_PRINT, root, "");
        waits(trace, i, EVENT_WAIT, root, (Wait){.kind = WAIT_SLEEP, .label = STR("sleep(1)")});
        wakes(trace, i + 1, root, NO_TASK);
    }
    is_over(trace, STEPS);
    Hues hues = {0};
    Timeline *timeline = timeline_fold(trace, (Str){0}, (Str){0}, STR("main()"), &hues);
    trace_free(trace);
    const Lane *lane = &timeline->lanes.items[0];
    assert_int_equal(lane->marks.count, STEPS);
    assert_int_equal(lane->sight_count, 2 * STEPS);
    assert_int_equal(lane->marks.items[0].quiet, UINT16_MAX);
    assert_int_equal(lane->marks.items[STEPS - UINT16_MAX - 1].quiet, UINT16_MAX);
    assert_int_equal(lane->marks.items[STEPS - UINT16_MAX].quiet, UINT16_MAX);
    assert_int_equal(lane->marks.items[STEPS - UINT16_MAX + 1].quiet, UINT16_MAX - 1);
    assert_int_equal(lane->marks.items[STEPS - 1].quiet, 1);
    timeline_free(timeline);
    hues_free(&hues);
}

/* A million tasks make three spans, a mark and two ticks each, two turns and two arrows. */
static void what_there_are_millions_of_is_small(void **state)
{
    (void)state;
    assert_true(sizeof(Moment) == 12 && sizeof(LaneStep) <= 16);
    assert_true(sizeof(Span) <= 52);
    assert_true(sizeof(Mark) <= 28 && sizeof(Sight) == 4);
    assert_true(sizeof(Turn) <= 28 && sizeof(Arrow) <= 20);
    assert_true(sizeof(Lane) <= 144);
}

/* A callback's print is a moment without a turn; without one the turns have them all. */
static void moments_are_the_turns_own_or_besides(void **state)
{
    (void)state;
    for (int prints = 0; prints < 2; prints++) {
        Trace *trace = trace_new();
        uint32_t root = creates(trace, 0, NO_TASK, "main()");
        happens(trace, 0, EVENT_STEP, root);
        sleeps(trace, 0, root, "sleep(1)", "main()");
        if (prints)
            says(trace, 1, EVENT_OUTPUT, NO_TASK, "called back");
        wakes(trace, 2, root, NO_TASK);
        happens(trace, 2, EVENT_STEP, root);
        happens(trace, 2, EVENT_DONE, root);
        is_over(trace, 2);
        Hues hues = {0};
        Timeline *timeline = fold(trace, "main()", &hues);
        const MomentView *moments = &timeline->moments;
        assert_int_equal(moments->count, 2 + prints);
        assert_int_equal(moments->first == &timeline->turns.items->from, !prints);
        assert_int_equal(moment_in(moments, 0).t, 0);
        assert_int_equal(moment_in(moments, 1).t, seconds(2 - prints));
        assert_int_equal(moment_in(moments, moments->count - 1).t, seconds(2));
        timeline_free(timeline);
        hues_free(&hues);
    }
}

static void marks_tell_how_far_it_is_to_words(void **state)
{
    (void)state;
    Trace *trace = trace_new();
    uint32_t root = creates(trace, 0, NO_TASK, "main()");
    for (int i = 0; i < 5; i++) {
        happens(trace, i, EVENT_STEP, root);
        says(trace, i, EVENT_PRINT, root, i == 2 ? "words" : "");
        waits(trace, i, EVENT_WAIT, root, (Wait){.kind = WAIT_SLEEP, .label = STR("sleep(1)")});
        wakes(trace, i + 1, root, NO_TASK);
    }
    is_over(trace, 5);
    Hues hues = {0};
    Timeline *timeline = timeline_fold(trace, (Str){0}, (Str){0}, STR("main()"), &hues);
    trace_free(trace);
    const Lane *lane = &timeline->lanes.items[0];
    size_t speaking = 0;
    assert_int_equal(lane->marks.count, 5);
    assert_int_equal(lane->sight_count, 10);
    for (size_t i = 0; i < lane->marks.count; i++) {
        size_t next = i;
        while (next < lane->marks.count && !mark_speaks(&lane->marks.items[next]))
            next++;
        assert_int_equal(lane->marks.items[i].quiet, next - i);
        speaking += next == i;
    }
    assert_int_equal(speaking, 1);
    timeline_free(timeline);
    hues_free(&hues);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequential_has_one_lane_of_two_sleeps),
        cmocka_unit_test(the_same_call_has_the_same_hue),
        cmocka_unit_test(a_call_keeps_its_hue_in_the_next_version),
        cmocka_unit_test(two_tasks_of_one_call_differ),
        cmocka_unit_test(an_instant_opens_up_into_its_steps),
        cmocka_unit_test(what_a_wake_up_came_from_is_known),
        cmocka_unit_test(blocks_hold_the_loop_one_after_another),
        cmocka_unit_test(children_stand_below_their_maker),
        cmocka_unit_test(many_lanes_are_counted),
        cmocka_unit_test(threads_and_steps_are_kept),
        cmocka_unit_test(a_failure_knows_where_it_came_up),
        cmocka_unit_test(what_went_wrong_besides_has_its_place),
        cmocka_unit_test(looking_onward_finds_the_same),
        cmocka_unit_test(very_many_quiet_marks_are_told_in_part),
        cmocka_unit_test(what_there_are_millions_of_is_small),
        cmocka_unit_test(moments_are_the_turns_own_or_besides),
        cmocka_unit_test(marks_tell_how_far_it_is_to_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
