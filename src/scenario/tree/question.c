/* What a file asks before its run is seen. */
#include "scenario/tree/top.h"

#include "base/nearest.h"
#include "base/number.h"

static void read_text(Loader *loader, const Json *json, void *into)
{
    top_text(loader, json, &((Question *)into)->text);
}

static void read_why(Loader *loader, const Json *json, void *into)
{
    top_text(loader, json, &((Question *)into)->why);
}

static void read_about(Loader *loader, const Json *json, void *into)
{
    static const char *const words[] = {"end", "who", "print", NULL};
    int found = top_word(loader, json, words);
    if (found >= 0)
        ((Question *)into)->about = (QuestionAbout)(ABOUT_END + found);
}

static void report_title(Loader *loader, const Json *json)
{
    const char *titles[SCENARIO_MAX_TIMELINES];
    uint32_t count = loader->scenario->timeline_count;
    for (uint32_t i = 0; i < count; i++)
        titles[i] = load_word(loader, loader->scenario->timelines[i].title);
    const char *nearest = nearest_name(json->text, titles, count);
    if (nearest) {
        load_error(loader, json->at, E_VALUE_WORD,
                   "no timeline is called \"%s\"; did you mean \"%s\"?",
                   load_word(loader, json->text), nearest);
        read_fix(&loader->reader, json->at, nearest);
    } else {
        load_error(loader, json->at, E_VALUE_WORD,
                   "no timeline is called \"%s\"; a number from 1 to %u is one, too",
                   load_word(loader, json->text), count);
    }
}

static void read_timeline(Loader *loader, const Json *json, void *into)
{
    const Scenario *scenario = loader->scenario;
    int64_t number = 0;
    if (scenario->timeline_count == 0) /* what is wrong with them was told */
        return;
    if (json->kind == JSON_INT && integer_parse(json->text, &number) && number >= 1
        && number <= scenario->timeline_count) {
        ((Question *)into)->timeline = (uint32_t)number - 1;
        return;
    }
    if (json->kind != JSON_TEXT) {
        load_error(loader, json->at, E_VALUE_NUMBER,
                   "\"timeline\" is a timeline's title, or its number from 1 to %u",
                   scenario->timeline_count);
        return;
    }
    for (uint32_t i = 0; i < scenario->timeline_count; i++)
        if (str_equal(scenario->timelines[i].title, json->text)) {
            ((Question *)into)->timeline = i;
            return;
        }
    report_title(loader, json);
}

static void read_after(Loader *loader, const Json *json, void *into)
{
    double seconds = 0;
    bool number = json->kind == JSON_INT || json->kind == JSON_FLOAT;
    if (!number || !number_parse(json->text, &seconds) || seconds < 0
        || !time_from_seconds(seconds, &((Question *)into)->after))
        load_error(loader, json->at, E_VALUE_NUMBER,
                   "\"after\" is a moment in virtual seconds, 0 or above");
}

/* A number of seconds, as a moment and as words. */
static void read_time(Loader *loader, const Json *answer, Question *question, uint32_t i)
{
    Arena *arena = loader->reader.arena;
    double seconds = 0;
    bool number = answer->kind == JSON_INT || answer->kind == JSON_FLOAT;
    if (!number || !number_parse(answer->text, &seconds))
        load_error(loader, answer->at, E_VALUE_NUMBER,
                   "when it is over is answered by numbers of seconds: [1, 2.5, 3]");
    else if (!time_from_seconds(seconds, &question->times[i]))
        question->times[i] = INT64_MAX;
    question->answers[i] = str_of(
        arena_printf(arena, "%.*s s", (int)answer->text.length, answer->text.at));
}

static void read_answers(Loader *loader, const Json *json, void *into)
{
    Question *question = into;
    if (json->kind != JSON_LIST || json->count < 2 || json->count > SCENARIO_MAX_ANSWERS) {
        load_error(loader, json->at, E_FILE_LIMIT,
                   "\"answers\" is a list of 2 to %d answers: [\"one\", \"two\"]",
                   SCENARIO_MAX_ANSWERS);
        return;
    }
    question->answers = ARENA_ARRAY(loader->reader.arena, Str, json->count);
    question->times = ARENA_ARRAY(loader->reader.arena, int64_t, json->count);
    question->answer_count = json->count;
    for (uint32_t i = 0; i < json->count; i++) {
        const Json *answer = &json->items[i];
        question->answers[i] = answer->text;
        if (question->about == ABOUT_END)
            read_time(loader, answer, question, i);
        else if (answer->kind != JSON_INT && answer->kind != JSON_FLOAT)
            load_is_text(loader, answer, "an answer is text in double quotes, or a number;");
    }
}

static void read_right(Loader *loader, const Json *json, void *into)
{
    Question *question = into;
    int64_t number = 0;
    if (question->about != ABOUT_NONE)
        load_error(loader, json->key_at, E_QUESTION,
                   "what is right is judged from the run here; take \"right\" out, or \"about\"");
    else if (json->kind != JSON_INT || !integer_parse(json->text, &number) || number < 1
             || number > (question->answer_count ? question->answer_count : SCENARIO_MAX_ANSWERS))
        load_error(loader, json->at, E_VALUE_NUMBER,
                   "\"right\" is the number of the right answer, from 1 to %u",
                   question->answer_count ? question->answer_count : SCENARIO_MAX_ANSWERS);
    else
        question->right = (uint32_t)number - 1;
}

/* `about` before what depends on it */
static const TopKey question_keys[] = {
    {"text", read_text},         {"about", read_about}, {"timeline", read_timeline},
    {"after", read_after},       {"answers", read_answers}, {"right", read_right},
    {"why", read_why},           {NULL, NULL}};

static void check_whole(Loader *loader, const Json *json, const Question *question)
{
    Place open = {json->at.offset, 1};
    const Json *after = json_find(json, "after"), *answers = json_find(json, "answers");
    if (!json_find(json, "text"))
        load_error(loader, open, E_FILE_MISSING,
                   "this question needs its \"text\": {\"text\": \"When is it over?\", "
                   "\"about\": \"end\"}");
    if (!json_find(json, "about") && !(answers && json_find(json, "right")))
        load_error(loader, open, E_QUESTION,
                   "nothing says what is right: \"about\": \"end\" has the run tell it, or write "
                   "\"answers\": [\"one\", \"two\"] and \"right\": 1");
    if (question->about == ABOUT_WHO && answers)
        load_error(loader, answers->key_at, E_QUESTION,
                   "who may run next is known from the run; take \"answers\" out");
    if (after && question->about != ABOUT_WHO && question->about != ABOUT_PRINT)
        load_error(loader, after->key_at, E_QUESTION,
                   "\"after\" goes with \"about\": \"print\" or \"who\"; take it out");
}

void question_read(Loader *loader, const Json *json)
{
    Question *question = &loader->scenario->question;
    if (!top_is_object(loader, json, "question",
                       "{\"text\": \"When is it over?\", \"about\": \"end\"}"))
        return;
    *question = (Question){.present = true, .after = -1, .at = json->at};
    top_keys(loader, json, question_keys, "a question", question);
    if (loader->reader.diags->errors == 0)
        check_whole(loader, json, question);
}
