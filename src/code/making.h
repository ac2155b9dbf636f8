/* What the code is made with: code.c goes over the coroutines, and emit.c makes what a walk over one
 * comes to. Private to both. */
#ifndef CODE_MAKING_H
#define CODE_MAKING_H

#include "code/code.h"
#include "scenario/walk.h"

#define NOWHERE UINT32_MAX

/* What `break` and `continue` belong to. */
typedef struct Around {
    uint32_t breaks, continues; /* chains of jumps */
    bool verb;                  /* a verb's block is to be left first: it is told */
} Around;

/* A step that the walk is in. */
typedef struct Open {
    Around around, *outer; /* of its blocks; of itself, NULL: nothing */
    uint32_t first;        /* a jump over a block, that is to be led to what stands behind it */
    uint32_t ends;         /* a chain of those that lead to its end */
    uint32_t body;         /* where a loop's begins; a verb's RESUME */
    bool inside;           /* a block of a verb is under way */
} Open;

/* What a jump leads to is mostly not known yet when it is made: jumps to one place are chained through
 * their `to` until it is. They are indices, for the instructions move while there come more. */
struct Codes {
    const Scenario *scenario;
    Code *items;            /* by coroutine */
    ARRAY(Instr) instrs;    /* of all, one behind the other */
    ARRAY(uint32_t) to;     /* of each */
    ARRAY(CodeBlock) blocks;
    uint32_t next;          /* coroutine */
    bool begun;             /* it is under way */
    size_t linked;          /* so many instructions know where they lead */
    /* Of the coroutine under way: */
    const Coroutine *coroutine;
    Walk walk;
    Open open[SCENARIO_MAX_DEPTH];
    uint32_t deep;          /* so many steps are open */
    Around *around;         /* NULL: nothing */
    uint32_t first;         /* its first instruction */
    bool begins;            /* a step, with the next instruction */
    uint32_t outermost;     /* number of the step of the body that is made */
    uint32_t loops, most_loops, verbs, most_verbs; /* under way, and at most */
};

/* The instructions of what the walk has come to. */
void emit_event(Codes *codes, WalkEvent event);
/* ... and of the end of the body, whose last step that was. */
void emit_end(Codes *codes, const Step *last);

#endif
