/* Building the tree of an expression, within limits of its height. */
#include "scenario/expr/lex.h"

#include <string.h>

Expr *parser_node(Parser *p, ExprKind kind, Place at)
{
    Expr *expr = ARENA_NEW(p->reader->arena, Expr);
    expr->kind = kind;
    expr->at = at;
    return expr;
}

/* From a place on to the end of the token before the current one. */
Place parser_since(const Parser *p, uint32_t offset)
{
    Place last = parser_place(p, p->last_end, p->last_end);
    return (Place){offset, last.offset - offset};
}

bool parser_too_deep(Parser *p)
{
    if (p->depth <= EXPR_MAX_DEPTH && p->height <= EXPR_MAX_DEPTH)
        return false;
    parser_fail(p, parser_here(p), E_EXPR_DEEP,
                "this expression is nested too deep; bind parts of it with {\"let\": ...} steps");
    return true;
}

/* `expr` was made of two trees of these heights. */
Expr *parser_joined(Parser *p, Expr *expr, uint32_t left, uint32_t right)
{
    p->height = (left > right ? left : right) + 1;
    return parser_too_deep(p) ? NULL : expr;
}

void parser_keep(Parser *p, ExprList *list, Expr *into)
{
    into->items = ARENA_ARRAY(p->reader->arena, Expr *, list->count);
    into->count = (uint32_t)list->count;
    if (list->count)
        memcpy(into->items, list->items, list->count * sizeof *list->items);
    array_free(list);
}
