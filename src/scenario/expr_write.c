/* An expression as Python, with parentheses only where its meaning needs them. */
#include "base/escape.h"
#include "base/number.h"
#include "scenario/expr.h"

#include <inttypes.h>

/* How tightly a kind binds; a child that binds looser than its place asks for is put in
 * parentheses. */
typedef enum Tightness {
    TIGHT_IF,
    TIGHT_OR,
    TIGHT_AND,
    TIGHT_NOT,
    TIGHT_COMPARE,
    TIGHT_SUM,
    TIGHT_TERM,
    TIGHT_SIGN,
    TIGHT_POWER,
    TIGHT_PRIMARY
} Tightness;

static bool minus_literal(const Expr *expr)
{
    return (expr->kind == EXPR_INT || expr->kind == EXPR_FLOAT) && expr->source.length
           && expr->source.at[0] == '-';
}

static Tightness tightness(const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_IF_ELSE: return TIGHT_IF;
    case EXPR_OR: return TIGHT_OR;
    case EXPR_AND: return TIGHT_AND;
    case EXPR_NOT: return TIGHT_NOT;
    case EXPR_COMPARE: return TIGHT_COMPARE;
    case EXPR_NEGATE:
    case EXPR_PLUS: return TIGHT_SIGN;
    case EXPR_BINARY:
        return expr->op <= OP_SUBTRACT ? TIGHT_SUM : expr->op <= OP_MODULO ? TIGHT_TERM : TIGHT_POWER;
    default: return minus_literal(expr) ? TIGHT_SIGN : TIGHT_PRIMARY;
    }
}

static void child(Builder *out, const Expr *expr, Tightness least)
{
    bool loose = tightness(expr) < least;
    if (loose)
        builder_char(out, '(');
    expr_write(out, expr);
    if (loose)
        builder_char(out, ')');
}

static void number(Builder *out, const Expr *expr)
{
    if (expr->source.length)
        builder_str(out, expr->source);
    else if (expr->kind == EXPR_INT)
        builder_printf(out, "%" PRId64, expr->integer);
    else
        number_repr(out, expr->number);
}

static void arguments(Builder *out, const Expr *call)
{
    builder_char(out, '(');
    for (uint32_t i = 0; i < call->count; i++) {
        const Argument *argument = &call->arguments[i];
        if (i)
            builder_text(out, ", ");
        if (argument->star)
            builder_char(out, '*');
        if (argument->name.length) {
            builder_str(out, argument->name);
            builder_char(out, '=');
        }
        child(out, argument->value, argument->star ? TIGHT_OR : TIGHT_IF);
    }
    builder_char(out, ')');
}

static void binary(Builder *out, const Expr *expr)
{
    Tightness own = tightness(expr);
    bool power = expr->op == OP_POWER;
    child(out, expr->left, power ? TIGHT_PRIMARY : own);
    builder_printf(out, " %s ", op_text(expr->op));
    child(out, expr->right, power ? TIGHT_SIGN : own + 1);
}

static void compare(Builder *out, const Expr *expr)
{
    child(out, expr->left, TIGHT_SUM);
    for (uint32_t i = 0; i < expr->count; i++) {
        builder_printf(out, " %s ", op_text(expr->ops[i]));
        child(out, expr->items[i], TIGHT_SUM);
    }
}

static void items(Builder *out, const Expr *expr, const char *between, Tightness least)
{
    for (uint32_t i = 0; i < expr->count; i++) {
        builder_text(out, i ? between : "");
        child(out, expr->items[i], least);
    }
}

/* 1.real is no Python: a number before a point needs parentheses. */
static void attribute(Builder *out, const Expr *expr)
{
    bool number_first = expr->left->kind == EXPR_INT || expr->left->kind == EXPR_FLOAT;
    builder_text(out, number_first ? "(" : "");
    child(out, expr->left, number_first ? TIGHT_IF : TIGHT_PRIMARY);
    builder_text(out, number_first ? ")." : ".");
    builder_str(out, expr->name);
}

void expr_write(Builder *out, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NONE: builder_text(out, "None"); break;
    case EXPR_TRUE: builder_text(out, "True"); break;
    case EXPR_FALSE: builder_text(out, "False"); break;
    case EXPR_INT:
    case EXPR_FLOAT: number(out, expr); break;
    case EXPR_TEXT: escape_python(out, expr->text); break;
    case EXPR_LIST:
        builder_char(out, '[');
        items(out, expr, ", ", TIGHT_IF);
        builder_char(out, ']');
        break;
    case EXPR_LOCAL:
    case EXPR_SHARED:
    case EXPR_COROUTINE:
    case EXPR_BUILTIN: builder_str(out, expr->name); break;
    case EXPR_ATTRIBUTE: attribute(out, expr); break;
    case EXPR_INDEX:
        child(out, expr->left, TIGHT_PRIMARY);
        builder_char(out, '[');
        expr_write(out, expr->right);
        builder_char(out, ']');
        break;
    case EXPR_CALL:
        child(out, expr->left, TIGHT_PRIMARY);
        arguments(out, expr);
        break;
    case EXPR_NEGATE:
    case EXPR_PLUS:
        builder_char(out, expr->kind == EXPR_NEGATE ? '-' : '+');
        child(out, expr->left, TIGHT_SIGN);
        break;
    case EXPR_NOT:
        builder_text(out, "not ");
        child(out, expr->left, TIGHT_NOT);
        break;
    case EXPR_BINARY: binary(out, expr); break;
    case EXPR_COMPARE: compare(out, expr); break;
    case EXPR_AND: items(out, expr, " and ", TIGHT_NOT); break;
    case EXPR_OR: items(out, expr, " or ", TIGHT_AND); break;
    case EXPR_IF_ELSE:
        child(out, expr->left, TIGHT_OR);
        builder_text(out, " if ");
        child(out, expr->condition, TIGHT_OR);
        builder_text(out, " else ");
        child(out, expr->right, TIGHT_IF);
        break;
    }
}
