#include "scenario/tree/top.h"

#include "base/nearest.h"
#include "base/number.h"

#include <string.h>

bool top_is_object(Loader *loader, const Json *json, const char *key, const char *example)
{
    if (json->kind == JSON_OBJECT)
        return true;
    load_error(loader, json->at, "\"%s\" is an object, such as %s, not %s", key, example,
               json_kind_words(json->kind));
    loader->heads_unsure = true;
    return false;
}

static const TopKey *known(const TopKey *keys, Str key)
{
    for (; keys->key; keys++)
        if (str_is(key, keys->key))
            return keys;
    return NULL;
}

static void report_unknown_key(Loader *loader, const Json *item, const TopKey *keys,
                               const char *what)
{
    if (load_enough(loader))
        return;
    const char *names[16];
    size_t count = 0;
    Builder all = {0};
    for (; keys[count].key; count++) {
        names[count] = keys[count].key;
        builder_printf(&all, "%s\"%s\"", count ? ", " : "", names[count]);
    }
    const char *nearest = nearest_name(item->key, names, count);
    if (nearest)
        load_error(loader, item->key_at, "%s has no key \"%s\"; did you mean \"%s\"?", what,
                   load_word(loader, item->key), nearest);
    else
        load_error(loader, item->key_at, "%s has no key \"%s\"; its keys are %s", what,
                   load_word(loader, item->key), all.at);
    builder_free(&all);
}

void top_keys(Loader *loader, const Json *object, const TopKey *keys, const char *what, void *into)
{
    for (uint32_t i = 0; i < object->count; i++)
        if (!known(keys, object->items[i].key))
            report_unknown_key(loader, &object->items[i], keys, what);
    for (; keys->key; keys++)
        for (uint32_t i = 0; keys->read && i < object->count; i++)
            if (str_is(object->items[i].key, keys->key))
                keys->read(loader, &object->items[i], into);
}

void top_text(Loader *loader, const Json *json, Str *into)
{
    if (load_is_text(loader, json, "text in double quotes"))
        *into = json->text;
}

int top_word(Loader *loader, const Json *json, const char *const *words)
{
    const char *key = load_word(loader, json->key);
    size_t count = 0;
    Builder all = {0};
    for (; words[count]; count++)
        builder_printf(&all, "%s\"%s\"", count ? ", " : "", words[count]);
    int found = -1;
    bool text = load_is_text(loader, json, all.at);
    for (size_t i = 0; text && i < count; i++)
        if (str_is(json->text, words[i]))
            found = (int)i;
    const char *nearest = text ? nearest_name(json->text, words, count) : NULL;
    if (text && found < 0 && nearest)
        load_error(loader, json->at, "\"%s\" does not know \"%s\"; did you mean \"%s\"?", key,
                   load_word(loader, json->text), nearest);
    else if (text && found < 0)
        load_error(loader, json->at, "\"%s\" does not know \"%s\"; write one of %s", key,
                   load_word(loader, json->text), all.at);
    builder_free(&all);
    return found;
}

static void read_title(Loader *loader, const Json *json, void *into)
{
    (void)into;
    top_text(loader, json, &loader->scenario->title);
}

static void read_description(Loader *loader, const Json *json, void *into)
{
    (void)into;
    top_text(loader, json, &loader->scenario->description);
}

static void read_executor(Loader *loader, const Json *json, void *into)
{
    timeline_executor(loader, json, into);
}

static void read_seed(Loader *loader, const Json *json, void *into)
{
    (void)into;
    if (json->kind == JSON_INT)
        integer_parse(json->text, &loader->scenario->seed);
    else
        load_error(loader, json->at, "\"seed\" is a whole number, not %s",
                   json->kind == JSON_FLOAT ? "one with a point" : json_kind_words(json->kind));
}

static void read_length(Loader *loader, const Json *json, void *into)
{
    (void)into;
    double seconds = 0;
    bool number = json->kind == JSON_INT || json->kind == JSON_FLOAT;
    if (!number || !number_parse(json->text, &seconds) || seconds <= 0)
        load_error(loader, json->at, "\"length\" is a number of seconds above 0");
    else
        loader->scenario->view_length = seconds;
}

static void read_unit(Loader *loader, const Json *json, void *into)
{
    (void)into;
    static const char *const words[] = {"us", "ms", "s", "min", "h", NULL};
    int found = top_word(loader, json, words);
    if (found >= 0)
        loader->scenario->view_unit = (ViewUnit)(VIEW_UNIT_US + found);
}

static void read_theme(Loader *loader, const Json *json, void *into)
{
    (void)into;
    static const char *const words[] = {"light", "dark", "contrast", NULL};
    int found = top_word(loader, json, words);
    if (found >= 0)
        loader->scenario->view_theme = (ViewTheme)(VIEW_THEME_LIGHT + found);
}

static void read_view(Loader *loader, const Json *json, void *into)
{
    static const TopKey keys[] = {
        {"length", read_length}, {"unit", read_unit}, {"theme", read_theme}, {NULL, NULL}};
    if (top_is_object(loader, json, "view", "{\"length\": 12}"))
        top_keys(loader, json, keys, "\"view\"", into);
}

static void read_schema(Loader *loader, const Json *json, void *into)
{
    (void)into;
    load_is_text(loader, json, "text in double quotes");
}

static void read_timelines(Loader *loader, const Json *json, void *into)
{
    timelines_read(loader, json, *(const uint32_t *)into);
}

static bool has(const Json *object, const char *key)
{
    for (uint32_t i = 0; i < object->count; i++)
        if (str_is(object->items[i].key, key))
            return true;
    return false;
}

void top_read(Loader *loader, const Json *root)
{
    /* executor before timelines, which take it over */
    static const TopKey keys[] = {
        {"title", read_title},       {"description", read_description}, {"coroutines", NULL},
        {"let", NULL},               {"executor", read_executor},       {"seed", read_seed},
        {"timelines", read_timelines}, {"view", read_view},             {"$schema", read_schema},
        {NULL, NULL}};
    uint32_t workers = 8;
    top_keys(loader, root, keys, "a scenario", &workers);
    Place open = {root->at.offset, 1};
    if (!has(root, "coroutines"))
        load_error(loader, open, "\"coroutines\" is missing: {\"main()\": [...]}");
    if (!has(root, "timelines"))
        load_error(loader, open, "\"timelines\" is missing: [{\"run\": \"main()\"}]");
}
