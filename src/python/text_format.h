/* str.format(). */
#ifndef PYTHON_TEXT_FORMAT_H
#define PYTHON_TEXT_FORMAT_H

#include "python/value.h"

bool str_format(Python *py, Obj *self, const Arguments *arguments, Value *result);

#endif
