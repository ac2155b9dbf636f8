/* timeline/: a trace folded into lanes, spans and marks, and what is to be seen of it at a moment.
 * In: a Trace. Out: a Timeline.
 *
 * A trace folded into what a picture shows: lanes with spans and marks, the loop's strip, threads,
 * output. Made once, never changed; what is to be seen at a moment is asked of it. */
#ifndef TIMELINE_TIMELINE_H
#define TIMELINE_TIMELINE_H

#include "timeline/lane.h"
#include "timeline/tally.h"

/* What went wrong besides what ended a lane: what failed inside of a group, and warnings. */
typedef struct Mishap {
    Moment at;     /* it is known from here on */
    uint32_t lane; /* whose, or NO_TASK */
    Str text;      /* `KeyError: 'body'`, or the warning */
    uint32_t step, line; /* where it came up; 0: not known */
    Str inside;    /* the call it came up in; empty where that has no text */
} Mishap;

#define LANES_MOST 0x7FFFFFFFu /* there is no memory for so many */

/* One stretch in which a task held the loop: an instant (from.t == to.t) or a block. */
typedef struct Turn {
    Moment from, to;
    uint32_t lane : 31, race : 1;
} Turn;

typedef struct ThreadSpan {
    uint32_t worker; /* 0.. */
    Span span;
    uint32_t lane;
} ThreadSpan;

typedef enum ArrowKind { ARROW_CREATE, ARROW_WAKE } ArrowKind;
typedef struct Arrow {
    Moment at;
    uint32_t from, to : 31, kind : 1; /* lanes; an ArrowKind */
} Arrow;

typedef struct OutputLine {
    Moment at;
    uint32_t lane; /* NO_TASK: a callback of the loop printed it, which is a step of its own */
    uint32_t event; /* index of its event */
    Str text;
} OutputLine;

/* What a task waits for, and so on, as of one moment: for the panels. */
typedef enum LaneState { LANE_NOT_YET, LANE_READY, LANE_RUNNING, LANE_BLOCKING, LANE_SLEEPING,
                         LANE_AWAITING, LANE_IN_THREAD, LANE_DONE, LANE_FAILED,
                         LANE_CANCELLED } LaneState;

/* How many lanes are in each state along the time: what a picture of very many lanes is made of.
 * Column c stands for the instant end * c / CENSUS_COLUMNS. Only where there are more lanes than
 * CENSUS_LANES. */
enum { CENSUS_LANES = 48, CENSUS_COLUMNS = 2048, CENSUS_STATES = LANE_CANCELLED + 1 };

/* What occurs at all, for the legend. Spans without length do not count. */
typedef struct Facts {
    bool has_span[SPAN_THREAD + 1];
    bool has_any[SPAN_THREAD + 1]; /* even without length: the axis of steps shows those */
    int64_t shortest[SPAN_THREAD + 1], longest[SPAN_THREAD + 1]; /* ns */
    bool has_mark[MARK_RACE + 1];
} Facts;

typedef struct Timeline {
    Arena arena; /* owns all that follows, the arrays' items too: none of them is freed alone */
    Str title, description, call; /* call: `with_tasks()` */
    int64_t end;                  /* ns: when asyncio.run returned */
    Outcome outcome;
    Str outcome_text;
    ARRAY(Lane) lanes;       /* in the order in which tasks were made */
    uint32_t *order;         /* lanes as they stand: each maker's directly below it; lanes.count */
    uint32_t *joined;        /* the same with equal siblings as one, at their leader's place */
    uint32_t joined_count;
    uint32_t *kin;           /* equal siblings, leader by leader */
    ARRAY(Turn) turns;
    Sight *sights;           /* lane by lane */
    ARRAY(ThreadSpan) threads;
    uint32_t worker_count;   /* that had work */
    ARRAY(Arrow) arrows;
    ARRAY(OutputLine) output;
    uint32_t loop_prints;    /* of them by callbacks */
    ARRAY(Mishap) warnings;
    ARRAY(Mishap) inside;    /* of groups that ended lanes, each behind another: what failed in them */
    MomentView moments;      /* every step's, and callback's print's, in order, each once: what
                                stepping goes through; the turns' own where no callback prints */
    ARRAY(Together) together; /* in order; empty where there are too many waits */
    ARRAY(HeldLoop) held;    /* in order */
    ARRAY(uint32_t) late;    /* those of them that made somebody late: there may be few of many */
    int64_t longest_late;    /* ns: of those */
    ARRAY(RealWait) real_waits; /* in order, apart from each other */
    ARRAY(Resource) resources; /* in the order in which something first happened to them */
    ARRAY(LimitSpan) limits; /* in the order of arming */
    ARRAY(Cancel) cancels;   /* in order */
    ARRAY(Circle) circles;   /* of a stuck run */
    ARRAY(Orphan) orphans;   /* likewise */
    Facts facts;
    Tally tally;
    uint32_t *census;        /* CENSUS_COLUMNS times CENSUS_STATES counts, or NULL */
} Timeline;

/* --- ticks and marks of a lane in order: `index` below its sight_count --- */

/* NULL: a tick. */
static inline const Mark *lane_sight_mark(const Timeline *timeline, const Lane *lane, size_t index)
{
    Sight sight = timeline->sights[lane->sights + index];
    return sight & SIGHT_MARK ? &lane->marks.items[sight & ~SIGHT_MARK] : NULL;
}

static inline const Moment *lane_sight_at(const Timeline *timeline, const Lane *lane, size_t index)
{
    const Mark *mark = lane_sight_mark(timeline, lane, index);
    return mark ? &mark->at : &timeline->turns.items[timeline->sights[lane->sights + index]].from;
}

/* Of a tick a mark like others is made in `tick`. */
static inline const Mark *lane_sight(const Timeline *timeline, const Lane *lane, size_t index,
                                     Mark *tick)
{
    const Mark *mark = lane_sight_mark(timeline, lane, index);
    *tick = (Mark){.kind = MARK_TICK, .at = *lane_sight_at(timeline, lane, index)};
    return mark ? mark : tick;
}

/* `steps`: as for lane_brief. */
static inline MarkBrief lane_sight_brief(const Timeline *timeline, const Lane *lane, size_t index,
                                         bool steps)
{
    const Packed *words = lane_more(lane)->packed_sights;
    if (!steps && words) {
        Packed packed = words[index];
        return (MarkBrief){{.t = packed_time(packed)}, (MarkKind)(packed & 7)};
    }
    const Mark *mark = lane_sight_mark(timeline, lane, index);
    return (MarkBrief){*lane_sight_at(timeline, lane, index), mark ? mark->kind : MARK_TICK};
}

/* Where a call first appears: the place in its source, and which of the calls there it is. */
typedef struct HuePlace {
    uint32_t place, nth;
} HuePlace;

/* Names for hues shared by all timelines of a file: the same call, the same number. A call of
 * which `before` knows the text, or that stands where one stood whose text is gone, keeps its
 * number. */
typedef struct Hues {
    Arena arena;
    const struct Hues *before; /* of the file's version before, or NULL; read while calls are added */
    ARRAY(Str) calls;          /* by number; where none has it: at == NULL */
    ARRAY(HuePlace) places;    /* by number */
    ARRAY(uint32_t) counts;    /* by place: how many calls first appeared there */
    uint32_t next;             /* the first number that no version has had */
    uint32_t *slots;           /* a hash table of numbers + 1, by the call's text */
    uint32_t *place_slots;     /* another, by its place */
    size_t slot_count;
} Hues;
uint32_t hue_of(Hues *hues, Str call, uint32_t place); /* adds it where it is new; never 0 */
void hues_free(Hues *hues);

/* `title`, `description` and `call` are copied, and so is all that is taken from the trace; the
 * calls belong to `hues`, which must live as long. The caller owns the result. */
Timeline *timeline_fold(const Trace *trace, Str title, Str description, Str call, Hues *hues);

/* The same in slices: folding_begin, then folding_advance until it says true, then folding_end,
 * which may come at any time: NULL where it is not over. Trace and hues stay until then. */
typedef struct Fold Folding;
Folding *folding_begin(const Trace *trace, Str title, Str description, Str call, Hues *hues);
bool folding_advance(Folding *folding, uint64_t *budget); /* in events */
Timeline *folding_end(Folding *folding); /* NULL is fine */

void timeline_free(Timeline *timeline); /* NULL is fine */

/* What of a timeline's promises is broken, or NULL: spans in order and apart, one task runs at an
 * instant, nothing goes on after the end. (timeline_check.c) */
const char *timeline_wrong(const Timeline *timeline);

/* The index of the last item at or before a moment, plus 1 (0: none). */
size_t timeline_spans_until(const Lane *lane, Moment at); /* by where they begin */
size_t timeline_marks_until(const Lane *lane, Moment at); /* without ticks */
size_t timeline_sights_until(const Timeline *timeline, const Lane *lane, Moment at);
/* The same of spans where at least `first` begin until then, and not many more: by strides. */
size_t timeline_spans_onward(const Lane *lane, size_t first, Moment at);
/* The same where about `guess` more of them do. */
size_t timeline_spans_near(const Lane *lane, size_t first, size_t guess, Moment at);
size_t timeline_sights_near(const Timeline *timeline, const Lane *lane, size_t first, size_t guess,
                            Moment at);
size_t timeline_turns_until(const Timeline *timeline, Moment at); /* by where they begin */
size_t timeline_turns_onward(const Timeline *timeline, size_t first, Moment at);
size_t timeline_turns_near(const Timeline *timeline, size_t first, size_t guess, Moment at);

/* The span of `lane` that covers `at`, or NULL; its state then. */
const Span *timeline_span_at(const Timeline *timeline, uint32_t lane, Moment at);
LaneState timeline_state_at(const Timeline *timeline, uint32_t lane, Moment at);
/* The lane's scenario step as of `at` (0 where it is not alive): for the Python panel's dots. */
uint32_t timeline_step_at(const Timeline *timeline, uint32_t lane, Moment at);

/* What the lane has failed with by `at`, or in the end: the mark that ends it, or NULL. */
const Mark *timeline_failure_at(const Lane *lane, Moment at);
const Mark *timeline_failure(const Lane *lane);

/* Whether somebody was woken by being cancelled. */
bool timeline_is_cancelling(const Timeline *timeline, const Arrow *arrow);

/* The longest stretch in which the most sleeps and jobs of threads go on at once. Reckoned anew
 * each time; of very many waits only the first are looked at. (overlap.c) */
typedef struct Overlap {
    uint32_t count;
    int64_t from, to; /* ns */
} Overlap;
Overlap timeline_overlap(const Timeline *timeline);

/* --- a resource at a moment (resources.c) --- */

/* How many of its states have begun. */
size_t resource_states_until(const Resource *resource, Moment at);
/* Those who hold a lock, or are in at a semaphore: at most `most` lanes, the oldest first; a release
 * by who does not hold it lets the oldest go. */
size_t resource_holders(const Resource *resource, Moment at, uint32_t *lanes, size_t most);
/* What is in a queue, in the order of putting: at most `most`. 0 too where there is too much of it
 * to be told. */
size_t resource_items(const Resource *resource, Moment at, Str *items, size_t most);
/* How many lanes wait for it; `index` into the timeline's. */
uint32_t resource_waiters(const Timeline *timeline, uint32_t index, Moment at);

void timeline_dump(Builder *out, const Timeline *timeline, uint32_t index);

#endif
