#include "sim/limits.h"

#include "base/number.h"

const LimitSpec limit_specs[LIMIT_COUNT] = {
#define LIMIT(ID, value_, name_, words_) [LIMIT_##ID] = {value_, name_, words_},
#include "sim/limits.def"
#undef LIMIT
};

static uint64_t most(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

void limits_begin(Run *run, const SimOptions *options)
{
    const SimOptions none = {0};
    const SimOptions *o = options ? options : &none;
    run->py.max_steps = o->max_steps ? o->max_steps : limit_specs[LIMIT_STEPS].value;
    run->py.max_bytes = o->max_bytes ? o->max_bytes : SIM_MAX_BYTES;
    run->max_turns = most(limit_specs[LIMIT_TURNS].value, run->py.max_steps / 10);
    run->max_prints = most(limit_specs[LIMIT_PRINTS].value, run->py.max_steps / 100);
    run->shown_until = o->until ? o->until : run->timeline->until;
    run->py.collect_always = o->collect_always;
}

static bool steps_over(Run *run)
{
    unsigned long long max = run->py.max_steps;
    if (run->py.steps - run->turn_began > max / 2)
        return python_limit(&run->py,
                            "more than %llu steps were executed, the last half of them without an "
                            "await, so that nothing else can run; a {\"sleep\": ...} in the loop "
                            "lets time pass",
                            max);
    return python_limit(&run->py, "more than %llu steps were executed; --max-steps allows more",
                        max);
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

bool limits_look(Run *run, uint32_t step)
{
    enum { STEPS_BETWEEN = 1024 }; /* two looks at what is held beside the heap */
    if (run->py.limit || run->py.steps >= run->pause_at)
        return false;
    heap_outside_grew(run->py.heap);
    heap_safe_point(run->py.heap);
    run->py.step = step;
    if (run->py.limit)
        return false;
    if (++run->py.steps > run->py.max_steps)
        return steps_over(run);
    run->py.look_at = run->py.collect_always
                          ? 0
                          : least(run->py.steps + STEPS_BETWEEN,
                                  least(run->py.max_steps, run->pause_at));
    return true;
}

static void say_seconds(Builder *out, int64_t nanoseconds)
{
    time_exact(out, nanoseconds);
    builder_text(out, " s");
}

bool limits_turns_over(Run *run)
{
    unsigned long long turns = run->max_turns;
    if (run->turns_here > run->max_turns / 2)
        return python_limit(&run->py,
                            "it goes on without end and no time passes, for sleep(0) only gives "
                            "way; wait for a while, {\"sleep\": 0.1}, or for what is to happen");
    Builder now = {0};
    say_seconds(&now, run->now);
    python_limit(&run->py,
                 "it goes on after %llu turns, at %s; \"until\": 60 in the timeline shows the first "
                 "minute, --max-steps allows more",
                 turns, now.at);
    builder_free(&now);
    return false;
}

bool limits_print(Run *run)
{
    if (++run->prints <= run->max_prints)
        return true;
    return python_limit(&run->py,
                        "it has printed %llu lines and goes on; %s--max-steps allows more",
                        (unsigned long long)run->max_prints,
                        run->now ? "\"until\": 60 in the timeline shows the first minute, " : "");
}

bool limits_until(Run *run)
{
    Builder at = {0};
    run->now = run->shown_until;
    run->was_until = true;
    say_seconds(&at, run->shown_until);
    python_limit(&run->py, "goes on after %s", at.at);
    builder_free(&at);
    return false;
}

/* --- where --- */

static uint32_t loop_in_block(const Block *block, uint32_t number, uint32_t loop);

static uint32_t loop_in_step(const Step *step, uint32_t number, uint32_t loop)
{
    if (step->verb->flags & VERB_LOOP)
        loop = step->number;
    if (step->number == number)
        return loop ? loop : number;
    uint32_t found = 0;
    for (size_t f = 0; f < VERB_FIELDS && step->verb->fields[f].key && !found; f++) {
        const Field *field = &step->fields[f];
        if (field->present && step->verb->fields[f].kind == FIELD_BLOCK)
            found = loop_in_block(&field->block, number, loop);
        if (!field->present || step->verb->fields[f].kind != FIELD_EXCEPT)
            continue;
        for (uint32_t i = 0; i < field->handlers.count && !found; i++)
            found = loop_in_block(&field->handlers.items[i].body, number, loop);
    }
    return found;
}

/* Steps are numbered in the order of the file: what is not one of them is in the last before it. */
static uint32_t loop_in_block(const Block *block, uint32_t number, uint32_t loop)
{
    uint32_t low = 0, high = block->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (block->steps[middle]->number <= number)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? loop_in_step(block->steps[low - 1], number, loop) : 0;
}

uint32_t limits_place(const Run *run)
{
    uint32_t number = run->py.limit_step;
    if (number == 0 || run->was_until)
        return 0;
    const Scenario *scenario = run->py.scenario;
    const Coroutine *coroutine = &scenario->coroutines[scenario->steps[number - 1]->coroutine];
    uint32_t loop = run->py.limit_here ? 0 : loop_in_block(&coroutine->body, number, 0);
    return loop ? loop : number;
}
