/* The rule that was missed, told from what really happened. */
#include "timeline/quiz.h"

#include "base/number.h"

#include <stdlib.h>

static void say_time(Builder *out, int64_t nanoseconds)
{
    time_words(out, nanoseconds);
}

static const Lane *lane_of(const Timeline *timeline, uint32_t lane)
{
    return &timeline->lanes.items[lane];
}

/* The block that keeps everybody else waiting when `at` comes, or NULL. */
static const Turn *held(const Timeline *timeline, Moment at)
{
    size_t count = timeline_turns_until(timeline, at);
    for (size_t i = count; i-- > 0 && count - i <= 2;) {
        const Turn *turn = &timeline->turns.items[i];
        if (turn->to.t > turn->from.t && turn->to.t >= at.t)
            return turn;
    }
    return NULL;
}

static void rule_of_holding(Builder *out, const Timeline *timeline, const Turn *turn)
{
    builder_text(out, "The loop was held: ");
    builder_str(out, lane_of(timeline, turn->lane)->call);
    builder_text(out, " blocks from ");
    say_time(out, turn->from.t);
    builder_text(out, " to ");
    say_time(out, turn->to.t);
    builder_text(out, ", and nobody else can run till then.");
}

static bool has_run(const Timeline *timeline, uint32_t lane, Moment until)
{
    for (size_t i = timeline_turns_until(timeline, until); i-- > 0;)
        if (timeline->turns.items[i].lane == lane)
            return true;
    return false;
}

/* Why `lane` can't come before `other` does, as of `at`. */
static void rule_of_lane(Builder *out, const Timeline *timeline, uint32_t lane, uint32_t other,
                         Moment at)
{
    const Span *span = timeline_span_at(timeline, lane, at);
    const Lane *which = lane_of(timeline, lane), *actual = lane_of(timeline, other);
    LaneState state = timeline_state_at(timeline, lane, at);
    if (!has_run(timeline, lane, at) && state != LANE_NOT_YET) {
        builder_text(out, "A created task waits its turn: ");
        builder_str(out, which->call);
        builder_text(out, " was put behind what was in the ready queue already, and ");
        builder_str(out, actual->call);
        builder_text(out, " comes first.");
    } else if (state == LANE_NOT_YET) {
        builder_text(out, "Nothing runs before it is made: ");
        builder_str(out, which->call);
        builder_text(out, " is made only at ");
        say_time(out, which->born.t);
        builder_char(out, '.');
    } else if (state == LANE_SLEEPING && span) {
        builder_text(out, "Timers ring by their time, not by who began to sleep first: ");
        builder_str(out, which->call);
        builder_text(out, " sleeps till ");
        say_time(out, span->to.t);
        builder_char(out, '.');
    } else if (state == LANE_AWAITING && span) {
        builder_text(out, "Who waits runs only when that is there: ");
        builder_str(out, which->call);
        builder_text(out, span->woken_by == NO_TASK ? " still waits for " : " is woken only when ");
        if (span->woken_by != NO_TASK && span->woken_by < timeline->lanes.count) {
            builder_str(out, lane_of(timeline, span->woken_by)->call);
            builder_text(out, " has run");
        } else {
            builder_str(out, span->label);
        }
        builder_char(out, '.');
    } else if (state == LANE_IN_THREAD) {
        builder_text(out, "A thread works beside the loop; its task goes on when the thread is "
                          "done.");
    } else {
        builder_text(out, "The ready queue keeps its order: ");
        builder_str(out, actual->call);
        builder_text(out, " stood in it before ");
        builder_str(out, which->call);
        builder_char(out, '.');
    }
}

void quiz_rule(Builder *out, const QuizQuestion *question, uint32_t option)
{
    const Timeline *timeline = question->timeline;
    const QuizOption *chosen = &question->options[option],
                     *right = &question->options[question->right];
    const Turn *turn = held(timeline, question->after);
    if (question->why.length || question->kind == QUIZ_OWN)
        builder_str(out, question->why);
    else if (question->kind == QUIZ_END)
        quiz_rule_of_time(out, question, chosen->at.t);
    else if (question->kind == QUIZ_PRINT && chosen->lane == NO_TASK)
        builder_text(out, "That line does not come any more.");
    else if (question->kind == QUIZ_PRINT)
        quiz_rule_of_order(out, timeline, chosen, right);
    else if (turn && turn->lane == right->lane)
        rule_of_holding(out, timeline, turn);
    else
        rule_of_lane(out, timeline, chosen->lane, right->lane, question->after);
}

/* The prints of one list that gather made stand in the order of its arguments. */
static bool is_list(Str text)
{
    return text.length > 2 && text.at[0] == '[' && text.at[text.length - 1] == ']';
}

void quiz_rule_of_order(Builder *out, const Timeline *timeline, const QuizOption *expected,
                        const QuizOption *actual)
{
    if (is_list(expected->text) && is_list(actual->text)) {
        builder_text(out, "gather gives its results in the order of its arguments, whoever is "
                          "done first.");
        return;
    }
    if (expected->lane == actual->lane) {
        builder_text(out, "One task runs its lines one after another: `await` of a coroutine goes "
                          "on in it at once, and what stands behind waits till that is through.");
        return;
    }
    Moment before = actual->at;
    const Turn *turn = held(timeline, before);
    if (turn && turn->lane == actual->lane && turn->to.t > turn->from.t)
        rule_of_holding(out, timeline, turn);
    else
        rule_of_lane(out, timeline, expected->lane, actual->lane, before);
}

/* --- how long it takes --- */

/* All waits and blocks one after another; the longest lane's alone, where it has several; what
 * holds the loop. */
static void add_up(const Timeline *timeline, int64_t *all, int64_t *longest, int64_t *blocks)
{
    *all = *longest = *blocks = 0;
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        int64_t own = 0;
        int parts = 0;
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t k = 0; k < lane->spans.count; k++) {
            const Span *span = &lane->spans.items[k];
            if (span->kind != SPAN_SLEEP && span->kind != SPAN_BLOCK)
                continue;
            own += span->to.t - span->from.t;
            parts++;
            *blocks += span->kind == SPAN_BLOCK ? span->to.t - span->from.t : 0;
        }
        *all += own;
        *longest = parts > 1 && own > *longest ? own : *longest;
    }
}

void quiz_rule_of_time(Builder *out, const QuizQuestion *question, int64_t guess)
{
    const Timeline *timeline = question->timeline;
    int64_t all, longest, blocks;
    if (question->why.length) {
        builder_str(out, question->why);
        builder_text(out, " It is over at ");
        say_time(out, timeline->end);
        builder_char(out, '.');
        return;
    }
    add_up(timeline, &all, &longest, &blocks);
    if (guess > timeline->end && timeline->end < all) {
        builder_text(out, "Waits of different tasks overlap: together they take as long as the "
                          "longest, not as long as their sum.");
    } else if (guess < timeline->end && blocks * 2 > timeline->end) {
        builder_text(out, "What blocks holds the loop, and nothing overlaps with it: blocks add "
                          "up.");
    } else if (guess < timeline->end && longest == timeline->end) {
        builder_text(out, "One task does one thing after another: each `await` waits for its own, "
                          "and their times add up.");
    } else {
        builder_text(out, "It is over when its main task is, after all that this one waits for.");
    }
    builder_text(out, " It is over at ");
    say_time(out, timeline->end);
    builder_char(out, '.');
}
