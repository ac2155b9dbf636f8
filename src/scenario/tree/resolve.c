/* Names: every bound one gets its slot while a body is read; then each name in its expressions is
 * looked up as Python would: the step's own `for`, the coroutine, the file's `let`, the
 * coroutines, the built-in ones. */
#include "scenario/tree/resolve.h"

#include "base/budget.h"

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
    if (call->op != CALL_PLAIN || call->count != coroutine->parameter_count
        || call->count > CALL_OWN_MOST)
        return;
    call->op = coroutine->plain ? CALL_FUNCTION : CALL_OWN;
    for (call->slot = 0; call->slot < call->count; call->slot++) {
        const Expr *argument = call->arguments[call->slot].value;
        if (argument->kind != EXPR_LOCAL || argument->hops)
            break;
    }
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
    default: break;
    }
}

static bool has(const Step *step, size_t field, FieldKind kind)
{
    return step->fields[field].present && step->verb->fields[field].kind == kind;
}

/* What the step's own expressions are looked up in: with the names of its `for`, where that is an
 * option. */
static Resolver inside_of(Loader *loader, const Step *step)
{
    Resolver r = {.loader = loader, .shared_visible = UINT32_MAX, .step = step};
    for (size_t i = 0; i < VERB_FIELDS && step->verb->fields[i].key; i++)
        if (has(step, i, FIELD_EACH))
            r.each = &step->fields[i].loop.target;
    return r;
}

/* What is walked, which is looked up outside. */
static void enter_step(Loader *loader, const Step *step)
{
    Resolver r = {.loader = loader, .shared_visible = UINT32_MAX, .step = step};
    for (size_t i = 0; i < VERB_FIELDS && step->verb->fields[i].key; i++)
        if (has(step, i, FIELD_FOR) || has(step, i, FIELD_EACH))
            resolve_whole(&r, step->fields[i].loop.iterable);
}

static void resolve_handler(Resolver *r, const Handler *handler)
{
    for (uint32_t i = 0; i < handler->type_count; i++) {
        r->caught = handler->types[i];
        resolve(r, handler->types[i]);
    }
}

/* `errors`: when it was entered. */
static void leave_step(Loader *loader, const Step *step, size_t errors)
{
    if (step->label) {
        Resolver r = inside_of(loader, step);
        resolve_template(&r, step->label);
    }
    if (step->verb->check && !loader->broken.items[step->number - 1]
        && loader->reader.diags->errors == errors)
        step->verb->check(step, loader->reader.diags);
}

void resolve_begin(Resolving *resolving, const Block *body)
{
    walk_begin(&resolving->walk, body);
}

bool resolve_advance(Resolving *resolving, Loader *loader, uint64_t *budget)
{
    Walk *walk = &resolving->walk;
    while (*budget) {
        WalkEvent event = walk_next(walk);
        if (event == WALK_OVER)
            return true;
        const Step *step = walk->step;
        Resolver r = inside_of(loader, step);
        switch (event) {
        case WALK_STEP:
            resolving->errors[walk->depth - 1] = loader->reader.diags->errors;
            enter_step(loader, step);
            break;
        case WALK_FIELD:
            resolve_field(&r, step->verb->fields[walk->field].kind, &step->fields[walk->field]);
            budget_spend(budget, walk_bytes(walk) / 16);
            break;
        case WALK_HANDLER: resolve_handler(&r, walk->handler); break;
        default: leave_step(loader, step, resolving->errors[walk->depth - 1]); break;
        }
        budget_spend(budget, 1);
    }
    return false;
}
