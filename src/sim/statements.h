/* Python's own statements: how they run. They are inlined into the loop that drives all steps,
 * which calls the verbs of asyncio instead. Private to drive.c, but for what a step of each holds. */
#ifndef SIM_STATEMENTS_H
#define SIM_STATEMENTS_H

#include "python/plain.h"
#include "sim/say.h"
#include "sim/told.h"

enum { FOR_LOOP, FOR_DO };
enum { WHILE_CONDITION, WHILE_DO };
enum { IF_CONDITION, IF_THEN, IF_ELSE };
enum { AWAIT_VALUE, AWAIT_AS };
enum { CALL_VALUE, CALL_AS };

static inline Signal start_block(Activation *activation, const Field *field)
{
    activation->block = &field->block;
    return SIGNAL_BLOCK;
}

/* --- loops and branches --- */

static inline Signal next_round(Run *run, Frame *frame, Activation *activation)
{
    const Field *fields = activation->step->fields;
    Value item;
    bool more;
    if (!value_next(&run->py, activation->a, &item, &more))
        return failed(run);
    if (!more)
        return SIGNAL_OVER;
    if (!bind(run, frame, &fields[FOR_LOOP].loop.target, item))
        return failed(run);
    return start_block(activation, &fields[FOR_DO]);
}

/* The activation's `a` holds the iterator, so a list that changes meanwhile is walked as Python
 * walks it. */
static inline Signal run_for(Run *run, Frame *frame, Activation *activation,
                             const Completion *completion)
{
    if (activation->phase == 0) {
        Value iterable;
        if (!eval(run, frame, activation->step->fields[FOR_LOOP].loop.iterable, &iterable)
            || !value_iter(&run->py, iterable, &activation->a))
            return failed(run);
        activation->phase = 1;
    } else if (completion->kind == COMPLETE_BREAK) {
        return SIGNAL_OVER;
    } else if (completion->kind == COMPLETE_RETURN || completion->kind == COMPLETE_RAISE) {
        return complete(run, *completion);
    }
    return next_round(run, frame, activation);
}

static inline Signal run_while(Run *run, Frame *frame, Activation *activation,
                               const Completion *completion)
{
    const Field *fields = activation->step->fields;
    Value condition;
    if (completion->kind == COMPLETE_BREAK)
        return SIGNAL_OVER;
    if (completion->kind == COMPLETE_RETURN || completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (!eval(run, frame, fields[WHILE_CONDITION].expr, &condition))
        return failed(run);
    return value_truth(condition) ? start_block(activation, &fields[WHILE_DO])
                                  : SIGNAL_OVER;
}

static inline Signal run_if(Run *run, Frame *frame, Activation *activation,
                            const Completion *completion)
{
    const Field *fields = activation->step->fields;
    Value condition;
    if (activation->phase)
        return complete(run, *completion);
    activation->phase = 1;
    if (!eval(run, frame, fields[IF_CONDITION].expr, &condition))
        return failed(run);
    const Field *branch = &fields[value_truth(condition) ? IF_THEN : IF_ELSE];
    return branch->present ? start_block(activation, branch) : SIGNAL_OVER;
}

/* --- what is there at once --- */

/* Python evaluates the value first, then what it is put into, then where. */
static inline bool put(Run *run, Frame *frame, const Expr *place, Value value)
{
    Value container, key;
    return eval(run, frame, place->left, &container) && eval(run, frame, place->right, &key)
           && value_store(&run->py, container, key, value);
}

static inline Signal run_let(Run *run, Frame *frame, const Activation *activation)
{
    const Field *let = &activation->step->fields[0];
    for (uint32_t i = 0; i < let->let.count; i++) {
        const LetItem *item = &let->let.items[i];
        Value value;
        if (!eval(run, frame, item->value, &value))
            return failed(run);
        if (!(item->place ? put(run, frame, item->place, value)
                          : bind(run, frame, &item->target, value)))
            return failed(run);
        if (item->target.count == 1 && !item->target.unpack)
            tell_name(run, value, item->name.name);
    }
    return SIGNAL_OVER;
}

static inline Signal run_call(Run *run, Frame *frame, const Activation *activation)
{
    const Field *fields = activation->step->fields;
    Value value;
    if (!eval(run, frame, fields[CALL_VALUE].expr, &value))
        return failed(run);
    if (fields[CALL_AS].present && !bind(run, frame, &fields[CALL_AS].target, value))
        return failed(run);
    return SIGNAL_OVER;
}

static inline Signal run_return(Run *run, Frame *frame, const Activation *activation)
{
    Value value;
    if (!eval(run, frame, activation->step->fields[0].expr, &value))
        return failed(run);
    return complete(run, (Completion){.kind = COMPLETE_RETURN, .value = value});
}

/* --- await --- */

/* Phases: WAITING_OWN where nobody else has heard of the coroutine. */
enum { AWAIT_STARTS, WAITING, WAITING_OWN };

/* `await fetch(1)`; or `await q.get()`, which a method of asyncio's has made just now. */
static inline bool is_own_call(Run *run, const Expr *expr, Value awaited)
{
    if (expr->kind != EXPR_CALL)
        return false;
    if (expr->op == CALL_OWN)
        return true;
    return expr->left->kind == EXPR_ATTRIBUTE && value_is(awaited, OBJ_FRAME)
           && awaited.o->serial == heap_meter(run->py.heap)->serial
           && python_method_kind(&run->py, expr->left) >= OBJ_PLAIN_KINDS;
}

static inline Signal run_await(Run *run, Frame *frame, Activation *activation,
                               const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (activation->phase == AWAIT_STARTS) {
        const Expr *expr = fields[AWAIT_VALUE].expr;
        if (!eval(run, frame, expr, &activation->a))
            return failed(run);
        activation->phase = is_own_call(run, expr, activation->a) ? WAITING_OWN : WAITING;
        return await_value(run, activation->a);
    }
    if (completion->kind == COMPLETE_RAISE)
        return complete(run, *completion);
    if (activation->phase == WAITING_OWN) {
        frame_release(run, (Frame *)activation->a.o);
        activation->a = NONE_VALUE;
    }
    return bind_as(run, frame, &fields[AWAIT_AS], completion->value) ? SIGNAL_OVER
                                                                     : failed(run);
}

#endif
