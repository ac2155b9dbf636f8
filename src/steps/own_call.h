/* A step given the very call that it stands for: {"to_thread": "time.sleep(3)"}. */
#ifndef STEPS_OWN_CALL_H
#define STEPS_OWN_CALL_H

#include "scenario/scenario.h"

/* Where the step's value is a call of `own`: a mistake; `why` begins what is to be written. */
void check_own_call(const Step *step, Diags *diags, Builtin own, const char *why);

#endif
