/* Steps, by the table of verbs: which verb a step has, which keys it knows, where it may stand. */
#include "scenario/tree/body.h"

#include "base/nearest.h"

#include <string.h>

enum { MOST_CANDIDATES = 8, MOST_KEYS = 1024 /* that are looked at: no step has as many */ };

static const FieldSpec *field_of(const VerbSpec *verb, Str key, size_t *index)
{
    for (*index = 0; *index < VERB_FIELDS && verb->fields[*index].key; ++*index)
        if (str_is(key, verb->fields[*index].key))
            return &verb->fields[*index];
    return NULL;
}

/* Whether a name may be bound behind a key of this kind. */
static bool binds(FieldKind kind)
{
    return kind == FIELD_TARGET || kind == FIELD_FOR || kind == FIELD_EACH || kind == FIELD_LET
           || kind == FIELD_EXCEPT || kind == FIELD_BLOCK;
}

static bool is_nested(const Json *json)
{
    return json->kind == JSON_LIST || json->kind == JSON_OBJECT;
}

/* Whether what could not be read as a step may have bound a name. */
static bool may_have_bound(const Loader *loader, const Json *json)
{
    if (json->count > MOST_KEYS)
        return true;
    for (uint32_t i = 0; i < json->count; i++) {
        const Json *item = &json->items[i];
        if (is_nested(item))
            return true;
        for (size_t v = 0; v < loader->verb_count; v++) {
            size_t index;
            const FieldSpec *spec = field_of(loader->verbs[v], item->key, &index);
            if (spec && binds(spec->kind))
                return true;
        }
    }
    return false;
}

typedef struct Candidates {
    const Json *key[MOST_CANDIDATES];
    size_t verb[MOST_CANDIDATES];
    size_t count;
} Candidates;

/* Whether each of the other candidates is an option of this one. */
static bool owns_others(const Loader *loader, const Candidates *c, size_t chosen)
{
    for (size_t i = 0; i < c->count; i++) {
        size_t index;
        bool yields = loader->verbs[c->verb[i]]->flags & VERB_YIELDS_WHERE_ALONE;
        if (i != chosen
            && (!yields || !field_of(loader->verbs[c->verb[chosen]], c->key[i]->key, &index)))
            return false;
    }
    return true;
}

/* {"let": {"rs": ...}, "gather": [...]}, {"let": "rs", "gather": [...]}: the result of the other is to
 * be bound, which is what `as` does. Told, then; else false. */
static bool binds_result(Loader *loader, const Candidates *c)
{
    size_t let = 0, index;
    while (let < c->count && strcmp(loader->verbs[c->verb[let]]->name, "let") != 0)
        let++;
    if (let == c->count || c->count != 2)
        return false;
    const VerbSpec *main = loader->verbs[c->verb[1 - let]];
    if (!field_of(main, STR("as"), &index))
        return false;
    const Json *bound = c->key[let];
    const char *name = bound->kind == JSON_TEXT ? load_word(loader, bound->text)
                       : bound->kind == JSON_OBJECT && bound->count == 1
                           ? load_word(loader, bound->items[0].key)
                           : "r";
    load_error(loader, bound->key_at, E_STEP_TWO,
               "a step binds its own result with \"as\": {\"%s\": ..., \"as\": \"%s\"}", main->name,
               name);
    return true;
}

static void report_two_verbs(Loader *loader, const Candidates *c)
{
    size_t main = 0, other = SIZE_MAX;
    for (size_t i = 0; i < c->count; i++)
        if (!(loader->verbs[c->verb[i]]->flags & VERB_YIELDS_WHERE_ALONE)) {
            main = i;
            break;
        }
    for (size_t i = c->count; i-- > 0;)
        if (i != main)
            other = i;
    const VerbSpec *verb = loader->verbs[c->verb[main]], *second = loader->verbs[c->verb[other]];
    if (!(verb->flags & VERB_YIELDS_WHERE_ALONE) && (second->flags & VERB_YIELDS_WHERE_ALONE))
        load_error(loader, c->key[other]->key_at, E_STEP_TWO,
                   "\"%s\" does not go with \"%s\"; put that step inside: "
                   "{\"%s\": ..., \"do\": [{\"%s\": ...}]}",
                   second->name, verb->name, second->name, verb->name);
    else if (!binds_result(loader, c))
        load_error(loader, c->key[other]->key_at, E_STEP_TWO,
                   "a step does one thing, and this one has \"%s\" and \"%s\"; make two steps of "
                   "it: {\"%s\": ...}, {\"%s\": ...}",
                   verb->name, second->name, verb->name, second->name);
}

/* Whether every key but one is an option of this verb. */
static bool owns_rest(const VerbSpec *verb, const Json *json, uint32_t but)
{
    size_t index;
    for (uint32_t i = 0; i < json->count; i++)
        if (i != but && !str_is(json->items[i].key, "label")
            && (str_is(json->items[i].key, verb->name) || !field_of(verb, json->items[i].key, &index)))
            return false;
    return true;
}

/* A key that is near to a verb's name, where all other keys are that verb's: `{"waitfor": ...,
 * "timeout": 1}`. It is told and from then on taken for the verb. */
static size_t misspelt_verb(Loader *loader, const Json *json)
{
    const char **names = ARENA_ARRAY(&loader->reader.scratch, const char *, loader->verb_count);
    for (size_t i = 0; i < loader->verb_count; i++)
        names[i] = loader->verbs[i]->name;
    for (uint32_t i = 0; i < json->count && i < 16; i++) {
        Json *item = &json->items[i];
        const char *nearest = verb_of(loader, item->key) == SIZE_MAX
                                  ? nearest_name(item->key, names, loader->verb_count)
                                  : NULL;
        size_t verb = nearest ? verb_of(loader, str_of(nearest)) : SIZE_MAX;
        if (verb == SIZE_MAX || !owns_rest(loader->verbs[verb], json, i))
            continue;
        load_error(loader, item->key_at, E_STEP_UNKNOWN,
                   "no step is called \"%s\"; did you mean \"%s\"?", load_word(loader, item->key),
                   nearest);
        read_fix(&loader->reader, item->key_at, nearest);
        item->key = str_of(nearest);
        return verb;
    }
    return SIZE_MAX;
}

static Candidates candidates(const Loader *loader, const Json *json)
{
    Candidates c = {.count = 0};
    for (uint32_t i = 0; i < json->count && i < MOST_KEYS && c.count < MOST_CANDIDATES; i++) {
        size_t verb = verb_of(loader, json->items[i].key);
        bool again = false; /* a key that stands twice was told of as that */
        for (size_t known = 0; known < c.count; known++)
            again |= c.verb[known] == verb;
        if (verb == SIZE_MAX || again)
            continue;
        c.key[c.count] = &json->items[i];
        c.verb[c.count++] = verb;
    }
    return c;
}

/* The verb whose own key and options are all there is; SIZE_MAX and a mistake where there is none. */
static size_t choose_verb(Loader *loader, const Json *json)
{
    Candidates c = candidates(loader, json);
    size_t chosen = SIZE_MAX;
    for (size_t i = 0; i < c.count && chosen == SIZE_MAX; i++)
        if (owns_others(loader, &c, i))
            chosen = i;
    if (chosen != SIZE_MAX && owns_rest(loader->verbs[c.verb[chosen]], json,
                                        (uint32_t)(c.key[chosen] - json->items)))
        return c.verb[chosen];
    if (read_enough(&loader->reader)) {
        loader->reader.diags->withheld++;
        return SIZE_MAX;
    }
    size_t meant = misspelt_verb(loader, json);
    if (meant != SIZE_MAX || chosen != SIZE_MAX)
        return meant != SIZE_MAX ? meant : c.verb[chosen];
    if (c.count == 0)
        report_no_verb(loader, json);
    else
        report_two_verbs(loader, &c);
    return SIZE_MAX;
}

/* The only key that this step needs and has not, where `item` may be meant for it; or NULL. */
static const char *only_missing(const VerbSpec *verb, const Json *json, const Json *item)
{
    const FieldSpec *missing = NULL;
    for (size_t i = 0; i < VERB_FIELDS && verb->fields[i].key; i++) {
        const FieldSpec *spec = &verb->fields[i];
        if (!spec->required || json_find(json, spec->key))
            continue;
        if (missing)
            return NULL;
        missing = spec;
    }
    bool nested = item->kind == JSON_LIST || item->kind == JSON_OBJECT;
    return missing && nested == (missing->kind == FIELD_BLOCK) ? missing->key : NULL;
}

/* What another language calls an option. */
static const char *option_meant(const VerbSpec *verb, Str key)
{
    return strcmp(verb->name, "try") == 0 && (str_is(key, "catch") || str_is(key, "rescue"))
               ? "except" : NULL;
}

/* One that is near to an option that is missing is taken for it from then on. */
static void report_unknown_key(Loader *loader, const VerbSpec *verb, const Json *json, Json *item)
{
    if (read_spared(&loader->reader))
        return;
    const char *names[VERB_FIELDS + 1];
    size_t count = 0;
    Builder all = {0};
    for (; count < VERB_FIELDS && verb->fields[count].key; count++) {
        names[count] = verb->fields[count].key;
        builder_printf(&all, "\"%s\", ", names[count]);
    }
    names[count++] = "label";
    builder_text(&all, "\"label\"");
    const char *nearest = option_meant(verb, item->key);
    nearest = nearest ? nearest : nearest_name(item->key, names, count);
    bool certain = nearest != NULL;
    nearest = certain ? nearest : only_missing(verb, json, item);
    const char *foreign = strcmp(verb->name, "if") == 0 && str_is(item->key, "elif")
                              ? foreign_step(item->key)
                              : NULL;
    if (foreign)
        load_error(loader, item->key_at, E_STEP_KEY, "\"%s\" has no key \"elif\": %s", verb->name,
                   foreign);
    else if (nearest)
        load_error(loader, item->key_at, E_STEP_KEY,
                   "\"%s\" has no key \"%s\"; did you mean \"%s\"?",
                   verb->name, load_word(loader, item->key), nearest);
    else
        load_error(loader, item->key_at, E_STEP_KEY,
                   "\"%s\" has no key \"%s\"; its keys are %s", verb->name,
                   load_word(loader, item->key), all.at);
    bool free = nearest && !json_find(json, nearest);
    if (free) {
        if (certain)
            read_fix(&loader->reader, item->key_at, nearest);
        item->key = str_of(nearest);
    }
    loader->names_unsure |= !free && is_nested(item);
    builder_free(&all);
}

static bool read_label(Loader *loader, const Json *json, Step *step)
{
    const FieldSpec label = {.key = "label", .kind = FIELD_LABEL};
    Field field = {0};
    if (!load_field(loader, &label, json, &field))
        return false;
    step->label = ARENA_NEW(loader->reader.arena, TextTemplate);
    *step->label = field.text;
    return true;
}

/* Where Python binds a name behind `as`, the verb's own key takes it: `{"task_group": "tg"}`. One
 * mistake, and the rest is read as it was meant. */
static bool name_in_as(Loader *loader, const Json *json, const VerbSpec *verb)
{
    const Json *as = json_find(json, "as"), *own = json_find(json, verb->name);
    size_t index;
    if (verb->fields[0].kind != FIELD_TARGET || !as || !own || field_of(verb, STR("as"), &index)
        || as->kind != JSON_TEXT)
        return false;
    load_error(loader, own->at, E_NAME_FORM,
               "the step makes it, and binds the name that stands here: write {\"%s\": \"%s\"}",
               verb->name, load_word(loader, as->text));
    for (uint32_t i = 0; i < json->count; i++) {
        Json *item = &json->items[i];
        if (item == own) {
            item->text = as->text;
            item->at = as->at;
        }
        if (item == as)
            item->key = (Str){0};
    }
    return true;
}

const FieldSpec *step_key(Loader *loader, const Json *json, Json *item, StepOpen *open,
                          Field **field)
{
    Step *step = open->step;
    size_t index;
    if (!item->key.at)
        return NULL;
    const FieldSpec *spec = field_of(step->verb, item->key, &index);
    bool label = !spec && str_is(item->key, "label");
    if (!spec && !label) {
        report_unknown_key(loader, step->verb, json, item);
        spec = field_of(step->verb, item->key, &index);
        open->good = false;
    }
    if (spec) {
        *field = &step->fields[index];
        **field = (Field){.key_at = item->key_at, .at = item->at}; /* the key may stand twice */
    } else if (label) {
        open->good &= read_label(loader, item, step);
    }
    return spec;
}

static bool check_required(Loader *loader, const Step *step, Place at)
{
    bool good = true;
    for (size_t i = 0; i < VERB_FIELDS && step->verb->fields[i].key; i++) {
        if (!step->verb->fields[i].required || step->fields[i].key_at.length)
            continue;
        load_error(loader, at, E_STEP_NEEDS, "\"%s\" needs \"%s\" beside it: %s", step->verb->name,
                   step->verb->fields[i].key,
                   step->verb->fields[i].help ? step->verb->fields[i].help : "write it");
        good = false;
    }
    return good;
}

/* `return` is told by its name: the table has no flag for it. */
static bool check_place(Loader *loader, const Step *step, Place at)
{
    const char *name = step->verb->name;
    bool jump = step->verb->flags & VERB_IN_LOOP;
    if (loader->coroutine->plain && step->verb->flags & VERB_AWAITS)
        load_error(loader, at, E_FUNCTION_WAITS,
                   step->verb->flags & VERB_GENERATES
                       ? "\"%s\" stands in a coroutine, which an async_for walks; move this function "
                         "into \"coroutines\""
                       : "a function can't wait; move \"%s\" into a coroutine, or this function into "
                         "\"coroutines\"",
                   name);
    else if (loader->in_star && (jump ? loader->in_star_jump : strcmp(name, "return") == 0))
        load_error(loader, at, E_STEP_IN_STAR,
                   "\"%s\" can't stand inside \"except*\", as in Python; "
                   "bind a name there and ask for it behind the try",
                   name);
    else if (jump && loader->loops == 0)
        load_error(loader, at, E_STEP_OUTSIDE_LOOP,
                   "\"%s\" stands outside a loop; it belongs inside the \"do\" of a "
                               "for or while",
                   name);
    else
        return true;
    return false;
}

bool step_begin(Loader *loader, const Json *json, StepOpen *open)
{
    if (json->kind != JSON_OBJECT) {
        const char *meant =
            json->kind == JSON_TEXT ? step_of_words(loader, json->text) : NULL;
        load_error(loader, json->at, E_STEP_OBJECT,
                   meant ? "a step is an object: write %s"
                         : "a step is an object, such as {\"print\": \"hello\"}, not %s",
                   meant ? meant : json_kind_words(json->kind));
    }
    size_t verb = json->kind == JSON_OBJECT ? choose_verb(loader, json) : SIZE_MAX;
    if (verb == SIZE_MAX) {
        loader->names_unsure |= may_have_bound(loader, json);
        return false;
    }
    Step *step = ARENA_NEW(loader->reader.arena, Step);
    step->verb = loader->verbs[verb];
    step->verb_index = (uint32_t)verb;
    step->coroutine = (uint32_t)(loader->coroutine - loader->scenario->coroutines);
    step->at = json->at;
    loader->coroutine->generator |= (step->verb->flags & VERB_GENERATES) != 0;
    array_push(&loader->steps, step);
    step->number = (uint32_t)loader->steps.count;
    array_push(&loader->broken, false);
    *open = (StepOpen){.step = step, .key_at = json->at};
    for (uint32_t i = 0; i < json->count; i++)
        if (str_is(json->items[i].key, step->verb->name))
            open->key_at = json->items[i].key_at;
    open->good = check_place(loader, step, open->key_at);
    open->good &= !name_in_as(loader, json, step->verb);
    return true;
}

void step_end(Loader *loader, const StepOpen *open)
{
    bool complete = check_required(loader, open->step, open->key_at);
    loader->broken.items[open->step->number - 1] = !open->good || !complete;
}
