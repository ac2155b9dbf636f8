#include "lesson/lesson.h"

#include "base/budget.h"
#include "base/mem.h"
#include "lesson/source.h"

struct Loading {
    LessonRequest request;
    Loaded *loaded;
    void *state; /* the kind's; NULL: it has come to its end */
    Diags diags;
    bool over, wrong, waits;
    uint32_t runs, folded; /* traces that are whole; those of them that are folded */
    Folding *folding;      /* of the next one, or NULL */
};

static const SourceKind *kind_of(const LessonRequest *request)
{
    static const SourceKind *const kinds[] = {
#define SOURCE(name) &source_##name,
#include "lesson/sources.def"
#undef SOURCE
    };
    size_t last = sizeof kinds / sizeof *kinds - 1;
    for (size_t i = 0; i < last; i++)
        if (kinds[i]->takes(request))
            return kinds[i];
    return kinds[last];
}

bool lesson_is_scenario(Str name, Str text)
{
    return kind_of(&(LessonRequest){.name = name, .text = text}) == &source_scenario;
}

size_t lesson_max_bytes(Str name)
{
    return kind_of(&(LessonRequest){.name = name})->max_bytes;
}

bool lesson_is_program(Str name)
{
    return kind_of(&(LessonRequest){.name = name})->is_program;
}

Loading *lesson_begin(const LessonRequest *request)
{
    Loading *loading = mem_new(sizeof *loading);
    loading->request = *request;
    loading->loaded = mem_new(sizeof *loading->loaded);
    Arena *source = &loading->loaded->source;
    loading->request.name = str_copy(source, request->name);
    loading->request.text = str_copy(source, request->text);
    loading->loaded->kind = kind_of(&loading->request);
    loading->loaded->hues.before = request->before;
    loading->loaded->sim = request->sim;
    loading->state = loading->loaded->kind->begin(loading->loaded, &loading->request);
    return loading;
}

static void end_source(Loading *loading)
{
    if (loading->state)
        loading->loaded->kind->end(loading->state);
    loading->state = NULL;
}

static void end_folding(Loading *loading)
{
    timeline_free(folding_end(loading->folding));
    loading->folding = NULL;
}

/* --- its pieces --- */

static void run_on(Loading *loading, uint64_t *budget)
{
    Loaded *loaded = loading->loaded;
    switch (loaded->kind->advance(loading->state, budget, &loading->diags)) {
    case SOURCE_GOES_ON:
        return;
    case SOURCE_WAITS:
        loading->waits = true;
        return;
    case SOURCE_RUN:
        loading->runs++;
        return;
    case SOURCE_WRONG:
        end_folding(loading);
        loading->wrong = true;
        break;
    case SOURCE_DONE:
        loading->runs = loaded->timeline_count;
        loading->over = !loading->request.fold;
        break;
    }
    end_source(loading);
}

static void fold_on(Loading *loading, uint64_t *budget)
{
    Loaded *loaded = loading->loaded;
    uint32_t i = loading->folded;
    const TimelineName *name = &loaded->names[i];
    if (!loaded->timelines)
        loaded->timelines = ARENA_ARRAY(&loaded->arena, Timeline *, loaded->timeline_count);
    if (!loading->folding)
        loading->folding = folding_begin(loaded->traces[i], name->title, name->description,
                                         name->call, &loaded->hues);
    if (!folding_advance(loading->folding, budget))
        return;
    loaded->timelines[i] = folding_end(loading->folding);
    loading->folding = NULL;
    loading->folded++;
}

static void present(Loading *loading, uint64_t *budget)
{
    Loaded *loaded = loading->loaded;
    if (loaded->kind->present && !loaded->kind->present(loaded, budget))
        return;
    loaded->lesson.title = loaded->title;
    loaded->lesson.description = loaded->description;
    loaded->lesson.timelines = loaded->timelines;
    loaded->lesson.timeline_count = loaded->timeline_count;
    loaded->lesson.listing = loaded->listing;
    loaded->lesson.hues = &loaded->hues;
    loaded->hues.before = NULL;
    loading->over = true;
}

/* Nobody will see what was made of a wrong one. */
static void give_back(Loading *loading, uint64_t *budget)
{
    loading->over = lesson_free_on(loading->loaded, budget);
    if (loading->over)
        loading->loaded = NULL;
}

bool lesson_advance(Loading *loading, uint64_t *budget)
{
    loading->waits = false;
    while (!loading->over && !loading->waits && *budget) {
        if (loading->wrong)
            give_back(loading, budget);
        else if (loading->request.fold && loading->folded < loading->runs)
            fold_on(loading, budget);
        else if (loading->state)
            run_on(loading, budget);
        else
            present(loading, budget);
    }
    return loading->over;
}

bool lesson_waits(const Loading *loading)
{
    return loading->waits;
}

/* --- its end --- */

static void free_loading(Loading *loading)
{
    end_source(loading);
    end_folding(loading);
    diags_free(&loading->diags);
    mem_free(loading);
}

Loaded *lesson_take(Loading *loading, Diags *diags)
{
    Loaded *loaded = loading->loaded;
    *diags = loading->diags;
    loading->diags = (Diags){0};
    free_loading(loading);
    if (loaded && !loaded->kind->keeps_text)
        arena_free(&loaded->source);
    return loaded;
}

Loaded *lesson_leave(Loading *loading)
{
    if (!loading)
        return NULL;
    Loaded *loaded = loading->loaded;
    free_loading(loading);
    return loaded;
}

void lesson_drop(Loading *loading)
{
    lesson_free(lesson_leave(loading));
}

Loaded *lesson_make(const LessonRequest *request, Diags *diags)
{
    Loading *loading = lesson_begin(request);
    uint64_t budget = BUDGET_ALL;
    while (!lesson_advance(loading, &budget))
        continue;
    return lesson_take(loading, diags);
}

/* What is no arena: each of it is one piece. */
static void free_piece(Loaded *loaded, uint64_t *budget)
{
    enum { BYTES_A_UNIT = 1024 };
    uint32_t i = loaded->timeline_count - 1;
    if (loaded->traces && loaded->traces[i])
        budget_spend(budget, 1 + trace_bytes(loaded->traces[i]) / BYTES_A_UNIT);
    if (loaded->timelines)
        timeline_free(loaded->timelines[i]);
    if (loaded->traces)
        trace_free(loaded->traces[i]);
    loaded->timeline_count = i;
}

bool lesson_free_on(Loaded *loaded, uint64_t *budget)
{
    lesson_free_values(loaded);
    while (loaded->timeline_count && *budget)
        free_piece(loaded, budget);
    if (loaded->timeline_count)
        return false;
    listing_free(listing_end(loaded->making));
    listing_free(loaded->listing);
    loaded->making = NULL;
    loaded->listing = NULL;
    hues_free(&loaded->hues);
    array_free(&loaded->races.list);
    if ((loaded->kind->free_on && !loaded->kind->free_on(loaded, budget))
        || !arena_free_on(&loaded->source, budget) || !arena_free_on(&loaded->arena, budget))
        return false;
    mem_free(loaded);
    return true;
}

void lesson_free(Loaded *loaded)
{
    uint64_t budget = BUDGET_ALL;
    if (loaded)
        lesson_free_on(loaded, &budget);
}

Source lesson_source(const Loaded *loaded)
{
    return loaded->kind->source(loaded);
}

Str lesson_portable(const Loaded *loaded)
{
    return loaded->scenario ? lesson_source(loaded).text : loaded->recording;
}

void lesson_hint_races(const Loaded *loaded, Diags *diags)
{
    if (loaded->kind->hint_races)
        loaded->kind->hint_races(loaded, diags);
}
