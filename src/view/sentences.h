/* Every sentence that the program makes of a run, so that they are all worded alike: comparisons,
 * endings, what has just happened, and the whole run as a text. What is said is added to `out`;
 * texts of the scenario stand in it as they are, for the caller to escape. The words of the marks
 * are in legend.def. */
#ifndef VIEW_SENTENCES_H
#define VIEW_SENTENCES_H

#include "view/view.h"

/* --- lengths of time --- */

/* Lengths that stand beside each other: no two different ones are said in the same words. */
typedef struct Lengths {
    const int64_t *items; /* ns */
    size_t count;
    int64_t longest;      /* from 1 s on, what is shorter is said in seconds, too: `0.5 s` */
} Lengths;

/* Those of a lesson's timelines, in `arena`. */
Lengths lengths_of(const Lesson *lesson, Arena *arena);

/* `among` may be NULL. */
void say_length(Builder *out, int64_t nanoseconds, const Lengths *among);

/* --- comparison: one grammar everywhere --- */

/* Per cent for what is shorter, the difference for what is longer: `33% less`, `1 s longer`,
 * `same time`. */
void say_saving(Builder *out, int64_t baseline, int64_t length);

/* The same, with ` than Sequential` where a hidden baseline has to be named. */
void say_saving_against(Builder *out, const Timeline *baseline, const Timeline *timeline,
                        bool baseline_is_shown);

/* `1 s saved`. */
void say_saved(Builder *out, int64_t nanoseconds, const Lengths *among);

/* Whether a length means anything against the baseline's: it is another timeline, both came to
 * their end, and both took time. The same of two timelines' endings alone. */
bool saving_tells(const Timeline *baseline, const Timeline *timeline);
bool endings_compare(const Ending *baseline, const Ending *own);

/* --- endings --- */

/* `3 s`, `stuck at 1 s`, `error at 0 s`. */
void say_total(Builder *out, const Timeline *timeline, const Lengths *among);

/* `1.2 s …`: as long as it has not come to its end. */
void say_passed(Builder *out, int64_t nanoseconds, const Lengths *among);

/* `ends with ValueError: x`, `stuck: no task can ever run again: ...`; empty for a good end. The
 * numbers of the scenario's lines, ` (line 8)`, only where they are of use. */
void say_outcome(Builder *out, const Timeline *timeline, bool with_lines);
/* `, line 5 of inner(1); inside: KeyError: 'body', line 15`, behind an outcome: where the error that
 * ended the timeline came up, and what failed inside of it without a lane of its own. */
void say_error_place(Builder *out, const Timeline *timeline, bool with_lines);

/* --- steps --- */

/* What has just begun, and what has just been done: `tick() sleeps for 1 s: others may run`. */
void say_span(Builder *out, const Lane *lane, const Span *span);
void say_mark(Builder *out, const Lane *lane, const Mark *mark);
void say_callback(Builder *out, const OutputLine *line); /* `a callback prints later` */
void say_goes_on(Builder *out, const Lane *lane);
void say_awaited(Builder *out, const Span *span); /* `queue.join()`, `lock`: without `await` */

/* One sentence for the latest event at or before `at`; nothing before the first. (narration.c) */
void say_step(Builder *out, const Timeline *timeline, Moment at);

/* --- small ones --- */

/* `12 × 5 s, one after another`: blocks back to back. */
void say_row_of_blocks(Builder *out, size_t count, int64_t each);
void say_count_of_tasks(Builder *out, size_t count); /* `100 001 tasks` */
void say_repeated(Builder *out, size_t count, Str text); /* `3 × text` */

/* `2 ready, 1 sleeps, 3 wait`: what is not 0. */
void say_loop_counts(Builder *out, size_t ready, size_t sleeping, size_t waiting);

/* `+3 above`, `+2 below`: lines that there is no room for. */
void say_hidden_lines(Builder *out, size_t above, size_t below);

/* --- being late --- */

/* `2.5 s late: hog() holds the loop`; how many bytes the first three words take, with the colon. */
size_t say_late(Builder *out, const Timeline *timeline, const Span *span, const Lengths *among);

/* --- why it is as long as it is (sentences_why.c) --- */

/* Whether what is saved is no loss: it came to its end, and nothing failed or was cut off that
 * did not in the baseline. */
bool saving_is_earned(const Timeline *baseline, const Timeline *timeline);
/* `both sleeps wait together`, `a time limit cut work off`; empty where nothing is known. */
void say_why(Builder *out, const Timeline *baseline, const Timeline *timeline,
             const Lengths *among);

/* --- who holds what, who waits for whom --- */

/* `held by eat(left, right); 2 wait`; `less`: 0 to 3, ever shorter. */
void say_held(Builder *out, const Timeline *timeline, uint32_t lane, uint32_t waiters, int less);
/* `waits for left, held by eat(left, right)`; `less`: 0 to 2, ever shorter. False where the span's own
 * label says more. */
bool say_wait(Builder *out, const Timeline *timeline, uint32_t lane, const Span *span, int less);
/* `ValueError: boom, line 8 of fetch(3)`: what the lane failed with, and where that came up. */
void say_failure(Builder *out, const Mark *mark);
/* The same of what went wrong besides; `with_line`: with where it came up. */
void say_mishap(Builder *out, const Mishap *mishap, bool with_line);
/* `limit 2 s`, `2 s are over`. */
void say_limit(Builder *out, const LimitSpan *limit, bool struck, const Lengths *among);
/* `cancelled by main()`, `cancelled: 2 s are over`: why the lane was cancelled last at `at`. */
void say_cancelled(Builder *out, const Timeline *timeline, uint32_t lane, Moment at);
/* `2 of 3`, or `2` where there is no end. */
void say_count_of(Builder *out, int64_t count, int64_t of);
/* `holds left, right`: what the lane holds at `at`. False where it holds nothing. */
bool say_holdings(Builder *out, const Timeline *timeline, uint32_t lane, Moment at);
/* `left: held by Task-2`, `q: 3, 4`, `ready: set`: a resource at a moment; `index` into the
 * timeline's. */
void say_resource(Builder *out, const Timeline *timeline, uint32_t index, Moment at);
/* `Task-2 holds left and waits for right; Task-3 holds right and waits for left: neither can ever
 * run again`; and whoever waits for the dead. Empty where a stuck run has neither. `numbers`: tasks by
 * theirs, `2 holds left`, beside their squares. */
/* What an event's, condition's or barrier's waiters of a stuck run wait for in vain; `index`: into
 * its resources. Nothing where they don't. (sentences_stuck.c) */
void say_in_vain(Builder *out, const Timeline *timeline, uint32_t index);
/* Its name, or what it is; `index`: into the resources, and 1. */
Str resource_name(const Timeline *timeline, uint32_t index);
void say_circles(Builder *out, const Timeline *timeline, bool numbers);

/* --- the whole run --- */

/* What is to be seen at `at`, in words: the alternative text of a picture. `hidden`: bit n, as
 * ViewState.shown. (sentences_run.c) */
void say_run(Builder *out, const Lesson *lesson, Moment at, uint32_t hidden);

#endif
