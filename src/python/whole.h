/* Arithmetic of whole numbers that stand there by name or as they are, as most conditions and counters
 * have it: it takes no call, no protection of C's stack, and can't fail. What is anything else is left
 * to the walk over the tree, which begins anew: nothing has happened yet. */
#ifndef PYTHON_WHOLE_H
#define PYTHON_WHOLE_H

#include "python/method.h"

static inline bool whole_number(const Python *py, const Value *locals, const Expr *expr,
                                int64_t *number)
{
    if (expr->kind == EXPR_INT) {
        *number = expr->integer;
        return true;
    }
    const Value *value = value_of_name(py, locals, expr);
    if (!value || value->tag != V_INT)
        return false;
    *number = value->i;
    return true;
}

/* `a % b`, as Python has it, of a `b` that is above 0. */
static inline int64_t whole_remainder(int64_t a, int64_t b)
{
    int64_t rest = a % b;
    return rest < 0 ? rest + b : rest;
}

static inline bool whole_binary(const Python *py, const Value *locals, const Expr *expr,
                                int64_t *result)
{
    int64_t a, b;
    if (!whole_number(py, locals, expr->left, &a) || !whole_number(py, locals, expr->right, &b))
        return false;
    switch (expr->op) {
    case OP_ADD: return !__builtin_add_overflow(a, b, result);
    case OP_SUBTRACT: return !__builtin_sub_overflow(a, b, result);
    case OP_MULTIPLY: return !__builtin_mul_overflow(a, b, result);
    case OP_MODULO:
        if (b <= 0)
            return false;
        *result = whole_remainder(a, b);
        return true;
    default: return false;
    }
}

/* Its left side may be an operation. */
static inline bool whole_compare(const Python *py, const Value *locals, const Expr *expr,
                                 bool *answer)
{
    int64_t a, b;
    if (expr->count != 1 || !whole_number(py, locals, expr->items[0], &b)
        || !(expr->left->kind == EXPR_BINARY ? whole_binary(py, locals, expr->left, &a)
                                             : whole_number(py, locals, expr->left, &a)))
        return false;
    switch (expr->ops[0]) {
    case OP_EQUAL: *answer = a == b; return true;
    case OP_NOT_EQUAL: *answer = a != b; return true;
    case OP_LESS: *answer = a < b; return true;
    case OP_LESS_EQUAL: *answer = a <= b; return true;
    case OP_GREATER: *answer = a > b; return true;
    case OP_GREATER_EQUAL: *answer = a >= b; return true;
    default: return false;
    }
}

#endif
