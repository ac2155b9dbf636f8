/* The first kind of source: a scenario, run by the model of asyncio. */
#include "lesson/source.h"

#include "base/budget.h"
#include "base/mem.h"
#include "steps/sense.h"
#include "steps/steps.h"

typedef struct State {
    Loaded *loaded;
    const LessonRequest *request;
    ScenarioLoading *reading; /* under way, or NULL */
    Sensing *sensing;         /* then this; or NULL */
    uint32_t next; /* timeline to run */
    Run *run;      /* the one under way, or NULL */
    size_t kept;   /* memory of the traces made so far, as the limit counts it */
} State;

/* Whatever is no other kind is a scenario, if only a wrong one. */
static bool takes(const LessonRequest *request)
{
    (void)request;
    return true;
}

static void *begin(Loaded *loaded, const LessonRequest *request)
{
    State *state = mem_new(sizeof *state);
    state->loaded = loaded;
    state->request = request;
    return state;
}

static void end(void *context)
{
    State *state = context;
    bool good;
    if (state->reading) /* given up: it goes with all else that was made */
        state->loaded->scenario = scenario_take(state->reading, &good);
    sensing_end(state->sensing);
    trace_free(sim_end(state->run));
    mem_free(state);
}

static void take_scenario(Loaded *loaded)
{
    const Scenario *scenario = loaded->scenario;
    uint32_t count = scenario->timeline_count;
    loaded->title = scenario->title;
    loaded->description = loaded->own_description = scenario->description;
    loaded->chapter = scenario->chapter;
    loaded->timeline_count = count;
    loaded->traces = ARENA_ARRAY(&loaded->arena, Trace *, count);
    loaded->names = ARENA_ARRAY(&loaded->arena, TimelineName, count);
    for (uint32_t i = 0; i < count; i++) {
        const TimelineSpec *spec = &scenario->timelines[i];
        loaded->names[i] = (TimelineName){spec->title, spec->description, spec->run_text,
                                          spec->description};
    }
}

static SourceProgress read_on(State *state, uint64_t *budget, Diags *diags)
{
    Loaded *loaded = state->loaded;
    if (!state->reading)
        state->reading = scenario_begin(state->request->name, state->request->text, step_specs,
                                        step_verb_count, diags);
    if (!scenario_advance(state->reading, budget))
        return SOURCE_GOES_ON;
    bool good;
    loaded->scenario = scenario_take(state->reading, &good);
    state->reading = NULL;
    if (!good)
        return SOURCE_WRONG;
    state->sensing = sensing_begin(loaded->scenario, diags);
    return SOURCE_GOES_ON;
}

static SourceProgress sense_on(State *state, uint64_t *budget, Diags *diags)
{
    if (!sensing_advance(state->sensing, budget))
        return SOURCE_GOES_ON;
    sensing_end(state->sensing);
    state->sensing = NULL;
    if (diags->errors)
        return SOURCE_WRONG;
    take_scenario(state->loaded);
    return SOURCE_GOES_ON;
}

/* A trace, and what is folded of it: spans, marks and turns are about three times as much. */
static uint32_t weight_of(const State *state)
{
    return state->request->fold ? 4 : 1;
}

/* All timelines are kept, so what one run may use is what those before have left. */
static void begin_run(State *state)
{
    enum { LEAST = 16 * 1024 * 1024 }; /* so that each says at least why it ends */
    Loaded *loaded = state->loaded;
    SimOptions own = state->request->sim;
    size_t most = own.max_bytes ? own.max_bytes : SIM_MAX_BYTES, kept = state->kept;
    own.trace_weight = weight_of(state);
    size_t least = most < LEAST ? most : LEAST;
    own.max_bytes = kept < most && most - kept > least ? most - kept : least;
    state->run = sim_begin(loaded->scenario, state->next, step_ops, &own, &loaded->races);
}

/* False while the timeline under way is not over. */
static bool run_on(State *state, uint64_t *budget)
{
    Loaded *loaded = state->loaded;
    if (!state->run)
        begin_run(state);
    if (!sim_advance(state->run, *budget)) {
        budget_spend(budget, *budget);
        return false;
    }
    uint32_t i = state->next++;
    loaded->traces[i] = sim_end(state->run);
    state->run = NULL;
    budget_spend(budget, 1 + trace_count(loaded->traces[i]));
    state->kept += trace_bytes(loaded->traces[i]) * weight_of(state);
    return true;
}

static SourceProgress advance(void *context, uint64_t *budget, Diags *diags)
{
    State *state = context;
    if (!state->loaded->scenario)
        return read_on(state, budget, diags);
    if (state->sensing)
        return sense_on(state, budget, diags);
    if (!run_on(state, budget))
        return SOURCE_GOES_ON;
    return state->next < state->loaded->timeline_count ? SOURCE_RUN : SOURCE_DONE;
}

static TimeUnit unit_of(ViewUnit unit)
{
    static const TimeUnit units[] = {
        [VIEW_UNIT_NONE] = UNIT_AUTO, [VIEW_UNIT_US] = UNIT_US,   [VIEW_UNIT_MS] = UNIT_MS,
        [VIEW_UNIT_S] = UNIT_S,       [VIEW_UNIT_MIN] = UNIT_MIN, [VIEW_UNIT_H] = UNIT_H};
    return units[unit];
}

static bool present(Loaded *loaded, uint64_t *budget)
{
    if (!loaded->making)
        loaded->making = listing_begin(loaded->scenario, step_write, LISTING_SHORT);
    if (!listing_advance(loaded->making, budget))
        return false;
    loaded->listing = listing_end(loaded->making);
    loaded->making = NULL;
    loaded->lesson.unit = unit_of(loaded->scenario->view_unit);
    loaded->lesson.play_length = loaded->scenario->view_length;
    return true;
}

static Source source(const Loaded *loaded)
{
    return loaded->scenario->source;
}

static void hint_races(const Loaded *loaded, Diags *diags)
{
    const Scenario *scenario = loaded->scenario;
    for (size_t i = 0; i < loaded->races.list.count; i++) {
        const Race *race = &loaded->races.list.items[i];
        Place first = {0}, second = {0};
        if (race->first)
            first = scenario->steps[race->first - 1]->at;
        if (race->second)
            second = scenario->steps[race->second - 1]->at;
        LineColumn other = source_locate(&scenario->source, second.offset);
        if (!race->second) {
            diag_hint(diags, first, (Place){0},
                      "a race: this walks or prints a set of text or objects; Python chooses its "
                      "order anew in each run");
            continue;
        }
        if (race->first == race->second) {
            diag_hint(diags, first, (Place){0},
                      "a race: two tasks set timers here at different instants that are due at the "
                      "same one; real Python may choose the other order");
            continue;
        }
        diag_hint(diags, first, second,
                  "a race: this and line %u column %u are due at the same instant, but were set "
                  "at different ones; real Python may choose the other order",
                  other.line, other.column);
    }
}

static bool free_on(Loaded *loaded, uint64_t *budget)
{
    if (loaded->scenario && !scenario_free_on(loaded->scenario, budget))
        return false;
    loaded->scenario = NULL;
    return true;
}

const SourceKind source_scenario = {.name = "scenario",
                                    .max_bytes = SCENARIO_MAX_BYTES,
                                    .keeps_text = true,
                                    .takes = takes,
                                    .begin = begin,
                                    .advance = advance,
                                    .end = end,
                                    .present = present,
                                    .source = source,
                                    .hint_races = hint_races,
                                    .free_on = free_on};
