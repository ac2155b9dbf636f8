/* A body, key by key. What is open stands in a stack of its own, so that reading can stop anywhere:
 * all steps of a file may lie in one block. */
#include "scenario/tree/body.h"

#include "base/budget.h"

#include <string.h>

enum { BYTES_A_UNIT = 8 };

static BodyOpen *push(Body *body, const Loader *loader, BodyKind kind, const Json *json)
{
    BodyOpen *open = &body->open[body->depth++];
    *open = (BodyOpen){.kind = kind, .json = json, .loops = loader->loops,
                       .in_star = loader->in_star, .in_star_jump = loader->in_star_jump};
    return open;
}

static void pop(Body *body, Loader *loader)
{
    const BodyOpen *open = &body->open[--body->depth];
    loader->loops = open->loops;
    loader->in_star = open->in_star;
    loader->in_star_jump = open->in_star_jump;
}

/* The caller changes what holds inside of it after this. */
static void open_block(Body *body, Loader *loader, const Json *json, Block *block)
{
    block->at = json->at;
    if (json->kind != JSON_LIST) {
        load_error(loader, json->at, E_STEP_LIST,
                   "a list of steps stands here, [{...}, {...}], not %s",
                   json_kind_words(json->kind));
        loader->names_unsure = true;
    }
    block->steps = ARENA_ARRAY(loader->reader.arena, Step *, json->count);
    push(body, loader, BODY_BLOCK, json)->block = block;
}

void body_begin(Body *body, Loader *loader, const Json *json, Block *block)
{
    body->depth = 0;
    open_block(body, loader, json, block);
}

static void open_handlers(Body *body, Loader *loader, const FieldSpec *spec, const Json *json,
                          Field *field)
{
    const VerbSpec *verb = body->open[body->depth - 1].step.step->verb;
    BodyOpen *open = push(body, loader, BODY_HANDLERS, json);
    open->field = field;
    open->star = (verb->flags & VERB_NO_JUMP) && strcmp(spec->key, "except*") == 0;
    open->good = field_is_object(loader, spec, json, "{\"ValueError as e\": [...]}");
    if (!open->good) {
        open->next = json->count;
        return;
    }
    field->handlers.items = ARENA_ARRAY(loader->reader.arena, Handler, json->count);
    field->handlers.count = json->count;
}

/* --- one thing more of what is open --- */

static void next_step(Body *body, Loader *loader, BodyOpen *open)
{
    const Json *json = &open->json->items[open->next++];
    StepOpen step;
    if (!step_begin(loader, json, &step))
        return;
    open->block->steps[open->block->count++] = step.step;
    push(body, loader, BODY_STEP, json)->step = step;
}

static void next_key(Body *body, Loader *loader, BodyOpen *open)
{
    Json *item = &open->json->items[open->next++];
    Field *field;
    const FieldSpec *spec = step_key(loader, open->json, item, &open->step, &field);
    if (!spec)
        return;
    if (spec->kind == FIELD_EXCEPT) {
        open_handlers(body, loader, spec, item, field);
        return;
    }
    if (spec->kind == FIELD_BLOCK) {
        open_block(body, loader, item, &field->block);
        if (open->step.step->verb->flags & VERB_LOOP) {
            loader->loops++;
            loader->in_star_jump = false;
        }
        field->present = item->kind == JSON_LIST;
    } else {
        field->present = load_field(loader, spec, item, field);
    }
    open->step.good &= field->present;
}

static void next_handler(Body *body, Loader *loader, BodyOpen *open)
{
    Handler *handler = &open->field->handlers.items[open->next];
    const Json *json = &open->json->items[open->next++];
    if (!load_handler_key(loader, json, handler)) {
        loader->names_unsure = true;
        open->good = false;
    }
    load_bind(loader, &handler->name);
    open_block(body, loader, json, &handler->body);
    loader->in_star |= open->star;
    loader->in_star_jump |= open->star;
}

/* --- its end --- */

static void end_handlers(Body *body, const BodyOpen *open)
{
    open->field->present = open->good;
    body->open[body->depth - 1].step.good &= open->good;
}

static uint32_t count_of(const BodyOpen *open)
{
    bool none = open->kind == BODY_BLOCK && open->json->kind != JSON_LIST;
    return none ? 0 : open->json->count;
}

static void go_on(Body *body, Loader *loader)
{
    BodyOpen *open = &body->open[body->depth - 1];
    if (open->next < count_of(open)) {
        switch (open->kind) {
        case BODY_BLOCK: next_step(body, loader, open); break;
        case BODY_STEP: next_key(body, loader, open); break;
        case BODY_HANDLERS: next_handler(body, loader, open); break;
        }
        return;
    }
    pop(body, loader);
    if (open->kind == BODY_STEP)
        step_end(loader, &open->step);
    if (open->kind == BODY_HANDLERS)
        end_handlers(body, open);
}

static size_t size_of_next(const BodyOpen *open)
{
    bool value = open->kind == BODY_STEP && open->next < open->json->count;
    const Json *json = value ? &open->json->items[open->next] : NULL;
    bool steps = json && (json->kind == JSON_LIST || json->kind == JSON_OBJECT)
                 && json->count && json->items[0].kind == JSON_OBJECT;
    return value && !steps ? json->at.length : 0;
}

bool body_advance(Body *body, Loader *loader, uint64_t *budget)
{
    while (body->depth && *budget) {
        size_t size = size_of_next(&body->open[body->depth - 1]);
        go_on(body, loader);
        budget_spend(budget, 2 + size / BYTES_A_UNIT);
    }
    return body->depth == 0;
}
