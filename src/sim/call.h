/* Between frame.c and call.c. */
#ifndef SIM_CALL_H
#define SIM_CALL_H

#include "sim/frame.h"

/* A script frame whose locals nothing has bound yet. `index`: the coroutine's. */
Frame *frame_script_new(Run *run, uint32_t index);

/* `name(1, 'One')`, interned; cut where it is long. */
uint32_t call_text(Run *run, Str name, const Arguments *arguments);

#endif
