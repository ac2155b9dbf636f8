/* Names of their own inside an expression: what a lambda and a comprehension bind.
 *
 * The evaluator is handed the names at hand as a plain array. That of a scope lies in a ScopeObj and
 * knows the array around it, so that a name `hops` scopes further out is found by as many steps. */
#ifndef PYTHON_CLOSURE_H
#define PYTHON_CLOSURE_H

#include "python/plain.h"

typedef struct ScopeObj { /* OBJ_SCOPE */
    Obj obj;
    uint32_t count;
    Obj *owner;    /* keeps `outer` alive, or NULL */
    Value *outer;  /* the names around it */
    Value names[];
} ScopeObj;

typedef struct LambdaObj { /* OBJ_LAMBDA */
    Obj obj;
    const Expr *expr;
    Obj *owner;
    Value *outer;
    Value standards[]; /* of its parameters; V_UNSET where there is none */
} LambdaObj;

typedef struct GeneratorObj { /* OBJ_GENERATOR: a comprehension under way */
    Obj obj;
    bool over;
    uint32_t level; /* the clause whose iterator goes on next */
    const Expr *expr;
    ScopeObj *scope;
    Value iterators[]; /* a clause each */
} GeneratorObj;

static inline ScopeObj *scope_around(Value *names)
{
    return (ScopeObj *)(void *)((char *)names - offsetof(ScopeObj, names));
}

/* Where a name that is bound `hops` scopes further out has its slots. */
static inline Value *names_out(Value *names, unsigned hops)
{
    while (hops--)
        names = scope_around(names)->outer;
    return names;
}

ScopeObj *scope_make(Python *py, Value *locals, const Expr *expr); /* all its names unset */
bool lambda_make(Python *py, Value *locals, const Expr *expr, Value *result);
bool lambda_call(Python *py, Obj *lambda, const Arguments *arguments, Value *result);

/* A comprehension whole, or a generator that has not begun. */
bool each_make(Python *py, Value *locals, const Expr *expr, Value *result);


#endif
