/* What stands between the operators: literals, names, what brackets hold (displays.c); and behind a
 * value its attributes, calls and indices. */
#include "base/number.h"
#include "scenario/expr/lex.h"

#include <string.h>

static Expr *number_atom(Parser *p)
{
    bool whole = p->token.kind == TOKEN_INT;
    Expr *expr = parser_node(p, whole ? EXPR_INT : EXPR_FLOAT, parser_here(p));
    expr->source = parser_text(p);
    if (whole && !integer_parse(expr->source, &expr->integer)) {
        parser_fail(p, expr->at, E_EXPR_INTEGER,
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
    Expr *expr = parser_node(p, EXPR_TEXT, parser_here(p));
    Str raw = parser_text(p);
    char *text = arena_alloc(p->reader->arena, raw.length);
    size_t length = 0;
    for (size_t i = 1; i + 1 < raw.length; i++) {
        char c = raw.at[i];
        if (c == '\\') {
            c = raw.at[++i];
            if (!python_escape(&c)) {
                size_t at = p->token.from + i;
                parser_fail(p, parser_place(p, at - 1, at + 1 < p->token.to ? at + 1 : at),
                            E_EXPR_ESCAPE,
                            "text in an expression knows \\\\ \\' \\\" \\n and \\t; "
                            "write \\\\ for a backslash (each doubled once more in JSON)");
                return NULL;
            }
        }
        text[length++] = c;
    }
    expr->text = (Str){text, length};
    parser_next(p);
    if (p->token.kind == TOKEN_TEXT) {
        parser_fail(p, parser_here(p), E_EXPR_TWO_TEXTS,
                    "two texts side by side: write + between them");
        return NULL;
    }
    return expr;
}

static bool quote_follows(const Parser *p)
{
    size_t at = p->token.to;
    return at < p->end && (p->in.text.at[at] == '\'' || p->in.text.at[at] == '"');
}

/* f'...' */
static Expr *formatted_atom(Parser *p)
{
    Expr *expr = parser_node(p, EXPR_FORMATTED, parser_here(p));
    parser_next(p);
    if (p->failed)
        return NULL;
    expr->template = ARENA_NEW(p->reader->arena, TextTemplate);
    if (!read_formatted(p, expr->template)) {
        p->failed = true;
        return NULL;
    }
    parser_next(p);
    expr->at = parser_since(p, expr->at.offset);
    return expr;
}

static Expr *name_atom(Parser *p)
{
    Str name = parser_text(p);
    if (str_is(name, "lambda"))
        return parse_lambda(p);
    if ((str_is(name, "f") || str_is(name, "F")) && quote_follows(p))
        return formatted_atom(p);
    ExprKind kind = str_is(name, "True")    ? EXPR_TRUE
                    : str_is(name, "False") ? EXPR_FALSE
                    : str_is(name, "None")  ? EXPR_NONE
                                            : EXPR_LOCAL;
    if (kind == EXPR_LOCAL && name_is_keyword(name)) {
        parser_unexpected(p);
        return NULL;
    }
    Expr *expr = parser_node(p, kind, parser_here(p));
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
    if (parser_is(p, "[") || parser_is(p, "(") || parser_is(p, "{"))
        return parse_display(p);
    parser_unexpected(p);
    return NULL;
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
        return parser_fail(p, at, E_CALL_ORDER,
                           "an argument without a name can't follow one with a name");
    for (size_t i = 0; i < list->count && new.name.length && i < 64; i++)
        if (str_equal(list->items[i].name, new.name))
            return parser_fail(p, at, E_CALL_TWICE, "the argument '%s' is given twice",
                               read_word(p->reader, new.name));
    new.value = parse_expr(p);
    bool bare = !new.star && !new.name.length && list->count == 0 && parser_is(p, "for");
    if (new.value && bare)
        new.value = parse_each(p, EACH_GENERATOR, new.value, NULL);
    new.at = parser_since(p, at.offset);
    if (new.value && bare && parser_is(p, ","))
        return parser_fail(p, new.at, E_EXPR_KEYWORD,
                           "beside other arguments a comprehension stands in brackets of its own: "
                           "f((x for x in xs), 2)");
    if (new.value)
        array_push(list, new);
    return new.value != NULL;
}

static bool argument_list(Parser *p, Place open, ArgumentList *list, uint32_t *height)
{
    while (!parser_is(p, ")")) {
        if (p->token.kind == TOKEN_END || (list->count && !parser_take(p, ",")))
            return parser_not_closed(p, open, '(', ')');
        if (list->count && parser_is(p, ")"))
            break; /* behind a comma */
        if (!argument(p, list))
            return false;
        *height = p->height > *height ? p->height : *height;
    }
    parser_next(p);
    return true;
}

static CallForm call_form(const ArgumentList *list)
{
    CallForm form = CALL_PLAIN;
    for (size_t i = 0; i < list->count && form != CALL_SPREAD; i++) {
        const Argument *argument = &list->items[i];
        form = argument->star ? CALL_SPREAD : argument->name.length ? CALL_NAMED : form;
    }
    return form;
}

static Expr *call(Parser *p, Expr *left)
{
    uint32_t height = p->height;
    Place open = parser_here(p);
    parser_next(p);
    Expr *expr = parser_node(p, EXPR_CALL, left->at);
    ArgumentList list = {0};
    bool good = argument_list(p, open, &list, &height);
    if (good) {
        expr->left = left;
        expr->count = (uint32_t)list.count;
        expr->arguments = ARENA_ARRAY(p->reader->arena, Argument, list.count);
        if (list.count)
            memcpy(expr->arguments, list.items, list.count * sizeof *list.items);
        expr->op = (uint8_t)call_form(&list);
        expr->at = parser_since(p, left->at.offset);
    }
    array_free(&list);
    return good ? parser_joined(p, expr, height, 0) : NULL;
}

static Expr *attribute(Parser *p, Expr *left)
{
    uint32_t height = p->height;
    parser_next(p);
    if (p->token.kind != TOKEN_NAME || name_is_keyword(parser_text(p))) {
        if (p->token.kind == TOKEN_END && !p->failed)
            parser_fail(p, parser_place(p, p->last_end - 1, p->last_end), E_EXPR_POINT,
                        "a name is missing behind this point");
        else
            parser_unexpected(p);
        return NULL;
    }
    Expr *expr = parser_node(p, EXPR_ATTRIBUTE, left->at);
    expr->left = left;
    expr->name = parser_text(p);
    parser_next(p);
    expr->at = parser_since(p, left->at.offset);
    return parser_joined(p, expr, height, 0);
}

/* One of the up to three values of a slice; NULL, and fine, where it is left out. */
static bool slice_part(Parser *p, Expr **part, uint32_t *height)
{
    if (parser_is(p, ":") || parser_is(p, "]"))
        return true;
    *part = parse_expr(p);
    *height = p->height > *height ? p->height : *height;
    return *part != NULL;
}

/* What stands in the brackets: an index, or start:stop:step. */
static Expr *index_or_slice(Parser *p)
{
    uint32_t height = 1;
    uint32_t from = parser_here(p).offset;
    Expr *first = NULL;
    if (parser_is(p, "]") || !slice_part(p, &first, &height)) {
        parser_unexpected(p);
        return NULL;
    }
    if (!parser_take(p, ":"))
        return first;
    Expr *slice = parser_node(p, EXPR_SLICE, parser_here(p));
    slice->left = first;
    if (!slice_part(p, &slice->right, &height)
        || (parser_take(p, ":") && !slice_part(p, &slice->condition, &height)))
        return NULL;
    slice->at = parser_since(p, from);
    return parser_joined(p, slice, height, 0);
}

static Expr *subscript(Parser *p, Expr *left)
{
    uint32_t height = p->height;
    Place open = parser_here(p);
    parser_next(p);
    Expr *expr = parser_node(p, EXPR_INDEX, left->at);
    expr->left = left;
    expr->right = index_or_slice(p);
    if (!expr->right)
        return NULL;
    if (!parser_take(p, "]")) {
        parser_not_closed(p, open, '[', ']');
        return NULL;
    }
    expr->at = parser_since(p, left->at.offset);
    return parser_joined(p, expr, height, p->height);
}

Expr *parse_primary(Parser *p)
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
