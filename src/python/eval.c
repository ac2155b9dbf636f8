/* Evaluating an expression tree. Plain arithmetic makes no objects. No garbage is collected in here,
 * so values need no protection. */
#include "python/closure.h"
#include "python/evaluate.h"
#include "python/whole.h"

static bool fetch_local(Python *py, Value *locals, const Expr *expr, Value *result)
{
    *result = names_out(locals, expr->hops)[expr->slot];
    if (result->tag != V_UNSET)
        return true;
    if (expr->hops)
        return raise_text(py, BUILTIN_NAME_ERROR,
                          "cannot access free variable '%.*s' where it is not associated with a "
                          "value in enclosing scope",
                          (int)expr->name.length, expr->name.at);
    return raise_text(py, BUILTIN_UNBOUND_LOCAL_ERROR,
                      "cannot access local variable '%.*s' where it is not associated with a value",
                      (int)expr->name.length, expr->name.at);
}

static bool fetch_shared(Python *py, const Expr *expr, Value *result)
{
    *result = py->shared[expr->slot];
    if (result->tag != V_UNSET)
        return true;
    return raise_text(py, BUILTIN_NAME_ERROR, "name '%.*s' is not defined",
                      (int)expr->name.length, expr->name.at);
}

static bool index_or_slice(Python *py, Value *locals, const Expr *expr, Value *result)
{
    const Expr *key = expr->right;
    Value container, at;
    if (!evaluate(py, locals, expr->left, &container))
        return false;
    if (key->kind != EXPR_SLICE)
        return evaluate(py, locals, key, &at) && value_index(py, container, at, result);
    const Expr *const parts[] = {key->left, key->right, key->condition};
    Value bounds[3] = {{.tag = V_UNSET}, {.tag = V_UNSET}, {.tag = V_UNSET}};
    for (int i = 0; i < 3; i++)
        if (parts[i] && !evaluate(py, locals, parts[i], &bounds[i]))
            return false;
    return value_slice(py, container, bounds, result);
}

static bool compare(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value left, right;
    bool answer = true;
    if (!evaluate(py, locals, expr->left, &left))
        return false;
    for (uint32_t i = 0; i < expr->count && answer; i++) {
        if (!evaluate(py, locals, expr->items[i], &right)
            || !value_compare(py, expr->ops[i], left, right, &answer))
            return false;
        left = right;
    }
    *result = BOOL_VALUE(answer);
    return true;
}

static bool either(Python *py, Value *locals, const Expr *expr, Value *result)
{
    for (uint32_t i = 0; i < expr->count; i++) {
        if (!evaluate(py, locals, expr->items[i], result))
            return false;
        if (value_truth(*result) == (expr->kind == EXPR_OR))
            return true;
    }
    return true;
}

static bool if_else(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value condition;
    if (!evaluate(py, locals, expr->condition, &condition))
        return false;
    return evaluate(py, locals, value_truth(condition) ? expr->left : expr->right, result);
}

static bool binary(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value left, right;
    return evaluate(py, locals, expr->left, &left) && evaluate(py, locals, expr->right, &right)
           && value_binary(py, expr->op, left, right, result);
}

static bool unary(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value value;
    if (!evaluate(py, locals, expr->left, &value))
        return false;
    if (expr->kind == EXPR_NOT) {
        *result = BOOL_VALUE(!value_truth(value));
        return true;
    }
    return value_negate(py, value, expr->kind == EXPR_PLUS, result);
}

static bool attribute(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value left;
    return evaluate(py, locals, expr->left, &left)
           && value_attribute(py, left, expr->name, result);
}

/* --- the tree --- */

typedef bool (*Evaluate)(Python *py, Value *locals, const Expr *expr, Value *result);

static const Evaluate whole[] = {
    [EXPR_FORMATTED] = eval_formatted,
    [EXPR_LIST] = eval_items,
    [EXPR_TUPLE] = eval_items,
    [EXPR_SET] = eval_set,
    [EXPR_DICT] = eval_dict,
    [EXPR_ATTRIBUTE] = attribute,
    [EXPR_INDEX] = index_or_slice,
    [EXPR_NEGATE] = unary,
    [EXPR_PLUS] = unary,
    [EXPR_NOT] = unary,
    [EXPR_BINARY] = binary,
    [EXPR_COMPARE] = compare,
    [EXPR_AND] = either,
    [EXPR_OR] = either,
    [EXPR_IF_ELSE] = if_else,
    [EXPR_LAMBDA] = lambda_make,
    [EXPR_EACH] = each_make,
};

/* Apart from the walk: what has no parts of its own must not pay for what this needs. */
__attribute__((noinline)) static bool evaluate_whole(Python *py, Value *locals, const Expr *expr,
                                                     Value *result)
{
    if (!heap_descend(py->heap))
        return false;
    bool good = whole[expr->kind](py, locals, expr, result);
    heap_ascend(py->heap);
    return good || python_fault(py, expr);
}

bool evaluate_tree(Python *py, Value *locals, const Expr *expr, Value *result)
{
    int64_t number;
    bool answer;
    switch (expr->kind) {
    case EXPR_NONE:
        *result = NONE_VALUE;
        return true;
    case EXPR_TRUE:
    case EXPR_FALSE:
        *result = BOOL_VALUE(expr->kind == EXPR_TRUE);
        return true;
    case EXPR_INT:
        *result = INT_VALUE(expr->integer);
        return true;
    case EXPR_FLOAT:
        *result = FLOAT_VALUE(expr->number);
        return true;
    case EXPR_TEXT:
        *result = value_str(py, expr->text);
        return true;
    case EXPR_LOCAL:
        return fetch_local(py, locals, expr, result) || python_fault(py, expr);
    case EXPR_SHARED:
        return fetch_shared(py, expr, result) || python_fault(py, expr);
    case EXPR_COROUTINE:
        *result = (Value){.tag = V_COROUTINE, .id = expr->slot};
        return true;
    case EXPR_OWN_TYPE:
        *result = (Value){.tag = V_BUILTIN, .id = BUILTIN_COUNT + expr->slot};
        return true;
    case EXPR_BUILTIN:
        *result = (Value){.tag = V_BUILTIN, .id = expr->slot};
        return true;
    case EXPR_CALL:
        if (expr->op >= CALL_OWN)
            return py->host->call_own(py, locals, expr, result);
        return eval_call(py, locals, expr, result);
    case EXPR_BINARY:
        if (!whole_binary(py, locals, expr, &number))
            return evaluate_whole(py, locals, expr, result);
        *result = INT_VALUE(number);
        return true;
    case EXPR_COMPARE:
        if (!whole_compare(py, locals, expr, &answer))
            return evaluate_whole(py, locals, expr, result);
        *result = BOOL_VALUE(answer);
        return true;
    default:
        return evaluate_whole(py, locals, expr, result);
    }
}
