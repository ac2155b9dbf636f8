/* The file as a whole, part by part: what it binds, the bodies, what top.c reads. */
#include "base/budget.h"
#include "base/mem.h"
#include "scenario/tree/body.h"
#include "scenario/tree/lines.h"
#include "scenario/tree/top.h"

#include <string.h>

/* What is done next. */
typedef enum Part {
    PART_JSON, PART_NAMES, PART_HEADS, PART_VALUES, PART_BODY, PART_RESOLVE, PART_REST,
    PART_LINES, PART_OVER
} Part;

struct ScenarioLoading {
    Loader loader;
    Mended mended;
    Diags found;   /* at the places of the text without its slips ... */
    Diags *diags;  /* ... and at the file's own */
    size_t errors; /* there were before */
    Part part;
    JsonReading *reading;
    Json *root;
    const Json *coroutines, *functions, *let; /* or NULL */
    uint32_t next; /* head; body, in the order of the file */
    Coroutine *coroutine;
    Body body;
    Resolving resolving;
    Lines lines;
};

/* Coroutines first: where they are is how many come before the functions. Either may be NULL. */
static void begin_heads(ScenarioLoading *l)
{
    Loader *loader = &l->loader;
    Scenario *scenario = loader->scenario;
    uint32_t first = l->coroutines ? l->coroutines->count : 0;
    uint32_t rest = l->functions ? l->functions->count : 0;
    if (l->coroutines && first == 0)
        load_error(loader, l->coroutines->at, E_FILE_MISSING,
                   "a scenario needs a coroutine: {\"main()\": [...]}");
    scenario->coroutine_count = first + rest;
    scenario->coroutines = ARENA_ARRAY(loader->reader.arena, Coroutine, first + rest);
}

/* The object that an entry of scenario->coroutines comes from, and which of its items. */
static const Json *object_at(const ScenarioLoading *l, uint32_t index, uint32_t *item)
{
    uint32_t first = l->coroutines ? l->coroutines->count : 0;
    *item = index < first ? index : index - first;
    return index < first ? l->coroutines : l->functions;
}

static void next_head(ScenarioLoading *l)
{
    uint32_t item, index = l->next++;
    const Json *object = object_at(l, index, &item);
    l->loader.scenario->coroutines[index].plain = object == l->functions;
    head_take(&l->loader, object, item, index);
}

/* --- bodies --- */

static void begin_body(ScenarioLoading *l, const Json *json, Coroutine *coroutine)
{
    Loader *loader = &l->loader;
    l->coroutine = loader->coroutine = coroutine;
    loader->names_unsure = coroutine->at.length == 0;
    loader->loops = 0;
    coroutine->shared_used = loader->nothing_shared;
    for (uint32_t i = 0; i < coroutine->parameter_count; i++) {
        array_push(&loader->slots, coroutine->parameters[i].name);
        if (names_find(&loader->locals, coroutine->parameters[i].name) == NAMES_NONE)
            names_add(&loader->locals, coroutine->parameters[i].name, i);
    }
    body_begin(&l->body, loader, json, &coroutine->body);
}

static void end_body(ScenarioLoading *l)
{
    Loader *loader = &l->loader;
    Coroutine *coroutine = l->coroutine;
    coroutine->slot_count = (uint32_t)loader->slots.count;
    coroutine->slot_names = ARENA_ARRAY(loader->reader.arena, Str, loader->slots.count);
    if (loader->slots.count)
        memcpy(coroutine->slot_names, loader->slots.items,
               loader->slots.count * sizeof *loader->slots.items);
    loader->slots.count = 0;
    names_free(&loader->locals);
    l->coroutine = loader->coroutine = NULL;
}

/* In the order of the file, which is that of the steps' numbers: where the n-th of them is. */
static uint32_t body_at(const ScenarioLoading *l, uint32_t n)
{
    uint32_t first = l->coroutines ? l->coroutines->count : 0;
    uint32_t rest = l->functions ? l->functions->count : 0;
    if (!l->functions || !l->coroutines
        || l->functions->at.offset > l->coroutines->at.offset)
        return n;
    return n < rest ? first + n : n - rest;
}

static void end_bodies(ScenarioLoading *l)
{
    Scenario *scenario = l->loader.scenario;
    for (uint32_t i = 0; i < scenario->coroutine_count; i++) {
        uint32_t item;
        const Json *object = object_at(l, i, &item);
        if (scenario->coroutines[i].at.length)
            scenario->coroutines[i].at = object->items[item].key_at;
    }
    l->loader.names_unsure = false;
}

/* The value of a key that has to be an object; NULL where it is missing, or told as none. */
static const Json *object_of(Loader *loader, const Json *root, const char *key, const char *example)
{
    const Json *json = json_find(root, key);
    return json && top_is_object(loader, json, key, example) ? json : NULL;
}

/* --- the parts --- */

static void read_names(ScenarioLoading *l)
{
    Loader *loader = &l->loader;
    Json *root = l->root;
    if (root->kind != JSON_OBJECT) {
        load_error(loader, root->at, E_FILE_OBJECT,
                   "a scenario is an object, {\"coroutines\": ..., \"timelines\": ...}, not %s",
                   json_kind_words(root->kind));
        l->part = PART_OVER;
        return;
    }
    find_astray(loader, root);
    l->let = json_find(root, "let");
    if (l->let)
        shared_names_read(loader, l->let);
    l->coroutines = object_of(loader, root, "coroutines", "{\"main()\": [...]}");
    l->functions =
        object_of(loader, root, "functions", "{\"price(n)\": [{\"return\": \"n * 2\"}]}");
    begin_heads(l);
    l->part = PART_HEADS;
}

static void read_values(ScenarioLoading *l)
{
    Loader *loader = &l->loader;
    const Json *exceptions = json_find(l->root, "exceptions");
    loader->heads_unsure |= l->coroutines == NULL;
    if (exceptions)
        exceptions_read(loader, exceptions);
    if (l->let && l->let->kind == JSON_OBJECT)
        shared_values_read(loader, l->let);
    loader->nothing_shared =
        ARENA_ARRAY(loader->reader.arena, bool, loader->scenario->shared_count);
    l->next = 0;
    l->part = PART_BODY;
}

static void read_on(ScenarioLoading *l, uint64_t *budget)
{
    if (!json_advance(l->reading, budget))
        return;
    l->root = json_end(l->reading);
    l->reading = NULL;
    l->part = l->root ? PART_NAMES : PART_OVER;
}

static void heads_on(ScenarioLoading *l, uint64_t *budget)
{
    if (l->next == l->loader.scenario->coroutine_count) {
        l->part = PART_VALUES;
        return;
    }
    next_head(l);
    budget_spend(budget, 10);
}

static void body_on(ScenarioLoading *l, uint64_t *budget)
{
    Scenario *scenario = l->loader.scenario;
    if (!l->coroutine) {
        if (l->next == scenario->coroutine_count) {
            end_bodies(l);
            l->part = PART_REST;
            return;
        }
        uint32_t item, index = body_at(l, l->next++);
        const Json *object = object_at(l, index, &item);
        begin_body(l, &object->items[item], &scenario->coroutines[index]);
    }
    if (!body_advance(&l->body, &l->loader, budget))
        return;
    resolve_begin(&l->resolving, &l->coroutine->body);
    l->part = PART_RESOLVE;
}

static void resolve_on(ScenarioLoading *l, uint64_t *budget)
{
    if (!resolve_advance(&l->resolving, &l->loader, budget))
        return;
    end_body(l);
    budget_spend(budget, 5);
    l->part = PART_BODY;
}

static void lines_on(ScenarioLoading *l, uint64_t *budget)
{
    Scenario *scenario = l->loader.scenario;
    size_t count = l->loader.steps.count;
    if (!scenario->places)
        scenario->places = ARENA_ARRAY(&scenario->arena, StepPlace, count);
    if (lines_advance(&l->lines, scenario->source.text, l->loader.steps.items, count,
                      scenario->places, budget))
        l->part = PART_OVER;
}

static void go_on(ScenarioLoading *l, uint64_t *budget)
{
    switch (l->part) {
    case PART_JSON: read_on(l, budget); break;
    case PART_NAMES: read_names(l); break;
    case PART_HEADS: heads_on(l, budget); break;
    case PART_VALUES: read_values(l); break;
    case PART_BODY: body_on(l, budget); break;
    case PART_RESOLVE: resolve_on(l, budget); break;
    case PART_REST:
        top_read(&l->loader, l->root);
        l->part = l->found.errors || l->diags->errors > l->errors ? PART_OVER : PART_LINES;
        break;
    case PART_LINES: lines_on(l, budget); break;
    case PART_OVER: break;
    }
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

/* Of the scenario's source. */
static ScenarioLoading *begin(Scenario *scenario, const VerbSpec *const *verbs, size_t verb_count,
                              Diags *diags)
{
    ScenarioLoading *l = mem_new(sizeof *l);
    l->diags = diags;
    l->errors = diags->errors;
    l->mended.source = scenario->source;
    l->loader = (Loader){.scenario = scenario,
                         .reader = {.source = &l->mended.source, .arena = &scenario->arena,
                                    .diags = &l->found},
                         .verbs = verbs, .verb_count = verb_count};
    l->reading = json_begin(&l->mended, &scenario->arena, diags);
    return l;
}

ScenarioLoading *scenario_begin(Str name, Str text, const VerbSpec *const *verbs, size_t verb_count,
                                Diags *diags)
{
    Scenario *scenario = mem_new(sizeof *scenario);
    scenario->source = (Source){name, text};
    return begin(scenario, verbs, verb_count, diags);
}

bool scenario_advance(ScenarioLoading *l, uint64_t *budget)
{
    while (l->part != PART_OVER && *budget)
        go_on(l, budget);
    return l->part == PART_OVER;
}

static void free_loading(ScenarioLoading *l)
{
    Loader *loader = &l->loader;
    if (l->reading)
        json_end(l->reading);
    array_free(&loader->steps);
    array_free(&loader->broken);
    array_free(&loader->slots);
    names_free(&loader->shared);
    names_free(&loader->coroutines);
    names_free(&loader->exceptions);
    names_free(&loader->locals);
    arena_free(&loader->reader.scratch);
    diags_free(&l->found);
    mended_free(&l->mended);
    mem_free(l);
}

Scenario *scenario_take(ScenarioLoading *l, bool *good)
{
    Scenario *scenario = l->loader.scenario;
    mended_report(&l->mended, &l->found, l->diags);
    *good = l->part == PART_OVER && l->diags->errors == l->errors;
    if (*good)
        keep_steps(&l->loader);
    free_loading(l);
    return scenario;
}

Scenario *scenario_load(Str name, Str text, const VerbSpec *const *verbs, size_t verb_count,
                        Diags *diags)
{
    uint64_t budget = BUDGET_ALL;
    Scenario *scenario = mem_new(sizeof *scenario);
    if (text.length > SCENARIO_MAX_BYTES) /* the scanner says so, and needs no copy for it */
        text.length = SCENARIO_MAX_BYTES + 1;
    scenario->source = (Source){str_copy(&scenario->arena, name), str_copy(&scenario->arena, text)};
    ScenarioLoading *l = begin(scenario, verbs, verb_count, diags);
    scenario_advance(l, &budget);
    bool good;
    scenario = scenario_take(l, &good);
    if (good)
        return scenario;
    scenario_free(scenario);
    return NULL;
}

bool scenario_free_on(Scenario *scenario, uint64_t *budget)
{
    if (!arena_free_on(&scenario->arena, budget))
        return false;
    mem_free(scenario);
    return true;
}

void scenario_free(Scenario *scenario)
{
    if (!scenario)
        return;
    arena_free(&scenario->arena);
    mem_free(scenario);
}
