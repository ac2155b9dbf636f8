/* Looking names up, and saying what a name that is not known may have meant. */
#ifndef SCENARIO_TREE_RESOLVE_H
#define SCENARIO_TREE_RESOLVE_H

#include "scenario/tree/load.h"

/* The names of a lambda or comprehension around the expression at hand, innermost first. */
typedef struct Scope {
    Str *names;
    uint32_t count;
    const struct Scope *outer;
} Scope;

typedef struct Resolver {
    Loader *loader;
    const Scope *scope;      /* NULL: outside of all */
    const Target *each;      /* names of the step's own, or NULL */
    const Expr *whole;       /* the value as a whole: a bare name there may have been text */
    const Expr *argument;    /* the same for an argument of a call, an item, a side of == */
    uint32_t shared_visible; /* names of `let` below this index */
    bool called;             /* the name stands before a ( */
    const Expr *call;        /* the call that the name is called by */
    const Expr *raised;      /* the value of a raise as a whole */
    const Expr *caught;      /* what stands behind an except */
    const Step *step;        /* whose value it is, or NULL */
} Resolver;

void resolve(Resolver *r, Expr *expr);

/* scope.c: expressions with names of their own. */
void resolve_lambda(Resolver *r, Expr *expr);
void resolve_each(Resolver *r, Expr *expr);
/* True where the name is bound in a scope around it; `expr` is a LOCAL then. */
bool find_scoped(const Resolver *r, Expr *expr);
uint16_t scope_depth(const Resolver *r);

/* unknown.c */
void report_unknown(Resolver *r, const Expr *name);

/* unknown_module.c: asyncio.X, random.X, time.X, math.X. */
void report_module(Resolver *r, const Expr *attribute);

/* call.c: the arguments of a call of a scenario's coroutine against its parameters. */
void check_call(Loader *loader, const Expr *call);

#endif
