/* Evaluating an expression tree in a frame. Plain arithmetic makes no objects; a call's arguments
 * stand on C's stack. No garbage is collected in here, so values need no protection. */
#include "sim/plain.h"

enum { FEW_ARGUMENTS = 6 };

static bool walk(Run *run, Frame *frame, const Expr *expr, Value *result);

static bool fetch_local(Run *run, const Frame *frame, const Expr *expr, Value *result)
{
    *result = frame->locals[expr->slot];
    if (result->tag != V_UNSET)
        return true;
    return raise_text(run, BUILTIN_UNBOUND_LOCAL_ERROR,
                      "cannot access local variable '%.*s' where it is not associated with a value",
                      (int)expr->name.length, expr->name.at);
}

static bool fetch_shared(Run *run, const Expr *expr, Value *result)
{
    *result = run->shared[expr->slot];
    if (result->tag != V_UNSET)
        return true;
    return raise_text(run, BUILTIN_NAME_ERROR, "name '%.*s' is not defined",
                      (int)expr->name.length, expr->name.at);
}

static bool make_list(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    ListObj *list = list_make(run, OBJ_LIST);
    for (uint32_t i = 0; i < expr->count; i++) {
        Value item;
        if (!walk(run, frame, expr->items[i], &item) || !list_append(run, list, item))
            return false;
    }
    *result = OBJ_VALUE(list);
    return true;
}

static bool compare(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    Value left, right;
    bool answer = true;
    if (!walk(run, frame, expr->left, &left))
        return false;
    for (uint32_t i = 0; i < expr->count && answer; i++) {
        if (!walk(run, frame, expr->items[i], &right)
            || !value_compare(run, expr->ops[i], left, right, &answer))
            return false;
        left = right;
    }
    *result = BOOL_VALUE(answer);
    return true;
}

static bool either(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    for (uint32_t i = 0; i < expr->count; i++) {
        if (!walk(run, frame, expr->items[i], result))
            return false;
        if (value_truth(*result) == (expr->kind == EXPR_OR))
            return true;
    }
    return true;
}

static bool if_else(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    Value condition;
    if (!walk(run, frame, expr->condition, &condition))
        return false;
    return walk(run, frame, value_truth(condition) ? expr->left : expr->right, result);
}

static bool binary(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    Value left, right;
    return walk(run, frame, expr->left, &left) && walk(run, frame, expr->right, &right)
           && value_binary(run, expr->op, left, right, result);
}

static bool unary(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    Value value;
    if (!walk(run, frame, expr->left, &value))
        return false;
    if (expr->kind == EXPR_NOT) {
        *result = BOOL_VALUE(!value_truth(value));
        return true;
    }
    return value_negate(run, value, expr->kind == EXPR_PLUS, result);
}

/* --- calls --- */

typedef struct Call {
    const Expr *expr;
    const Method *method; /* NULL: `callee` is called */
    Value callee;         /* or the method's object */
} Call;

static bool invoke(Run *run, const Call *call, const Arguments *arguments, Value *result)
{
    return call->method ? call->method->call(run, call->callee.o, arguments, result)
                        : value_call(run, call->callee, arguments, result);
}

/* What CPython calls the function in a message: `list.append`, `fetch`, `len`. */
static void write_function(Run *run, const Call *call, Builder *out)
{
    if (call->method)
        builder_printf(out, "%s.%s", value_type_name(call->callee), call->method->name);
    else if (call->callee.tag == V_COROUTINE)
        builder_str(out, run->scenario->coroutines[call->callee.id].name);
    else if (call->callee.tag == V_BUILTIN)
        builder_text(out, builtin_name(call->callee.id));
    else
        builder_text(out, value_type_name(call->callee));
}

static bool not_spreadable(Run *run, const Call *call, Value value)
{
    if (call->expr->count > 1)
        return raise_text(run, BUILTIN_TYPE_ERROR, "Value after * must be an iterable, not %s",
                          value_type_name(value));
    Builder name = {0};
    write_function(run, call, &name);
    raise_text(run, BUILTIN_TYPE_ERROR, "%s() argument after * must be an iterable, not %s",
               name.at, value_type_name(value));
    builder_free(&name);
    return false;
}

/* The positional arguments, where one at least is starred, into a list of the heap. */
static bool spread(Run *run, Frame *frame, const Call *call, ListObj *into)
{
    const Expr *expr = call->expr;
    for (uint32_t i = 0; i < expr->count; i++) {
        const Argument *argument = &expr->arguments[i];
        Value value;
        if (argument->name.length)
            continue;
        if (!walk(run, frame, argument->value, &value))
            return false;
        if (argument->star && !value_is_iterable(value))
            return not_spreadable(run, call, value);
        if (!(argument->star ? list_extend(run, into, value) : list_append(run, into, value)))
            return false;
    }
    return true;
}

static bool call_with_many(Run *run, Frame *frame, const Call *call, Value *result)
{
    const Expr *expr = call->expr;
    ListObj *positional = list_make(run, OBJ_LIST);
    if (!spread(run, frame, call, positional))
        return false;
    Str *names = mem_resize_array(NULL, expr->count, sizeof *names);
    Value *named = mem_resize_array(NULL, expr->count, sizeof *named);
    uint32_t count = 0;
    bool good = positional->count <= UINT32_MAX || heap_room(run->heap, SIZE_MAX);
    for (uint32_t i = 0; good && i < expr->count; i++) {
        if (!expr->arguments[i].name.length)
            continue;
        names[count] = expr->arguments[i].name;
        good = walk(run, frame, expr->arguments[i].value, &named[count++]);
    }
    const Arguments arguments = {.positional = positional->items,
                                 .count = (uint32_t)positional->count,
                                 .names = names,
                                 .named = named,
                                 .named_count = count};
    good = good && invoke(run, call, &arguments, result);
    mem_free(names);
    mem_free(named);
    return good;
}

static bool call_with_few(Run *run, Frame *frame, const Call *call, Value *result)
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
        if (!walk(run, frame, argument->value, to))
            return false;
    }
    return invoke(run, call, &arguments, result);
}

static bool call_value(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    Call call = {.expr = expr};
    const Expr *callee = expr->left;
    bool attribute = callee->kind == EXPR_ATTRIBUTE;
    if (!walk(run, frame, attribute ? callee->left : callee, &call.callee))
        return false;
    if (attribute)
        call.method = value_method(call.callee, callee->name);
    if (attribute && !call.method
        && !value_attribute(run, call.callee, callee->name, &call.callee))
        return false;
    bool few = expr->count <= FEW_ARGUMENTS;
    for (uint32_t i = 0; few && i < expr->count; i++)
        few = !expr->arguments[i].star;
    return few ? call_with_few(run, frame, &call, result)
               : call_with_many(run, frame, &call, result);
}

/* --- the tree --- */

static bool inner(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    Value left, right;
    switch (expr->kind) {
    case EXPR_LIST:
        return make_list(run, frame, expr, result);
    case EXPR_ATTRIBUTE:
        return walk(run, frame, expr->left, &left)
               && value_attribute(run, left, expr->name, result);
    case EXPR_INDEX:
        return walk(run, frame, expr->left, &left) && walk(run, frame, expr->right, &right)
               && value_index(run, left, right, result);
    case EXPR_CALL:
        return call_value(run, frame, expr, result);
    case EXPR_BINARY:
        return binary(run, frame, expr, result);
    case EXPR_COMPARE:
        return compare(run, frame, expr, result);
    case EXPR_AND:
    case EXPR_OR:
        return either(run, frame, expr, result);
    case EXPR_IF_ELSE:
        return if_else(run, frame, expr, result);
    default:
        return unary(run, frame, expr, result);
    }
}

static bool walk(Run *run, Frame *frame, const Expr *expr, Value *result)
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
        *result = value_str(run, expr->text);
        return true;
    case EXPR_LOCAL:
        return fetch_local(run, frame, expr, result);
    case EXPR_SHARED:
        return fetch_shared(run, expr, result);
    case EXPR_COROUTINE:
        *result = (Value){.tag = V_COROUTINE, .id = expr->slot};
        return true;
    case EXPR_BUILTIN:
        *result = (Value){.tag = V_BUILTIN, .id = expr->slot};
        return true;
    default:
        break;
    }
    if (!heap_descend(run->heap))
        return false;
    bool good = inner(run, frame, expr, result);
    heap_ascend(run->heap);
    return good;
}

bool eval(Run *run, Frame *frame, const Expr *expr, Value *result)
{
    return walk(run, frame, expr, result);
}
