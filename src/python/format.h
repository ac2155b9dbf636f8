/* Format specifications, `{x:>8.2f}`: read once, used by f-strings and by `%`. */
#ifndef PYTHON_FORMAT_H
#define PYTHON_FORMAT_H

#include "python/plain.h"

typedef struct FormatSpec {
    uint32_t fill;    /* a code point */
    char align;       /* < > = ^ */
    char sign;        /* + - space, or 0 */
    bool no_negative_zero, alternate;
    char thousands, fraction_thousands; /* , _ or 0 */
    int64_t width, precision;           /* -1: none */
    uint32_t type;    /* a code point, 0 for none */
} FormatSpec;

/* False after ValueError. `align` is what holds where the spec says nothing. */
bool format_parse(Python *py, Str spec, const char *type_name, char align, FormatSpec *format);
bool format_integer(Python *py, int64_t number, const FormatSpec *format, Builder *out);
bool format_float(Python *py, double number, const FormatSpec *format, Builder *out);
/* Text, cut to the precision and padded. */
bool format_text(Python *py, Str text, const FormatSpec *format, Builder *out);
bool format_unknown_type(Python *py, const FormatSpec *format, const char *type_name);

#endif
