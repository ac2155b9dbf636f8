/* Calls in an expression. Their arguments stand on C's stack, where there are few of them. */
#include "python/evaluate.h"
#include "python/method.h"

enum { FEW_ARGUMENTS = 6 };

typedef struct Call {
    const Expr *expr;
    const Method *method; /* NULL: `callee` is called */
    Value callee;         /* or the method's object */
} Call;

static bool invoke(Python *py, const Call *call, const Arguments *arguments, Value *result)
{
    if (call->method)
        return method_call(py, call->method, call->callee.o, arguments, result);
    return value_call(py, call->callee, arguments, result);
}

/* What CPython calls the function in a message: `list.append`, `fetch`, `len`. */
static void write_function(Python *py, const Call *call, Builder *out)
{
    bool own = !call->method && call->callee.tag == V_COROUTINE;
    Str name = own ? py->scenario->coroutines[call->callee.id].name : (Str){0};
    if (call->method)
        builder_printf(out, "%s.%s", value_type_name(py, call->callee), call->method->name);
    else if (own)
        builder_printf(out, "__main__.%.*s", (int)name.length, name.at);
    else if (call->callee.tag == V_BUILTIN)
        builder_text(out, exception_type_name(py, call->callee.id));
    else if (value_is(call->callee, OBJ_LAMBDA))
        builder_text(out, "<lambda>");
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
        if (!evaluate(py, locals, argument->value, &value))
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
        good = evaluate(py, locals, expr->arguments[i].value, &named[count++]);
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
    Value positional[FEW_ARGUMENTS];
    for (uint32_t i = 0; i < expr->count; i++)
        if (!evaluate(py, locals, expr->arguments[i].value, &positional[i]))
            return false;
    const Arguments arguments = {.positional = positional, .count = expr->count};
    return invoke(py, call, &arguments, result);
}

static bool call_with_few_named(Python *py, Value *locals, const Call *call, Value *result)
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
        if (!evaluate(py, locals, argument->value, to))
            return false;
    }
    return invoke(py, call, &arguments, result);
}

static inline bool finish(Python *py, Value *locals, const Call *call, Value *result)
{
    const Expr *expr = call->expr;
    if (expr->count > FEW_ARGUMENTS || expr->op == CALL_SPREAD)
        return call_with_many(py, locals, call, result);
    return expr->op == CALL_PLAIN ? call_with_few(py, locals, call, result)
                                  : call_with_few_named(py, locals, call, result);
}

bool method_finish(Python *py, Value *locals, const Expr *expr, Value self, const Method *method,
                   Value *result)
{
    Call call = {.expr = expr, .method = method, .callee = self};
    return ((method || value_attribute(py, self, expr->left->name, &call.callee))
            && finish(py, locals, &call, result))
           || python_fault(py, expr);
}

static inline bool call_any(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Call call = {.expr = expr};
    if (expr->left->kind != EXPR_ATTRIBUTE)
        return evaluate(py, locals, expr->left, &call.callee) && finish(py, locals, &call, result);
    return method_find(py, locals, expr, &call.callee, &call.method)
           && method_finish(py, locals, expr, call.callee, call.method, result);
}

bool eval_call(Python *py, Value *locals, const Expr *expr, Value *result)
{
    if (!heap_descend(py->heap))
        return false;
    bool good = call_any(py, locals, expr, result);
    heap_ascend(py->heap);
    return good || python_fault(py, expr);
}
