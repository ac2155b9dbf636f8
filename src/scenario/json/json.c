#include "base/budget.h"
#include "base/mem.h"
#include "scenario/json/json_tree.h"
#include "scenario/json/scan.h"

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

typedef enum Part { PART_SCAN, PART_TREE, PART_MARKS, PART_OVER } Part;

struct JsonReading {
    Mended *mended;
    Arena *arena;
    Diags *diags;
    Part part;
    Marks marks;
    Scanner scanner;
    JsonTree tree;
    Diags found; /* in the part under way, at the places of the text at hand */
    size_t slips, read; /* how often the text was scanned; bytes in all */
    Json *root;
};

static void begin_scan(JsonReading *reading)
{
    reading->part = PART_SCAN;
    reading->slips++;
    reading->read += reading->mended->source.text.length;
    reading->marks.count = 0;
    scan_begin(&reading->scanner, reading->mended, &reading->found, &reading->marks);
}

JsonReading *json_begin(Mended *mended, Arena *arena, Diags *diags)
{
    JsonReading *reading = mem_new(sizeof *reading);
    reading->mended = mended;
    reading->arena = arena;
    reading->diags = diags;
    begin_scan(reading);
    return reading;
}

/* Reports what the part has found, at the places of the text as it was before the last edit. */
static void report(JsonReading *reading, size_t edits)
{
    Mended before = *reading->mended;
    before.edits.count = edits;
    mended_report(&before, &reading->found, reading->diags);
    diags_free(&reading->found);
}

/* Slip by slip. A large file that is full of them is not read over and over: enough is told. */
static void end_scan(JsonReading *reading)
{
    enum { MOST_SLIPS = 50, MOST_BYTES = 4 * JSON_MAX_BYTES };
    Mended *mended = reading->mended;
    size_t edits = mended->edits.count;
    bool good = scan_end(&reading->scanner, mended);
    bool goes_on = mended->edits.count > edits;
    report(reading, edits);
    if (good && !mended->shape) {
        reading->part = PART_TREE;
        json_tree_begin(&reading->tree, &mended->source, &reading->marks, reading->arena,
                        &reading->found);
    } else if (!good && goes_on && reading->slips < MOST_SLIPS && reading->read < MOST_BYTES) {
        begin_scan(reading);
    } else {
        reading->part = PART_MARKS;
    }
}

static void end_tree(JsonReading *reading)
{
    reading->root = json_tree_end(&reading->tree);
    report(reading, reading->mended->edits.count);
    reading->part = PART_MARKS;
}

/* Nobody needs them any more: a large text's are larger than itself. */
static bool free_marks(Marks *marks, uint64_t *budget)
{
    size_t size = marks->room * sizeof *marks->items;
    marks->items = mem_free_on(marks->items, &size, budget);
    marks->room = size / sizeof *marks->items;
    return !marks->items;
}

bool json_advance(JsonReading *reading, uint64_t *budget)
{
    while (reading->part != PART_OVER && *budget) {
        if (reading->part == PART_SCAN) {
            if (scan_advance(&reading->scanner, budget))
                end_scan(reading);
        } else if (reading->part == PART_TREE) {
            if (json_tree_advance(&reading->tree, budget))
                end_tree(reading);
        } else if (free_marks(&reading->marks, budget)) {
            reading->part = PART_OVER;
        }
    }
    return reading->part == PART_OVER;
}

Json *json_end(JsonReading *reading)
{
    Json *root = reading->root;
    if (reading->part == PART_SCAN)
        scan_end(&reading->scanner, reading->mended);
    if (reading->part == PART_TREE)
        json_tree_end(&reading->tree);
    diags_free(&reading->found);
    array_free(&reading->marks);
    mem_free(reading);
    return root;
}

Json *json_read(Mended *mended, Arena *arena, Diags *diags)
{
    uint64_t budget = BUDGET_ALL;
    JsonReading *reading = json_begin(mended, arena, diags);
    json_advance(reading, &budget);
    return json_end(reading);
}
