/* python/: Python's values without a loop: numbers, text, lists, exceptions, builtins, expressions,
 * and the heap they stand on.
 * In: trees of expressions, values. Out: values, or an exception, or a limit that was hit.
 *
 * All of it works in a context, which whoever embeds Python (sim/ does) fills in. Nothing here
 * suspends, knows a task, or writes a trace. */
#ifndef PYTHON_PYTHON_H
#define PYTHON_PYTHON_H

#include "scenario/scenario.h"
#include "python/random.h"
#include "python/value.h"

/* A builtin function or type, called. */
typedef bool (*Function)(Python *py, const Arguments *arguments, Value *result);

/* What the embedder adds: its kinds of objects, its builtins, and what it holds. */
typedef struct Host {
    const ObjType *const *types; /* by ObjKind, the plain ones (PLAIN_TYPES) included */
    const Function *functions;   /* by Builtin, up to BUILTIN_BASE_EXCEPTION: those not Python's */
    bool (*is_instance)(Python *py, Value value, Builtin type); /* of the types not Python's */
    /* Calls a coroutine function of the scenario, which only makes the coroutine, or a plain one. */
    bool (*call_coroutine)(Python *py, uint32_t coroutine, const Arguments *arguments,
                           Value *result);
    /* The same for an expression that is CALL_OWN or CALL_FUNCTION: evaluates the arguments, too. */
    bool (*call_own)(Python *py, Value *locals, const Expr *call, Value *result);
    /* Calls a method that is a coroutine function of the host's: makes the coroutine. */
    bool (*call_native)(Python *py, const struct NativeKind *kind, Obj *self,
                        const Arguments *arguments, Value *result);
    /* The object that holds a coroutine's locals, for what outlives the expression. */
    Obj *(*owner)(Value *locals);
    /* A set was walked or printed whose order Python leaves to chance; or NULL. */
    void (*unordered)(Python *py);
    void (*visit_roots)(Heap *heap, Python *py); /* heap_mark what it holds by itself; or NULL */
    size_t (*bytes)(const Python *py); /* of memory that it has beside the heap; or NULL */
} Host;

/* Which method `x.name` was, the last time it was called here. */
typedef struct MethodMemo {
    const Expr *expr; /* the attribute */
    const Method *method;
    int kind; /* of x */
} MethodMemo;

enum { METHOD_MEMOS = 64 };

/* The context of everything in this folder. */
struct Python {
    const Host *host;
    const Scenario *scenario; /* for the names of its coroutines; may be NULL where none is named */
    Heap *heap;
    Value *shared;       /* the values of the file's `let`, by slot */
    Random random;
    Obj *raised;         /* the pending ExceptionObj after a `false`, or NULL */
    Place fault;         /* the innermost expression that could not be evaluated; length 0: none.
                            Whoever begins a step clears it */
    const char *limit;   /* why the run must end, or NULL; see python_limit */
    bool limit_here;     /* it is about that very step, and not the loop that it is in */
    uint32_t limit_step; /* the step it happened in or behind, 0 if none */
    uint32_t step;       /* number of the scenario's step that runs now, 0 if none */
    uint32_t last_step;  /* that ran before, while none does */
    uint64_t steps;      /* executed, and work that counts as steps */
    uint64_t items;      /* work done since that is not a step yet; see python_work */
    uint64_t nans;       /* made */
    uint64_t max_steps;
    uint64_t look_at;    /* from so many steps on, whoever begins one has to look at what may stop it;
                            0 once there is a limit */
    size_t max_bytes;
    bool collect_always; /* tests: collect garbage at every chance */
    MethodMemo methods[METHOD_MEMOS]; /* by a hash of `expr` */
    char limit_text[256]; /* what `limit` points to */
};

/* Ends the run at a limit: returns false. The message is copied; the first one stays. */
bool python_limit(Python *py, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* No step runs for now. */
static inline void python_step_ends(Python *py)
{
    if (py->step)
        py->last_step = py->step;
    py->step = 0;
}

/* What one step does to many items, or to many bytes of text, counts as steps too: a run that only
 * works inside sum(), sorted() or `in` comes to its limit as well. False at the limit; who can't
 * pass that on may ignore it, as the run ends before its next step. */
enum { PYTHON_ITEMS_A_STEP = 32 };
bool python_work_done(Python *py); /* so many items and more make a step */
static inline bool python_work(Python *py, size_t items)
{
    py->items += items;
    return py->items < PYTHON_ITEMS_A_STEP || python_work_done(py);
}

/* The innermost expression that fails is told. Always false. */
static inline bool python_fault(Python *py, const Expr *expr)
{
    if (py->fault.length == 0)
        py->fault = expr->at;
    return false;
}

/* In a coroutine's locals (NULL: none) and the shared names. A name of its own takes no call. */
bool evaluate_tree(Python *py, Value *locals, const Expr *expr, Value *result);
static inline bool evaluate(Python *py, Value *locals, const Expr *expr, Value *result)
{
    if (expr->kind != EXPR_LOCAL || expr->hops || locals[expr->slot].tag == V_UNSET)
        return evaluate_tree(py, locals, expr, result);
    value_copy(result, &locals[expr->slot]);
    return true;
}

/* The rest of a method's call, behind method_find (method.h). */
bool method_finish(Python *py, Value *locals, const Expr *call, Value self, const Method *method,
                   Value *result);

bool evaluate_text(Python *py, Value *locals, const TextTemplate *text, Builder *out);
/* Items, stars and the comprehension `each` (NULL or absent: none) spread out. */
bool evaluate_items(Python *py, Value *locals, const Field *field, const Field *each,
                    ListObj *into);
/* The same in pieces of so many rounds of the comprehension; `more`: it is to be called again. */
typedef struct Items {
    const Field *field, *each;
    ListObj *into;
    Value iterator; /* its own; unset before it is begun */
} Items;
bool items_advance(Python *py, Value *locals, Items *items, size_t rounds, bool *more);
static inline void binding_set(Python *py, Value *locals, const Binding *binding, Value value)
{
    *(binding->shared ? &py->shared[binding->slot] : &locals[binding->slot]) = value;
}

/* Binds; unpacks several, with Python's ValueErrors. */
bool target_bind_other(Python *py, Value *locals, const Target *target, Value value);
static inline bool target_bind(Python *py, Value *locals, const Target *target, Value value)
{
    if (!target->own)
        return target_bind_other(py, locals, target, value);
    locals[target->own - 1] = value;
    return true;
}
void target_unbind(Python *py, Value *locals, const Target *target);

#endif
