/* What stands behind a key of a step, one function a kind; steps inside of it are body.c's. */
#include "scenario/tree/body.h"

#include "base/nearest.h"

#include <string.h>

typedef struct Reading {
    Loader *loader;
    const FieldSpec *spec;
    const Json *json;
    Field *field;
} Reading;

static bool read_value(const Reading *r)
{
    r->field->expr = load_expr(r->loader, r->json);
    return r->field->expr != NULL;
}

static bool read_text(const Reading *r)
{
    if (r->json->kind == JSON_INT || r->json->kind == JSON_FLOAT) {
        load_error(r->loader, r->json->at, E_VALUE_KIND,
                   "\"%s\" takes text in double quotes, not a number: write \"%s\"", r->spec->key,
                   load_word(r->loader, r->json->text));
        return false;
    }
    return load_is_text(r->loader, r->json, "text in double quotes")
           && read_template(&r->loader->reader, r->json->text, r->json->at,
                            &r->field->text);
}

static bool plain(const Expr *expr)
{
    for (;;) {
        if (expr->kind == EXPR_LOCAL)
            return true;
        if (expr->kind == EXPR_INDEX && expr->right->kind != EXPR_INT
            && expr->right->kind != EXPR_TEXT && expr->right->kind != EXPR_NEGATE
            && !plain(expr->right))
            return false;
        if (expr->kind != EXPR_ATTRIBUTE && expr->kind != EXPR_INDEX)
            return false;
        expr = expr->left;
    }
}

static bool read_label(const Reading *r)
{
    if (!read_text(r))
        return false;
    for (uint32_t i = 0; i < r->field->text.count; i++) {
        const Expr *value = r->field->text.parts[i].value;
        if (!value || plain(value))
            continue;
        load_error(r->loader, value->at, E_LABEL_PLAIN,
                   "in \"%s\" only names, attributes and indexing stand in braces; "
                   "bind the value with a {\"let\": ...} step first",
                   r->spec->key);
        return false;
    }
    return true;
}

static bool read_target(const Reading *r)
{
    bool good = load_target(r->loader, r->json, &r->field->target);
    load_bind(r->loader, &r->field->target);
    return good;
}

static bool read_for(const Reading *r)
{
    bool good = load_for(r->loader, r->json, &r->field->loop.target, &r->field->loop.iterable);
    load_bind(r->loader, &r->field->loop.target);
    return good;
}

static bool read_each(const Reading *r)
{
    bool good = load_for(r->loader, r->json, &r->field->loop.target, &r->field->loop.iterable);
    load_bind_own(r->loader, &r->field->loop.target);
    return good;
}

static bool read_awaitables(const Reading *r)
{
    bool list = r->json->kind == JSON_LIST, good = true;
    uint32_t count = list ? r->json->count : 1;
    r->field->list.single = !list;
    r->field->list.items = ARENA_ARRAY(r->loader->reader.arena, Argument, count);
    r->field->list.count = count;
    for (uint32_t i = 0; i < count; i++)
        good &= load_argument(r->loader, list ? &r->json->items[i] : r->json,
                              &r->field->list.items[i]);
    return good;
}

bool field_is_object(Loader *loader, const FieldSpec *spec, const Json *json, const char *example)
{
    if (json->kind == JSON_OBJECT && json->count)
        return true;
    const char *meant = json->kind == JSON_TEXT && spec->kind == FIELD_LET
                            ? step_of_words(loader, json->text) : NULL;
    if (meant) {
        load_error(loader, json->at, E_VALUE_OBJECT,
                   "\"let\" takes an object, whose keys are the names: %s", meant);
        return false;
    }
    load_error(loader, json->at, E_VALUE_OBJECT,
               "\"%s\" takes an object, such as %s, not %s", spec->key, example,
               json->kind == JSON_OBJECT ? "an empty one" : json_kind_words(json->kind));
    return false;
}

static bool read_let(const Reading *r)
{
    if (!field_is_object(r->loader, r->spec, r->json, "{\"x\": \"1 + 2\"}"))
        return false;
    bool good = true;
    r->field->let.items = ARENA_ARRAY(r->loader->reader.arena, LetItem, r->json->count);
    r->field->let.count = r->json->count;
    for (uint32_t i = 0; i < r->json->count; i++) {
        LetItem *item = &r->field->let.items[i];
        const Json *json = &r->json->items[i];
        bool named = load_let_key(r->loader, json, item);
        if (named)
            load_bind(r->loader, &item->target);
        item->value = load_expr(r->loader, json);
        r->loader->names_unsure |= !named;
        good &= named && item->value;
    }
    return good;
}

static bool read_flag(const Reading *r)
{
    r->field->flag = r->json->kind == JSON_TRUE;
    if (r->json->kind == JSON_TRUE || r->json->kind == JSON_FALSE)
        return true;
    load_error(r->loader, r->json->at, E_VALUE_FLAG,
               "\"%s\" takes true or false, without quotes", r->spec->key);
    return false;
}

static bool read_true(const Reading *r)
{
    r->field->flag = true;
    if (r->json->kind == JSON_TRUE)
        return true;
    load_error(r->loader, r->json->at, E_VALUE_FLAG,
               "nothing but true goes with this: {\"%s\": true}",
               r->spec->key);
    return false;
}

static bool read_one_of(const Reading *r)
{
    size_t count = 0;
    Builder all = {0};
    while (r->spec->words[count]) {
        builder_printf(&all, "%s\"%s\"", count ? ", " : "", r->spec->words[count]);
        count++;
    }
    bool good = load_is_text(r->loader, r->json, all.at ? all.at : "a word");
    bool found = false;
    for (size_t i = 0; good && i < count; i++)
        if (str_is(r->json->text, r->spec->words[i])) {
            r->field->word.index = (uint32_t)i;
            r->field->word.text = str_of(r->spec->words[i]);
            found = true;
        }
    const char *nearest = good ? nearest_name(r->json->text, r->spec->words, count) : NULL;
    if (good && !found && nearest) {
        load_error(r->loader, r->json->at, E_VALUE_WORD,
                   "\"%s\" does not know \"%s\"; did you mean \"%s\"?",
                   r->spec->key, load_word(r->loader, r->json->text), nearest);
        read_fix(&r->loader->reader, r->json->at, nearest);
    } else if (good && !found)
        load_error(r->loader, r->json->at, E_VALUE_WORD,
                   "\"%s\" does not know \"%s\"; write one of %s",
                   r->spec->key, load_word(r->loader, r->json->text), all.at ? all.at : "none");
    builder_free(&all);
    return found;
}

static bool read_raise(const Reading *r)
{
    r->field->expr = NULL;
    if (r->json->kind == JSON_TRUE)
        return true;
    return load_is_text(r->loader, r->json,
                        "an exception, such as \"ValueError('boom')\", or true")
           && read_value(r);
}

bool load_field(Loader *loader, const FieldSpec *spec, const Json *json, Field *field)
{
    static bool (*const readers[])(const Reading *) = {
        [FIELD_VALUE] = read_value,   [FIELD_TEXT] = read_text,
        [FIELD_LABEL] = read_label,   [FIELD_TARGET] = read_target,
        [FIELD_FOR] = read_for,       [FIELD_EACH] = read_each,
        [FIELD_AWAITABLES] = read_awaitables,                         [FIELD_LET] = read_let,
        [FIELD_FLAG] = read_flag,     [FIELD_TRUE] = read_true,
        [FIELD_WORD] = read_one_of,   [FIELD_RAISE] = read_raise};
    const Reading reading = {loader, spec, json, field};
    if (!load_fits(loader, json->at)) {
        loader->names_unsure = true; /* it may have bound any */
        return false;
    }
    bool good = readers[spec->kind](&reading);
    bool binds = spec->kind == FIELD_TARGET || spec->kind == FIELD_FOR || spec->kind == FIELD_EACH;
    loader->names_unsure |= !good && binds;
    return good;
}
