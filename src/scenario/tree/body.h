/* A coroutine's body, step by step: what the files that read it share. */
#ifndef SCENARIO_TREE_BODY_H
#define SCENARIO_TREE_BODY_H

#include "scenario/tree/load.h"

/* A step that is being read. */
typedef struct StepOpen {
    Step *step;
    Place key_at; /* of its verb */
    bool good;    /* so far */
} StepOpen;

/* step.c: which verb it is. False where that can't be told: reported. */
bool step_begin(Loader *loader, const Json *json, StepOpen *open);
/* The field that the next of its keys fills, made empty, and what stands there; NULL where it is
 * none of them, and then all is done. */
const FieldSpec *step_key(Loader *loader, const Json *json, Json *item, StepOpen *open,
                          Field **field);
void step_end(Loader *loader, const StepOpen *open);

/* field.c: what stands behind a key, but steps. False: reported. */
bool load_field(Loader *loader, const FieldSpec *spec, const Json *json, Field *field);
bool field_is_object(Loader *loader, const FieldSpec *spec, const Json *json, const char *example);

/* What is open while a body is read: blocks, steps in them, the clauses of an `except`. */
typedef enum BodyKind { BODY_BLOCK, BODY_STEP, BODY_HANDLERS } BodyKind;

typedef struct BodyOpen {
    BodyKind kind;
    const Json *json;
    uint32_t next; /* of its items */
    Block *block;  /* BLOCK */
    StepOpen step; /* STEP */
    Field *field;  /* HANDLERS ... */
    bool star, good; /* ... of `except*`; so far */
    /* As it is put back at the end: */
    size_t loops;
    bool in_star, in_star_jump;
} BodyOpen;

/* Each is a bracket of the file. */
typedef struct Body {
    BodyOpen open[JSON_MAX_DEPTH + 1];
    int depth;
} Body;

void body_begin(Body *body, Loader *loader, const Json *json, Block *block);
bool body_advance(Body *body, Loader *loader, uint64_t *budget); /* true at its end */

#endif
