/* What comes out of an `except*` at its end (PEP 654). Private to try.c and raise.c. */
#ifndef STEPS_EXCEPT_STAR_H
#define STEPS_EXCEPT_STAR_H

#include "sim/frame.h"
#include "python/exception.h"

/* Whether an exception left a clause by a bare `raise` (and so is still a part of the group that
 * was caught) or was raised anew. */
void except_star_mark_again(ExceptionObj *exception);
void except_star_mark_new(ExceptionObj *exception);

/* `original` was caught; `raised` are the exceptions that the clauses raised, in order; `rest` is
 * what no clause took, or NULL. *result is what goes on to be raised, NULL for nothing. */
bool except_star_outcome(Run *run, ExceptionObj *original, const Value *raised, size_t count,
                         ExceptionObj *rest, ExceptionObj **result);

#endif
