/* Between the files that evaluate expressions: a part of eval.c's tree each. */
#ifndef PYTHON_EVALUATE_H
#define PYTHON_EVALUATE_H

#include "python/plain.h"

bool eval_call(Python *py, Value *locals, const Expr *expr, Value *result); /* tells its fault */

bool eval_items(Python *py, Value *locals, const Expr *expr, Value *result); /* LIST, TUPLE */
bool eval_set(Python *py, Value *locals, const Expr *expr, Value *result);
bool eval_dict(Python *py, Value *locals, const Expr *expr, Value *result);
bool eval_formatted(Python *py, Value *locals, const Expr *expr, Value *result);

#endif
