/* A timeline, and what else says how one runs. */
#include "scenario/tree/top.h"

#include "base/number.h"

#include <string.h>

static void read_workers(Loader *loader, const Json *json, void *into)
{
    int64_t workers = 0;
    if (json->kind == JSON_INT)
        integer_parse(json->text, &workers);
    if (workers < 1 || workers > SCENARIO_MAX_WORKERS)
        load_error(loader, json->at, E_FILE_LIMIT, "\"max_workers\" is a whole number from 1 to %d",
                   SCENARIO_MAX_WORKERS);
    else
        *(uint32_t *)into = (uint32_t)workers;
}

void timeline_executor(Loader *loader, const Json *json, uint32_t *workers)
{
    static const TopKey keys[] = {{"max_workers", read_workers}, {NULL, NULL}};
    if (top_is_object(loader, json, "executor", "{\"max_workers\": 8}"))
        top_keys(loader, json, keys, "\"executor\"", workers);
}

void timeline_until(Loader *loader, const Json *json, int64_t *until)
{
    double seconds = 0;
    bool number = json->kind == JSON_INT || json->kind == JSON_FLOAT;
    if (!number || !number_parse(json->text, &seconds) || seconds <= 0
        || !time_from_seconds(seconds, until) || *until == 0)
        load_error(loader, json->at, E_VALUE_NUMBER,
                   "\"until\" is a moment in virtual seconds, above 0");
}

static void read_until(Loader *loader, const Json *json, void *into)
{
    timeline_until(loader, json, &((TimelineSpec *)into)->until);
}

static void read_title(Loader *loader, const Json *json, void *into)
{
    TimelineSpec *timeline = into;
    top_text(loader, json, &timeline->title);
    timeline->has_title = json->kind == JSON_TEXT;
}

static void read_description(Loader *loader, const Json *json, void *into)
{
    top_text(loader, json, &((TimelineSpec *)into)->description);
}

static void read_executor(Loader *loader, const Json *json, void *into)
{
    timeline_executor(loader, json, &((TimelineSpec *)into)->max_workers);
}

static void read_entry(Loader *loader, const Json *json, void *into)
{
    static const char *const words[] = {"run", "run_until_complete", NULL};
    if (top_word(loader, json, words) == 1)
        ((TimelineSpec *)into)->entry = ENTRY_RUN_UNTIL_COMPLETE;
}

static void check_run(Loader *loader, const Expr *run)
{
    bool call = run->kind == EXPR_CALL;
    const Expr *what = call ? run->left : run;
    if (what->kind == EXPR_COROUTINE && loader->scenario->coroutines[what->slot].plain)
        load_error(loader, run->at, E_TIMELINE_RUN,
                   "'%s' is a function; \"run\" is a call of one of the coroutines, such as "
                   "\"main()\"",
                   load_word(loader, what->name));
    else if (call && what->kind == EXPR_COROUTINE)
        return;
    else if (what->kind == EXPR_COROUTINE)
        load_error(loader, run->at, E_TIMELINE_RUN, "\"run\" is a call: write \"%s()\"",
                   load_word(loader, what->name));
    else
        load_error(loader, run->at, E_TIMELINE_RUN,
                   "\"run\" is a call of one of the coroutines, such as \"main()\"");
}

static bool starts_with(Str text, const char *start)
{
    size_t length = strlen(start);
    return text.length >= length && memcmp(text.at, start, length) == 0;
}

static void read_run(Loader *loader, const Json *json, void *into)
{
    TimelineSpec *timeline = into;
    if (!load_is_text(loader, json, "the call of a coroutine, such as \"main()\""))
        return;
    if (starts_with(json->text, "asyncio.run") || starts_with(json->text, "await ")) {
        load_error(loader, json->at, E_TIMELINE_RUN, "write the call alone, such as \"main()\"; "
                                     "the timeline runs it");
        return;
    }
    timeline->run = load_fits(loader, json->at) ? load_expr(loader, json) : NULL;
    if (!timeline->run)
        return;
    size_t errors = loader->reader.diags->errors;
    resolve_expr(loader, timeline->run, UINT32_MAX);
    if (loader->reader.diags->errors == errors && !loader->heads_unsure)
        check_run(loader, timeline->run);
    Builder text = {0};
    expr_write(&text, timeline->run);
    timeline->run_text = str_copy(loader->reader.arena, builder_view(&text));
    builder_free(&text);
}

static void read_timeline(Loader *loader, const Json *json, TimelineSpec *timeline)
{
    static const TopKey keys[] = {
        {"run", read_run},           {"title", read_title}, {"description", read_description},
        {"executor", read_executor}, {"entry", read_entry},
        {"until", read_until},       {NULL, NULL}};
    timeline->at = json->at;
    if (json->kind != JSON_OBJECT) {
        load_error(loader, json->at, E_TIMELINE_OBJECT,
                   "a timeline is an object, {\"run\": \"main()\"}, not %s",
                   json_kind_words(json->kind));
        return;
    }
    top_keys(loader, json, keys, "a timeline", timeline);
    bool run = false;
    for (uint32_t i = 0; i < json->count; i++)
        run |= str_is(json->items[i].key, "run");
    if (!run)
        load_error(loader, (Place){json->at.offset, 1}, E_FILE_MISSING,
                   "this timeline needs its \"run\": {\"run\": \"main()\"}");
    if (!timeline->has_title)
        timeline->title = timeline->run_text;
}

void timelines_read(Loader *loader, const Json *json, const TimelineSpec *standard)
{
    Scenario *scenario = loader->scenario;
    if (json->kind != JSON_LIST || json->count == 0) {
        load_error(loader, json->at, E_TIMELINE_OBJECT,
                   "\"timelines\" is a list, [{\"run\": \"main()\"}], not %s",
                   json->kind == JSON_LIST ? "an empty one" : json_kind_words(json->kind));
        return;
    }
    uint32_t count = json->count;
    if (count > SCENARIO_MAX_TIMELINES) {
        load_error(loader, json->items[SCENARIO_MAX_TIMELINES].at, E_FILE_LIMIT,
                   "a scenario has at most %d timelines; take this one out",
                   SCENARIO_MAX_TIMELINES);
        count = SCENARIO_MAX_TIMELINES;
    }
    scenario->timelines = ARENA_ARRAY(loader->reader.arena, TimelineSpec, count);
    scenario->timeline_count = count;
    for (uint32_t i = 0; i < count; i++) {
        scenario->timelines[i] = *standard;
        read_timeline(loader, &json->items[i], &scenario->timelines[i]);
    }
}
