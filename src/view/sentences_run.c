/* A run told from its beginning to its end: the alternative text of a picture. As much as a reader
 * who listens can keep in mind; the rest is counted. */
#include "view/sentences.h"

enum { MOST_LANES = 12, MOST_CLAUSES = 12 };

typedef struct Teller {
    Builder *out;
    const Timeline *timeline;
    Lengths lengths;
    Moment at;
} Teller;

static bool has_happened(const Teller *teller, Moment at)
{
    return moment_compare(at, teller->at) <= 0;
}

/* `three` up to twelve, then digits. */
static void add_number(Builder *out, size_t number)
{
    static const char *const words[] = {"no",  "one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine", "ten",  "eleven", "twelve"};
    if (number < sizeof words / sizeof *words)
        builder_text(out, words[number]);
    else
        builder_printf(out, "%zu", number);
}

static void add_capital_number(Builder *out, size_t number)
{
    size_t start = out->length;
    add_number(out, number);
    if (out->at[start] >= 'a' && out->at[start] <= 'z')
        out->at[start] = (char)(out->at[start] - 'a' + 'A');
}

static void add_time(const Teller *teller, const char *before, int64_t t)
{
    builder_text(teller->out, before);
    say_length(teller->out, t, &teller->lengths);
}

/* --- a lane --- */

static void add_span(const Teller *teller, const Span *span)
{
    static const char *const verbs[] = {[SPAN_READY] = " is ready", [SPAN_BLOCK] = " blocks the loop",
                                        [SPAN_SLEEP] = " sleeps", [SPAN_AWAIT] = " waits for ",
                                        [SPAN_THREAD] = " works in a thread"};
    builder_text(teller->out, verbs[span->kind]);
    if (span->kind == SPAN_AWAIT)
        say_awaited(teller->out, span);
    if (span->open) {
        add_time(teller, " from ", span->from.t);
        builder_text(teller->out, " on");
    } else if (has_happened(teller, span->to)) {
        add_time(teller, " from ", span->from.t);
        add_time(teller, " to ", span->to.t);
    } else {
        add_time(teller, " since ", span->from.t);
    }
}

static void add_mark(const Teller *teller, const Mark *mark)
{
    Builder *out = teller->out;
    if (mark->kind == MARK_PRINT) {
        builder_text(out, " prints ");
        builder_str(out, mark_words(mark)->text);
        return;
    }
    builder_text(out, mark->kind == MARK_DONE     ? " is done"
                      : mark->kind == MARK_FAILED ? " fails with "
                                                  : " is cancelled");
    if (mark->kind == MARK_FAILED)
        builder_str(out, mark_words(mark)->text);
    add_time(teller, " at ", mark->at.t);
}

static bool tells(const Mark *mark)
{
    return mark->kind == MARK_PRINT || mark->kind == MARK_DONE || mark->kind == MARK_FAILED ||
           mark->kind == MARK_CANCELLED;
}

/* Spans and marks in the order in which they happened. */
static void add_lane(const Teller *teller, const Lane *lane)
{
    size_t spans = timeline_spans_until(lane, teller->at);
    size_t marks = timeline_marks_until(lane, teller->at), clauses = 0;
    builder_printf(teller->out, " %.*s, %.*s,", (int)lane->name.length, lane->name.at,
                   (int)lane->call.length, lane->call.at);
    for (size_t i = 0, j = 0; i < spans || j < marks;) {
        const Span *span = i < spans ? &lane->spans.items[i] : NULL;
        const Mark *mark = j < marks ? &lane->marks.items[j] : NULL;
        bool is_span = span && (!mark || span->event < mark->event);
        i += is_span;
        j += !is_span;
        if (is_span ? span->kind == SPAN_READY || (span->from.t == span->to.t && !span->open) : !tells(mark))
            continue;
        builder_text(teller->out, clauses > 0 ? "," : "");
        if (clauses++ == MOST_CLAUSES) {
            builder_text(teller->out, " and so on");
            break;
        }
        if (is_span)
            add_span(teller, span);
        else
            add_mark(teller, mark);
    }
    builder_text(teller->out, clauses > 0 ? "." : " has not run.");
}

static void add_callbacks(const Teller *teller)
{
    const Timeline *timeline = teller->timeline;
    size_t lines = timeline->loop_prints ? MOMENTS_UNTIL(&timeline->output, at, teller->at) : 0;
    size_t clauses = 0;
    for (size_t i = 0; i < lines; i++) {
        const OutputLine *line = &timeline->output.items[i];
        if (line->lane != NO_TASK)
            continue;
        if (clauses == MOST_CLAUSES) {
            builder_text(teller->out, ", and so on");
            break;
        }
        builder_text(teller->out, clauses++ ? ", " : " Callbacks print ");
        builder_str(teller->out, line->text);
        add_time(teller, " at ", line->at.t);
    }
    builder_text(teller->out, clauses ? "." : "");
}

/* --- a timeline --- */

static void add_overlap(const Teller *teller)
{
    Overlap overlap = timeline_overlap(teller->timeline);
    if (overlap.count == 0 || overlap.from >= teller->at.t)
        return;
    builder_char(teller->out, ' ');
    if (overlap.count == 1) {
        builder_text(teller->out, "No two waits overlap.");
        return;
    }
    add_capital_number(teller->out, overlap.count);
    builder_text(teller->out, " waits go on together");
    add_time(teller, " from ", overlap.from);
    add_time(teller, " to ", overlap.to < teller->at.t ? overlap.to : teller->at.t);
    builder_char(teller->out, '.');
}

static void add_ending(const Teller *teller, const Timeline *baseline, bool baseline_is_shown)
{
    const Timeline *timeline = teller->timeline;
    if (!has_happened(teller, (Moment){timeline->end, 0})) {
        add_time(teller, ", after ", teller->at.t);
        builder_text(teller->out, " not over yet.");
        return;
    }
    builder_text(teller->out, ", ");
    say_total(teller->out, timeline, &teller->lengths);
    if (saving_tells(baseline, timeline)) {
        builder_text(teller->out, ", ");
        say_saving_against(teller->out, baseline, timeline, baseline_is_shown);
    }
    builder_char(teller->out, '.');
    if (timeline->outcome != OUTCOME_DONE) {
        builder_text(teller->out, " It ");
        builder_text(teller->out, timeline->outcome == OUTCOME_ERROR ? "" : "is ");
        say_outcome(teller->out, timeline, false);
        say_error_place(teller->out, timeline, true);
        builder_char(teller->out, '.');
    }
}

static void add_timeline(const Teller *teller, const Timeline *baseline, bool baseline_is_shown)
{
    const Timeline *timeline = teller->timeline;
    Builder *out = teller->out;
    builder_char(out, ' ');
    builder_str(out, timeline->title);
    if (!str_equal(timeline->title, timeline->call)) {
        builder_text(out, ", ");
        builder_str(out, timeline->call);
    }
    builder_text(out, ": ");
    add_number(out, timeline->lanes.count);
    builder_text(out, timeline->lanes.count == 1 ? " task" : " tasks");
    add_ending(teller, baseline, baseline_is_shown);
    add_overlap(teller);
    for (size_t i = 0; i < timeline->lanes.count && timeline->lanes.count <= MOST_LANES; i++) {
        const Lane *lane = &timeline->lanes.items[timeline->order[i]];
        if (has_happened(teller, lane->born))
            add_lane(teller, lane);
    }
    add_callbacks(teller);
}

static bool is_hidden(uint32_t hidden, uint32_t timeline)
{
    return timeline < 32 && hidden >> timeline & 1;
}

void say_run(Builder *out, const Lesson *lesson, Moment at, uint32_t hidden)
{
    Arena arena = {0};
    Teller teller = {.out = out, .lengths = lengths_of(lesson, &arena), .at = at};
    uint32_t shown = 0;
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        shown += !is_hidden(hidden, i);
    add_capital_number(out, shown);
    builder_text(out, shown == 1 ? " timeline" : " timelines");
    add_time(&teller, " on an axis from 0 to ", lesson_end(lesson).t);
    builder_char(out, '.');
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        if (is_hidden(hidden, i))
            continue;
        teller.timeline = lesson->timelines[i];
        add_timeline(&teller, lesson->timelines[0], !is_hidden(hidden, 0));
    }
    arena_free(&arena);
}
