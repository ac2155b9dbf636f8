/* The table of kinds. */
#include "sim/types.h"

const ObjType other_type = {.name = "object"};

const ObjType *const obj_types[OBJ_KINDS] = {
    [OBJ_STR] = &str_type,
    [OBJ_LIST] = &list_type,
    [OBJ_TUPLE] = &tuple_type,
    [OBJ_SET] = &set_type,
    [OBJ_RANGE] = &range_type,
    [OBJ_ITERATOR] = &iterator_type,
    [OBJ_METHOD] = &method_type,
    [OBJ_EXCEPTION] = &exception_type,
    [OBJ_FUTURE] = &future_type,
    [OBJ_TASK] = &task_type,
    [OBJ_GATHER] = &gather_type,
    [OBJ_FRAME] = &frame_type,
    [OBJ_TIMER] = &timer_type,
    [OBJ_LOCK] = &lock_type,
    [OBJ_EVENT] = &event_type,
    [OBJ_CONDITION] = &condition_type,
    [OBJ_SEMAPHORE] = &semaphore_type,
    [OBJ_QUEUE] = &queue_type,
    [OBJ_BARRIER] = &barrier_type,
    [OBJ_TIMEOUT] = &timeout_type,
    [OBJ_GROUP] = &group_type,
    [OBJ_COMPLETED] = &completed_type,
    [OBJ_JOB] = &job_type,
    [OBJ_OTHER] = &other_type,
};
