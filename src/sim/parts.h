/* The parts of a timeline's life: the main task, then what asyncio.run does behind it. Each waits
 * for one future, as loop.run_until_complete does. */
#ifndef SIM_PARTS_H
#define SIM_PARTS_H

#include "sim/future.h"

typedef enum Part {
    PART_MAIN,
    PART_CANCEL,     /* of the tasks that are left */
    PART_GENERATORS, /* shutdown_asyncgens */
    PART_JOIN,       /* shutdown_default_executor: the threads */
    PART_LEFT        /* nothing is to be done any more */
} Part;

/* What the part waits for. NULL where it has nothing to do, or the run is at its limit. */
Future *part_begin(Run *run, Part part);
/* Its future was done. */
void part_end(Run *run, Part part);

#endif
