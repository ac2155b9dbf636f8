/* What is known of a call before it is made. */
#ifndef CODE_CALLS_H
#define CODE_CALLS_H

#include "scenario/expr/expr.h"

/* Of a method, and nothing else is called on the way to it: what it gives is either as old as the step
 * before, or its own. `q.put(i)`; but not `d.setdefault(k, q.get())`. */
bool code_is_method_call(const Expr *expr);

#endif
