/* scenario/tree/: loading: coroutines, steps and timelines, what every name means, the schema for
 * editors.
 * In: values with their places. Out: a Scenario, or mistakes.
 *
 * What the files of loading share: the loader itself.
 *
 * Loading goes: JSON with places (json/); the heads of the coroutines and the names of the file's
 * `let`; then each coroutine's body, step by step (body.c, step.c, field.c), which gives every bound
 * name its slot; then that body's names are looked up (resolve.c); at last the timelines (load.c).
 * It goes on in pieces, so that whoever waits for it can do something else between them. */
#ifndef SCENARIO_TREE_LOAD_H
#define SCENARIO_TREE_LOAD_H

#include "base/names.h"
#include "scenario/expr/lex.h"
#include "scenario/json/json.h"
#include "scenario/scenario.h"
#include "scenario/walk.h"

/* What no scenario needs, and what keeps tables that grow by coroutine and name small. */
enum { LOAD_MAX_PARAMETERS = 255, LOAD_MAX_SHARED = 1000 };

typedef struct Loader Loader;

struct Loader {
    Scenario *scenario;
    Reader reader;
    const VerbSpec *const *verbs;
    size_t verb_count;
    Names shared, coroutines, exceptions; /* -> index */
    bool *nothing_shared;     /* the shared_used of coroutines that bind none */

    /* The coroutine that is being read. */
    Coroutine *coroutine; /* NULL in the file's `let` and in timelines */
    Names locals;         /* -> slot */
    ARRAY(Str) slots;     /* names by slot */
    size_t loops;         /* around the current step, as far as `break` reaches */
    bool in_star;         /* inside `except*`: no return, and no jump out of it */
    bool in_star_jump;    /* ... and no loop between */
    bool names_unsure;    /* a binding could not be read: don't call a name unknown */
    bool heads_unsure;    /* the same for the whole file */
    size_t looked;        /* bytes that were searched for names to be sure all the same */

    ARRAY(Step *) steps;
    ARRAY(bool) broken; /* by step number - 1: reported already, `check` would only repeat */
};

/* Reports, unless there is a great lot already. */
#define load_error(loader, ...) read_error(&(loader)->reader, __VA_ARGS__)

/* A copy for messages, cut to a length that people read. */
static inline const char *load_word(Loader *loader, Str text)
{
    return read_word(&loader->reader, text);
}

/* Reading forms of text (forms.c, head.c). False or NULL: reported. */
Expr *load_expr(Loader *loader, const Json *json);  /* any JSON that may be a value */
bool load_argument(Loader *loader, const Json *json, Argument *argument); /* may be starred */
bool load_target(Loader *loader, const Json *json, Target *target);
bool load_for(Loader *loader, const Json *json, Target *target, Expr **iterable);
bool load_handler_key(Loader *loader, const Json *json, Handler *handler);
bool load_head(Loader *loader, const Json *json, Coroutine *coroutine);
Parser parser_of_key(Loader *loader, const Json *json);
bool load_name_key(Loader *loader, const Json *json, Binding *name);
bool load_let_key(Loader *loader, const Json *json, LetItem *item); /* a name, names, a place */

/* Steps. */
/* What stands here for a word of Python that is no verb; NULL for any other. */
const char *foreign_step(Str word);
/* no_verb.c. A verb's index; SIZE_MAX where it is none. The step that a line of Python stands for, as text; NULL where that is not clear. */
size_t verb_of(const Loader *loader, Str key);
const char *step_of_words(Loader *loader, Str text);
void report_no_verb(Loader *loader, const Json *json);
/* What to write for a name of Python that the expressions have not; NULL for any other. */
const char *foreign_name(const char *name);
/* Whether a value, or a key that is read, is no longer than one may be. */
bool load_fits(Loader *loader, Place at);
bool load_is_text(Loader *loader, const Json *json, const char *what);

/* Binding and looking up (resolve.c). */
void load_bind(Loader *loader, Target *target);      /* in the coroutine's own scope */
void load_bind_own(Loader *loader, Target *target);  /* in slots of their own */
/* Outside a coroutine; of the names of `let` only those below the index are known. */
void resolve_expr(Loader *loader, Expr *expr, uint32_t shared_visible);
/* The names in a body that was read: of the walk over it. True at its end. */
typedef struct Resolving {
    Walk walk;
    size_t errors[SCENARIO_MAX_DEPTH]; /* there were when the step was entered */
} Resolving;
void resolve_begin(Resolving *resolving, const Block *body);
bool resolve_advance(Resolving *resolving, Loader *loader, uint64_t *budget);

#endif
