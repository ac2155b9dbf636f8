/* lambda, and the scopes that hold names of their own. */
#include "python/closure.h"

#include <string.h>

/* `hops` scopes are around the expression: the innermost is an object, or else the host's frame. */
static Obj *owner_of(Python *py, Value *locals, unsigned hops)
{
    if (hops)
        return &scope_around(locals)->obj;
    return locals && py->host->owner ? py->host->owner(locals) : NULL;
}

ScopeObj *scope_make(Python *py, Value *locals, const Expr *expr)
{
    size_t count = expr->scope->name_count;
    ScopeObj *scope = heap_make(py->heap, OBJ_SCOPE, sizeof *scope + count * sizeof(Value));
    scope->count = (uint32_t)count;
    scope->outer = locals;
    scope->owner = owner_of(py, locals, expr->hops);
    return scope;
}

bool lambda_make(Python *py, Value *locals, const Expr *expr, Value *result)
{
    uint32_t count = expr->scope->parameter_count;
    LambdaObj *lambda = heap_make(py->heap, OBJ_LAMBDA, sizeof *lambda + count * sizeof(Value));
    lambda->expr = expr;
    lambda->outer = locals;
    lambda->owner = owner_of(py, locals, expr->hops);
    for (uint32_t i = 0; i < count; i++) {
        const Expr *standard = expr->scope->parameters[i].standard;
        if (standard && !evaluate(py, locals, standard, &lambda->standards[i]))
            return false;
    }
    *result = OBJ_VALUE(lambda);
    return true;
}

/* Names of parameters as C texts, as arguments_take wants them. */
static const char **parameter_names(const ExprScope *scope)
{
    const char **names = mem_resize_array(NULL, scope->parameter_count + 1, sizeof *names);
    for (uint32_t i = 0; i < scope->parameter_count; i++) {
        Str name = scope->parameters[i].name;
        char *copy = mem_new(name.length + 1);
        memcpy(copy, name.at, name.length);
        names[i] = copy;
    }
    return names;
}

static void free_names(const char **names, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        mem_free((char *)(uintptr_t)names[i]);
    mem_free(names);
}

/* The common call: as many positions as parameters. False: look closer. */
static bool take_simply(const LambdaObj *lambda, const Arguments *arguments, Value *values)
{
    if (arguments->named_count || arguments->count != lambda->expr->scope->parameter_count)
        return false;
    if (arguments->count)
        memcpy(values, arguments->positional, arguments->count * sizeof *values);
    return true;
}

static bool take(Python *py, const LambdaObj *lambda, const Arguments *arguments, Value *values)
{
    const ExprScope *scope = lambda->expr->scope;
    uint32_t count = scope->parameter_count, required = 0;
    if (take_simply(lambda, arguments, values))
        return true;
    for (uint32_t i = 0; i < count; i++) {
        values[i] = lambda->standards[i];
        required += values[i].tag == V_UNSET;
    }
    const char **names = parameter_names(scope);
    bool good = arguments_take(py, arguments, "<lambda>", names, required, values, count);
    free_names(names, count);
    return good;
}

bool lambda_call(Python *py, Obj *self, const Arguments *arguments, Value *result)
{
    const LambdaObj *lambda = (LambdaObj *)(void *)self;
    ScopeObj *scope = scope_make(py, lambda->outer, lambda->expr);
    scope->owner = lambda->owner;
    if (!heap_descend(py->heap))
        return false;
    bool good = python_work(py, 8) && take(py, lambda, arguments, scope->names)
                && evaluate(py, scope->names, lambda->expr->left, result);
    heap_ascend(py->heap);
    return good;
}

static void visit_lambda(Heap *heap, Obj *self)
{
    const LambdaObj *lambda = (LambdaObj *)(void *)self;
    heap_mark(heap, lambda->owner);
    for (uint32_t i = 0; i < lambda->expr->scope->parameter_count; i++)
        heap_mark_value(heap, lambda->standards[i]);
}

static bool repr_lambda(Python *py, Obj *self, Builder *out)
{
    (void)py;
    (void)self;
    builder_text(out, "<function <lambda>>");
    return true;
}

const ObjType lambda_type = {.name = "function", .visit = visit_lambda, .repr = repr_lambda};

static void visit_scope(Heap *heap, Obj *self)
{
    const ScopeObj *scope = (ScopeObj *)(void *)self;
    heap_mark(heap, scope->owner);
    for (uint32_t i = 0; i < scope->count; i++)
        heap_mark_value(heap, scope->names[i]);
}

const ObjType scope_type = {.name = "scope", .visit = visit_scope};
