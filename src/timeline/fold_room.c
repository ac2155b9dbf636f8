/* The first walk over a trace: it only counts, so that nothing has to grow in the second. */
#include "timeline/fold.h"

static void count_event(Timeline *timeline, FoldCounts *lane, const Event *event)
{
    timeline->moments.count += is_step(event);
    switch ((EventKind)event->kind) {
    case EVENT_CREATE:
        lane->spans++;
        timeline->arrows.room++;
        break;
    case EVENT_READY:
        lane->spans++;
        timeline->arrows.room++;
        break;
    case EVENT_STEP:
        lane->ticks++;
        lane->marks += event->flags & EVENT_RACE ? 1 : 0;
        timeline->turns.room++;
        break;
    case EVENT_OUTPUT:
    case EVENT_PRINT:
        lane->marks++;
        timeline->output.room++;
        break;
    case EVENT_WAIT:
    case EVENT_LATE:
    case EVENT_BLOCK: lane->spans++; break;
    case EVENT_ARM: timeline->limits.room++; break;
    case EVENT_CANCEL: timeline->cancels.room++; break;
    case EVENT_DONE:
    case EVENT_CANCELLED:
    case EVENT_ERROR:
    case EVENT_NOTE: lane->marks++; break;
    case EVENT_THREAD: timeline->threads.room++; break;
    case EVENT_WARNING: timeline->warnings.room++; break;
    case EVENT_INSIDE: timeline->inside.room++; break;
    case EVENT_LINE: lane->steps++; break;
    case EVENT_WAITED: timeline->real_waits.room++; break;
    case EVENT_END:
    case EVENT_BLOCK_END:
    case EVENT_THREAD_END:
    case EVENT_BIND:
    case EVENT_RENAME:
    default: break;
    }
}

#define ROOM_FROM(arena, array)                                                                    \
    ((array)->items = arena_array((arena), (array)->room, sizeof *(array)->items))

void fold_count(Fold *fold, const Event *event)
{
    size_t lanes = fold->timeline->lanes.room;
    if (event->kind == EVENT_CHANGE)
        fold_count_change(fold, event);
    count_event(fold->timeline, &fold->counts[event->task == NO_TASK ? lanes : event->task], event);
}

/* Each turn has its own; others are there only where callbacks print. */
static void make_moments(Fold *fold)
{
    Timeline *timeline = fold->timeline;
    MomentView *moments = &timeline->moments;
    if (moments->count == timeline->turns.room) {
        moments->apart = sizeof *timeline->turns.items;
        moments->first = moments->count ? &timeline->turns.items->from : NULL;
        return;
    }
    fold->moments = ARENA_ARRAY(&timeline->arena, Moment, moments->count);
    moments->apart = sizeof *moments->first;
    moments->first = fold->moments;
}

/* One block for all lanes: a million have nothing lost between them, and pages that nobody writes to
 * are never made. */
static void make_lanes_room(Fold *fold)
{
    Timeline *timeline = fold->timeline;
    size_t spans = 0, marks = 0, ticks = 0, steps = 0;
    for (size_t i = 0; i < timeline->lanes.room; i++) {
        spans += fold->counts[i].spans;
        marks += fold->counts[i].marks;
        ticks += fold->counts[i].ticks;
        steps += fold->counts[i].steps;
    }
    fold->spans = ARENA_ARRAY(&timeline->arena, Span, spans);
    fold->marks = ARENA_ARRAY(&timeline->arena, Mark, marks);
    timeline->sights = ARENA_ARRAY(&timeline->arena, Sight, ticks + marks);
    fold->steps = ARENA_ARRAY(&timeline->arena, LaneStep, steps);
}

void fold_make_room(Fold *fold)
{
    Timeline *timeline = fold->timeline;
    Arena *arena = &timeline->arena;
    make_lanes_room(fold);
    ROOM_FROM(arena, &timeline->lanes);
    ROOM_FROM(arena, &timeline->arrows);
    ROOM_FROM(arena, &timeline->turns);
    make_moments(fold);
    ROOM_FROM(arena, &timeline->output);
    ROOM_FROM(arena, &timeline->threads);
    ROOM_FROM(arena, &timeline->warnings);
    ROOM_FROM(arena, &timeline->inside);
    ROOM_FROM(arena, &timeline->limits);
    ROOM_FROM(arena, &timeline->cancels);
    ROOM_FROM(arena, &timeline->real_waits);
    for (size_t i = 0; i < timeline->resources.count; i++)
        ROOM_FROM(arena, &timeline->resources.items[i].states);
}

/* All times of the trace have room in a word. */
static bool can_pack(const Fold *fold)
{
    size_t count = trace_count(fold->trace);
    return count > 0 && trace_event(fold->trace, 0).t >= 0 &&
           trace_event(fold->trace, count - 1).t >> PACKED_TIMES == 0;
}

LaneMore *fold_more(Fold *fold, Lane *lane)
{
    if (!lane->more)
        lane->more = ARENA_NEW(&fold->timeline->arena, LaneMore);
    return lane->more;
}

void fold_make_lane_room(Fold *fold, size_t index)
{
    enum { VERY_MANY = 1024 }; /* spans or sights: more than the processor has at hand */
    Arena *arena = &fold->timeline->arena;
    Lane *lane = &fold->timeline->lanes.items[index];
    const FoldCounts *counts = &fold->counts[index];
    uint32_t sights = counts->ticks + counts->marks;
    lane->spans.items = fold->spans;
    lane->marks.items = fold->marks;
    lane->steps.items = fold->steps;
    lane->sights = fold->sights;
    fold->spans += counts->spans;
    fold->marks += counts->marks;
    fold->steps += counts->steps;
    fold->sights += sights;
    if (counts->spans >= VERY_MANY && can_pack(fold))
        fold_more(fold, lane)->packed = ARENA_ARRAY(arena, Packed, counts->spans);
    if (sights >= VERY_MANY && can_pack(fold))
        fold_more(fold, lane)->packed_sights = ARENA_ARRAY(arena, Packed, sights);
}
