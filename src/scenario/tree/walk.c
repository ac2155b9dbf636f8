#include "scenario/walk.h"

static void push(Walk *walk, const Block *block)
{
    walk->open[walk->depth++] = (WalkOpen){.block = block};
}

void walk_begin(Walk *walk, const Block *block)
{
    walk->depth = 0;
    push(walk, block);
}

/* Into the next block of the field at hand; false where there is none, or no more. */
static bool go_inside(Walk *walk, WalkOpen *open)
{
    const Field *field = &walk->step->fields[open->field];
    FieldKind kind = walk->step->verb->fields[open->field].kind;
    uint32_t next = open->handler++;
    walk->handler = NULL;
    if (kind == FIELD_BLOCK && next == 0) {
        push(walk, &field->block);
        return true;
    }
    if (kind != FIELD_EXCEPT || next >= field->handlers.count)
        return false;
    walk->handler = &field->handlers.items[next];
    push(walk, &walk->handler->body);
    return true;
}

static bool has_field(const WalkOpen *open, const Step *step)
{
    return open->field < VERB_FIELDS && step->verb->fields[open->field].key;
}

static WalkEvent next_of_step(Walk *walk, WalkOpen *open)
{
    const Step *step = walk->step;
    if (!open->entered) {
        open->entered = true;
        open->field = 0;
        open->told = false;
        return WALK_STEP;
    }
    for (; has_field(open, step); open->field++, open->told = false) {
        if (!step->fields[open->field].present)
            continue;
        walk->field = open->field;
        if (!open->told) {
            open->told = true;
            open->handler = 0;
            return WALK_FIELD;
        }
        if (go_inside(walk, open))
            return walk->handler ? WALK_HANDLER : WALK_OVER;
    }
    open->index++;
    open->entered = false;
    return WALK_LEAVE;
}

/* WALK_OVER of a step is a block that begins: nothing to be told. */
WalkEvent walk_next(Walk *walk)
{
    while (walk->depth) {
        WalkOpen *open = &walk->open[walk->depth - 1];
        if (open->index == open->block->count) {
            walk->depth--;
            continue;
        }
        walk->step = open->block->steps[open->index];
        WalkEvent event = next_of_step(walk, open);
        if (event != WALK_OVER)
            return event;
    }
    return WALK_OVER;
}

size_t walk_bytes(const Walk *walk)
{
    FieldKind kind = walk->step->verb->fields[walk->field].kind;
    bool steps = kind == FIELD_BLOCK || kind == FIELD_EXCEPT;
    return steps ? 0 : walk->step->fields[walk->field].at.length;
}
