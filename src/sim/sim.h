/* sim/: the model of asyncio: coroutines, tasks, the loop, its objects.
 * In: a Scenario. Out: a Trace for each timeline.
 *
 * Running a scenario: the public face of the model. Everything else in this folder is inside. */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "scenario/scenario.h"
#include "sim/step.h"
#include "trace/trace.h"

#define SIM_MAX_BYTES ((size_t)2 * 1024 * 1024 * 1024)

/* What is made of a trace (its timeline, its lines) takes several times its own memory; counted as
 * the run goes on, so that whoever has the trace has room for the rest. */
enum { SIM_TRACE_WEIGHT = 6 };

typedef struct SimOptions {
    uint64_t max_steps;   /* executed steps of a timeline; 0 for 10,000,000 */
    size_t max_bytes;     /* memory of the run, and SIM_TRACE_WEIGHT times that of its trace; 0 for
                             SIM_MAX_BYTES. Past it: OUTCOME_LIMIT */
    bool collect_always;  /* tests: collect garbage at every chance */
    const uint32_t *choices; /* of races, one decision after another: which of the candidates that
                                are left comes next; what is not said is 0, the order of arming */
    size_t choice_count;
} SimOptions;

/* Two timers (or a timer and a thread) whose order real Python may choose otherwise: the steps
 * that armed them, by number. Reported once a pair of steps. */
typedef struct Race {
    uint32_t first, second; /* second 0: `first` walks or prints a set whose order is not fixed */
    int64_t t;
} Race;

typedef struct Races {
    ARRAY(Race) list;
} Races;

/* Runs timeline `index` on a fresh loop and clock. `ops` are the step verbs' ways to run, indexed
 * by Step.verb_index. Never NULL: whatever goes wrong in the run is in the trace. The caller owns
 * the trace. `races` may be NULL. */
Trace *sim_run(const Scenario *scenario, uint32_t index, const StepOps *const *ops,
               const SimOptions *options, Races *races);

#endif
