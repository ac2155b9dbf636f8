/* Expressions by recursive descent, one function a rule of the grammar. How deep the recursion
 * goes and how high the tree grows are both limited, so that whoever walks it may recurse. */
#include "scenario/lex.h"

#include "base/number.h"

#include <string.h>

static Expr *or_test(Parser *p);
static Expr *factor(Parser *p);

static Expr *node(Parser *p, ExprKind kind, Place at)
{
    Expr *expr = ARENA_NEW(p->loader->arena, Expr);
    expr->kind = kind;
    expr->at = at;
    return expr;
}

/* From a place on to the end of the token before the current one. */
static Place since(const Parser *p, uint32_t offset)
{
    Place last = parser_place(p, p->last_end, p->last_end);
    return (Place){offset, last.offset - offset};
}

static bool too_deep(Parser *p)
{
    if (p->depth <= EXPR_MAX_DEPTH && p->height <= EXPR_MAX_DEPTH)
        return false;
    parser_fail(p, parser_here(p),
                "this expression is nested too deep; bind parts of it with {\"let\": ...} steps");
    return true;
}

/* `expr` was made of two trees of these heights. */
static Expr *joined(Parser *p, Expr *expr, uint32_t left, uint32_t right)
{
    p->height = (left > right ? left : right) + 1;
    return too_deep(p) ? NULL : expr;
}

typedef ARRAY(Expr *) ExprList;

static void keep(Parser *p, ExprList *list, Expr *into)
{
    into->items = ARENA_ARRAY(p->loader->arena, Expr *, list->count);
    into->count = (uint32_t)list->count;
    if (list->count)
        memcpy(into->items, list->items, list->count * sizeof *list->items);
    array_free(list);
}

/* An opened bracket's list does not go on with a comma. */
static bool not_closed(Parser *p, Place open, char bracket, char close)
{
    if (p->token.kind != TOKEN_END)
        return parser_unexpected(p);
    return parser_fail(p, open, "this %c is not closed; write %c where it ends", bracket, close);
}

/* [ expr { "," expr } ] behind the opening bracket. */
static bool expr_list(Parser *p, Place open, ExprList *list, uint32_t *height)
{
    while (!parser_is(p, "]")) {
        if (p->token.kind == TOKEN_END || (list->count && !parser_take(p, ",")))
            return not_closed(p, open, '[', ']');
        if (list->count && parser_is(p, "]"))
            return parser_fail(p, parser_place(p, p->last_end - 1, p->last_end),
                               "nothing follows this comma; take it out");
        Expr *item = parse_expr(p);
        if (!item)
            return false;
        array_push(list, item);
        *height = p->height > *height ? p->height : *height;
    }
    parser_next(p);
    return true;
}

static Expr *list_atom(Parser *p)
{
    Expr *expr = node(p, EXPR_LIST, parser_here(p));
    ExprList items = {0};
    uint32_t height = 0;
    parser_next(p);
    bool good = expr_list(p, expr->at, &items, &height);
    keep(p, &items, expr);
    if (!good)
        return NULL;
    expr->at = since(p, expr->at.offset);
    return joined(p, expr, height, 0);
}

static Expr *number_atom(Parser *p)
{
    bool whole = p->token.kind == TOKEN_INT;
    Expr *expr = node(p, whole ? EXPR_INT : EXPR_FLOAT, parser_here(p));
    expr->source = parser_text(p);
    if (whole && !integer_parse(expr->source, &expr->integer)) {
        parser_fail(p, expr->at,
                    "this whole number does not fit into 64 bits; "
                    "the largest is 9223372036854775807");
        return NULL;
    }
    if (!whole)
        number_parse(expr->source, &expr->number);
    parser_next(p);
    return expr;
}

static Expr *text_atom(Parser *p)
{
    Expr *expr = node(p, EXPR_TEXT, parser_here(p));
    Str raw = parser_text(p);
    char *text = arena_alloc(p->loader->arena, raw.length);
    size_t length = 0;
    for (size_t i = 1; i + 1 < raw.length; i++) {
        char c = raw.at[i];
        if (c == '\\') {
            c = raw.at[++i];
            if (!strchr("\\'\"nt", c)) {
                size_t at = p->token.from + i;
                parser_fail(p, parser_place(p, at - 1, at + 1 < p->token.to ? at + 1 : at),
                            "text in an expression knows \\\\ \\' \\\" \\n and \\t; "
                            "write \\\\ for a backslash (each doubled once more in JSON)");
                return NULL;
            }
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        text[length++] = c;
    }
    expr->text = (Str){text, length};
    parser_next(p);
    if (p->token.kind == TOKEN_TEXT) {
        parser_fail(p, parser_here(p), "two texts side by side: write + between them");
        return NULL;
    }
    return expr;
}

static Expr *name_atom(Parser *p)
{
    Str name = parser_text(p);
    ExprKind kind = str_is(name, "True")    ? EXPR_TRUE
                    : str_is(name, "False") ? EXPR_FALSE
                    : str_is(name, "None")  ? EXPR_NONE
                                            : EXPR_LOCAL;
    if (kind == EXPR_LOCAL && name_is_keyword(name)) {
        parser_unexpected(p);
        return NULL;
    }
    Expr *expr = node(p, kind, parser_here(p));
    if (kind == EXPR_LOCAL) {
        expr->name = name;
        expr->slot = UINT32_MAX; /* until resolve.c has looked it up */
    }
    parser_next(p);
    return expr;
}

static Expr *atom(Parser *p)
{
    p->height = 1;
    switch (p->token.kind) {
    case TOKEN_NAME: return name_atom(p);
    case TOKEN_TEXT: return text_atom(p);
    case TOKEN_INT:
    case TOKEN_FLOAT: return number_atom(p);
    default: break;
    }
    if (parser_is(p, "["))
        return list_atom(p);
    if (!parser_is(p, "(")) {
        parser_unexpected(p);
        return NULL;
    }
    Place open = parser_here(p);
    parser_next(p);
    if (parser_is(p, ")")) {
        parser_fail(p, open, "tuples are not part of the expressions; an empty list is []");
        return NULL;
    }
    Expr *inner = parse_expr(p);
    if (!inner)
        return NULL;
    if (!parser_take(p, ")")) {
        not_closed(p, open, '(', ')');
        return NULL;
    }
    return inner;
}

typedef ARRAY(Argument) ArgumentList;

/* NAME "=" is an argument's name only where another = does not follow. */
static bool argument_name(Parser *p, Argument *argument)
{
    if (p->token.kind != TOKEN_NAME)
        return true;
    Parser ahead = *p;
    parser_next(&ahead);
    if (ahead.failed || !parser_is(&ahead, "="))
        return true;
    if (name_is_keyword(parser_text(p)))
        return parser_unexpected(p);
    argument->name = parser_text(p);
    parser_next(p);
    parser_next(p);
    return true;
}

static bool argument(Parser *p, ArgumentList *list)
{
    Place at = parser_here(p);
    Argument new = {.at = at};
    if (parser_take(p, "*"))
        new.star = true;
    else if (!argument_name(p, &new))
        return false;
    bool named = list->count && list->items[list->count - 1].name.length;
    if (named && !new.star && !new.name.length)
        return parser_fail(p, at, "an argument without a name can't follow one with a name");
    for (size_t i = 0; i < list->count && new.name.length && i < 64; i++)
        if (str_equal(list->items[i].name, new.name))
            return parser_fail(p, at, "the argument '%s' is given twice",
                               load_word(p->loader, new.name));
    new.value = parse_expr(p);
    new.at = since(p, at.offset);
    if (new.value)
        array_push(list, new);
    return new.value != NULL;
}

static bool argument_list(Parser *p, Place open, ArgumentList *list, uint32_t *height)
{
    while (!parser_is(p, ")")) {
        if (p->token.kind == TOKEN_END || (list->count && !parser_take(p, ",")))
            return not_closed(p, open, '(', ')');
        if (list->count && parser_is(p, ")"))
            return parser_fail(p, parser_place(p, p->last_end - 1, p->last_end),
                               "nothing follows this comma; take it out");
        if (!argument(p, list))
            return false;
        *height = p->height > *height ? p->height : *height;
    }
    parser_next(p);
    return true;
}

static Expr *call(Parser *p, Expr *left)
{
    uint32_t height = p->height;
    Place open = parser_here(p);
    parser_next(p);
    Expr *expr = node(p, EXPR_CALL, left->at);
    ArgumentList list = {0};
    bool good = argument_list(p, open, &list, &height);
    if (good) {
        expr->left = left;
        expr->count = (uint32_t)list.count;
        expr->arguments = ARENA_ARRAY(p->loader->arena, Argument, list.count);
        if (list.count)
            memcpy(expr->arguments, list.items, list.count * sizeof *list.items);
        expr->at = since(p, left->at.offset);
    }
    array_free(&list);
    return good ? joined(p, expr, height, 0) : NULL;
}

static Expr *attribute(Parser *p, Expr *left)
{
    uint32_t height = p->height;
    parser_next(p);
    if (p->token.kind != TOKEN_NAME || name_is_keyword(parser_text(p))) {
        if (p->token.kind == TOKEN_END && !p->failed)
            parser_fail(p, parser_place(p, p->last_end - 1, p->last_end),
                        "a name is missing behind this point");
        else
            parser_unexpected(p);
        return NULL;
    }
    Expr *expr = node(p, EXPR_ATTRIBUTE, left->at);
    expr->left = left;
    expr->name = parser_text(p);
    parser_next(p);
    expr->at = since(p, left->at.offset);
    return joined(p, expr, height, 0);
}

static Expr *subscript(Parser *p, Expr *left)
{
    uint32_t height = p->height;
    Place open = parser_here(p);
    parser_next(p);
    Expr *expr = node(p, EXPR_INDEX, left->at);
    expr->left = left;
    expr->right = parse_expr(p);
    if (!expr->right)
        return NULL;
    if (!parser_take(p, "]")) {
        not_closed(p, open, '[', ']');
        return NULL;
    }
    expr->at = since(p, left->at.offset);
    return joined(p, expr, height, p->height);
}

static Expr *primary(Parser *p)
{
    Expr *expr = atom(p);
    while (expr) {
        if (parser_is(p, "."))
            expr = attribute(p, expr);
        else if (parser_is(p, "["))
            expr = subscript(p, expr);
        else if (parser_is(p, "("))
            expr = call(p, expr);
        else
            break;
    }
    return expr;
}

static Expr *binary(Parser *p, Op op, Expr *left, Expr *right, uint32_t left_height)
{
    if (!right)
        return NULL;
    Expr *expr = node(p, EXPR_BINARY, since(p, left->at.offset));
    expr->op = op;
    expr->left = left;
    expr->right = right;
    return joined(p, expr, left_height, p->height);
}

static Expr *power(Parser *p)
{
    Expr *left = primary(p);
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
    Expr *expr = node(p, EXPR_INT, parser_here(p));
    expr->integer = INT64_MIN;
    expr->source = STR("-9223372036854775808");
    *p = ahead;
    expr->at = since(p, expr->at.offset);
    p->height = 1;
    return expr;
}

static Expr *prefixed(Parser *p, ExprKind kind, Expr *(*operand)(Parser *))
{
    Expr *expr = node(p, kind, parser_here(p));
    parser_next(p);
    p->depth++;
    expr->left = too_deep(p) ? NULL : operand(p);
    p->depth--;
    if (!expr->left)
        return NULL;
    expr->at = since(p, expr->at.offset);
    return joined(p, expr, p->height, 0);
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
    Expr *expr = too_deep(p) ? NULL : power(p);
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
    Expr *left = sum(p);
    uint32_t height = p->height;
    Op op;
    if (!left || !take_comparison(p, &op))
        return left;
    ExprList items = {0};
    ARRAY(Op) ops = {0};
    Expr *item;
    do {
        array_push(&ops, op);
        item = sum(p);
        if (item)
            array_push(&items, item);
        height = p->height > height ? p->height : height;
    } while (item && take_comparison(p, &op));
    Expr *expr = node(p, EXPR_COMPARE, since(p, left->at.offset));
    expr->left = left;
    keep(p, &items, expr);
    expr->ops = ARENA_ARRAY(p->loader->arena, Op, ops.count);
    memcpy(expr->ops, ops.items, ops.count * sizeof *ops.items);
    array_free(&ops);
    return item ? joined(p, expr, height, 0) : NULL;
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
    Expr *expr = node(p, kind, since(p, first->at.offset));
    keep(p, &items, expr);
    return item ? joined(p, expr, height, 0) : NULL;
}

static Expr *and_test(Parser *p)
{
    return logical(p, "and", EXPR_AND, not_test);
}

static Expr *or_test(Parser *p)
{
    return logical(p, "or", EXPR_OR, and_test);
}

static Expr *if_else(Parser *p, Expr *left)
{
    uint32_t height = p->height;
    Expr *expr = node(p, EXPR_IF_ELSE, left->at);
    expr->left = left;
    Place at = parser_here(p);
    parser_next(p);
    expr->condition = or_test(p);
    if (!expr->condition)
        return NULL;
    height = p->height > height ? p->height : height;
    if (!parser_is(p, "else")) {
        parser_fail(p, at, "an if in an expression needs its else: x if condition else y");
        return NULL;
    }
    parser_next(p);
    expr->right = parse_expr(p);
    if (!expr->right)
        return NULL;
    expr->at = since(p, left->at.offset);
    return joined(p, expr, height, p->height);
}

Expr *parse_expr(Parser *p)
{
    p->depth++;
    Expr *expr = too_deep(p) ? NULL : or_test(p);
    if (expr && parser_is(p, "if"))
        expr = if_else(p, expr);
    p->depth--;
    return p->failed ? NULL : expr;
}
