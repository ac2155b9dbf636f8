/* What a step may say: a verb's keys and what stands behind each. steps/ declares one VerbSpec a
 * verb; loading, checking, `--help` and the JSON schema come from it. scenario/ knows no verb. */
#ifndef SCENARIO_VERB_H
#define SCENARIO_VERB_H

#include "base/diag.h"

#include <stdbool.h>

typedef struct Step Step;

typedef enum FieldKind {
    FIELD_VALUE,      /* a Python expression, or a JSON literal          -> Field.expr */
    FIELD_TEXT,       /* an f-string                                      -> Field.text */
    FIELD_LABEL,      /* an f-string of names, attributes, indexing only  -> Field.text */
    FIELD_TARGET,     /* names to bind: "a", "a, b" or ["a", "b"]         -> Field.target */
    FIELD_FOR,        /* "target in expr", of the coroutine's own scope   -> Field.loop */
    FIELD_EACH,       /* the same as an option, the names live only inside the verb's own
                         values (a Python comprehension)                  -> Field.loop */
    FIELD_BLOCK,      /* a list of steps                                  -> Field.block */
    FIELD_AWAITABLES, /* a list of expressions, or one expression: "*ts", "f(i)" -> Field.list */
    FIELD_EXCEPT,     /* {"ValueError as e": [...]}                       -> Field.handlers */
    FIELD_LET,        /* {"x": expr}                                      -> Field.let */
    FIELD_FLAG,       /* true or false                                    -> Field.flag */
    FIELD_TRUE,       /* only true: {"break": true}                       -> Field.flag */
    FIELD_WORD,       /* one of FieldSpec.words                           -> Field.word, index */
    FIELD_RAISE       /* an expression or true            -> Field.expr, NULL for true */
} FieldKind;

typedef struct FieldSpec {
    const char *key;
    FieldKind kind;
    bool required;
    const char *help;         /* one line for people */
    const char *const *words; /* FIELD_WORD: NULL-terminated */
} FieldSpec;

enum { VERB_FIELDS = 8 };

typedef enum VerbFlags {
    VERB_YIELDS_WHERE_ALONE = 1, /* `for`, `timeout`: a verb only where no other stands beside */
    VERB_LOOP = 2,               /* `break` and `continue` belong to it */
    VERB_NO_JUMP = 4,            /* its FIELD_EXCEPT key `except*` forbids return/break/continue */
    VERB_IN_LOOP = 8,            /* only inside a VERB_LOOP: break, continue */
    VERB_AWAITS = 16,            /* the task may wait in it: only in a coroutine */
    VERB_GENERATES = 32          /* makes its coroutine an async generator: yield */
} VerbFlags;

/* Which of Python's own statements it is: those are compiled (src/code/), all others run by themselves. */
typedef enum VerbForm {
    FORM_VERB, FORM_FOR, FORM_WHILE, FORM_IF, FORM_LET, FORM_CALL, FORM_RETURN, FORM_AWAIT,
    FORM_BREAK, FORM_CONTINUE
} VerbForm;

/* fields[0] is the verb's own key. `label` is known to every step and not listed. */
typedef struct VerbSpec {
    const char *name; /* == fields[0].key */
    const char *help; /* the Python it stands for, one line */
    const char *snippet; /* the step as an editor inserts it: ${1:x} is a place to fill in */
    unsigned flags;
    VerbForm form;
    FieldSpec fields[VERB_FIELDS];
    /* What the table can't say: reports through diag_error. May be NULL. */
    void (*check)(const Step *step, Diags *diags);
} VerbSpec;

#endif
