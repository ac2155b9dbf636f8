/* What stands as text in the file: an expression, names to bind, `target in expr`, the key of
 * an `except`. */
#include "scenario/tree/load.h"

#include "base/number.h"

#include <string.h>

bool load_is_text(Loader *loader, const Json *json, const char *what)
{
    if (json->kind == JSON_TEXT)
        return true;
    if (json->key.length)
        load_error(loader, json->at, E_VALUE_KIND,
                   "\"%s\" takes %s, not %s", load_word(loader, json->key), what,
                   json_kind_words(json->kind));
    else
        load_error(loader, json->at, E_VALUE_KIND,
                   "%s stands here, not %s", what, json_kind_words(json->kind));
    return false;
}

bool load_fits(Loader *loader, Place at)
{
    if (at.length <= SCENARIO_MAX_VALUE)
        return true;
    load_error(loader, (Place){at.offset, 1}, E_FILE_LIMIT,
               "what begins here is longer than the %d bytes that a value may have; make several of "
               "it",
               SCENARIO_MAX_VALUE);
    return false;
}

static Parser parser_of(Loader *loader, const Json *json)
{
    Located in = located(&loader->reader, json->text, json->at);
    return parser_make(&loader->reader, in, 0, json->text.length);
}

Parser parser_of_key(Loader *loader, const Json *json)
{
    Located in = located(&loader->reader, json->key, json->key_at);
    return parser_make(&loader->reader, in, 0, json->key.length);
}

static Expr *number_value(Loader *loader, const Json *json)
{
    Expr *expr = ARENA_NEW(loader->reader.arena, Expr);
    expr->kind = json->kind == JSON_INT ? EXPR_INT : EXPR_FLOAT;
    expr->at = json->at;
    expr->source = json->text;
    if (json->kind == JSON_INT)
        integer_parse(json->text, &expr->integer);
    else
        number_parse(json->text, &expr->number);
    return expr;
}

static Expr *list_value(Loader *loader, const Json *json)
{
    Expr *expr = ARENA_NEW(loader->reader.arena, Expr);
    expr->kind = EXPR_LIST;
    expr->at = json->at;
    expr->count = json->count;
    expr->items = ARENA_ARRAY(loader->reader.arena, Expr *, json->count);
    bool good = true;
    for (uint32_t i = 0; i < json->count; i++) {
        expr->items[i] = load_expr(loader, &json->items[i]);
        good &= expr->items[i] != NULL;
    }
    return good ? expr : NULL;
}

static Expr *text_value(Loader *loader, const Json *json)
{
    Parser p = parser_of(loader, json);
    p.whole = true;
    p.raised = str_is(json->key, "raise");
    Expr *expr = p.failed ? NULL : parse_expr(&p);
    if (expr && parser_is(&p, ","))
        expr = parse_tuple_rest(&p, expr);
    return expr && parse_end(&p) ? expr : NULL;
}

Expr *load_expr(Loader *loader, const Json *json)
{
    switch (json->kind) {
    case JSON_TEXT: return text_value(loader, json);
    case JSON_LIST: return list_value(loader, json);
    case JSON_INT:
    case JSON_FLOAT: return number_value(loader, json);
    case JSON_OBJECT:
        load_error(loader, json->at, E_VALUE_EXPRESSION,
                   "an object is no value here; write a number, a list, or an expression in "
                   "double quotes");
        return NULL;
    default: break;
    }
    Expr *expr = ARENA_NEW(loader->reader.arena, Expr);
    expr->kind = json->kind == JSON_TRUE    ? EXPR_TRUE
                 : json->kind == JSON_FALSE ? EXPR_FALSE
                                            : EXPR_NONE;
    expr->at = json->at;
    return expr;
}

bool load_argument(Loader *loader, const Json *json, Argument *argument)
{
    *argument = (Argument){.at = json->at};
    if (json->kind != JSON_TEXT) {
        argument->value = load_expr(loader, json);
        return argument->value != NULL;
    }
    Parser p = parser_of(loader, json);
    p.whole = true;
    argument->star = parser_take(&p, "*");
    argument->value = p.failed ? NULL : parse_expr(&p);
    if (argument->value && parser_is(&p, ","))
        return parser_fail(&p, parser_here(&p), E_AWAITABLES_COMMA,
                           "several things stand in a list: [\"...\", \"...\"], each in its own "
                           "quotes");
    return argument->value && parse_end(&p);
}

/* ["a", "b"] */
static bool target_list(Loader *loader, const Json *json, Target *target)
{
    BindingList list = {0};
    bool good = json->count > 0;
    if (!good)
        load_error(loader, json->at, E_TARGET_FORM,
                   "an empty list binds nothing; write one or more names");
    for (uint32_t i = 0; i < json->count && good; i++) {
        Target one = {0};
        const Json *item = &json->items[i];
        good = item->kind == JSON_TEXT && load_target(loader, item, &one);
        if (good && (one.count != 1 || one.unpack))
            load_error(loader, item->at, E_TARGET_FORM, "each text in this list is one name");
        else if (item->kind != JSON_TEXT)
            load_error(loader, item->at, E_TARGET_FORM,
                       "a name in double quotes stands here, not %s",
                       json_kind_words(item->kind));
        good &= one.count == 1 && !one.unpack;
        if (good)
            array_push(&list, one.names[0]);
    }
    target->unpack = true;
    keep_names(&loader->reader, &list, target);
    return good;
}

bool load_target(Loader *loader, const Json *json, Target *target)
{
    if (json->kind == JSON_LIST)
        return target_list(loader, json, target);
    if (!load_is_text(loader, json, "a name in double quotes, such as \"x\" or \"a, b\""))
        return false;
    Parser p = parser_of(loader, json);
    if (!parse_target(&p, target))
        return false;
    if (p.token.kind == TOKEN_END)
        return true;
    return parser_fail(&p, parser_here(&p), E_TARGET_FORM,
                       "only names stand here, as in \"x\" or \"a, b\"; bind first, then use an "
                       "expression");
}

bool load_for(Loader *loader, const Json *json, Target *target, Expr **iterable)
{
    if (!load_is_text(loader, json, "names and a list, such as \"i in range(3)\""))
        return false;
    Parser p = parser_of(loader, json);
    if (parser_is(&p, "for"))
        return parser_fail(&p, parser_here(&p), E_FOR_FORM,
                           "take out this for: write \"i in range(3)\"");
    if (!parse_target(&p, target))
        return false;
    if (!parser_is(&p, "in")) {
        Place at = parser_here(&p);
        at.length = at.length ? at.length : 1;
        return parser_fail(&p, at, E_FOR_FORM, "in is missing here: write \"i in range(3)\"");
    }
    parser_next(&p);
    *iterable = p.failed ? NULL : parse_expr(&p);
    return *iterable && parse_end(&p);
}

bool load_handler_key(Loader *loader, const Json *json, Handler *handler)
{
    handler->at = json->key_at;
    if (!load_fits(loader, json->key_at))
        return false;
    Parser p = parser_of_key(loader, json);
    if (parser_is(&p, "("))
        return parser_fail(&p, parser_here(&p), E_EXCEPT_FORM,
                           "several exceptions stand without parentheses: "
                           "\"KeyError, OSError as e\"");
    if (p.token.kind == TOKEN_END && !p.failed)
        return parser_fail(&p, json->key_at, E_EXCEPT_FORM,
                           "an exception's name is missing here; \"Exception\" catches any error");
    ARRAY(Expr *) types = {0};
    bool good;
    do {
        Expr *type = parse_expr(&p);
        good = type != NULL;
        if (good)
            array_push(&types, type);
    } while (good && parser_take(&p, ","));
    handler->type_count = (uint32_t)types.count;
    handler->types = ARENA_ARRAY(loader->reader.arena, Expr *, types.count);
    if (types.count)
        memcpy(handler->types, types.items, types.count * sizeof *types.items);
    array_free(&types);
    if (good && parser_take(&p, "as")) {
        good = parse_target(&p, &handler->name);
        if (good && (handler->name.count > 1 || handler->name.unpack))
            return parser_fail(&p, json->key_at, E_EXCEPT_FORM, "as binds one name here");
    }
    if (good && handler->type_count == 1 && p.token.kind == TOKEN_NAME) {
        Str name = parser_text(&p);
        return parser_fail(&p, parser_here(&p), E_EXCEPT_FORM,
                           "a name for the exception stands behind as: write \"... as %s\"",
                           read_word(p.reader, name));
    }
    return good && parse_end(&p);
}

bool load_name_key(Loader *loader, const Json *json, Binding *name)
{
    Parser p = parser_of_key(loader, json);
    if (!parse_name(&p, "a name", &name->name, &name->at))
        return false;
    if (p.token.kind == TOKEN_END && !p.failed)
        return true;
    return parser_fail(&p, parser_here(&p), E_LET_NAME,
                       "nothing but a name stands here: {\"%s\": ...}",
                       load_word(loader, name->name));
}

/* `x[0]`, or false where it is none; what is wrong with it is told then by who reads names. */
static bool let_place(Loader *loader, const Json *json, LetItem *item)
{
    Parser p = parser_of_key(loader, json);
    Expr *place = parse_expr(&p);
    if (!place || !parse_end(&p))
        return false;
    if (place->kind == EXPR_INDEX && place->right->kind != EXPR_SLICE) {
        item->place = place;
        return true;
    }
    return parser_fail(&p, place->at, E_LET_NAME,
                       place->kind == EXPR_INDEX
                           ? "a part of a list can't be bound; bind one item, or a new list"
                           : "let binds a name, \"x\", several, \"a, b\", or an item, \"xs[0]\"");
}

bool load_let_key(Loader *loader, const Json *json, LetItem *item)
{
    item->name.slot = UINT32_MAX; /* nobody's */
    if (memchr(json->key.at, '[', json->key.length))
        return let_place(loader, json, item);
    Parser p = parser_of_key(loader, json);
    if (!parse_target(&p, &item->target))
        return false;
    bool assigns = memchr(json->key.at, '=', json->key.length) != NULL;
    if (p.token.kind != TOKEN_END && item->target.count == 1 && assigns)
        return parser_fail(&p, parser_here(&p), E_LET_NAME,
                           "the key is the name alone: {\"%s\": \"%s + 1\"}",
                           load_word(loader, item->target.names[0].name),
                           load_word(loader, item->target.names[0].name));
    if (p.token.kind != TOKEN_END)
        return parser_fail(&p, parser_here(&p), E_LET_NAME,
                           "let binds a name, \"x\", several, \"a, b\", or an item, \"xs[0]\"");
    if (item->target.count > 1 || item->target.unpack)
        return true;
    item->name = item->target.names[0];
    item->target.names = &item->name;
    return true;
}
