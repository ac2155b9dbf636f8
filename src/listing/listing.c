/* The listing as a whole: the coroutines one after another, and around them, where it is to be a
 * program, what makes it run. The verbs write their own lines. */
#include "listing/listing.h"

#include "base/budget.h"
#include "base/mem.h"
#include "listing/writer.h"

static const char *parameters(ListingWriter *writer, const Coroutine *coroutine)
{
    Builder out = {0};
    for (uint32_t i = 0; i < coroutine->parameter_count; i++) {
        const Parameter *parameter = &coroutine->parameters[i];
        builder_text(&out, i ? ", " : "");
        builder_str(&out, parameter->name);
        if (parameter->standard)
            builder_printf(&out, "=%s", listing_expr(writer, parameter->standard));
    }
    Str text = builder_view(&out);
    const char *kept = arena_copy(&writer->scratch, text.at, text.length);
    builder_free(&out);
    return kept;
}

static void write_global(ListingWriter *writer, const Coroutine *coroutine)
{
    Builder names = {0};
    for (uint32_t i = 0; i < writer->scenario->shared_count; i++) {
        if (!coroutine->shared_used[i])
            continue;
        builder_text(&names, names.length ? ", " : "");
        builder_str(&names, writer->scenario->shared[i].name.name);
    }
    if (names.length) {
        writer->depth++;
        listing_line(writer, "global %s", names.at);
        writer->depth--;
        writer->statements--; /* `global` alone is no body */
    }
    builder_free(&names);
}

/* What stands on the first column begins behind blank lines, but for the very first. */
static void begin(ListingWriter *writer)
{
    if (writer->lines.count || listing_is_program(writer))
        writer_blank(writer, listing_is_program(writer) ? 2 : 1);
}

static void write_exceptions(ListingWriter *writer)
{
    for (uint32_t i = 0; i < writer->scenario->exception_count; i++) {
        const OwnException *own = &writer->scenario->exceptions[i];
        begin(writer);
        listing_line(writer, "class %s(%s):", own->name, listing_expr(writer, own->base));
        writer->depth++;
        listing_line(writer, "pass");
        writer->depth--;
    }
}

static void append(Listing *listing, const ListingWriter *writer)
{
    for (size_t i = 0; i < writer->lines.count; i++)
        array_push(&listing->lines, writer->lines.items[i]);
}

/* --- lines by steps --- */

size_t listing_line_of(const Listing *listing, uint32_t step)
{
    return step && step <= listing->steps ? listing->lines_of[step] : 0;
}

static void index_line(Listing *listing, size_t i, uint32_t *home)
{
    const ListingLine *line = &listing->lines.items[i];
    if (line->indent == 0 && line->text.length)
        *home = (uint32_t)i;
    listing->homes[i] = *home;
    if (line->step && !listing->lines_of[line->step])
        listing->lines_of[line->step] = (uint32_t)i + 1;
}

void listing_index(Listing *listing)
{
    uint32_t home = 0;
    for (size_t i = 0; i < listing->lines.count; i++)
        if (listing->lines.items[i].step > listing->steps)
            listing->steps = listing->lines.items[i].step;
    listing->homes = ARENA_ARRAY(&listing->arena, uint32_t, listing->lines.count + 1);
    listing->lines_of = ARENA_ARRAY(&listing->arena, uint32_t, (size_t)listing->steps + 1);
    for (size_t i = 0; i < listing->lines.count; i++)
        index_line(listing, i, &home);
}

/* --- making it --- */

struct ListingMaking {
    Listing *listing;
    ListingWriter body;
    uint32_t next; /* the functions first: twice over all coroutines */
    Blocks blocks;
    bool inside; /* of a coroutine */
};

ListingMaking *listing_begin(const Scenario *scenario, ListingWrite write, ListingForm form)
{
    ListingMaking *making = mem_new(sizeof *making);
    Listing *listing = making->listing = mem_new(sizeof *listing);
    making->body = (ListingWriter){
        .scenario = scenario, .write = write, .form = form, .arena = &listing->arena};
    making->body.names = names_choose(&listing->arena, scenario, form);
    listing->traceback = making->body.names.traceback;
    write_exceptions(&making->body);
    return making;
}

static void begin_coroutine(ListingMaking *making)
{
    ListingWriter *writer = &making->body;
    uint32_t count = writer->scenario->coroutine_count, next = making->next++;
    const Coroutine *coroutine = &writer->scenario->coroutines[next % count];
    bool plain = next < count;
    if (coroutine->plain != plain)
        return;
    begin(writer);
    listing_line(writer, "%s %.*s(%s):", plain ? "def" : "async def",
                 (int)coroutine->name.length, coroutine->name.at,
                 parameters(writer, coroutine));
    write_global(writer, coroutine);
    blocks_begin(&making->blocks, writer, &coroutine->body);
    making->inside = true;
}

bool listing_advance(ListingMaking *making, uint64_t *budget)
{
    const Scenario *scenario = making->body.scenario;
    while (*budget && (making->inside || making->next < 2 * scenario->coroutine_count)) {
        if (!making->inside) {
            begin_coroutine(making);
            budget_spend(budget, 1 + scenario->shared_count / 16);
        } else if (blocks_advance(&making->blocks, &making->body, budget)) {
            making->inside = false;
            making->body.depth = making->body.step = 0;
        }
    }
    return !making->inside && making->next >= 2 * scenario->coroutine_count;
}

/* The head comes last: only now is it known what the program needs. */
static void end_program(ListingMaking *making)
{
    ListingWriter *body = &making->body;
    program_timelines(body);
    ListingWriter head = {.scenario = body->scenario,
                          .form = body->form,
                          .arena = body->arena,
                          .needs = body->needs,
                          .names = body->names};
    program_head(&head);
    append(making->listing, &head);
    append(making->listing, body);
    array_free(&head.lines);
    arena_free(&head.scratch);
}

Listing *listing_end(ListingMaking *making)
{
    if (!making)
        return NULL;
    Listing *listing = making->listing;
    ListingWriter *body = &making->body;
    if (body->form == LISTING_PROGRAM) {
        end_program(making);
        array_free(&body->lines);
    } else {
        listing->lines.items = body->lines.items;
        listing->lines.count = body->lines.count;
        listing->lines.room = body->lines.room;
    }
    listing_index(listing);
    blocks_free(&making->blocks);
    array_free(&body->holes);
    arena_free(&body->scratch);
    mem_free(making);
    return listing;
}

Listing *listing_make(const Scenario *scenario, ListingWrite write, ListingForm form)
{
    uint64_t budget = BUDGET_ALL;
    ListingMaking *making = listing_begin(scenario, write, form);
    listing_advance(making, &budget);
    return listing_end(making);
}

void listing_free(Listing *listing)
{
    if (!listing)
        return;
    array_free(&listing->lines);
    arena_free(&listing->arena);
    mem_free(listing);
}
