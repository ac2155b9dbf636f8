/* Names: every bound one gets its slot while a body is read; then each name in its expressions is
 * looked up as Python would: the step's own `for`, the coroutine, the file's `let`, the
 * coroutines, the built-in ones. */
#include "scenario/tree/resolve.h"

#include <string.h>

static uint32_t new_slot(Loader *loader, Str name)
{
    array_push(&loader->slots, name);
    return (uint32_t)loader->slots.count - 1;
}

static void use_shared(Loader *loader, uint32_t slot)
{
    Coroutine *coroutine = loader->coroutine;
    if (coroutine->shared_used == loader->nothing_shared)
        coroutine->shared_used =
            ARENA_ARRAY(loader->reader.arena, bool, loader->scenario->shared_count);
    coroutine->shared_used[slot] = true;
}

void load_bind(Loader *loader, Target *target)
{
    for (uint32_t i = 0; i < target->count; i++) {
        Binding *name = &target->names[i];
        uint32_t shared = names_find(&loader->shared, name->name);
        name->shared = shared != NAMES_NONE;
        if (name->shared) {
            name->slot = shared;
            use_shared(loader, shared);
            continue;
        }
        name->slot = names_find(&loader->locals, name->name);
        if (name->slot != NAMES_NONE)
            continue;
        name->slot = new_slot(loader, name->name);
        names_add(&loader->locals, name->name, name->slot);
    }
    target_known(target);
}

void load_bind_own(Loader *loader, Target *target)
{
    for (uint32_t i = 0; i < target->count; i++)
        target->names[i].slot = new_slot(loader, target->names[i].name);
    target_known(target);
}

static bool set(Expr *expr, ExprKind kind, uint32_t slot)
{
    expr->kind = kind;
    expr->slot = slot;
    return true;
}

static uint32_t builtin_of(Str name)
{
    for (uint32_t i = 0; i < BUILTIN_COUNT && !str_is(name, "NoneType"); i++)
        if (str_is(name, builtin_name((Builtin)i)))
            return i;
    return BUILTIN_COUNT;
}

static bool find_bound(Resolver *r, Expr *expr)
{
    Loader *loader = r->loader;
    if (find_scoped(r, expr))
        return true;
    for (uint32_t i = r->each ? r->each->count : 0; i-- > 0;)
        if (str_equal(expr->name, r->each->names[i].name))
            return set(expr, EXPR_LOCAL, r->each->names[i].slot);
    uint32_t slot = names_find(&loader->locals, expr->name);
    if (slot != NAMES_NONE)
        return set(expr, EXPR_LOCAL, slot);
    slot = names_find(&loader->shared, expr->name);
    if (slot != NAMES_NONE && slot < r->shared_visible)
        return set(expr, EXPR_SHARED, slot);
    slot = names_find(&loader->exceptions, expr->name);
    if (slot != NAMES_NONE)
        return set(expr, EXPR_OWN_TYPE, slot);
    slot = names_find(&loader->coroutines, expr->name);
    if (slot == NAMES_NONE)
        return false;
    if (r->shared_visible != UINT32_MAX && !loader->scenario->coroutines[slot].plain)
        load_error(loader, expr->at, E_LET_COROUTINE,
                   "the file's \"let\" can't use the coroutine '%s'; bind this in a coroutine, "
                   "with a {\"let\": ...} step",
                   load_word(loader, expr->name));
    return set(expr, EXPR_COROUTINE, slot);
}

static void resolve_name(Resolver *r, Expr *expr)
{
    if (find_bound(r, expr))
        return;
    uint32_t builtin = builtin_of(expr->name);
    if (builtin < BUILTIN_COUNT)
        set(expr, EXPR_BUILTIN, builtin);
    else
        report_unknown(r, expr);
}

static uint32_t builtin_of_asyncio(Str name)
{
    uint32_t builtin = builtin_of(name);
    bool known = builtin < BUILTIN_COUNT
                 && (builtin_is_asyncio((Builtin)builtin) || builtin == BUILTIN_TIMEOUT_ERROR);
    return known ? builtin : BUILTIN_COUNT;
}

/* `random.uniform` is one name, unless `random` is bound here. */
static void resolve_attribute(Resolver *r, Expr *expr)
{
    Expr *left = expr->left;
    bool module = left->kind == EXPR_LOCAL && left->slot == UINT32_MAX
                  && (str_is(left->name, "random") || str_is(left->name, "time")
                      || str_is(left->name, "asyncio") || str_is(left->name, "math"));
    if (!module || find_bound(r, left)) {
        resolve(r, left);
        return;
    }
    Str dotted = str_of(arena_printf(&r->loader->reader.scratch, "%s.%s",
                                     load_word(r->loader, left->name),
                                     load_word(r->loader, expr->name)));
    uint32_t builtin = builtin_of(dotted);
    if (str_is(left->name, "asyncio"))
        builtin = builtin_of_asyncio(expr->name);
    if (builtin == BUILTIN_COUNT) {
        report_module(r, expr);
        return;
    }
    expr->name = str_of(builtin_name((Builtin)builtin));
    set(expr, EXPR_BUILTIN, builtin);
}

static void set_own_call(const Scenario *scenario, Expr *call)
{
    const Coroutine *coroutine = &scenario->coroutines[call->left->slot];
    if (call->op == CALL_PLAIN && call->count == coroutine->parameter_count
        && call->count <= CALL_OWN_MOST)
        call->op = coroutine->plain ? CALL_FUNCTION : CALL_OWN;
}

static void resolve_call(Resolver *r, Expr *expr)
{
    r->called = true;
    r->call = expr;
    resolve(r, expr->left);
    for (uint32_t i = 0; i < expr->count; i++) {
        r->argument = expr->arguments[i].value;
        resolve(r, expr->arguments[i].value);
    }
    if (expr->left->kind == EXPR_COROUTINE) {
        check_call(r->loader, expr);
        set_own_call(r->loader->scenario, expr);
    }
}

static void resolve_template(Resolver *r, const TextTemplate *text);

/* The parser has limited how deep a tree goes. */
void resolve(Resolver *r, Expr *expr)
{
    bool called = r->called;
    r->called = false;
    switch (expr->kind) {
    case EXPR_LOCAL:
        r->called = called;
        if (expr->slot == UINT32_MAX)
            resolve_name(r, expr);
        r->called = false;
        return;
    case EXPR_FORMATTED: resolve_template(r, expr->template); return;
    case EXPR_LAMBDA: resolve_lambda(r, expr); return;
    case EXPR_EACH: resolve_each(r, expr); return;
    case EXPR_SLICE:
        for (int i = 0; i < 3; i++) {
            Expr *part = i == 0 ? expr->left : i == 1 ? expr->right : expr->condition;
            if (part)
                resolve(r, part);
        }
        return;
    case EXPR_ATTRIBUTE: resolve_attribute(r, expr); return;
    case EXPR_CALL: resolve_call(r, expr); return;
    case EXPR_IF_ELSE: resolve(r, expr->condition); /* fall through */
    case EXPR_INDEX:
    case EXPR_BINARY: resolve(r, expr->right); /* fall through */
    case EXPR_NEGATE:
    case EXPR_PLUS:
    case EXPR_STAR:
    case EXPR_NOT: resolve(r, expr->left); return;
    case EXPR_COMPARE:
        r->argument = expr->left;
        resolve(r, expr->left); /* fall through */
    case EXPR_LIST:
    case EXPR_TUPLE:
    case EXPR_SET:
    case EXPR_DICT:
    case EXPR_AND:
    case EXPR_OR:
        for (uint32_t i = 0; i < expr->count; i++) {
            r->argument = expr->items[i];
            resolve(r, expr->items[i]);
        }
        return;
    default: return;
    }
}

static void resolve_whole(Resolver *r, Expr *expr)
{
    if (!expr)
        return;
    r->whole = expr;
    resolve(r, expr);
    r->whole = NULL;
}

void resolve_expr(Loader *loader, Expr *expr, uint32_t shared_visible)
{
    Resolver r = {.loader = loader, .shared_visible = shared_visible};
    resolve_whole(&r, expr);
}

static void resolve_template(Resolver *r, const TextTemplate *text)
{
    for (uint32_t i = 0; i < text->count; i++)
        if (text->parts[i].value)
            resolve(r, text->parts[i].value);
}

static void resolve_handlers(Resolver *r, const Field *field)
{
    for (uint32_t i = 0; i < field->handlers.count; i++) {
        const Handler *handler = &field->handlers.items[i];
        for (uint32_t j = 0; j < handler->type_count; j++) {
            r->caught = handler->types[j];
            resolve(r, handler->types[j]);
        }
        r->caught = NULL;
        resolve_block(r->loader, &handler->body);
    }
}

static void resolve_field(Resolver *r, FieldKind kind, const Field *field)
{
    switch (kind) {
    case FIELD_RAISE: r->raised = field->expr; /* fall through */
    case FIELD_VALUE: resolve_whole(r, field->expr); break;
    case FIELD_TEXT:
    case FIELD_LABEL: resolve_template(r, &field->text); break;
    case FIELD_AWAITABLES:
        for (uint32_t i = 0; i < field->list.count; i++)
            resolve_whole(r, field->list.items[i].value);
        break;
    case FIELD_LET:
        for (uint32_t i = 0; i < field->let.count; i++) {
            resolve_whole(r, field->let.items[i].value);
            if (field->let.items[i].place)
                resolve(r, field->let.items[i].place);
        }
        break;
    case FIELD_BLOCK: resolve_block(r->loader, &field->block); break;
    case FIELD_EXCEPT: resolve_handlers(r, field); break;
    default: break;
    }
}

static void resolve_step(Loader *loader, const Step *step)
{
    const size_t errors = loader->reader.diags->errors;
    Resolver outer = {.loader = loader, .shared_visible = UINT32_MAX, .step = step};
    Resolver inner = outer;
    for (size_t i = 0; i < VERB_FIELDS && step->verb->fields[i].key; i++) {
        FieldKind kind = step->verb->fields[i].kind;
        const Field *field = &step->fields[i];
        if (!field->present || (kind != FIELD_FOR && kind != FIELD_EACH))
            continue;
        resolve_whole(&outer, field->loop.iterable);
        if (kind == FIELD_EACH)
            inner.each = &field->loop.target;
    }
    for (size_t i = 0; i < VERB_FIELDS && step->verb->fields[i].key; i++)
        if (step->fields[i].present)
            resolve_field(&inner, step->verb->fields[i].kind, &step->fields[i]);
    if (step->label)
        resolve_template(&inner, step->label);
    if (step->verb->check && !loader->broken.items[step->number - 1]
        && loader->reader.diags->errors == errors)
        step->verb->check(step, loader->reader.diags);
}

void resolve_block(Loader *loader, const Block *block)
{
    for (uint32_t i = 0; i < block->count; i++)
        resolve_step(loader, block->steps[i]);
}
