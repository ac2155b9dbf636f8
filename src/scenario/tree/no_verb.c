/* What stands in the place of a step and is none: which one was it meant to be? */
#include "scenario/tree/load.h"

#include "base/nearest.h"

#include <string.h>

size_t verb_of(const Loader *loader, Str key)
{
    for (size_t i = 0; i < loader->verb_count; i++)
        if (str_is(key, loader->verbs[i]->name))
            return i;
    return SIZE_MAX;
}

static bool is_letter(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* `{"await": "fetch(1)"}` for `await fetch(1)`, `{"let": {"x": "5"}}` for `x = 5`: the step that a
 * line of Python stands for; NULL where that is not clear. */
const char *step_of_words(Loader *loader, Str text)
{
    Arena *arena = &loader->reader.scratch;
    size_t length = 0;
    if (text.length > SCENARIO_MAX_VALUE)
        return NULL;
    while (length < text.length && is_letter(text.at[length]))
        length++;
    Str word = {text.at, length}, rest = {text.at + length, text.length - length};
    while (rest.length && rest.at[0] == ' ')
        rest = (Str){rest.at + 1, rest.length - 1};
    if (!word.length || !rest.length)
        return NULL;
    if (rest.at[0] == '=' && rest.length > 1 && rest.at[1] != '=') {
        size_t blanks = 1;
        while (blanks < rest.length && rest.at[blanks] == ' ')
            blanks++;
        return arena_printf(arena, "{\"let\": {\"%s\": \"%s\"}}", load_word(loader, word),
                            load_word(loader, (Str){rest.at + blanks, rest.length - blanks}));
    }
    size_t verb = verb_of(loader, word);
    if (verb == SIZE_MAX)
        return NULL;
    if (rest.at[0] == '(' && rest.at[rest.length - 1] == ')')
        rest = (Str){rest.at + 1, rest.length - 2};
    bool quoted = rest.length > 1 && (rest.at[0] == '\'' || rest.at[0] == '"')
                  && rest.at[rest.length - 1] == rest.at[0];
    if (quoted && str_is(word, "print"))
        rest = (Str){rest.at + 1, rest.length - 2};
    return arena_printf(arena, "{\"%s\": \"%s\"}", loader->verbs[verb]->name,
                        load_word(loader, rest));
}

void report_no_verb(Loader *loader, const Json *json)
{
    if (json->count == 0) {
        load_error(loader, json->at, E_STEP_EMPTY, "this step is empty; write what it does, "
                                     "such as {\"print\": \"hello\"}");
        return;
    }
    const char **names = ARENA_ARRAY(&loader->reader.scratch, const char *, loader->verb_count);
    Builder all = {0};
    for (size_t i = 0; i < loader->verb_count; i++) {
        names[i] = loader->verbs[i]->name;
        builder_printf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    const Json *at = &json->items[0];
    const char *nearest = NULL, *foreign = NULL;
    for (uint32_t i = 0; i < json->count && i < 16 && !nearest && !foreign; i++) {
        Str key = json->items[i].key;
        bool dotted = key.length > 8 && memcmp(key.at, "asyncio.", 8) == 0;
        foreign = foreign_step(key);
        nearest = nearest_name(dotted ? (Str){key.at + 8, key.length - 8} : key, names,
                               loader->verb_count);
        at = nearest || foreign ? &json->items[i] : at;
    }
    const char *meant = nearest || foreign ? NULL : step_of_words(loader, at->key);
    bool remark = at->key.length && (at->key.at[0] == '#' || at->key.at[0] == '/');
    if (remark)
        load_error(loader, at->key_at, E_STEP_UNKNOWN,
                   "a remark is a step, too: {\"note\": \"...\"}");
    else if (meant)
        load_error(loader, at->key_at, E_STEP_UNKNOWN, "no step is called \"%s\": write %s",
                   load_word(loader, at->key), meant);
    else if (foreign)
        load_error(loader, at->key_at, E_STEP_UNKNOWN, "no step is called \"%s\": %s",
                   load_word(loader, at->key), foreign);
    else if (nearest)
        load_error(loader, at->key_at, E_STEP_UNKNOWN,
                   "no step is called \"%s\"; did you mean \"%s\"?",
                   load_word(loader, at->key), nearest);
    else
        load_error(loader, at->key_at, E_STEP_UNKNOWN, "no step is called \"%s\"; the steps are %s",
                   load_word(loader, at->key), all.length ? all.at : "none");
    builder_free(&all);
}
