/* What the files that fold share: one walk over a trace, and where it is. */
#ifndef TIMELINE_FOLD_H
#define TIMELINE_FOLD_H

#include "timeline/inside.h"

/* What a lane will hold. */
typedef struct FoldCounts {
    uint32_t spans, marks, ticks, steps;
} FoldCounts;

/* What a lane is at while the trace is walked. */
typedef struct Open {
    bool in_span;  /* its last span has not ended */
    bool has_name; /* the name it had at its making has been replaced */
    uint32_t cancel; /* the last cancelling that has not arrived: index + 1 */
    uint32_t raised, raised_before; /* its last two raises: index + 1 */
} Open;

/* A wait's texts, copied once. */
typedef struct KnownWait {
    const SpanWords *texts; /* NULL: not copied yet */
    uint32_t hue;
    WaitKind kind;
} KnownWait;

typedef struct Fold {
    const Trace *trace;
    Timeline *timeline;
    Hues *hues;
    Arena scratch, counting; /* the latter: only the first walk's */
    Moment *moments;          /* NULL where they are the turns' */
    size_t moment_count;
    FoldCounts *counts;       /* by lane; the last: of no task. NULL when all have their room */
    Span *spans;              /* what is left of the room for all lanes' */
    Mark *marks;
    uint32_t sights;
    LaneStep *steps;
    int part;                 /* of the work (fold.c) ... */
    size_t next;              /* ... and how far it has come in that */
    Open *open;               /* by lane */
    ARRAY(KnownWait) waits;   /* by the trace's index */
    ARRAY(Str) texts;         /* by the trace's index; at == NULL: not copied yet */
    ARRAY(uint32_t) hue_of;   /* by the index of a call's text: its number + 1; 0: not looked for yet */
    Builder room;             /* for a text that is looked at */
    uint32_t *jobs;           /* by worker: index + 1 of its open thread span */
    Moment now;
    uint32_t place;           /* in the source, of the event at hand */
    uint32_t index;           /* of the event at hand */
    bool turn_open;
    ARRAY(HeldLoop) held;
    ARRAY(const Mark *) failures; /* the marks of tasks that failed, in order */
    uint32_t raised_place, raised_step; /* the last place that a step was looked for, and that */
    uint32_t *limits;         /* by the trace's index: the timeline's */
} Fold;

/* The first walk: what each lane will hold is counted event by event, then it gets just that room. */
void fold_count(Fold *fold, const Event *event);
void fold_make_room(Fold *fold); /* for all of it */
void fold_make_lane_room(Fold *fold, size_t lane); /* what of it is the lane's */
/* What few lanes have, made where the lane has none yet. */
LaneMore *fold_more(Fold *fold, Lane *lane);

/* The second: fills it in. */
void fold_event(Fold *fold, const Event *event);

/* Texts of the trace by their index there, each copied once. */
Str fold_text(Fold *fold, uint32_t index);
/* As a terminal would show it: what follows the last return to the line's beginning, no colours. */
Str fold_printed(Fold *fold, uint32_t index);
KnownWait fold_wait(Fold *fold, uint32_t index);
uint32_t fold_hue(Fold *fold, uint32_t call_text); /* 0 for the timeline's own call */
Str fold_call(Fold *fold, uint32_t hue);  /* as the hues hold it */

/* --- fold_raised.c --- */

void fold_raised(Fold *fold, const Event *event);
/* Fills in where the failure that the task's mark tells of came up: `texts` are the mark's. */
void fold_failed(Fold *fold, uint32_t task, const Mark *mark, MarkWords *texts);
void fold_warning(Fold *fold, const Event *event);

/* --- fold_causes.c --- */

void fold_make_resources(Fold *fold);
void fold_count_change(Fold *fold, const Event *event);
void fold_change(Fold *fold, const Event *event);
void fold_arm(Fold *fold, const Event *event);
void fold_limit_over(Fold *fold, const Event *event);
void fold_cancel(Fold *fold, const Event *event);
void fold_waited(Fold *fold, const Event *event);
void fold_thrown(Fold *fold, const Event *event); /* the step that throws CancelledError in */
void fold_held(Fold *fold, uint32_t lane, Moment from); /* the lane held the loop till now */
void fold_ready_over(Fold *fold, Span *span);     /* who kept it waiting */
void fold_end_causes(Fold *fold);

#endif
