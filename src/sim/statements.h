/* Python's own statements, but for those that leave a frame: what each instruction of them does. They
 * are inlined into the loop that runs a frame's code. Private to run_code.c. */
#ifndef SIM_STATEMENTS_H
#define SIM_STATEMENTS_H

#include "code/statements.h"
#include "python/plain.h"
#include "sim/limits.h"
#include "sim/say.h"
#include "sim/told.h"

/* What an instruction gives: the next one; or `elsewhere` where run->completion leads, or where the run
 * is at its limit, or the frame has to wait; or `paused` where a step can't begin. */
typedef const Instr *Next;
static const Instr elsewhere = {.op = CODE_ELSEWHERE}, paused = {.op = CODE_PAUSE};

__attribute__((cold)) static inline Next fails(Run *run) /* with what Python has raised */
{
    failed(run);
    return &elsewhere;
}

static inline Value *loop_iterator(const Frame *frame, const Instr *at)
{
    return &frame_locals(frame)[at->slot];
}

/* A step is gone on with that has begun before. */
static inline void step_goes_on(Run *run, Frame *frame, const Instr *at)
{
    run->py.step = at->step;
    run->py.fault.length = 0;
    frame->at = at;
}

/* The same, but false at the run's limit. */
static inline bool step_again(Run *run, Frame *frame, const Instr *at)
{
    step_goes_on(run, frame, at);
    return !run->py.limit;
}

/* False where it is too early, or the run's limit is there. */
static inline bool begin_step(Run *run, Frame *frame, const Instr *at)
{
    frame->at = at;
    run->py.fault.length = 0;
    return limits_step(run, at->step);
}

/* --- loops and branches --- */

static inline Next run_pass(Run *run, Frame *frame, const Instr *at)
{
    return begin_step(run, frame, at) ? at + 1 : &paused;
}

static inline Next run_jump(Run *run, Frame *frame, const Instr *at)
{
    return !at->begins || begin_step(run, frame, at) ? at->there : &paused;
}

static inline Next run_for(Run *run, Frame *frame, const Instr *at)
{
    Value iterable;
    if (!begin_step(run, frame, at))
        return &paused;
    if (!eval(run, frame, at->expr, &iterable)
        || !value_iter(&run->py, iterable, loop_iterator(frame, at)))
        return fails(run);
    return at->there;
}

/* A range is walked in place, as value_next does. */
static inline Next run_for_next(Run *run, Frame *frame, const Instr *at)
{
    IteratorObj *iterator = (IteratorObj *)(void *)loop_iterator(frame, at)->o;
    Value item;
    bool more;
    step_goes_on(run, frame, at);
    if (at->own && iterator->form == ITERATE_RANGE && iterator->source) {
        if (!python_work(&run->py, 1))
            return &elsewhere;
        return range_next(iterator, &frame_locals(frame)[at->name]) ? at->there : at + 1;
    }
    if (!value_next(&run->py, OBJ_VALUE(iterator), &item, &more)
        || (more && !bind(run, frame, at->target, item)))
        return fails(run);
    return more ? at->there : at + 1;
}

static inline Next run_for_end(const Frame *frame, const Instr *at)
{
    loop_iterator(frame, at)->tag = V_UNSET;
    return at + 1;
}

static inline Next run_branch(Run *run, Frame *frame, const Instr *at, bool when)
{
    Value condition;
    if (!eval(run, frame, at->expr, &condition))
        return fails(run);
    return value_truth(condition) == when ? at->there : at + 1;
}

static inline Next run_if(Run *run, Frame *frame, const Instr *at)
{
    return begin_step(run, frame, at) ? run_branch(run, frame, at, false) : &paused;
}

static inline Next run_while(Run *run, Frame *frame, const Instr *at)
{
    return step_again(run, frame, at) ? run_branch(run, frame, at, true) : &elsewhere;
}

/* --- what is there at once --- */

/* Python evaluates the value first, then what it is put into, then where. */
static inline bool put_item(Run *run, Frame *frame, const Expr *place, Value value)
{
    Value container, key;
    return eval(run, frame, place->left, &container) && eval(run, frame, place->right, &key)
           && value_store(&run->py, container, key, value);
}

static inline Next run_let(Run *run, Frame *frame, const Instr *at)
{
    const LetItem *item = at->let;
    Value value;
    if (at->begins && !begin_step(run, frame, at))
        return &paused;
    if (!eval(run, frame, item->value, &value))
        return fails(run);
    if (!(item->place ? put_item(run, frame, item->place, value)
                      : bind(run, frame, &item->target, value)))
        return fails(run);
    if (item->target.count == 1 && !item->target.unpack)
        tell_name(run, value, item->name.name);
    return at + 1;
}

static inline Next run_call(Run *run, Frame *frame, const Instr *at)
{
    const Field *fields = at->fields;
    Value value;
    if (!begin_step(run, frame, at))
        return &paused;
    if (!eval(run, frame, fields[CALL_VALUE].expr, &value))
        return fails(run);
    if (fields[CALL_AS].present && !bind(run, frame, &fields[CALL_AS].target, value))
        return fails(run);
    return at + 1;
}

#endif
