/* The looks at a whole scenario, one thing after another: attributes, then each coroutine, walked for what
 * its names hold and again for what is done with them. */
#include "base/budget.h"
#include "base/mem.h"
#include "steps/attributes.h"
#include "steps/sense_holds.h"

typedef enum Part { PART_ATTRIBUTES, PART_LEARN, PART_LOOK } Part;

struct Sensing {
    const Scenario *scenario;
    Search *search; /* NULL: it has ended */
    Part part;
    uint32_t next; /* step; coroutine */
    bool begun;    /* this coroutine */
    Walk walk;
    Sense sense;
};

Sensing *sensing_begin(const Scenario *scenario, Diags *diags)
{
    Sensing *sensing = mem_new(sizeof *sensing);
    sensing->scenario = scenario;
    sensing->sense.diags = diags;
    sensing->search = attributes_begin(scenario, diags);
    return sensing;
}

static size_t weight_of(const Step *step)
{
    size_t bytes = 0;
    for (size_t f = 0; f < VERB_FIELDS && step->verb->fields[f].key; f++) {
        FieldKind kind = step->verb->fields[f].kind;
        bytes += kind == FIELD_BLOCK || kind == FIELD_EXCEPT ? 0 : step->fields[f].at.length;
    }
    return 2 + bytes / 16;
}

static void attributes_on(Sensing *sensing, uint64_t *budget)
{
    if (sensing->next < sensing->scenario->step_count) {
        const Step *step = sensing->scenario->steps[sensing->next++];
        attributes_step(sensing->search, step);
        budget_spend(budget, weight_of(step));
        return;
    }
    attributes_end(sensing->search);
    sensing->search = NULL;
    sensing->part = PART_LEARN;
    sensing->next = 0;
}

static void begin_coroutine(Sensing *sensing)
{
    const Coroutine *coroutine = &sensing->scenario->coroutines[sensing->next];
    Sense *s = &sensing->sense;
    *s = (Sense){.scenario = sensing->scenario, .diags = s->diags};
    s->known = ARENA_ARRAY(&s->arena, Known, coroutine->slot_count);
    s->bound = ARENA_ARRAY(&s->arena, bool, coroutine->slot_count);
    for (uint32_t p = 0; p < coroutine->parameter_count; p++) {
        s->known[p].holds = HOLDS_ANYTHING;
        s->bound[p] = true;
    }
    walk_begin(&sensing->walk, &coroutine->body);
    sensing->begun = true;
}

/* First what its names hold, then what is done with them. */
static void coroutine_on(Sensing *sensing, uint64_t *budget)
{
    Sense *s = &sensing->sense;
    if (!sensing->begun)
        begin_coroutine(sensing);
    WalkEvent event = walk_next(&sensing->walk);
    bool learns = sensing->part == PART_LEARN;
    budget_spend(budget, event == WALK_STEP && !learns ? weight_of(sensing->walk.step) : 1);
    if (event != WALK_OVER && learns) {
        sense_learn(s, event, &sensing->walk);
    } else if (event != WALK_OVER) {
        sense_look(s, event, &sensing->walk);
    } else if (learns) {
        walk_begin(&sensing->walk, &sensing->scenario->coroutines[sensing->next].body);
        sensing->part = PART_LOOK;
    } else {
        arena_free(&s->arena);
        sensing->begun = false;
        sensing->next++;
        sensing->part = PART_LEARN;
    }
}

static bool is_over(const Sensing *sensing)
{
    return sensing->part != PART_ATTRIBUTES && sensing->next == sensing->scenario->coroutine_count;
}

bool sensing_advance(Sensing *sensing, uint64_t *budget)
{
    while (*budget && !is_over(sensing))
        if (sensing->part == PART_ATTRIBUTES)
            attributes_on(sensing, budget);
        else
            coroutine_on(sensing, budget);
    return is_over(sensing);
}

void sensing_end(Sensing *sensing)
{
    if (!sensing)
        return;
    if (sensing->search)
        attributes_end(sensing->search);
    arena_free(&sensing->sense.arena);
    mem_free(sensing);
}

void steps_sense(const Scenario *scenario, Diags *diags)
{
    uint64_t budget = BUDGET_ALL;
    Sensing *sensing = sensing_begin(scenario, diags);
    sensing_advance(sensing, &budget);
    sensing_end(sensing);
}
