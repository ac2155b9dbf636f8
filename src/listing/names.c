/* A scenario may call its own things `asyncio`, `print` or `loop`; then the program calls Python's
 * by another name, so that both mean what they should. */
#include "listing/writer.h"

#include <string.h>

static bool names_something(const Scenario *scenario, const char *name)
{
    for (uint32_t i = 0; i < scenario->shared_count; i++)
        if (str_is(scenario->shared[i].name.name, name))
            return true;
    for (uint32_t i = 0; i < scenario->exception_count; i++)
        if (strcmp(scenario->exceptions[i].name, name) == 0)
            return true;
    for (uint32_t i = 0; i < scenario->coroutine_count; i++) {
        const Coroutine *coroutine = &scenario->coroutines[i];
        if (str_is(coroutine->name, name))
            return true;
        for (uint32_t slot = 0; slot < coroutine->slot_count; slot++)
            if (str_is(coroutine->slot_names[slot], name))
                return true;
    }
    return false;
}

static const char *free_name(Arena *arena, const Scenario *scenario, const char *usual)
{
    const char *name = usual;
    while (names_something(scenario, name))
        name = arena_printf(arena, "%s_", name);
    return name;
}

Names names_choose(Arena *arena, const Scenario *scenario, ListingForm form)
{
    Names names = {
        .asyncio = "asyncio",
        .random = "random",
        .time = "time",
        .print = "print",
        .executor = "ThreadPoolExecutor",
        .runner = "runner",
        .loop = "loop",
        .sys = "sys",
        .traceback = "traceback",
    };
    if (form == LISTING_SHORT)
        return names;
    const char **all[] = {&names.asyncio,  &names.random, &names.time, &names.print,
                          &names.executor, &names.runner, &names.loop, &names.sys,
                          &names.traceback};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        *all[i] = free_name(arena, scenario, *all[i]);
    return names;
}
