/* The fixed words of expressions: operators, built-in names, Python's keywords. */
#include "scenario/expr/lex.h"

const char *op_text(Op op)
{
    static const char *const texts[] = {
        [OP_ADD] = "+",         [OP_SUBTRACT] = "-",      [OP_MULTIPLY] = "*",
        [OP_DIVIDE] = "/",      [OP_FLOOR_DIVIDE] = "//", [OP_MODULO] = "%",
        [OP_POWER] = "**",
        [OP_BIT_AND] = "&",     [OP_BIT_XOR] = "^",       [OP_BIT_OR] = "|",
        [OP_EQUAL] = "==",        [OP_NOT_EQUAL] = "!=",
        [OP_LESS] = "<",        [OP_LESS_EQUAL] = "<=",   [OP_GREATER] = ">",
        [OP_GREATER_EQUAL] = ">=", [OP_IN] = "in",        [OP_NOT_IN] = "not in",
        [OP_IS] = "is",         [OP_IS_NOT] = "is not"};
    return texts[op];
}

const char *builtin_name(Builtin builtin)
{
    static const char *const names[] = {
#define BUILTIN(ID, text) [BUILTIN_##ID] = text,
#include "scenario/expr/builtins.def"
#undef BUILTIN
    };
    return names[builtin];
}

bool builtin_is_asyncio(Builtin builtin)
{
    switch (builtin) {
    case BUILTIN_CURRENT_TASK:
    case BUILTIN_SLEEP:
    case BUILTIN_GATHER:
    case BUILTIN_SHIELD:
    case BUILTIN_WAIT_FOR:
    case BUILTIN_TO_THREAD:
    case BUILTIN_CREATE_TASK:
    case BUILTIN_AS_COMPLETED:
    case BUILTIN_LOCK:
    case BUILTIN_EVENT:
    case BUILTIN_CONDITION:
    case BUILTIN_SEMAPHORE:
    case BUILTIN_BOUNDED_SEMAPHORE:
    case BUILTIN_QUEUE:
    case BUILTIN_PRIORITY_QUEUE:
    case BUILTIN_LIFO_QUEUE:
    case BUILTIN_BARRIER:
    case BUILTIN_FUTURE:
    case BUILTIN_TASK:
    case BUILTIN_CANCELLED_ERROR:
    case BUILTIN_INVALID_STATE_ERROR:
    case BUILTIN_QUEUE_EMPTY:
    case BUILTIN_QUEUE_FULL:
    case BUILTIN_QUEUE_SHUT_DOWN:
    case BUILTIN_BROKEN_BARRIER_ERROR:
        return true;
    default:
        return false;
    }
}

bool name_is_keyword(Str name)
{
    static const char *const words[] = {
        "False", "None",   "True",  "and",    "as",   "assert", "async",  "await",    "break",
        "class", "continue", "def", "del",    "elif", "else",   "except", "finally",  "for",
        "from",  "global", "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
        "or",    "pass",   "raise", "return", "try",  "while",  "with",   "yield"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(name, words[i]))
            return true;
    return false;
}
