/* Pieces of lines: expressions, texts, targets, arguments. */
#include "base/escape.h"
#include "listing/writer.h"

#include <string.h>

bool listing_is_program(const ListingWriter *writer)
{
    return writer->form == LISTING_PROGRAM;
}

void listing_need(ListingWriter *writer, ListingNeed need)
{
    writer->needs |= need;
}

/* A builtin's name as the program has it: `asyncio.Lock`, `len`, `random_.choice`. */
static const char *builtin_in_program(void *context, const Expr *expr)
{
    ListingWriter *writer = context;
    Builtin builtin = (Builtin)expr->slot;
    const char *name = builtin_name(builtin), *dot = strchr(name, '.');
    if (builtin == BUILTIN_SUM)
        writer->needs |= LISTING_NEEDS_SUM;
    if (builtin == BUILTIN_QUEUE_SHUT_DOWN)
        writer->needs |= LISTING_NEEDS_3_13;
    if (builtin_is_asyncio(builtin)) {
        writer->needs |= LISTING_NEEDS_ASYNCIO;
        return arena_printf(&writer->scratch, "%s.%s", writer->names.asyncio, name);
    }
    if (!dot)
        return name;
    bool time = strncmp(name, "time.", 5) == 0;
    writer->needs |= time ? LISTING_NEEDS_TIME : LISTING_NEEDS_RANDOM;
    return arena_printf(&writer->scratch, "%s%s",
                        time ? writer->names.time : writer->names.random, dot);
}

static void write_expr(ListingWriter *writer, Builder *out, const Expr *expr)
{
    ExprStyle style = {.builtin = builtin_in_program, .context = writer};
    size_t start = out->length;
    expr_write_styled(out, expr, &style);
    if (out->at && strstr(out->at + start, ".shutdown"))
        writer->needs |= LISTING_NEEDS_3_13;
}

/* Moves what a builder holds into the writer's own memory. */
static const char *keep(ListingWriter *writer, Builder *builder)
{
    Str text = builder_view(builder);
    const char *kept = arena_copy(&writer->scratch, text.at, text.length);
    builder_free(builder);
    return kept;
}

const char *listing_expr(ListingWriter *writer, const Expr *expr)
{
    Builder out = {0};
    write_expr(writer, &out, expr);
    return keep(writer, &out);
}

const char *listing_target(ListingWriter *writer, const Target *target)
{
    Builder out = {0};
    target_write(&out, target, false);
    return keep(writer, &out);
}

const char *listing_as(ListingWriter *writer, const Field *as)
{
    if (!as->present)
        return "";
    return arena_printf(&writer->scratch, "%s = ", listing_target(writer, &as->target));
}

const char *listing_types(ListingWriter *writer, Expr *const *types, uint32_t count)
{
    Builder out = {0};
    builder_text(&out, count > 1 ? "(" : "");
    for (uint32_t i = 0; i < count; i++) {
        builder_text(&out, i ? ", " : "");
        write_expr(writer, &out, types[i]);
    }
    builder_text(&out, count > 1 ? ")" : "");
    return keep(writer, &out);
}

const char *listing_awaitables(ListingWriter *writer, const Field *field, const Field *each)
{
    Builder out = {0};
    bool spread = each && each->present;
    builder_text(&out, spread ? "*[" : "");
    for (uint32_t i = 0; i < field->list.count; i++) {
        builder_text(&out, i ? ", " : "");
        builder_text(&out, field->list.items[i].star ? "*" : "");
        write_expr(writer, &out, field->list.items[i].value);
    }
    if (spread) {
        builder_printf(&out, " for %s in ", listing_target(writer, &each->loop.target));
        write_expr(writer, &out, each->loop.iterable);
        builder_char(&out, ']');
    }
    return keep(writer, &out);
}

const char *listing_futures(ListingWriter *writer, const Field *field)
{
    Builder out = {0};
    if (field->list.single && !field->list.items->star)
        write_expr(writer, &out, field->list.items->value);
    else
        builder_printf(&out, "[%s]", listing_awaitables(writer, field, NULL));
    return keep(writer, &out);
}

const char *listing_text(ListingWriter *writer, const TextTemplate *text)
{
    Builder out = {0};
    template_write(&out, text, &(ExprStyle){.builtin = builtin_in_program, .context = writer});
    return keep(writer, &out);
}

const char *listing_printed(ListingWriter *writer, const TextTemplate *text)
{
    const TextPart *only = text->count == 1 ? &text->parts[0] : NULL;
    if (only && only->value && !only->conversion && !only->format.length)
        return listing_expr(writer, only->value);
    return listing_text(writer, text);
}
