/* From steps to instructions: what a walk comes to, one thing after the other. */
#include "code/making.h"
#include "code/statements.h"

static uint32_t here(const Codes *codes)
{
    return (uint32_t)codes->instrs.count;
}

static Instr *emit(Codes *codes, Opcode op, const Step *step)
{
    array_push(&codes->to, NOWHERE);
    Instr *instr = array_add(&codes->instrs);
    *instr = (Instr){.op = (uint8_t)op,
                     .begins = codes->begins,
                     .step = step->number,
                     .outermost = codes->outermost};
    codes->begins = false;
    return instr;
}

/* --- jumps --- */

static void emit_jump(Codes *codes, const Step *step, uint32_t *chain)
{
    emit(codes, CODE_JUMP, step);
    codes->to.items[here(codes) - 1] = *chain;
    *chain = here(codes) - 1;
}

/* All jumps of the chain lead to `place`. */
static void lead_to(Codes *codes, uint32_t chain, uint32_t place)
{
    while (chain != NOWHERE) {
        uint32_t next = codes->to.items[chain];
        codes->to.items[chain] = place;
        chain = next;
    }
}

static void lead_here(Codes *codes, uint32_t chain)
{
    lead_to(codes, chain, here(codes));
}

/* The instruction that was emitted last leads to `place`. */
static void leads_to(Codes *codes, uint32_t place)
{
    codes->to.items[here(codes) - 1] = place;
}

static void emit_break(Codes *codes, const Step *step)
{
    if (codes->around->verb)
        emit(codes, CODE_BREAK, step);
    else
        emit_jump(codes, step, &codes->around->breaks);
}

static void emit_continue(Codes *codes, const Step *step)
{
    if (codes->around->verb)
        emit(codes, CODE_CONTINUE, step);
    else
        emit_jump(codes, step, &codes->around->continues);
}

/* --- blocks --- */

static void begin_block(Codes *codes, const Step *step, const Block *block)
{
    if (block->count)
        return;
    codes->begins = true;
    emit(codes, CODE_PASS, step);
}

/* A block that `break` and `continue` in it belong to. */
static void begin_around(Codes *codes, Open *open, bool verb)
{
    open->around = (Around){.breaks = NOWHERE, .continues = NOWHERE, .verb = verb};
    codes->around = &open->around;
}

/* --- loops: behind the body it is decided whether there is another round --- */

static void begin_body(Codes *codes, const Step *step, Open *open, const Block *body)
{
    open->body = here(codes);
    begin_around(codes, open, false);
    begin_block(codes, step, body);
}

static void end_body(Codes *codes, Open *open)
{
    codes->around = open->outer;
    lead_here(codes, open->around.continues);
    lead_here(codes, open->first);
}

static void end_while(Codes *codes, const Step *step, Open *open)
{
    end_body(codes, open);
    emit(codes, CODE_WHILE, step)->expr = step->fields[WHILE_CONDITION].expr;
    leads_to(codes, open->body);
    lead_here(codes, open->around.breaks);
}

static void set_own(Instr *instr, uint32_t slot)
{
    instr->own = slot < CODE_NO_NAME;
    instr->name = (uint16_t)slot;
}

/* To bind such a name changes nothing else: a parameter may stand in the text of the call. */
static void set_own_target(const Codes *codes, Instr *instr, const Target *target)
{
    if (target->own > codes->coroutine->parameter_count)
        set_own(instr, target->own - 1);
}

/* The iterator's slot: loops inside one another have their own. */
static uint32_t iterator_slot(const Codes *codes)
{
    return codes->coroutine->slot_count + codes->loops - 1;
}

static void begin_for(Codes *codes, const Step *step, Open *open)
{
    if (++codes->loops > codes->most_loops)
        codes->most_loops = codes->loops;
    Instr *begin = emit(codes, CODE_FOR, step);
    begin->expr = step->fields[FOR_LOOP].loop.iterable;
    begin->slot = iterator_slot(codes);
    open->first = here(codes) - 1;
}

static void end_for(Codes *codes, const Step *step, Open *open)
{
    end_body(codes, open);
    Instr *next = emit(codes, CODE_FOR_NEXT, step);
    next->target = &step->fields[FOR_LOOP].loop.target;
    set_own_target(codes, next, next->target);
    next->slot = iterator_slot(codes);
    leads_to(codes, open->body);
    lead_here(codes, open->around.breaks);
    emit(codes, CODE_FOR_END, step)->slot = iterator_slot(codes);
    codes->loops--;
}

/* --- branches --- */

static void begin_branch(Codes *codes, const Step *step, Open *open, size_t field)
{
    if (field == IF_THEN) {
        open->first = here(codes);
        emit(codes, CODE_IF, step)->expr = step->fields[IF_CONDITION].expr;
    } else {
        emit_jump(codes, step, &open->ends);
        lead_here(codes, open->first);
        open->first = NOWHERE;
    }
    begin_block(codes, step, &step->fields[field].block);
}

static void end_if(Codes *codes, Open *open)
{
    lead_here(codes, open->first);
    lead_here(codes, open->ends);
}

/* --- verbs --- */

static void begin_verb(Codes *codes, const Step *step, Open *open)
{
    emit(codes, CODE_VERB, step)->verb = step;
    open->body = here(codes);
    emit(codes, CODE_RESUME, step)->verb = step;
    if (codes->around) {
        emit_break(codes, step);
        emit_continue(codes, step);
    }
    if (++codes->verbs > codes->most_verbs)
        codes->most_verbs = codes->verbs;
    begin_around(codes, open, true);
}

static void end_verb_block(Codes *codes, const Step *step, Open *open)
{
    if (open->inside)
        emit_jump(codes, step, &open->ends);
    open->inside = false;
}

static void begin_verb_block(Codes *codes, const Step *step, Open *open, const Block *block)
{
    end_verb_block(codes, step, open);
    open->inside = true;
    array_push(&codes->blocks,
               (CodeBlock){.block = block, .at = here(codes) - codes->first});
    begin_block(codes, step, block);
}

static void end_verb(Codes *codes, const Step *step, Open *open)
{
    end_verb_block(codes, step, open);
    codes->around = open->outer;
    codes->verbs--;
    lead_to(codes, open->ends, open->body);
    codes->to.items[open->body] = here(codes);
}

/* --- what has no blocks --- */

static void emit_let(Codes *codes, const Step *step)
{
    const Field *let = &step->fields[0];
    for (uint32_t i = 0; i < let->let.count; i++)
        emit(codes, CODE_LET, step)->let = &let->let.items[i];
}

/* `await fetch(1)`: nobody else can have heard of the coroutine. */
static bool is_own_call(const Codes *codes, const Expr *expr)
{
    return expr->kind == EXPR_CALL && expr->op == CALL_OWN
           && !codes->scenario->coroutines[expr->left->slot].generator;
}

static bool is_method_call(const Expr *expr)
{
    return expr->kind == EXPR_CALL && expr->op == CALL_PLAIN && expr->left->kind == EXPR_ATTRIBUTE;
}

static void emit_return(Codes *codes, const Step *step)
{
    const Expr *value = step->fields[0].expr;
    Instr *returns = emit(codes, codes->verbs ? CODE_LEAVE : CODE_RETURN, step);
    returns->expr = value;
    if (value->kind == EXPR_LOCAL && !value->hops)
        set_own(returns, value->slot);
}

static void emit_await(Codes *codes, const Step *step)
{
    const Expr *expr = step->fields[AWAIT_VALUE].expr;
    const Field *as = &step->fields[AWAIT_AS];
    bool own = is_own_call(codes, expr);
    Opcode op = own ? CODE_AWAIT_OWN : is_method_call(expr) ? CODE_AWAIT_METHOD : CODE_AWAIT;
    Instr *begins = emit(codes, op, step);
    begins->expr = expr;
    if (own)
        begins->callee = &codes->items[expr->left->slot];
    Instr *ends = emit(codes, CODE_AWAITED, step);
    ends->fields = step->fields;
    if (as->present) {
        set_own_target(codes, ends, &as->target);
    } else {
        ends->own = true;
        ends->name = CODE_NO_NAME;
    }
}

/* --- what the walk has come to --- */

static void begin_step(Codes *codes, const Step *step)
{
    Open *open = &codes->open[codes->deep++];
    *open = (Open){.outer = codes->around, .first = NOWHERE, .ends = NOWHERE};
    if (codes->deep == 1)
        codes->outermost = step->number;
    codes->begins = true;
    switch (step->verb->form) {
    case FORM_VERB: begin_verb(codes, step, open); break;
    case FORM_FOR: begin_for(codes, step, open); break;
    case FORM_WHILE: emit_jump(codes, step, &open->first); break;
    case FORM_IF: break;
    case FORM_LET: emit_let(codes, step); break;
    case FORM_CALL: emit(codes, CODE_CALL, step)->fields = step->fields; break;
    case FORM_RETURN: emit_return(codes, step); break;
    case FORM_AWAIT: emit_await(codes, step); break;
    case FORM_BREAK: emit_break(codes, step); break;
    case FORM_CONTINUE: emit_continue(codes, step); break;
    }
}

static void begin_field(Codes *codes, const Step *step, size_t index)
{
    Open *open = &codes->open[codes->deep - 1];
    const Field *field = &step->fields[index];
    if (step->verb->fields[index].kind != FIELD_BLOCK)
        return;
    if (step->verb->form == FORM_VERB)
        begin_verb_block(codes, step, open, &field->block);
    else if (step->verb->form == FORM_IF)
        begin_branch(codes, step, open, index);
    else
        begin_body(codes, step, open, &field->block);
}

static void end_step(Codes *codes, const Step *step)
{
    Open *open = &codes->open[--codes->deep];
    switch (step->verb->form) {
    case FORM_VERB: end_verb(codes, step, open); break;
    case FORM_FOR: end_for(codes, step, open); break;
    case FORM_WHILE: end_while(codes, step, open); break;
    case FORM_IF: end_if(codes, open); break;
    default: break;
    }
}

void emit_event(Codes *codes, WalkEvent event)
{
    const Walk *walk = &codes->walk;
    switch (event) {
    case WALK_STEP: begin_step(codes, walk->step); break;
    case WALK_FIELD: begin_field(codes, walk->step, walk->field); break;
    case WALK_HANDLER:
        begin_verb_block(codes, walk->step, &codes->open[codes->deep - 1], &walk->handler->body);
        break;
    case WALK_LEAVE: end_step(codes, walk->step); break;
    case WALK_OVER: break;
    }
}

void emit_end(Codes *codes, const Step *last)
{
    emit(codes, CODE_END, last);
}
