#include "steps/attributes.h"

#include "base/array.h"
#include "base/nearest.h"
#include "scenario/expr/real_names.h"
#include "scenario/mistakes/mistakes.h"
#include "sim/types.h"
#include "steps/steps.h"

#include <string.h>

struct Search {
    const Scenario *scenario;
    Diags *diags;
    ARRAY(const char *) names;   /* all that values of the language have */
    ARRAY(const char *) methods; /* ... those of them that are called, whatever has them */
    const Expr *given_to;        /* the call of a coroutine whose argument is looked at, or NULL */
};

static void gather(Search *search)
{
    static const char *const all_have[] = {"__class__", "__name__", "__qualname__"};
    for (size_t i = 0; i < sizeof all_have / sizeof *all_have; i++)
        array_push(&search->names, all_have[i]);
    for (size_t kind = 0; kind < OBJ_KINDS; kind++) {
        const ObjType *type = sim_host.types[kind];
        const Method *const tables[] = {type ? type->methods : NULL,
                                        type ? type->more_methods : NULL};
        for (int t = 0; t < 2; t++)
            for (const Method *method = tables[t]; method && method->name; method++) {
                array_push(&search->names, method->name);
                array_push(&search->methods, method->name);
            }
        for (const Attribute *a = type ? type->attributes : NULL; a && a->name; a++)
            array_push(&search->names, a->name);
    }
}

static bool is_here(const Search *search, Str name)
{
    for (size_t i = 0; i < search->names.count; i++)
        if (str_is(name, search->names.items[i]))
            return true;
    return false;
}

static void look_at_attribute(Search *search, const Expr *expr)
{
    Str name = expr->name;
    int length = (int)(name.length < 80 ? name.length : 80);
    if (is_here(search, name))
        return;
    if (python_has_somewhere(name)) {
        diag_mistake(search->diags, expr->at, E_ATTRIBUTE_PYTHON,
                     "%.*s is Python's, but not part of the language; a .py file is opened as it "
                     "is: interleave mine.py",
                     length, name.at);
        return;
    }
    const char *nearest = nearest_name(name, search->names.items, search->names.count);
    if (nearest)
        diag_warning(search->diags, expr->at, E_ATTRIBUTE_UNKNOWN,
                     "no value has a '%.*s'; did you mean '%s'?", length, name.at, nearest);
}

/* Whether some value has it as more than a method. */
static bool is_plain_attribute(Str name)
{
    for (size_t kind = 0; kind < OBJ_KINDS; kind++) {
        const ObjType *type = sim_host.types[kind];
        for (const Attribute *a = type ? type->attributes : NULL; a && a->name; a++)
            if (str_is(name, a->name))
                return true;
    }
    return false;
}

/* `{t.result}`, `if lock.locked`: a method in the place of what its call gives, and always true. */
static void must_be_called(Search *search, const Expr *expr)
{
    if (!expr || expr->kind != EXPR_ATTRIBUTE || is_plain_attribute(expr->name))
        return;
    for (size_t i = 0; i < search->methods.count; i++) {
        if (!str_is(expr->name, search->methods.items[i]))
            continue;
        Builder text = {0};
        expr_write(&text, expr);
        builder_cut(&text, 60);
        diag_warning(search->diags, expr->at, E_NOT_CALLED,
                     "%s is a method, and only its call gives something: write %s()", text.at,
                     text.at);
        builder_free(&text);
        return;
    }
}

/* `{"let": {"lock": "Lock"}}`. */
static void must_be_made(Search *search, const Expr *expr)
{
    bool makes = expr && expr->kind == EXPR_BUILTIN && expr->slot >= BUILTIN_LOCK &&
                 expr->slot <= BUILTIN_FUTURE;
    if (makes)
        diag_warning(search->diags, expr->at, E_NOT_CALLED,
                     "%s is the type itself; its call makes one: write %s(%s)",
                     builtin_name((Builtin)expr->slot), builtin_name((Builtin)expr->slot),
                     expr->slot == BUILTIN_SEMAPHORE || expr->slot == BUILTIN_BOUNDED_SEMAPHORE ||
                             expr->slot == BUILTIN_BARRIER
                         ? "3"
                         : "");
}

static bool is_generator_name(const Search *search, const Expr *expr)
{
    return expr->kind == EXPR_COROUTINE && search->scenario->coroutines[expr->slot].generator;
}

static void report_generator(Search *search, const Expr *expr)
{
    int length = (int)(expr->name.length < 80 ? expr->name.length : 80);
    const Expr *to = search->given_to ? search->given_to->left : NULL;
    if (to && to->kind == EXPR_COROUTINE) {
        diag_mistake(search->diags, expr->at, E_GENERATOR,
                     "%.*s() has a yield, and is not handed over: let %.*s() walk it itself, "
                     "{\"async_for\": \"x in %.*s(...)\", \"do\": [...]}",
                     length, expr->name.at, (int)(to->name.length < 80 ? to->name.length : 80),
                     to->name.at, length, expr->name.at);
        return;
    }
    diag_mistake(search->diags, expr->at, E_GENERATOR,
                 "%.*s() has a yield: only an async_for walks it, {\"async_for\": \"x in "
                 "%.*s(...)\", \"do\": [...]}",
                 length, expr->name.at, length, expr->name.at);
}

/* --- every expression --- */

static void look_at(Search *search, const Expr *expr);

static void look_at_text(Search *search, const TextTemplate *text)
{
    for (uint32_t i = 0; i < text->count; i++) {
        must_be_called(search, text->parts[i].value);
        look_at(search, text->parts[i].value);
    }
}

static void look_at_scope(Search *search, const ExprScope *scope)
{
    for (uint32_t i = 0; i < scope->parameter_count; i++)
        look_at(search, scope->parameters[i].standard);
    for (uint32_t i = 0; i < scope->clause_count; i++) {
        look_at(search, scope->clauses[i].iterable);
        for (uint32_t k = 0; k < scope->clauses[i].condition_count; k++)
            look_at(search, scope->clauses[i].conditions[k]);
    }
}

static void look_at_parts(Search *search, const Expr *expr)
{
    look_at(search, expr->left);
    look_at(search, expr->right);
    look_at(search, expr->condition);
}

static void look_at_arguments(Search *search, const Expr *call)
{
    for (uint32_t i = 0; i < call->count; i++) {
        search->given_to = call;
        look_at(search, call->arguments[i].value);
    }
    search->given_to = NULL;
}

/* NULL is fine. The parser has limited how deep a tree goes. */
static void look_at(Search *search, const Expr *expr)
{
    if (!expr)
        return;
    switch (expr->kind) {
    case EXPR_COROUTINE:
        if (is_generator_name(search, expr))
            report_generator(search, expr);
        return;
    case EXPR_FORMATTED: look_at_text(search, expr->template); break;
    case EXPR_AND:
    case EXPR_OR:
        for (uint32_t i = 0; i < expr->count; i++)
            must_be_called(search, expr->items[i]);
        break;
    case EXPR_LIST:
    case EXPR_TUPLE:
    case EXPR_SET:
    case EXPR_DICT: break;
    case EXPR_ATTRIBUTE: look_at_attribute(search, expr); /* fall through */
    case EXPR_INDEX:
    case EXPR_SLICE:
    case EXPR_NEGATE:
    case EXPR_PLUS:
    case EXPR_NOT:
    case EXPR_BINARY:
    case EXPR_IF_ELSE:
        must_be_called(search, expr->kind == EXPR_IF_ELSE ? expr->condition : expr->left);
        must_be_called(search, expr->kind == EXPR_BINARY ? expr->right : NULL);
        look_at_parts(search, expr);
        break;
    case EXPR_STAR:
    case EXPR_COMPARE: look_at_parts(search, expr); break;
    case EXPR_CALL:
        look_at_parts(search, expr);
        look_at_arguments(search, expr);
        return;
    case EXPR_LAMBDA:
    case EXPR_EACH:
        look_at_parts(search, expr);
        look_at_scope(search, expr->scope);
        return;
    default: return;
    }
    for (uint32_t i = 0; i < expr->count; i++)
        look_at(search, expr->items[i]);
}

/* The call of an async generator stands here, and nowhere else. */
static void look_at_walked(Search *search, const Expr *expr)
{
    bool generator = expr->kind == EXPR_CALL && is_generator_name(search, expr->left);
    if (generator)
        look_at_arguments(search, expr);
    else
        look_at(search, expr);
}

static void look_at_return(Search *search, const Step *step)
{
    const Expr *value = step->fields[0].expr;
    if (search->scenario->coroutines[step->coroutine].generator && value->kind != EXPR_NONE)
        diag_mistake(search->diags, value->at, E_GENERATOR,
                     "a coroutine with a yield gives nothing back: write {\"return\": null}");
}

static void look_at_field(Search *search, FieldKind kind, const Field *field)
{
    switch (kind) {
    case FIELD_VALUE:
    case FIELD_RAISE: look_at(search, field->expr); break;
    case FIELD_TEXT:
    case FIELD_LABEL: look_at_text(search, &field->text); break;
    case FIELD_FOR:
    case FIELD_EACH: look_at(search, field->loop.iterable); break;
    case FIELD_AWAITABLES:
        for (uint32_t i = 0; i < field->list.count; i++)
            look_at(search, field->list.items[i].value);
        break;
    case FIELD_EXCEPT:
        for (uint32_t i = 0; i < field->handlers.count; i++)
            for (uint32_t k = 0; k < field->handlers.items[i].type_count; k++)
                look_at(search, field->handlers.items[i].types[k]);
        break;
    case FIELD_LET:
        for (uint32_t i = 0; i < field->let.count; i++) {
            must_be_made(search, field->let.items[i].value);
            look_at(search, field->let.items[i].value);
            look_at(search, field->let.items[i].place);
        }
        break;
    default: break; /* a block's steps are among the scenario's */
    }
}

Search *attributes_begin(const Scenario *scenario, Diags *diags)
{
    Search *search = mem_new(sizeof *search);
    search->scenario = scenario;
    search->diags = diags;
    gather(search);
    for (uint32_t i = 0; i < scenario->shared_count; i++) {
        must_be_made(search, scenario->shared[i].value);
        look_at(search, scenario->shared[i].value);
    }
    return search;
}

void attributes_step(Search *search, const Step *step)
{
    bool walks = strcmp(step->verb->name, "async_for") == 0;
    if (strcmp(step->verb->name, "return") == 0)
        look_at_return(search, step);
    if (strcmp(step->verb->name, "if") == 0 || strcmp(step->verb->name, "while") == 0)
        must_be_called(search, step->fields[0].expr);
    for (size_t f = 0; f < VERB_FIELDS && step->verb->fields[f].key; f++)
        if (walks && step->verb->fields[f].kind == FIELD_FOR)
            look_at_walked(search, step->fields[f].loop.iterable);
        else if (step->fields[f].present)
            look_at_field(search, step->verb->fields[f].kind, &step->fields[f]);
    if (step->label)
        look_at_text(search, step->label);
}

void attributes_end(Search *search)
{
    const Scenario *scenario = search->scenario;
    for (uint32_t i = 0; i < scenario->timeline_count; i++)
        look_at(search, scenario->timelines[i].run);
    array_free(&search->names);
    array_free(&search->methods);
    mem_free(search);
}
