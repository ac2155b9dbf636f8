/* listing/: the Python of a scenario: its lines, and which step stands on which.
 * In: a Scenario. Out: a Listing.
 *
 * The Python of a scenario as a value: lines of text, and which step stands on which line. For the
 * Python panel (LISTING_SHORT) and for the exported program (LISTING_PROGRAM). */
#ifndef LISTING_LISTING_H
#define LISTING_LISTING_H

#include "base/array.h"
#include "scenario/scenario.h"

typedef enum ListingForm {
    LISTING_SHORT,  /* only the coroutines, one after another, as a lecture shows them */
    LISTING_PROGRAM /* a program that runs as it is on Python 3.11 and later: imports, shared names,
                       coroutines, an asyncio.run for each timeline, in PEP 8 shape */
} ListingForm;

typedef struct ListingLine {
    Str text;      /* with its indentation of 4 spaces a level, no newline */
    uint32_t step; /* the step that begins on this line, 0 if none; a step over several lines has
                      its number on each */
    uint32_t indent;   /* levels */
    uint32_t timeline; /* 1.. on the lines of a program's statement that runs it; else 0 */
} ListingLine;

typedef struct Listing {
    Arena arena;
    ARRAY(ListingLine) lines;
    /* Made by listing_index: */
    uint32_t *homes; /* by line: the line of its `async def` */
    uint32_t *lines_of; /* by step: its first line + 1; 0 where it has none */
    uint32_t steps;  /* the largest */
    const char *traceback; /* a name that is free for Python's module `traceback` */
} Listing;

/* Writing, for the verbs. */
typedef struct ListingWriter ListingWriter;
typedef void (*ListingWrite)(ListingWriter *writer, const Step *step);

/* One line of the current step at the current depth. What comes from the scenario goes through the
 * functions below, so nothing in it can leave its place. In `format` itself, `asyncio.`, `time.`,
 * `random.` and `print(` stand for whatever the program calls them: a scenario may use these names
 * for its own. */
void listing_line(ListingWriter *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void listing_block(ListingWriter *writer, const Block *block); /* indented; `pass` where empty; its
                                                                  lines come when the step is written */
void listing_comment(ListingWriter *writer, const TextTemplate *text); /* wrapped at 79 columns */

/* Pieces as Python, in the writer's own memory (valid until the listing is made). */
const char *listing_expr(ListingWriter *writer, const Expr *expr);
const char *listing_text(ListingWriter *writer, const TextTemplate *text); /* f"..." or '...' */
/* What stands inside `print(...)`: as listing_text, but `what` alone for the text `{what}`. */
const char *listing_printed(ListingWriter *writer, const TextTemplate *text);
const char *listing_target(ListingWriter *writer, const Target *target); /* "" for none */
/* `ValueError`, `(KeyError, OSError)`. */
const char *listing_types(ListingWriter *writer, Expr *const *types, uint32_t count);
/* `fetch(1), t`, `*ts`, `*[fetch(i) for i in range(3)]`: as arguments or as a list's items. */
const char *listing_awaitables(ListingWriter *writer, const Field *field, const Field *each);
/* What asyncio.wait is given: `[t1, t2]`, or the one expression. */
const char *listing_futures(ListingWriter *writer, const Field *field);
/* `r = ` where the step has an `as`, else the empty text. */
const char *listing_as(ListingWriter *writer, const Field *as);
bool listing_is_program(const ListingWriter *writer);

/* What the program needs besides what shows in its expressions; may be asked for often. */
typedef enum ListingNeed {
    LISTING_NEEDS_ASYNCIO = 1,
    LISTING_NEEDS_RANDOM = 2,
    LISTING_NEEDS_TIME = 4,
    LISTING_NEEDS_THREADS = 8, /* the executor's number of threads matters */
    LISTING_NEEDS_SUM = 16,    /* sum() as since Python 3.12 */
    LISTING_NEEDS_3_13 = 32    /* a queue's shutdown */
} ListingNeed;
void listing_need(ListingWriter *writer, ListingNeed need);

/* `write` writes any step. The caller owns the result. */
Listing *listing_make(const Scenario *scenario, ListingWrite write, ListingForm form);

/* The same in pieces: listing_advance goes on by about `budget` of work (base/budget.h) and is true at
 * the end; listing_end may come before that. NULL gives NULL. */
typedef struct ListingMaking ListingMaking;
ListingMaking *listing_begin(const Scenario *scenario, ListingWrite write, ListingForm form);
bool listing_advance(ListingMaking *making, uint64_t *budget);
Listing *listing_end(ListingMaking *making);

/* The first line + 1 of a step, 0 where it has none. */
size_t listing_line_of(const Listing *listing, uint32_t step);
/* What finds lines by their steps; whoever makes a listing by hand calls it once. */
void listing_index(Listing *listing);
void listing_free(Listing *listing); /* NULL is fine */

#endif
