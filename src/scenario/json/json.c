#include "scenario/json/json.h"

#include "base/mem.h"
#include "base/names.h"
#include "scenario/mistakes/mistakes.h"

#include <cjson/cJSON.h>
#include <string.h>

const char *json_kind_words(JsonKind kind)
{
    static const char *const words[] = {
        [JSON_NULL] = "null",      [JSON_TRUE] = "true", [JSON_FALSE] = "false",
        [JSON_INT] = "a number",   [JSON_FLOAT] = "a number", [JSON_TEXT] = "text",
        [JSON_LIST] = "a list", [JSON_OBJECT] = "an object"};
    return words[kind];
}

const Json *json_find(const Json *object, const char *key)
{
    for (uint32_t i = 0; i < object->count; i++)
        if (str_is(object->items[i].key, key))
            return &object->items[i];
    return NULL;
}

typedef struct Pairing {
    const Source *source;
    Arena *arena;
    Diags *diags;
    const Mark *next;
} Pairing;

static void report_twice(Pairing *p, const Json *first, const Json *again)
{
    LineColumn where = source_locate(p->source, first->key_at.offset);
    diag_mistake(p->diags, again->key_at, E_JSON_KEY_TWICE,
                 "the key \"%.*s\" stands twice in one object, first in line %u; keep one of them",
               (int)(again->key.length < 60 ? again->key.length : 60), again->key.at, where.line);
    p->diags->list.items[p->diags->list.count - 1].also = first->key_at;
}

/* Pairwise for the few keys that objects have, by a table for more. */
static void check_keys(Pairing *p, const Json *object)
{
    if (object->count <= 8) {
        for (uint32_t i = 1; i < object->count; i++)
            for (uint32_t j = 0; j < i; j++)
                if (str_equal(object->items[i].key, object->items[j].key)) {
                    report_twice(p, &object->items[j], &object->items[i]);
                    break;
                }
        return;
    }
    Names seen = {0};
    for (uint32_t i = 0; i < object->count && p->diags->errors < 20; i++) {
        uint32_t before = names_find(&seen, object->items[i].key);
        if (before == NAMES_NONE)
            names_add(&seen, object->items[i].key, i);
        else
            report_twice(p, &object->items[before], &object->items[i]);
    }
    names_free(&seen);
}

/* Depth is bounded by the scanner. */
static void pair(Pairing *p, const cJSON *node, Json *json)
{
    const Mark *mark = p->next++;
    *json = (Json){.kind = mark->kind, .at = mark->at, .key_at = mark->key_at};
    if (node->string)
        json->key = str_copy(p->arena, str_of(node->string));
    if (mark->kind == JSON_TEXT)
        json->text = str_copy(p->arena, str_of(node->valuestring));
    if (mark->kind == JSON_INT || mark->kind == JSON_FLOAT)
        json->text = (Str){p->source->text.at + mark->at.offset, mark->at.length};
    if (!node->child)
        return;
    for (const cJSON *child = node->child; child; child = child->next)
        json->count++;
    json->items = ARENA_ARRAY(p->arena, Json, json->count);
    uint32_t i = 0;
    for (const cJSON *child = node->child; child; child = child->next)
        pair(p, child, &json->items[i++]);
    if (json->kind == JSON_OBJECT)
        check_keys(p, json);
}

/* cJSON reads numbers through strtod, which follows the locale. So it gets a copy in which every
 * number is a 0 and blanks; what the number is, its own text in the file says. */
static cJSON *parse(const Source *source, const Marks *marks)
{
    size_t length = source->text.length;
    char *copy = mem_resize(NULL, length + 1);
    memcpy(copy, source->text.at, length);
    copy[length] = '\0';
    for (size_t i = 0; i < marks->count; i++) {
        const Mark *mark = &marks->items[i];
        if (mark->kind != JSON_INT && mark->kind != JSON_FLOAT)
            continue;
        memset(copy + mark->at.offset, ' ', mark->at.length);
        copy[mark->at.offset] = '0';
    }
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = mem_new, .free_fn = mem_free});
    cJSON *tree = cJSON_ParseWithLength(copy, length + 1);
    mem_free(copy);
    return tree;
}

static Json *tree_of(const Source *source, const Marks *marks, Arena *arena, Diags *diags)
{
    cJSON *tree = parse(source, marks);
    if (!tree) {
        diag_mistake(diags, (Place){0, 1}, E_JSON_OTHER, "this is not JSON");
        return NULL;
    }
    Json *root = ARENA_NEW(arena, Json);
    Pairing pairing = {source, arena, diags, marks->items};
    pair(&pairing, tree, root);
    cJSON_Delete(tree);
    return root;
}

/* Slip by slip. A large file that is full of them is not read over and over: enough is told. */
Json *json_read(Mended *mended, Arena *arena, Diags *diags)
{
    enum { MOST_SLIPS = 50, MOST_BYTES = 4 * JSON_MAX_BYTES };
    Marks marks = {0};
    Json *root = NULL;
    bool good = false, goes_on = true;
    size_t read = 0;
    for (size_t slips = 0; !good && goes_on && slips < MOST_SLIPS && read < MOST_BYTES; slips++) {
        Diags found = {0};
        size_t edits = mended->edits.count;
        Mended before = *mended;
        read += mended->source.text.length;
        marks.count = 0;
        good = json_scan(mended, &found, &marks);
        goes_on = mended->edits.count > edits;
        before.edits = mended->edits;
        before.edits.count = edits;
        mended_report(&before, &found, diags);
        diags_free(&found);
    }
    if (good && !mended->shape) {
        Diags found = {0};
        root = tree_of(&mended->source, &marks, arena, &found);
        mended_report(mended, &found, diags);
        diags_free(&found);
    }
    array_free(&marks);
    return root;
}
