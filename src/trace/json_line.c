#include "trace/json_line.h"

#include "trace/recording.h"

#include <string.h>

typedef struct Parser {
    Arena *arena;
    const char *text, *at, *end; /* text: the file's first byte */
    Diags *diags;
    int depth, values;
} Parser;

enum { MOST_VALUES = 4096, MOST_MEMBERS = 64 }; /* of a line, of an object */

static Place here(const Parser *parser, const char *from)
{
    return (Place){.offset = (uint32_t)(from - parser->text),
                   .length = (uint32_t)(parser->at > from ? parser->at - from : 1)};
}

static void *wrong(Parser *parser, const char *from, const char *what)
{
    diag_error(parser->diags, here(parser, from), "%s", what);
    return NULL;
}

static void skip_blanks(Parser *parser)
{
    while (parser->at < parser->end &&
           (*parser->at == ' ' || *parser->at == '\t' || *parser->at == '\r'))
        parser->at++;
}

static bool take(Parser *parser, char c)
{
    skip_blanks(parser);
    if (parser->at == parser->end || *parser->at != c)
        return false;
    parser->at++;
    return true;
}

static LineValue *value_new(Parser *parser, LineKind kind, const char *from)
{
    LineValue *value = ARENA_NEW(parser->arena, LineValue);
    value->kind = kind;
    value->at = here(parser, from);
    return value;
}

/* --- texts --- */

static bool hex4(Parser *parser, uint32_t *unit)
{
    *unit = 0;
    if (parser->end - parser->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        char c = *parser->at++;
        if (c >= '0' && c <= '9')
            *unit = *unit << 4 | (uint32_t)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            *unit = *unit << 4 | (uint32_t)((c | 0x20) - 'a' + 10);
        else
            return false;
    }
    return true;
}

static bool unicode_escape(Parser *parser, Builder *out)
{
    uint32_t unit, low;
    if (!hex4(parser, &unit))
        return false;
    if (unit >= 0xd800 && unit < 0xdc00) {
        if (parser->end - parser->at < 2 || parser->at[0] != '\\' || parser->at[1] != 'u')
            return false;
        parser->at += 2;
        if (!hex4(parser, &low) || low < 0xdc00 || low > 0xdfff)
            return false;
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    } else if (unit >= 0xdc00 && unit <= 0xdfff) {
        return false;
    }
    builder_code_point(out, unit);
    return true;
}

static bool escape(Parser *parser, Builder *out)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    if (parser->at == parser->end)
        return false;
    char c = *parser->at++;
    if (c == 'u')
        return unicode_escape(parser, out);
    const char *known = c ? strchr(names, c) : NULL;
    if (!known)
        return false;
    builder_char(out, values[known - names]);
    return true;
}

static bool text_into(Parser *parser, const char *from, Builder *out)
{
    for (;;) {
        const char *plain = parser->at;
        while (parser->at < parser->end && *parser->at != '"' && *parser->at != '\\' &&
               (unsigned char)*parser->at >= 0x20)
            parser->at++;
        builder_add(out, plain, (size_t)(parser->at - plain));
        if (parser->at == parser->end)
            return wrong(parser, from, "this text does not end on its line: \" is missing");
        char c = *parser->at++;
        if (c == '"')
            return true;
        const char *begin = parser->at - 1;
        if (c != '\\')
            return wrong(parser, begin, "a control character stands in a text; write it as \\u00..");
        if (!escape(parser, out))
            return wrong(parser, begin, "JSON has no such escape");
    }
}

static bool parse_text(Parser *parser, Str *text)
{
    const char *from = parser->at - 1; /* behind the quote */
    Builder out = {0};
    bool fine = text_into(parser, from, &out);
    if (fine && !utf8_valid(builder_view(&out)))
        fine = wrong(parser, from, "this text is not UTF-8");
    *text = fine ? str_copy(parser->arena, builder_view(&out)) : (Str){0};
    builder_free(&out);
    return fine;
}

/* --- the rest --- */

static LineValue *parse_value(Parser *parser);

static LineValue *parse_number(Parser *parser)
{
    const char *from = parser->at;
    const char *at = from + (*from == '-');
    const char *digits = at;
    while (at < parser->end && *at >= '0' && *at <= '9')
        at++;
    bool fine = at > digits && (*digits != '0' || at == digits + 1);
    if (at < parser->end && *at == '.') {
        const char *point = at++;
        while (at < parser->end && *at >= '0' && *at <= '9')
            at++;
        fine = fine && at > point + 1;
    }
    if (at < parser->end && (*at | 0x20) == 'e') {
        at++;
        at += at < parser->end && (*at == '-' || *at == '+');
        const char *power = at;
        while (at < parser->end && *at >= '0' && *at <= '9')
            at++;
        fine = fine && at > power;
    }
    parser->at = at;
    if (!fine)
        return wrong(parser, from, "this is no number of JSON");
    LineValue *value = value_new(parser, LINE_NUMBER, from);
    value->text = (Str){from, (size_t)(at - from)};
    return value;
}

static LineValue *parse_word(Parser *parser)
{
    static const struct {
        const char *word;
        LineKind kind;
    } words[] = {{"true", LINE_TRUE}, {"false", LINE_FALSE}, {"null", LINE_NULL}};
    const char *from = parser->at;
    while (parser->at < parser->end && *parser->at >= 'a' && *parser->at <= 'z')
        parser->at++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is((Str){from, (size_t)(parser->at - from)}, words[i].word))
            return value_new(parser, words[i].kind, from);
    return wrong(parser, from, "a value is missing here");
}

static LineValue *parse_list(Parser *parser, const char *from)
{
    LineValue *list = value_new(parser, LINE_LIST, from), **last = &list->first;
    if (take(parser, ']'))
        return list;
    do {
        LineValue *item = parse_value(parser);
        if (!item)
            return NULL;
        *last = item;
        last = &item->next;
    } while (take(parser, ','));
    if (!take(parser, ']'))
        return wrong(parser, parser->at, "] or , is missing here");
    list->at = here(parser, from);
    return list;
}

static LineValue *parse_member(Parser *parser, const LineValue *object)
{
    Str key;
    const char *from = parser->at;
    if (!take(parser, '"'))
        return wrong(parser, from, "a key in double quotes is missing here");
    if (!parse_text(parser, &key))
        return NULL;
    for (const LineValue *other = object->first; other; other = other->next)
        if (str_equal(other->key, key))
            return wrong(parser, from, "this key stands twice in one object");
    if (!take(parser, ':'))
        return wrong(parser, parser->at, ": is missing here");
    LineValue *value = parse_value(parser);
    if (value)
        value->key = key;
    return value;
}

static LineValue *parse_object(Parser *parser, const char *from)
{
    LineValue *object = value_new(parser, LINE_OBJECT, from), **last = &object->first;
    int count = 0;
    if (take(parser, '}'))
        return object;
    do {
        skip_blanks(parser);
        if (++count > MOST_MEMBERS)
            return wrong(parser, parser->at, "more than 64 keys stand in one object");
        LineValue *member = parse_member(parser, object);
        if (!member)
            return NULL;
        *last = member;
        last = &member->next;
    } while (take(parser, ','));
    if (!take(parser, '}'))
        return wrong(parser, parser->at, "} or , is missing here");
    object->at = here(parser, from);
    return object;
}

static LineValue *parse_value(Parser *parser)
{
    skip_blanks(parser);
    const char *from = parser->at;
    if (from == parser->end)
        return wrong(parser, from, "the line breaks off: a value is missing here");
    if (++parser->values > MOST_VALUES)
        return wrong(parser, from, "more than 4096 values stand in one line");
    char c = *from;
    if (c == '"') {
        parser->at++;
        LineValue *value = value_new(parser, LINE_TEXT, from);
        bool fine = parse_text(parser, &value->text);
        value->at = here(parser, from);
        return fine ? value : NULL;
    }
    if (c == '-' || (c >= '0' && c <= '9'))
        return parse_number(parser);
    if (c != '{' && c != '[')
        return parse_word(parser);
    if (++parser->depth > RECORDING_MAX_DEPTH)
        return wrong(parser, from, "brackets nest too deep for a trace");
    parser->at++;
    LineValue *value = c == '{' ? parse_object(parser, from) : parse_list(parser, from);
    parser->depth--;
    return value;
}

LineValue *json_line(Arena *arena, const Source *source, Place at, Diags *diags)
{
    Parser parser = {.arena = arena,
                     .text = source->text.at,
                     .at = source->text.at + at.offset,
                     .diags = diags};
    parser.end = parser.at + at.length;
    LineValue *value = parse_value(&parser);
    skip_blanks(&parser);
    if (value && parser.at < parser.end)
        return wrong(&parser, parser.at, "the line goes on behind its value");
    return value;
}

const LineValue *line_member(const LineValue *object, const char *key)
{
    for (const LineValue *member = object->first; member; member = member->next)
        if (str_is(member->key, key))
            return member;
    return NULL;
}
