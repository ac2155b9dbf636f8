/* Keys of the file that are misspelt or stand in the wrong object. Each is one mistake: it is read
 * on as if it stood where it belongs, so that nothing else seems to be missing. */
#include "scenario/tree/top.h"

#include <string.h>

/* What is taken out of one object and goes behind the items of another. */
typedef ARRAY(Json) Moved;

static void put(Loader *loader, Json *object, const Moved *moved)
{
    if (!moved->count)
        return;
    Json *items = ARENA_ARRAY(loader->reader.arena, Json, object->count + moved->count);
    if (object->count)
        memcpy(items, object->items, object->count * sizeof *items);
    memcpy(items + object->count, moved->items, moved->count * sizeof *items);
    object->items = items;
    object->count += (uint32_t)moved->count;
}

static Json *find(Json *items, size_t count, Str key)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(items[i].key, key))
            return &items[i];
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
    Json *coroutines = find(root->items, root->count, STR("coroutines"));
    if (!coroutines || coroutines->kind != JSON_OBJECT)
        return;
    Moved moved = {0};
    uint32_t left = 0;
    for (uint32_t i = 0; i < coroutines->count; i++) {
        Json *item = &coroutines->items[i];
        if (!is_of_file(item) || find(root->items, root->count, item->key)
            || find(moved.items, moved.count, item->key)) {
            coroutines->items[left++] = *item;
            continue;
        }
        load_error(loader, item->key_at, E_KEY_ASTRAY,
                   "\"%s\" stands inside of \"coroutines\"; move it out, behind the } that closes "
                   "them",
                   load_word(loader, item->key));
        array_push(&moved, *item);
    }
    coroutines->count = left;
    put(loader, root, &moved);
    array_free(&moved);
}

/* "main()": [...] beside "coroutines" or in place of it. */
static bool is_coroutine(const Json *item)
{
    bool call = item->key.length && memchr(item->key.at, '(', item->key.length) != NULL;
    return item->key.length && item->kind == JSON_LIST
           && (call || str_is(item->key, "main"));
}

static void too_far_out(Loader *loader, Json *root)
{
    Moved moved = {0};
    uint32_t left = 0;
    for (uint32_t i = 0; i < root->count; i++) {
        Json *item = &root->items[i];
        if (!is_coroutine(item)) {
            root->items[left++] = *item;
            continue;
        }
        load_error(loader, item->key_at, E_KEY_ASTRAY,
                   "a coroutine stands inside of \"coroutines\": {\"%s\": [...]}",
                   load_word(loader, item->key));
        array_push(&moved, *item);
    }
    root->count = left;
    Json *coroutines = find(root->items, root->count, STR("coroutines"));
    if (moved.count && !coroutines) {
        Moved made = {0};
        array_push(&made, (Json){.kind = JSON_OBJECT, .at = moved.items[0].at,
                                 .key_at = moved.items[0].key_at, .key = STR("coroutines")});
        put(loader, root, &made);
        array_free(&made);
        coroutines = &root->items[root->count - 1];
    }
    if (coroutines && coroutines->kind == JSON_OBJECT)
        put(loader, coroutines, &moved);
    array_free(&moved);
}

void find_astray(Loader *loader, Json *root)
{
    too_far_out(loader, root);
    top_spell(loader, root, file_keys, "a scenario");
    too_far_in(loader, root);
}
