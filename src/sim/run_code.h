/* What runs a script frame's code. Between drive.c and run_code.c. */
#ifndef SIM_RUN_CODE_H
#define SIM_RUN_CODE_H

#include "sim/frame.h"

/* Goes on with *innermost, a script frame that is not over; with those it calls and awaits at once, and
 * with those that began it so: *innermost may be another one afterwards. What it says is that one's.
 * SIGNAL_DONE: it is over, as run->completion says, or the run is at its limit. */
Signal run_code(Run *run, Frame **innermost, const Completion *completion);

#endif
