/* Numbers as text and back, the same in every locale. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/str.h"

/* As Python's repr(float): the shortest text that reads back the same; `1.0`, `1e-07`, `inf`,
 * `nan`. */
void number_repr(Builder *out, double number);

/* A whole number in decimal digits. */
void integer_write(Builder *out, int64_t number);

/* As C's printf("%.*f"/e/g), with `.` for a point whatever the locale. `kind` is one of
 * f F e E g G. */
void number_fixed(Builder *out, double number, char kind, int precision);

/* The whole of `text` as a decimal floating number in C's grammar without sign-only, hex, inf or
 * nan. False and *number unchanged where it is not one. Overflow gives an infinity. */
bool number_parse(Str text, double *number);

/* The whole of `text` as decimal digits with an optional leading `-`. False where it is not, or
 * does not fit 64 bits. */
bool integer_parse(Str text, int64_t *number);

/* Virtual time. Nanoseconds as decimal seconds, exactly, at least one digit behind the point:
 * 0 -> `0.0`, 1500000000 -> `1.5`. */
void time_exact(Builder *out, int64_t nanoseconds);

/* Seconds to the nearest nanosecond, ties to even. False where it is not finite or does not fit
 * (past 9.2e9 s, 292 years). */
bool time_from_seconds(double seconds, int64_t *nanoseconds);

/* A length of time in words for people: `720 s` is `12 min`, `1 min 55 s`, `1.4 s`, `250 ms`,
 * `19.5 µs`, `2 h 5 min`, `3 d 1 h`. At most two units, at most three significant digits. `0 s`.
 * (time_words.c) */
void time_words(Builder *out, int64_t nanoseconds);

/* The same, rounded `finer` times ten (minutes, seconds, then tenths) less than that, for lengths
 * that must be told apart; at TIME_WORDS_EXACT nothing is rounded. From `least_seconds` on, what
 * is below a second is said in seconds all the same: `0.5 s`; INT64_MAX never. */
typedef struct TimeStyle {
    int finer;
    int64_t least_seconds; /* ns */
} TimeStyle;
enum { TIME_WORDS_EXACT = 12 };
void time_words_styled(Builder *out, int64_t nanoseconds, TimeStyle style);

#define NS_PER_SECOND INT64_C(1000000000)

#endif
