/* Evaluating an expression tree. Plain arithmetic makes no objects; a call's arguments
 * stand on C's stack. No garbage is collected in here, so values need no protection. */
#include "python/closure.h"
#include "python/table.h"

enum { FEW_ARGUMENTS = 6 };

static bool walk(Python *py, Value *locals, const Expr *expr, Value *result);

/* The innermost one that fails is told. Always false. */
static bool at_fault(Python *py, const Expr *expr)
{
    if (py->fault.length == 0)
        py->fault = expr->at;
    return false;
}

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

static bool not_spreadable_item(Python *py, Value value)
{
    return raise_text(py, BUILTIN_TYPE_ERROR, "Value after * must be an iterable, not %s",
                      value_type_name(py, value));
}

static bool make_items(Python *py, Value *locals, const Expr *expr, Value *result)
{
    ListObj *list = list_make(py, expr->kind == EXPR_TUPLE ? OBJ_TUPLE : OBJ_LIST);
    for (uint32_t i = 0; i < expr->count; i++) {
        bool star = expr->items[i]->kind == EXPR_STAR;
        Value item;
        if (!walk(py, locals, star ? expr->items[i]->left : expr->items[i], &item))
            return false;
        if (star && !value_is_iterable(item))
            return not_spreadable_item(py, item);
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

/* Three constants and more are a frozenset of the compiler's, made anew where it merges equal
 * constants, which the new set takes in. */
static bool from_constants(Python *py, const Expr *expr, Value *set)
{
    bool constant = expr->count >= 3;
    for (uint32_t i = 0; i < expr->count && constant; i++)
        constant = is_constant(expr->items[i]);
    if (!constant)
        return true;
    Value merged = set_make(py), copy = set_make(py);
    size_t at = 0;
    for (const TableEntry *entry; (entry = set_next(table_of(*set), &at));)
        if (!set_add(py, merged, entry->key))
            return false;
    *set = copy;
    return set_update(py, copy, merged);
}

static bool make_set(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value set = set_make(py), item;
    for (uint32_t i = 0; i < expr->count; i++) {
        bool star = expr->items[i]->kind == EXPR_STAR;
        if (!walk(py, locals, star ? expr->items[i]->left : expr->items[i], &item))
            return false;
        if (star && !value_is_iterable(item))
            return not_spreadable_item(py, item);
        if (!(star ? set_update(py, set, item) : set_add(py, set, item)))
            return false;
    }
    *result = set;
    return from_constants(py, expr, result);
}

static bool make_dict(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value dict = dict_make(py), key, value;
    for (uint32_t i = 0; i < expr->count; i += 2)
        if (!walk(py, locals, expr->items[i], &key)
            || !walk(py, locals, expr->items[i + 1], &value)
            || !table_put(py, table_of(dict), TABLE_DICT, key, value))
            return false;
    *result = dict;
    return true;
}

static bool make_text(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Builder out = {0};
    bool good = evaluate_text(py, locals, expr->template, &out);
    *result = value_from_builder(py, &out);
    return good;
}

static bool index_or_slice(Python *py, Value *locals, const Expr *expr, Value *result)
{
    const Expr *key = expr->right;
    Value container, at;
    if (!walk(py, locals, expr->left, &container))
        return false;
    if (key->kind != EXPR_SLICE)
        return walk(py, locals, key, &at) && value_index(py, container, at, result);
    const Expr *const parts[] = {key->left, key->right, key->condition};
    Value bounds[3] = {{.tag = V_UNSET}, {.tag = V_UNSET}, {.tag = V_UNSET}};
    for (int i = 0; i < 3; i++)
        if (parts[i] && !walk(py, locals, parts[i], &bounds[i]))
            return false;
    return value_slice(py, container, bounds, result);
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
    bool own = !call->method && call->callee.tag == V_COROUTINE;
    Str name = own ? py->scenario->coroutines[call->callee.id].name : (Str){0};
    if (call->method)
        builder_printf(out, "%s.%s", value_type_name(py, call->callee), call->method->name);
    else if (own)
        builder_printf(out, "__main__.%.*s", (int)name.length, name.at);
    else if (call->callee.tag == V_BUILTIN)
        builder_text(out, exception_type_name(py, call->callee.id));
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

static const Method *method_of(Python *py, Value self, const Expr *attribute)
{
    if (self.tag != V_OBJ)
        return NULL;
    MethodMemo *memo = &py->methods[(uintptr_t)attribute / sizeof(Expr) % METHOD_MEMOS];
    if (memo->expr != attribute || memo->kind != self.o->kind)
        *memo = (MethodMemo){.expr = attribute,
                             .method = value_method(py, self, attribute->name),
                             .kind = self.o->kind};
    return memo->method;
}

static bool call_value(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Call call = {.expr = expr};
    const Expr *callee = expr->left;
    bool attribute = callee->kind == EXPR_ATTRIBUTE;
    if (!walk(py, locals, attribute ? callee->left : callee, &call.callee))
        return false;
    if (attribute)
        call.method = method_of(py, call.callee, callee);
    if (attribute && !call.method
        && !value_attribute(py, call.callee, callee->name, &call.callee))
        return false;
    return expr->count <= FEW_ARGUMENTS && expr->op == CALL_PLAIN
               ? call_with_few(py, locals, &call, result)
               : call_with_many(py, locals, &call, result);
}

/* --- the tree --- */

static bool inner(Python *py, Value *locals, const Expr *expr, Value *result)
{
    Value left;
    switch (expr->kind) {
    case EXPR_FORMATTED:
        return make_text(py, locals, expr, result);
    case EXPR_LIST:
    case EXPR_TUPLE:
        return make_items(py, locals, expr, result);
    case EXPR_SET:
        return make_set(py, locals, expr, result);
    case EXPR_DICT:
        return make_dict(py, locals, expr, result);
    case EXPR_LAMBDA:
        return lambda_make(py, locals, expr, result);
    case EXPR_EACH:
        return each_make(py, locals, expr, result);
    case EXPR_ATTRIBUTE:
        return walk(py, locals, expr->left, &left)
               && value_attribute(py, left, expr->name, result);
    case EXPR_INDEX:
        return index_or_slice(py, locals, expr, result);
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

/* Apart from the walk: what has no parts of its own must not pay for what this needs. */
__attribute__((noinline)) static bool whole(Python *py, Value *locals, const Expr *expr,
                                            Value *result)
{
    if (!heap_descend(py->heap))
        return false;
    bool good = inner(py, locals, expr, result);
    heap_ascend(py->heap);
    return good || at_fault(py, expr);
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
        return fetch_local(py, locals, expr, result) || at_fault(py, expr);
    case EXPR_SHARED:
        return fetch_shared(py, expr, result) || at_fault(py, expr);
    case EXPR_COROUTINE:
        *result = (Value){.tag = V_COROUTINE, .id = expr->slot};
        return true;
    case EXPR_OWN_TYPE:
        *result = (Value){.tag = V_BUILTIN, .id = BUILTIN_COUNT + expr->slot};
        return true;
    case EXPR_BUILTIN:
        *result = (Value){.tag = V_BUILTIN, .id = expr->slot};
        return true;
    default:
        return whole(py, locals, expr, result);
    }
}

bool evaluate(Python *py, Value *locals, const Expr *expr, Value *result)
{
    return walk(py, locals, expr, result);
}
