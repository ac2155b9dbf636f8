/* scenario/mistakes/: every mistake that checking a scenario can tell, by its number.
 * In: a number. Out: what it means, with a wrong and a right example.
 *
 * A number is for good: a new mistake takes the next one, and what is told no longer leaves its
 * number unused. mistakes.def has them all. */
#ifndef SCENARIO_MISTAKES_MISTAKES_H
#define SCENARIO_MISTAKES_MISTAKES_H

#include "base/str.h"

typedef enum MistakeId {
#define MISTAKE(ID, number, frame, title, why, wrong, right) E_##ID = number,
#include "scenario/mistakes/mistakes.def"
#undef MISTAKE
} MistakeId;

/* What the examples are, and so what has to stand around them to make a file. */
typedef enum MistakeFrame {
    FRAME_FILE,      /* nothing: it is the whole of a file */
    FRAME_KEYS,      /* keys of the file */
    FRAME_COROUTINES, /* keys of "coroutines" */
    FRAME_STEPS,     /* the steps of main(), beside a coroutine fetch(n) */
    FRAME_TIMELINES  /* the timelines of a file that has main() and fetch(n) */
} MistakeFrame;

typedef struct Mistake {
    unsigned number;
    MistakeFrame frame;
    const char *title; /* a line */
    const char *why;   /* sentences */
    const char *wrong; /* NULL where no short example can show it */
    const char *right;
} Mistake;

extern const Mistake mistakes[];
extern const size_t mistake_count;

/* NULL where no mistake has that number. */
const Mistake *mistake_find(unsigned number);

/* A whole file with the example in it. */
void mistake_file(Builder *out, const Mistake *mistake, const char *example);

#endif
