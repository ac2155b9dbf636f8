/* What the files of loading share: the loader itself, and a text of the file with its places.
 *
 * Loading goes: JSON with places (json.c); the heads of the coroutines and the names of the file's
 * `let`; then each coroutine's body, step by step (step.c, field.c), which gives every bound name
 * its slot; then that body's names are looked up (resolve.c); at last the timelines (load.c). */
#ifndef SCENARIO_TREE_LOAD_H
#define SCENARIO_TREE_LOAD_H

#include "scenario/json/json.h"
#include "base/names.h"
#include "scenario/scenario.h"

/* What no scenario needs, and what keeps tables that grow by coroutine and name small. */
enum { LOAD_MAX_ERRORS = 50, LOAD_MAX_PARAMETERS = 255, LOAD_MAX_SHARED = 1000 };

typedef struct Loader {
    Scenario *scenario;
    Arena *arena;  /* the scenario's */
    Arena scratch; /* until loading ends */
    Diags *diags;
    const VerbSpec *const *verbs;
    size_t verb_count;
    Names shared, coroutines; /* -> index */
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

    ARRAY(Step *) steps;
    ARRAY(bool) broken; /* by step number - 1: reported already, `check` would only repeat */
} Loader;

/* Reports, unless there is a great lot already. */
void load_error(Loader *loader, Place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Nobody reads more than that: guessing at what was meant may stop. */
bool load_enough(const Loader *loader);

/* A copy for messages, cut to a length that people read. */
const char *load_word(Loader *loader, Str text);

/* A decoded text of the file and where each of its bytes stands. */
typedef struct Located {
    Str text;
    uint32_t first;          /* of the file, behind the opening quote */
    const uint32_t *offsets; /* one more than bytes; NULL where nothing was escaped */
} Located;

Located load_located(Loader *loader, Str text, Place raw);
Place located_place(const Located *text, size_t from, size_t to);

/* Reading forms of text (parse.c, forms.c, template.c). False or NULL: reported. */
Expr *load_expr(Loader *loader, const Json *json);  /* any JSON that may be a value */
bool load_argument(Loader *loader, const Json *json, Argument *argument); /* may be starred */
bool load_target(Loader *loader, const Json *json, Target *target);
bool load_for(Loader *loader, const Json *json, Target *target, Expr **iterable);
bool load_handler_key(Loader *loader, const Json *json, Handler *handler);
bool load_head(Loader *loader, const Json *json, Coroutine *coroutine);
bool load_name_key(Loader *loader, const Json *json, Binding *name);
bool load_template(Loader *loader, const Json *json, TextTemplate *into);

/* Steps. */
void load_block(Loader *loader, const Json *json, Block *block);
bool load_field(Loader *loader, const FieldSpec *spec, const VerbSpec *verb, const Json *json,
                Field *field);
bool load_is_text(Loader *loader, const Json *json, const char *what);

/* Binding and looking up (resolve.c). */
void load_bind(Loader *loader, Target *target);      /* in the coroutine's own scope */
void load_bind_own(Loader *loader, Target *target);  /* in slots of their own */
/* Outside a coroutine; of the names of `let` only those below the index are known. */
void resolve_expr(Loader *loader, Expr *expr, uint32_t shared_visible);
void resolve_block(Loader *loader, const Block *block);
bool name_is_keyword(Str name);

#endif
