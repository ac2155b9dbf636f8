/* {"try": [...], "except": {"ValueError as e": [...]}, "else": [...], "finally": [...]}, and with
 * `except*` in the place of `except`.
 *
 * Whatever way a part ends - normally, by an exception, by return, break or continue - is a
 * Completion. It goes from part to part: an exception out of the body to the first clause that
 * matches, all else to `finally`; there it waits in the activation, and goes on when `finally` ends
 * normally. If `finally` ends in any other way, that replaces it. */
#include "python/exception.h"
#include "scenario/mistakes/mistakes.h"
#include "sim/say.h"
#include "sim/told.h"
#include "steps/except_star.h"
#include "steps/steps.h"

enum { TRY, EXCEPT, EXCEPT_STAR, ELSE, FINALLY };

/* Phases. IN_FINALLY + the kind of completion that waits (its value in `a`, what was being handled
 * outside in `b`); IN_HANDLER + the clause's index (what was being handled outside in `b`; for
 * except*, `a` is a list: see star_begin). */
enum { STARTS, IN_BODY, IN_ELSE, IN_FINALLY, IN_HANDLER = IN_FINALLY + COMPLETE_CONTINUE + 1 };
enum { ORIGINAL, REST, RAISED }; /* of except*'s list; RAISED and on: what clauses raised */

static const Completion normal = {.kind = COMPLETE_NORMAL, .value = {.tag = V_NONE}};

static Value handling_value(const Frame *frame)
{
    return frame->handling ? OBJ_VALUE(frame->handling) : NONE_VALUE;
}

static void restore_handling(Frame *frame, const Activation *activation)
{
    frame->handling = activation->b.tag == V_OBJ ? activation->b.o : NULL;
}

static Completion take_raised(Run *run)
{
    Completion completion = {.kind = COMPLETE_RAISE, .value = OBJ_VALUE(run->py.raised)};
    run->py.raised = NULL;
    return completion;
}

static Signal start_block(Activation *activation, const Block *block, uint32_t phase)
{
    activation->phase = phase;
    activation->block = block;
    return SIGNAL_BLOCK;
}

/* All but `finally` is through. */
static Signal finish(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    const Field *finally = &activation->step->fields[FINALLY];
    if (!finally->present)
        return complete(run, *completion);
    activation->a = completion->value;
    activation->b = handling_value(frame);
    if (completion->kind == COMPLETE_RAISE)
        frame->handling = completion->value.o;
    return start_block(activation, &finally->block, IN_FINALLY + (uint32_t)completion->kind);
}

static Signal after_finally(Run *run, Frame *frame, Activation *activation,
                            const Completion *completion)
{
    restore_handling(frame, activation);
    if (completion->kind != COMPLETE_NORMAL)
        return complete(run, *completion);
    return complete(run, (Completion){.kind = (CompletionKind)(activation->phase - IN_FINALLY),
                                      .value = activation->a});
}

/* The clauses are through, or looking for one failed: run->py.raised, if anything, goes on. */
static Signal leave_clauses(Run *run, Frame *frame, Activation *activation,
                            const Completion *completion)
{
    restore_handling(frame, activation);
    return finish(run, frame, activation, completion);
}

static Signal clause_failed(Run *run, Frame *frame, Activation *activation)
{
    if (run->py.limit)
        return failed(run);
    const Completion raised = take_raised(run);
    return leave_clauses(run, frame, activation, &raised);
}

/* A clause's type, or the tuple of its types. */
static bool clause_type(Run *run, Frame *frame, const Handler *handler, Value *type)
{
    if (handler->type_count == 1)
        return eval(run, frame, handler->types[0], type);
    *type = value_list(&run->py, OBJ_TUPLE, NULL, 0);
    for (uint32_t i = 0; i < handler->type_count; i++) {
        Value one;
        if (!eval(run, frame, handler->types[i], &one) ||
            !list_append(&run->py, (ListObj *)type->o, one))
            return false;
    }
    return true;
}

static Signal enter_clause(Run *run, Frame *frame, Activation *activation, uint32_t index)
{
    const Step *step = activation->step;
    const Field *clauses = &step->fields[step->fields[EXCEPT].present ? EXCEPT : EXCEPT_STAR];
    const Handler *handler = &clauses->handlers.items[index];
    if (handler->name.count && !bind(run, frame, &handler->name, OBJ_VALUE(frame->handling)))
        return clause_failed(run, frame, activation);
    return start_block(activation, &handler->body, IN_HANDLER + index);
}

static Signal find_clause(Run *run, Frame *frame, Activation *activation, ExceptionObj *exception)
{
    const Field *clauses = &activation->step->fields[EXCEPT];
    activation->b = handling_value(frame);
    frame->handling = &exception->obj;
    for (uint32_t i = 0; clauses->present && i < clauses->handlers.count; i++) {
        Value type;
        bool matches;
        if (!clause_type(run, frame, &clauses->handlers.items[i], &type) ||
            !exception_matches(&run->py, exception, type, &matches))
            return clause_failed(run, frame, activation);
        if (matches) {
            tell_caught(run, exception);
            return enter_clause(run, frame, activation, i);
        }
    }
    return leave_clauses(run, frame, activation,
                         &(Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(exception)});
}

static Signal star_end(Run *run, Frame *frame, Activation *activation)
{
    const ListObj *state = (const ListObj *)activation->a.o;
    ExceptionObj *original = (ExceptionObj *)state->items[ORIGINAL].o;
    Value rest = state->items[REST];
    ExceptionObj *result;
    if (!except_star_outcome(run, original, state->items + RAISED, state->count - RAISED,
                             rest.tag == V_OBJ ? (ExceptionObj *)rest.o : NULL, &result))
        return clause_failed(run, frame, activation);
    Completion completion = normal;
    if (result)
        completion = (Completion){.kind = COMPLETE_RAISE, .value = OBJ_VALUE(result)};
    return leave_clauses(run, frame, activation, &completion);
}

/* Every clause's type is evaluated, also where nothing is left for it to take. */
static Signal star_next(Run *run, Frame *frame, Activation *activation, uint32_t index)
{
    const Field *clauses = &activation->step->fields[EXCEPT_STAR];
    ListObj *state = (ListObj *)activation->a.o;
    for (uint32_t i = index; i < clauses->handlers.count; i++) {
        Value type;
        if (!clause_type(run, frame, &clauses->handlers.items[i], &type))
            return clause_failed(run, frame, activation);
        if (state->items[REST].tag != V_OBJ)
            continue;
        ExceptionObj *matched, *rest;
        if (!exception_split(&run->py, (ExceptionObj *)state->items[REST].o, type, &matched, &rest))
            return clause_failed(run, frame, activation);
        state->items[REST] = rest ? OBJ_VALUE(rest) : NONE_VALUE;
        if (!matched)
            continue;
        frame->handling = &matched->obj;
        tell_caught(run, matched);
        return enter_clause(run, frame, activation, i);
    }
    return star_end(run, frame, activation);
}

static Signal star_begin(Run *run, Frame *frame, Activation *activation, ExceptionObj *exception)
{
    Value state[] = {[ORIGINAL] = OBJ_VALUE(exception), [REST] = OBJ_VALUE(exception)};
    activation->a = value_list(&run->py, OBJ_LIST, state, RAISED);
    activation->b = handling_value(frame);
    frame->handling = &exception->obj;
    return star_next(run, frame, activation, 0);
}

static Signal after_body(Run *run, Frame *frame, Activation *activation,
                         const Completion *completion)
{
    const Field *fields = activation->step->fields;
    if (completion->kind == COMPLETE_NORMAL && fields[ELSE].present)
        return start_block(activation, &fields[ELSE].block, IN_ELSE);
    if (completion->kind != COMPLETE_RAISE)
        return finish(run, frame, activation, completion);
    ExceptionObj *exception = (ExceptionObj *)completion->value.o;
    if (fields[EXCEPT_STAR].present)
        return star_begin(run, frame, activation, exception);
    return find_clause(run, frame, activation, exception);
}

static Signal after_clause(Run *run, Frame *frame, Activation *activation,
                           const Completion *completion)
{
    const Field *fields = activation->step->fields;
    uint32_t index = activation->phase - IN_HANDLER;
    const Field *clauses = &fields[fields[EXCEPT].present ? EXCEPT : EXCEPT_STAR];
    if (clauses->handlers.items[index].name.count)
        unbind(run, frame, &clauses->handlers.items[index].name);
    if (fields[EXCEPT].present)
        return leave_clauses(run, frame, activation, completion);
    if (completion->kind == COMPLETE_RAISE &&
        !list_append(&run->py, (ListObj *)activation->a.o, completion->value))
        return clause_failed(run, frame, activation);
    return star_next(run, frame, activation, index + 1);
}

static Signal run_try(Run *run, Frame *frame, Activation *activation, const Completion *completion)
{
    switch (activation->phase) {
    case STARTS:
        return start_block(activation, &activation->step->fields[TRY].block, IN_BODY);
    case IN_BODY:
        return after_body(run, frame, activation, completion);
    case IN_ELSE:
        return finish(run, frame, activation, completion);
    default:
        if (activation->phase >= IN_HANDLER)
            return after_clause(run, frame, activation, completion);
        return after_finally(run, frame, activation, completion);
    }
}

static void check_try(const Step *step, Diags *diags)
{
    const Field *fields = step->fields;
    bool clauses = fields[EXCEPT].present || fields[EXCEPT_STAR].present;
    if (fields[EXCEPT].present && fields[EXCEPT_STAR].present)
        diag_mistake(diags, fields[EXCEPT_STAR].key_at, E_TRY_CLAUSES,
                     "a `try` has either `except` or `except*`, not both");
    if (!clauses && !fields[FINALLY].present)
        diag_mistake(diags, fields[TRY].key_at, E_TRY_CLAUSES,
                     "a `try` needs an `except` or a `finally`");
    if (!clauses && fields[ELSE].present)
        diag_mistake(diags, fields[ELSE].key_at, E_TRY_CLAUSES,
                     "the `else` of a `try` needs an `except` before it");
}

static void write_clauses(ListingWriter *writer, const Field *clauses, const char *word)
{
    for (uint32_t i = 0; clauses->present && i < clauses->handlers.count; i++) {
        const Handler *handler = &clauses->handlers.items[i];
        const char *name = listing_target(writer, &handler->name);
        listing_line(writer, "%s %s%s%s:", word,
                     listing_types(writer, handler->types, handler->type_count),
                     *name ? " as " : "", name);
        listing_block(writer, &handler->body);
    }
}

static void write_try(ListingWriter *writer, const Step *step)
{
    listing_line(writer, "try:");
    listing_block(writer, &step->fields[TRY].block);
    write_clauses(writer, &step->fields[EXCEPT], "except");
    write_clauses(writer, &step->fields[EXCEPT_STAR], "except*");
    if (step->fields[ELSE].present) {
        listing_line(writer, "else:");
        listing_block(writer, &step->fields[ELSE].block);
    }
    if (step->fields[FINALLY].present) {
        listing_line(writer, "finally:");
        listing_block(writer, &step->fields[FINALLY].block);
    }
}

const StepVerb verb_try = {
    .spec = {
        .name = "try",
        .help = "try: ... except ValueError as e: ... else: ... finally: ...",
        .snippet = "{\"try\": [$1], \"except\": {\"${2:Exception as e}\": [$3]}}",
        .flags = VERB_NO_JUMP,
        .fields = {
            [TRY] = {.key = "try", .kind = FIELD_BLOCK, .required = true,
                     .help = "the steps that may fail"},
            [EXCEPT] = {.key = "except", .kind = FIELD_EXCEPT,
                        .help = "{\"ValueError as e\": [...], \"KeyError, OSError\": [...]}"},
            [EXCEPT_STAR] = {.key = "except*", .kind = FIELD_EXCEPT,
                             .help = "the same for the parts of an exception group"},
            [ELSE] = {.key = "else", .kind = FIELD_BLOCK,
                      .help = "the steps where nothing was raised"},
            [FINALLY] = {.key = "finally", .kind = FIELD_BLOCK,
                         .help = "the steps that come at the end, whatever happened"},
        },
        .check = check_try,
    },
    .ops = {.run = run_try},
    .write = write_try,
};
