/* The rule that was missed, told from what really happened: every sentence holds of this very run. */
#include "timeline/quiz.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

static const Lane *lane_of(const Timeline *timeline, uint32_t lane)
{
    return &timeline->lanes.items[lane];
}

static void say_call(Builder *out, const Timeline *timeline, uint32_t lane)
{
    const Lane *which = lane_of(timeline, lane);
    builder_str(out, which->call);
    for (size_t i = 0; i < timeline->lanes.count; i++)
        if (i != lane && str_equal(timeline->lanes.items[i].call, which->call)) {
            builder_text(out, " (");
            builder_str(out, which->name);
            builder_char(out, ')');
            return;
        }
}

static void say(Builder *out, const Timeline *timeline, const char *before, uint32_t lane,
                const char *after)
{
    builder_text(out, before);
    say_call(out, timeline, lane);
    builder_text(out, after);
}

static const Turn *turn_at(const Timeline *timeline, Moment at)
{
    size_t count = timeline_turns_until(timeline, at);
    return count ? &timeline->turns.items[count - 1] : NULL;
}

static bool has_run(const Timeline *timeline, uint32_t lane, Moment until)
{
    for (size_t i = timeline_turns_until(timeline, until); i-- > 0;)
        if (timeline->turns.items[i].lane == lane)
            return true;
    return false;
}

/* --- why somebody does not come first --- */

/* `lane` does not come at `at`, and `other` does next. */
typedef struct Missed {
    const Timeline *timeline;
    uint32_t lane, other;
    Moment at;
    const Span *span, *other_span; /* what they are in then, or come from; or NULL */
} Missed;

/* Whether real Python may choose another order for what the lane does at that time. */
static bool races(const Timeline *timeline, uint32_t lane, int64_t t)
{
    size_t after = timeline_turns_until(timeline, (Moment){t, ALL_STEPS});
    for (size_t i = timeline_turns_until(timeline, (Moment){.t = t}); i < after; i++)
        if (timeline->turns.items[i].lane == lane && timeline->turns.items[i].race)
            return true;
    return false;
}

static void rule_of_sleep(Builder *out, const Missed *m)
{
    const Timeline *timeline = m->timeline;
    const Span *mine = m->span, *other = m->other_span;
    bool both = other && other->kind == SPAN_SLEEP;
    bool in_order = both && moment_compare(other->from, mine->from) <= 0;
    if (both && other->to.t == mine->to.t && (in_order || races(timeline, m->other, mine->to.t))) {
        builder_text(out, "Both timers ring at ");
        time_words(out, mine->to.t);
        if (in_order)
            say(out, timeline, ", and they come in the order in which they were set: ", m->other,
                " first.");
        else
            builder_text(out, ": either may come first.");
        return;
    }
    builder_text(out, both && moment_compare(mine->from, other->from) < 0
                          ? "Timers ring by their time, not by who began to sleep first: "
                          : both ? "Timers ring by their time: "
                                 : "Who sleeps is left alone till its time has come: ");
    say(out, timeline, "", m->lane, " sleeps till ");
    time_words(out, mine->to.t);
    builder_char(out, '.');
}

static void say_label(Builder *out, Str label)
{
    static const char await[] = "await ";
    size_t length = sizeof await - 1;
    if (label.length > length && memcmp(label.at, await, length) == 0)
        label = (Str){label.at + length, label.length - length};
    builder_str(out, label);
}

static void rule_of_waiting(Builder *out, const Missed *m, uint32_t waker)
{
    bool known = waker != NO_TASK && waker < m->timeline->lanes.count && waker != m->lane;
    say(out, m->timeline, "Who waits runs only when that is there: ", m->lane,
        known ? " is woken only when " : " still waits for ");
    if (known)
        say(out, m->timeline, "", waker, " has run");
    else
        say_label(out, span_label(m->span));
    builder_char(out, '.');
}

/* In the ready queue, or put there by the one that has the floor. */
static void rule_of_queue(Builder *out, const Missed *m)
{
    const Turn *turn = turn_at(m->timeline, m->at);
    bool just_now = turn && turn->lane == m->other &&
                    moment_compare(m->span->from, turn->from) >= 0;
    const Lane *which = lane_of(m->timeline, m->lane);
    if (just_now && moment_compare(which->born, turn->from) < 0) {
        const Span *before = m->span > which->spans.items ? m->span - 1 : NULL;
        if (before && span_woken_by(before) == m->other)
            rule_of_waiting(out, m, m->other);
        else
            say(out, m->timeline, "Who waits runs only when it is woken: ", m->lane,
                " is woken only after that.");
    } else if (just_now) {
        say(out, m->timeline, "Who has the floor keeps it till it has to wait, and `await` goes on "
                              "at once where it can: ", m->lane, " only stands in the ready queue.");
    } else if (!has_run(m->timeline, m->lane, m->at)) {
        say(out, m->timeline, "A created task waits its turn: ", m->lane,
            " was put behind what was in the ready queue already, and ");
        say(out, m->timeline, "", m->other, " comes first.");
    } else {
        say(out, m->timeline, "The ready queue keeps its order: ", m->other, " stood in it before ");
        say(out, m->timeline, "", m->lane, ".");
    }
}

static void rule_of_lane(Builder *out, Missed m)
{
    const Lane *which = lane_of(m.timeline, m.lane);
    m.span = timeline_span_at(m.timeline, m.lane, m.at);
    if (!m.other_span)
        m.other_span = timeline_span_at(m.timeline, m.other, m.at);
    LaneState state = timeline_state_at(m.timeline, m.lane, m.at);
    if (state == LANE_NOT_YET) {
        say(out, m.timeline, "Nothing runs before it is made: ", m.lane, " is made only at ");
        time_words(out, which->born.t);
        builder_char(out, '.');
    } else if (which->has_ended && moment_compare(m.at, which->ended) >= 0) {
        say(out, m.timeline, "What has ended does not run again: ", m.lane, " is over.");
    } else if (state == LANE_SLEEPING) {
        rule_of_sleep(out, &m);
    } else if (state == LANE_IN_THREAD) {
        say(out, m.timeline, "A thread works beside the loop: ", m.lane,
            " goes on when the thread is done.");
    } else if (state == LANE_AWAITING) {
        rule_of_waiting(out, &m, span_woken_by(m.span));
    } else if (state == LANE_READY) {
        rule_of_queue(out, &m);
    } else {
        say(out, m.timeline, "One task at a time has the floor: now it is the turn of ", m.other,
            ".");
    }
}

/* --- choices --- */

static const char of_gather[] = "gather gives its results in the order of its arguments, whoever is "
                                "done first.";

void quiz_rule(Builder *out, const QuizQuestion *question, uint32_t option)
{
    const Timeline *timeline = question->timeline;
    const QuizOption *chosen = &question->options[option],
                     *right = &question->options[question->right];
    if (question->why.length || question->kind == QUIZ_OWN)
        builder_str(out, question->why);
    else if (chosen->reversed)
        builder_text(out, of_gather);
    else if (question->kind == QUIZ_END)
        quiz_rule_of_time(out, question, chosen->at.t);
    else if (question->kind == QUIZ_PRINT && chosen->lane == NO_TASK)
        builder_text(out, "That line does not come any more.");
    else if (question->kind == QUIZ_PRINT)
        quiz_rule_of_order(out, timeline, chosen, right);
    else
        rule_of_lane(out, (Missed){.timeline = timeline, .lane = chosen->lane,
                                   .other = right->lane, .at = question->after});
}

/* --- two prints --- */

/* The last wait of `lane` that is over before `at`, or NULL. */
static const Span *wait_before(const Timeline *timeline, uint32_t lane, Moment at)
{
    const Lane *which = lane_of(timeline, lane);
    for (size_t i = timeline_spans_until(which, at); i-- > 0;) {
        const Span *span = &which->spans.items[i];
        if (span->kind != SPAN_READY && span->kind != SPAN_BLOCK &&
            moment_compare(span->to, at) <= 0)
            return span;
    }
    return NULL;
}

/* One that has the loop from before `at` to then, and prints then; or NULL. */
static const Turn *holder(const Timeline *timeline, const QuizOption *print)
{
    const Turn *turn = turn_at(timeline, print->at);
    bool holds = turn && turn->lane == print->lane && turn->from.t < print->at.t &&
                 turn->to.t >= print->at.t;
    return holds ? turn : NULL;
}

static void rule_of_holding(Builder *out, const Timeline *timeline, const Turn *turn)
{
    say(out, timeline, "The loop was held: ", turn->lane, " has it from ");
    time_words(out, turn->from.t);
    builder_text(out, " to ");
    time_words(out, turn->to.t);
    builder_text(out, ", and nobody else can run till then.");
}

void quiz_rule_of_order(Builder *out, const Timeline *timeline, const QuizOption *expected,
                        const QuizOption *actual)
{
    if (expected->lane == NO_TASK || actual->lane == NO_TASK) {
        builder_text(out, "What a callback prints comes when the loop calls it: between the steps "
                          "of tasks, in the order of the ready queue.");
        return;
    }
    if (expected->lane == actual->lane) {
        builder_text(out, "One task runs its lines one after another: `await` of a coroutine goes "
                          "on in it at once, and what stands behind waits till that is through.");
        return;
    }
    const Turn *turn = holder(timeline, actual);
    const Span *last = wait_before(timeline, expected->lane, expected->at);
    if (turn && timeline_state_at(timeline, expected->lane, turn->to) == LANE_READY) {
        rule_of_holding(out, timeline, turn);
    } else if (last && moment_compare(last->from, actual->at) > 0) {
        say(out, timeline, "", expected->lane, " comes to that line only at ");
        time_words(out, expected->at.t);
        builder_text(out, ", after ");
        say_label(out, span_label(last));
        builder_char(out, '.');
    } else {
        rule_of_lane(out, (Missed){.timeline = timeline, .lane = expected->lane,
                                   .other = actual->lane, .at = actual->at,
                                   .other_span = wait_before(timeline, actual->lane,
                                                             actual->at)});
    }
}

void quiz_rule_of_gather(Builder *out)
{
    builder_text(out, of_gather);
}
