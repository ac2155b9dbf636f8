/* Why a timeline is as long as it is against the baseline: read off both, in one sentence. */
#include "view/sentences.h"

bool saving_is_earned(const Timeline *baseline, const Timeline *timeline)
{
    const Tally *before = &baseline->tally, *own = &timeline->tally;
    return timeline->outcome == OUTCOME_DONE && own->failed <= before->failed &&
           own->cut_off <= before->cut_off && own->struck <= before->struck;
}

/* --- sentences --- */

static void say_loss(Builder *out, const Tally *before, const Tally *own)
{
    if (own->struck > before->struck)
        builder_text(out, "a time limit cut work off");
    else if (own->failed > before->failed)
        builder_printf(out, "%u %s failed: not all was done", own->failed - before->failed,
                       own->failed - before->failed == 1 ? "task" : "tasks");
    else
        builder_printf(out, "%u %s cut off: not all was done", own->cut_off - before->cut_off,
                       own->cut_off - before->cut_off == 1 ? "task was" : "tasks were");
}

static const char *kind_of_waits(const Tally *tally)
{
    return tally->jobs == 0 ? "sleeps" : tally->sleeps == 0 ? "threads" : "waits";
}

static void say_together(Builder *out, const Tally *own, const Lengths *among)
{
    const char *kind = kind_of_waits(own);
    if (own->most_at_once == 2)
        builder_printf(out, "%s %s wait together",
                       own->sleeps + own->jobs == 2 ? "both" : "two", kind);
    else
        builder_printf(out, "%u %s wait together", own->most_at_once, kind);
    if (own->blocks < 2)
        return;
    builder_printf(out, "; the %u blocks", own->blocks);
    if (own->block_each) {
        builder_text(out, " of ");
        say_length(out, own->block_each, among);
    }
    builder_text(out, " queue");
}

static void say_unheld(Builder *out, const Timeline *baseline, const Tally *before,
                       const Tally *own, const Lengths *among)
{
    if (own->in_threads) {
        builder_text(out, "the ");
        say_length(out, own->in_threads, among);
        builder_text(out, " in a thread hold nobody");
    } else {
        builder_text(out, "nobody holds the loop");
        if (before->holder != NO_TASK) {
            builder_text(out, ", as ");
            builder_str(out, baseline->lanes.items[before->holder].call);
            builder_text(out, " did for ");
            say_length(out, before->held, among);
        }
    }
}

static void say_shorter(Builder *out, const Timeline *baseline, const Tally *before,
                        const Tally *own, const Lengths *among)
{
    if (before->held > own->held && own->held == 0) {
        say_unheld(out, baseline, before, own, among);
    } else if (own->most_at_once >= 2 && own->most_at_once > before->most_at_once) {
        say_together(out, own, among);
    } else if (before->waiting > own->waiting || before->blocked > own->blocked) {
        bool waits = before->waiting - own->waiting >= before->blocked - own->blocked;
        builder_text(out, waits ? "it waits less in all: " : "it works less in all: ");
        say_length(out, waits ? own->waiting : own->blocked, among);
        builder_text(out, ", not ");
        say_length(out, waits ? before->waiting : before->blocked, among);
    } else if (before->narrow != NO_RESOURCE && own->narrow == NO_RESOURCE) {
        builder_text(out, "nobody has to wait for a lock");
    } else if (own->most_at_once >= 2) {
        say_together(out, own, among);
    }
}

/* Nothing is saved although there are several tasks: what keeps them from overlapping. */
static void say_serial(Builder *out, const Timeline *timeline, const Tally *own,
                       const Lengths *among)
{
    if (timeline->lanes.count < 3)
        return;
    if (own->narrow != NO_RESOURCE && own->most_at_once < 2) {
        Str name = timeline->resources.items[own->narrow].name;
        builder_str(out, name.length ? name : STR("the lock"));
        builder_text(out, " lets one in at a time: nothing overlaps");
    } else if (own->held && own->holder != NO_TASK) {
        builder_str(out, timeline->lanes.items[own->holder].call);
        builder_text(out, " holds the loop: ");
        say_length(out, own->held, among);
        builder_text(out, " in which nothing else runs");
    }
}

void say_why(Builder *out, const Timeline *baseline, const Timeline *timeline,
             const Lengths *among)
{
    if (timeline == baseline || timeline->outcome != OUTCOME_DONE ||
        baseline->outcome != OUTCOME_DONE)
        return;
    const Tally *before = &baseline->tally, *own = &timeline->tally;
    bool shorter = timeline->end < baseline->end;
    if (shorter && !saving_is_earned(baseline, timeline))
        say_loss(out, before, own);
    else if (shorter)
        say_shorter(out, baseline, before, own, among);
    else
        say_serial(out, timeline, own, among);
}
