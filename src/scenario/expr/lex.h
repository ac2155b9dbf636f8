/* The tokens of an expression, and the parser's state. */
#ifndef SCENARIO_EXPR_LEX_H
#define SCENARIO_EXPR_LEX_H

#include "scenario/expr/expr.h"
#include "scenario/expr/reader.h"

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_NAME,
    TOKEN_INT,
    TOKEN_FLOAT,
    TOKEN_TEXT,
    TOKEN_OP
} TokenKind;

typedef struct Token {
    TokenKind kind;
    size_t from, to; /* bytes of the parser's text */
} Token;

enum { EXPR_MAX_DEPTH = 200 };

typedef struct Parser {
    Reader *reader;
    Located in;
    size_t end;      /* of what may be read */
    Token token;     /* the current one */
    size_t last_end; /* of the one before */
    uint32_t depth;  /* of the recursion */
    uint32_t height; /* of the tree finished last */
    bool braces;     /* a } ends what is read: an f-string */
    bool whole;      /* the text is one value: where it looks like prose, say so */
    bool raised;     /* ... and the value of a raise */
    bool failed;
} Parser;

Parser parser_make(Reader *reader, Located in, size_t from, size_t end);
void parser_next(Parser *p); /* on a wrong character: reports, and the token is the end */
Str parser_text(const Parser *p); /* of the current token */
bool parser_is(const Parser *p, const char *op_or_word);
bool parser_take(Parser *p, const char *op_or_word);
Place parser_place(const Parser *p, size_t from, size_t to);
Place parser_here(const Parser *p); /* of the current token */

/* Reports once a parser. Always false. */
bool parser_fail(Parser *p, Place at, MistakeId mistake, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The current token does not belong here: says why, knowing Python. Always false. */
bool parser_unexpected(Parser *p);
/* Something else stands where a bracket should close. Always false. */
bool parser_not_closed(Parser *p, Place open, char bracket, char close);

Expr *parse_expr(Parser *p);
Expr *parse_disjunction(Parser *p); /* what a comprehension takes: no `x if y else z`, no lambda */
Expr *parse_primary(Parser *p);

/* displays.c: the current token opens a bracket, or is `lambda`; `item` or `first` has been read. */
Expr *parse_display(Parser *p);
Expr *parse_each(Parser *p, EachForm form, Expr *item, Expr *value); /* value: of a dict, or NULL */
Expr *parse_tuple_rest(Parser *p, Expr *first);                      /* `a, b` without brackets */
Expr *parse_lambda(Parser *p);

/* Building the tree. A node's place goes from `offset` to the token before the current one; the
 * height of a tree joined from two is kept in the parser, and NULL where it is too much. */
Expr *parser_node(Parser *p, ExprKind kind, Place at);
Place parser_since(const Parser *p, uint32_t offset);
bool parser_too_deep(Parser *p);
Expr *parser_joined(Parser *p, Expr *expr, uint32_t left, uint32_t right);

typedef ARRAY(Expr *) ExprList;
void parser_keep(Parser *p, ExprList *list, Expr *into); /* as its items; frees the list */

/* targets.c: names that may be bound, and that nothing follows. */
bool parse_name(Parser *p, const char *what, Str *name, Place *at);
bool parse_target(Parser *p, Target *target);
bool parse_end(Parser *p);
typedef ARRAY(Binding) BindingList;
/* Keeps the names of `list` as the target's. */
void keep_names(Reader *reader, BindingList *list, Target *target); /* frees the list */

/* template.c: an f-string. */
bool read_template(Reader *reader, Str text, Place at, TextTemplate *into);
/* The same for an f-string inside an expression, whose quoted text is the current token: Python's
 * own escapes count there. */
bool read_formatted(const Parser *p, TextTemplate *into);
/* The character behind a backslash as Python has it; false: it knows no such escape. */
bool python_escape(char *c);

bool name_is_keyword(Str name); /* of Python */

#endif
