/* asyncio.to_thread(time.sleep, seconds). */
#include "sim/objects.h"
#include "sim/threads.h"

#include <math.h>

/* What time.sleep(seconds) raises in the thread: NULL where it sleeps, and then how long. */
static ExceptionObj *sleep_failure(Run *run, Value seconds, int64_t *duration)
{
    *duration = 0;
    bool whole = seconds.tag == V_INT || seconds.tag == V_BOOL;
    if (!whole && seconds.tag != V_FLOAT)
        return exception_text(&run->py, BUILTIN_TYPE_ERROR,
                              "'%s' object cannot be interpreted as an integer or float",
                              value_type_name(&run->py, seconds));
    if (seconds.tag == V_FLOAT && isnan(seconds.f))
        return exception_text(&run->py, BUILTIN_VALUE_ERROR, "Invalid value NaN (not a number)");
    if (seconds.tag == V_FLOAT && isinf(seconds.f))
        return exception_text(&run->py, BUILTIN_OVERFLOW_ERROR,
                              "timestamp out of range for platform time_t");
    if (!value_duration(&run->py, seconds, duration)) {
        ExceptionObj *raised = (ExceptionObj *)run->py.raised;
        run->py.raised = NULL;
        return raised;
    }
    if (*duration < 0)
        return exception_text(&run->py, BUILTIN_VALUE_ERROR, "sleep length must be non-negative");
    return NULL;
}

static Signal resume(Run *run, Frame *frame, const Completion *completion)
{
    if (frame->phase == 1)
        return complete(run, *completion);
    int64_t duration;
    ExceptionObj *failure = sleep_failure(run, frame->slots[0], &duration);
    if (run->py.limit)
        return failed(run);
    frame->phase = 1;
    return await_value(run, OBJ_VALUE(threads_submit(run, failure ? 0 : duration, failure)));
}

static const NativeKind to_thread_kind = {
    .name = "to_thread",
    .wait = WAIT_THREAD,
    .resume = resume,
};

Value to_thread_coroutine(Run *run, Value seconds)
{
    return native_coroutine(run, &to_thread_kind, seconds, NONE_VALUE);
}
