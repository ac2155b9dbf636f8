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

static bool is_asyncio(Builtin builtin)
{
    switch (builtin) {
    case BUILTIN_CURRENT_TASK:
    case BUILTIN_LOCK:
    case BUILTIN_EVENT:
    case BUILTIN_CONDITION:
    case BUILTIN_SEMAPHORE:
    case BUILTIN_BOUNDED_SEMAPHORE:
    case BUILTIN_QUEUE:
    case BUILTIN_PRIORITY_QUEUE:
    case BUILTIN_LIFO_QUEUE:
    case BUILTIN_BARRIER:
    case BUILTIN_FUTURE:
    case BUILTIN_CANCELLED_ERROR:
    case BUILTIN_INVALID_STATE_ERROR:
    case BUILTIN_QUEUE_EMPTY:
    case BUILTIN_QUEUE_FULL:
    case BUILTIN_QUEUE_SHUT_DOWN:
    case BUILTIN_BROKEN_BARRIER_ERROR:
        return true;
    default:
        return false;
    }
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
    if (is_asyncio(builtin)) {
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
    for (uint32_t i = 0; i < target->count; i++) {
        builder_text(&out, i ? ", " : "");
        builder_str(&out, target->names[i].name);
    }
    if (target->unpack && target->count == 1)
        builder_char(&out, ',');
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

static bool has(Str text, char c)
{
    return text.length && memchr(text.at, c, text.length);
}

/* Whether the values of the text can stand inside an f-string that itself stands in `quote`: up to
 * Python 3.11 neither that quote nor a backslash may occur there. */
static bool values_allow(ListingWriter *writer, const TextTemplate *text, char quote)
{
    for (uint32_t i = 0; i < text->count; i++) {
        const TextPart *part = &text->parts[i];
        if (!part->value)
            continue;
        Str value = str_of(listing_expr(writer, part->value));
        if (has(value, quote) || has(value, '\\') || has(part->format, quote) ||
            has(part->format, '\\') || has(part->format, '\n'))
            return false;
    }
    return true;
}

/* The inside of a literal in single quotes, for the quote that is really there. */
static void add_quoted(Builder *out, Str inside, char quote)
{
    for (size_t i = 0; i < inside.length; i++) {
        char c = inside.at[i];
        bool escaped = c == '\\' && i + 1 < inside.length;
        if (quote == '"' && escaped && inside.at[i + 1] == '\'')
            continue; /* \' needs no backslash here */
        if (c == quote && quote == '"')
            builder_char(out, '\\');
        builder_char(out, c);
        if (escaped)
            builder_char(out, inside.at[++i]);
    }
}

static void add_field(Builder *out, const TextPart *part, const char *value)
{
    builder_printf(out, "{%s", value);
    if (part->conversion)
        builder_printf(out, "!%c", part->conversion);
    if (part->format.length) {
        builder_char(out, ':');
        builder_str(out, part->format);
    }
    builder_char(out, '}');
}

static const char *f_string(ListingWriter *writer, const TextTemplate *text, char quote)
{
    Builder out = {0};
    builder_printf(&out, "f%c", quote);
    for (uint32_t i = 0; i < text->count; i++) {
        const TextPart *part = &text->parts[i];
        if (part->value) {
            const char *value = listing_expr(writer, part->value);
            add_field(&out, part, value);
        } else {
            Builder literal = {0};
            escape_python_f(&literal, part->literal);
            add_quoted(&out, builder_view(&literal), quote);
            builder_free(&literal);
        }
    }
    builder_char(&out, quote);
    return keep(writer, &out);
}

/* '{} and {!r:>5}'.format(a, b): the same text where an f-string could not hold its values. */
static const char *formatted(ListingWriter *writer, const TextTemplate *text)
{
    Builder pattern = {0}, out = {0};
    for (uint32_t i = 0; i < text->count; i++) {
        const TextPart *part = &text->parts[i];
        if (part->value) {
            add_field(&pattern, part, "");
            continue;
        }
        for (size_t j = 0; j < part->literal.length; j++) {
            char c = part->literal.at[j];
            builder_repeat(&pattern, c, c == '{' || c == '}' ? 2 : 1);
        }
    }
    escape_python(&out, builder_view(&pattern));
    builder_text(&out, ".format(");
    const char *comma = "";
    for (uint32_t i = 0; i < text->count; i++) {
        if (!text->parts[i].value)
            continue;
        builder_text(&out, comma);
        write_expr(writer, &out, text->parts[i].value);
        comma = ", ";
    }
    builder_char(&out, ')');
    builder_free(&pattern);
    return keep(writer, &out);
}

static const char *plain(ListingWriter *writer, const TextTemplate *text)
{
    Builder all = {0}, out = {0};
    for (uint32_t i = 0; i < text->count; i++)
        builder_str(&all, text->parts[i].literal);
    escape_python(&out, builder_view(&all));
    builder_free(&all);
    return keep(writer, &out);
}

const char *listing_text(ListingWriter *writer, const TextTemplate *text)
{
    bool values = false;
    for (uint32_t i = 0; i < text->count; i++)
        values = values || text->parts[i].value;
    if (!values)
        return plain(writer, text);
    if (values_allow(writer, text, '\''))
        return f_string(writer, text, '\'');
    if (values_allow(writer, text, '"'))
        return f_string(writer, text, '"');
    return formatted(writer, text);
}

const char *listing_printed(ListingWriter *writer, const TextTemplate *text)
{
    const TextPart *only = text->count == 1 ? &text->parts[0] : NULL;
    if (only && only->value && !only->conversion && !only->format.length)
        return listing_expr(writer, only->value);
    return listing_text(writer, text);
}
