/* A coroutine with its parameters, as a key of "coroutines" has it: "fetch(url, delay=1)". */
#include "scenario/tree/load.h"

#include <string.h>

/* A default: a literal, so that it is the same for every call. */
static bool is_literal(const Expr *expr)
{
    if (expr->kind == EXPR_NEGATE)
        return expr->left->kind == EXPR_INT || expr->left->kind == EXPR_FLOAT;
    return expr->kind <= EXPR_TEXT;
}

typedef ARRAY(Parameter) ParameterList;

static bool parameter(Loader *loader, Parser *p, ParameterList *list)
{
    Parameter new = {0};
    Place at;
    if (parser_is(p, "*") || parser_is(p, "**"))
        return parser_fail(p, parser_here(p), E_HEAD_PARAMETER,
                           "starred parameters are not part of the language; name each one");
    if (!parse_name(p, "a parameter's name", &new.name, &at))
        return false;
    if (parser_is(p, ":"))
        return parser_fail(p, parser_here(p), E_HEAD_PARAMETER,
                           "annotations are not part of the language; "
                                              "write the name alone");
    if (names_find(&loader->shared, new.name) != NAMES_NONE)
        return parser_fail(p, at, E_HEAD_TAKEN, "'%s' is a name of the file's \"let\" already; "
                                  "give this parameter another one",
                           read_word(p->reader, new.name));
    if (list->count == LOAD_MAX_PARAMETERS)
        return parser_fail(p, at, E_HEAD_PARAMETER,
                           "a coroutine has at most %d parameters", LOAD_MAX_PARAMETERS);
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->items[i].name, new.name))
            return parser_fail(p, at, E_HEAD_TAKEN, "two parameters are called '%s'; rename one",
                               read_word(p->reader, new.name));
    if (parser_take(p, "=")) {
        new.standard = parse_expr(p);
        if (!new.standard)
            return false;
        if (!is_literal(new.standard))
            return parser_fail(p, new.standard->at, E_HEAD_DEFAULT,
                               "a parameter's default is a number, text, True, False or None");
    } else if (list->count && list->items[list->count - 1].standard) {
        return parser_fail(p, at, E_HEAD_DEFAULT,
                           "'%s' needs a default too: it follows a parameter that has one",
                           read_word(p->reader, new.name));
    }
    array_push(list, new);
    return true;
}

static bool parameters(Loader *loader, Parser *p, ParameterList *list)
{
    Place open = parser_here(p);
    parser_next(p);
    while (!parser_is(p, ")")) {
        if (p->token.kind == TOKEN_END && !p->failed)
            return parser_fail(p, open, E_HEAD_FORM,
                               "this ( is not closed; write ) behind the parameters");
        if (list->count && !parser_take(p, ","))
            return parser_fail(p, parser_here(p), E_HEAD_FORM,
                               "a comma is missing between parameters");
        if (!parameter(loader, p, list))
            return false;
    }
    parser_next(p);
    return !p->failed;
}

bool load_head(Loader *loader, const Json *json, Coroutine *coroutine)
{
    Place at;
    coroutine->at = json->key_at;
    if (!load_fits(loader, json->key_at))
        return false;
    Parser p = parser_of_key(loader, json);
    if (parser_is(&p, "async") || parser_is(&p, "def"))
        return parser_fail(&p, parser_here(&p), E_HEAD_FORM,
                           "write the name and its parameters alone, such as \"fetch(url)\"");
    if (!parse_name(&p, "a coroutine's name", &coroutine->name, &at))
        return false;
    if (parser_is(&p, "-")) {
        coroutine->name = (Str){0}; /* no call is to be held against the half of it */
        return parser_fail(&p, parser_here(&p), E_NAME_FORM,
                           "a name is letters, digits and _; write _ for -");
    }
    ParameterList list = {0};
    bool good = !parser_is(&p, "(") || parameters(loader, &p, &list);
    coroutine->parameter_count = (uint32_t)list.count;
    coroutine->parameters = ARENA_ARRAY(loader->reader.arena, Parameter, list.count);
    if (list.count)
        memcpy(coroutine->parameters, list.items, list.count * sizeof *list.items);
    array_free(&list);
    if (good && p.token.kind != TOKEN_END)
        return parser_fail(&p, parser_here(&p), E_HEAD_FORM,
                           "nothing follows a coroutine's parameters; write \"%s(...)\"",
                           load_word(loader, coroutine->name));
    return good && !p.failed;
}
