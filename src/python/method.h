/* Calling methods: on the way of every `x.name(...)`. */
#ifndef PYTHON_METHOD_H
#define PYTHON_METHOD_H

#include "python/plain.h"

static inline bool method_call(Python *py, const Method *method, Obj *self,
                               const Arguments *arguments, Value *result)
{
    if (method->coroutine)
        return py->host->call_native(py, method->coroutine, self, arguments, result);
    return (method->cost == COST_FIXED || self->kind >= OBJ_PLAIN_KINDS
            || cost_all(py, self, arguments))
           && method->call(py, self, arguments, result);
}

/* The method of that name, without binding it; NULL for none. */
const Method *value_method(const Python *py, Value self, Str name);

/* The same, looked up once for each place and kind. */
static inline const Method *method_of(Python *py, const Value *self, const Expr *attribute)
{
    if (self->tag != V_OBJ)
        return NULL;
    MethodMemo *memo = &py->methods[(uintptr_t)attribute / _Alignof(Expr) % METHOD_MEMOS];
    if (memo->expr != attribute || memo->kind != self->o->kind)
        *memo = (MethodMemo){.expr = attribute,
                             .method = value_method(py, *self, attribute->name),
                             .kind = self->o->kind};
    return memo->method;
}

/* Where the name's value stands; NULL where it is no name, or has none. */
static inline const Value *value_of_name(const Python *py, const Value *locals, const Expr *expr)
{
    const Value *value = expr->kind == EXPR_SHARED                 ? &py->shared[expr->slot]
                         : expr->kind == EXPR_LOCAL && !expr->hops ? &locals[expr->slot]
                                                                   : NULL;
    return value && value->tag != V_UNSET ? value : NULL;
}

/* What a call `x.name(...)` is made on, evaluated before its arguments are; and the method, NULL where
 * an attribute has to be looked up. method_finish is the rest. */
static inline bool method_find(Python *py, Value *locals, const Expr *call, Value *self,
                               const Method **method)
{
    const Expr *attribute = call->left;
    const Value *named = value_of_name(py, locals, attribute->left);
    if (named)
        value_copy(self, named);
    else if (!evaluate_tree(py, locals, attribute->left, self))
        return python_fault(py, call);
    *method = method_of(py, self, attribute);
    return true;
}

#endif
