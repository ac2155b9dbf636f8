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

bool parse_target(Parser *p, Target *target)
{
    BindingList list = {0};
    bool good = true;
    do {
        Binding name = {0};
        if (list.count == 1 && (p->token.kind == TOKEN_END || parser_is(p, "in"))) {
            target->unpack = true; /* `a,` */
            break;
        }
        good = parser_is(p, "(")
                   ? parser_fail(p, parser_here(p), E_TARGET_FORM,
                                 "a pair inside of others is taken apart by a step of its own: bind "
                                 "it as \"pair\" here, then {\"let\": {\"a, b\": \"pair\"}}")
                   : parse_name(p, "a name", &name.name, &name.at);
        if (good)
            array_push(&list, name);
    } while (good && parser_take(p, ","));
    target->unpack |= list.count > 1;
    keep_names(p->reader, &list, target);
    return good && !p->failed;
}

bool parse_end(Parser *p)
{
    return p->token.kind == TOKEN_END ? !p->failed : parser_unexpected(p);
}
