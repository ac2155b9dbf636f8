#include "steps/sense_holds.h"

#include <string.h>

Known sense_value(const Sense *s, const Expr *value)
{
    Known known = {.holds = HOLDS_ANYTHING, .at = value->at, .value = value};
    const Expr *called = value->kind == EXPR_CALL ? value->left : NULL;
    switch (value->kind) {
    case EXPR_INT:
    case EXPR_FLOAT: known.holds = HOLDS_NUMBER; break;
    case EXPR_TEXT: known.holds = HOLDS_TEXT; break;
    case EXPR_LIST: known.holds = HOLDS_LIST; break;
    default: break;
    }
    if (called && called->kind == EXPR_COROUTINE && !s->scenario->coroutines[called->slot].plain)
        known.holds = HOLDS_COROUTINE;
    if (called && called->kind == EXPR_BUILTIN)
        switch ((Builtin)called->slot) {
        case BUILTIN_LOCK: case BUILTIN_SEMAPHORE: case BUILTIN_BOUNDED_SEMAPHORE:
        case BUILTIN_CONDITION: case BUILTIN_EVENT: case BUILTIN_QUEUE:
        case BUILTIN_PRIORITY_QUEUE: case BUILTIN_LIFO_QUEUE: case BUILTIN_BARRIER:
            known.holds = HOLDS_OBJECT;
            known.maker = (Builtin)called->slot;
            break;
        default: break;
        }
    return known;
}

static void bind(Sense *s, const Binding *name, Known known)
{
    if (name->shared)
        return;
    Known *before = &s->known[name->slot];
    if (before->holds == HOLDS_NOTHING)
        *before = known;
    else if (before->holds != known.holds || known.holds == HOLDS_OBJECT)
        before->holds = HOLDS_ANYTHING;
    else
        before->at.length = 0;
}

static void bind_target(Sense *s, const Target *target, Known known)
{
    if (target->unpack)
        known.holds = HOLDS_ANYTHING;
    for (uint32_t i = 0; i < target->count; i++)
        bind(s, &target->names[i], known);
}

bool sense_is_verb(const Step *step, const char *name)
{
    return strcmp(step->verb->name, name) == 0;
}

/* The field of a step by its key; NULL where it has none. */
static const Field *field(const Step *step, const char *key)
{
    for (size_t i = 0; i < VERB_FIELDS && step->verb->fields[i].key; i++)
        if (strcmp(step->verb->fields[i].key, key) == 0)
            return step->fields[i].present ? &step->fields[i] : NULL;
    return NULL;
}

/* What `as` binds. */
static Known result_known(const Step *step)
{
    Known known = {.holds = HOLDS_ANYTHING, .at = step->at};
    if (sense_is_verb(step, "create_task"))
        known.holds = field(step, "for") ? HOLDS_TASKS : HOLDS_TASK;
    else if (sense_is_verb(step, "gather"))
        known.holds = HOLDS_LIST;
    return known;
}

static void learn_field(Sense *s, const Step *step, const FieldSpec *spec, const Field *field)
{
    Known anything = {.holds = HOLDS_ANYTHING, .at = step->at};
    switch (spec->kind) {
    case FIELD_TARGET:
        bind_target(s, &field->target,
                    strcmp(spec->key, "as") == 0 ? result_known(step) : anything);
        break;
    case FIELD_FOR: bind_target(s, &field->loop.target, anything); break;
    case FIELD_LET:
        for (uint32_t i = 0; i < field->let.count; i++)
            bind_target(s, &field->let.items[i].target, sense_value(s, field->let.items[i].value));
        break;
    default: break;
    }
}

void sense_learn(Sense *s, WalkEvent event, const Walk *walk)
{
    const Step *step = walk->step;
    if (event == WALK_FIELD)
        learn_field(s, step, &step->verb->fields[walk->field], &step->fields[walk->field]);
    if (event == WALK_HANDLER)
        bind_target(s, &walk->handler->name, (Known){.holds = HOLDS_ANYTHING, .at = step->at});
}
