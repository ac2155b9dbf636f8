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

static void read_heads(Loader *loader, const Json *json)
{
    Scenario *scenario = loader->scenario;
    if (!top_is_object(loader, json, "coroutines", "{\"main()\": [...]}"))
        return;
    if (json->count == 0)
        load_error(loader, json->at, E_FILE_MISSING,
                   "a scenario needs a coroutine: {\"main()\": [...]}");
    scenario->coroutine_count = json->count;
    scenario->coroutines = ARENA_ARRAY(loader->reader.arena, Coroutine, json->count);
    for (uint32_t i = 0; i < json->count; i++) {
        Coroutine *coroutine = &scenario->coroutines[i];
        if (!load_head(loader, &json->items[i], coroutine)) {
            loader->heads_unsure |= coroutine->name.length == 0;
            coroutine->at.length = 0; /* calls can't be checked against it */
        }
        if (coroutine->name.length == 0)
            continue;
        if (is_told_twice(json, i))
            continue;
        if (names_find(&loader->coroutines, coroutine->name) != NAMES_NONE)
            load_error(loader, json->items[i].key_at, E_HEAD_TAKEN,
                       "two coroutines are called '%s'; rename one",
                       load_word(loader, coroutine->name));
        else
            names_add(&loader->coroutines, coroutine->name, i);
        if (names_find(&loader->shared, coroutine->name) != NAMES_NONE)
            load_error(loader, json->items[i].key_at, E_HEAD_TAKEN,
                       "'%s' is a name of \"let\" already; rename one of them",
                       load_word(loader, coroutine->name));
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
    const Json *let = json_find(root, "let"), *coroutines = json_find(root, "coroutines");
    if (let)
        read_shared_names(loader, let);
    if (coroutines)
        read_heads(loader, coroutines);
    else
        loader->heads_unsure = true;
    if (let && let->kind == JSON_OBJECT)
        read_shared_values(loader, let);
    loader->nothing_shared =
        ARENA_ARRAY(loader->reader.arena, bool, loader->scenario->shared_count);
    for (uint32_t i = 0; i < loader->scenario->coroutine_count; i++)
        read_body(loader, &coroutines->items[i], &loader->scenario->coroutines[i]);
    for (uint32_t i = 0; i < loader->scenario->coroutine_count; i++)
        loader->scenario->coroutines[i].at = coroutines->items[i].key_at;
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
