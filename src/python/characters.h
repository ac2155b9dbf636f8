/* What Unicode says about characters, as CPython 3.14 has it (Unicode 16). */
#ifndef PYTHON_CHARACTERS_H
#define PYTHON_CHARACTERS_H

#include "base/str.h"

typedef enum CharProperty {
    CHAR_CASED, CHAR_IGNORABLE, /* as the rule for the final sigma needs them */
    CHAR_ALPHA, CHAR_DECIMAL, CHAR_DIGIT, CHAR_NUMERIC, CHAR_CAPITAL, CHAR_SMALL, CHAR_TITLED
} CharProperty;

bool character_is(uint32_t c, CharProperty property);

/* str.upper, str.lower, str.title, str.capitalize: appended. A wrong byte is left out. */
void text_upper(Builder *out, Str text);
void text_lower(Builder *out, Str text);
void text_title(Builder *out, Str text);
void text_capitalize(Builder *out, Str text);

#endif
