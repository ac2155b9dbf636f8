/* The tree, by cJSON: piece by piece, for no call of it can be stopped half-way. What is small it
 * reads whole; of what is large, the scanner's marks tell what lies in it, and that is a piece
 * each. Marks and cJSON's nodes are paired by walking both in order. */
#include "scenario/json/json_tree.h"

#include "base/budget.h"
#include "base/mem.h"
#include "scenario/mistakes/mistakes.h"

#include <cjson/cJSON.h>
#include <string.h>

enum {
    PIECE = 8192,   /* bytes of the file that cJSON reads at once */
    FEW_KEYS = 8,   /* are held against each other, more by a table */
    KEYS_AT_ONCE = 256,
    MOST_ERRORS = 20
};

static void report_twice(JsonTree *tree, const Json *first, const Json *again)
{
    LineColumn where = source_locate(tree->source, first->key_at.offset);
    diag_mistake(tree->diags, again->key_at, E_JSON_KEY_TWICE,
                 "the key \"%.*s\" stands twice in one object, first in line %u; keep one of them",
                 (int)(again->key.length < 60 ? again->key.length : 60), again->key.at, where.line);
    tree->diags->list.items[tree->diags->list.count - 1].also = first->key_at;
}

/* From `from` on, so far as goes in one piece; gives where it stopped. */
static uint32_t check_many(JsonTree *tree, const Json *object, Names *seen, uint32_t from)
{
    uint32_t i = from;
    for (; i < object->count && i - from < KEYS_AT_ONCE && tree->diags->errors < MOST_ERRORS; i++) {
        uint32_t before = names_find(seen, object->items[i].key);
        if (before == NAMES_NONE)
            names_add(seen, object->items[i].key, i);
        else
            report_twice(tree, &object->items[before], &object->items[i]);
    }
    return tree->diags->errors < MOST_ERRORS ? i : object->count;
}

static void check_few(JsonTree *tree, const Json *object)
{
    for (uint32_t i = 1; i < object->count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (str_equal(object->items[i].key, object->items[j].key)) {
                report_twice(tree, &object->items[j], &object->items[i]);
                break;
            }
}

static void check_keys(JsonTree *tree, const Json *object)
{
    if (object->count <= FEW_KEYS) {
        check_few(tree, object);
        return;
    }
    Names seen = {0};
    for (uint32_t i = 0; i < object->count;)
        i = check_many(tree, object, &seen, i);
    names_free(&seen);
}

/* --- a small piece --- */

/* What the mark alone tells. */
static void begin_value(JsonTree *tree, Json *json)
{
    const Mark *mark = tree->next++;
    *json = (Json){.kind = mark->kind, .at = mark->at, .key_at = mark->key_at};
    if (mark->kind == JSON_INT || mark->kind == JSON_FLOAT)
        json->text = (Str){tree->source->text.at + mark->at.offset, mark->at.length};
}

/* Depth is bounded by the scanner. */
static void pair(JsonTree *tree, const cJSON *node, Json *json)
{
    uint32_t count = tree->next->count;
    begin_value(tree, json);
    if (node->string)
        json->key = str_copy(tree->arena, str_of(node->string));
    if (json->kind == JSON_TEXT)
        json->text = str_copy(tree->arena, str_of(node->valuestring));
    if (!node->child)
        return;
    json->count = count;
    json->items = ARENA_ARRAY(tree->arena, Json, json->count);
    uint32_t i = 0;
    for (const cJSON *child = node->child; child; child = child->next)
        pair(tree, child, &json->items[i++]);
    if (json->kind == JSON_OBJECT)
        check_keys(tree, json);
}

/* cJSON reads numbers through strtod, which follows the locale. So it gets a copy in which every
 * number is a 0 and blanks; what the number is, its own text in the file says. */
static void hide_numbers(JsonTree *tree, Place at)
{
    size_t end = (size_t)at.offset + at.length;
    for (const Mark *mark = tree->next; mark < tree->end && mark->at.offset < end; mark++) {
        if (mark->kind != JSON_INT && mark->kind != JSON_FLOAT)
            continue;
        char *digits = tree->piece + (mark->at.offset - at.offset);
        memset(digits, ' ', mark->at.length);
        *digits = '0';
    }
}

/* --- a text --- */

/* How far a piece of a text's inside goes: at most PIECE, and no escape is cut, nor a pair of them
 * that makes one character. */
static size_t piece_of_text(const char *at, size_t left)
{
    size_t length = 0;
    while (length < left && length < PIECE - 16) {
        bool unit = at[length] == '\\' && at[length + 1] == 'u';
        bool high = unit && strchr("dD", at[length + 2]) && strchr("89abAB", at[length + 3]);
        length += high ? 12 : unit ? 6 : at[length] == '\\' ? 2 : 1;
    }
    return length;
}

static bool add_decoded(JsonTree *tree, Place at, Builder *out)
{
    tree->piece[0] = '"';
    memcpy(tree->piece + 1, tree->source->text.at + at.offset, at.length);
    memcpy(tree->piece + 1 + at.length, "\"", 2);
    cJSON *node = cJSON_ParseWithLength(tree->piece, (size_t)at.length + 3);
    if (node)
        builder_text(out, node->valuestring);
    cJSON_Delete(node);
    return node != NULL;
}

/* A text of any length at a place with its quotes. */
static void begin_text(JsonTree *tree, Place at, Str *into)
{
    tree->texts[tree->text_count++] = (JsonText){
        .into = into, .from = at.offset + 1, .end = at.offset + at.length - 1};
}

static bool text_on(JsonTree *tree, uint64_t *budget)
{
    JsonText *text = &tree->texts[tree->text_count - 1];
    uint32_t length = (uint32_t)piece_of_text(tree->source->text.at + text->from,
                                              (size_t)(text->end - text->from));
    bool good = add_decoded(tree, (Place){text->from, length}, &text->out);
    text->from += length;
    budget_spend(budget, 1 + length / 16);
    if (good && text->from >= text->end) {
        *text->into = str_copy(tree->arena, builder_view(&text->out));
        builder_free(&text->out);
        tree->text_count--;
    }
    return good;
}

/* --- all of it --- */

void json_tree_begin(JsonTree *tree, const Source *source, const Marks *marks, Arena *arena,
                     Diags *diags)
{
    *tree = (JsonTree){.source = source, .arena = arena, .diags = diags, .next = marks->items,
                       .end = marks->items + marks->count, .good = true,
                       .piece = mem_new(PIECE + 1), .root = ARENA_NEW(arena, Json)};
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = mem_new, .free_fn = mem_free});
}

/* The next value, an object or a list, whole. */
static bool read_piece(JsonTree *tree, Json *json)
{
    Place at = tree->next->at;
    memcpy(tree->piece, tree->source->text.at + at.offset, at.length);
    tree->piece[at.length] = '\0';
    hide_numbers(tree, at);
    cJSON *node = cJSON_ParseWithLength(tree->piece, (size_t)at.length + 1);
    if (node)
        pair(tree, node, json);
    cJSON_Delete(node);
    return node != NULL;
}

/* The next value whole, or, of one that is large, only itself. */
static bool read_value(JsonTree *tree, Json *json)
{
    const Mark *mark = tree->next;
    bool bracket = mark->kind == JSON_OBJECT || mark->kind == JSON_LIST, good = true;
    if (bracket && mark->at.length <= PIECE) {
        good = read_piece(tree, json);
    } else {
        begin_value(tree, json);
        if (mark->kind == JSON_TEXT)
            begin_text(tree, mark->at, &json->text);
        if (bracket) {
            json->count = mark->count;
            json->items = ARENA_ARRAY(tree->arena, Json, json->count);
            tree->open[tree->depth++] = (JsonOpen){.json = json};
        }
    }
    if (mark->key_at.length)
        begin_text(tree, mark->key_at, &json->key);
    return good;
}

/* What is open has one value more, or keys to be checked, or is at its end. */
static void go_on(JsonTree *tree, uint64_t *budget)
{
    JsonOpen *open = &tree->open[tree->depth - 1];
    Json *json = open->json;
    if (open->read < json->count) {
        Place at = tree->next->at;
        bool text = tree->next->kind == JSON_TEXT;
        tree->good = read_value(tree, &json->items[open->read++]);
        bool whole = !text && &tree->open[tree->depth - 1] == open;
        budget_spend(budget, 1 + (whole ? at.length / 16 : 0));
    } else if (json->kind == JSON_OBJECT && json->count > FEW_KEYS && open->checked < json->count) {
        open->checked = check_many(tree, json, &open->seen, open->checked);
        budget_spend(budget, KEYS_AT_ONCE);
    } else {
        if (json->kind == JSON_OBJECT && json->count <= FEW_KEYS)
            check_few(tree, json);
        names_free(&open->seen);
        tree->depth--;
    }
}

bool json_tree_advance(JsonTree *tree, uint64_t *budget)
{
    if (tree->good && !tree->begun) {
        tree->begun = true;
        tree->good = read_value(tree, tree->root);
        budget_spend(budget, 1 + (tree->depth || tree->text_count ? 0 : tree->root->at.length / 16));
    }
    while (tree->good && (tree->text_count || tree->depth) && *budget) {
        if (tree->text_count)
            tree->good = text_on(tree, budget);
        else
            go_on(tree, budget);
    }
    return !tree->good || (!tree->text_count && !tree->depth);
}

Json *json_tree_end(JsonTree *tree)
{
    for (int i = 0; i < tree->depth; i++)
        names_free(&tree->open[i].seen);
    for (int i = 0; i < tree->text_count; i++)
        builder_free(&tree->texts[i].out);
    mem_free(tree->piece);
    tree->piece = NULL;
    if (tree->good)
        return tree->root;
    diag_mistake(tree->diags, (Place){0, 1}, E_JSON_OTHER, "this is not JSON");
    return NULL;
}
