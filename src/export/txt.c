/* `txt`: swimlanes in plain text, for terminals, e-mail and comments in code. One character is a
 * stretch of time; what a task did longest in it is drawn. */
#include "base/escape.h"
#include "base/mem.h"
#include "base/number.h"
#include "export/export.h"
#include "view/legend.h"
#include "view/sentences.h"

#include <string.h>

typedef struct Signs {
    const char *span[5]; /* by SpanKind */
    const char *done, *failed, *cancelled, *tick, *ellipsis;
} Signs;

static const Signs unicode_signs = {
    .span = {[SPAN_READY] = "-", [SPAN_BLOCK] = "█", [SPAN_SLEEP] = "░", [SPAN_AWAIT] = "·",
             [SPAN_THREAD] = "▒"},
    .done = "✓", .failed = "✗", .cancelled = "⊘", .tick = "│", .ellipsis = "…",
};
static const Signs ascii_signs = {
    .span = {[SPAN_READY] = "-", [SPAN_BLOCK] = "#", [SPAN_SLEEP] = "~", [SPAN_AWAIT] = ".",
             [SPAN_THREAD] = "="},
    .done = "+", .failed = "x", .cancelled = "/", .tick = "|", .ellipsis = "...",
};

typedef struct Page {
    Builder text;
    const Signs *signs;
    bool ascii;
    uint32_t columns, label, plot; /* of the page, of the labels, of the time axis */
    int64_t end;                   /* ns at the right edge */
    Moment at;
    unsigned kinds, marks;         /* bit n: SpanKind n, MarkKind n occurs */
    Lengths lengths;
    bool baseline_is_shown;
} Page;

static uint32_t columns_of(Str text)
{
    uint32_t columns = 0;
    for (const char *at = text.at, *end = at + text.length; at < end;) {
        uint32_t c = utf8_next(&at, end);
        columns += (uint32_t)utf8_columns(c == UTF8_WRONG ? 0xFFFD : c);
    }
    return columns;
}

static const char *ascii_for(uint32_t c)
{
    return c == 0x2026 ? "..." : c == 0xB5 ? "u" : c == 0xD7 ? "x" : c == 0x2009 ? " " : "?";
}

/* Safe for a terminal, and of ASCII alone where that is asked for. */
static void add_safe(const Page *page, Builder *out, Str text)
{
    Builder safe = {0};
    escape_terminal(&safe, text);
    if (!page->ascii)
        builder_str(out, builder_view(&safe));
    Str escaped = page->ascii ? builder_view(&safe) : (Str){0};
    for (const char *at = str_start(escaped), *end = at + escaped.length; at < end;) {
        const char *from = at;
        uint32_t c = utf8_next(&at, end);
        if (c < 0x80)
            builder_add(out, from, (size_t)(at - from));
        else
            builder_text(out, ascii_for(c));
    }
    builder_free(&safe);
}

/* Adds `text` safe for a terminal, cut or padded to exactly `room` columns. */
static void cell(Page *page, Str text, uint32_t room)
{
    Builder safe = {0};
    add_safe(page, &safe, text);
    Str view = builder_view(&safe);
    uint32_t full = columns_of(view), ellipsis = columns_of(str_of(page->signs->ellipsis));
    uint32_t keep = full <= room ? room : room > ellipsis ? room - ellipsis : 0, used = 0;
    const char *at = view.at, *end = at + view.length;
    while (at < end) {
        const char *next = at;
        uint32_t width = (uint32_t)utf8_columns(utf8_next(&next, end));
        if (used + width > keep)
            break;
        builder_add(&page->text, at, (size_t)(next - at));
        used += width;
        at = next;
    }
    if (full > room && room >= ellipsis) {
        builder_text(&page->text, page->signs->ellipsis);
        used += ellipsis;
    }
    builder_repeat(&page->text, ' ', used < room ? room - used : 0);
    builder_free(&safe);
}

/* Ends the line without trailing spaces. */
static void line_end(Page *page)
{
    while (page->text.length && page->text.at[page->text.length - 1] == ' ')
        page->text.length--;
    builder_char(&page->text, '\n');
}

static uint32_t column_at(const Page *page, int64_t t)
{
    double part = page->end > 0 ? (double)t / (double)page->end : 0;
    uint32_t column = (uint32_t)(part * (page->plot - 1) + 0.5);
    return column < page->plot ? column : page->plot - 1;
}

/* What holds the loop is drawn however short it is: it is what makes the others wait. */
static void put_span(Page *page, const char **cells, const Span *span)
{
    int64_t to = span->to.t < page->at.t ? span->to.t : page->at.t;
    if (moment_compare(span->from, page->at) > 0 || to <= span->from.t)
        return;
    uint32_t first = column_at(page, span->from.t), end = column_at(page, to);
    if (end == first && span->kind == SPAN_BLOCK)
        end++;
    for (uint32_t c = first; c < end; c++)
        cells[c] = page->signs->span[span->kind];
}

static void put_spans(Page *page, const char **cells, const Lane *lane)
{
    for (int blocks = 0; blocks < 2; blocks++)
        for (size_t i = 0; i < lane->spans.count; i++)
            if ((lane->spans.items[i].kind == SPAN_BLOCK) == blocks)
                put_span(page, cells, &lane->spans.items[i]);
}

static const char *mark_sign(const Page *page, MarkKind kind)
{
    switch (kind) {
    case MARK_DONE: return page->signs->done;
    case MARK_FAILED: return page->signs->failed;
    case MARK_CANCELLED: return page->signs->cancelled;
    default: return kind == MARK_TICK ? page->signs->tick : NULL;
    }
}

/* What is left to be seen of a lane's signs is what the legend explains. */
static void note_signs(Page *page, const char *const *cells)
{
    for (uint32_t c = 0; c < page->plot; c++) {
        for (int kind = SPAN_READY; kind <= SPAN_THREAD; kind++)
            page->kinds |= (unsigned)(cells[c] == page->signs->span[kind]) << kind;
        for (int kind = MARK_TICK; kind <= MARK_CANCELLED; kind++) {
            const char *sign = mark_sign(page, (MarkKind)kind);
            page->marks |= (unsigned)(sign && cells[c] == sign) << kind;
        }
    }
}

static void write_lane(Page *page, const Timeline *timeline, const Lane *lane)
{
    if (moment_compare(lane->born, page->at) > 0)
        return;
    const char **cells = mem_new(page->plot * sizeof *cells);
    put_spans(page, cells, lane);
    Mark tick;
    for (size_t i = 0; i < lane->sight_count; i++) {
        const Mark *mark = lane_sight(timeline, lane, i, &tick);
        const char *sign = mark_sign(page, mark->kind);
        if (!sign || moment_compare(mark->at, page->at) > 0)
            continue;
        const char **at = &cells[column_at(page, mark->at.t)];
        if (mark->kind != MARK_TICK || *at != page->signs->span[SPAN_BLOCK])
            *at = sign;
    }
    note_signs(page, cells);
    Builder label = {0};
    builder_repeat(&label, ' ', 2 + 2 * (size_t)(lane->depth < 8 ? lane->depth : 8));
    builder_str(&label, lane->call);
    cell(page, builder_view(&label), page->label - 1);
    builder_free(&label);
    builder_char(&page->text, ' ');
    for (uint32_t c = 0; c < page->plot; c++)
        builder_text(&page->text, cells[c] ? cells[c] : " ");
    line_end(page);
    mem_free(cells);
}

static void write_head(Page *page, const Timeline *timeline, const Timeline *baseline)
{
    Builder right = {0};
    bool over = page->at.t >= timeline->end;
    if (!over)
        say_passed(&right, page->at.t, &page->lengths);
    else
        say_total(&right, timeline, &page->lengths);
    if (over && saving_tells(baseline, timeline)) {
        builder_text(&right, ", ");
        say_saving_against(&right, baseline, timeline, page->baseline_is_shown);
    }
    Builder safe = {0};
    add_safe(page, &safe, builder_view(&right));
    uint32_t room = columns_of(builder_view(&safe)) + 1;
    cell(page, timeline->title, page->columns > room ? page->columns - room : 1);
    builder_char(&page->text, ' ');
    builder_str(&page->text, builder_view(&safe));
    line_end(page);
    builder_free(&safe);
    builder_free(&right);
}

/* As much of `text` as fits `room` columns, to the end of a word where there is one. */
static Str first_line(Str text, uint32_t room)
{
    size_t fits = 0, word = 0;
    uint32_t used = 0;
    for (const char *at = text.at, *end = at + text.length; at < end;) {
        if (*at == ' ')
            word = (size_t)(at - text.at);
        uint32_t c = utf8_next(&at, end);
        used += (uint32_t)utf8_columns(c == UTF8_WRONG ? 0xFFFD : c);
        if (used > room)
            return (Str){text.at, word ? word : fits ? fits : 1};
        fits = (size_t)(at - text.at);
    }
    return text;
}

/* A time and its text behind it, over as many lines as it takes: prints, and how it ended. */
static void write_said(Page *page, int64_t t, Str text)
{
    Builder when = {0}, safe = {0};
    say_length(&when, t, &page->lengths);
    add_safe(page, &safe, text);
    uint32_t left = page->label > 14 ? page->label : 14, room = page->columns - left;
    Str rest = builder_view(&safe);
    do {
        Str line = first_line(rest, room);
        rest = (Str){rest.at + line.length, rest.length - line.length};
        while (rest.length && *rest.at == ' ')
            rest = (Str){rest.at + 1, rest.length - 1};
        cell(page, STR(""), left - 14);
        cell(page, builder_view(&when), 12);
        builder_text(&page->text, "  ");
        cell(page, line, room);
        line_end(page);
        builder_clear(&when);
    } while (rest.length);
    builder_free(&when);
    builder_free(&safe);
}

static void write_timeline(Page *page, const Timeline *timeline, const Timeline *baseline)
{
    write_head(page, timeline, baseline);
    for (size_t i = 0; i < timeline->lanes.count; i++)
        write_lane(page, timeline, &timeline->lanes.items[timeline->order[i]]);
    for (size_t i = 0; i < timeline->output.count; i++)
        if (moment_compare(timeline->output.items[i].at, page->at) <= 0)
            write_said(page, timeline->output.items[i].at.t, timeline->output.items[i].text);
    if (timeline->outcome != OUTCOME_DONE && page->at.t >= timeline->end) {
        Builder text = {0};
        say_outcome(&text, timeline, true);
        say_error_place(&text, timeline, true);
        write_said(page, timeline->end, builder_view(&text));
        builder_free(&text);
    }
    builder_char(&page->text, '\n');
}

static void write_axis(Page *page)
{
    Builder said = {0}, end = {0};
    say_length(&said, page->end, &page->lengths);
    add_safe(page, &end, builder_view(&said));
    builder_free(&said);
    uint32_t width = columns_of(builder_view(&end));
    builder_repeat(&page->text, ' ', page->label);
    builder_char(&page->text, '0');
    builder_repeat(&page->text, ' ', page->plot > width + 1 ? page->plot - width - 1 : 1);
    builder_str(&page->text, builder_view(&end));
    builder_text(&page->text, "\n");
    builder_free(&end);
}

/* Adds `sign words`, on a line of its own where the last one has no room. */
static void add_entry(Page *page, uint32_t *used, const char *sign, LegendMark mark)
{
    const char *words = legend_words(mark);
    uint32_t wide = columns_of(str_of(sign)) + 1 + columns_of(str_of(words));
    if (*used > 0 && *used + 3 + wide > page->columns) {
        builder_char(&page->text, '\n');
        *used = 0;
    }
    builder_printf(&page->text, "%s%s %s", *used > 0 ? "   " : "", sign, words);
    *used += wide + (*used > 0 ? 3 : 0);
}

/* Every sign of the page, and no other. */
static void write_legend(Page *page)
{
    static const LegendMark spans[] = {
        [SPAN_READY] = LEGEND_ready, [SPAN_BLOCK] = LEGEND_blocks, [SPAN_SLEEP] = LEGEND_sleeps,
        [SPAN_AWAIT] = LEGEND_awaits, [SPAN_THREAD] = LEGEND_thread,
    };
    static const struct {
        MarkKind kind;
        LegendMark mark;
    } marks[] = {{MARK_TICK, LEGEND_runs},
                 {MARK_DONE, LEGEND_done},
                 {MARK_FAILED, LEGEND_failed},
                 {MARK_CANCELLED, LEGEND_cancelled}};
    uint32_t used = 0;
    for (int kind = 0; kind < 5; kind++)
        if (page->kinds & 1u << kind)
            add_entry(page, &used, page->signs->span[kind], spans[kind]);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (page->marks & 1u << marks[i].kind)
            add_entry(page, &used, mark_sign(page, marks[i].kind), marks[i].mark);
    if (used > 0)
        builder_char(&page->text, '\n');
}

static uint32_t label_columns(const Lesson *lesson, uint32_t columns)
{
    uint32_t longest = 8, most = columns / 3;
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        for (size_t j = 0; j < lesson->timelines[i]->lanes.count; j++) {
            const Lane *lane = &lesson->timelines[i]->lanes.items[j];
            uint32_t wide = columns_of(lane->call) + 2 + 2 * (lane->depth < 8 ? lane->depth : 8);
            longest = wide > longest ? wide : longest;
        }
    return (longest < most ? longest : most) + 1;
}

static bool write_txt(const ExportJob *job, FileWriter *out, FileError *error)
{
    (void)error; /* a failed write shows when the writer commits */
    const Lesson *lesson = job->lesson;
    Page page = {.ascii = job->ascii, .at = job->at, .end = lesson_end(lesson).t,
                 .baseline_is_shown = !(job->view.shown & 1),
                 .signs = job->ascii ? &ascii_signs : &unicode_signs,
                 .columns = job->columns ? job->columns : 80};
    Arena arena = {0};
    page.lengths = lengths_of(lesson, &arena);
    page.label = label_columns(lesson, page.columns);
    page.plot = page.columns - page.label;
    if (lesson->title.length) {
        cell(&page, lesson->title, page.columns);
        line_end(&page);
        builder_char(&page.text, '\n');
    }
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        if (!(job->view.shown & 1u << i))
            write_timeline(&page, lesson->timelines[i], lesson->timelines[0]);
    write_axis(&page);
    write_legend(&page);
    file_put(out, page.text.at, page.text.length);
    builder_free(&page.text);
    arena_free(&arena);
    return true;
}

const ExportFormat txt_format = {
    .name = "txt",
    .help = "swimlanes in plain text",
    .flags = FORMAT_TEXT,
    .write = write_txt,
};
