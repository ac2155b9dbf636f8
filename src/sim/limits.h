/* How much a run may do. Everything is counted and nothing measured, so that a run comes to its
 * limit at the same place on every machine. */
#ifndef SIM_LIMITS_H
#define SIM_LIMITS_H

#include "sim/limit_specs.h"
#include "sim/loop.h"

/* Sets the run's limits; what `options` leaves out is the table's. */
void limits_begin(Run *run, const SimOptions *options);

/* A step begins: one more. A safe point for the heap. False where it can't, for the run is at its limit,
 * or its slice is over (and then it can when it is asked again). */
bool limits_look(Run *run, uint32_t step);
static inline bool limits_step(Run *run, uint32_t step)
{
    if (run->py.steps >= run->py.look_at)
        return limits_look(run, step);
    run->py.steps++;
    run->py.step = step;
    return true;
}

/* A task had its turn, a line is printed: one more. False at the limit. */
bool limits_turns_over(Run *run); /* always false */
static inline bool limits_turn(Run *run)
{
    run->turn_began = run->py.steps;
    run->turns_here = run->now == run->turned_at ? run->turns_here + 1 : 0;
    run->turned_at = run->now;
    return ++run->turns <= run->max_turns || limits_turns_over(run);
}
bool limits_print(Run *run);

/* The run is to be seen until a moment that is past: ends it there. Always false. */
bool limits_until(Run *run);

/* The step to name beside the message: the loop that goes round, or the step itself. */
uint32_t limits_place(const Run *run);

#endif
