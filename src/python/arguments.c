/* Taking the arguments of a call apart: as a Python function does it, and as CPython's functions
 * in C do, which differ in what they say when something is wrong. */
#include "python/plain.h"

#include <stdio.h>
#include <string.h>

const Value *arguments_named(const Arguments *arguments, const char *name)
{
    for (uint32_t i = 0; i < arguments->named_count; i++)
        if (str_is(arguments->names[i], name))
            return &arguments->named[i];
    return NULL;
}

/* --- the nearest name, as CPython's suggestions choose it --- */

enum { MOVE = 2, CASE_CHANGE = 1, LONGEST_NAME = 40 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t change_cost(char a, char b)
{
    return a == b ? 0 : lower(a) == lower(b) ? CASE_CHANGE : MOVE;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

static size_t name_distance(Str a, Str b)
{
    size_t row[LONGEST_NAME + 1];
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j * MOVE;
    for (size_t i = 0; i < a.length; i++) {
        size_t diagonal = row[0];
        row[0] += MOVE;
        for (size_t j = 0; j < b.length; j++) {
            size_t changed = diagonal + change_cost(a.at[i], b.at[j]);
            diagonal = row[j + 1];
            row[j + 1] = smallest(changed, row[j] + MOVE, row[j + 1] + MOVE);
        }
    }
    return row[b.length];
}

const char *suggest_name(Str wrong, const char *const *names, size_t count)
{
    const char *best = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        Str name = str_of(names[i]);
        if (name.length > LONGEST_NAME || wrong.length > LONGEST_NAME || str_equal(name, wrong))
            continue;
        size_t allowed = (name.length + wrong.length + 3) * MOVE / 6;
        size_t distance = name_distance(wrong, name);
        if (distance <= allowed && distance < least) {
            best = names[i];
            least = distance;
        }
    }
    return best;
}

/* --- as a Python function --- */

static uint32_t index_of(const char *const *names, uint32_t count, Str name)
{
    uint32_t i = 0;
    while (i < count && !str_is(name, names[i]))
        i++;
    return i;
}

static bool unexpected(Python *py, const char *function, Str name, const char *suggestion)
{
    return raise_text(py, BUILTIN_TYPE_ERROR,
                      "%s() got an unexpected keyword argument '%.*s'%s%s%s", function,
                      (int)name.length, name.at, suggestion ? ". Did you mean '" : "",
                      suggestion ? suggestion : "", suggestion ? "'?" : "");
}

/* A method counts its `self`. */
static bool too_many(Python *py, const char *function, const uint32_t bounds[2], uint32_t given)
{
    uint32_t self = strchr(function, '.') != NULL, most = bounds[1] + self;
    char range[48];
    if (bounds[0] == bounds[1])
        snprintf(range, sizeof range, "%u positional argument%s", most, most == 1 ? "" : "s");
    else
        snprintf(range, sizeof range, "from %u to %u positional arguments", bounds[0] + self, most);
    given += self;
    return raise_text(py, BUILTIN_TYPE_ERROR, "%s() takes %s but %u %s given", function, range,
                      given, given == 1 ? "was" : "were");
}

static bool missing(Python *py, const char *function, const char *const *names, uint32_t count)
{
    Builder list = {0};
    for (uint32_t i = 0; i < count; i++) {
        const char *between = i == 0           ? ""
                              : i + 1 < count  ? ", "
                              : count == 2     ? " and "
                                               : ", and ";
        builder_printf(&list, "%s'%s'", between, names[i]);
    }
    raise_text(py, BUILTIN_TYPE_ERROR, "%s() missing %u required positional argument%s: %s",
               function, count, count == 1 ? "" : "s", list.at);
    builder_free(&list);
    return false;
}

bool arguments_take_closely(Python *py, const Arguments *arguments, const char *function,
                            const char *const *names, uint32_t required, Value *values,
                            uint32_t count)
{
    enum { MOST = 32 };
    bool given[MOST] = {false};
    const char *absent[MOST];
    uint32_t absent_count = 0;
    for (uint32_t i = 0; i < arguments->count && i < count; i++) {
        values[i] = arguments->positional[i];
        given[i] = true;
    }
    for (uint32_t i = 0; i < arguments->named_count; i++) {
        uint32_t at = index_of(names, count, arguments->names[i]);
        if (at == count)
            return unexpected(py, function, arguments->names[i],
                              suggest_name(arguments->names[i], names, count));
        if (given[at])
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "%s() got multiple values for argument '%s'", function, names[at]);
        values[at] = arguments->named[i];
        given[at] = true;
    }
    if (arguments->count > count)
        return too_many(py, function, (const uint32_t[]){required, count}, arguments->count);
    for (uint32_t i = 0; i < required; i++)
        if (!given[i])
            absent[absent_count++] = names[i];
    return absent_count == 0 || missing(py, function, absent, absent_count);
}

/* --- as a function in C --- */

bool arguments_unnamed(Python *py, const Arguments *arguments, const char *function)
{
    if (arguments->named_count == 0)
        return true;
    return raise_text(py, BUILTIN_TYPE_ERROR, "%s() takes no keyword arguments", function);
}

bool arguments_none(Python *py, const Arguments *arguments, const char *function)
{
    if (!arguments_unnamed(py, arguments, function))
        return false;
    if (arguments->count == 0)
        return true;
    return raise_text(py, BUILTIN_TYPE_ERROR, "%s() takes no arguments (%u given)", function,
                      arguments->count);
}

bool arguments_one(Python *py, const Arguments *arguments, const char *function)
{
    if (!arguments_unnamed(py, arguments, function))
        return false;
    if (arguments->count == 1)
        return true;
    return raise_text(py, BUILTIN_TYPE_ERROR, "%s() takes exactly one argument (%u given)",
                      function, arguments->count);
}

bool arguments_count(Python *py, const Arguments *arguments, const char *function, uint32_t least,
                     uint32_t most)
{
    uint32_t given = arguments->count, bound = given < least ? least : most;
    if (given >= least && given <= most)
        return true;
    return raise_text(py, BUILTIN_TYPE_ERROR, "%s expected %s%u argument%s, got %u", function,
                      least == most ? "" : given < least ? "at least " : "at most ", bound,
                      bound == 1 ? "" : "s", given);
}

static bool count_fits(Python *py, const Arguments *arguments, const Signature *signature)
{
    uint32_t given = arguments->count + arguments->named_count, only = 0;
    if (given > signature->count)
        return raise_text(py, BUILTIN_TYPE_ERROR, "%s() takes at most %u %sargument%s (%u given)",
                          signature->function, signature->count,
                          arguments->count ? "" : "keyword ", signature->count == 1 ? "" : "s",
                          given);
    if (arguments->count > signature->positional && !signature->positional)
        return raise_text(py, BUILTIN_TYPE_ERROR, "%s() takes no positional arguments",
                          signature->function);
    while (only < signature->required && !signature->names[only][0])
        only++;
    if (arguments->count < only)
        return raise_text(py, BUILTIN_TYPE_ERROR,
                          "%s() takes at least %u positional argument%s (%u given)",
                          signature->function, only, only == 1 ? "" : "s", arguments->count);
    return true;
}

bool arguments_clinic(Python *py, const Arguments *arguments, const Signature *signature,
                      Value *values)
{
    if (!count_fits(py, arguments, signature))
        return false;
    for (uint32_t i = 0; i < arguments->count; i++)
        values[i] = arguments->positional[i];
    for (uint32_t i = arguments->count; i < signature->required; i++)
        if (!arguments_named(arguments, signature->names[i]))
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "%s() missing required argument '%s' (pos %u)", signature->function,
                              signature->names[i], i + 1);
    for (uint32_t i = 0; i < arguments->named_count; i++) {
        uint32_t at = index_of(signature->names, signature->count, arguments->names[i]);
        if (at == signature->count)
            return unexpected(py, signature->function, arguments->names[i], NULL);
        if (at < arguments->count)
            return raise_text(py, BUILTIN_TYPE_ERROR,
                              "argument for %s() given by name ('%s') and position (%u)",
                              signature->function, signature->names[at], at + 1);
        values[at] = arguments->named[i];
    }
    return true;
}
