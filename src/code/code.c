/* From steps to instructions, in one walk. What a jump leads to is mostly not known yet when it is
 * made: jumps to one place are chained through their `to` until it is. They are indices as long as the
 * instructions may move. */
#include "code/code.h"

#include "code/calls.h"
#include "code/statements.h"

#include <string.h>

#define NOWHERE UINT32_MAX

/* What `break` and `continue` belong to. */
typedef struct Around {
    uint32_t breaks, continues; /* chains of jumps */
    bool verb;                  /* a verb's block is to be left first: it is told */
} Around;

typedef struct Maker {
    const Scenario *scenario;
    const Coroutine *coroutine;
    ARRAY(Instr) instrs;
    ARRAY(uint32_t) to; /* of each */
    ARRAY(CodeBlock) blocks;
    Around *around; /* NULL: nothing */
    uint32_t outermost;
    uint32_t loops, most_loops, depth, most_depth; /* under way, and at most */
} Maker;

static void make_block(Maker *maker, const Block *block, const Step *owner);

static uint32_t here(const Maker *maker)
{
    return (uint32_t)maker->instrs.count;
}

static Instr *emit(Maker *maker, Opcode op, const Step *step)
{
    array_push(&maker->to, NOWHERE);
    array_push(&maker->instrs,
               (Instr){.op = (uint8_t)op, .step = step->number, .outermost = maker->outermost});
    return &maker->instrs.items[maker->instrs.count - 1];
}

/* --- jumps --- */

static void emit_jump(Maker *maker, const Step *step, uint32_t *chain)
{
    emit(maker, CODE_JUMP, step);
    maker->to.items[here(maker) - 1] = *chain;
    *chain = here(maker) - 1;
}

/* All jumps of the chain lead to `place`. */
static void lead_to(Maker *maker, uint32_t chain, uint32_t place)
{
    while (chain != NOWHERE) {
        uint32_t next = maker->to.items[chain];
        maker->to.items[chain] = place;
        chain = next;
    }
}

static void lead_here(Maker *maker, uint32_t chain)
{
    lead_to(maker, chain, here(maker));
}

static void make_break(Maker *maker, const Step *step)
{
    if (maker->around->verb)
        emit(maker, CODE_BREAK, step);
    else
        emit_jump(maker, step, &maker->around->breaks);
}

static void make_continue(Maker *maker, const Step *step)
{
    if (maker->around->verb)
        emit(maker, CODE_CONTINUE, step);
    else
        emit_jump(maker, step, &maker->around->continues);
}

/* --- loops and branches --- */

/* The body, and behind it the place where it is decided whether there is another round. */
static void make_body(Maker *maker, const Step *step, const Block *body, uint32_t *breaks)
{
    Around around = {.breaks = NOWHERE, .continues = NOWHERE}, *outer = maker->around;
    maker->around = &around;
    make_block(maker, body, step);
    maker->around = outer;
    lead_here(maker, around.continues);
    *breaks = around.breaks;
}

static void make_while(Maker *maker, const Step *step)
{
    uint32_t first = NOWHERE, breaks;
    emit_jump(maker, step, &first);
    uint32_t body = here(maker);
    make_body(maker, step, &step->fields[WHILE_DO].block, &breaks);
    lead_here(maker, first);
    Instr *condition = emit(maker, CODE_WHILE, step);
    condition->expr = step->fields[WHILE_CONDITION].expr;
    maker->to.items[here(maker) - 1] = body;
    lead_here(maker, breaks);
}

static void set_own(Instr *instr, uint32_t slot)
{
    instr->own = slot < CODE_NO_NAME;
    instr->name = (uint16_t)slot;
}

/* To bind such a name changes nothing else: a parameter may stand in the text of the call. */
static void set_own_target(const Maker *maker, Instr *instr, const Target *target)
{
    if (target->own > maker->coroutine->parameter_count)
        set_own(instr, target->own - 1);
}

static void make_for(Maker *maker, const Step *step)
{
    const Field *loop = &step->fields[FOR_LOOP];
    uint32_t slot = maker->coroutine->slot_count + maker->loops++;
    uint32_t first, breaks;
    if (maker->loops > maker->most_loops)
        maker->most_loops = maker->loops;
    Instr *begin = emit(maker, CODE_FOR, step);
    begin->expr = loop->loop.iterable;
    begin->slot = slot;
    first = here(maker) - 1;
    uint32_t body = here(maker);
    make_body(maker, step, &step->fields[FOR_DO].block, &breaks);
    lead_here(maker, first);
    Instr *next = emit(maker, CODE_FOR_NEXT, step);
    next->target = &loop->loop.target;
    set_own_target(maker, next, next->target);
    next->slot = slot;
    maker->to.items[here(maker) - 1] = body;
    lead_here(maker, breaks);
    emit(maker, CODE_FOR_END, step)->slot = slot;
    maker->loops--;
}

static void make_if(Maker *maker, const Step *step)
{
    const Field *fields = step->fields;
    uint32_t otherwise = here(maker), end = NOWHERE;
    Instr *condition = emit(maker, CODE_IF, step);
    condition->expr = fields[IF_CONDITION].expr;
    make_block(maker, &fields[IF_THEN].block, step);
    if (fields[IF_ELSE].present) {
        emit_jump(maker, step, &end);
        lead_here(maker, otherwise);
        make_block(maker, &fields[IF_ELSE].block, step);
    } else {
        lead_here(maker, otherwise);
    }
    lead_here(maker, end);
}

/* --- verbs --- */

static void make_verb_block(Maker *maker, const Step *step, const Block *block, uint32_t *ends)
{
    array_push(&maker->blocks, (CodeBlock){.block = block, .at = here(maker)});
    make_block(maker, block, step);
    emit_jump(maker, step, ends);
}

static void make_verb_blocks(Maker *maker, const Step *step, uint32_t *ends)
{
    for (int i = 0; i < VERB_FIELDS; i++) {
        const Field *field = &step->fields[i];
        if (!field->present)
            continue;
        if (step->verb->fields[i].kind == FIELD_BLOCK)
            make_verb_block(maker, step, &field->block, ends);
        if (step->verb->fields[i].kind != FIELD_EXCEPT)
            continue;
        for (uint32_t h = 0; h < field->handlers.count; h++)
            make_verb_block(maker, step, &field->handlers.items[h].body, ends);
    }
}

static void make_verb(Maker *maker, const Step *step)
{
    emit(maker, CODE_VERB, step)->verb = step;
    uint32_t resume = here(maker), ends = NOWHERE;
    emit(maker, CODE_RESUME, step)->verb = step;
    if (maker->around) {
        make_break(maker, step);
        make_continue(maker, step);
    }
    Around around = {.breaks = NOWHERE, .continues = NOWHERE, .verb = true}, *outer = maker->around;
    if (++maker->depth > maker->most_depth)
        maker->most_depth = maker->depth;
    maker->around = &around;
    make_verb_blocks(maker, step, &ends);
    maker->around = outer;
    maker->depth--;
    lead_to(maker, ends, resume);
    maker->to.items[resume] = here(maker);
}

/* --- steps --- */

static void make_let(Maker *maker, const Step *step)
{
    const Field *let = &step->fields[0];
    for (uint32_t i = 0; i < let->let.count; i++)
        emit(maker, CODE_LET, step)->let = &let->let.items[i];
}

/* `await fetch(1)`: nobody else can have heard of the coroutine. */
static bool is_own_call(const Maker *maker, const Expr *expr)
{
    return expr->kind == EXPR_CALL && expr->op == CALL_OWN
           && !maker->scenario->coroutines[expr->left->slot].generator;
}

static void make_return(Maker *maker, const Step *step)
{
    const Expr *value = step->fields[0].expr;
    Instr *returns = emit(maker, CODE_RETURN, step);
    returns->expr = value;
    if (value->kind == EXPR_LOCAL && !value->hops)
        set_own(returns, value->slot);
}

static void make_await(Maker *maker, const Step *step)
{
    const Expr *expr = step->fields[AWAIT_VALUE].expr;
    const Field *as = &step->fields[AWAIT_AS];
    bool own = is_own_call(maker, expr);
    Instr *begins = emit(maker, own ? CODE_AWAIT_OWN : CODE_AWAIT, step);
    begins->expr = expr;
    begins->own = code_is_method_call(expr);
    Instr *ends = emit(maker, own ? CODE_OWN_ENDS : CODE_AWAITED, step);
    ends->fields = step->fields;
    if (as->present) {
        set_own_target(maker, ends, &as->target);
    } else {
        ends->own = true;
        ends->name = CODE_NO_NAME;
    }
}

static void make_step(Maker *maker, const Step *step)
{
    emit(maker, CODE_STEP, step);
    switch (step->verb->form) {
    case FORM_VERB: make_verb(maker, step); break;
    case FORM_FOR: make_for(maker, step); break;
    case FORM_WHILE: make_while(maker, step); break;
    case FORM_IF: make_if(maker, step); break;
    case FORM_LET: make_let(maker, step); break;
    case FORM_CALL: emit(maker, CODE_CALL, step)->fields = step->fields; break;
    case FORM_RETURN: make_return(maker, step); break;
    case FORM_AWAIT: make_await(maker, step); break;
    case FORM_BREAK: make_break(maker, step); break;
    case FORM_CONTINUE: make_continue(maker, step); break;
    }
}

/* Recursion as deep as a file may nest: SCENARIO_MAX_DEPTH. */
static void make_block(Maker *maker, const Block *block, const Step *owner)
{
    if (!block->count)
        emit(maker, CODE_STEP, owner);
    for (uint32_t i = 0; i < block->count; i++)
        make_step(maker, block->steps[i]);
}

/* --- coroutines --- */

static void make_all(Maker *maker, const Block *body)
{
    static const Step nothing;
    const Step *last = &nothing;
    for (uint32_t i = 0; i < body->count; i++) {
        last = body->steps[i];
        maker->outermost = last->number;
        make_step(maker, last);
    }
    emit(maker, CODE_END, last);
}

static void *keep(Arena *arena, void *items, size_t size)
{
    void *kept = arena_alloc(arena, size);
    if (size)
        memcpy(kept, items, size);
    mem_free(items);
    return kept;
}

static Code make_code(Arena *arena, const Scenario *scenario, const Coroutine *coroutine,
                      Code *codes)
{
    Maker maker = {.scenario = scenario, .coroutine = coroutine};
    make_all(&maker, &coroutine->body);
    uint32_t count = here(&maker);
    Instr *instrs = keep(arena, maker.instrs.items, count * sizeof *instrs);
    for (uint32_t i = 0; i < count; i++)
        if (instrs[i].op == CODE_AWAIT_OWN)
            instrs[i].callee = &codes[instrs[i].expr->left->slot];
        else
            instrs[i].there = maker.to.items[i] == NOWHERE ? NULL : &instrs[maker.to.items[i]];
    array_free(&maker.to);
    return (Code){.coroutine = coroutine,
                  .instrs = instrs,
                  .count = count,
                  .slots = coroutine->slot_count + maker.most_loops,
                  .depth = maker.most_depth,
                  .block_count = (uint32_t)maker.blocks.count,
                  .blocks = keep(arena, maker.blocks.items,
                                 maker.blocks.count * sizeof *maker.blocks.items)};
}

Code *code_make(Arena *arena, const Scenario *scenario)
{
    Code *codes = ARENA_ARRAY(arena, Code, scenario->coroutine_count);
    for (uint32_t i = 0; i < scenario->coroutine_count; i++)
        codes[i] = make_code(arena, scenario, &scenario->coroutines[i], codes);
    return codes;
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
