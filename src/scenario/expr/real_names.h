/* What Python's own types and modules have, whether the language has it or not: so that nothing is
 * called missing that Python has. */
#ifndef SCENARIO_EXPR_REAL_NAMES_H
#define SCENARIO_EXPR_REAL_NAMES_H

#include "base/str.h"

#include <stdbool.h>

/* Whether a value of the type, by Python's short name, has an attribute or method of that name;
 * with `module time`, whether the module offers it. */
bool python_has(const char *type, Str name);

/* Whether a value of any type has it. */
bool python_has_somewhere(Str name);

#endif
