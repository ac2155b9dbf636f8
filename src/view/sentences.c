#include "view/sentences.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- lengths of time --- */

Lengths lengths_of(const Lesson *lesson, Arena *arena)
{
    int64_t *items = ARENA_ARRAY(arena, int64_t, lesson->timeline_count + 1);
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        items[i] = lesson->timelines[i]->end;
    return (Lengths){items, lesson->timeline_count, lesson_end(lesson).t};
}

static void add_length(Builder *out, int64_t t, const Lengths *among, int finer)
{
    bool has_seconds = among && among->longest >= NS_PER_SECOND;
    TimeStyle style = {finer, has_seconds ? NS_PER_SECOND / 10 : INT64_MAX};
    time_words_styled(out, t, style);
}

/* Whether a different length has the same words. */
static bool is_mistakable(Str said, int64_t t, const Lengths *among, int finer)
{
    Builder other = {0};
    bool same = false;
    for (size_t i = 0; among && i < among->count && !same; i++) {
        if (among->items[i] == t)
            continue;
        builder_clear(&other);
        add_length(&other, among->items[i], among, finer);
        same = str_equal(builder_view(&other), said);
    }
    builder_free(&other);
    return same;
}

void say_length(Builder *out, int64_t nanoseconds, const Lengths *among)
{
    size_t start = out->length;
    for (int finer = 0; finer <= TIME_WORDS_EXACT; finer++) {
        out->length = start;
        add_length(out, nanoseconds, among, finer);
        if (!is_mistakable((Str){out->at + start, out->length - start}, nanoseconds, among, finer))
            return;
    }
}

/* --- comparison --- */

void say_saving(Builder *out, int64_t baseline, int64_t length)
{
    if (length == baseline) {
        builder_text(out, "same time");
    } else if (length > baseline) {
        Lengths both = {NULL, 0, length};
        say_length(out, length - baseline, &both);
        builder_text(out, " longer");
    } else {
        double percent = 100.0 * (double)(baseline - length) / (double)baseline;
        if (percent < 1)
            builder_text(out, "under 1% less");
        else if (percent > 99 && length > 0)
            builder_text(out, "over 99% less");
        else
            builder_printf(out, "%.0f%% less", floor(percent + 0.5));
    }
}

void say_saving_against(Builder *out, const Timeline *baseline, const Timeline *timeline,
                        bool baseline_is_shown)
{
    say_saving(out, baseline->end, timeline->end);
    if (baseline_is_shown)
        return;
    builder_text(out, timeline->end == baseline->end ? " as " : " than ");
    builder_str(out, baseline->title);
}

void say_saved(Builder *out, int64_t nanoseconds, const Lengths *among)
{
    add_length(out, nanoseconds, among, 0);
    builder_text(out, " saved");
}

bool endings_compare(const Ending *baseline, const Ending *own)
{
    return own->outcome == OUTCOME_DONE && baseline->outcome == OUTCOME_DONE && own->t > 0 &&
           baseline->t > 0;
}

bool saving_tells(const Timeline *baseline, const Timeline *timeline)
{
    Ending first = {.t = baseline->end, .outcome = baseline->outcome};
    Ending own = {.t = timeline->end, .outcome = timeline->outcome};
    return timeline != baseline && endings_compare(&first, &own);
}

/* --- endings --- */

void say_total(Builder *out, const Timeline *timeline, const Lengths *among)
{
    static const char *const before[] = {[OUTCOME_DONE] = "",
                                         [OUTCOME_ERROR] = "error at ",
                                         [OUTCOME_STUCK] = "stuck at ",
                                         [OUTCOME_LIMIT] = "stopped at ",
                                         [OUTCOME_UNTIL] = "shown until "};
    builder_text(out, before[timeline->outcome]);
    say_length(out, timeline->end, among);
}

void say_passed(Builder *out, int64_t nanoseconds, const Lengths *among)
{
    add_length(out, nanoseconds, among, 0);
    builder_text(out, " …");
}

/* The length of ` (line 12)` at the beginning of `text`, or 0. */
static size_t line_number(Str text)
{
    static const char open[] = " (line ";
    size_t at = sizeof open - 1;
    if (text.length <= at || memcmp(text.at, open, at) != 0)
        return 0;
    while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    return at < text.length && text.at[at] == ')' ? at + 1 : 0;
}

void say_outcome(Builder *out, const Timeline *timeline, bool with_lines)
{
    static const char *const before[] = {[OUTCOME_DONE] = "",
                                         [OUTCOME_ERROR] = "ends with ",
                                         [OUTCOME_STUCK] = "stuck: ",
                                         [OUTCOME_LIMIT] = "stopped: ",
                                         [OUTCOME_UNTIL] = ""};
    size_t began = out->length;
    Builder circles = {0};
    say_circles(&circles, timeline, false);
    if (circles.length > 0) {
        builder_text(out, before[timeline->outcome]);
        builder_str(out, builder_view(&circles));
    }
    builder_free(&circles);
    if (out->length > began)
        return;
    bool strips = !with_lines && timeline->outcome != OUTCOME_ERROR; /* an error's words stay */
    Str text = timeline->outcome_text;
    builder_text(out, before[timeline->outcome]);
    for (size_t i = 0; i < text.length;) {
        size_t gone = strips ? line_number((Str){text.at + i, text.length - i}) : 0;
        if (!gone)
            builder_char(out, text.at[i]);
        i += gone ? gone : 1;
    }
}

/* --- steps --- */

void say_awaited(Builder *out, const Span *span)
{
    static const char *const before[] = {"await ", "async with ", "async for "};
    Str label = span_label(span);
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t length = strlen(before[i]);
        if (label.length > length && memcmp(label.at, before[i], length) == 0) {
            label = (Str){label.at + length, label.length - length};
            break;
        }
    }
    builder_str(out, label);
}

void say_span(Builder *out, const Lane *lane, const Span *span)
{
    builder_str(out, lane->call);
    switch (span->kind) {
    case SPAN_SLEEP:
        builder_text(out, " sleeps for ");
        time_words(out, span->to.t - span->from.t);
        builder_text(out, ": others may run");
        break;
    case SPAN_BLOCK:
        builder_text(out, " blocks the loop for ");
        time_words(out, span->to.t - span->from.t);
        builder_text(out, ": nothing else runs");
        break;
    case SPAN_AWAIT:
        builder_text(out, span->wait == WAIT_THREAD ? " waits for its thread: "
                          : span->open              ? " waits, and nothing will wake it: "
                                                    : " waits for ");
        say_awaited(out, span);
        break;
    case SPAN_READY:
    case SPAN_THREAD: builder_text(out, " is ready"); break;
    }
}

void say_mark(Builder *out, const Lane *lane, const Mark *mark)
{
    builder_str(out, lane->call);
    switch (mark->kind) {
    case MARK_PRINT:
        builder_text(out, " prints ");
        builder_str(out, mark_words(mark)->text);
        break;
    case MARK_FAILED:
        builder_text(out, " fails with ");
        builder_str(out, mark_words(mark)->text);
        break;
    case MARK_CANCELLED: builder_text(out, " is cancelled"); break;
    default: builder_text(out, " is done"); break;
    }
}

void say_callback(Builder *out, const OutputLine *line)
{
    builder_text(out, "a callback prints ");
    builder_str(out, line->text);
}

void say_goes_on(Builder *out, const Lane *lane)
{
    builder_str(out, lane->call);
    builder_text(out, " goes on");
}

/* --- small ones --- */

void say_row_of_blocks(Builder *out, size_t count, int64_t each)
{
    builder_printf(out, "%zu × ", count);
    time_words(out, each);
    builder_text(out, ", one after another");
}

void say_count_of_tasks(Builder *out, size_t count)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%zu", count);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            builder_text(out, "\xe2\x80\x89"); /* a thin space */
        builder_char(out, digits[i]);
    }
    builder_text(out, count == 1 ? " task" : " tasks");
}

void say_repeated(Builder *out, size_t count, Str text)
{
    if (count > 1)
        builder_printf(out, "%zu × ", count);
    builder_str(out, text);
}

static void add_count(Builder *out, size_t start, size_t count, const char *verb)
{
    if (count > 0)
        builder_printf(out, "%s%zu %s", out->length > start ? ", " : "", count, verb);
}

void say_loop_counts(Builder *out, size_t ready, size_t sleeping, size_t waiting)
{
    size_t start = out->length;
    add_count(out, start, ready, "ready");
    add_count(out, start, sleeping, sleeping == 1 ? "sleeps" : "sleep");
    add_count(out, start, waiting, waiting == 1 ? "waits" : "wait");
}

void say_hidden_lines(Builder *out, size_t above, size_t below)
{
    if (above > 0)
        builder_printf(out, "+%zu above", above);
    if (below > 0)
        builder_printf(out, "%s+%zu below", above > 0 ? ", " : "", below);
}

/* --- being late --- */

size_t say_late(Builder *out, const Timeline *timeline, const Span *span, const Lengths *among)
{
    size_t start = out->length;
    say_length(out, span_lateness(span), among);
    builder_text(out, " late");
    if (span_holder(span) == NO_TASK)
        return out->length - start;
    builder_char(out, ':');
    size_t strong = out->length - start;
    builder_char(out, ' ');
    builder_str(out, timeline->lanes.items[span_holder(span)].call);
    builder_text(out, " holds the loop");
    return strong;
}

void say_limit(Builder *out, const LimitSpan *limit, bool struck, const Lengths *among)
{
    if (!struck)
        builder_text(out, "limit ");
    say_length(out, limit->when - limit->from.t, among);
    if (struck)
        builder_text(out, " are over");
}
