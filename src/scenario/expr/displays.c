/* What brackets hold: lists, tuples, sets, dictionaries, comprehensions, a value in parentheses;
 * and lambda, which has names of its own as a comprehension does. */
#include "scenario/expr/lex.h"

#include <string.h>

/* --- for ... in ... if ... --- */

static bool conditions(Parser *p, EachClause *clause, uint32_t *height)
{
    ExprList list = {0};
    bool good = true;
    while (good && parser_take(p, "if")) {
        Expr *condition = parse_disjunction(p);
        good = condition != NULL;
        if (good)
            array_push(&list, condition);
        *height = p->height > *height ? p->height : *height;
    }
    Expr holder;
    parser_keep(p, &list, &holder);
    clause->conditions = holder.items;
    clause->condition_count = holder.count;
    return good;
}

static bool clause(Parser *p, EachClause *clause, uint32_t *height)
{
    bool parenthesis = parser_take(p, "(");
    if (!parse_target(p, &clause->target))
        return false;
    if (parenthesis && !parser_take(p, ")"))
        return parser_unexpected(p);
    if (!parser_take(p, "in"))
        return parser_fail(p, parser_here(p), E_EXPR_KEYWORD, "in is missing here: for x in ...");
    clause->iterable = parse_disjunction(p);
    *height = p->height > *height ? p->height : *height;
    return clause->iterable && conditions(p, clause, height);
}

Expr *parse_each(Parser *p, EachForm form, Expr *item, Expr *value)
{
    ARRAY(EachClause) clauses = {0};
    uint32_t height = p->height;
    bool good = true;
    while (good && parser_take(p, "for")) {
        EachClause next = {0};
        good = clause(p, &next, &height);
        array_push(&clauses, next);
    }
    Expr *expr = parser_node(p, EXPR_EACH, item->at);
    expr->op = (uint8_t)form;
    expr->left = item;
    expr->right = value;
    expr->scope = ARENA_NEW(p->reader->arena, ExprScope);
    expr->scope->clause_count = (uint32_t)clauses.count;
    expr->scope->clauses = ARENA_ARRAY(p->reader->arena, EachClause, clauses.count);
    if (clauses.count)
        memcpy(expr->scope->clauses, clauses.items, clauses.count * sizeof *clauses.items);
    array_free(&clauses);
    expr->at = parser_since(p, item->at.offset);
    return good && !p->failed ? parser_joined(p, expr, height, 0) : NULL;
}

/* --- brackets --- */

typedef struct Display {
    Place open;
    char bracket, close;
    ExprList items;
    uint32_t height;
} Display;

static bool closes(Parser *p, const Display *display)
{
    return parser_is(p, (char[]){display->close, '\0'});
}

static Expr *keep_display(Parser *p, Display *display, ExprKind kind, bool good)
{
    Expr *expr = parser_node(p, kind, display->open);
    parser_keep(p, &display->items, expr);
    if (!good)
        return NULL;
    parser_next(p);
    expr->at = parser_since(p, display->open.offset);
    return parser_joined(p, expr, display->height, 0);
}

static bool add(Parser *p, Display *display, Expr *item)
{
    if (!item)
        return false;
    array_push(&display->items, item);
    display->height = p->height > display->height ? p->height : display->height;
    return true;
}

/* `*xs` stands for all of its items. */
static Expr *item(Parser *p)
{
    if (!parser_is(p, "*"))
        return parse_expr(p);
    Expr *expr = parser_node(p, EXPR_STAR, parser_here(p));
    parser_next(p);
    expr->left = parse_disjunction(p);
    if (!expr->left)
        return NULL;
    expr->at = parser_since(p, expr->at.offset);
    return parser_joined(p, expr, p->height, 0);
}

/* The rest of a list, tuple or set behind its first item; a comma may stand at its end. */
static bool more_items(Parser *p, Display *display)
{
    while (!closes(p, display)) {
        if (p->token.kind == TOKEN_END || !parser_take(p, ","))
            return parser_not_closed(p, display->open, display->bracket, display->close);
        if (!closes(p, display) && !add(p, display, item(p)))
            return false;
    }
    return true;
}

static bool more_pairs(Parser *p, Display *display)
{
    while (!closes(p, display)) {
        if (p->token.kind == TOKEN_END || !parser_take(p, ","))
            return parser_not_closed(p, display->open, display->bracket, display->close);
        if (closes(p, display))
            break;
        if (!add(p, display, parse_expr(p)))
            return false;
        if (!parser_take(p, ":"))
            return parser_fail(p, parser_here(p), E_EXPR_BREAKS_OFF,
                               "a colon and a value are missing behind this key");
        if (!add(p, display, parse_expr(p)))
            return false;
    }
    return true;
}

static Expr *close_each(Parser *p, Display *display, Expr *each)
{
    array_free(&display->items);
    if (!each)
        return NULL;
    if (!closes(p, display)) {
        parser_not_closed(p, display->open, display->bracket, display->close);
        return NULL;
    }
    parser_next(p);
    each->at = parser_since(p, display->open.offset);
    return each;
}

static Expr *dictionary(Parser *p, Display *display)
{
    Expr *value = parse_expr(p);
    if (value && parser_is(p, "for"))
        return close_each(p, display,
                          parse_each(p, EACH_DICT, display->items.items[0], value));
    return keep_display(p, display, EXPR_DICT, add(p, display, value) && more_pairs(p, display));
}

static Expr *parenthesised(Parser *p, Display *display)
{
    Expr *inner = display->items.items[0];
    if (inner->kind == EXPR_STAR && parser_is(p, ")"))
        parser_fail(p, inner->at, E_EXPR_BREAKS_OFF,
                    "a starred value fills a list, a call, or a tuple, which has a comma: (*xs,)");
    if (parser_is(p, ",") || inner->kind == EXPR_STAR)
        return keep_display(p, display, EXPR_TUPLE, !p->failed && more_items(p, display));
    array_free(&display->items);
    if (!parser_take(p, ")")) {
        parser_not_closed(p, display->open, '(', ')');
        return NULL;
    }
    return inner;
}

Expr *parse_display(Parser *p)
{
    Display display = {.open = parser_here(p), .bracket = parser_text(p).at[0]};
    char bracket = display.bracket;
    display.close = bracket == '(' ? ')' : bracket == '[' ? ']' : '}';
    ExprKind kind = bracket == '(' ? EXPR_TUPLE : bracket == '[' ? EXPR_LIST : EXPR_DICT;
    parser_next(p);
    if (closes(p, &display))
        return keep_display(p, &display, kind, true);
    if (p->token.kind == TOKEN_END && !p->failed)
        parser_not_closed(p, display.open, bracket, display.close);
    if (!add(p, &display, item(p)))
        return keep_display(p, &display, kind, false);
    Expr *first = display.items.items[0];
    if (parser_is(p, "for") && first->kind != EXPR_STAR) {
        EachForm form = bracket == '(' ? EACH_GENERATOR : bracket == '[' ? EACH_LIST : EACH_SET;
        return close_each(p, &display, parse_each(p, form, first, NULL));
    }
    if (bracket == '(')
        return parenthesised(p, &display);
    if (bracket == '{' && first->kind != EXPR_STAR && parser_take(p, ":"))
        return dictionary(p, &display);
    return keep_display(p, &display, bracket == '[' ? EXPR_LIST : EXPR_SET,
                        more_items(p, &display));
}

Expr *parse_tuple_rest(Parser *p, Expr *first)
{
    Display display = {.open = first->at};
    bool good = add(p, &display, first);
    while (good && parser_take(p, ","))
        if (p->token.kind != TOKEN_END)
            good = add(p, &display, item(p));
    Expr *expr = parser_node(p, EXPR_TUPLE, first->at);
    parser_keep(p, &display.items, expr);
    expr->at = parser_since(p, first->at.offset);
    return good ? parser_joined(p, expr, display.height, 0) : NULL;
}

/* --- lambda --- */

static bool lambda_parameters(Parser *p, ExprScope *scope, uint32_t *height)
{
    ARRAY(Parameter) list = {0};
    bool good = true;
    while (good && !parser_is(p, ":")) {
        Parameter parameter = {0};
        Place at;
        if (list.count && !parser_take(p, ",")) {
            good = parser_unexpected(p);
            break;
        }
        good = parse_name(p, "a parameter's name", &parameter.name, &at);
        if (good && parser_take(p, "=")) {
            parameter.standard = parse_expr(p);
            good = parameter.standard != NULL;
            *height = p->height > *height ? p->height : *height;
        } else if (good && list.count && list.items[list.count - 1].standard) {
            good = parser_fail(p, at, E_HEAD_DEFAULT, "'%s' needs a default too: it follows a parameter that has "
                                      "one", read_word(p->reader, parameter.name));
        }
        array_push(&list, parameter);
    }
    scope->parameter_count = (uint32_t)list.count;
    scope->parameters = ARENA_ARRAY(p->reader->arena, Parameter, list.count);
    if (list.count)
        memcpy(scope->parameters, list.items, list.count * sizeof *list.items);
    array_free(&list);
    return good && !p->failed;
}

Expr *parse_lambda(Parser *p)
{
    Expr *expr = parser_node(p, EXPR_LAMBDA, parser_here(p));
    uint32_t height = 0;
    parser_next(p);
    expr->scope = ARENA_NEW(p->reader->arena, ExprScope);
    p->depth++;
    if (!parser_too_deep(p) && lambda_parameters(p, expr->scope, &height)) {
        parser_next(p);
        expr->left = parse_expr(p);
    }
    p->depth--;
    if (!expr->left)
        return NULL;
    expr->at = parser_since(p, expr->at.offset);
    return parser_joined(p, expr, height, p->height);
}
