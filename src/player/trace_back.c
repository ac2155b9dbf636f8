/* From a bar back to the number in the file. A length stands in its step as a literal, or as a
 * name; a name leads on to the call that bound it (one in line below the task's own coroutine, or
 * the one the task was made with), to the list a loop walks, or to a `let`. */
#include "player/edit.h"

#include "player/python_back.h"

#include "base/number.h"
#include "steps/steps.h"

#include <string.h>

typedef struct Search {
    const Scenario *scenario;
    const Trace *trace;
    uint32_t timeline;
    double value; /* what the name held: tells apart the items of a list */
    bool has_value;
    Str call; /* as the picture has it, until the first call is found */
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
                                       field->loop.target.unpack && !field->loop.target.parts ? index : -1,
                                       where);
            }
            for (uint32_t k = 0; kind == FIELD_LET && k < field->let.count; k++)
                if (!field->let.items[k].name.shared && field->let.items[k].name.slot == slot)
                    return follow_expr(search, field->let.items[k].value, where);
        }
    }
    return refuse(search, calculated);
}

/* --- calls --- */

enum { MOST_CALLS = 64 };

typedef struct Calls {
    uint32_t coroutine; /* that they call */
    const Expr *found[MOST_CALLS];
    uint32_t in[MOST_CALLS]; /* the coroutine each stands in */
    uint32_t from;           /* the one being searched */
    size_t count;
} Calls;

static void collect_calls(Calls *calls, const Expr *expr)
{
    if (!expr)
        return;
    if (expr->kind == EXPR_CALL && expr->left->kind == EXPR_COROUTINE &&
        expr->left->slot == calls->coroutine && calls->count < MOST_CALLS) {
        calls->in[calls->count] = calls->from;
        calls->found[calls->count++] = expr;
    }
    if (expr->kind == EXPR_CALL)
        for (uint32_t i = 0; i < expr->count; i++)
            collect_calls(calls, expr->arguments[i].value);
    if (expr->kind == EXPR_LIST)
        for (uint32_t i = 0; i < expr->count; i++)
            collect_calls(calls, expr->items[i]);
}

static void collect_in_step(Calls *calls, const Step *step)
{
    calls->from = step->coroutine;
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

/* In all that `root` runs in line, itself first. */
static void collect_below(Calls *calls, const Scenario *scenario, uint32_t root)
{
    Arena arena = {0};
    bool *seen = ARENA_ARRAY(&arena, bool, scenario->coroutine_count);
    uint32_t *queue = ARENA_ARRAY(&arena, uint32_t, scenario->coroutine_count);
    uint32_t count = 0;
    seen[root] = true;
    queue[count++] = root;
    for (uint32_t next = 0; next < count; next++)
        for (uint32_t i = 0; i < scenario->step_count; i++) {
            const Step *step = scenario->steps[i];
            if (step->coroutine != queue[next])
                continue;
            collect_in_step(calls, step);
            for (uint32_t c = 0; c < scenario->coroutine_count; c++) {
                Calls there = {.coroutine = c};
                if (!seen[c])
                    collect_in_step(&there, step);
                if (there.count) {
                    seen[c] = true;
                    queue[count++] = c;
                }
            }
        }
    arena_free(&arena);
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

static bool reads_as(const Expr *call, Str text)
{
    Builder written = {0};
    expr_write(&written, call);
    bool same = str_equal(builder_view(&written), text);
    builder_free(&written);
    return same;
}

/* Of several calls the one that reads as the picture's, else the one whose argument is what the
 * name held, else the first. */
static bool follow_call(Search *search, const Calls *calls, uint32_t parameter, Where where)
{
    const Coroutine *coroutine = &search->scenario->coroutines[calls->coroutine];
    const Expr *chosen = NULL;
    int best = -1;
    for (size_t i = 0; i < calls->count; i++) {
        const Expr *argument = argument_of(calls->found[i], coroutine, parameter);
        double value;
        if (!argument)
            continue;
        bool equal = search->has_value && value_of(argument, &value) && value == search->value;
        int rank = reads_as(calls->found[i], search->call) ? 2 : equal ? 1 : 0;
        if (rank > best) {
            best = rank;
            chosen = argument;
            where.coroutine = calls->in[i];
        }
    }
    search->call = (Str){0};
    return chosen ? follow_expr(search, chosen, where) : refuse(search, calculated);
}

/* The coroutine that a task runs, by the call's name. */
static uint32_t root_of(const Search *search, uint32_t task)
{
    Str call = trace_task(search->trace, task).call;
    for (uint32_t i = 0; i < search->scenario->coroutine_count; i++) {
        Str name = search->scenario->coroutines[i].name;
        if (call.length > name.length && call.at[name.length] == '(' &&
            memcmp(call.at, name.at, name.length) == 0)
            return i;
    }
    return 0;
}

/* The event that made the task. */
static size_t making_of(const Search *search, uint32_t task, size_t before)
{
    for (size_t i = before + 1; i-- > 0;) {
        Event event = trace_event(search->trace, i);
        if (event.kind == EVENT_CREATE && event.task == task)
            return i;
    }
    return 0;
}

/* The call that `where`'s coroutine runs for: in line below the task's own coroutine, or the one
 * that the task was made with. */
static bool follow_parameter(Search *search, uint32_t parameter, Where where)
{
    Calls calls = {.coroutine = where.coroutine};
    uint32_t root = root_of(search, where.task);
    if (root != where.coroutine) {
        collect_below(&calls, search->scenario, root);
        return follow_call(search, &calls, parameter, where);
    }
    where.event = making_of(search, where.task, where.event);
    Event made = trace_event(search->trace, where.event);
    if (made.other == NO_TASK || made.place == 0) {
        collect_calls(&calls, search->scenario->timelines[search->timeline].run);
        return follow_call(search, &calls, parameter, where);
    }
    where.task = made.other;
    collect_in_step(&calls, search->scenario->steps[made.place - 1]);
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
    Search search = {.scenario = loaded->scenario,
                     .trace = loaded->traces[timeline],
                     .timeline = timeline,
                     .value = (double)(span->to.t - span->from.t) / 1e9,
                     .has_value = !span->open,
                     .call = span->texts ? span->texts->call : (Str){0},
                     .literal = literal,
                     .why = why};
    if (span->kind != SPAN_SLEEP && span->kind != SPAN_BLOCK && span->wait != WAIT_THREAD)
        return refuse(&search, "only a sleep, a block or a thread's work has a length of its own");
    if (!loaded->scenario && lesson_is_program(loaded->file))
        return python_literal(loaded, timeline, span, literal) || refuse(&search, calculated);
    if (!loaded->scenario)
        return refuse(&search, "a recorded trace can't be changed");
    if (span->step == 0 || span->step > loaded->scenario->step_count)
        return refuse(&search, calculated);
    const Step *step = loaded->scenario->steps[span->step - 1];
    if (step->verb->fields[0].kind != FIELD_VALUE || !step->fields[0].expr)
        return refuse(&search, calculated);
    Where where = {step->coroutine, trace_event(search.trace, span->event).task, span->event};
    return follow_expr(&search, step->fields[0].expr, where);
}
