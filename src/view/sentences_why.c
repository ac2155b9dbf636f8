/* Why a timeline is as long as it is against the baseline: read off both, in one sentence. */
#include "view/sentences.h"

/* What a timeline has of each cause. Of very long ones only the first spans are looked at. */
typedef struct Causes {
    int64_t waiting;      /* ns of sleeps and threads, added up */
    int64_t in_threads;   /* ns of them in threads */
    uint32_t sleeps, jobs, most_at_once;
    uint32_t blocks;
    int64_t blocked, block_each; /* ns; each: 0 where they differ */
    int64_t held;         /* ns in which the loop was held while others were late */
    uint32_t holder;      /* who did that longest, or NO_TASK */
    uint32_t failed, cut_off, struck;
    const Resource *narrow; /* a lock that was waited for, or NULL */
} Causes;

enum { MOST_LOOKED_AT = 1 << 16 };

static void see_span(Causes *causes, const Span *span)
{
    int64_t length = span->to.t - span->from.t;
    if (length <= 0)
        return;
    if (span->kind == SPAN_SLEEP || span->kind == SPAN_THREAD)
        causes->waiting += length;
    causes->sleeps += span->kind == SPAN_SLEEP;
    causes->jobs += span->kind == SPAN_THREAD;
    if (span->kind == SPAN_THREAD)
        causes->in_threads += length;
    if (span->kind != SPAN_BLOCK)
        return;
    causes->block_each = causes->blocks == 0 || causes->block_each == length ? length : 0;
    causes->blocks++;
    causes->blocked += length;
}

/* An idle worker that is sent home at the end has lost nothing; who is cut off in a sleep has. */
static void see_end(Causes *causes, const Lane *lane)
{
    size_t spans = lane->spans.count;
    while (spans && lane->spans.items[spans - 1].kind == SPAN_READY)
        spans--;
    const Span *last = spans ? &lane->spans.items[spans - 1] : NULL;
    for (size_t i = lane->marks.count; i-- > 0;) {
        MarkKind kind = lane->marks.items[i].kind;
        causes->failed += kind == MARK_FAILED;
        causes->cut_off += kind == MARK_CANCELLED && last &&
                           (last->kind == SPAN_SLEEP || last->wait == WAIT_THREAD);
        if (kind == MARK_FAILED || kind == MARK_CANCELLED || kind == MARK_DONE)
            return;
    }
}

static Causes causes_of(const Timeline *timeline)
{
    Causes causes = {.holder = NO_TASK};
    size_t seen = 0;
    int64_t longest = 0;
    for (size_t i = 0; i < timeline->lanes.count && seen < MOST_LOOKED_AT; i++) {
        const Lane *lane = &timeline->lanes.items[i];
        for (size_t j = 0; j < lane->spans.count && seen < MOST_LOOKED_AT; j++, seen++)
            see_span(&causes, &lane->spans.items[j]);
        see_end(&causes, lane);
    }
    for (size_t i = 0; i < timeline->threads.count && i < MOST_LOOKED_AT; i++)
        see_span(&causes, &timeline->threads.items[i].span);
    for (size_t i = 0; i < timeline->together.count; i++)
        if (timeline->together.items[i].count > causes.most_at_once)
            causes.most_at_once = timeline->together.items[i].count;
    for (size_t i = 0; i < timeline->held.count; i++) {
        const HeldLoop *held = &timeline->held.items[i];
        if (!held->late)
            continue;
        causes.held += held->to.t - held->from.t;
        if (held->to.t - held->from.t > longest) {
            longest = held->to.t - held->from.t;
            causes.holder = held->lane;
        }
    }
    for (size_t i = 0; i < timeline->limits.count; i++)
        causes.struck += timeline->limits.items[i].struck;
    for (size_t i = 0; i < timeline->resources.count && !causes.narrow; i++) {
        const Resource *resource = &timeline->resources.items[i];
        bool one_by_one = resource->kind == OBJECT_LOCK ||
                          (resource->kind == OBJECT_SEMAPHORE && resource->capacity == 1);
        if (one_by_one && resource->waits)
            causes.narrow = resource;
    }
    return causes;
}

bool saving_is_earned(const Timeline *baseline, const Timeline *timeline)
{
    Causes before = causes_of(baseline), own = causes_of(timeline);
    return timeline->outcome == OUTCOME_DONE && own.failed <= before.failed &&
           own.cut_off <= before.cut_off && own.struck <= before.struck;
}

/* --- sentences --- */

static void say_loss(Builder *out, const Causes *before, const Causes *own)
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

static const char *kind_of_waits(const Causes *causes)
{
    return causes->jobs == 0 ? "sleeps" : causes->sleeps == 0 ? "threads" : "waits";
}

static void say_together(Builder *out, const Causes *own, const Lengths *among)
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

static void say_unheld(Builder *out, const Timeline *baseline, const Causes *before,
                       const Causes *own, const Lengths *among)
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

static void say_shorter(Builder *out, const Timeline *baseline, const Timeline *timeline,
                        const Causes *before, const Causes *own, const Lengths *among)
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
    } else if (before->narrow && !own->narrow) {
        builder_text(out, "nobody has to wait for a lock");
    } else if (own->most_at_once >= 2) {
        say_together(out, own, among);
    }
    (void)timeline;
}

/* Nothing is saved although there are several tasks: what keeps them from overlapping. */
static void say_serial(Builder *out, const Timeline *timeline, const Causes *own,
                       const Lengths *among)
{
    if (timeline->lanes.count < 3)
        return;
    if (own->narrow && own->most_at_once < 2) {
        builder_str(out, own->narrow->name.length ? own->narrow->name : STR("the lock"));
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
    Causes before = causes_of(baseline), own = causes_of(timeline);
    bool shorter = timeline->end < baseline->end;
    if (shorter && !saving_is_earned(baseline, timeline))
        say_loss(out, &before, &own);
    else if (shorter)
        say_shorter(out, baseline, timeline, &before, &own, among);
    else
        say_serial(out, timeline, &own, among);
}
