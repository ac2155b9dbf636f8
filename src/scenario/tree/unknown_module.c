/* A name behind a module's that the language has not: asyncio.x, time.x, random.x, math.x. */
#include "scenario/tree/resolve.h"

#include "base/nearest.h"
#include "scenario/expr/real_names.h"

#include <string.h>

static bool is_plain_builtin(Str name)
{
    for (int i = 0; i < BUILTIN_COUNT; i++)
        if (str_is(name, builtin_name((Builtin)i)))
            return true;
    return false;
}

/* Neither a name of the language's nor one with a remedy of its own. */
static void report_not_here(Loader *loader, const Expr *attribute, const char *module,
                            const char *name)
{
    const char *key = arena_printf(&loader->reader.scratch, "module %s", module);
    const char *names[BUILTIN_COUNT];
    size_t count = 0, length = strlen(module);
    bool asyncio = strcmp(module, "asyncio") == 0;
    for (int i = 0; i < BUILTIN_COUNT; i++) {
        const char *full = builtin_name((Builtin)i);
        if (asyncio ? builtin_is_asyncio((Builtin)i)
                    : strncmp(full, module, length) == 0 && full[length] == '.')
            names[count++] = asyncio ? full : full + length + 1;
    }
    const char *nearest = nearest_name(attribute->name, names, count);
    const char *instead =
        foreign_name(arena_printf(&loader->reader.scratch, "%s.%s", module, name));
    Builder here = {0};
    for (size_t i = 0; i < count && !asyncio; i++)
        builder_printf(&here, "%s%s.%s", i ? ", " : "; there are ", module, names[i]);
    if (instead)
        load_error(loader, attribute->at, E_NAME_PYTHON,
                   "%s.%s is not part of the language: %s", module, name, instead);
    else if (python_has(key, attribute->name) || strcmp(module, "math") == 0)
        load_error(loader, attribute->at, E_NAME_PYTHON,
                   "%s.%s is not part of the language%s; a .py file is opened as it is: interleave "
                   "mine.py",
                   module, name, here.at ? here.at : "");
    else if (nearest)
        load_error(loader, attribute->at, E_NAME_UNKNOWN, "%s has no '%s'; did you mean '%s'?",
                   module, name, nearest);
    else
        load_error(loader, attribute->at, E_NAME_UNKNOWN, "%s of Python has no '%s'%s", module, name,
                   here.at ? here.at : "");
    builder_free(&here);
}

void report_module(Resolver *r, const Expr *attribute)
{
    Loader *loader = r->loader;
    const char *name = load_word(loader, attribute->name);
    const char *module = load_word(loader, attribute->left->name);
    if (strcmp(module, "asyncio") == 0 && is_plain_builtin(attribute->name))
        load_error(loader, attribute->at, E_NAME_MODULE,
                   "%s is not asyncio's: write it without \"asyncio.\"", name);
    else if (strcmp(module, "asyncio") == 0 && verb_of(loader, attribute->name) != SIZE_MAX)
        load_error(loader, attribute->at, E_NAME_STEP,
                   "asyncio.%s is a step of its own: {\"%s\": ...}", name, name);
    else
        report_not_here(loader, attribute, module, name);
}
