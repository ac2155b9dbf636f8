#include "code/calls.h"

static bool calls_nothing(const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NONE:
    case EXPR_TRUE:
    case EXPR_FALSE:
    case EXPR_INT:
    case EXPR_FLOAT:
    case EXPR_TEXT:
    case EXPR_LOCAL:
    case EXPR_SHARED: return true;
    case EXPR_NEGATE:
    case EXPR_PLUS:
    case EXPR_NOT:
    case EXPR_ATTRIBUTE: return calls_nothing(expr->left);
    case EXPR_BINARY: return calls_nothing(expr->left) && calls_nothing(expr->right);
    case EXPR_INDEX:
        return expr->right->kind != EXPR_SLICE && calls_nothing(expr->left)
               && calls_nothing(expr->right);
    case EXPR_TUPLE:
        for (uint32_t i = 0; i < expr->count; i++)
            if (!calls_nothing(expr->items[i]))
                return false;
        return true;
    default: return false;
    }
}

bool code_is_method_call(const Expr *expr)
{
    if (expr->kind != EXPR_CALL || expr->left->kind != EXPR_ATTRIBUTE)
        return false;
    for (uint32_t i = 0; i < expr->count; i++)
        if (!calls_nothing(expr->arguments[i].value))
            return false;
    return calls_nothing(expr->left->left);
}
