#include "scenario/predictions.h"

#include "base/number.h"
#include "scenario/json/json.h"

typedef struct Reader {
    Predictions *predictions;
    const Json *timeline; /* whose predictions are read */
    Diags *diags;
} Reader;

static bool expect(Reader *reader, const Json *json, JsonKind kind, const char *what)
{
    if (json->kind == kind)
        return true;
    diag_error(reader->diags, json->at, "%s is %s", what,
               kind == JSON_LIST ? "a list" : kind == JSON_TEXT ? "a text" : "an object");
    return false;
}

static void add(Reader *reader, Prediction prediction)
{
    prediction.timeline = str_copy(&reader->predictions->arena, reader->timeline->key);
    prediction.timeline_at = reader->timeline->key_at;
    array_push(&reader->predictions->list, prediction);
}

static void read_prints(Reader *reader, const Json *json)
{
    Arena *arena = &reader->predictions->arena;
    if (!expect(reader, json, JSON_LIST, "\"prints\""))
        return;
    Prediction prediction = {.kind = PREDICT_PRINTS,
                             .at = json->at,
                             .prints = ARENA_ARRAY(arena, Str, json->count),
                             .print_count = json->count};
    for (uint32_t i = 0; i < json->count; i++) {
        if (!expect(reader, &json->items[i], JSON_TEXT, "what is printed"))
            return;
        prediction.prints[i] = str_copy(arena, json->items[i].text);
    }
    add(reader, prediction);
}

static void read_time(Reader *reader, const Json *json, PredictionKind kind)
{
    Prediction prediction = {.kind = kind, .at = json->at};
    bool is_number = json->kind == JSON_INT || json->kind == JSON_FLOAT;
    if (!is_number || !number_parse(json->text, &prediction.seconds) || prediction.seconds < 0) {
        diag_error(reader->diags, json->at, "a time is a number of seconds");
        return;
    }
    if (kind == PREDICT_END) {
        prediction.task = str_copy(&reader->predictions->arena, json->key);
        prediction.at = json->key_at;
    }
    add(reader, prediction);
}

static void read_timeline(Reader *reader, const Json *json)
{
    reader->timeline = json;
    if (!expect(reader, json, JSON_OBJECT, "what is predicted of a timeline"))
        return;
    for (uint32_t i = 0; i < json->count; i++) {
        const Json *item = &json->items[i];
        if (str_is(item->key, "prints")) {
            read_prints(reader, item);
        } else if (str_is(item->key, "total")) {
            read_time(reader, item, PREDICT_TOTAL);
        } else if (!str_is(item->key, "ends")) {
            diag_error(reader->diags, item->key_at,
                       "there are \"prints\", \"ends\" and \"total\" to predict");
        } else if (expect(reader, item, JSON_OBJECT, "\"ends\"")) {
            for (uint32_t k = 0; k < item->count; k++)
                read_time(reader, &item->items[k], PREDICT_END);
        }
    }
}

bool predictions_load(Predictions *predictions, Str name, Str text, Diags *diags)
{
    Arena *arena = &predictions->arena;
    predictions->source = (Source){str_copy(arena, name), str_copy(arena, text)};
    Mended mended = {.source = predictions->source};
    Diags found = {0}; /* at the places of the text without its slips */
    Reader reader = {.predictions = predictions, .diags = &found};
    const Json *root = json_read(&mended, arena, diags);
    if (root && expect(&reader, root, JSON_OBJECT, "a file of predictions")) {
        for (uint32_t i = 0; i < root->count; i++)
            read_timeline(&reader, &root->items[i]);
        if (!predictions->list.count && !found.errors)
            diag_error(&found, root->at,
                       "predictions stand under their timeline: {\"TITLE\": {\"total\": 3}}");
    }
    mended_report(&mended, &found, diags);
    bool fine = diags->errors == 0;
    diags_free(&found);
    mended_free(&mended);
    return fine;
}

void predictions_free(Predictions *predictions)
{
    array_free(&predictions->list);
    arena_free(&predictions->arena);
    *predictions = (Predictions){0};
}
