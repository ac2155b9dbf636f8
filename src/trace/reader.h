/* Reading a recording, inside: the line at hand, and what its fields say. */
#ifndef TRACE_READER_H
#define TRACE_READER_H

#include "trace/inside.h"
#include "trace/json_line.h"
#include "trace/recording.h"

typedef struct LatePrint {
    Event event;
    Str name; /* the task's, then; the reading's arena */
} LatePrint;

/* A timeline that is being read. */
typedef struct Reading {
    Trace *trace;
    ARRAY(uint32_t) lines; /* offset of each event's line, for what trace_check finds */
    ARRAY(LatePrint) late;
    int64_t t;
    uint64_t pass;
    bool ended;
} Reading;

typedef struct Reader {
    Recording *recording;
    Source source;
    Diags *diags;
    Arena scratch; /* the line's */
    Arena names;   /* of late prints */
    ARRAY(Reading) readings; /* by timeline */
    const LineValue *line;
    Reading *in;   /* the line's timeline */
    bool fine;     /* nothing in the line is wrong so far */
    uint32_t lines; /* that numbered themselves so far */
    bool has_head;
    bool over;      /* no line is to be read any more */
    size_t errors;  /* of the diags, before */
    size_t checked; /* timelines that are */
    TraceCheck *check; /* of the next one, or NULL */
    Builder breach;
} Reader;

/* Says what is wrong with a value, or with the line where it is NULL. Only the first of a line. */
void reader_wrong(Reader *reader, const LineValue *value, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Fields of an object (mostly the line itself). A wrong one is a mistake, and gives something
 * harmless. `has_...` are those that may be left out: false then. */
Str field_string(Reader *reader, const LineValue *in, const char *key);
bool has_string(Reader *reader, const LineValue *in, const char *key, Str *text);
uint32_t field_below(Reader *reader, const LineValue *in, const char *key, uint64_t end);
bool has_below(Reader *reader, const LineValue *in, const char *key, uint64_t end,
               uint32_t *number);
int64_t field_integer(Reader *reader, const LineValue *in, const char *key);
int64_t field_seconds(Reader *reader, const LineValue *in, const char *key); /* ns, not negative */
bool has_true(Reader *reader, const LineValue *in, const char *key);
uint32_t field_word(Reader *reader, const char *key, const char *const *words, size_t count);

/* Adds the line's event to its timeline. */
void read_event(Reader *reader, EventKind kind, uint16_t flags);
/* A place said by its number, or in full; 0 if none is said. */
uint32_t read_place(Reader *reader, const LineValue *in);
void read_declared_place(Reader *reader);
void read_declared_object(Reader *reader);

#endif
