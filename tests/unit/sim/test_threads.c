/* The pool of threads: who starts when, on which worker, and what the trace says of it. */
#include "sim/bare_run.h"

#include <stdlib.h>

static const int64_t second = 1000000000;

static Event nth_of(const Run *run, EventKind kind, size_t n)
{
    for (size_t i = 0; i < trace_count(run->trace); i++) {
        Event event = trace_event(run->trace, i);
        if (event.kind == kind && n-- == 0)
            return event;
    }
    fail_msg("no such event");
    abort();
}

static size_t count_of(const Run *run, EventKind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < trace_count(run->trace); i++)
        count += trace_event(run->trace, i).kind == kind;
    return count;
}

static void jobs_wait_for_the_lowest_free_worker(void **state)
{
    (void)state;
    Run run;
    bare_run_begin(&run, 2);
    const int64_t lengths[] = {3, 1, 1, 2};
    for (size_t i = 0; i < 4; i++)
        threads_submit(&run, lengths[i] * second, NULL);
    assert_int_equal(threads_next(run.threads), INT64_MAX);
    threads_poll(&run);
    assert_int_equal(threads_next(run.threads), second);
    assert_int_equal(threads_drained(run.threads), 4 * second);
    run.now = 10 * second;
    threads_poll(&run); /* the clock jumped over everything: each began when a worker was free */
    const struct {
        int64_t start, end;
        uint16_t worker;
    } want[] = {{0, 3, 0}, {0, 1, 1}, {1, 2, 1}, {2, 4, 1}};
    assert_int_equal(count_of(&run, EVENT_THREAD), 4);
    for (size_t i = 0; i < 4; i++) {
        Event event = nth_of(&run, EVENT_THREAD, i);
        assert_int_equal(event.t, want[i].start * second);
        assert_int_equal(event.flags, want[i].worker);
    }
    const int64_t ends[] = {1, 2, 3, 4};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(nth_of(&run, EVENT_THREAD_END, i).t, ends[i] * second);
    assert_int_equal(threads_drained(run.threads), run.now);
    bare_run_end(&run);
}

static void stop_at_end(Run *run, Obj *self, Obj *future)
{
    (void)future;
    loop_stop(run, self, NULL);
}

static void a_cancelled_job_never_starts_unless_it_runs(void **state)
{
    (void)state;
    Run run;
    bare_run_begin(&run, 1);
    Future *first = threads_submit(&run, 2 * second, NULL);
    Future *queued = threads_submit(&run, second, NULL);
    Future *last = threads_submit(&run, second, NULL);
    assert_true(future_cancel(&run, first, NONE_VALUE)); /* too late: the poll comes before */
    assert_true(future_cancel(&run, queued, NONE_VALUE));
    future_add_callback(&run, last, stop_at_end, NULL);
    assert_int_equal(loop_run(&run), LOOP_STOPPED);
    assert_int_equal(count_of(&run, EVENT_THREAD), 2);
    assert_int_equal(nth_of(&run, EVENT_THREAD, 1).t, 2 * second);
    assert_int_equal(run.now, 3 * second);
    bare_run_end(&run);
}

static void a_failing_job_hands_over_its_exception(void **state)
{
    (void)state;
    Run run;
    bare_run_begin(&run, 8);
    ExceptionObj *error = exception_text(&run.py, BUILTIN_VALUE_ERROR, "no");
    Future *future = threads_submit(&run, 0, error);
    future_add_callback(&run, future, stop_at_end, NULL);
    assert_int_equal(loop_run(&run), LOOP_STOPPED);
    assert_ptr_equal(future->exception, error);
    Value value;
    assert_false(future_result(&run, future, &value));
    bare_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_wait_for_the_lowest_free_worker),
        cmocka_unit_test(a_cancelled_job_never_starts_unless_it_runs),
        cmocka_unit_test(a_failing_job_hands_over_its_exception),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
