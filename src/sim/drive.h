/* What drives coroutines: frame by frame, step by step, until the innermost has to wait. */
#ifndef SIM_DRIVE_H
#define SIM_DRIVE_H

#include "sim/frame.h"

/* Goes on with *innermost, which is given what it waited for, with those it awaits and those that
 * await it, up to `outside` (NULL: none is). SIGNAL_DONE: *innermost is `outside` again, and
 * run->completion says how the last one ended; or the run is at its limit. SIGNAL_AWAIT, _YIELD,
 * _SLEEP: it waits, for a future that is not done. SIGNAL_PAUSE: the slice is over.
 * A frame that is thrown into before it began, or that has ended already, finishes at once.
 * `completion` may be the run's. */
Signal drive(Run *run, Frame **innermost, const Frame *outside, const Completion *completion);

/* Whether the current task can begin the frame; false with Python's words. */
bool frame_can_begin(Run *run, const Frame *frame);

#endif
