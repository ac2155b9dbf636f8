/* A task's lane: what it did, stretch by stretch and instant by instant. Made by the fold, with the
 * rest of the Timeline. */
#ifndef TIMELINE_LANE_H
#define TIMELINE_LANE_H

#include "timeline/causes.h"

/* The kinds are a byte each, and the members stand so that nothing is lost between them: a million
 * tasks have millions of these. */
typedef enum SpanKind { SPAN_READY, SPAN_BLOCK, SPAN_SLEEP, SPAN_AWAIT, SPAN_THREAD
} __attribute__((packed)) SpanKind;

/* What a wait says: one for all the spans of that wait. */
typedef struct SpanWords {
    Str label; /* `sleep(1)`, `task1`, `gather(…)` */
    Str call;  /* `say_after(1, 'One')`: gives the hue */
    uint32_t resource; /* index + 1; 0: no lock, queue ... */
} SpanWords;

typedef struct Span {
    Moment from, to;   /* to: when it ended; the timeline's end where nothing ended it */
    const SpanWords *texts; /* NULL: it only waits for its turn (span_label, span_call) */
    uint32_t hue;      /* index of the call in the order of first appearance over all timelines;
                          0 is each timeline's main call */
    uint32_t step;     /* the scenario's, 0 if none */
    uint32_t other;    /* a lane: span_holder of READY, span_woken_by of others; or NO_TASK */
    uint32_t event;    /* index of the event that began it */
    SpanKind kind;
    WaitKind wait;
    bool open;         /* nothing ended it (stuck, limit) */
} __attribute__((packed, aligned(4))) Span;

/* The lane that ended it; NO_TASK for time and threads, and where it only waits for its turn. */
static inline uint32_t span_woken_by(const Span *span)
{
    return span->kind == SPAN_READY ? NO_TASK : span->other;
}

/* Of a READY span that lasted the lane that held the loop longest; else NO_TASK. */
static inline uint32_t span_holder(const Span *span)
{
    return span->kind == SPAN_READY ? span->other : NO_TASK;
}

static inline Str span_label(const Span *span) /* empty where it only waits for its turn */
{
    return span->texts ? span->texts->label : (Str){.at = ""};
}

static inline uint32_t span_resource(const Span *span) /* what it waits for, index + 1; 0: none */
{
    bool waits = span->kind != SPAN_BLOCK && span->kind != SPAN_THREAD;
    return span->texts && waits ? span->texts->resource : 0;
}

/* What of a span its bar is drawn from. */
typedef struct Brief {
    Moment from, to;
    SpanKind kind;
    bool open;
    uint32_t hue;
} Brief;

static inline Brief brief_of(const Span *span)
{
    return (Brief){.from = span->from,
                   .to = span->to,
                   .kind = span->kind,
                   .open = span->open,
                   .hue = span->hue};
}

/* How late a READY span made its task: what was due, or woken, at its `from` came at its `to`. */
static inline int64_t span_lateness(const Span *span)
{
    return span->kind == SPAN_READY && span->to.t > span->from.t ? span->to.t - span->from.t : 0;
}

/* MARK_TICK: the task got the floor. */
typedef enum MarkKind { MARK_TICK, MARK_PRINT, MARK_DONE, MARK_FAILED, MARK_CANCELLED, MARK_NOTE,
                        MARK_RACE } __attribute__((packed)) MarkKind;

/* What most marks do not have. */
typedef struct MarkWords {
    Str text;
    uint32_t number; /* PRINT: which of the timeline's, from 1 */
    uint32_t step;   /* the scenario's; FAILED: of where the exception first came up ... */
    uint32_t line;   /* ... and its line in the source; 0: not known */
    Str inside;      /* ... and the call it came up in; empty where that has no text */
} MarkWords;

typedef struct Mark {
    Moment at;
    MarkKind kind;
    bool pause;      /* NOTE */
    uint16_t quiet;  /* so many marks of the lane from this one on say nothing, or more where it is
                        the largest number; 0: it speaks */
    uint32_t event;  /* index of its event */
    const MarkWords *texts; /* PRINT, FAILED, NOTE; else NULL: mark_words */
} __attribute__((packed, aligned(4))) Mark;

static inline const MarkWords *mark_words(const Mark *mark) /* never NULL */
{
    static const MarkWords none;
    return mark->texts ? mark->texts : &none;
}

/* What is to be seen in a lane at an instant: one of its marks, or a tick, of which a turn of the
 * loop knows all there is: the index of that, with SIGHT_MARK or without. */
typedef uint32_t Sight;
#define SIGHT_MARK (1u << 31)

/* What of a tick or a mark tells whether it is drawn. */
typedef struct MarkBrief {
    Moment at;
    MarkKind kind;
} MarkBrief;

/* Where a lane has very many spans or marks, a word of each lies beside those of its neighbours: when
 * it begins (48 bits, ns), its hue (12), whether it has to be looked up all the same, its kind (3). A
 * span whose word is enough ends where the next one begins. */
typedef uint64_t Packed;
#define PACKED_TIMES 48
#define PACKED_HUES 12
#define PACKED_APART 8u /* there is more to it than its word says */

static inline Packed packed_of(int64_t t, uint32_t hue, uint32_t kind)
{
    uint32_t all_hues = (1u << PACKED_HUES) - 1;
    return (Packed)t << (64 - PACKED_TIMES) | (hue & all_hues) << 4 | kind;
}

static inline int64_t packed_time(Packed packed)
{
    return (int64_t)(packed >> (64 - PACKED_TIMES));
}

/* Whether words of its own stand at it: what is printed, or how the lane ended. */
static inline bool mark_speaks(const Mark *mark)
{
    return mark->kind == MARK_CANCELLED ||
           ((mark->kind == MARK_PRINT || mark->kind == MARK_FAILED) &&
            mark_words(mark)->text.length > 0);
}

/* From here on the task is at this step of the scenario. */
typedef struct LaneStep {
    Moment at;
    uint32_t step;
} LaneStep;

/* So many hues there are to tell tasks apart by, besides the main task's. */
enum { TASK_HUES = 7 };

/* What most lanes do not have. */
typedef struct LaneMore {
    Str variable;          /* the first name that held it; empty if none */
    Packed *packed;        /* of each span where there are very many; else NULL: lane_brief */
    Packed *packed_sights; /* likewise of each tick and mark: lane_sight_brief */
} LaneMore;

/* Fewer than 2^32 items that had all their room from the beginning: there are very many of these. */
#define LANE_ARRAY(Type)                                                                           \
    struct {                                                                                       \
        Type *items;                                                                               \
        uint32_t count;                                                                            \
    } __attribute__((packed, aligned(4)))

typedef struct Lane {
    Str call, name;   /* `say_after(1, 'One')`, `Task-2` */
    LaneMore *more;   /* or NULL: lane_more */
    uint32_t task;    /* == index of the lane */
    uint32_t maker;   /* lane, or NO_TASK */
    uint32_t depth;   /* 0 for the main task */
    uint32_t hue;     /* its call's */
    uint32_t leader;  /* the first lane of its equal siblings; itself where it has none */
    uint32_t kin, kin_count; /* of a leader: its siblings' place in Timeline.kin, itself first */
    uint8_t own_hue;  /* the task's: two tasks of one call differ. 0 for the main task alone */
    bool has_ended;
    bool kin_in_step; /* of a leader: all of them begin and end at the same instants */
    Moment born, ended; /* ended: the timeline's end where it never did */
    LANE_ARRAY(Span) spans; /* in order, without overlap (threads are apart) */
    LANE_ARRAY(Mark) marks; /* in order, without ticks */
    uint32_t sights, sight_count; /* ticks and marks in order: their place in Timeline.sights */
    LANE_ARRAY(LaneStep) steps; /* in order: for the Python panel */
} Lane;

static inline const LaneMore *lane_more(const Lane *lane) /* never NULL */
{
    static const LaneMore none;
    return lane->more ? lane->more : &none;
}

/* The call that a span of the lane belongs to. */
static inline Str span_call(const Span *span, const Lane *lane)
{
    return span->texts ? span->texts->call : lane->call;
}

/* Of a lane's span; `steps`: its moments have their steps, too, which takes longer. */
static inline Brief lane_brief(const Lane *lane, size_t span, bool steps)
{
    const Packed *words = lane_more(lane)->packed;
    if (steps || !words || words[span] & PACKED_APART)
        return brief_of(&lane->spans.items[span]);
    Packed packed = words[span];
    return (Brief){.from.t = packed_time(packed),
                   .to.t = packed_time(words[span + 1]),
                   .kind = (SpanKind)(packed & 7),
                   .hue = packed >> 4 & ((1u << PACKED_HUES) - 1)};
}

#endif
