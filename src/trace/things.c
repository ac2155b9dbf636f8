/* The tables of what events name. Each record is stored as numbers without padding, so that equal
 * ones are found by their bytes. */
#include "trace/inside.h"

#include <assert.h>
#include <string.h>

typedef struct StoredObject {
    int64_t capacity;
    uint32_t kind, name; /* name: a text + 1, 0: none yet */
} StoredObject;

typedef struct StoredPlace {
    uint32_t file, offset, length, line, column, end_line, end_column;
} StoredPlace;

typedef struct StoredPath {
    uint32_t outer, place, call;
} StoredPath;

typedef struct StoredLate {
    int64_t due;
    uint32_t holder, unused;
} StoredLate;

typedef struct StoredLimit {
    int64_t when;
    uint32_t kind, unused;
} StoredLimit;

typedef struct StoredRaised {
    uint32_t text, path;
} StoredRaised;

typedef struct StoredValue {
    uint32_t name, text, depth;
} StoredValue;

typedef struct StoredRace {
    uint32_t choice, first, count; /* first: into packed candidates */
} StoredRace;

void things_begin(Things *things)
{
    static const size_t sizes[THINGS] = {[THING_WAIT] = sizeof(WaitTexts),
                                         [THING_OBJECT] = sizeof(StoredObject),
                                         [THING_PLACE] = sizeof(StoredPlace),
                                         [THING_PATH] = sizeof(StoredPath),
                                         [THING_LATE] = sizeof(StoredLate),
                                         [THING_CHANGE] = sizeof(ObjectChange),
                                         [THING_LIMIT] = sizeof(StoredLimit),
                                         [THING_RAISED] = sizeof(StoredRaised),
                                         [THING_RACE] = sizeof(StoredRace),
                                         [THING_NUMBER] = sizeof(int64_t),
                                         [THING_VALUE] = sizeof(StoredValue),
                                         [THING_CANDIDATE] = sizeof(uint32_t)};
    for (int i = 0; i < THINGS; i++)
        things->of[i].size = sizes[i];
    things->of[THING_WAIT].recent = true;
}

void things_free(Things *things)
{
    for (int i = 0; i < THINGS; i++)
        records_free(&things->of[i]);
}

size_t things_bytes(const Things *things)
{
    size_t bytes = 0;
    for (int i = 0; i < THINGS; i++)
        bytes += records_bytes(&things->of[i]);
    return bytes;
}

static const void *at(const Trace *trace, Thing thing, uint32_t index)
{
    return records_at(&trace->things.of[thing], index);
}

static uint32_t intern(Trace *trace, Thing thing, const void *record)
{
    return records_intern(&trace->things.of[thing], record);
}

static uint32_t append(Trace *trace, Thing thing, const void *record)
{
    return records_append(&trace->things.of[thing], record);
}

/* --- waits --- */

uint32_t trace_intern_wait_of(Trace *trace, WaitTexts wait)
{
    return intern(trace, THING_WAIT, &wait);
}

uint32_t trace_intern_wait(Trace *trace, Wait wait)
{
    uint32_t label = trace_intern(trace, wait.label);
    return trace_intern_wait_of(trace, (WaitTexts){.kind = wait.kind,
                                                   .label = label,
                                                   .call = trace_intern(trace, wait.call),
                                                   .object = wait.object,
                                                   .path = wait.path});
}

WaitTexts trace_wait_texts(const Trace *trace, uint32_t wait)
{
    return *(const WaitTexts *)at(trace, THING_WAIT, wait);
}

Wait trace_wait(const Trace *trace, uint32_t wait)
{
    WaitTexts texts = trace_wait_texts(trace, wait);
    return (Wait){.kind = texts.kind,
                  .label = trace_text(trace, texts.label),
                  .call = trace_text(trace, texts.call),
                  .object = texts.object,
                  .path = texts.path};
}

/* --- objects: index 0 is none --- */

uint32_t trace_add_object(Trace *trace, TraceObject object)
{
    StoredObject stored = {.capacity = object.capacity,
                           .kind = object.kind,
                           .name = object.name.length ? trace_intern(trace, object.name) + 1 : 0};
    return append(trace, THING_OBJECT, &stored) + 1;
}

size_t trace_object_count(const Trace *trace)
{
    return trace->things.of[THING_OBJECT].count;
}

TraceObject trace_object(const Trace *trace, uint32_t object)
{
    assert(object > 0);
    const StoredObject *stored = at(trace, THING_OBJECT, object - 1);
    return (TraceObject){.kind = (ObjectKind)stored->kind,
                         .capacity = stored->capacity,
                         .name = stored->name ? trace_text(trace, stored->name - 1) : (Str){0}};
}

uint32_t trace_intern_change(Trace *trace, ObjectChange change)
{
    if (change.text) /* an item comes once and goes once: looking costs more than another record */
        return records_append(&trace->things.of[THING_CHANGE], &change);
    return intern(trace, THING_CHANGE, &change);
}

ObjectChange trace_change(const Trace *trace, uint32_t change)
{
    return *(const ObjectChange *)at(trace, THING_CHANGE, change);
}

/* --- places and paths: index 0 is none --- */

static StoredPlace place_stored(Trace *trace, TracePlace place)
{
    return (StoredPlace){.file = trace_intern(trace, place.file),
                         .offset = place.offset,
                         .length = place.length,
                         .line = place.line,
                         .column = place.column,
                         .end_line = place.end_line,
                         .end_column = place.end_column};
}

uint32_t trace_add_place(Trace *trace, TracePlace place)
{
    StoredPlace stored = place_stored(trace, place);
    return append(trace, THING_PLACE, &stored) + 1;
}

uint32_t trace_intern_place(Trace *trace, TracePlace place)
{
    StoredPlace stored = place_stored(trace, place);
    return intern(trace, THING_PLACE, &stored) + 1;
}

size_t trace_place_count(const Trace *trace)
{
    return trace->things.of[THING_PLACE].count;
}

TracePlace trace_place(const Trace *trace, uint32_t place)
{
    assert(place > 0);
    const StoredPlace *stored = at(trace, THING_PLACE, place - 1);
    return (TracePlace){.file = trace_text(trace, stored->file),
                        .offset = stored->offset,
                        .length = stored->length,
                        .line = stored->line,
                        .column = stored->column,
                        .end_line = stored->end_line,
                        .end_column = stored->end_column};
}

uint32_t trace_intern_path(Trace *trace, uint32_t outer, uint32_t place, uint32_t call_text)
{
    StoredPath stored = {.outer = outer, .place = place, .call = call_text};
    return intern(trace, THING_PATH, &stored) + 1;
}

TracePath trace_path(const Trace *trace, uint32_t path)
{
    assert(path > 0);
    const StoredPath *stored = at(trace, THING_PATH, path - 1);
    return (TracePath){.outer = stored->outer,
                       .place = stored->place,
                       .call = trace_text(trace, stored->call)};
}

/* --- lateness, limits, errors, races, numbers --- */

uint32_t trace_intern_late(Trace *trace, LateBy late)
{
    StoredLate stored = {.due = late.due, .holder = late.holder};
    return intern(trace, THING_LATE, &stored);
}

LateBy trace_late_of(const Trace *trace, uint32_t late)
{
    const StoredLate *stored = at(trace, THING_LATE, late);
    return (LateBy){.due = stored->due, .holder = stored->holder};
}

uint32_t trace_add_limit(Trace *trace, Limit limit)
{
    StoredLimit stored = {.when = limit.when, .kind = limit.kind};
    return append(trace, THING_LIMIT, &stored);
}

size_t trace_limit_count(const Trace *trace)
{
    return trace->things.of[THING_LIMIT].count;
}

Limit trace_limit(const Trace *trace, uint32_t limit)
{
    const StoredLimit *stored = at(trace, THING_LIMIT, limit);
    return (Limit){.kind = (LimitKind)stored->kind, .when = stored->when};
}

uint32_t trace_intern_raised(Trace *trace, uint32_t text, uint32_t path)
{
    StoredRaised stored = {.text = text, .path = path};
    return intern(trace, THING_RAISED, &stored);
}

Raised trace_raised(const Trace *trace, uint32_t raised)
{
    const StoredRaised *stored = at(trace, THING_RAISED, raised);
    return (Raised){.text = trace_text(trace, stored->text), .path = stored->path};
}

uint32_t trace_add_race(Trace *trace, uint32_t choice, const Candidate *candidates, size_t count)
{
    StoredRace stored = {.choice = choice,
                         .first = (uint32_t)trace->things.of[THING_CANDIDATE].count,
                         .count = (uint32_t)count};
    assert(count > 0 && count <= MOST_CANDIDATES);
    for (size_t i = 0; i < count; i++) {
        append(trace, THING_CANDIDATE, &candidates[i].task);
        append(trace, THING_CANDIDATE, &candidates[i].place);
        append(trace, THING_CANDIDATE, &candidates[i].position);
    }
    return append(trace, THING_RACE, &stored);
}

TraceRace trace_race(const Trace *trace, uint32_t race)
{
    const StoredRace *stored = at(trace, THING_RACE, race);
    return (TraceRace){.choice = stored->choice,
                       .count = stored->count,
                       .packed = at(trace, THING_CANDIDATE, stored->first)};
}

Candidate trace_candidate(const TraceRace *race, uint32_t index)
{
    assert(index < race->count);
    const uint32_t *packed = race->packed + (size_t)index * 3;
    return (Candidate){.task = packed[0], .place = packed[1], .position = packed[2]};
}

uint32_t trace_intern_number(Trace *trace, int64_t number)
{
    return intern(trace, THING_NUMBER, &number);
}

int64_t trace_number(const Trace *trace, uint32_t number)
{
    return *(const int64_t *)at(trace, THING_NUMBER, number);
}

/* --- what names hold --- */

uint32_t trace_intern_value(Trace *trace, NamedValue value)
{
    StoredValue stored = {.name = trace_intern(trace, value.name),
                          .text = trace_intern(trace, value.text),
                          .depth = value.depth};
    return intern(trace, THING_VALUE, &stored);
}

NamedValue trace_value(const Trace *trace, uint32_t value)
{
    const StoredValue *stored = at(trace, THING_VALUE, value);
    return (NamedValue){.name = trace_text(trace, stored->name),
                        .text = trace_text(trace, stored->text),
                        .depth = stored->depth};
}
