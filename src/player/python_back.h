/* From a bar back to the number in a Python file. */
#ifndef PLAYER_PYTHON_BACK_H
#define PLAYER_PYTHON_BACK_H

#include "player/edit.h"

/* The number that stands in the file's text for the length of `span`: in its own line, as in
 * `sleep(1)`, or, where a parameter's name stands there, in the line that called the function. False
 * where there is none. */
bool python_literal(const Loaded *loaded, uint32_t timeline, const Span *span, Literal *literal);

#endif
