/* Evaluating an expression tree. Plain arithmetic makes no objects; a call's arguments
 * stand on C's stack. No garbage is collected in here, so values need no protection. */
#include "python/plain.h"

enum { FEW_ARGUMENTS = 6 };

static bool walk(Python *py, Value *locals, const Expr *expr, Value *result);

static bool fetch_local(Python *py, const Value *locals, const Expr *expr, Value *result)
{
    *result = locals[expr->slot];
    if (result->tag != V_UNSET)
        return true;
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

static bool make_list(Python *py, Value *locals, const Expr *expr, Value *result)
{
    ListObj *list = list_make(py, OBJ_LIST);
    for (uint32_t i = 0; i < expr->count; i++) {
        Value item;
        if (!walk(py, locals, expr->items[i], &item) || !list_append(py, list, item))
            return false;
    }
    *result = OBJ_VALUE(list);
    return true;
}

static bool compare(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value left, right;
    bool answer = true;
    if (!walk(py, locals, expr->left, &left))
        return false;
    for (uint32_t i = 0; i < expr->count && answer; i++) {
        if (!walk(py, locals, expr->items[i], &right)
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
        if (!walk(py, locals, expr->items[i], result))
            return false;
        if (value_truth(*result) == (expr->kind == EXPR_OR))
            return true;
    }
    return true;
}

static bool if_else(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value condition;
    if (!walk(py, locals, expr->condition, &condition))
        return false;
    return walk(py, locals, value_truth(condition) ? expr->left : expr->right, result);
}

static bool binary(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value left, right;
    return walk(py, locals, expr->left, &left) && walk(py, locals, expr->right, &right)
           && value_binary(py, expr->op, left, right, result);
}

static bool unary(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value value;
    if (!walk(py, locals, expr->left, &value))
        return false;
    if (expr->kind == EXPR_NOT) {
        *result = BOOL_VALUE(!value_truth(value));
        return true;
    }
    return value_negate(py, value, expr->kind == EXPR_PLUS, result);
}

/* --- calls --- */

typedef struct Call {
    const Expr *expr;
    const Method *method; /* NULL: `callee` is called */
    Value callee;         /* or the method's object */
} Call;

static bool invoke(Python *py, const Call *call, const Arguments *arguments, Value *result)
{
    return call->method ? method_call(py, call->method, call->callee.o, arguments, result)
                        : value_call(py, call->callee, arguments, result);
}

/* What CPython calls the function in a message: `list.append`, `fetch`, `len`. */
static void write_function(Python *py, const Call *call, Builder *out)
{
    if (call->method)
        builder_printf(out, "%s.%s", value_type_name(py, call->callee), call->method->name);
    else if (call->callee.tag == V_COROUTINE)
        builder_str(out, py->scenario->coroutines[call->callee.id].name);
    else if (call->callee.tag == V_BUILTIN)
        builder_text(out, builtin_name(call->callee.id));
    else
        builder_text(out, value_type_name(py, call->callee));
}

static bool not_spreadable(Python *py, const Call *call, Value value)
{
    if (call->expr->count > 1)
        return raise_text(py, BUILTIN_TYPE_ERROR, "Value after * must be an iterable, not %s",
                          value_type_name(py, value));
    Builder name = {0};
    write_function(py, call, &name);
    raise_text(py, BUILTIN_TYPE_ERROR, "%s() argument after * must be an iterable, not %s",
               name.at, value_type_name(py, value));
    builder_free(&name);
    return false;
}

/* The positional arguments, where one at least is starred, into a list of the heap. */
static bool spread(Python *py, Value *locals, const Call *call, ListObj *into)
{
    const Expr *expr = call->expr;
    for (uint32_t i = 0; i < expr->count; i++) {
        const Argument *argument = &expr->arguments[i];
        Value value;
        if (argument->name.length)
            continue;
        if (!walk(py, locals, argument->value, &value))
            return false;
        if (argument->star && !value_is_iterable(value))
            return not_spreadable(py, call, value);
        if (!(argument->star ? list_extend(py, into, value) : list_append(py, into, value)))
            return false;
    }
    return true;
}

static bool call_with_many(Python *py, Value *locals, const Call *call, Value *result)
{
    const Expr *expr = call->expr;
    ListObj *positional = list_make(py, OBJ_LIST);
    if (!spread(py, locals, call, positional))
        return false;
    Str *names = mem_resize_array(NULL, expr->count, sizeof *names);
    Value *named = mem_resize_array(NULL, expr->count, sizeof *named);
    uint32_t count = 0;
    bool good = positional->count <= UINT32_MAX || heap_room(py->heap, SIZE_MAX);
    for (uint32_t i = 0; good && i < expr->count; i++) {
        if (!expr->arguments[i].name.length)
            continue;
        names[count] = expr->arguments[i].name;
        good = walk(py, locals, expr->arguments[i].value, &named[count++]);
    }
    const Arguments arguments = {.positional = positional->items,
                                 .count = (uint32_t)positional->count,
                                 .names = names,
                                 .named = named,
                                 .named_count = count};
    good = good && invoke(py, call, &arguments, result);
    mem_free(names);
    mem_free(named);
    return good;
}

static bool call_with_few(Python *py, Value *locals, const Call *call, Value *result)
{
    const Expr *expr = call->expr;
    Value positional[FEW_ARGUMENTS], named[FEW_ARGUMENTS];
    Str names[FEW_ARGUMENTS];
    Arguments arguments = {.positional = positional, .names = names, .named = named};
    for (uint32_t i = 0; i < expr->count; i++) {
        const Argument *argument = &expr->arguments[i];
        bool is_named = argument->name.length > 0;
        if (is_named)
            names[arguments.named_count] = argument->name;
        Value *to = is_named ? &named[arguments.named_count++] : &positional[arguments.count++];
        if (!walk(py, locals, argument->value, to))
            return false;
    }
    return invoke(py, call, &arguments, result);
}

static bool call_value(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Call call = {.expr = expr};
    const Expr *callee = expr->left;
    bool attribute = callee->kind == EXPR_ATTRIBUTE;
    if (!walk(py, locals, attribute ? callee->left : callee, &call.callee))
        return false;
    if (attribute)
        call.method = value_method(py, call.callee, callee->name);
    if (attribute && !call.method
        && !value_attribute(py, call.callee, callee->name, &call.callee))
        return false;
    bool few = expr->count <= FEW_ARGUMENTS;
    for (uint32_t i = 0; few && i < expr->count; i++)
        few = !expr->arguments[i].star;
    return few ? call_with_few(py, locals, &call, result)
               : call_with_many(py, locals, &call, result);
}

/* --- the tree --- */

static bool inner(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value left, right;
    switch (expr->kind) {
    case EXPR_LIST:
        return make_list(py, locals, expr, result);
    case EXPR_ATTRIBUTE:
        return walk(py, locals, expr->left, &left)
               && value_attribute(py, left, expr->name, result);
    case EXPR_INDEX:
        return walk(py, locals, expr->left, &left) && walk(py, locals, expr->right, &right)
               && value_index(py, left, right, result);
    case EXPR_CALL:
        return call_value(py, locals, expr, result);
    case EXPR_BINARY:
        return binary(py, locals, expr, result);
    case EXPR_COMPARE:
        return compare(py, locals, expr, result);
    case EXPR_AND:
    case EXPR_OR:
        return either(py, locals, expr, result);
    case EXPR_IF_ELSE:
        return if_else(py, locals, expr, result);
    default:
        return unary(py, locals, expr, result);
    }
}

static bool walk(Python *py, Value *locals, const Expr *expr, Value *result)
{
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
        return fetch_local(py, locals, expr, result);
    case EXPR_SHARED:
        return fetch_shared(py, expr, result);
    case EXPR_COROUTINE:
        *result = (Value){.tag = V_COROUTINE, .id = expr->slot};
        return true;
    case EXPR_BUILTIN:
        *result = (Value){.tag = V_BUILTIN, .id = expr->slot};
        return true;
    default:
        break;
    }
    if (!heap_descend(py->heap))
        return false;
    bool good = inner(py, locals, expr, result);
    heap_ascend(py->heap);
    return good;
}

bool evaluate(Python *py, Value *locals, const Expr *expr, Value *result)
{
    return walk(py, locals, expr, result);
}
