/* code/: a coroutine's steps as a flat list of instructions, so that running them needs a counter and
 * no walk over a tree.
 * In: a Coroutine. Out: its Code.
 *
 * Python's own statements are instructions with places to jump to. Every other step, a verb, is one
 * instruction that begins it and one that it is resumed at, behind which its blocks stand. A run
 * makes the code of its coroutines once; nothing in it changes afterwards. */
#ifndef CODE_CODE_H
#define CODE_CODE_H

#include "scenario/scenario.h"

typedef enum Opcode {
#define OPCODE(ID, name) CODE_##ID,
#include "code/opcodes.def"
#undef OPCODE
    CODE_COUNT
} Opcode;

enum { CODE_NO_NAME = UINT16_MAX };

typedef struct Instr {
    uint8_t op;         /* Opcode */
    bool begins;        /* a step does, with it */
    bool own;           /* FOR_NEXT, AWAITED: binds `name` alone, which is no parameter;
                           RETURN: of `name` */
    uint16_t name;      /* slot of a name of the coroutine's own; CODE_NO_NAME: to nothing */
    uint32_t slot;      /* FOR_*: where the iterator is kept, behind the coroutine's names */
    uint32_t step;      /* number of the step that it belongs to */
    uint32_t outermost; /* number of the step of the body that this one stands in */
    union {
        const struct Instr *there; /* where else it goes on: see opcodes.def */
        struct Code *callee;       /* AWAIT_OWN */
    };
    union {
        const Expr *expr;
        const Target *target;
        const LetItem *let;
        const Field *fields; /* of the step */
        const Step *verb;
    };
} Instr;

/* Where a verb's block begins. */
typedef struct CodeBlock {
    const Block *block;
    uint32_t at; /* index of an instruction */
} CodeBlock;

typedef struct Code {
    const Coroutine *coroutine;
    const Instr *instrs;
    uint32_t count;
    uint32_t size;  /* for whoever runs it: of a frame, in bytes ... */
    void *free;     /* ... and those that were given back */
    uint32_t slots; /* the coroutine's names, and the iterators of loops inside one another */
    uint32_t depth; /* so many verbs stand inside one another */
    CodeBlock *blocks;
    uint32_t block_count; /* in the order of `at` */
} Code;

/* The code of all coroutines of a scenario, which stays; made in slices. Never NULL. The caller owns it:
 * codes_free, at any time; NULL is fine. */
typedef struct Codes Codes;
Codes *codes_begin(const Scenario *scenario);
/* Goes on by about `budget` of work (base/budget.h). True when all is made. */
bool codes_advance(Codes *codes, uint64_t *budget);
Code *codes_items(const Codes *codes); /* then; by the coroutine's index */
void codes_free(Codes *codes);

/* Where the block of the verb at `resume` (a RESUME of this code) begins. */
const Instr *code_block(const Code *code, const Instr *resume, const Block *block);

/* For developers: an instruction a line, its step's number before it, with a colon where that begins. */
void code_dump(Builder *out, const Code *code);

#endif
