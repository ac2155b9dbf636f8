/* scenario/expr/: the language of expressions, f-strings and targets.
 * In: a text and where it stands in the file. Out: trees, and Python again; or mistakes.
 *
 * The tree of one expression, of an f-string, of a target. Made by scenario/, read by sim/ and
 * listing/, never changed. Names are resolved: a local is a slot of its coroutine's frame. */
#ifndef SCENARIO_EXPR_EXPR_H
#define SCENARIO_EXPR_EXPR_H

#include "base/diag.h"
#include "base/str.h"

typedef enum ExprKind {
    EXPR_NONE,
    EXPR_TRUE,
    EXPR_FALSE,
    EXPR_INT,       /* integer */
    EXPR_FLOAT,     /* number */
    EXPR_TEXT,      /* text */
    EXPR_FORMATTED, /* template: f'...' */
    EXPR_LIST,      /* items */
    EXPR_TUPLE,     /* items */
    EXPR_SET,       /* items, at least one */
    EXPR_DICT,      /* items: key, value, key, value ... */
    EXPR_LOCAL,     /* slot, name; hops: how many scopes further out it is bound */
    EXPR_SHARED,    /* slot: a name of the file's `let`; name */
    EXPR_COROUTINE, /* slot: index into the scenario's coroutines; name */
    EXPR_OWN_TYPE,  /* slot: index into the scenario's exceptions; name */
    EXPR_BUILTIN,   /* slot: a Builtin; name as written, "random.uniform" whole */
    EXPR_ATTRIBUTE, /* left, name */
    EXPR_INDEX,     /* left[right] */
    EXPR_SLICE,     /* only inside INDEX: left:right:condition, each may be NULL */
    EXPR_CALL,      /* left(items...) with names and stars */
    EXPR_NEGATE,    /* -left */
    EXPR_PLUS,      /* +left */
    EXPR_NOT,       /* not left */
    EXPR_BINARY,    /* left op right */
    EXPR_COMPARE,   /* left op items[0] op items[1] ..., chained */
    EXPR_AND,       /* items, at least two */
    EXPR_OR,
    EXPR_IF_ELSE,   /* left if condition else right */
    EXPR_STAR,      /* *left, as an item of LIST, TUPLE, SET */
    EXPR_LAMBDA,    /* lambda scope->parameters: left; hops: how many scopes it stands in */
    EXPR_EACH       /* a comprehension or generator: left (of a dict left: right) for
                       scope->clauses; op says which; hops as for LAMBDA */
} ExprKind;

typedef enum Op {
    OP_ADD, OP_SUBTRACT, OP_MULTIPLY, OP_DIVIDE, OP_FLOOR_DIVIDE, OP_MODULO, OP_POWER,
    OP_BIT_AND, OP_BIT_XOR, OP_BIT_OR,
    OP_EQUAL, OP_NOT_EQUAL, OP_LESS, OP_LESS_EQUAL, OP_GREATER, OP_GREATER_EQUAL,
    OP_IN, OP_NOT_IN, OP_IS, OP_IS_NOT
} Op;

/* As Python writes it: "+", "not in". */
const char *op_text(Op op);

typedef struct Expr Expr;
typedef struct ExprScope ExprScope;
typedef struct TextTemplate TextTemplate;

/* An argument: `expr`, `name=expr` (name.length > 0) or `*expr`. */
typedef struct Argument {
    Expr *value;
    Str name;
    bool star;
    Place at; /* with its name or star */
} Argument;

struct Expr {
    ExprKind kind;
    uint8_t op;     /* BINARY: Op; EACH: EachForm; CALL: CallForm */
    uint16_t hops;  /* LOCAL, LAMBDA, EACH */
    uint32_t slot;  /* also of CALL_OWN and CALL_FUNCTION: so many of the arguments, the first, are
                       names of the coroutine's own */
    Place at;     /* in the file; inside a string with escapes, the nearest true place */
    Str name;     /* LOCAL SHARED COROUTINE BUILTIN ATTRIBUTE */
    union {
        int64_t integer;
        double number;
        Str text; /* UTF-8 */
        TextTemplate *template;
        struct {
            Expr *left, *right, *condition;
        };
    };
    Expr **items; /* LIST, TUPLE, SET, DICT, COMPARE, AND, OR */
    union {
        Op *ops;             /* COMPARE: count */
        Argument *arguments; /* CALL */
        ExprScope *scope;    /* LAMBDA, EACH */
    };
    uint32_t count;      /* of items or arguments */
    Str source;   /* a literal's own digits as the file has them, for EXPR_INT and EXPR_FLOAT */
};

/* One part of an f-string: literal text, or a value with its conversion and format. */
typedef struct TextPart {
    Str literal;
    Expr *value;     /* NULL for a literal part */
    char conversion; /* 'r', 's', 'a' or 0 */
    Str format;      /* behind the colon, empty if none */
    bool debug;      /* unused: `{x=}` is not part of the language */
} TextPart;

struct TextTemplate {
    TextPart *parts;
    uint32_t count;
    Place at;
};

/* What a `for`, an `as`, an `except ... as` binds: one name, or several to be unpacked. */
typedef struct Binding {
    bool shared; /* slot is one of the file's `let` */
    uint32_t slot;
    Str name;
    Place at;
} Binding;

/* A part of a target that is more than names side by side. */
typedef struct TargetPart {
    uint16_t count; /* so many parts stand in it; 0: it is a name */
    uint16_t star;  /* which of them takes all that is left, from 1; 0: none */
} TargetPart;

enum { TARGET_MAX_DEPTH = 16, TARGET_MAX_PARTS = UINT16_MAX };

typedef struct Target {
    Binding *names; /* all of them, in their order, wherever they stand */
    uint32_t count; /* 0: no target */
    uint32_t own;   /* where it is one name of the coroutine's (or the scope's) own: its slot + 1 */
    bool unpack;    /* several names, or `a,` */
    const TargetPart *parts; /* `a, (b, *c)`: the whole, then each part, those inside of one behind
                                it; NULL: the names stand side by side */
} Target;

/* The slots of its names are known. */
static inline void target_known(Target *target)
{
    bool own = target->count == 1 && !target->unpack && !target->names[0].shared;
    target->own = own ? target->names[0].slot + 1 : 0;
}

typedef enum CallForm {
    CALL_PLAIN,
    CALL_NAMED,   /* some argument is named */
    CALL_SPREAD,  /* some argument is starred */
    CALL_OWN,     /* of a coroutine of the scenario: as many positions as it has parameters, and not
                     more than CALL_OWN_MOST, so that nothing is left to look up; or of a generator */
    CALL_FUNCTION /* the same of a plain function */
} CallForm;
enum { CALL_OWN_MOST = 6 };

typedef enum EachForm { EACH_LIST, EACH_SET, EACH_DICT, EACH_GENERATOR } EachForm;

/* `for target in iterable if condition ...` */
typedef struct EachClause {
    Target target;
    Expr *iterable;
    Expr **conditions;
    uint32_t condition_count;
} EachClause;

typedef struct Parameter {
    Str name;
    Expr *standard; /* its default; NULL if it has none. A coroutine's is a literal */
} Parameter;

/* The names of a lambda or a comprehension, which live in slots of their own. A lambda's parameters
 * are its first names. The first clause's iterable and a lambda's defaults belong outside. */
struct ExprScope {
    Str *names;
    uint32_t name_count;
    Parameter *parameters;
    uint32_t parameter_count;
    EachClause *clauses;
    uint32_t clause_count;
};

/* The names that may be called or referred to besides coroutines. builtins.def has them all. */
typedef enum Builtin {
#define BUILTIN(ID, text) BUILTIN_##ID,
#include "scenario/expr/builtins.def"
#undef BUILTIN
    BUILTIN_COUNT
} Builtin;

/* As the scenario writes it: "len", "random.uniform", "ValueError". */
const char *builtin_name(Builtin builtin);
bool builtin_is_asyncio(Builtin builtin); /* Python writes asyncio. before it */

/* `a, (b, *c)`; `slots`: for developers, each name with its slot. */
void target_write(Builder *out, const Target *target, bool slots);

/* The expression as Python, fully; parentheses only where needed. */
void expr_write(Builder *out, const Expr *expr);

/* The same with other names for what the program itself does not bind. */
typedef struct ExprStyle {
    const char *(*builtin)(void *context, const Expr *expr); /* what stands for an EXPR_BUILTIN */
    void *context;
} ExprStyle;
void expr_write_styled(Builder *out, const Expr *expr, const ExprStyle *style);

/* A text with its values as Python: an f-string where Python 3.11 can read it as one, else a call of
 * format(), or a plain literal where it has no values. `style` may be NULL. */
void template_write(Builder *out, const TextTemplate *text, const ExprStyle *style);

#endif
