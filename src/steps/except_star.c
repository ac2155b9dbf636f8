/* At the end of an `except*` Python puts together what is left: the parts of the caught group that
 * no clause took or that a bare `raise` sent on come together again in the group's own shape;
 * exceptions raised anew stand beside it in a new group without a message. */
#include "steps/except_star.h"

#include "base/array.h"
#include "sim/say.h"

enum { RAISED_AGAIN = 0x8000, DEEPEST = 1000 };

typedef struct Leaves {
    ARRAY(const Obj *) list;
} Leaves;

void except_star_mark_again(ExceptionObj *exception)
{
    exception->obj.flags |= RAISED_AGAIN;
}

void except_star_mark_new(ExceptionObj *exception)
{
    exception->obj.flags &= (uint16_t)~RAISED_AGAIN;
}

static bool too_deep(Run *run, unsigned depth)
{
    return depth > DEEPEST
           && !python_limit(&run->py, "exception groups nested more than %d deep", DEEPEST);
}

static bool collect_leaves(Run *run, const ExceptionObj *exception, unsigned depth, Leaves *leaves)
{
    if (!exception->exceptions) {
        array_push(&leaves->list, &exception->obj);
        return true;
    }
    if (too_deep(run, depth))
        return false;
    const ListObj *parts = (const ListObj *)exception->exceptions;
    for (size_t i = 0; i < parts->count; i++)
        if (!collect_leaves(run, (const ExceptionObj *)parts->items[i].o, depth + 1, leaves))
            return false;
    return true;
}

static bool has_leaf(const Leaves *leaves, const Obj *exception)
{
    for (size_t i = 0; i < leaves->list.count; i++)
        if (leaves->list.items[i] == exception)
            return true;
    return false;
}

/* The part of `group` that is in `leaves`, with the group's nesting; *part NULL where none is. */
static bool project(Run *run, ExceptionObj *group, const Leaves *leaves, ExceptionObj **part)
{
    *part = NULL;
    if (!group->exceptions) {
        if (has_leaf(leaves, &group->obj))
            *part = group;
        return true;
    }
    const ListObj *children = (const ListObj *)group->exceptions;
    ListObj *kept = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    for (size_t i = 0; i < children->count; i++) {
        ExceptionObj *child;
        if (!project(run, (ExceptionObj *)children->items[i].o, leaves, &child) ||
            (child && !list_append(&run->py, kept, OBJ_VALUE(child))))
            return false;
    }
    if (kept->count == 0)
        return true;
    const ListObj *args = (const ListObj *)group->args;
    Str message = str_view((const StrObj *)args->items[0].o);
    *part = exception_group(&run->py, BUILTIN_BASE_EXCEPTION_GROUP, message, kept->items,
                            kept->count);
    if (!*part)
        return false;
    (*part)->context = group->context;
    (*part)->cause = group->cause;
    return true;
}

/* Parts of the original, in one group again. */
static bool join_again(Run *run, ExceptionObj *original, const ListObj *parts, ExceptionObj **joined)
{
    Leaves leaves = {0};
    bool fine = true;
    for (size_t i = 0; fine && i < parts->count; i++)
        fine = collect_leaves(run, (const ExceptionObj *)parts->items[i].o, 0, &leaves);
    *joined = NULL;
    if (fine && parts->count)
        fine = project(run, original, &leaves, joined);
    array_free(&leaves.list);
    return fine;
}

bool except_star_outcome(Run *run, ExceptionObj *original, const Value *raised, size_t count,
                         ExceptionObj *rest, ExceptionObj **result)
{
    if (!original->exceptions) { /* naked: at most one clause took it */
        *result = count ? (ExceptionObj *)raised[0].o : rest;
        return true;
    }
    ListObj *anew = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    ListObj *again = (ListObj *)value_list(&run->py, OBJ_LIST, NULL, 0).o;
    for (size_t i = 0; i < count; i++) {
        const ExceptionObj *exception = (const ExceptionObj *)raised[i].o;
        bool part = exception->obj.flags & RAISED_AGAIN && exception->exceptions;
        if (!list_append(&run->py, part ? again : anew, raised[i]))
            return false;
    }
    if (rest && !list_append(&run->py, again, OBJ_VALUE(rest)))
        return false;
    ExceptionObj *joined;
    if (!join_again(run, original, again, &joined))
        return false;
    if (joined && !list_append(&run->py, anew, OBJ_VALUE(joined)))
        return false;
    *result = anew->count == 0   ? NULL
              : anew->count == 1 ? (ExceptionObj *)anew->items[0].o
                                 : exception_group(&run->py, BUILTIN_BASE_EXCEPTION_GROUP, STR(""),
                                                   anew->items, anew->count);
    return anew->count == 0 || *result;
}
