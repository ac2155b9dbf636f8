/* A name that nothing binds: what was it meant to be? */
#include "scenario/tree/resolve.h"

#include "base/nearest.h"
#include "scenario/expr/real_names.h"

#include <string.h>

enum { MOST_GUESSES = 2000 };

typedef ARRAY(const char *) Guesses;

static void add_names(Loader *loader, const Names *names, Guesses *guesses)
{
    for (size_t i = 0; i < names->entries.count && i < MOST_GUESSES; i++) {
        Str name = names->entries.items[i].name;
        array_push(guesses, arena_copy(&loader->reader.scratch, name.at, name.length));
    }
}

static const char *nearest_known(Resolver *r, Str name)
{
    Guesses guesses = {0};
    for (uint32_t i = 0; r->each && i < r->each->count; i++) {
        Str own = r->each->names[i].name;
        array_push(&guesses, arena_copy(&r->loader->reader.scratch, own.at, own.length));
    }
    add_names(r->loader, &r->loader->locals, &guesses);
    add_names(r->loader, &r->loader->shared, &guesses);
    add_names(r->loader, &r->loader->coroutines, &guesses);
    add_names(r->loader, &r->loader->exceptions, &guesses);
    for (int i = 0; i < BUILTIN_COUNT; i++)
        if (i != BUILTIN_NONE_TYPE)
            array_push(&guesses, builtin_name((Builtin)i));
    const char *found = nearest_name(name, guesses.items, guesses.count);
    array_free(&guesses);
    return found;
}

static const char *literal_for(Str name)
{
    static const char *const pairs[][2] = {
        {"true", "True"}, {"false", "False"}, {"null", "None"},
        {"none", "None"}, {"undefined", "None"}, {"nil", "None"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_is(name, pairs[i][0]))
            return pairs[i][1];
    return NULL;
}

static bool of_python(Str name)
{
    static const char *const modules[] = {"math", "datetime", "os", "sys", "self"};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
        if (str_is(name, modules[i]))
            return true;
    return python_has("module builtins", name);
}

/* Where text never stands: what is waited for, seconds, conditions. */
static bool takes_no_text(const Step *step)
{
    static const char *const verbs[] = {"sleep", "block", "await", "create_task", "gather", "wait",
                                        "wait_for", "timeout", "timeout_at", "shield", "cancel",
                                        "as_completed", "async_with", "to_thread", "if", "while"};
    for (size_t i = 0; step && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(step->verb->name, verbs[i]) == 0)
            return true;
    return false;
}

/* Behind every other guess: text that lacks quotes of its own. The name as that, or NULL. */
static const char *as_text(Resolver *r, const Expr *name)
{
    if ((r->whole != name && r->argument != name)
        || (r->whole == name && takes_no_text(r->step)))
        return NULL;
    return arena_printf(&r->loader->reader.scratch, r->whole == name ? "\"'%s'\"" : "'%s'",
                        load_word(r->loader, name->name));
}

/* `"boom"` behind raise: text, or the name of an exception, which only exceptions are near to. */
static void report_raised(Resolver *r, const Expr *name)
{
    const char *names[BUILTIN_COUNT], *word = load_word(r->loader, name->name);
    size_t count = 0;
    for (int i = BUILTIN_BASE_EXCEPTION; i < BUILTIN_COUNT; i++)
        names[count++] = builtin_name((Builtin)i);
    const char *nearest = nearest_name(name->name, names, count);
    if (nearest)
        load_error(r->loader, name->at, E_NAME_UNKNOWN,
                   "nothing here is called '%s'; did you mean '%s'?", word, nearest);
    else
        load_error(r->loader, name->at, E_RAISE_TEXT,
                   "raise takes an exception: write \"Exception('%s')\"", word);
}

/* Perhaps it is to be one of the file's own. */
static void report_exception(Resolver *r, const Expr *name, const char *nearest)
{
    const char *word = load_word(r->loader, name->name);
    load_error(r->loader, name->at, E_NAME_UNKNOWN,
               "nothing here is called '%s'; %s%s%san exception of one's own is named at the top: "
               "\"exceptions\": {\"%s\": \"Exception\"}",
               word, nearest ? "did you mean '" : "", nearest ? nearest : "",
               nearest ? "'? Or " : "", word);
}

static void report_python(Resolver *r, const Expr *name, const char *text)
{
    const char *word = load_word(r->loader, name->name), *instead = foreign_name(word);
    if (instead) {
        load_error(r->loader, name->at, E_NAME_PYTHON,
                   "'%s' of Python is not part of the language: %s", word, instead);
        return;
    }
    load_error(r->loader, name->at, E_NAME_PYTHON,
               "'%s' of Python is not part of the language; a .py file is opened as it is: "
               "interleave mine.py%s%s%s",
               word, text ? " (if it is text, it has quotes of its own: "
                                                      : "",
               text ? text : "", text ? ")" : "");
}

/* These two end Python's loop, whatever else runs in it. */
static bool ends_the_loop(Str name)
{
    return str_is(name, "KeyboardInterrupt") || str_is(name, "SystemExit");
}

static void report_python_exception(Resolver *r, const Expr *name)
{
    const char *word = load_word(r->loader, name->name);
    load_error(r->loader, name->at, E_NAME_PYTHON,
               "'%s' of Python is not part of the language; one of that name can be made at the top: "
               "\"exceptions\": {\"%s\": \"Exception\"}",
               word, word);
}

static bool in_word(Str text, size_t at)
{
    unsigned char c = at < text.length ? (unsigned char)text.at[at] : ' ';
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'
           || c >= 0x80;
}

/* Whether the file has the word at another place, which may be what binds it. */
static bool stands_elsewhere(Loader *loader, const Expr *name)
{
    enum { MOST_LOOKED = 64 << 20 }; /* bytes, of all such names together */
    Str text = loader->reader.source->text, word = name->name;
    loader->looked += text.length;
    if (loader->looked > MOST_LOOKED)
        return true;
    for (size_t i = 0; i + word.length <= text.length; i++) {
        const char *found = memchr(text.at + i, word.at[0], text.length - word.length - i + 1);
        if (!found)
            return false;
        i = (size_t)(found - text.at);
        if (i != name->at.offset && memcmp(found, word.at, word.length) == 0
            && !in_word(text, i + word.length) && (i == 0 || !in_word(text, i - 1)))
            return true;
    }
    return false;
}

/* Perhaps it is bound where something else is wrong: then it is told once that is mended. */
static bool may_be_bound(Resolver *r, const Expr *name)
{
    const Loader *loader = r->loader;
    if (loader->heads_unsure && (r->called || !loader->coroutine))
        return true;
    return (loader->names_unsure || loader->heads_unsure) && stands_elsewhere(r->loader, name);
}

/* `random.randint` for `randint`; NULL for what no module has. */
static const char *in_module(Str name)
{
    for (int i = 0; i < BUILTIN_COUNT; i++) {
        const char *full = builtin_name((Builtin)i), *dot = strchr(full, '.');
        if (dot && str_is(name, dot + 1))
            return full;
    }
    return NULL;
}

/* Names that stand somewhere else: a literal, a step, what "let" binds further down, a module's. */
static bool report_misplaced(Resolver *r, const Expr *name)
{
    Loader *loader = r->loader;
    const char *word = load_word(loader, name->name), *literal = literal_for(name->name);
    const char *full = in_module(name->name);
    if (literal)
        load_error(loader, name->at, E_NAME_LITERAL, "Python writes %s for %s", literal, word);
    else if (names_find(&loader->shared, name->name) != NAMES_NONE)
        load_error(loader, name->at, E_NAME_LATER,
                   "'%s' is bound further down in \"let\"; move it above this line", word);
    else if (r->called && verb_of(loader, name->name) != SIZE_MAX)
        load_error(loader, name->at, E_NAME_STEP,
                   "'%s' is a step of its own, not a part of an expression: {\"%s\": ...}", word,
                   word);
    else if (full)
        load_error(loader, name->at, E_NAME_MODULE, "'%s' is written with its module: %s", word,
                   full);
    else
        return false;
    return true;
}

/* A name that is nobody's: what may have been meant. */
static void report_unbound(Resolver *r, const Expr *name, const char *nearest, const char *text)
{
    Loader *loader = r->loader;
    const char *word = load_word(loader, name->name);
    if (nearest && text)
        load_error(loader, name->at, E_NAME_UNKNOWN,
                   "nothing here is called '%s'; did you mean '%s'? "
                   "(Text has quotes of its own: %s)",
                   word, nearest, text);
    else if (nearest)
        load_error(loader, name->at, E_NAME_UNKNOWN,
                   "nothing here is called '%s'; did you mean '%s'?", word, nearest);
    else if (r->called)
        load_error(loader, name->at, E_NAME_UNKNOWN,
                   "nothing here is called '%s'; write a coroutine of that name into "
                   "\"coroutines\"",
                   word);
    else if (text)
        load_error(loader, name->at, E_NAME_UNKNOWN,
                   "nothing here is called '%s'; if it is text, give it quotes of its own: %s", word,
                   text);
    else
        load_error(loader, name->at, E_NAME_UNKNOWN,
                   "nothing here is called '%s'; bind it first, with \"as\", a {\"let\": ...} step "
                   "or a parameter, or for all coroutines in the file's own \"let\"",
                   word);
}

void report_unknown(Resolver *r, const Expr *name)
{
    bool raised = r->raised && r->raised->kind == EXPR_CALL && r->raised->left == name;
    bool as_exception = raised || r->caught == name;
    if (report_misplaced(r, name) || may_be_bound(r, name) || read_spared(&r->loader->reader))
        return;
    if (r->raised == name && !python_has("module builtins", name->name)) {
        report_raised(r, name);
        return;
    }
    const char *nearest = nearest_known(r, name->name), *text = as_text(r, name);
    if (of_python(name->name) && !ends_the_loop(name->name) && (as_exception || r->raised == name))
        report_python_exception(r, name);
    else if (of_python(name->name))
        report_python(r, name, text);
    else if (as_exception)
        report_exception(r, name, nearest);
    else
        report_unbound(r, name, nearest, text);
}
