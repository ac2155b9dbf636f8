/* The listing as a whole: the coroutines one after another, and around them, where it is to be a
 * program, what makes it run. The verbs write their own lines. */
#include "listing/listing.h"

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

static void write_coroutines(ListingWriter *writer, bool plain)
{
    for (uint32_t i = 0; i < writer->scenario->coroutine_count; i++) {
        const Coroutine *coroutine = &writer->scenario->coroutines[i];
        if (coroutine->plain != plain)
            continue;
        begin(writer);
        listing_line(writer, "%s %.*s(%s):", plain ? "def" : "async def",
                     (int)coroutine->name.length, coroutine->name.at,
                     parameters(writer, coroutine));
        write_global(writer, coroutine);
        listing_block(writer, &coroutine->body);
    }
}

static void append(Listing *listing, const ListingWriter *writer)
{
    for (size_t i = 0; i < writer->lines.count; i++)
        array_push(&listing->lines, writer->lines.items[i]);
}

Listing *listing_make(const Scenario *scenario, ListingWrite write, ListingForm form)
{
    Listing *listing = mem_new(sizeof *listing);
    ListingWriter body = {
        .scenario = scenario, .write = write, .form = form, .arena = &listing->arena};
    body.names = names_choose(&listing->arena, scenario, form);
    listing->traceback = body.names.traceback;
    write_exceptions(&body);
    write_coroutines(&body, true);
    write_coroutines(&body, false);
    if (form == LISTING_PROGRAM) {
        program_timelines(&body);
        /* The head comes last: only now is it known what the program needs. */
        ListingWriter head = {
            .scenario = scenario, .form = form, .arena = &listing->arena, .needs = body.needs};
        head.names = body.names;
        program_head(&head);
        append(listing, &head);
        array_free(&head.lines);
        arena_free(&head.scratch);
    }
    append(listing, &body);
    array_free(&body.lines);
    arena_free(&body.scratch);
    return listing;
}

void listing_free(Listing *listing)
{
    if (!listing)
        return;
    array_free(&listing->lines);
    arena_free(&listing->arena);
    mem_free(listing);
}
