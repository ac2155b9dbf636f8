/* An expression as Python, with parentheses only where its meaning needs them. */
#include "base/escape.h"
#include "base/number.h"
#include "scenario/expr/expr.h"

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
        return expr->op <= OP_SUBTRACT ? TIGHT_SUM
               : expr->op <= OP_MODULO ? TIGHT_TERM
                                       : TIGHT_POWER;
    default: return minus_literal(expr) ? TIGHT_SIGN : TIGHT_PRIMARY;
    }
}

typedef struct Pen {
    Builder *out;
    const ExprStyle *style; /* may be NULL */
} Pen;

static void write(const Pen *pen, const Expr *expr);

static void child(const Pen *pen, const Expr *expr, Tightness least)
{
    bool loose = tightness(expr) < least;
    if (loose)
        builder_char(pen->out, '(');
    write(pen, expr);
    if (loose)
        builder_char(pen->out, ')');
}

static void number(const Pen *pen, const Expr *expr)
{
    if (expr->source.length)
        builder_str(pen->out, expr->source);
    else if (expr->kind == EXPR_INT)
        builder_printf(pen->out, "%" PRId64, expr->integer);
    else
        number_repr(pen->out, expr->number);
}

static void arguments(const Pen *pen, const Expr *call)
{
    builder_char(pen->out, '(');
    for (uint32_t i = 0; i < call->count; i++) {
        const Argument *argument = &call->arguments[i];
        if (i)
            builder_text(pen->out, ", ");
        if (argument->star)
            builder_char(pen->out, '*');
        if (argument->name.length) {
            builder_str(pen->out, argument->name);
            builder_char(pen->out, '=');
        }
        child(pen, argument->value, argument->star ? TIGHT_OR : TIGHT_IF);
    }
    builder_char(pen->out, ')');
}

static void binary(const Pen *pen, const Expr *expr)
{
    Tightness own = tightness(expr);
    bool power = expr->op == OP_POWER;
    child(pen, expr->left, power ? TIGHT_PRIMARY : own);
    builder_printf(pen->out, " %s ", op_text(expr->op));
    child(pen, expr->right, power ? TIGHT_SIGN : own + 1);
}

static void compare(const Pen *pen, const Expr *expr)
{
    child(pen, expr->left, TIGHT_SUM);
    for (uint32_t i = 0; i < expr->count; i++) {
        builder_printf(pen->out, " %s ", op_text(expr->ops[i]));
        child(pen, expr->items[i], TIGHT_SUM);
    }
}

static void items(const Pen *pen, const Expr *expr, const char *between, Tightness least)
{
    for (uint32_t i = 0; i < expr->count; i++) {
        builder_text(pen->out, i ? between : "");
        child(pen, expr->items[i], least);
    }
}

/* 1.real is no Python: a number before a point needs parentheses. */
static void attribute(const Pen *pen, const Expr *expr)
{
    bool number_first = expr->left->kind == EXPR_INT || expr->left->kind == EXPR_FLOAT;
    builder_text(pen->out, number_first ? "(" : "");
    child(pen, expr->left, number_first ? TIGHT_IF : TIGHT_PRIMARY);
    builder_text(pen->out, number_first ? ")." : ".");
    builder_str(pen->out, expr->name);
}

static void builtin(const Pen *pen, const Expr *expr)
{
    if (pen->style && pen->style->builtin)
        builder_text(pen->out, pen->style->builtin(pen->style->context, expr));
    else
        builder_str(pen->out, expr->name);
}

static void write(const Pen *pen, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NONE: builder_text(pen->out, "None"); break;
    case EXPR_TRUE: builder_text(pen->out, "True"); break;
    case EXPR_FALSE: builder_text(pen->out, "False"); break;
    case EXPR_INT:
    case EXPR_FLOAT: number(pen, expr); break;
    case EXPR_TEXT: escape_python(pen->out, expr->text); break;
    case EXPR_LIST:
        builder_char(pen->out, '[');
        items(pen, expr, ", ", TIGHT_IF);
        builder_char(pen->out, ']');
        break;
    case EXPR_LOCAL:
    case EXPR_SHARED:
    case EXPR_COROUTINE: builder_str(pen->out, expr->name); break;
    case EXPR_BUILTIN: builtin(pen, expr); break;
    case EXPR_ATTRIBUTE: attribute(pen, expr); break;
    case EXPR_INDEX:
        child(pen, expr->left, TIGHT_PRIMARY);
        builder_char(pen->out, '[');
        write(pen, expr->right);
        builder_char(pen->out, ']');
        break;
    case EXPR_CALL:
        child(pen, expr->left, TIGHT_PRIMARY);
        arguments(pen, expr);
        break;
    case EXPR_NEGATE:
    case EXPR_PLUS:
        builder_char(pen->out, expr->kind == EXPR_NEGATE ? '-' : '+');
        child(pen, expr->left, TIGHT_SIGN);
        break;
    case EXPR_NOT:
        builder_text(pen->out, "not ");
        child(pen, expr->left, TIGHT_NOT);
        break;
    case EXPR_BINARY: binary(pen, expr); break;
    case EXPR_COMPARE: compare(pen, expr); break;
    case EXPR_AND: items(pen, expr, " and ", TIGHT_NOT); break;
    case EXPR_OR: items(pen, expr, " or ", TIGHT_AND); break;
    case EXPR_IF_ELSE:
        child(pen, expr->left, TIGHT_OR);
        builder_text(pen->out, " if ");
        child(pen, expr->condition, TIGHT_OR);
        builder_text(pen->out, " else ");
        child(pen, expr->right, TIGHT_IF);
        break;
    }
}

void expr_write_styled(Builder *out, const Expr *expr, const ExprStyle *style)
{
    write(&(Pen){.out = out, .style = style}, expr);
}

void expr_write(Builder *out, const Expr *expr)
{
    expr_write_styled(out, expr, NULL);
}
