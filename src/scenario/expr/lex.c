#include "scenario/expr/lex.h"

#include "base/number.h"

#include <string.h>

Parser parser_make(Reader *reader, Located in, size_t from, size_t end)
{
    Parser p = {.reader = reader, .in = in, .end = end, .token = {.from = from, .to = from},
                .last_end = from};
    parser_next(&p);
    p.last_end = from;
    return p;
}

Str parser_text(const Parser *p)
{
    return (Str){p->in.text.at + p->token.from, p->token.to - p->token.from};
}

bool parser_is(const Parser *p, const char *op_or_word)
{
    return (p->token.kind == TOKEN_OP || p->token.kind == TOKEN_NAME)
           && str_is(parser_text(p), op_or_word);
}

bool parser_take(Parser *p, const char *op_or_word)
{
    if (!parser_is(p, op_or_word))
        return false;
    parser_next(p);
    return true;
}

Place parser_place(const Parser *p, size_t from, size_t to)
{
    return located_place(&p->in, from, to);
}

Place parser_here(const Parser *p)
{
    return parser_place(p, p->token.from, p->token.to);
}

/* Letters and digits; beyond ASCII the scripts that people name things in. */
static size_t name_character(const char *at, const char *end, bool first)
{
    const char *from = at;
    uint32_t c = utf8_next(&at, end);
    static const uint32_t ranges[][2] = {
        {'A', 'Z'},         {'_', '_'},         {'a', 'z'},         {0xC0, 0xD6},
        {0xD8, 0xF6},       {0xF8, 0x24F},      {0x386, 0x386},     {0x388, 0x3FF},
        {0x400, 0x481},     {0x48A, 0x52F},     {0x5D0, 0x5EA},     {0x620, 0x64A},
        {0x904, 0x939},     {0x3041, 0x3096},   {0x30A1, 0x30FA},   {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3}};
    if (c >= '0' && c <= '9')
        return first ? 0 : 1;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return (size_t)(at - from);
    return 0;
}

static char peek(const Parser *p, size_t at)
{
    return at < p->end ? p->in.text.at[at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_digits(const Parser *p, size_t at)
{
    while (is_digit(peek(p, at)))
        at++;
    return at;
}

static size_t skip_name(const Parser *p, size_t at)
{
    const char *text = p->in.text.at;
    size_t step;
    bool first = true;
    while (at < p->end && (step = name_character(text + at, text + p->end, first))) {
        at += step;
        first = false;
    }
    return at;
}

static void wrong(Parser *p, size_t to, MistakeId mistake, const char *what)
{
    Str text = {p->in.text.at + p->token.from, to - p->token.from};
    parser_fail(p, parser_place(p, p->token.from, to), mistake, "'%s' %s",
                read_word(p->reader, text), what);
}

static bool number_token(Parser *p)
{
    size_t from = p->token.from, at = skip_digits(p, from);
    bool whole = true;
    size_t digits = at - from;
    if (peek(p, at) == '.') {
        whole = false;
        at = skip_digits(p, at + 1);
    }
    if ((peek(p, at) | 0x20) == 'e') {
        size_t exponent = at + 1;
        if (peek(p, exponent) == '+' || peek(p, exponent) == '-')
            exponent++;
        if (is_digit(peek(p, exponent))) {
            whole = false;
            at = skip_digits(p, exponent);
        }
    }
    const char *text = p->in.text.at;
    bool touches = at < p->end && name_character(text + at, text + p->end, true);
    if (touches) {
        size_t to = at + 1;
        while (to < p->end && name_character(text + to, text + p->end, false))
            to++;
        bool based = digits == 1 && text[from] == '0' && strchr("xXoObB", text[at]);
        wrong(p, to, E_EXPR_NUMBER,
              based             ? "is not decimal; write the number in digits 0 to 9"
              : text[at] == '_' ? "has a _ in it; write the digits alone"
                                : "is neither a number nor a name");
        return false;
    }
    if (whole && digits > 1 && text[from] == '0'
        && strspn(text + from, "0") < digits) {
        wrong(p, at, E_EXPR_NUMBER, "has a leading zero; write the number without it");
        return false;
    }
    p->token.kind = whole ? TOKEN_INT : TOKEN_FLOAT;
    p->token.to = at;
    return true;
}

static bool text_token(Parser *p)
{
    char quote = peek(p, p->token.from);
    size_t at = p->token.from + 1;
    while (at < p->end && peek(p, at) != quote && peek(p, at) != '\n')
        at += peek(p, at) == '\\' && at + 1 < p->end ? 2 : 1;
    if (at >= p->end || peek(p, at) != quote)
        return parser_fail(p, parser_place(p, p->token.from, at < p->end ? at : p->end),
                           E_EXPR_TEXT_OPEN,
                           "this text is not closed; write %s where it ends",
                           quote == '"' ? "\\\"" : "'");
    p->token.kind = TOKEN_TEXT;
    p->token.to = at + 1;
    return true;
}

static bool op_token(Parser *p)
{
    static const char *const twos[] = {"==", "!=", "<=", ">=", "**", "//", "&&",
                                       "||", "<<", ">>", ":=", "=>", "<>", "=<", "+=",
                                       "-=", "*=", "/=", "->"};
    size_t at = p->token.from;
    p->token.kind = TOKEN_OP;
    for (size_t i = 0; i < sizeof twos / sizeof *twos; i++)
        if (peek(p, at) == twos[i][0] && peek(p, at + 1) == twos[i][1]) {
            p->token.to = at + 2;
            return true;
        }
    if (strchr("+-*/%<>=()[]{},.:;!&|^~@?", peek(p, at))) {
        p->token.to = at + 1;
        return true;
    }
    const char *next = p->in.text.at + at;
    utf8_next(&next, p->in.text.at + p->end);
    size_t to = (size_t)(next - p->in.text.at);
    bool quote = to - at == 3 && memcmp(p->in.text.at + at, "\xE2\x80", 2) == 0;
    wrong(p, to, E_EXPR_SIGN,
          quote ? "is a typographic sign; write the plain one: '"
                : "means nothing in an expression");
    return false;
}

void parser_next(Parser *p)
{
    p->last_end = p->token.to;
    size_t at = p->token.to;
    while (at < p->end && strchr(" \t\n\r", p->in.text.at[at]))
        at++;
    p->token = (Token){TOKEN_END, at, at};
    if (at >= p->end || p->failed)
        return;
    size_t name_end = skip_name(p, at);
    char c = peek(p, at);
    bool good = true;
    if (name_end > at) {
        p->token.kind = TOKEN_NAME;
        p->token.to = name_end;
    } else if (is_digit(c) || (c == '.' && is_digit(peek(p, at + 1)))) {
        good = number_token(p);
    } else if (c == '\'' || c == '"') {
        good = text_token(p);
    } else {
        good = op_token(p);
    }
    if (!good)
        p->token = (Token){TOKEN_END, at, at};
}
