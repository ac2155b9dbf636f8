/* Collecting and rendering what is wrong. The list stays in the order of reporting; rendering
 * sorts an index by place, so that one pass over the text finds every line. */
#include "base/diag.h"

#include "base/escape.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW_COLUMNS = 100, TAB_COLUMNS = 4 };

static void add(Diags *diags, Diag diag, const char *format, va_list arguments)
{
    diag.what = arena_vprintf(&diags->arena, format, arguments);
    array_push(&diags->list, diag);
}

void diag_error(Diags *diags, Place at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(diags, (Diag){.severity = DIAG_ERROR, .at = at}, format, arguments);
    va_end(arguments);
    diags->errors++;
}

void diag_mistake(Diags *diags, Place at, unsigned number, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(diags, (Diag){.severity = DIAG_ERROR, .at = at, .number = number}, format, arguments);
    va_end(arguments);
    diags->errors++;
}

void diag_warning(Diags *diags, Place at, unsigned number, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(diags, (Diag){.severity = DIAG_WARNING, .at = at, .number = number}, format, arguments);
    va_end(arguments);
}

void diag_note(Diags *diags, Place at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(diags, (Diag){.severity = DIAG_NOTE, .at = at}, format, arguments);
    va_end(arguments);
}

void diag_hint(Diags *diags, Place at, Place also, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(diags, (Diag){.severity = DIAG_HINT, .at = at, .also = also}, format, arguments);
    va_end(arguments);
}

void diag_fix(Diags *diags, Place at, Str text)
{
    if (diags->list.count)
        diags->list.items[diags->list.count - 1].fix =
            (Fix){at, arena_copy(&diags->arena, text.at ? text.at : "", text.length)};
}

void diag_told(Diags *diags, Str text)
{
    if (diags->list.count && text.length)
        diags->list.items[diags->list.count - 1].told =
            arena_copy(&diags->arena, text.at, text.length);
}

void diag_in_cell(Diags *diags, uint32_t cell, uint32_t line)
{
    if (diags->list.count == 0)
        return;
    Diag *last = &diags->list.items[diags->list.count - 1];
    last->cell = cell;
    last->cell_line = line;
}

void diags_free(Diags *diags)
{
    array_free(&diags->list);
    arena_free(&diags->arena);
    *diags = (Diags){0};
}

LineColumn source_locate(const Source *source, uint32_t offset)
{
    size_t end = offset < source->text.length ? offset : source->text.length;
    LineColumn found = {1, 1};
    size_t line_start = 0;
    for (size_t i = 0; i < end; i++)
        if (source->text.at[i] == '\n') {
            found.line++;
            line_start = i + 1;
        }
    if (end > line_start)
        found.column += (uint32_t)utf8_count((Str){source->text.at + line_start, end - line_start});
    return found;
}

/* One rendering: the finished lines up to `offset` are known, so that the next place is found
 * from there on. */
typedef struct Renderer {
    const Source *source;
    bool colour;
    Builder *out;
    size_t line_start;
    uint32_t line;
} Renderer;

static LineColumn locate(Renderer *r, uint32_t offset)
{
    Str text = r->source->text;
    size_t end = offset < text.length ? offset : text.length;
    if (end < r->line_start) {
        r->line_start = 0;
        r->line = 1;
    }
    const char *newline;
    while (end > r->line_start
           && (newline = memchr(text.at + r->line_start, '\n', end - r->line_start))) {
        r->line_start = (size_t)(newline - text.at) + 1;
        r->line++;
    }
    size_t into = end - r->line_start;
    Str before = {into ? text.at + r->line_start : "", into};
    return (LineColumn){r->line, 1 + (uint32_t)utf8_count(before)};
}

static const char *severity_word(Severity severity)
{
    static const char *const words[] = {
        [DIAG_ERROR] = "error", [DIAG_WARNING] = "warning", [DIAG_HINT] = "hint",
        [DIAG_NOTE] = "note"};
    return words[severity];
}

static void paint(Renderer *r, const char *code)
{
    if (r->colour)
        builder_text(r->out, code);
}

/* A character of the source line as it is shown, and the columns that takes. */
static size_t show(Builder *out, Str character)
{
    const char *at = character.at;
    uint32_t c = utf8_next(&at, character.at + character.length);
    if (c == '\t') {
        builder_repeat(out, ' ', TAB_COLUMNS);
        return TAB_COLUMNS;
    }
    size_t before = out->length;
    escape_terminal(out, character);
    if (out->length - before == character.length && c != UTF8_WRONG)
        return (size_t)utf8_columns(c);
    return utf8_count((Str){out->at + before, out->length - before});
}

/* The source line as it is shown, with the columns of the caret in it. Only a stretch around the
 * caret, so that a line of megabytes costs nothing. */
typedef struct Line {
    Builder text;
    size_t caret_from, caret_to; /* columns */
    bool cut_before, cut_after;
} Line;

static size_t back_one(const char *text, size_t at, size_t start)
{
    do
        at--;
    while (at > start && ((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

static size_t line_end(Str text, size_t from)
{
    const char *newline =
        from < text.length ? memchr(text.at + from, '\n', text.length - from) : NULL;
    size_t end = newline ? (size_t)(newline - text.at) : text.length;
    return end > from && text.at[end - 1] == '\r' ? end - 1 : end;
}

/* Where to begin so that about `columns` columns stand before `caret`. */
static size_t window_start(Str text, size_t start, size_t caret, size_t columns)
{
    Builder scrap = {0};
    size_t used = 0, at = caret;
    while (at > start) {
        size_t before = back_one(text.at, at, start);
        used += show(&scrap, (Str){text.at + before, at - before});
        builder_clear(&scrap);
        if (used > columns)
            break;
        at = before;
    }
    builder_free(&scrap);
    return at;
}

static Line line_around(Str text, size_t start, Place at)
{
    size_t caret = at.offset < text.length ? at.offset : text.length;
    size_t end = line_end(text, caret > start ? caret - 1 : start);
    if (end < caret)
        end = caret; /* the caret stands behind the line */
    size_t from = window_start(text, start, caret, WINDOW_COLUMNS - 2);
    if (from > start)
        from = window_start(text, start, caret, WINDOW_COLUMNS * 2 / 3);
    Line line = {.cut_before = from > start};
    size_t column = 0;
    if (line.cut_before) {
        builder_text(&line.text, "\xE2\x80\xA6");
        column = 1;
    }
    size_t stop = caret + (at.length ? at.length : 1);
    line.caret_from = line.caret_to = SIZE_MAX;
    for (size_t i = from; i < end && column < WINDOW_COLUMNS - 1;) {
        const char *next = text.at + i;
        utf8_next(&next, text.at + end);
        size_t step = (size_t)(next - text.at) - i;
        if (i >= caret && line.caret_from == SIZE_MAX)
            line.caret_from = column;
        column += show(&line.text, (Str){text.at + i, step});
        i += step;
        if (i <= stop)
            line.caret_to = column;
        line.cut_after = i < end;
    }
    if (line.caret_from == SIZE_MAX)
        line.caret_from = column;
    if (line.caret_to == SIZE_MAX || line.caret_to <= line.caret_from)
        line.caret_to = line.caret_from + 1;
    if (line.cut_after)
        builder_text(&line.text, "\xE2\x80\xA6");
    return line;
}

static void source_line(Renderer *r, Place at)
{
    Line line = line_around(r->source->text, r->line_start, at);
    builder_text(r->out, "    ");
    builder_str(r->out, builder_view(&line.text));
    builder_text(r->out, "\n    ");
    builder_repeat(r->out, ' ', line.caret_from);
    paint(r, "\x1b[1;32m");
    builder_char(r->out, '^');
    builder_repeat(r->out, '~', line.caret_to - line.caret_from - 1);
    paint(r, "\x1b[0m");
    builder_char(r->out, '\n');
    builder_free(&line.text);
}

/* `in_cell`: whose place is a notebook's cell, or NULL. */
static void head(Renderer *r, Place at, const Diag *in_cell, const char *severity, const char *colour)
{
    LineColumn where = in_cell ? (LineColumn){in_cell->cell_line, 1} : locate(r, at.offset);
    paint(r, "\x1b[1m");
    escape_terminal(r->out, r->source->name);
    if (in_cell)
        builder_printf(r->out, ":cell %u", in_cell->cell);
    builder_printf(r->out, ":%u:%u: ", where.line, where.column);
    paint(r, colour);
    builder_printf(r->out, "%s: ", severity);
    paint(r, "\x1b[0m");
}

static void number(Renderer *r, const Diag *diag)
{
    if (diag->number)
        builder_printf(r->out, " [E%04u]", diag->number);
}

/* Line by line, so that what is no newline is escaped. */
static void render_told(Renderer *r, Str text)
{
    while (text.length) {
        const char *newline = memchr(text.at, '\n', text.length);
        size_t end = newline ? (size_t)(newline - text.at) : text.length;
        escape_terminal(r->out, (Str){text.at, end});
        builder_char(r->out, '\n');
        end += newline != NULL;
        text = (Str){text.at + end, text.length - end};
    }
}

static void render_human(Renderer *r, const Diag *diag)
{
    if (diag->told) {
        render_told(r, str_of(diag->told));
        return;
    }
    head(r, diag->at, diag->cell ? diag : NULL, severity_word(diag->severity),
         diag->severity == DIAG_ERROR     ? "\x1b[31m"
         : diag->severity == DIAG_WARNING ? "\x1b[33m"
                                          : "\x1b[36m");
    paint(r, "\x1b[1m");
    escape_terminal(r->out, str_of(diag->what));
    paint(r, "\x1b[0m");
    number(r, diag);
    builder_char(r->out, '\n');
    if (!diag->cell)
        source_line(r, diag->at);
    if (diag->also.length == 0)
        return;
    head(r, diag->also, NULL, "note", "\x1b[36m");
    builder_text(r->out, "this belongs to it\n");
    source_line(r, diag->also);
}

static void render_short(Renderer *r, const Diag *diag)
{
    head(r, diag->at, diag->cell ? diag : NULL, severity_word(diag->severity), "");
    escape_terminal(r->out, str_of(diag->what));
    number(r, diag);
    builder_char(r->out, '\n');
}

static void json_place(Renderer *r, Place at)
{
    LineColumn from = locate(r, at.offset), to = locate(r, at.offset + at.length);
    builder_printf(r->out, "\"line\": %u, \"column\": %u, \"end_line\": %u, \"end_column\": %u",
                   from.line, from.column, to.line, to.column);
}

static void render_json(Renderer *r, const Diag *diag)
{
    builder_text(r->out, "{\"file\": ");
    escape_json(r->out, r->source->name);
    builder_text(r->out, ", ");
    if (diag->cell)
        builder_printf(r->out, "\"cell\": %u, \"line\": %u, \"column\": 1, \"end_line\": %u, "
                               "\"end_column\": 1", diag->cell, diag->cell_line, diag->cell_line);
    else
        json_place(r, diag->at);
    builder_printf(r->out, ", \"severity\": \"%s\"", severity_word(diag->severity));
    if (diag->number)
        builder_printf(r->out, ", \"code\": \"E%04u\"", diag->number);
    builder_text(r->out, ", \"message\": ");
    escape_json(r->out, str_of(diag->what));
    if (diag->fix.text) {
        builder_text(r->out, ", \"fix\": {");
        json_place(r, diag->fix.at);
        builder_text(r->out, ", \"text\": ");
        escape_json(r->out, str_of(diag->fix.text));
        builder_char(r->out, '}');
    }
    builder_text(r->out, "}\n");
}

static int by_place(const void *left, const void *right)
{
    const Diag *a = *(const Diag *const *)left, *b = *(const Diag *const *)right;
    if (a->at.offset != b->at.offset)
        return a->at.offset < b->at.offset ? -1 : 1;
    return a < b ? -1 : a > b; /* pointers into one array: the order of reporting */
}

void diags_render(const Diags *diags, const Source *source, DiagFormat format, bool colour,
                  Builder *out)
{
    size_t count = diags->list.count;
    if (count == 0)
        return;
    const Diag **sorted = mem_resize_array(NULL, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &diags->list.items[i];
    qsort(sorted, count, sizeof *sorted, by_place);
    Renderer r = {.source = source, .colour = colour && format == DIAG_HUMAN,
                  .out = out, .line = 1};
    for (size_t i = 0; i < count; i++) {
        if (format == DIAG_HUMAN)
            render_human(&r, sorted[i]);
        else if (format == DIAG_SHORT)
            render_short(&r, sorted[i]);
        else
            render_json(&r, sorted[i]);
    }
    mem_free(sorted);
    if (diags->withheld && format != DIAG_JSON) {
        escape_terminal(out, source->name);
        builder_printf(out, ": and %zu more mistake%s\n", diags->withheld,
                       diags->withheld == 1 ? "" : "s");
    }
}

void diags_render_first(const Diags *diags, const Source *source, Builder *out)
{
    const Diag *first = diags->list.items;
    for (size_t i = 1; i < diags->list.count; i++)
        if (diags->list.items[i].at.offset < first->at.offset)
            first = &diags->list.items[i];
    Renderer r = {.source = source, .out = out, .line = 1};
    if (diags->list.count)
        render_short(&r, first);
}
