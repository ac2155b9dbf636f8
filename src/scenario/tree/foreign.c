/* Words of Python in the place of a step's verb: what stands for each here. */
#include <string.h>
#include "scenario/tree/load.h"

const char *foreign_step(Str word)
{
    static const char *const words[][2] = {
        {"pass", "an empty list of steps is Python's pass: \"do\": []"},
        {"with", "a lock is held with {\"async_with\": \"lock\", \"do\": [...]}"},
        {"async with", "a lock is held with {\"async_with\": \"lock\", \"do\": [...]}"},
        {"def", "functions stand at the top of the file: \"functions\": {\"f(x)\": [...]}"},
        {"async def", "coroutines stand at the top of the file: \"coroutines\": {\"f(x)\": [...]}"},
        {"class", "exceptions of one's own stand at the top of the file: \"exceptions\": {\"Late\": "
                  "\"Exception\"}; other classes are not part of the language"},
        {"import", "nothing is imported: the names of asyncio, random and time that there are can be "
                   "used as they are"},
        {"global", "a name of the file's \"let\" is shared by all coroutines; nothing else is needed"},
        {"del", "an item is taken out with {\"call\": \"xs.pop(0)\"}"},
        {"assert", "write {\"if\": \"not ...\", \"then\": [{\"raise\": \"Exception('...')\"}]}"},
        {"elif", "behind \"else\" stands another if: \"else\": [{\"if\": ..., \"then\": [...]}]"},
        {"else", "\"else\" belongs into the step of its if, beside \"then\""},
        {"except", "\"except\" belongs into the step of its try"},
        {"finally", "\"finally\" belongs into the step of its try"},
        {"lambda", "a lambda is part of an expression, or write a function: \"functions\": {\"f(x)\": "
                   "[...]}"},
        {"match", "write {\"if\": ..., \"then\": [...], \"else\": [...]}"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i][0]))
            return words[i][1];
    return NULL;
}

const char *foreign_name(const char *name)
{
    static const char *const no_loop =
        "no value stands for the loop: loop.time() is time.monotonic(), loop.create_future() is "
        "Future(), loop.create_task() is create_task()";
    const char *const names[][2] = {
        {"asyncio.get_running_loop", no_loop},
        {"asyncio.get_event_loop", no_loop},
        {"asyncio.new_event_loop", no_loop},
        {"asyncio.ensure_future", "write create_task"},
        {"time.time", "time.monotonic() tells the virtual seconds"},
        {"time.process_time", "time.monotonic() tells the virtual seconds"},
        {"math.sqrt", "write x ** 0.5"},
        {"math.pow", "write x ** y"},
        {"math.inf", "write float('inf')"},
        {"math.nan", "write float('nan')"},
        {"math.pi", "write 3.141592653589793"},
        {"math.floor", "write int(x // 1)"},
        {"math.ceil", "write -int(-x // 1)"},
        {"pow", "write x ** y"},
        {"frozenset", "write set(...)"},
        {"object", "a value of one's own may be any text or number"},
        {"print", "printing is a step: {\"print\": \"{x}\"}"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i][0]) == 0)
            return names[i][1];
    return NULL;
}
