/* What the escapers need to know of Unicode's characters. Private to base/. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

/* Whether Python's repr() writes the code point as it is: everything but controls, format
 * characters, separators other than the space, private use and what is not assigned. */
bool unicode_printable(uint32_t code_point);

#endif
