/* Why a token does not belong where it stands, told to somebody who knows Python. */
#include "scenario/expr/lex.h"

#include <string.h>

typedef struct Reason {
    const char *token;
    MistakeId mistake;
    const char *why;
} Reason;

static const Reason reasons[] = {
    {"await", E_EXPR_STEP,
     "an expression does not wait: give the await a step of its own, "
     "{\"await\": ..., \"as\": \"x\"}, and use its name"},
    {"for", E_EXPR_KEYWORD,
     "a comprehension stands in brackets: [f(x) for x in xs]"},
    {"lambda", E_EXPR_KEYWORD,
     "a lambda stands in parentheses here: (lambda x: ...)"},
    {"async", E_EXPR_STEP,
     "async belongs to Python's statements; in a scenario a step says it"},
    {"yield", E_EXPR_STEP,
     "yield is not part of the expressions"},
    {"=", E_EXPR_BIND,
     "= binds and does not compare: write == to compare, "
     "or bind with a {\"let\": {\"name\": ...}} step"},
    {":=", E_EXPR_BIND,
     ":= is not part of the expressions; bind with a {\"let\": {\"name\": ...}} step"},
    {"+=", E_EXPR_BIND,
     "+= is a statement; write {\"let\": {\"x\": \"x + ...\"}}"},
    {"-=", E_EXPR_BIND,
     "-= is a statement; write {\"let\": {\"x\": \"x - ...\"}}"},
    {"*=", E_EXPR_BIND,
     "*= is a statement; write {\"let\": {\"x\": \"x * ...\"}}"},
    {"/=", E_EXPR_BIND,
     "/= is a statement; write {\"let\": {\"x\": \"x / ...\"}}"},
    {"=>", E_EXPR_OPERATOR,
     "Python writes >= for =>"},
    {"=<", E_EXPR_OPERATOR,
     "Python writes <= for =<"},
    {"<>", E_EXPR_OPERATOR,
     "Python writes != for <>"},
    {"&&", E_EXPR_OPERATOR,
     "Python writes and for &&"},
    {"||", E_EXPR_OPERATOR,
     "Python writes or for ||"},
    {"!", E_EXPR_OPERATOR,
     "Python writes not for !"},
    {"?", E_EXPR_OPERATOR,
     "Python writes x if condition else y for ? and :"},
    {"{", E_EXPR_BREAKS_OFF,
     "something is missing before this {"},
    {"}", E_EXPR_BRACKET_LONE,
     "this } has no { before it"},
    {":", E_EXPR_KEYWORD,
     "a colon stands in a slice x[1:3], in a dictionary {key: value} or behind a lambda's "
     "parameters"},
    {";", E_EXPR_KEYWORD,
     "one expression stands here; write a step for each statement"},
    {"&", E_EXPR_BREAKS_OFF,
     "& needs a value on both sides; for a condition write and"},
    {"|", E_EXPR_BREAKS_OFF,
     "| needs a value on both sides; for a condition write or"},
    {"^", E_EXPR_BREAKS_OFF,
     "^ needs a value on both sides; a power is written **"},
    {"~", E_EXPR_PYTHON,
     "bit operators are not part of the expressions"},
    {"<<", E_EXPR_PYTHON,
     "bit operators are not part of the expressions; write * 2 ** n"},
    {">>", E_EXPR_PYTHON,
     "bit operators are not part of the expressions; write // 2 ** n"},
    {"@", E_EXPR_PYTHON,
     "@ is not part of the expressions"},
    {"->", E_EXPR_PYTHON,
     "-> is not part of the expressions"},
    {"**", E_EXPR_BREAKS_OFF,
     "** needs a value on both sides; **keywords are not part of the expressions"},
    {"*", E_EXPR_BREAKS_OFF,
     "* needs a value on both sides; a starred value stands only in a call or a list of "
     "things to await"},
    {")", E_EXPR_BRACKET_LONE,
     "this ) has no ( before it"},
    {"]", E_EXPR_BRACKET_LONE,
     "this ] has no [ before it"},
    {".", E_EXPR_POINT,
     "a name is missing beside this point"},
    {"if", E_EXPR_IF_ELSE,
     "a value is missing before if: write x if condition else y"},
    {"else", E_EXPR_IF_ELSE,
     "this else has no if before it: write x if condition else y"},
};

static bool text_prefix(const Parser *p)
{
    size_t at = p->last_end;
    if (p->token.kind != TOKEN_TEXT || p->token.from != at || at == 0)
        return false;
    return strchr("fFrRbBuU", p->in.text.at[at - 1]) != NULL;
}

bool parser_unexpected(Parser *p)
{
    if (p->failed)
        return false;
    bool first = p->last_end == 0 || strchr("([,", p->in.text.at[p->last_end - 1]);
    if (p->token.kind == TOKEN_END || (p->braces && parser_is(p, "}"))) {
        bool empty = strspn(p->in.text.at, " \t\r\n") >= p->end;
        Place behind = parser_place(p, p->last_end, p->last_end);
        behind.length = 1;
        return empty ? parser_fail(p, behind, E_EXPR_EMPTY, "an expression is missing here")
                     : parser_fail(p, behind, E_EXPR_BREAKS_OFF,
                                   "the expression breaks off; something is missing "
                                              "behind it");
    }
    if (parser_is(p, ":") && p->token.to >= p->end)
        return parser_fail(p, parser_here(p), E_EXPR_GOES_ON, "no colon ends this; take it out");
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (parser_is(p, reasons[i].token))
            return parser_fail(p, parser_here(p), reasons[i].mistake, "%s", reasons[i].why);
    if (text_prefix(p))
        return parser_fail(p, parser_here(p), E_EXPR_PREFIX,
                           "of the prefixes of text only f is part of the expressions: f'{x}'");
    if (parser_is(p, ","))
        return first ? parser_fail(p, parser_here(p), E_EXPR_COMMA,
                                   "a value is missing before this comma")
                     : parser_fail(p, parser_here(p), E_EXPR_GOES_ON,
                                   "one value stands here; for a list write [ and ] around it, "
                                   "for a tuple ( and )");
    const char *token = read_word(p->reader, parser_text(p));
    if (p->token.kind == TOKEN_NAME && name_is_keyword(parser_text(p)))
        return parser_fail(p, parser_here(p), E_EXPR_KEYWORD,
                           "'%s' does not belong in an expression here", token);
    return parser_fail(p, parser_here(p), E_EXPR_GOES_ON,
                       "'%s' does not go on from what stands before it; "
                       "an operator or a comma is missing",
                       token);
}

bool parser_not_closed(Parser *p, Place open, char bracket, char close)
{
    if (p->token.kind != TOKEN_END)
        return parser_unexpected(p);
    return parser_fail(p, open, E_EXPR_BRACKET_OPEN,
                       "this %c is not closed; write %c where it ends", bracket, close);
}
