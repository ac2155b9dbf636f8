/* f-strings: literal text with {expression!conversion:format} in it. */
#include "scenario/expr/lex.h"

#include <string.h>

typedef struct Pieces {
    Reader *reader;
    Located in;
    size_t at, end; /* of the text: what is read next, where it ends */
    bool escapes;   /* a backslash is Python's */
    Builder literal;
    ARRAY(TextPart) parts;
    bool good;
} Pieces;

static void flush(Pieces *r)
{
    if (r->literal.length)
        array_push(&r->parts,
                   (TextPart){.literal = str_copy(r->reader->arena, builder_view(&r->literal))});
    builder_clear(&r->literal);
}

static void fail(Pieces *r, size_t from, size_t to, MistakeId mistake, const char *what)
{
    read_error(r->reader, located_place(&r->in, from, to), mistake, "%s", what);
    r->good = false;
}

static bool conversion(Pieces *r, Parser *p, TextPart *part)
{
    if (!parser_take(p, "!"))
        return true;
    Str letter = parser_text(p);
    if (p->token.kind != TOKEN_NAME || letter.length != 1 || !strchr("rsa", letter.at[0])) {
        fail(r, p->last_end - 1, p->last_end, E_TEXT_FORMAT,
             "behind this ! stands r, s or a: {x!r}");
        return false;
    }
    part->conversion = letter.at[0];
    parser_next(p);
    return true;
}

/* What a colon begins, up to the closing brace, is no Python: it stays as it is. */
static bool format(Pieces *r, const Parser *p, TextPart *part, size_t *close)
{
    Str text = r->in.text;
    *close = p->token.from;
    if (!parser_is(p, ":"))
        return true;
    size_t from = p->token.from + 1, to = from;
    while (to < r->end && text.at[to] != '}' && text.at[to] != '{')
        to++;
    if (to < r->end && text.at[to] == '{') {
        fail(r, to, to + 1, E_TEXT_FORMAT,
             "braces in a format are not part of the language; "
                            "write the format's digits");
        return false;
    }
    part->format = (Str){text.at + from, to - from};
    *close = to;
    return true;
}

/* Behind an opening brace. */
static bool replacement(Pieces *r)
{
    Str text = r->in.text;
    size_t open = r->at - 1;
    Parser p = parser_make(r->reader, r->in, r->at, r->end);
    TextPart part = {0};
    p.braces = true;
    if (parser_is(&p, "}")) {
        fail(r, open, p.token.to, E_TEXT_EMPTY,
             "an expression is missing in these braces; "
                                  "a brace itself is written {{ or }}");
        return false;
    }
    if (p.token.kind == TOKEN_END && !p.failed) {
        fail(r, open, open + 1, E_TEXT_BRACE,
             "this { is not closed; a brace itself is written {{");
        return false;
    }
    part.value = p.failed ? NULL : parse_expr(&p);
    if (!part.value)
        return false;
    if (parser_is(&p, "=")) {
        fail(r, p.token.from, p.token.to, E_TEXT_FORMAT,
             "{x=} is not part of the language; write x={x}");
        return false;
    }
    size_t close;
    if (!conversion(r, &p, &part) || p.failed || !format(r, &p, &part, &close))
        return false;
    if (close >= r->end) {
        fail(r, open, open + 1, E_TEXT_BRACE,
             "this { is not closed; write } behind the expression");
        return false;
    }
    if (text.at[close] != '}')
        return parser_unexpected(&p);
    array_push(&r->parts, part);
    r->at = close + 1;
    return true;
}

static void read_part(Pieces *r)
{
    Str text = r->in.text;
    char c = text.at[r->at++];
    bool doubled = r->at < r->end && text.at[r->at] == c;
    if ((c == '{' || c == '}') && doubled) {
        r->at++;
    } else if (c == '}') {
        fail(r, r->at - 1, r->at, E_TEXT_BRACE,
             "this } has no { before it; a brace itself is written }}");
        return;
    } else if (c == '{') {
        flush(r);
        r->good = replacement(r);
        return;
    }
    if (c == '\\' && r->escapes) {
        c = text.at[r->at++];
        if (!python_escape(&c)) {
            fail(r, r->at - 2, r->at, E_EXPR_ESCAPE, "this f-string knows \\\\ \\' \\\" \\n and \\t; "
                                      "write \\\\ for a backslash");
            return;
        }
    }
    builder_char(&r->literal, c);
}

bool python_escape(char *c)
{
    switch (*c) {
    case 'n': *c = '\n'; return true;
    case 't': *c = '\t'; return true;
    default: return *c == '\\' || *c == '\'' || *c == '"';
    }
}

static bool read_parts(Pieces *r, TextTemplate *into)
{
    while (r->good && r->at < r->end)
        read_part(r);
    flush(r);
    into->count = (uint32_t)r->parts.count;
    into->parts = ARENA_ARRAY(r->reader->arena, TextPart, r->parts.count);
    if (r->parts.count)
        memcpy(into->parts, r->parts.items, r->parts.count * sizeof *r->parts.items);
    array_free(&r->parts);
    builder_free(&r->literal);
    return r->good;
}

bool read_template(Reader *reader, Str text, Place at, TextTemplate *into)
{
    Pieces r = {.reader = reader, .good = true, .in = located(reader, text, at),
                .end = text.length};
    into->at = at;
    return read_parts(&r, into);
}

bool read_formatted(const Parser *p, TextTemplate *into)
{
    Pieces r = {.reader = p->reader, .good = true, .escapes = true, .in = p->in,
                .at = p->token.from + 1, .end = p->token.to - 1};
    into->at = parser_here(p);
    return read_parts(&r, into);
}
