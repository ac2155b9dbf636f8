/* What a run says in words: Python's warnings, and how it ended. */
#ifndef SIM_REPORT_H
#define SIM_REPORT_H

#include "sim/loop.h"

void report(Run *run, Str text); /* a warning, now */
/* `prefix` and the line of the task's exception. */
void report_task(Run *run, const Task *task, const char *prefix);

/* The warnings kept until now, in the order of the making of what they are about, and the END.
 * For OUTCOME_ERROR the exception is in run->py.raised. */
void report_end(Run *run, Outcome outcome);

#endif
