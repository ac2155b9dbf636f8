/* scenario/: the scenario as a value, what its steps may say, and the way to it from a text.
 * In: the text of a file. Out: a Scenario, or mistakes with their places.
 *
 * A scenario: the tree that loading makes of a file's text. Everything it points to belongs to
 * its arena; nothing in it changes afterwards. */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H

#include "base/arena.h"
#include "base/diag.h"
#include "scenario/expr/expr.h"
#include "scenario/verb.h"

typedef struct Block {
    Step **steps;
    uint32_t count;
    Place at;
} Block;

typedef struct Handler { /* one `except` clause */
    Expr **types;        /* at least one; any expression that names exception types */
    uint32_t type_count;
    Target name;         /* `as e`; count 0 if none. Python unbinds it when the clause ends */
    Block body;
    Place at;
} Handler;

typedef struct LetItem {
    Binding name;  /* where it is one name, as always in the file's `let`; else slot UINT32_MAX */
    Target target; /* of a step: the names that are bound; none where it is a place */
    Expr *place;   /* of a step: `x[0]`, an INDEX; or NULL */
    Expr *value;
} LetItem;

/* What stands behind one key of a step; which member holds is told by the VerbSpec's FieldKind. */
typedef struct Field {
    bool present;
    Place key_at, at;
    union {
        Expr *expr;
        TextTemplate text;
        Target target;
        Block block;
        struct {
            Target target;
            Expr *iterable;
        } loop;
        struct { /* FIELD_AWAITABLES: items may be starred */
            Argument *items;
            uint32_t count;
            bool single; /* it was one expression, not a list */
        } list;
        struct {
            Handler *items;
            uint32_t count;
        } handlers;
        struct {
            LetItem *items;
            uint32_t count;
        } let;
        bool flag;
        struct {
            Str text;
            uint32_t index; /* into FieldSpec.words */
        } word;
    };
} Field;

struct Step {
    const VerbSpec *verb;
    uint32_t verb_index; /* into the table that scenario_load was given */
    uint32_t number;     /* 1.. in file order over the whole scenario: what a trace names */
    uint32_t coroutine;  /* index */
    Place at;            /* the whole object */
    TextTemplate *label; /* NULL if none */
    Field fields[VERB_FIELDS]; /* as the VerbSpec's */
};

/* Where a step begins and ends in the file. */
typedef struct StepPlace {
    Place at; /* as the step's */
    LineColumn begin, end;
} StepPlace;

typedef struct Coroutine {
    Str name;
    Parameter *parameters; /* they are the first local slots, in order */
    uint32_t parameter_count;
    uint32_t slot_count;
    Str *slot_names;  /* comprehension names included */
    bool *shared_used; /* by shared slot: this coroutine binds it (Python needs `global`) */
    Block body;
    Place at; /* of its key */
    bool plain; /* a function: `def`, whose call gives its result at once */
    bool generator; /* it has a yield: its call is walked by async_for, and by nothing else */
} Coroutine;

/* An exception of the file's own, made from another. */
typedef struct OwnException {
    const char *name;
    const struct OwnException *parent; /* one further up; NULL: its base is Python's */
    Builtin builtin;                   /* the nearest ancestor that is Python's */
    Expr *base;                        /* as the file has it, for the listing */
    Place at;
} OwnException;

typedef enum Entry { ENTRY_RUN, ENTRY_RUN_UNTIL_COMPLETE } Entry;

typedef struct TimelineSpec {
    Str title;       /* the call's text if the file has none */
    Str description; /* empty if none */
    bool has_title;
    Expr *run;       /* a call of a coroutine */
    Str run_text;    /* as Python writes it */
    uint32_t max_workers;
    int64_t until;   /* ns; 0: to its end */
    Entry entry;
    Place at;
} TimelineSpec;

/* What the file asks before a run is seen. */
typedef enum QuestionAbout {
    ABOUT_NONE, /* of the answers `right` is the one: the file says so */
    ABOUT_END,  /* judged from the run: when it is over, who runs next, what is printed next */
    ABOUT_WHO,
    ABOUT_PRINT
} QuestionAbout;

typedef struct Question {
    bool present;
    QuestionAbout about;
    Str text, why;         /* why: one sentence behind the answer; empty if none */
    uint32_t timeline;     /* index */
    int64_t after;         /* ns: it is asked when all up to then has been seen; -1: before all */
    Str *answers;          /* as they are shown */
    int64_t *times;        /* ns, the same in END; INT64_MAX: beyond all that a run can take */
    uint32_t answer_count; /* 0 where the run gives them */
    uint32_t right;        /* index; only of ABOUT_NONE */
    Place at;
} Question;

typedef enum ViewTheme { VIEW_THEME_NONE, VIEW_THEME_LIGHT, VIEW_THEME_DARK,
                         VIEW_THEME_CONTRAST } ViewTheme;
typedef enum ViewUnit { VIEW_UNIT_NONE, VIEW_UNIT_US, VIEW_UNIT_MS, VIEW_UNIT_S, VIEW_UNIT_MIN,
                        VIEW_UNIT_H } ViewUnit;

typedef struct Scenario {
    Arena arena;
    Source source; /* a copy of the text that it came from */
    Str title, description;
    Str chapter; /* empty if none */
    Question question;
    Coroutine *coroutines; /* the file's functions among them, behind the coroutines */
    uint32_t coroutine_count;
    OwnException *exceptions; /* in order; each is made from Python's or from one before it */
    uint32_t exception_count;
    LetItem *shared; /* the file's `let`, in order; slot == index */
    uint32_t shared_count;
    TimelineSpec *timelines;
    uint32_t timeline_count;
    int64_t seed;
    double view_length; /* seconds of play; 0 if not said */
    ViewUnit view_unit;
    ViewTheme view_theme;
    Step **steps; /* by number - 1 ... */
    StepPlace *places; /* ... and so are these: all of them are wanted for each run */
    uint32_t step_count;
} Scenario;

enum {
    SCENARIO_MAX_BYTES = 16 * 1024 * 1024,
    SCENARIO_MAX_DEPTH = 64,
    SCENARIO_MAX_VALUE = 128 * 1024, /* bytes of what stands behind a key, but steps */
    SCENARIO_MAX_TIMELINES = 16,
    SCENARIO_MAX_WORKERS = 1000,
    SCENARIO_MAX_ANSWERS = 6
};

/* Reads `text` (any bytes). `verbs` is the table of known steps. NULL where anything is wrong,
 * and then `diags` says what (several mistakes where they are independent). `name` is what
 * messages call the file. The caller owns the result: scenario_free. */
Scenario *scenario_load(Str name, Str text, const VerbSpec *const *verbs, size_t verb_count,
                        Diags *diags);
/* The same in pieces, so that a large file need not be waited for: begins. `name` and `text` stay as
 * long as the scenario; `diags` stays and takes what is wrong, until the end. Never NULL. */
typedef struct ScenarioLoading ScenarioLoading;
ScenarioLoading *scenario_begin(Str name, Str text, const VerbSpec *const *verbs, size_t verb_count,
                                Diags *diags);
/* Goes on by about `budget` of work (base/budget.h). True when there is nothing more to do. */
bool scenario_advance(ScenarioLoading *loading, uint64_t *budget);
/* Ends it, at any time, and frees `loading`. The caller owns the result, which is a scenario where it
 * is `good`; where anything is wrong, or it was not over, there is nothing to do with it but to free
 * it. */
Scenario *scenario_take(ScenarioLoading *loading, bool *good);
void scenario_free(Scenario *scenario); /* NULL is fine */
/* The same in pieces, by about `budget` of work. True when it is freed. */
bool scenario_free_on(Scenario *scenario, uint64_t *budget);

/* The keys of the file, of a timeline, of a question, each list up to a NULL: for the reference and for what an
 * editor shows. */
typedef struct KeySpec {
    const char *key;
    bool required;
    const char *help;
} KeySpec;
extern const KeySpec scenario_file_keys[], scenario_timeline_keys[], scenario_question_keys[];

/* For developers: the tree as indented text. */
void scenario_dump(Builder *out, const Scenario *scenario);

/* The JSON Schema (2020-12) of the scenario file, from the same table. */
void scenario_schema(Builder *out, const VerbSpec *const *verbs, size_t verb_count);

#endif
