/* Names that are bound: one, or several to be unpacked. */
#include "scenario/expr/lex.h"

#include <string.h>

bool parse_name(Parser *p, const char *what, Str *name, Place *at)
{
    if (p->failed)
        return false;
    *at = parser_here(p);
    *name = parser_text(p);
    if (p->token.kind == TOKEN_END) {
        at->length = at->length ? at->length : 1;
        return parser_fail(p, *at, E_NAME_MISSING, "%s is missing here", what);
    }
    if (p->token.kind != TOKEN_NAME)
        return parser_fail(p, *at, E_NAME_FORM,
                           "%s stands here: letters, digits and _; '%s' is none", what,
                           read_word(p->reader, *name));
    if (name_is_keyword(*name))
        return parser_fail(p, *at, E_NAME_KEYWORD,
                           "'%s' is a word of Python's own; choose another name",
                           read_word(p->reader, *name));
    if (str_is(*name, "asyncio"))
        return parser_fail(p, *at, E_NAME_KEYWORD,
                           "every step needs Python's asyncio; choose another name");
    parser_next(p);
    return !p->failed;
}

void keep_names(Reader *reader, BindingList *list, Target *target)
{
    target->count = (uint32_t)list->count;
    target->names = ARENA_ARRAY(reader->arena, Binding, list->count);
    if (list->count)
        memcpy(target->names, list->items, list->count * sizeof *list->items);
    array_free(list);
}

typedef struct Reading {
    Parser *parser;
    BindingList names;
    ARRAY(TargetPart) parts;
    uint32_t depth;
} Reading;

static bool read_parts(Reading *reading, const char *end, Place open);

static bool read_name(Reading *reading)
{
    Binding name = {0};
    if (!parse_name(reading->parser, "a name", &name.name, &name.at))
        return false;
    array_push(&reading->names, name);
    array_push(&reading->parts, (TargetPart){0});
    return true;
}

/* What stands in brackets: one name alone is that name. */
static bool read_brackets(Reading *reading)
{
    Parser *p = reading->parser;
    Place open = parser_here(p);
    parser_next(p);
    if (++reading->depth > TARGET_MAX_DEPTH)
        return parser_fail(p, open, E_EXPR_DEEP,
                           "these brackets are nested too deep; take the inner ones apart in a step "
                           "of their own");
    bool good = read_parts(reading, ")", open);
    reading->depth--;
    return good;
}

static bool ends_here(const Reading *reading, const char *end)
{
    const Parser *p = reading->parser;
    return end ? parser_is(p, end) : p->token.kind == TOKEN_END || parser_is(p, "in");
}

/* One of the parts: a name, *name, or several in brackets. `which`: from 1, in `whole`. */
static bool read_part(Reading *reading, size_t whole, uint32_t which)
{
    Parser *p = reading->parser;
    Place star = parser_here(p);
    if (parser_is(p, "("))
        return read_brackets(reading);
    if (!parser_take(p, "*"))
        return read_name(reading);
    if (reading->parts.items[whole].star)
        return parser_fail(p, star, E_TARGET_FORM,
                           "one name alone can take all that is left; take one star out");
    reading->parts.items[whole].star = (uint16_t)which;
    return read_name(reading);
}

/* `a, (b, c), *d` up to `end`, or up to the target's own end. */
static bool read_parts(Reading *reading, const char *end, Place open)
{
    Parser *p = reading->parser;
    size_t whole = reading->parts.count, names = reading->names.count;
    uint32_t count = 0;
    bool comma = false;
    array_push(&reading->parts, (TargetPart){0});
    while (count == 0 || (comma && !ends_here(reading, end))) {
        if (!read_part(reading, whole, ++count))
            return false;
        if (count == TARGET_MAX_PARTS)
            return parser_fail(p, open, E_EXPR_DEEP, "too many names");
        comma = parser_take(p, ",");
    }
    if (end && !parser_take(p, end))
        return parser_not_closed(p, open, '(', ')');
    if (!comma && count == 1 && reading->parts.items[whole].star)
        return parser_fail(p, reading->names.items[names].at, E_TARGET_FORM,
                           "a star takes what others leave: \"first, *%s\"; for all of them write "
                           "the name alone",
                           read_word(p->reader, reading->names.items[names].name));
    if (!comma && count == 1) { /* brackets or none, it is what stands in them */
        for (size_t i = whole; i + 1 < reading->parts.count; i++)
            reading->parts.items[i] = reading->parts.items[i + 1];
        reading->parts.count--;
        return true;
    }
    reading->parts.items[whole].count = (uint16_t)count;
    return true;
}

/* Names side by side need no parts. */
static void keep_parts(const Reading *reading, Target *target)
{
    size_t count = reading->parts.count;
    bool plain = reading->parts.items[0].star == 0;
    for (size_t i = 1; i < count; i++)
        plain = plain && reading->parts.items[i].count == 0;
    target->unpack = reading->parts.items[0].count > 0;
    if (plain)
        return;
    TargetPart *parts = ARENA_ARRAY(reading->parser->reader->arena, TargetPart, count);
    memcpy(parts, reading->parts.items, count * sizeof *parts);
    target->parts = parts;
}

bool parse_target(Parser *p, Target *target)
{
    Reading reading = {.parser = p};
    bool good = read_parts(&reading, NULL, parser_here(p));
    if (good)
        keep_parts(&reading, target);
    keep_names(p->reader, &reading.names, target);
    array_free(&reading.parts);
    return good && !p->failed;
}

/* --- and Python again --- */

static void write_binding(Builder *out, const Binding *name, bool slot)
{
    builder_str(out, name->name);
    if (slot)
        builder_printf(out, "%c%u", name->shared ? '@' : '#', name->slot);
}

/* Part `*part` of the target, and in it the names from `*name` on. */
static void write_part(Builder *out, const Target *target, size_t *part, size_t *name, bool slots)
{
    TargetPart own = target->parts[(*part)++];
    if (!own.count) {
        write_binding(out, &target->names[(*name)++], slots);
        return;
    }
    bool brackets = *part > 1;
    builder_text(out, brackets ? "(" : "");
    for (uint32_t i = 1; i <= own.count; i++) {
        builder_text(out, i > 1 ? ", " : "");
        builder_text(out, own.star == i ? "*" : "");
        write_part(out, target, part, name, slots);
    }
    builder_text(out, own.count == 1 ? "," : "");
    builder_text(out, brackets ? ")" : "");
}

void target_write(Builder *out, const Target *target, bool slots)
{
    size_t part = 0, name = 0;
    if (target->parts) {
        write_part(out, target, &part, &name, slots);
        return;
    }
    for (uint32_t i = 0; i < target->count; i++) {
        builder_text(out, i ? ", " : "");
        write_binding(out, &target->names[i], slots);
    }
    if (target->unpack && target->count == 1)
        builder_char(out, ',');
}

bool parse_end(Parser *p)
{
    return p->token.kind == TOKEN_END ? !p->failed : parser_unexpected(p);
}
