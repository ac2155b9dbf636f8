/* What the files of this room share. */
#ifndef TRACE_INSIDE_H
#define TRACE_INSIDE_H

#include "base/array.h"
#include "base/pool.h"
#include "trace/records.h"
#include "trace/trace.h"

/* What follows a stuck timeline's END. */
typedef struct Late {
    ARRAY(Event) prints;
    size_t count;        /* events before, that END included */
    Event next;          /* stands here until the one after it is added */
    int64_t end;         /* ns; 0 where nothing was late */
    size_t tasks_before; /* made before; later ones are in no picture */
} Late;

typedef enum Thing {
    THING_WAIT, THING_OBJECT, THING_PLACE, THING_PATH, THING_LATE, THING_CHANGE, THING_LIMIT,
    THING_RAISED, THING_RACE, THING_CANDIDATE, THING_NUMBER, THING_VALUE, THINGS
} Thing;

typedef struct Things {
    Records of[THINGS];
} Things;

void things_begin(Things *things);
void things_free(Things *things);
size_t things_bytes(const Things *things);

typedef struct StoredText { /* texts.c */
    uint64_t form, length;
} StoredText;

struct Trace {
    TraceEnd end; /* `next` in the last chunk */
    ARRAY(Event *) chunks; /* the first one grows and stands alone, the others are the pool's */
    Pool pool;
    Event *last; /* the chunk that is being filled */
    uint32_t last_room;
    size_t before_last; /* events in the other chunks */
    Arena arena; /* the bytes of texts */
    ARRAY(StoredText) texts;
    Arena *made; /* of those that were numbers until somebody read them */
    ARRAY(TaskTexts) tasks;
    Table text_table, number_table; /* the latter of recent ones */
    Things things;
    bool mainless; /* see trace_set_mainless */
    bool is_late; /* the timeline is over; see trace_begin_late */
    Late late;
};

/* Each task's name as it is at the event being written. */
typedef struct TaskNames {
    const Trace *trace;
    uint32_t *of; /* texts */
} TaskNames;
TaskNames task_names_begin(const Trace *trace);
void task_names_end(TaskNames *names);
void task_names_follow(TaskNames *names, const Event *event);
Str task_name_now(const TaskNames *names, uint32_t task);

/* Lines of JSON that are being written. */
typedef struct Lines {
    Builder *out;
    const Trace *trace;
    TaskNames names;
    Str *said;         /* of each task `, "task": "Task-1"`; empty: it was not needed yet */
    Str events[EVENT_KINDS], changes[CHANGE_KINDS]; /* `, "event": "step"` */
    Arena arena;       /* of these */
    Builder head;      /* how a line begins, up to its time: so does the next one mostly */
    size_t head_fixed; /* so much of that is the same in all lines */
    int64_t head_t;
} Lines;
Lines lines_begin(Builder *out, const Trace *trace, uint32_t timeline);
void lines_end(Lines *lines);
void lines_follow(Lines *lines, const Event *event);

/* A contract's line without its end, and what it says besides task and time. */
void line_begin(Lines *lines, const Event *event);
void line_extra(Lines *lines, const Event *event);
void line_field(Builder *out, const char *key, Str text);
/* The same with the name of a task. */
void line_task(Lines *lines, const char *key, uint32_t task);

/* The words of the lines, by their enumerations. */
extern const char *const event_names[EVENT_KINDS];
extern const char *const outcome_names[5];
extern const char *const wait_names[WAIT_KINDS];
extern const char *const object_names[OBJECT_KINDS];
extern const char *const change_names[CHANGE_KINDS];
extern const char *const limit_names[LIMIT_KINDS];
extern const char *const cancel_names[CANCEL_CAUSES];
extern const char *const waker_names[WAKER_IO + 1];
extern const char *const due_names[DUE_THREAD + 1];

#endif
