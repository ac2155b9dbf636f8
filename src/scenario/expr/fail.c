/* Reporting a mistake in an expression, once a parser. */
#include "scenario/expr/lex.h"

#include <stdarg.h>
#include <string.h>

static bool has_word_of_python(Str text)
{
    static const char *const words[] = {"lambda", "await", "yield", "if", "True", "False", "None"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        for (size_t at = 0; at + length <= text.length; at++)
            if (memcmp(text.at + at, words[i], length) == 0
                && (at == 0 || text.at[at - 1] == ' ' || text.at[at - 1] == '!'))
                return true;
    }
    return false;
}

/* Whether the whole value reads like prose rather than like Python. */
static bool looks_like_text(Str text)
{
    if (text.length > 60 || has_word_of_python(text))
        return false;
    bool letter = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
        letter |= word;
        if (!word && !(c >= '0' && c <= '9') && (c == '\0' || !strchr(" ,.!?:;-_/", c)))
            return false;
    }
    return letter;
}

/* How long the name is of `ValueError: bad`, as a traceback ends; 0 for any other text. */
static size_t raised_type(Str text)
{
    size_t length = 0;
    while (length < text.length && text.at[length] != ':' && text.at[length] != ' ')
        length++;
    return length && length + 2 < text.length && text.at[length] == ':'
                   && text.at[length + 1] == ' ' && looks_like_text(text) ? length : 0;
}

bool parser_fail(Parser *p, Place at, MistakeId mistake, const char *format, ...)
{
    if (p->failed)
        return false;
    p->failed = true;
    va_list arguments;
    va_start(arguments, format);
    const char *what = arena_vprintf(&p->reader->scratch, format, arguments);
    va_end(arguments);
    size_t type = p->raised ? raised_type(p->in.text) : 0;
    if (type)
        read_error(p->reader, at, mistake, "an exception is called with its words: \"%s('%s')\"",
                   read_word(p->reader, (Str){p->in.text.at, type}),
                   read_word(p->reader, (Str){p->in.text.at + type + 2,
                                              p->in.text.length - type - 2}));
    else if (p->whole && looks_like_text(p->in.text))
        read_error(p->reader, at, mistake,
                   p->raised ? "%s; raise takes an exception: write \"Exception('%s')\""
                             : "%s; if it is text, give it quotes of its own: \"'%s'\"",
                   what, read_word(p->reader, p->in.text));
    else
        read_error(p->reader, at, mistake, "%s", what);
    p->token.kind = TOKEN_END;
    return false;
}
