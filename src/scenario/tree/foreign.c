/* Words of Python in the place of a step's verb: what stands for each here. */
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
