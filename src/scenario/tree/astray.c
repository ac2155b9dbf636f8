/* Keys of the file that are misspelt or stand in the wrong object. Each is one mistake: it is read
 * on as if it stood where it belongs, so that nothing else seems to be missing. */
#include "scenario/tree/top.h"

#include <string.h>

static void add(Loader *loader, Json *object, const Json *item)
{
    Json *items = ARENA_ARRAY(loader->reader.arena, Json, object->count + 1);
    if (object->count)
        memcpy(items, object->items, object->count * sizeof *items);
    items[object->count] = *item;
    object->items = items;
    object->count++;
}

static void take_out(Json *object, uint32_t index)
{
    memmove(&object->items[index], &object->items[index + 1],
            (object->count - index - 1) * sizeof *object->items);
    object->count--;
}

static Json *find(Json *object, const char *key)
{
    for (uint32_t i = 0; i < object->count; i++)
        if (str_is(object->items[i].key, key))
            return &object->items[i];
    return NULL;
}

/* A key of the file, such as no coroutine's body looks like. */
static bool is_of_file(const Json *item)
{
    if (str_is(item->key, "timelines"))
        return true;
    for (const TopKey *key = file_keys; key->key; key++)
        if (str_is(item->key, key->key))
            return item->kind != JSON_LIST;
    return false;
}

/* "timelines" and others inside of "coroutines". */
static void too_far_in(Loader *loader, Json *root)
{
    Json *coroutines = find(root, "coroutines");
    if (!coroutines || coroutines->kind != JSON_OBJECT)
        return;
    for (uint32_t i = 0; i < coroutines->count; i++) {
        Json item = coroutines->items[i];
        const char *key = load_word(loader, item.key);
        if (!is_of_file(&item) || find(root, key))
            continue;
        load_error(loader, item.key_at, E_KEY_ASTRAY,
                   "\"%s\" stands inside of \"coroutines\"; move it out, behind the } that closes "
                   "them",
                   key);
        take_out(coroutines, i--);
        add(loader, root, &item);
        coroutines = find(root, "coroutines");
    }
}

/* "main()": [...] beside "coroutines" or in place of it. */
static bool is_coroutine(const Json *item)
{
    bool call = memchr(item->key.at, '(', item->key.length) != NULL;
    return item->key.length && item->kind == JSON_LIST
           && (call || str_is(item->key, "main"));
}

static void too_far_out(Loader *loader, Json *root)
{
    for (uint32_t i = 0; i < root->count; i++) {
        Json item = root->items[i];
        if (!is_coroutine(&item))
            continue;
        load_error(loader, item.key_at, E_KEY_ASTRAY,
                   "a coroutine stands inside of \"coroutines\": {\"%s\": [...]}",
                   load_word(loader, item.key));
        take_out(root, i--);
        if (!find(root, "coroutines")) {
            Json coroutines = {.kind = JSON_OBJECT, .at = item.at, .key_at = item.key_at,
                               .key = STR("coroutines")};
            add(loader, root, &coroutines);
        }
        if (find(root, "coroutines")->kind == JSON_OBJECT)
            add(loader, find(root, "coroutines"), &item);
    }
}

void find_astray(Loader *loader, Json *root)
{
    too_far_out(loader, root);
    top_spell(loader, root, file_keys, "a scenario");
    too_far_in(loader, root);
}
