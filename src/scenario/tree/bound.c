/* What the file binds for all: its coroutines and functions, the names of its `let`. */
#include "scenario/tree/top.h"

/* A key that stands twice, word for word, was told of as that. */
static bool is_told_twice(const Json *object, uint32_t index)
{
    const uint32_t most = 1000; /* objects that are larger are no one's by hand */
    for (uint32_t i = 0; i < index && index < most; i++)
        if (str_equal(object->items[i].key, object->items[index].key))
            return true;
    return false;
}

void head_take(Loader *loader, const Json *object, uint32_t item, uint32_t index)
{
    Scenario *scenario = loader->scenario;
    Coroutine *coroutine = &scenario->coroutines[index];
    const Json *json = &object->items[item];
    if (!load_head(loader, json, coroutine)) {
        loader->heads_unsure |= coroutine->name.length == 0;
        coroutine->at.length = 0; /* calls can't be checked against it */
    }
    if (coroutine->name.length == 0)
        return;
    uint32_t other = names_find(&loader->coroutines, coroutine->name);
    bool shared = names_find(&loader->shared, coroutine->name) != NAMES_NONE;
    if ((shared || other != NAMES_NONE) && is_told_twice(object, item))
        return;
    if (other == NAMES_NONE)
        names_add(&loader->coroutines, coroutine->name, index);
    else
        load_error(loader, json->key_at, E_HEAD_TAKEN,
                   !coroutine->plain ? "two coroutines are called '%s'; rename one"
                   : scenario->coroutines[other].plain
                       ? "two functions are called '%s'; rename one"
                       : "a coroutine is called '%s' already; rename one of them",
                   load_word(loader, coroutine->name));
    if (shared)
        load_error(loader, json->key_at, E_HEAD_TAKEN,
                   "'%s' is a name of \"let\" already; rename one of them",
                   load_word(loader, coroutine->name));
}

void shared_names_read(Loader *loader, const Json *json)
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

void shared_values_read(Loader *loader, const Json *json)
{
    Scenario *scenario = loader->scenario;
    loader->names_unsure = false;
    for (uint32_t i = 0; i < scenario->shared_count; i++) {
        bool fits = load_fits(loader, json->items[i].at);
        scenario->shared[i].value = fits ? load_expr(loader, &json->items[i]) : NULL;
        if (scenario->shared[i].value)
            resolve_expr(loader, scenario->shared[i].value, i);
    }
}
