/* The builtin functions that have files of their own: builtins_items.c, builtins_random.c. */
#ifndef PYTHON_BUILTINS_H
#define PYTHON_BUILTINS_H

#include "python/plain.h"

bool builtin_min(Python *py, const Arguments *arguments, Value *result);
bool builtin_max(Python *py, const Arguments *arguments, Value *result);
bool builtin_sum(Python *py, const Arguments *arguments, Value *result);
bool builtin_sorted(Python *py, const Arguments *arguments, Value *result);
bool builtin_enumerate(Python *py, const Arguments *arguments, Value *result);
bool builtin_zip(Python *py, const Arguments *arguments, Value *result);
bool builtin_list(Python *py, const Arguments *arguments, Value *result);
bool builtin_tuple(Python *py, const Arguments *arguments, Value *result);
bool builtin_dict(Python *py, const Arguments *arguments, Value *result);
bool builtin_set(Python *py, const Arguments *arguments, Value *result);
bool builtin_any(Python *py, const Arguments *arguments, Value *result);
bool builtin_all(Python *py, const Arguments *arguments, Value *result);
bool builtin_map(Python *py, const Arguments *arguments, Value *result);
bool builtin_filter(Python *py, const Arguments *arguments, Value *result);
bool builtin_reversed(Python *py, const Arguments *arguments, Value *result);
bool builtin_iter(Python *py, const Arguments *arguments, Value *result);
bool builtin_next(Python *py, const Arguments *arguments, Value *result);
bool builtin_isinstance(Python *py, const Arguments *arguments, Value *result);
bool builtin_type(Python *py, const Arguments *arguments, Value *result);
bool builtin_none_type(Python *py, const Arguments *arguments, Value *result);

bool builtin_random(Python *py, const Arguments *arguments, Value *result);
bool builtin_uniform(Python *py, const Arguments *arguments, Value *result);
bool builtin_randint(Python *py, const Arguments *arguments, Value *result);
bool builtin_choice(Python *py, const Arguments *arguments, Value *result);

bool value_length(Python *py, Value value, Value *result); /* len() */

#endif
