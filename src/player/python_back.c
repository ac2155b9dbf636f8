/* The text is Python's, and no reader of ours knows Python: what is looked for is only the call of a
 * known name in a known line, and its arguments up to the commas between them. */
#include "player/python_back.h"

#include "base/number.h"

#include <string.h>

enum { MOST_CALLS = 16, MOST_LINES_OF_A_CALL = 8 };

typedef struct PythonSearch {
    Str text;
    const Trace *trace;
    const Event *event; /* that began the span */
} PythonSearch;

/* --- the text --- */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The text from line `number` on, some lines of it. */
static Str lines_from(Str text, uint32_t number)
{
    size_t at = 0, end;
    for (uint32_t i = 1; i < number && at < text.length; i++) {
        const char *newline = memchr(text.at + at, '\n', text.length - at);
        at = newline ? (size_t)(newline - text.at) + 1 : text.length;
    }
    end = at;
    for (int i = 0; i < MOST_LINES_OF_A_CALL && end < text.length; i++) {
        const char *newline = memchr(text.at + end, '\n', text.length - end);
        end = newline ? (size_t)(newline - text.at) + 1 : text.length;
    }
    return (Str){text.at + at, end - at};
}

/* What stands behind `name(` in `where`, which begins there; empty where there is none. */
static Str arguments_of(Str where, Str name)
{
    for (size_t i = 0; name.length && i + name.length < where.length; i++) {
        bool begins = i == 0 || !is_word(where.at[i - 1]);
        if (begins && memcmp(where.at + i, name.at, name.length) == 0 &&
            where.at[i + name.length] == '(')
            return (Str){where.at + i + name.length + 1, where.length - i - name.length - 1};
    }
    return (Str){0};
}

static Str trimmed(Str text)
{
    while (text.length && strchr(" \t\n", text.at[0]))
        text = (Str){text.at + 1, text.length - 1};
    while (text.length && strchr(" \t\n", text.at[text.length - 1]))
        text.length--;
    return text;
}

/* Up to the comma or bracket that ends it; *rest is what stands behind, empty at the last one. */
static Str argument(Str text, Str *rest)
{
    int depth = 0;
    char quote = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (quote) {
            quote = c == quote ? 0 : quote;
            continue;
        }
        if (c == '\'' || c == '"')
            quote = c;
        depth += c == '(' || c == '[' || c == '{';
        if (depth == 0 && (c == ',' || c == ')')) {
            *rest = c == ',' ? (Str){text.at + i + 1, text.length - i - 1} : (Str){0};
            return trimmed((Str){text.at, i});
        }
        depth -= c == ')' || c == ']' || c == '}';
    }
    *rest = (Str){0};
    return (Str){0};
}

/* The parameter's place among those of `def name(...)`, without `self`; -1: it has none such. */
static int parameter_of(const PythonSearch *search, Str name, Str parameter)
{
    static const char word[] = "def ";
    for (size_t i = 0; i + strlen(word) < search->text.length; i++) {
        Str from = {search->text.at + i + strlen(word), search->text.length - i - strlen(word)};
        if (memcmp(search->text.at + i, word, strlen(word)) != 0 ||
            arguments_of((Str){from.at, from.length < name.length + 1 ? 0 : name.length + 1},
                         name).at != from.at + name.length + 1)
            continue;
        Str rest = {from.at + name.length + 1, from.length - name.length - 1};
        for (int n = 0; rest.length;) {
            Str one = argument(rest, &rest);
            size_t length = 0;
            while (length < one.length && is_word(one.at[length]))
                length++;
            Str own = {one.at, length};
            if (str_equal(own, parameter))
                return n;
            n += !str_is(own, "self") && !str_is(own, "cls");
        }
    }
    return -1;
}

/* `Client.fetch(1)` is called by the name fetch. */
static Str function_of(Str call)
{
    const char *bracket = call.length ? memchr(call.at, '(', call.length) : NULL;
    size_t end = bracket ? (size_t)(bracket - call.at) : call.length, from = end;
    while (from && is_word(call.at[from - 1]))
        from--;
    return (Str){call.at + from, end - from};
}

/* What stands for a parameter among a call's arguments; empty where it can't be told. */
static Str one_given(Str rest, int wanted, Str parameter)
{
    for (int n = 0; rest.length; n++) {
        Str one = argument(rest, &rest);
        bool named = one.length > parameter.length && one.at[parameter.length] == '=' &&
                     memcmp(one.at, parameter.at, parameter.length) == 0;
        if (named)
            return trimmed((Str){one.at + parameter.length + 1,
                                 one.length - parameter.length - 1});
        if (n == wanted && !memchr(one.at, '=', one.length))
            return one;
    }
    return (Str){0};
}

/* The same in line `line`. Of several calls there it is the one that gives what `call`, the call as
 * it was seen, was given; else the first. */
static Str given(const PythonSearch *search, uint32_t line, Str call, Str parameter)
{
    Str name = function_of(call), where = lines_from(search->text, line), first = {0};
    int wanted = parameter_of(search, name, parameter);
    Str seen = one_given(arguments_of(call, name), wanted, parameter);
    for (;;) {
        Str rest = arguments_of(where, name);
        if (!rest.length)
            return first;
        Str one = one_given(rest, wanted, parameter);
        if (str_equal(one, seen))
            return one;
        first = first.length ? first : one;
        where = rest;
    }
}

/* --- the calls --- */

static uint32_t line_of(const PythonSearch *search, uint32_t place)
{
    return place ? trace_place(search->trace, place).line : 0;
}

/* Where the task was made. */
static uint32_t making_line(const PythonSearch *search)
{
    for (size_t i = 0; i < trace_count(search->trace); i++) {
        Event event = trace_event(search->trace, i);
        if (event.kind == EVENT_CREATE && event.task == search->event->task)
            return line_of(search, event.place);
    }
    return 0;
}

/* --- what is found --- */

static bool is_number(const PythonSearch *search, Str what, Literal *literal)
{
    if (!what.length || what.at[0] == '-' || !number_parse(what, &literal->value))
        return false;
    literal->at = (Place){(uint32_t)(what.at - search->text.at), (uint32_t)what.length};
    return true;
}

/* From the innermost call outwards, as long as only a parameter's name stands there. */
static bool follow(const PythonSearch *search, Str what, const Wait *wait, Literal *literal)
{
    uint32_t path = wait->path;
    Str call = wait->call;
    for (int i = 0; i < MOST_CALLS && what.length; i++) {
        if (is_number(search, what, literal))
            return true;
        TracePath inner = path ? trace_path(search->trace, path) : (TracePath){0};
        uint32_t line;
        if (inner.outer) {
            line = line_of(search, trace_path(search->trace, inner.outer).place);
        } else {
            call = path ? inner.call : call;
            line = making_line(search);
        }
        what = given(search, line, path ? inner.call : call, what);
        if (!inner.outer)
            return is_number(search, what, literal);
        path = inner.outer;
    }
    return false;
}

bool python_literal(const Loaded *loaded, uint32_t timeline, const Span *span, Literal *literal)
{
    PythonSearch search = {.text = loaded->program, .trace = loaded->traces[timeline]};
    Event event = trace_event(search.trace, span->event);
    if (event.kind != EVENT_WAIT && event.kind != EVENT_BLOCK)
        return false;
    search.event = &event;
    Wait wait = trace_wait(search.trace, event.wait);
    Str where = lines_from(search.text, line_of(&search, event.place)), rest;
    Str what = arguments_of(where, STR("sleep"));
    bool thread = wait.kind == WAIT_THREAD;
    if (thread) { /* to_thread(time.sleep, 3) */
        what = arguments_of(where, STR("to_thread"));
        argument(what, &what);
    }
    what = argument(what, &rest);
    return follow(&search, what, &wait, literal);
}
