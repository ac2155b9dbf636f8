/* The rule behind a guess at how long a run takes, told from what really happened. */
#include "timeline/quiz.h"

#include "base/number.h"

/* Sleeps and blocks: of all lanes, of the lane that has the most, and of lanes with several of them;
 * what holds the loop. */
typedef struct Sums {
    int64_t all, most, several, blocks;
    int block_count;
} Sums;

static Sums add_up(const Timeline *timeline)
{
    Sums sums = {0};
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        int64_t own = 0;
        int parts = 0;
        for (size_t k = 0; k < lane->spans.count; k++) {
            const Span *span = &lane->spans.items[k];
            int64_t length = span->to.t - span->from.t;
            if ((span->kind != SPAN_SLEEP && span->kind != SPAN_BLOCK) || length == 0)
                continue;
            own += length;
            parts++;
            sums.blocks += span->kind == SPAN_BLOCK ? length : 0;
            sums.block_count += span->kind == SPAN_BLOCK;
        }
        sums.all += own;
        sums.most = own > sums.most ? own : sums.most;
        sums.several = parts > 1 && own > sums.several ? own : sums.several;
    }
    return sums;
}

static bool is_cut_off(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->cancels.count; i++)
        if (timeline->cancels.items[i].cause == CANCEL_SHUTDOWN)
            return true;
    return false;
}

static bool is_left_over(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->lanes.count; i++)
        if (!timeline->lanes.items[i].has_ended)
            return true;
    return false;
}

static void say_rule(Builder *out, const Timeline *timeline, int64_t guess)
{
    Sums sums = add_up(timeline);
    int64_t end = timeline->end;
    bool main_ends_it = timeline->lanes.items[0].has_ended &&
                        timeline->lanes.items[0].ended.t == end;
    if (guess > end && is_cut_off(timeline))
        builder_text(out, "When the main task is over, what is left is cancelled, not waited for.");
    else if (guess > end && is_left_over(timeline))
        builder_text(out, "When the main task is over, nobody waits for what is left.");
    else if (guess > end && end < sums.all && sums.blocks < end)
        builder_text(out, sums.most == end
                              ? "Waits of different tasks overlap: together they take as long as "
                                "the longest, not as long as their sum."
                              : "Waits of different tasks overlap: together they take less than "
                                "their sum.");
    else if (guess < end && sums.blocks * 2 > end)
        builder_text(out, sums.block_count > 1
                              ? "What blocks holds the loop, and nobody else runs meanwhile: "
                                "blocks add up."
                              : "What blocks holds the loop, and nobody else runs meanwhile.");
    else if (guess < end && sums.several == end)
        builder_text(out, "One task does one thing after another: each `await` waits for its own, "
                          "and their times add up.");
    else if (main_ends_it)
        builder_text(out, "It is over when its main task is, after all that this one waits for.");
    else
        builder_text(out, "It is over when its main task is, what was left has been cancelled, and "
                          "threads are done.");
}

void quiz_rule_of_time(Builder *out, const QuizQuestion *question, int64_t guess)
{
    if (question->why.length)
        builder_str(out, question->why);
    else
        say_rule(out, question->timeline, guess);
    builder_text(out, " It is over at ");
    time_words(out, question->timeline->end);
    builder_char(out, '.');
}
