/* sim/: the model of asyncio: coroutines, tasks, the loop, its objects.
 * In: a Scenario. Out: a Trace for each timeline.
 *
 * Running a scenario: the public face of the model. Everything else in this folder is inside. */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "scenario/scenario.h"
#include "sim/step.h"
#include "trace/trace.h"

#define SIM_MAX_BYTES ((size_t)256 * 1024 * 1024)

typedef struct SimOptions {
    uint64_t max_steps;   /* executed steps of a timeline; 0: limits.def */
    int64_t until;        /* ns at which a run that goes on is left: OUTCOME_UNTIL; 0: the timeline's
                             own, if it has one */
    size_t max_bytes;     /* memory of the run and its trace; 0 for SIM_MAX_BYTES. Past it:
                             OUTCOME_LIMIT */
    uint32_t trace_weight; /* how often the trace counts in that: so that whoever makes something of
                              it has the room; 0 for once */
    uint64_t kinds;       /* of events that will be read (EVENT_BIT); 0 for all. The trace has no
                             others */
    bool values;          /* what names hold is traced, too: EVENT_VALUE; bounded */
    int64_t values_from;  /* ns: ... from the first turn on that ends then or later */
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

/* Timeline `index` on a fresh loop and clock, run in slices: sim_begin, then sim_advance until it
 * says true, then sim_end. `ops` are the step verbs' ways to run, indexed by Step.verb_index. All
 * that is given must stay until sim_end; `races` and `options` may be NULL. Never NULL. */
Run *sim_begin(const Scenario *scenario, uint32_t index, const StepOps *const *ops,
               const SimOptions *options, Races *races);

/* Goes on by about `budget` steps of the scenario (more than none), where one step may count as
 * many. True when it is over. Where it is cut changes nothing in the trace. */
bool sim_advance(Run *run, uint64_t budget);

/* Frees the run, at any time. Its trace, the caller's; NULL where it is not over. Whatever went
 * wrong in the run is in the trace. NULL is fine. */
Trace *sim_end(Run *run);

/* All of it in one call. */
Trace *sim_run(const Scenario *scenario, uint32_t index, const StepOps *const *ops,
               const SimOptions *options, Races *races);

#endif
