/* Exceptions of the file's own: {"Overloaded": "Exception"}. */
#include "scenario/tree/resolve.h"
#include "scenario/tree/top.h"

#include <string.h>

/* The base as a value names it, and what it is made from. */
static bool read_base(Loader *loader, const Json *object, const Json *json, OwnException *own)
{
    if (!load_is_text(loader, json, "the exception that it is made from, such as \"Exception\""))
        return false;
    own->base = load_expr(loader, json);
    if (!own->base)
        return false;
    size_t errors = loader->reader.diags->errors;
    if (json_find(object, load_word(loader, json->text))
        && names_find(&loader->exceptions, json->text) == NAMES_NONE) {
        load_error(loader, json->at, E_NAME_LATER,
                   "'%s' is made further down in \"exceptions\"; move it above this line",
                   load_word(loader, json->text));
        return false;
    }
    resolve(&(Resolver){.loader = loader, .shared_visible = UINT32_MAX}, own->base);
    if (loader->reader.diags->errors != errors)
        return false;
    const Expr *base = own->base;
    bool python = base->kind == EXPR_BUILTIN && base->slot >= BUILTIN_BASE_EXCEPTION;
    if (base->kind == EXPR_OWN_TYPE) {
        own->parent = &loader->scenario->exceptions[base->slot];
        own->builtin = own->parent->builtin;
        return true;
    }
    own->builtin = (Builtin)base->slot;
    if (python && own->builtin != BUILTIN_EXCEPTION_GROUP
        && own->builtin != BUILTIN_BASE_EXCEPTION_GROUP)
        return true;
    load_error(loader, base->at, E_EXCEPTION_BASE,
               python ? "an exception of one's own is none that holds others; write \"Exception\""
                      : "an exception is made from an exception: {\"%s\": \"Exception\"}",
               own->name);
    return false;
}

static bool is_python(Str name)
{
    for (int i = 0; i < BUILTIN_COUNT; i++)
        if (str_is(name, builtin_name((Builtin)i)))
            return true;
    return false;
}

static bool is_taken(Loader *loader, const Json *json, Str name)
{
    const char *word = load_word(loader, name);
    if (is_python(name))
        load_error(loader, json->key_at, E_HEAD_TAKEN,
                   "'%s' is Python's own; leave this line out, or choose another name", word);
    else if (names_find(&loader->shared, name) != NAMES_NONE
             || names_find(&loader->coroutines, name) != NAMES_NONE)
        load_error(loader, json->key_at, E_HEAD_TAKEN,
                   "'%s' is a name of the file already; rename one of them", word);
    else
        return names_find(&loader->exceptions, name) != NAMES_NONE; /* told as a key that is twice */
    return true;
}

void exceptions_read(Loader *loader, const Json *json)
{
    Scenario *scenario = loader->scenario;
    if (!top_is_object(loader, json, "exceptions", "{\"Overloaded\": \"Exception\"}"))
        return;
    if (json->count > LOAD_MAX_SHARED) {
        load_error(loader, json->items[LOAD_MAX_SHARED].key_at, E_FILE_LIMIT,
                   "\"exceptions\" has at most %d names; take this one out", LOAD_MAX_SHARED);
        return;
    }
    scenario->exceptions = ARENA_ARRAY(loader->reader.arena, OwnException, json->count);
    for (uint32_t i = 0; i < json->count; i++) {
        const Json *item = &json->items[i];
        Binding name;
        if (!load_name_key(loader, item, &name)) {
            loader->heads_unsure = true;
            continue;
        }
        if (is_taken(loader, item, name.name))
            continue;
        OwnException *own = &scenario->exceptions[scenario->exception_count];
        *own = (OwnException){
            .name = arena_copy(loader->reader.arena, name.name.at, name.name.length),
            .at = item->key_at};
        if (!read_base(loader, json, item, own))
            own->builtin = BUILTIN_EXCEPTION;
        names_add(&loader->exceptions, name.name, scenario->exception_count++);
    }
}
