/* The file as a whole: coroutines, shared names, and what top.c reads. */
#include "scenario/tree/top.h"

#include <string.h>

/* A key that stands twice, word for word, was told of as that. */
static bool is_told_twice(const Json *object, uint32_t index)
{
    const uint32_t most = 1000; /* objects that are larger are no one's by hand */
    for (uint32_t i = 0; i < index && index < most; i++)
        if (str_equal(object->items[i].key, object->items[index].key))
            return true;
    return false;
}

static void take_head(Loader *loader, const Json *object, uint32_t item, uint32_t index)
{
    Scenario *scenario = loader->scenario;
    Coroutine *coroutine = &scenario->coroutines[index];
    const Json *json = &object->items[item];
    if (!load_head(loader, json, coroutine)) {
        loader->heads_unsure |= coroutine->name.length == 0;
        coroutine->at.length = 0; /* calls can't be checked against it */
    }
    if (coroutine->name.length == 0 || is_told_twice(object, item))
        return;
    uint32_t other = names_find(&loader->coroutines, coroutine->name);
    if (other == NAMES_NONE)
        names_add(&loader->coroutines, coroutine->name, index);
    else
        load_error(loader, json->key_at, E_HEAD_TAKEN,
                   !coroutine->plain ? "two coroutines are called '%s'; rename one"
                   : scenario->coroutines[other].plain
                       ? "two functions are called '%s'; rename one"
                       : "a coroutine is called '%s' already; rename one of them",
                   load_word(loader, coroutine->name));
    if (names_find(&loader->shared, coroutine->name) != NAMES_NONE)
        load_error(loader, json->key_at, E_HEAD_TAKEN,
                   "'%s' is a name of \"let\" already; rename one of them",
                   load_word(loader, coroutine->name));
}

/* Coroutines first: where they are is how many come before the functions. Either may be NULL. */
static void read_heads(Loader *loader, const Json *coroutines, const Json *functions)
{
    Scenario *scenario = loader->scenario;
    uint32_t first = coroutines ? coroutines->count : 0, rest = functions ? functions->count : 0;
    if (coroutines && first == 0)
        load_error(loader, coroutines->at, E_FILE_MISSING,
                   "a scenario needs a coroutine: {\"main()\": [...]}");
    scenario->coroutine_count = first + rest;
    scenario->coroutines = ARENA_ARRAY(loader->reader.arena, Coroutine, first + rest);
    for (uint32_t i = 0; i < first; i++)
        take_head(loader, coroutines, i, i);
    for (uint32_t i = 0; i < rest; i++) {
        scenario->coroutines[first + i].plain = true;
        take_head(loader, functions, i, first + i);
    }
}

static void read_body(Loader *loader, const Json *json, Coroutine *coroutine)
{
    loader->coroutine = coroutine;
    loader->names_unsure = coroutine->at.length == 0;
    loader->loops = 0;
    coroutine->shared_used = loader->nothing_shared;
    for (uint32_t i = 0; i < coroutine->parameter_count; i++) {
        array_push(&loader->slots, coroutine->parameters[i].name);
        if (names_find(&loader->locals, coroutine->parameters[i].name) == NAMES_NONE)
            names_add(&loader->locals, coroutine->parameters[i].name, i);
    }
    load_block(loader, json, &coroutine->body);
    resolve_block(loader, &coroutine->body);
    coroutine->slot_count = (uint32_t)loader->slots.count;
    coroutine->slot_names = ARENA_ARRAY(loader->reader.arena, Str, loader->slots.count);
    if (loader->slots.count)
        memcpy(coroutine->slot_names, loader->slots.items,
               loader->slots.count * sizeof *loader->slots.items);
    loader->slots.count = 0;
    names_free(&loader->locals);
    loader->coroutine = NULL;
}

/* The names first, so that parameters and coroutines can be held against them. */
static void read_shared_names(Loader *loader, const Json *json)
{
    Scenario *scenario = loader->scenario;
    if (!top_is_object(loader, json, "let", "{\"limit\": \"Semaphore(3)\"}"))
        return;
    if (json->count > LOAD_MAX_SHARED) {
        load_error(loader, json->items[LOAD_MAX_SHARED].key_at, E_FILE_LIMIT,
                   "\"let\" has at most %d names; take this one out", LOAD_MAX_SHARED);
        return;
    }
    scenario->shared = ARENA_ARRAY(loader->reader.arena, LetItem, json->count);
    scenario->shared_count = json->count;
    for (uint32_t i = 0; i < json->count; i++) {
        LetItem *item = &scenario->shared[i];
        if (!load_name_key(loader, &json->items[i], &item->name)) {
            loader->heads_unsure = true;
            continue;
        }
        item->name.shared = true;
        item->name.slot = i;
        if (names_find(&loader->shared, item->name.name) == NAMES_NONE)
            names_add(&loader->shared, item->name.name, i);
    }
}

static void read_shared_values(Loader *loader, const Json *json)
{
    Scenario *scenario = loader->scenario;
    loader->names_unsure = false;
    for (uint32_t i = 0; i < scenario->shared_count; i++) {
        scenario->shared[i].value = load_expr(loader, &json->items[i]);
        if (scenario->shared[i].value)
            resolve_expr(loader, scenario->shared[i].value, i);
    }
}

static void read_bodies(Loader *loader, const Json *object, uint32_t first)
{
    for (uint32_t i = 0; object && i < object->count; i++)
        read_body(loader, &object->items[i], &loader->scenario->coroutines[first + i]);
}

/* In the order of the file, which is that of the steps' numbers. */
static void read_all_bodies(Loader *loader, const Json *coroutines, const Json *functions)
{
    uint32_t first = coroutines ? coroutines->count : 0;
    bool functions_first = functions && coroutines && functions->at.offset < coroutines->at.offset;
    if (functions_first)
        read_bodies(loader, functions, first);
    read_bodies(loader, coroutines, 0);
    if (!functions_first)
        read_bodies(loader, functions, first);
    for (uint32_t i = 0; i < loader->scenario->coroutine_count; i++)
        if (loader->scenario->coroutines[i].at.length)
            loader->scenario->coroutines[i].at =
                i < first ? coroutines->items[i].key_at : functions->items[i - first].key_at;
}

/* The value of a key that has to be an object; NULL where it is missing, or told as none. */
static const Json *object_of(Loader *loader, const Json *root, const char *key, const char *example)
{
    const Json *json = json_find(root, key);
    return json && top_is_object(loader, json, key, example) ? json : NULL;
}

static void read_all(Loader *loader, Json *root)
{
    if (root->kind != JSON_OBJECT) {
        load_error(loader, root->at, E_FILE_OBJECT,
                   "a scenario is an object, {\"coroutines\": ..., "
                                     "\"timelines\": ...}, not %s",
                   json_kind_words(root->kind));
        return;
    }
    find_astray(loader, root);
    const Json *let = json_find(root, "let"), *exceptions = json_find(root, "exceptions");
    if (let)
        read_shared_names(loader, let);
    const Json *coroutines = object_of(loader, root, "coroutines", "{\"main()\": [...]}");
    const Json *functions =
        object_of(loader, root, "functions", "{\"price(n)\": [{\"return\": \"n * 2\"}]}");
    read_heads(loader, coroutines, functions);
    loader->heads_unsure |= coroutines == NULL;
    if (exceptions)
        exceptions_read(loader, exceptions);
    if (let && let->kind == JSON_OBJECT)
        read_shared_values(loader, let);
    loader->nothing_shared =
        ARENA_ARRAY(loader->reader.arena, bool, loader->scenario->shared_count);
    read_all_bodies(loader, coroutines, functions);
    loader->names_unsure = false;
    top_read(loader, root);
}

static void keep_steps(Loader *loader)
{
    Scenario *scenario = loader->scenario;
    scenario->step_count = (uint32_t)loader->steps.count;
    scenario->steps = ARENA_ARRAY(loader->reader.arena, Step *, loader->steps.count);
    if (loader->steps.count)
        memcpy(scenario->steps, loader->steps.items,
               loader->steps.count * sizeof *loader->steps.items);
}

_Static_assert((int)SCENARIO_MAX_BYTES == (int)JSON_MAX_BYTES, "one limit");
_Static_assert((int)SCENARIO_MAX_DEPTH == (int)JSON_MAX_DEPTH, "one limit");

Scenario *scenario_load(Str name, Str text, const VerbSpec *const *verbs, size_t verb_count,
                        Diags *diags)
{
    Scenario *scenario = mem_new(sizeof *scenario);
    size_t errors = diags->errors;
    if (text.length > SCENARIO_MAX_BYTES) /* the scanner says so, and needs no copy for it */
        text.length = SCENARIO_MAX_BYTES + 1;
    scenario->source = (Source){str_copy(&scenario->arena, name), str_copy(&scenario->arena, text)};
    Mended mended = {.source = scenario->source};
    Diags found = {0}; /* at the places of the text without its slips */
    Loader loader = {.scenario = scenario,
                     .reader = {.source = &mended.source, .arena = &scenario->arena,
                                .diags = &found},
                     .verbs = verbs, .verb_count = verb_count, .read_block = load_block};
    Json *root = json_read(&mended, &scenario->arena, diags);
    if (root)
        read_all(&loader, root);
    mended_report(&mended, &found, diags);
    if (diags->errors == errors)
        keep_steps(&loader);
    array_free(&loader.steps);
    array_free(&loader.broken);
    array_free(&loader.slots);
    names_free(&loader.shared);
    names_free(&loader.coroutines);
    names_free(&loader.exceptions);
    names_free(&loader.locals);
    arena_free(&loader.reader.scratch);
    diags_free(&found);
    mended_free(&mended);
    if (diags->errors == errors)
        return scenario;
    scenario_free(scenario);
    return NULL;
}

void scenario_free(Scenario *scenario)
{
    if (!scenario)
        return;
    arena_free(&scenario->arena);
    mem_free(scenario);
}
