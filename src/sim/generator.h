/* Async generators: a script frame that gives values out and is gone on with. */
#ifndef SIM_GENERATOR_H
#define SIM_GENERATOR_H

#include "sim/frame.h"

static inline bool is_generator(const Frame *frame)
{
    return !frame->native && frame_coroutine(frame)->generator;
}

/* `async for` has left it while it still had more to give: nobody knows it any more, and the loop
 * soon begins a task that closes it. */
void generator_drop(Run *run, Frame *frame);

#endif
