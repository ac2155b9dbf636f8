/* How a verb runs: what steps/ gives to the model for each. The model knows Python's own statements,
 * and no verb of asyncio. */
#ifndef SIM_STEP_H
#define SIM_STEP_H

#include "sim/frame.h"

typedef struct StepOps {
    /* NULL for Python's own statements, which are compiled: code/. Called with phase 0 and COMPLETE_NORMAL when the step begins, then again with the outcome of
     * the block or awaitable that its last signal named. Keeps its state in the activation. */
    Signal (*run)(Run *run, Frame *frame, Activation *activation, const Completion *completion);
    /* What the picture calls a wait or block of this step: `sleep(1)`, `await task1`; appends the
     * text and returns the kind. Called while the task suspends in the step. A step's `label`
     * replaces the text. NULL where the step itself never suspends. */
    bool steady; /* describe's answer depends on nothing but the step, the activation's `a` where
                    that is no object, and what kind of object it is: so it may be remembered */
    WaitKind (*describe)(Run *run, Frame *frame, const Activation *activation, Builder *out);
    /* Where the activation's `a` is a number, describe's text is this, the number and `)`: `sleep(`.
     * It is made when it is read, and the kind comes from `kind`. NULL: describe is asked. */
    const char *before_number;
    WaitKind (*kind)(Value number);
} StepOps;

#endif
