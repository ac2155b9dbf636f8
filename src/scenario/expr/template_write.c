/* A text with values in it as Python: an f-string, or what says the same. */
#include "base/escape.h"
#include "scenario/expr/expr.h"

#include <string.h>

typedef struct Pen {
    Builder *out;
    const ExprStyle *style;
} Pen;

static bool has(Str text, char c)
{
    return text.length && memchr(text.at, c, text.length);
}

/* Inside the braces of an f-string a lambda's colon would end it, and {{ would be a brace. */
static void write_value(Builder *out, const Expr *value, const ExprStyle *style)
{
    Builder text = {0};
    expr_write_styled(&text, value, style);
    bool lambda = value->kind == EXPR_LAMBDA;
    builder_text(out, lambda ? "(" : text.length && text.at[0] == '{' ? " " : "");
    builder_str(out, builder_view(&text));
    builder_text(out, lambda ? ")" : "");
    builder_free(&text);
}

/* Whether the values of the text can stand inside an f-string that itself stands in `quote`: up to
 * Python 3.11 neither that quote nor a backslash may occur there. */
static bool values_allow(const Pen *pen, const TextTemplate *text, char quote)
{
    Builder value = {0};
    bool allowed = true;
    for (uint32_t i = 0; i < text->count && allowed; i++) {
        const TextPart *part = &text->parts[i];
        if (!part->value)
            continue;
        builder_clear(&value);
        write_value(&value, part->value, pen->style);
        Str written = builder_view(&value);
        allowed = !has(written, quote) && !has(written, '\\') && !has(part->format, quote)
                  && !has(part->format, '\\') && !has(part->format, '\n');
    }
    builder_free(&value);
    return allowed;
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

/* What follows the value in its braces, and the closing one. */
static void end_field(Builder *out, const TextPart *part)
{
    if (part->conversion)
        builder_printf(out, "!%c", part->conversion);
    if (part->format.length) {
        builder_char(out, ':');
        builder_str(out, part->format);
    }
    builder_char(out, '}');
}

static void write_f_string(const Pen *pen, const TextTemplate *text, char quote)
{
    builder_printf(pen->out, "f%c", quote);
    for (uint32_t i = 0; i < text->count; i++) {
        const TextPart *part = &text->parts[i];
        if (part->value) {
            builder_char(pen->out, '{');
            write_value(pen->out, part->value, pen->style);
            end_field(pen->out, part);
        } else {
            Builder literal = {0};
            escape_python_f(&literal, part->literal);
            add_quoted(pen->out, builder_view(&literal), quote);
            builder_free(&literal);
        }
    }
    builder_char(pen->out, quote);
}

/* '{} and {!r:>5}'.format(a, b): the same text where an f-string could not hold its values. */
static void write_format_call(const Pen *pen, const TextTemplate *text)
{
    Builder pattern = {0};
    for (uint32_t i = 0; i < text->count; i++) {
        const TextPart *part = &text->parts[i];
        if (part->value) {
            builder_char(&pattern, '{');
            end_field(&pattern, part);
            continue;
        }
        for (size_t j = 0; j < part->literal.length; j++) {
            char c = part->literal.at[j];
            builder_repeat(&pattern, c, c == '{' || c == '}' ? 2 : 1);
        }
    }
    escape_python(pen->out, builder_view(&pattern));
    builder_text(pen->out, ".format(");
    const char *comma = "";
    for (uint32_t i = 0; i < text->count; i++) {
        if (!text->parts[i].value)
            continue;
        builder_text(pen->out, comma);
        expr_write_styled(pen->out, text->parts[i].value, pen->style);
        comma = ", ";
    }
    builder_char(pen->out, ')');
    builder_free(&pattern);
}

static void write_plain(const Pen *pen, const TextTemplate *text)
{
    Builder all = {0};
    for (uint32_t i = 0; i < text->count; i++)
        builder_str(&all, text->parts[i].literal);
    escape_python(pen->out, builder_view(&all));
    builder_free(&all);
}

void template_write(Builder *out, const TextTemplate *text, const ExprStyle *style)
{
    Pen pen = {.out = out, .style = style};
    bool values = false;
    for (uint32_t i = 0; i < text->count; i++)
        values = values || text->parts[i].value;
    if (!values)
        write_plain(&pen, text);
    else if (values_allow(&pen, text, '\''))
        write_f_string(&pen, text, '\'');
    else if (values_allow(&pen, text, '"'))
        write_f_string(&pen, text, '"');
    else
        write_format_call(&pen, text);
}
