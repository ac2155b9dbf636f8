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
    TIGHT_BIT_OR,
    TIGHT_BIT_XOR,
    TIGHT_BIT_AND,
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
    case EXPR_LAMBDA:
    case EXPR_STAR:
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
               : expr->op == OP_POWER  ? TIGHT_POWER
                                       : TIGHT_BIT_AND - (expr->op - OP_BIT_AND);
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

static bool only_generator(const Expr *call)
{
    const Expr *value = call->count == 1 ? call->arguments[0].value : NULL;
    return value && value->kind == EXPR_EACH && value->op == EACH_GENERATOR
           && !call->arguments[0].star && !call->arguments[0].name.length;
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
    child(pen, expr->left, TIGHT_BIT_OR);
    for (uint32_t i = 0; i < expr->count; i++) {
        builder_printf(pen->out, " %s ", op_text(expr->ops[i]));
        child(pen, expr->items[i], TIGHT_BIT_OR);
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

static void pairs(const Pen *pen, const Expr *expr)
{
    for (uint32_t i = 0; i < expr->count; i += 2) {
        builder_text(pen->out, i ? ", " : "");
        write(pen, expr->items[i]);
        builder_text(pen->out, ": ");
        write(pen, expr->items[i + 1]);
    }
}

static void slice(const Pen *pen, const Expr *expr)
{
    if (expr->left)
        write(pen, expr->left);
    builder_char(pen->out, ':');
    if (expr->right)
        write(pen, expr->right);
    if (expr->condition) {
        builder_char(pen->out, ':');
        write(pen, expr->condition);
    }
}

static void lambda(const Pen *pen, const Expr *expr)
{
    const ExprScope *scope = expr->scope;
    builder_text(pen->out, "lambda");
    for (uint32_t i = 0; i < scope->parameter_count; i++) {
        builder_text(pen->out, i ? ", " : " ");
        builder_str(pen->out, scope->parameters[i].name);
        if (scope->parameters[i].standard) {
            builder_char(pen->out, '=');
            write(pen, scope->parameters[i].standard);
        }
    }
    builder_text(pen->out, ": ");
    write(pen, expr->left);
}

static void clause(const Pen *pen, const EachClause *clause)
{
    builder_text(pen->out, " for ");
    target_write(pen->out, &clause->target, false);
    builder_text(pen->out, " in ");
    child(pen, clause->iterable, TIGHT_OR);
    for (uint32_t i = 0; i < clause->condition_count; i++) {
        builder_text(pen->out, " if ");
        child(pen, clause->conditions[i], TIGHT_OR);
    }
}

/* Without its brackets. */
static void each(const Pen *pen, const Expr *expr)
{
    write(pen, expr->left);
    if (expr->right) {
        builder_text(pen->out, ": ");
        write(pen, expr->right);
    }
    for (uint32_t i = 0; i < expr->scope->clause_count; i++)
        clause(pen, &expr->scope->clauses[i]);
}

static void bracketed(const Pen *pen, const Expr *expr, const char *brackets)
{
    builder_char(pen->out, brackets[0]);
    if (expr->kind == EXPR_EACH)
        each(pen, expr);
    else if (expr->kind == EXPR_DICT)
        pairs(pen, expr);
    else
        items(pen, expr, ", ", TIGHT_IF);
    if (expr->kind == EXPR_TUPLE && expr->count == 1)
        builder_char(pen->out, ',');
    builder_char(pen->out, brackets[1]);
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
    case EXPR_FORMATTED: template_write(pen->out, expr->template, pen->style); break;
    case EXPR_LIST: bracketed(pen, expr, "[]"); break;
    case EXPR_TUPLE: bracketed(pen, expr, "()"); break;
    case EXPR_SET:
    case EXPR_DICT: bracketed(pen, expr, "{}"); break;
    case EXPR_EACH:
        bracketed(pen, expr, expr->op == EACH_LIST        ? "[]"
                             : expr->op == EACH_GENERATOR ? "()"
                                                          : "{}");
        break;
    case EXPR_LAMBDA: lambda(pen, expr); break;
    case EXPR_SLICE: slice(pen, expr); break;
    case EXPR_STAR:
        builder_char(pen->out, '*');
        child(pen, expr->left, TIGHT_OR);
        break;
    case EXPR_LOCAL:
    case EXPR_SHARED:
    case EXPR_OWN_TYPE:
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
        if (only_generator(expr))
            write(pen, expr->arguments[0].value);
        else
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
