/* Names of their own: a lambda's parameters, a comprehension's targets. As in Python the first
 * iterable of a comprehension and the defaults of a lambda are looked up outside. */
#include "scenario/tree/resolve.h"

#include <string.h>

uint16_t scope_depth(const Resolver *r)
{
    uint16_t depth = 0;
    for (const Scope *scope = r->scope; scope; scope = scope->outer)
        depth++;
    return depth;
}

bool find_scoped(const Resolver *r, Expr *expr)
{
    uint16_t hops = 0;
    for (const Scope *scope = r->scope; scope; scope = scope->outer, hops++)
        for (uint32_t i = 0; i < scope->count; i++)
            if (str_equal(scope->names[i], expr->name)) {
                expr->slot = i;
                expr->hops = hops;
                return true;
            }
    expr->hops = hops;
    return false;
}

static uint32_t scope_slot(ExprScope *scope, Str name)
{
    for (uint32_t i = 0; i < scope->name_count; i++)
        if (str_equal(scope->names[i], name))
            return i;
    scope->names[scope->name_count] = name;
    return scope->name_count++;
}

void resolve_lambda(Resolver *r, Expr *expr)
{
    ExprScope *scope = expr->scope;
    expr->hops = scope_depth(r);
    scope->names = ARENA_ARRAY(r->loader->reader.arena, Str, scope->parameter_count);
    for (uint32_t i = 0; i < scope->parameter_count; i++) {
        if (scope->parameters[i].standard)
            resolve(r, scope->parameters[i].standard);
        if (scope_slot(scope, scope->parameters[i].name) < i)
            load_error(r->loader, expr->at, E_HEAD_TAKEN, "two parameters are called '%s'; rename one",
                       load_word(r->loader, scope->parameters[i].name));
    }
    Scope own = {scope->names, scope->name_count, r->scope};
    r->scope = &own;
    resolve(r, expr->left);
    r->scope = own.outer;
}

static uint32_t count_names(const ExprScope *scope)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < scope->clause_count; i++)
        count += scope->clauses[i].target.count;
    return count;
}

void resolve_each(Resolver *r, Expr *expr)
{
    ExprScope *scope = expr->scope;
    expr->hops = scope_depth(r);
    scope->names = ARENA_ARRAY(r->loader->reader.arena, Str, count_names(scope));
    for (uint32_t i = 0; i < scope->clause_count; i++) {
        Target *target = &scope->clauses[i].target;
        for (uint32_t k = 0; k < target->count; k++)
            target->names[k].slot = scope_slot(scope, target->names[k].name);
        target_known(target);
    }
    resolve(r, scope->clauses[0].iterable);
    Scope own = {scope->names, scope->name_count, r->scope};
    r->scope = &own;
    for (uint32_t i = 0; i < scope->clause_count; i++) {
        const EachClause *clause = &scope->clauses[i];
        if (i)
            resolve(r, clause->iterable);
        for (uint32_t k = 0; k < clause->condition_count; k++)
            resolve(r, clause->conditions[k]);
    }
    resolve(r, expr->left);
    if (expr->right)
        resolve(r, expr->right);
    r->scope = own.outer;
}
