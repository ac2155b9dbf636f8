/* What an expression makes out of its parts: lists, tuples, sets, dicts and texts. */
#include "python/evaluate.h"
#include "python/table.h"

/* One part's value; behind a star, what is spread out. */
static bool eval_part(Python *py, Value *locals, const Expr *part, Value *value, bool *star)
{
    *star = part->kind == EXPR_STAR;
    return evaluate(py, locals, *star ? part->left : part, value);
}

/* Of lists and tuples; a set only takes in what it is given. */
static bool check_spread(Python *py, Value value)
{
    return value_is_iterable(value)
           || raise_text(py, BUILTIN_TYPE_ERROR, "Value after * must be an iterable, not %s",
                         value_type_name(py, value));
}

bool eval_items(Python *py, Value *locals, const Expr *expr, Value *result)
{
    ListObj *list = list_make(py, expr->kind == EXPR_TUPLE ? OBJ_TUPLE : OBJ_LIST);
    for (uint32_t i = 0; i < expr->count; i++) {
        bool star;
        Value item;
        if (!eval_part(py, locals, expr->items[i], &item, &star))
            return false;
        if (star && !check_spread(py, item))
            return false;
        if (!(star ? list_extend(py, list, item) : list_append(py, list, item)))
            return false;
    }
    *result = OBJ_VALUE(list);
    return true;
}

static bool is_constant(const Expr *expr)
{
    if (expr->kind == EXPR_NEGATE || expr->kind == EXPR_PLUS)
        return is_constant(expr->left);
    bool constant = expr->kind <= EXPR_TEXT || expr->kind == EXPR_TUPLE;
    for (uint32_t i = 0; expr->kind == EXPR_TUPLE && i < expr->count && constant; i++)
        constant = is_constant(expr->items[i]);
    return constant;
}

/* Three constants and more are a frozenset of the compiler's, which the new set takes in: not quite
 * the same as one after the other. */
static bool from_constants(Python *py, const Expr *expr, Value *set)
{
    bool constant = expr->count >= 3;
    for (uint32_t i = 0; i < expr->count && constant; i++)
        constant = is_constant(expr->items[i]);
    if (!constant)
        return true;
    Value constants = *set;
    *set = set_make(py);
    return set_update(py, *set, constants);
}

bool eval_set(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value set = set_make(py), item;
    for (uint32_t i = 0; i < expr->count; i++) {
        bool star;
        if (!eval_part(py, locals, expr->items[i], &item, &star))
            return false;
        if (!(star ? set_update(py, set, item) : set_add(py, set, item)))
            return false;
    }
    *result = set;
    return from_constants(py, expr, result);
}

bool eval_dict(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value dict = dict_make(py), key, value;
    for (uint32_t i = 0; i < expr->count; i += 2)
        if (!evaluate(py, locals, expr->items[i], &key)
            || !evaluate(py, locals, expr->items[i + 1], &value)
            || !table_put(py, table_of(dict), TABLE_DICT, key, value))
            return false;
    *result = dict;
    return true;
}

bool eval_formatted(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Builder out = {0};
    bool good = evaluate_text(py, locals, expr->template, &out);
    *result = value_from_builder(py, &out);
    return good;
}
