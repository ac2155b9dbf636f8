/* The scanner's state, and the slips that it asks about where the grammar does not go on. */
#ifndef SCENARIO_JSON_SCAN_H
#define SCENARIO_JSON_SCAN_H

#include "scenario/json/json.h"
#include "scenario/json/mend.h"
#include "scenario/mistakes/mistakes.h"

/* What is looked at next. */
typedef enum ScanPart { SCAN_BYTES, SCAN_START, SCAN_ITEM, SCAN_BEHIND, SCAN_OVER } ScanPart;

typedef struct Scanner {
    const char *start, *at, *end;
    ScanPart next;
    Diags *diags;
    Marks *marks;
    const char *open[JSON_MAX_DEPTH]; /* the brackets around `at` */
    size_t opened[JSON_MAX_DEPTH];    /* their marks */
    int depth;
    bool good;   /* so far */
    bool key;    /* the text that is being read is a key */
    bool failed;
    bool again;              /* it was read before, and what is no mistake was told then */
    struct { /* how to go on behind the slip that was reported */
        MendKind kind;
        Place at;
        Builder text;
    } mend;
} Scanner;

/* Looks at a text up to its first slip, which is reported and, where that can be, mended in the
 * text by scan_end; that gives whether there was none. `text` stays as it is until then. */
void scan_begin(Scanner *s, const Mended *text, Diags *diags, Marks *marks);
bool scan_advance(Scanner *s, uint64_t *budget); /* true at its end */
bool scan_end(Scanner *s, Mended *text);

/* Reports (the first one only) and is false. */
bool scan_fail(Scanner *s, const char *from, size_t length, MistakeId mistake,
               const char *format, ...) __attribute__((format(printf, 5, 6)));

/* What to write in place of a stretch to go on behind what was reported; is false. */
bool scan_mend(Scanner *s, MendKind kind, const char *from, size_t length, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

Place scan_place(const Scanner *s, const char *from, size_t length);
bool scan_is_word(char c); /* of letters, digits, _ and anything beyond ASCII */
bool scan_starts(const Scanner *s, const char *text); /* at s->at */
size_t scan_line(const Scanner *s, const char *from); /* up to its end, without blanks there */
/* How far one looks for what a slip was meant to be, in bytes: no value may be longer, and what is as
 * long is not mended. */
enum { SCAN_REACH = 128 * 1024 };
size_t scan_reach(const Scanner *s, const char *from); /* up to the line's end, or only so far */
size_t scan_word(const Scanner *s); /* how many word characters stand at s->at, so far */
bool scan_ends_value(const Scanner *s, const char *at); /* blanks, then , } ] : or the line's end */
size_t scan_typographic(const Scanner *s);            /* bytes of such a quote at s->at, or 0 */

/* The tokens, with s->at on their first character. */
bool scan_number(Scanner *s, JsonKind *kind);
bool scan_text(Scanner *s); /* with its quotes */
bool scan_expected(Scanner *s, const char *expected);

/* These look at what stands at s->at and are true where nothing is wrong ... */
bool slip_kind(Scanner *s);    /* the whole text: size, UTF-16 */
bool slip_bytes(Scanner *s, const char *stop); /* NUL, UTF-8; moves to `stop`, or a little further */
void slip_mark(Scanner *s);    /* a byte order mark, which is skipped */
bool slip_python(Scanner *s);  /* the whole text: a Python program */
bool slip_other(Scanner *s);   /* the whole text: of another kind, which no mending makes JSON */
bool slip_between(Scanner *s); /* between tokens: comments, odd blanks */
bool slip_behind_text(Scanner *s, const char *from); /* letters that touch a closing quote */

/* ... and these are called where something is wrong, name it, and are false. */
bool slip_number(Scanner *s, const char *from);
bool slip_escape(Scanner *s, char c); /* behind a backslash; s->at is behind c */
bool slip_in_text(Scanner *s, const char *from, unsigned char control);
bool slip_word(Scanner *s, Str found);
bool slip_quote(Scanner *s, const char *what); /* a quote that is none of JSON's */
bool slip_value(Scanner *s);
bool slip_key(Scanner *s);
bool slip_colon(Scanner *s, const char *key_end);
bool slip_comma(Scanner *s, const char *value_end);
bool slip_trailing(Scanner *s, const char *comma);

#endif
