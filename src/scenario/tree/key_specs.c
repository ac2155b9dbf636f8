#include "scenario/scenario.h"

const KeySpec scenario_file_keys[] = {
    {"title", false, "shown above the picture"},
    {"description", false, "a line below the title"},
    {"chapter", false, "where the gallery puts it: \"Errors\""},
    {"coroutines", true,
     "each by its name and parameters, as Python writes them, with its steps: "
     "{\"fetch(url, delay=1)\": [...]}"},
    {"functions", false,
     "plain functions, `def`: called in expressions, they give their result at once, and their steps "
     "never wait: {\"price(n)\": [{\"return\": \"n * 2\"}]}"},
    {"exceptions", false,
     "exceptions of the file's own, each made from another: {\"Overloaded\": \"Exception\"}"},
    {"let", false,
     "names that all coroutines of a timeline share, made anew for each: {\"limit\": "
     "\"Semaphore(3)\"}"},
    {"executor", false, "{\"max_workers\": 8}: how many threads to_thread has"},
    {"seed", false, "a whole number: each timeline begins with random.seed(it); 0 if left out"},
    {"until", false, "so many virtual seconds of runs that go on for ever"},
    {"timelines", true, "1 to 16, each a run of its own on a fresh loop"},
    {"view", false,
     "hints for the picture: {\"length\": 12} seconds of play, {\"unit\": \"ms\"} (us ms s min h), "
     "{\"theme\": \"light\"} (light dark contrast); they never change what happens"},
    {"question", false,
     "what is asked before the run is seen, in the window with h and by `interleave quiz`: "
     "{\"text\": \"When is it over?\", \"about\": \"end\"}"},
    {"$schema", false, "for editors; `new` writes it"},
    {NULL, false, NULL}};

const KeySpec scenario_timeline_keys[] = {
    {"run", true, "the call that begins it: main()"},
    {"title", false, "its name in the picture; the call if left out"},
    {"description", false, "a line below its name"},
    {"executor", false, "in place of the file's"},
    {"until", false, "in place of the file's"},
    {"entry", false,
     "\"run\" is asyncio.run(main()); \"run_until_complete\" is loop.run_until_complete(main()) in a "
     "plain script, where what is left over at the end is not cancelled"},
    {NULL, false, NULL}};

const KeySpec scenario_question_keys[] = {
    {"text", true, "the question"},
    {"about", false,
     "what the run itself answers: \"end\" (when the timeline is over), \"print\" (what is printed "
     "next), \"who\" (who runs next)"},
    {"timeline", false, "of which timeline: its title, or its number from 1; the first if left out"},
    {"after", false,
     "with \"print\" and \"who\": asked when all up to this virtual second has been seen; before "
     "all if left out"},
    {"answers", false,
     "2 to 6 to choose from; with \"end\" and \"print\" the run tells which is right, and without "
     "them it also gives the choices"},
    {"right", false, "without \"about\": the number of the right answer, from 1"},
    {"why", false, "one sentence, told with the answer"},
    {NULL, false, NULL}};
