/* The keys of the file. */
#include "scenario/tree/top.h"

#include "base/number.h"

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

static void read_chapter(Loader *loader, const Json *json, void *into)
{
    (void)into;
    top_text(loader, json, &loader->scenario->chapter);
}

static void read_executor(Loader *loader, const Json *json, void *into)
{
    timeline_executor(loader, json, &((TimelineSpec *)into)->max_workers);
}

static void read_until(Loader *loader, const Json *json, void *into)
{
    timeline_until(loader, json, &((TimelineSpec *)into)->until);
}

static void read_seed(Loader *loader, const Json *json, void *into)
{
    (void)into;
    if (json->kind == JSON_INT)
        integer_parse(json->text, &loader->scenario->seed);
    else
        load_error(loader, json->at, E_VALUE_NUMBER, "\"seed\" is a whole number, not %s",
                   json->kind == JSON_FLOAT ? "one with a point" : json_kind_words(json->kind));
}

static void read_length(Loader *loader, const Json *json, void *into)
{
    (void)into;
    double seconds = 0;
    bool number = json->kind == JSON_INT || json->kind == JSON_FLOAT;
    if (!number || !number_parse(json->text, &seconds) || seconds <= 0)
        load_error(loader, json->at, E_VALUE_NUMBER, "\"length\" is a number of seconds above 0");
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

static void read_question(Loader *loader, const Json *json, void *into)
{
    (void)into;
    question_read(loader, json);
}

static void read_timelines(Loader *loader, const Json *json, void *into)
{
    timelines_read(loader, json, into);
}

/* executor and until before timelines, which take them over; the question is about one of those */
const TopKey file_keys[] = {
    {"title", read_title},       {"description", read_description}, {"chapter", read_chapter},
    {"coroutines", NULL},        {"functions", NULL},               {"exceptions", NULL},
    {"let", NULL},               {"executor", read_executor},       {"seed", read_seed},
    {"until", read_until},       {"timelines", read_timelines},     {"question", read_question},
    {"view", read_view},         {"$schema", read_schema},          {NULL, NULL}};

void top_read(Loader *loader, const Json *root)
{
    TimelineSpec standard = {.max_workers = 8};
    top_keys(loader, root, file_keys, "a scenario", &standard);
    Place open = {root->at.offset, 1};
    if (!json_find(root, "coroutines"))
        load_error(loader, open, E_FILE_MISSING, "\"coroutines\" is missing: {\"main()\": [...]}");
    if (!json_find(root, "timelines"))
        load_error(loader, open, E_FILE_MISSING,
                   "\"timelines\" is missing: [{\"run\": \"main()\"}]");
}
