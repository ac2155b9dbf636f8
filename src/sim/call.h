/* Calls of coroutine functions, between the files that make and drive them. */
#ifndef SIM_CALL_H
#define SIM_CALL_H

#include "sim/frame.h"

/* The host's call_own. */
bool call_own(Python *py, Value *locals, const Expr *call, Value *result);

/* Evaluates the arguments of a call `from` the so-manyth on. False: one raised. */
bool call_take(Run *run, Value *locals, const Expr *call, uint32_t from, Value *values);

/* The objects among the arguments, bound already, learn their names; the call's text is made at once
 * where it would look different later. False where the run has no room for it. */
bool call_tell_arguments(Run *run, const Arguments *arguments, Frame *frame);

/* `name(1, 'One')`, interned; cut where it is long. */
uint32_t call_text(Run *run, Str name, const Arguments *arguments);

/* A function's frame, just made, from its beginning to its end. False: it raised. */
bool frame_run(Run *run, Frame *frame, Value *result);

/* The text of its call, for the picture: a trace index. Made when it is first asked for, and before
 * one of the arguments it shows is bound anew. */
uint32_t frame_call(Run *run, Frame *frame);
/* The target is about to be bound. */
void frame_call_before_it(Run *run, Frame *frame, const Target *target);
static inline void frame_call_before(Run *run, Frame *frame, const Target *target)
{
    if (frame && frame->phase && !frame->call)
        frame_call_before_it(run, frame, target);
}

#endif
