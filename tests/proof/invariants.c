/* What must hold of every trace, over any scenario: reads paths of scenarios from standard input,
 * one a line, and answers each with `fine` or with what is broken.
 *
 * trace_check looks at the trace alone. Here the loop's own words (created, gets the floor, waits,
 * woken, blocks, ended) are replayed, and at the end of every instant each task's state has to be
 * the state of its lane in the timeline that is folded from the same trace. */
#include "base/file.h"
#include "base/mem.h"
#include "sim/sim.h"
#include "steps/steps.h"
#include "timeline/timeline.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static LaneState waiting_state(WaitKind kind)
{
    switch (kind) {
    case WAIT_SLEEP: return LANE_SLEEPING;
    case WAIT_YIELD: return LANE_READY;
    case WAIT_THREAD: return LANE_IN_THREAD;
    default: return LANE_AWAITING;
    }
}

static void replay(const Trace *trace, Event event, LaneState *states)
{
    switch ((EventKind)event.kind) {
    case EVENT_CREATE:
    case EVENT_READY: states[event.task] = LANE_READY; break;
    case EVENT_LATE:
        if (states[event.task] == LANE_SLEEPING || states[event.task] == LANE_AWAITING ||
            states[event.task] == LANE_IN_THREAD)
            states[event.task] = LANE_READY;
        break;
    case EVENT_STEP:
    case EVENT_BLOCK_END: states[event.task] = LANE_RUNNING; break;
    case EVENT_BLOCK: states[event.task] = LANE_BLOCKING; break;
    case EVENT_WAIT: states[event.task] = waiting_state(trace_wait(trace, event.wait).kind); break;
    case EVENT_DONE: states[event.task] = LANE_DONE; break;
    case EVENT_ERROR: states[event.task] = LANE_FAILED; break;
    case EVENT_CANCELLED: states[event.task] = LANE_CANCELLED; break;
    default: break;
    }
}

/* The loop hears of it only later, but from the instant at which it was due a task is ready. */
static bool was_due(const Trace *trace, size_t from, uint32_t lane, int64_t t)
{
    for (size_t i = from; i < trace_count(trace); i++) {
        Event event = trace_event(trace, i);
        if (event.task == lane && event.kind == EVENT_LATE)
            return trace_late_of(trace, event.late).due <= t;
        if (event.task == lane && event.kind == EVENT_READY)
            return false;
    }
    return false;
}

static bool states_agree(const Trace *trace, const Timeline *timeline, Builder *why)
{
    size_t tasks = trace_task_count(trace);
    LaneState *states = mem_new((tasks + 1) * sizeof *states); /* all LANE_NOT_YET */
    bool agree = true;
    for (size_t i = 0; agree && i + 1 < trace_count(trace); i++) {
        Event event = trace_event(trace, i), next = trace_event(trace, i + 1);
        replay(trace, event, states);
        if (next.t == event.t || next.kind == EVENT_END)
            continue;
        for (uint32_t lane = 0; agree && lane < tasks; lane++) {
            LaneState seen =
                timeline_state_at(timeline, lane, (Moment){.t = event.t, .step = ALL_STEPS});
            agree = seen == states[lane] ||
                    (seen == LANE_READY && was_due(trace, i + 1, lane, event.t));
            if (!agree)
                builder_printf(why, "at %" PRId64 " ns lane %" PRIu32 " is in state %d, its task in %d",
                               event.t, lane, (int)seen, (int)states[lane]);
        }
    }
    mem_free(states);
    return agree;
}

static bool timeline_holds(const Scenario *scenario, uint32_t index, Builder *why)
{
    SimOptions options = {.max_steps = 100000};
    Hues hues = {0};
    Trace *trace = sim_run(scenario, index, step_ops, &options, NULL);
    Timeline *timeline = timeline_fold(trace, STR(""), STR(""), STR("main()"), &hues);
    bool holds = trace_check(trace, why) && states_agree(trace, timeline, why);
    timeline_free(timeline);
    trace_free(trace);
    hues_free(&hues);
    return holds;
}

static bool holds(const char *path, Builder *why)
{
    Builder text = {0};
    FileError error;
    Diags diags = {0};
    if (!file_read(path, SCENARIO_MAX_BYTES, &text, &error)) {
        builder_text(why, error.text);
        return false;
    }
    Scenario *scenario = scenario_load(str_of(path), builder_view(&text), step_specs,
                                       step_verb_count, &diags);
    if (!scenario)
        builder_text(why, "it does not load");
    bool fine = scenario;
    for (uint32_t i = 0; fine && i < scenario->timeline_count; i++)
        fine = timeline_holds(scenario, i, why);
    scenario_free(scenario);
    diags_free(&diags);
    builder_free(&text);
    return fine;
}

int main(void)
{
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        Builder why = {0};
        puts(holds(path, &why) ? "fine" : why.at ? why.at : "broken");
        fflush(stdout);
        builder_free(&why);
    }
    return 0;
}
