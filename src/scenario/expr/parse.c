/* Expressions by recursive descent, one function a rule of the grammar: here the operators, in
 * primary.c what stands between them. How deep the recursion goes and how high the tree grows are
 * both limited, so that whoever walks it may recurse. */
#include "scenario/expr/lex.h"

#include <string.h>

static Expr *factor(Parser *p);

static Expr *binary(Parser *p, Op op, Expr *left, Expr *right, uint32_t left_height)
{
    if (!right)
        return NULL;
    Expr *expr = parser_node(p, EXPR_BINARY, parser_since(p, left->at.offset));
    expr->op = (uint8_t)op;
    expr->left = left;
    expr->right = right;
    return parser_joined(p, expr, left_height, p->height);
}

static Expr *power(Parser *p)
{
    Expr *left = parse_primary(p);
    uint32_t height = p->height;
    if (!left || !parser_take(p, "**"))
        return left;
    return binary(p, OP_POWER, left, factor(p), height);
}

/* The one whole number that fits 64 bits only with its minus. */
static Expr *least_integer(Parser *p)
{
    Parser ahead = *p;
    parser_next(&ahead);
    if (ahead.token.kind != TOKEN_INT || !str_is(parser_text(&ahead), "9223372036854775808"))
        return NULL;
    parser_next(&ahead);
    if (ahead.failed || parser_is(&ahead, "**"))
        return NULL;
    Expr *expr = parser_node(p, EXPR_INT, parser_here(p));
    expr->integer = INT64_MIN;
    expr->source = STR("-9223372036854775808");
    *p = ahead;
    expr->at = parser_since(p, expr->at.offset);
    p->height = 1;
    return expr;
}

static Expr *prefixed(Parser *p, ExprKind kind, Expr *(*operand)(Parser *))
{
    Expr *expr = parser_node(p, kind, parser_here(p));
    parser_next(p);
    p->depth++;
    expr->left = parser_too_deep(p) ? NULL : operand(p);
    p->depth--;
    if (!expr->left)
        return NULL;
    expr->at = parser_since(p, expr->at.offset);
    return parser_joined(p, expr, p->height, 0);
}

static Expr *factor(Parser *p)
{
    if (parser_is(p, "-")) {
        Expr *least = least_integer(p);
        return least ? least : prefixed(p, EXPR_NEGATE, factor);
    }
    if (parser_is(p, "+"))
        return prefixed(p, EXPR_PLUS, factor);
    p->depth++;
    Expr *expr = parser_too_deep(p) ? NULL : power(p);
    p->depth--;
    return expr;
}

static bool take_op(Parser *p, Op first, Op last, Op *op)
{
    for (Op candidate = first; candidate <= last; candidate++)
        if (parser_take(p, op_text(candidate))) {
            *op = candidate;
            return true;
        }
    return false;
}

static Expr *term(Parser *p)
{
    Expr *left = factor(p);
    uint32_t height = p->height;
    Op op;
    while (left && take_op(p, OP_MULTIPLY, OP_MODULO, &op)) {
        left = binary(p, op, left, factor(p), height);
        height = p->height;
    }
    return left;
}

static Expr *sum(Parser *p)
{
    Expr *left = term(p);
    uint32_t height = p->height;
    Op op;
    while (left && take_op(p, OP_ADD, OP_SUBTRACT, &op)) {
        left = binary(p, op, left, term(p), height);
        height = p->height;
    }
    return left;
}

/* The bit operators bind looser than a sum, & tightest. */
static Expr *bits(Parser *p, Op op)
{
    Expr *left = op == OP_BIT_AND ? sum(p) : bits(p, op - 1);
    uint32_t height = p->height;
    while (left && parser_take(p, op_text(op))) {
        left = binary(p, op, left, op == OP_BIT_AND ? sum(p) : bits(p, op - 1), height);
        height = p->height;
    }
    return left;
}

static bool take_comparison(Parser *p, Op *op)
{
    if (take_op(p, OP_EQUAL, OP_IN, op))
        return true;
    if (parser_take(p, "is")) {
        *op = parser_take(p, "not") ? OP_IS_NOT : OP_IS;
        return true;
    }
    if (!parser_is(p, "not"))
        return false;
    Parser ahead = *p;
    parser_next(&ahead);
    if (!parser_is(&ahead, "in"))
        return false;
    parser_next(p);
    parser_next(p);
    *op = OP_NOT_IN;
    return true;
}

static Expr *comparison(Parser *p)
{
    Expr *left = bits(p, OP_BIT_OR);
    uint32_t height = p->height;
    Op op;
    if (!left || !take_comparison(p, &op))
        return left;
    ExprList items = {0};
    ARRAY(Op) ops = {0};
    Expr *item;
    do {
        array_push(&ops, op);
        item = bits(p, OP_BIT_OR);
        if (item)
            array_push(&items, item);
        height = p->height > height ? p->height : height;
    } while (item && take_comparison(p, &op));
    Expr *expr = parser_node(p, EXPR_COMPARE, parser_since(p, left->at.offset));
    expr->left = left;
    parser_keep(p, &items, expr);
    expr->ops = ARENA_ARRAY(p->reader->arena, Op, ops.count);
    memcpy(expr->ops, ops.items, ops.count * sizeof *ops.items);
    array_free(&ops);
    return item ? parser_joined(p, expr, height, 0) : NULL;
}

static Expr *not_test(Parser *p)
{
    return parser_is(p, "not") ? prefixed(p, EXPR_NOT, not_test) : comparison(p);
}

/* operand { word operand } */
static Expr *logical(Parser *p, const char *word, ExprKind kind, Expr *(*operand)(Parser *))
{
    Expr *first = operand(p);
    if (!first || !parser_is(p, word))
        return first;
    ExprList items = {0};
    uint32_t height = p->height;
    array_push(&items, first);
    Expr *item = first;
    while (item && parser_take(p, word)) {
        item = operand(p);
        if (item)
            array_push(&items, item);
        height = p->height > height ? p->height : height;
    }
    Expr *expr = parser_node(p, kind, parser_since(p, first->at.offset));
    parser_keep(p, &items, expr);
    return item ? parser_joined(p, expr, height, 0) : NULL;
}

static Expr *and_test(Parser *p)
{
    return logical(p, "and", EXPR_AND, not_test);
}

Expr *parse_disjunction(Parser *p)
{
    return logical(p, "or", EXPR_OR, and_test);
}

static Expr *if_else(Parser *p, Expr *left)
{
    uint32_t height = p->height;
    Expr *expr = parser_node(p, EXPR_IF_ELSE, left->at);
    expr->left = left;
    Place at = parser_here(p);
    parser_next(p);
    expr->condition = parse_disjunction(p);
    if (!expr->condition)
        return NULL;
    height = p->height > height ? p->height : height;
    if (!parser_is(p, "else")) {
        parser_fail(p, at, E_EXPR_IF_ELSE,
                    "an if in an expression needs its else: x if condition else y");
        return NULL;
    }
    parser_next(p);
    expr->right = parse_expr(p);
    if (!expr->right)
        return NULL;
    expr->at = parser_since(p, left->at.offset);
    return parser_joined(p, expr, height, p->height);
}

Expr *parse_expr(Parser *p)
{
    p->depth++;
    Expr *expr = parser_too_deep(p) ? NULL : parse_disjunction(p);
    if (expr && parser_is(p, "if"))
        expr = if_else(p, expr);
    p->depth--;
    return p->failed ? NULL : expr;
}
