/* A call of a scenario's coroutine against its parameters. */
#include "scenario/tree/resolve.h"

#include "base/nearest.h"

/* "say_after(delay, what='One')" as the file's key has it. */
static const char *head_of(Loader *loader, const Coroutine *coroutine)
{
    Builder head = {0};
    builder_printf(&head, "%s(", load_word(loader, coroutine->name));
    for (uint32_t i = 0; i < coroutine->parameter_count && i < 12; i++) {
        const Parameter *parameter = &coroutine->parameters[i];
        builder_printf(&head, "%s%s", i ? ", " : "", load_word(loader, parameter->name));
        if (parameter->standard) {
            builder_char(&head, '=');
            expr_write(&head, parameter->standard);
        }
    }
    builder_text(&head, coroutine->parameter_count > 12 ? ", ...)" : ")");
    const char *text = arena_copy(&loader->reader.scratch, head.at, head.length);
    builder_free(&head);
    return text;
}

static uint32_t parameter_of(const Coroutine *coroutine, Str name)
{
    for (uint32_t i = 0; i < coroutine->parameter_count; i++)
        if (str_equal(coroutine->parameters[i].name, name))
            return i;
    return NAMES_NONE;
}

static void report_keyword(Loader *loader, const Coroutine *coroutine, const Argument *argument)
{
    if (read_spared(&loader->reader))
        return;
    const char **names =
        ARENA_ARRAY(&loader->reader.scratch, const char *, coroutine->parameter_count);
    for (uint32_t i = 0; i < coroutine->parameter_count; i++)
        names[i] = load_word(loader, coroutine->parameters[i].name);
    const char *nearest = nearest_name(argument->name, names, coroutine->parameter_count);
    const char *word = load_word(loader, argument->name), *head = head_of(loader, coroutine);
    if (nearest)
        load_error(loader, argument->at, E_CALL_KEYWORD,
                   "%s has no parameter '%s'; did you mean '%s'?", head,
                   word, nearest);
    else
        load_error(loader, argument->at, E_CALL_KEYWORD, "%s has no parameter '%s'", head, word);
}

/* Marks what each named argument gives. False where one of them is wrong. */
static bool take_named(Loader *loader, const Expr *call, const Coroutine *coroutine, bool *given)
{
    for (uint32_t i = 0; i < call->count; i++) {
        const Argument *argument = &call->arguments[i];
        if (argument->name.length == 0)
            continue;
        uint32_t index = parameter_of(coroutine, argument->name);
        if (index == NAMES_NONE) {
            report_keyword(loader, coroutine, argument);
            return false;
        }
        if (given[index]) {
            load_error(loader, argument->at, E_CALL_TWICE,
                       "this call gives '%s' twice, by its place and by its name",
                       load_word(loader, argument->name));
            return false;
        }
        given[index] = true;
    }
    return true;
}

void check_call(Loader *loader, const Expr *call)
{
    const Coroutine *coroutine = &loader->scenario->coroutines[call->left->slot];
    if (coroutine->at.length == 0)
        return; /* its head could not be read */
    uint32_t count = coroutine->parameter_count, placed = 0;
    bool starred = false;
    for (uint32_t i = 0; i < call->count; i++) {
        starred |= call->arguments[i].star;
        placed += !call->arguments[i].star && call->arguments[i].name.length == 0;
    }
    if (placed > count) {
        load_error(loader, call->at, E_CALL_COUNT, "%s takes %u argument%s, and this call gives %u",
                   head_of(loader, coroutine), count, count == 1 ? "" : "s", placed);
        return;
    }
    bool *given = ARENA_ARRAY(&loader->reader.scratch, bool, count);
    for (uint32_t i = 0; i < placed; i++)
        given[i] = true;
    if (!take_named(loader, call, coroutine, given) || starred)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (!given[i] && !coroutine->parameters[i].standard) {
            load_error(loader, call->at, E_CALL_MISSING,
                       "%s needs its argument '%s', and this call gives none",
                       head_of(loader, coroutine),
                       load_word(loader, coroutine->parameters[i].name));
            return;
        }
}
