/* The builtin functions that have files of their own: builtins_items.c, builtins_random.c. */
#ifndef SIM_BUILTINS_H
#define SIM_BUILTINS_H

#include "sim/plain.h"

bool builtin_min(Run *run, const Arguments *arguments, Value *result);
bool builtin_max(Run *run, const Arguments *arguments, Value *result);
bool builtin_sum(Run *run, const Arguments *arguments, Value *result);
bool builtin_sorted(Run *run, const Arguments *arguments, Value *result);
bool builtin_enumerate(Run *run, const Arguments *arguments, Value *result);
bool builtin_zip(Run *run, const Arguments *arguments, Value *result);
bool builtin_list(Run *run, const Arguments *arguments, Value *result);
bool builtin_isinstance(Run *run, const Arguments *arguments, Value *result);

bool builtin_random(Run *run, const Arguments *arguments, Value *result);
bool builtin_uniform(Run *run, const Arguments *arguments, Value *result);
bool builtin_randint(Run *run, const Arguments *arguments, Value *result);
bool builtin_choice(Run *run, const Arguments *arguments, Value *result);

bool value_length(Run *run, Value value, Value *result); /* len() */

#endif
