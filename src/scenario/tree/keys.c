#include "scenario/tree/keys.h"

#include "base/nearest.h"

bool top_is_object(Loader *loader, const Json *json, const char *key, const char *example)
{
    if (json->kind == JSON_OBJECT)
        return true;
    load_error(loader, json->at, E_VALUE_OBJECT,
               "\"%s\" is an object, such as %s, not %s", key, example,
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

static void report_unknown_key(Loader *loader, const Json *object, Json *item, const TopKey *keys,
                               const char *what)
{
    const char *names[16];
    size_t count = 0;
    Builder all = {0};
    for (; keys[count].key; count++) {
        names[count] = keys[count].key;
        builder_printf(&all, "%s\"%s\"", count ? ", " : "", names[count]);
    }
    const char *nearest = nearest_name(item->key, names, count);
    if (nearest)
        load_error(loader, item->key_at, E_KEY_UNKNOWN,
                   "%s has no key \"%s\"; did you mean \"%s\"?", what,
                   load_word(loader, item->key), nearest);
    else
        load_error(loader, item->key_at, E_KEY_UNKNOWN,
                   "%s has no key \"%s\"; its keys are %s", what,
                   load_word(loader, item->key), all.at);
    bool free = nearest && !json_find(object, nearest);
    if (free)
        read_fix(&loader->reader, item->key_at, nearest);
    item->key = free ? str_of(nearest) : (Str){0};
    builder_free(&all);
}

void top_spell(Loader *loader, const Json *object, const TopKey *keys, const char *what)
{
    for (uint32_t i = 0; i < object->count; i++) {
        Json *item = &object->items[i];
        bool told = item->key.at == NULL;
        if (!told && !known(keys, item->key) && !read_spared(&loader->reader))
            report_unknown_key(loader, object, item, keys, what);
    }
}

void top_keys(Loader *loader, const Json *object, const TopKey *keys, const char *what, void *into)
{
    top_spell(loader, object, keys, what);
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
    if (text && found < 0 && nearest) {
        load_error(loader, json->at, E_VALUE_WORD,
                   "\"%s\" does not know \"%s\"; did you mean \"%s\"?", key,
                   load_word(loader, json->text), nearest);
        read_fix(&loader->reader, json->at, nearest);
    } else if (text && found < 0)
        load_error(loader, json->at, E_VALUE_WORD,
                   "\"%s\" does not know \"%s\"; write one of %s", key,
                   load_word(loader, json->text), all.at);
    builder_free(&all);
    return found;
}
