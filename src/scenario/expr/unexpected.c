/* Why a token does not belong where it stands, told to somebody who knows Python. */
#include "scenario/expr/lex.h"

#include <string.h>

typedef struct Reason {
    const char *token, *why;
} Reason;

static const Reason reasons[] = {
    {"await", "an expression does not wait: give the await a step of its own, "
              "{\"await\": ..., \"as\": \"x\"}, and use its name"},
    {"lambda", "lambda is not part of the expressions; write a coroutine or a step instead"},
    {"for", "comprehensions are not part of the expressions; give the step a \"for\", "
            "or append in a {\"for\": ..., \"do\": [...]} step"},
    {"async", "async belongs to Python's statements; in a scenario a step says it"},
    {"yield", "yield is not part of the expressions"},
    {"=", "= binds and does not compare: write == to compare, "
          "or bind with a {\"let\": {\"name\": ...}} step"},
    {":=", ":= is not part of the expressions; bind with a {\"let\": {\"name\": ...}} step"},
    {"+=", "+= is a statement; write {\"let\": {\"x\": \"x + ...\"}}"},
    {"-=", "-= is a statement; write {\"let\": {\"x\": \"x - ...\"}}"},
    {"*=", "*= is a statement; write {\"let\": {\"x\": \"x * ...\"}}"},
    {"/=", "/= is a statement; write {\"let\": {\"x\": \"x / ...\"}}"},
    {"=>", "Python writes >= for =>"},
    {"=<", "Python writes <= for =<"},
    {"<>", "Python writes != for <>"},
    {"&&", "Python writes and for &&"},
    {"||", "Python writes or for ||"},
    {"!", "Python writes not for !"},
    {"?", "Python writes x if condition else y for ? and :"},
    {"{", "dictionaries and sets are not part of the expressions; use a list, [...]"},
    {"}", "this } has no { before it"},
    {":", "slices and dictionaries are not part of the expressions; use an index or a list"},
    {";", "one expression stands here; write a step for each statement"},
    {"&", "bit operators are not part of the expressions; for a condition write and"},
    {"|", "bit operators are not part of the expressions; for a condition write or"},
    {"^", "bit operators are not part of the expressions; a power is written **"},
    {"~", "bit operators are not part of the expressions"},
    {"<<", "bit operators are not part of the expressions; write * 2 ** n"},
    {">>", "bit operators are not part of the expressions; write // 2 ** n"},
    {"@", "@ is not part of the expressions"},
    {"->", "-> is not part of the expressions"},
    {"**", "** needs a value on both sides; **keywords are not part of the expressions"},
    {"*", "* needs a value on both sides; a starred value stands only in a call or a list of "
          "things to await"},
    {")", "this ) has no ( before it"},
    {"]", "this ] has no [ before it"},
    {".", "a name is missing beside this point"},
    {"if", "a value is missing before if: write x if condition else y"},
    {"else", "this else has no if before it: write x if condition else y"},
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
    bool first = p->last_end == 0 || p->token.from == 0;
    if (p->token.kind == TOKEN_END || (p->braces && parser_is(p, "}"))) {
        bool empty = strspn(p->in.text.at, " \t\r\n") >= p->end;
        Place behind = parser_place(p, p->last_end, p->last_end);
        behind.length = 1;
        return empty ? parser_fail(p, behind, "an expression is missing here")
                     : parser_fail(p, behind, "the expression breaks off; something is missing "
                                              "behind it");
    }
    if (parser_is(p, ":") && p->token.to >= p->end)
        return parser_fail(p, parser_here(p), "no colon ends this; take it out");
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (parser_is(p, reasons[i].token))
            return parser_fail(p, parser_here(p), "%s", reasons[i].why);
    if (text_prefix(p))
        return parser_fail(p, parser_here(p),
                           "f-strings and other prefixes are not part of the expressions; "
                           "join with + and str(), or format in a {\"print\": ...} step");
    if (parser_is(p, ","))
        return first ? parser_fail(p, parser_here(p), "a value is missing before this comma")
                     : parser_fail(p, parser_here(p),
                                   "tuples are not part of the expressions, and one value stands "
                                   "here; for a list write [ and ] around it");
    const char *token = read_word(p->reader, parser_text(p));
    if (p->token.kind == TOKEN_NAME && name_is_keyword(parser_text(p)))
        return parser_fail(p, parser_here(p), "'%s' does not belong in an expression here", token);
    return parser_fail(p, parser_here(p),
                       "'%s' does not go on from what stands before it; "
                       "an operator or a comma is missing",
                       token);
}
