/* From a bar back to the number in the file. A length stands in its step as a literal, or as a name;
 * a name leads on to the call that bound it (found in the trace: the line the same task was on
 * before, or the step that made the task), to the list a loop walks, or to a `let`. */
#include "app/edit.h"

#include "base/number.h"
#include "steps/steps.h"

#include <string.h>

typedef struct Search {
    const Loaded *loaded;
    const Scenario *scenario;
    const Trace *trace;
    uint32_t timeline;
    double value; /* what the name held: tells apart the items of a list */
    bool has_value;
    Literal *literal;
    Builder *why;
    int depth; /* names followed so far */
} Search;

/* Where a name is looked up: in `coroutine`, by the task of event `event`, at or before it. */
typedef struct Where {
    uint32_t coroutine, task;
    size_t event;
} Where;

enum { MOST_NAMES = 16 };

static bool refuse(Search *search, const char *why)
{
    if (search->why->length == 0)
        builder_text(search->why, why);
    return false;
}

static const char calculated[] = "this length is calculated; only a number as it stands in the "
                                 "file can be dragged";

/* --- what an expression leads to --- */

static bool value_of(const Expr *expr, double *value)
{
    if (expr->kind == EXPR_INT)
        *value = (double)expr->integer;
    else if (expr->kind == EXPR_FLOAT)
        *value = expr->number;
    return expr->kind == EXPR_INT || expr->kind == EXPR_FLOAT;
}

static bool is_literal(Search *search, const Expr *expr)
{
    Str text = search->scenario->source.text;
    double value;
    if (!value_of(expr, &value))
        return false;
    if ((size_t)expr->at.offset + expr->source.length > text.length || expr->source.length == 0 ||
        memcmp(text.at + expr->at.offset, expr->source.at, expr->source.length) != 0)
        return refuse(search, "this number stands in a text with escapes");
    search->literal->at = (Place){expr->at.offset, (uint32_t)expr->source.length};
    search->literal->value = value;
    return true;
}

static bool follow_expr(Search *search, const Expr *expr, Where where);

/* The item of a literal list that the name held; `index` into it where it was unpacked. */
static bool follow_list(Search *search, const Expr *list, int index, Where where)
{
    if (list->kind == EXPR_LOCAL || list->kind == EXPR_SHARED) {
        if (++search->depth > MOST_NAMES)
            return refuse(search, calculated);
        const Expr *held = list->kind == EXPR_SHARED
                               ? search->scenario->shared[list->slot].value
                               : NULL;
        for (uint32_t i = 0; !held && i < search->scenario->step_count; i++) {
            const Step *step = search->scenario->steps[i];
            if (step->coroutine != where.coroutine)
                continue;
            for (int f = 0; f < VERB_FIELDS && step->verb->fields[f].key; f++)
                for (uint32_t k = 0; step->verb->fields[f].kind == FIELD_LET &&
                                     step->fields[f].present && k < step->fields[f].let.count;
                     k++) {
                    const LetItem *item = &step->fields[f].let.items[k];
                    if (!item->name.shared && item->name.slot == list->slot)
                        held = item->value;
                }
        }
        return held ? follow_list(search, held, index, where) : refuse(search, calculated);
    }
    if (list->kind != EXPR_LIST)
        return refuse(search, calculated);
    for (uint32_t i = 0; i < list->count; i++) {
        const Expr *item = list->items[i];
        double value;
        if (index >= 0 && item->kind == EXPR_LIST && (uint32_t)index < item->count)
            item = item->items[index];
        if (value_of(item, &value) && (!search->has_value || value == search->value))
            return is_literal(search, item);
    }
    return refuse(search, calculated);
}

static int name_in(const Target *target, uint32_t slot)
{
    for (uint32_t i = 0; i < target->count; i++)
        if (!target->names[i].shared && target->names[i].slot == slot)
            return (int)i;
    return -1;
}

/* A local that is no parameter: bound by a loop or a `let` of its coroutine. */
static bool follow_local(Search *search, uint32_t slot, Where where)
{
    const Scenario *scenario = search->scenario;
    for (uint32_t i = 0; i < scenario->step_count; i++) {
        const Step *step = scenario->steps[i];
        if (step->coroutine != where.coroutine)
            continue;
        for (int f = 0; f < VERB_FIELDS && step->verb->fields[f].key; f++) {
            const Field *field = &step->fields[f];
            FieldKind kind = step->verb->fields[f].kind;
            if (!field->present)
                continue;
            if (kind == FIELD_FOR || kind == FIELD_EACH) {
                int index = name_in(&field->loop.target, slot);
                if (index >= 0)
                    return follow_list(search, field->loop.iterable,
                                       field->loop.target.unpack ? index : -1, where);
            }
            for (uint32_t k = 0; kind == FIELD_LET && k < field->let.count; k++)
                if (!field->let.items[k].name.shared && field->let.items[k].name.slot == slot)
                    return follow_expr(search, field->let.items[k].value, where);
        }
    }
    return refuse(search, calculated);
}

/* --- calls --- */

typedef struct Calls {
    uint32_t coroutine;
    const Expr *found[64];
    size_t count;
} Calls;

static void collect_calls(Calls *calls, const Expr *expr)
{
    if (!expr)
        return;
    if (expr->kind == EXPR_CALL && expr->left->kind == EXPR_COROUTINE &&
        expr->left->slot == calls->coroutine && calls->count < 64)
        calls->found[calls->count++] = expr;
    if (expr->kind == EXPR_CALL)
        for (uint32_t i = 0; i < expr->count; i++)
            collect_calls(calls, expr->arguments[i].value);
    if (expr->kind == EXPR_LIST)
        for (uint32_t i = 0; i < expr->count; i++)
            collect_calls(calls, expr->items[i]);
}

static void collect_in_step(Calls *calls, const Step *step)
{
    for (int f = 0; f < VERB_FIELDS && step->verb->fields[f].key; f++) {
        const Field *field = &step->fields[f];
        FieldKind kind = step->verb->fields[f].kind;
        if (!field->present)
            continue;
        if (kind == FIELD_VALUE)
            collect_calls(calls, field->expr);
        for (uint32_t i = 0; kind == FIELD_AWAITABLES && i < field->list.count; i++)
            collect_calls(calls, field->list.items[i].value);
    }
}

static const Expr *argument_of(const Expr *call, const Coroutine *coroutine, uint32_t parameter)
{
    for (uint32_t i = 0; i < call->count; i++) {
        const Argument *argument = &call->arguments[i];
        if (argument->star)
            return NULL;
        if (argument->name.length ? str_equal(argument->name, coroutine->parameters[parameter].name)
                                  : i == parameter)
            return argument->value;
    }
    return coroutine->parameters[parameter].standard;
}

/* Of several calls in one step the one whose argument is what the name held. */
static bool follow_call(Search *search, Calls *calls, uint32_t parameter, Where from)
{
    const Coroutine *coroutine = &search->scenario->coroutines[calls->coroutine];
    const Expr *chosen = NULL;
    for (size_t i = 0; i < calls->count; i++) {
        const Expr *argument = argument_of(calls->found[i], coroutine, parameter);
        double value;
        if (!argument)
            continue;
        if (!chosen || (search->has_value && value_of(argument, &value) && value == search->value))
            chosen = argument;
        if (search->has_value && value_of(argument, &value) && value == search->value)
            break;
    }
    return chosen ? follow_expr(search, chosen, from) : refuse(search, calculated);
}

/* The call that `where`'s coroutine runs for. */
static bool follow_parameter(Search *search, uint32_t parameter, Where where)
{
    Calls calls = {.coroutine = where.coroutine};
    for (size_t i = where.event + 1; i-- > 0;) {
        Event event = trace_event(search->trace, i);
        bool line = event.kind == EVENT_LINE, create = event.kind == EVENT_CREATE;
        if (event.task != where.task || !(line || create))
            continue;
        if (event.step) {
            const Step *step = search->scenario->steps[event.step - 1];
            collect_in_step(&calls, step);
            if (calls.count)
                return follow_call(search, &calls, parameter,
                                   (Where){step->coroutine,
                                           create ? event.other : where.task, i ? i - 1 : 0});
        }
        if (create)
            break;
    }
    collect_calls(&calls, search->scenario->timelines[search->timeline].run);
    return follow_call(search, &calls, parameter, where);
}

static bool follow_expr(Search *search, const Expr *expr, Where where)
{
    if (++search->depth > MOST_NAMES)
        return refuse(search, calculated);
    if (expr->kind == EXPR_LOCAL) {
        if (expr->slot < search->scenario->coroutines[where.coroutine].parameter_count)
            return follow_parameter(search, expr->slot, where);
        return follow_local(search, expr->slot, where);
    }
    if (expr->kind == EXPR_SHARED)
        return follow_expr(search, search->scenario->shared[expr->slot].value, where);
    return is_literal(search, expr) || refuse(search, calculated);
}

bool edit_literal(const Loaded *loaded, uint32_t timeline, const Span *span, Literal *literal,
                  Builder *why)
{
    Search search = {.loaded = loaded,
                     .scenario = loaded->scenario,
                     .trace = loaded->traces[timeline],
                     .timeline = timeline,
                     .value = (double)(span->to.t - span->from.t) / 1e9,
                     .has_value = !span->open,
                     .literal = literal,
                     .why = why};
    if (span->kind != SPAN_SLEEP && span->kind != SPAN_BLOCK && span->kind != SPAN_THREAD)
        return refuse(&search, "only a sleep, a block or a thread's work has a length of its own");
    if (span->step == 0 || span->step > loaded->scenario->step_count)
        return refuse(&search, calculated);
    const Step *step = loaded->scenario->steps[span->step - 1];
    if (step->verb->fields[0].kind != FIELD_VALUE || !step->fields[0].expr)
        return refuse(&search, calculated);
    Where where = {step->coroutine, trace_event(search.trace, span->event).task, span->event};
    return follow_expr(&search, step->fields[0].expr, where);
}
