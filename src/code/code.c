/* All coroutines' code, one after another: first the instructions, then where they lead. */
#include "code/code.h"

#include "base/budget.h"
#include "code/making.h"

Codes *codes_begin(const Scenario *scenario)
{
    Codes *codes = mem_new(sizeof *codes);
    codes->scenario = scenario;
    codes->items = mem_resize_array(NULL, scenario->coroutine_count, sizeof *codes->items);
    return codes;
}

static void begin_coroutine(Codes *codes)
{
    codes->coroutine = &codes->scenario->coroutines[codes->next];
    codes->first = (uint32_t)codes->instrs.count;
    codes->outermost = codes->most_loops = codes->most_verbs = 0;
    codes->items[codes->next] =
        (Code){.coroutine = codes->coroutine, .block_count = (uint32_t)codes->blocks.count};
    walk_begin(&codes->walk, &codes->coroutine->body);
    codes->begun = true;
}

static void end_coroutine(Codes *codes)
{
    static const Step nothing;
    const Block *body = &codes->coroutine->body;
    Code *code = &codes->items[codes->next++];
    emit_end(codes, body->count ? body->steps[body->count - 1] : &nothing);
    code->count = (uint32_t)codes->instrs.count - codes->first;
    code->slots = codes->coroutine->slot_count + codes->most_loops;
    code->depth = codes->most_verbs;
    code->block_count = (uint32_t)codes->blocks.count - code->block_count;
    codes->begun = false;
}

static void make_on(Codes *codes, uint64_t *budget)
{
    if (!codes->begun)
        begin_coroutine(codes);
    WalkEvent event = walk_next(&codes->walk);
    if (event == WALK_OVER)
        end_coroutine(codes);
    else
        emit_event(codes, event);
    budget_spend(budget, 1);
}

/* No instruction moves any more. */
static void place_all(Codes *codes)
{
    size_t instrs = 0, blocks = 0;
    for (uint32_t i = 0; i < codes->scenario->coroutine_count; i++) {
        Code *code = &codes->items[i];
        if (code->count)
            code->instrs = &codes->instrs.items[instrs];
        if (code->block_count)
            code->blocks = &codes->blocks.items[blocks];
        instrs += code->count;
        blocks += code->block_count;
    }
}

static void link_on(Codes *codes, uint64_t *budget)
{
    enum { AT_ONCE = 256, WORK = 16 };
    Instr *instrs = codes->instrs.items;
    size_t left = codes->instrs.count - codes->linked;
    size_t end = codes->linked + (left < AT_ONCE ? left : AT_ONCE);
    for (; codes->linked < end; codes->linked++) {
        uint32_t to = codes->to.items[codes->linked];
        if (to != NOWHERE)
            instrs[codes->linked].there = &instrs[to];
    }
    budget_spend(budget, WORK);
    if (codes->linked == codes->instrs.count) {
        array_free(&codes->to);
        place_all(codes);
    }
}

static bool is_over(const Codes *codes)
{
    return codes->next == codes->scenario->coroutine_count && codes->linked == codes->instrs.count;
}

bool codes_advance(Codes *codes, uint64_t *budget)
{
    while (*budget && !is_over(codes))
        if (codes->next < codes->scenario->coroutine_count)
            make_on(codes, budget);
        else
            link_on(codes, budget);
    return is_over(codes);
}

Code *codes_items(const Codes *codes)
{
    return codes->items;
}

void codes_free(Codes *codes)
{
    if (!codes)
        return;
    mem_free(codes->items);
    array_free(&codes->instrs);
    array_free(&codes->to);
    array_free(&codes->blocks);
    mem_free(codes);
}

const Instr *code_block(const Code *code, const Instr *resume, const Block *block)
{
    uint32_t after = (uint32_t)(resume - code->instrs), low = 0, high = code->block_count;
    while (low < high) { /* the first behind the verb's beginning */
        uint32_t middle = low + (high - low) / 2;
        if (code->blocks[middle].at <= after)
            low = middle + 1;
        else
            high = middle;
    }
    while (code->blocks[low].block != block)
        low++;
    return &code->instrs[code->blocks[low].at];
}
