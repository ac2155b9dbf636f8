#include "scenario/scenario.h"

const KeySpec scenario_file_keys[] = {
    {"title", false, "shown above the picture"},
    {"description", false, "a line below the title"},
    {"coroutines", true,
     "each by its name and parameters, as Python writes them, with its steps: "
     "{\"fetch(url, delay=1)\": [...]}"},
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
