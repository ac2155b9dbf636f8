/* What each local name of a coroutine holds, as far as its text tells; for what looks at them. */
#ifndef STEPS_SENSE_HOLDS_H
#define STEPS_SENSE_HOLDS_H

#include "scenario/walk.h"
#include "steps/sense.h"

typedef enum Holds {
    HOLDS_NOTHING, /* not bound so far */
    HOLDS_ANYTHING,
    HOLDS_COROUTINE,
    HOLDS_TASK,
    HOLDS_TASKS, /* a list of them */
    HOLDS_LIST,
    HOLDS_NUMBER,
    HOLDS_TEXT,
    HOLDS_OBJECT /* a lock and the like */
} Holds;

typedef struct Known {
    Holds holds;
    Place at;          /* of the binding, if it is the only one: else without length */
    const Expr *value; /* likewise, where there is one */
    Builtin maker;     /* OBJECT */
} Known;

typedef struct Sense {
    const Scenario *scenario;
    Diags *diags;
    Arena arena;
    Known *known; /* by slot */
    bool *bound;  /* by slot: above the step that is looked at */
    uint32_t loops;
} Sense;

bool sense_is_verb(const Step *step, const char *name);

/* What the value of `value` is; ANYTHING where that is not certain. */
Known sense_value(const Sense *s, const Expr *value);

/* Looks at what a walk over a body has come to; `known` holds what came of it. */
void sense_learn(Sense *s, WalkEvent event, const Walk *walk);

/* sense.c: when all is learnt, tells what is sure to go wrong at what such a walk has come to. */
void sense_look(Sense *s, WalkEvent event, const Walk *walk);

#endif
