/* The first walk over a trace: it only counts, so that nothing has to grow in the second. */
#include "timeline/fold.h"

static void count_event(Timeline *timeline, FoldCounts *lane, const Event *event)
{
    timeline->moments.room += is_step(event);
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
        lane->marks += event->flags & EVENT_RACE ? 2 : 1;
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

void fold_make_room(Fold *fold)
{
    Timeline *timeline = fold->timeline;
    Arena *arena = &timeline->arena;
    ROOM_FROM(arena, &timeline->lanes);
    ROOM_FROM(arena, &timeline->arrows);
    ROOM_FROM(arena, &timeline->turns);
    ROOM_FROM(arena, &timeline->moments);
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

void fold_make_lane_room(Fold *fold, size_t index)
{
    enum { VERY_MANY = 1024 }; /* spans or marks: more than the processor has at hand */
    Arena *arena = &fold->timeline->arena;
    Lane *lane = &fold->timeline->lanes.items[index];
    lane->spans.room = fold->counts[index].spans;
    lane->marks.room = fold->counts[index].marks;
    lane->steps.room = fold->counts[index].steps;
    ROOM_FROM(arena, &lane->spans);
    if (lane->spans.room >= VERY_MANY && can_pack(fold))
        lane->packed = ARENA_ARRAY(arena, Packed, lane->spans.room);
    ROOM_FROM(arena, &lane->marks);
    if (lane->marks.room >= VERY_MANY && can_pack(fold))
        lane->packed_marks = ARENA_ARRAY(arena, Packed, lane->marks.room);
    ROOM_FROM(arena, &lane->steps);
}
