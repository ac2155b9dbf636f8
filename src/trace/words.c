/* The words that lines of a trace use. */
#include "trace/inside.h"

const char *const event_names[EVENT_KINDS] = {[EVENT_CREATE] = "create",
                                              [EVENT_STEP] = "step",
                                              [EVENT_PRINT] = "print",
                                              [EVENT_DONE] = "done",
                                              [EVENT_CANCELLED] = "cancelled",
                                              [EVENT_ERROR] = "error",
                                              [EVENT_END] = "end",
                                              [EVENT_WAIT] = "await",
                                              [EVENT_READY] = "wake",
                                              [EVENT_LATE] = "late",
                                              [EVENT_BLOCK] = "block",
                                              [EVENT_BLOCK_END] = "block_end",
                                              [EVENT_THREAD] = "thread",
                                              [EVENT_THREAD_END] = "thread_end",
                                              [EVENT_LINE] = "line",
                                              [EVENT_NOTE] = "note",
                                              [EVENT_BIND] = "bind",
                                              [EVENT_RENAME] = "rename",
                                              [EVENT_WARNING] = "warning",
                                              [EVENT_CHANGE] = "change",
                                              [EVENT_ARM] = "arm",
                                              [EVENT_DISARM] = "disarm",
                                              [EVENT_STRIKE] = "strike",
                                              [EVENT_CANCEL] = "cancel",
                                              [EVENT_RAISE] = "raise",
                                              [EVENT_INSIDE] = "inside",
                                              [EVENT_CAUGHT] = "caught",
                                              [EVENT_CHOICE] = "race",
                                              [EVENT_EDGE] = "edge",
                                              [EVENT_OUTPUT] = "output",
                                              [EVENT_CELL] = "cell",
                                              [EVENT_CELL_ERROR] = "cell_error",
                                              [EVENT_RESULT] = "result",
                                              [EVENT_CPU] = "cpu",
                                              [EVENT_WAITED] = "waited",
                                              [EVENT_VALUE] = "value",
                                              [EVENT_VALUES_END] = "values_end"};

const char *const outcome_names[] = {[OUTCOME_DONE] = "done",
                                     [OUTCOME_ERROR] = "error",
                                     [OUTCOME_STUCK] = "stuck",
                                     [OUTCOME_LIMIT] = "limit",
                                     [OUTCOME_UNTIL] = "until"};

const char *const wait_names[WAIT_KINDS] = {
    [WAIT_SLEEP] = "sleep",         [WAIT_YIELD] = "yield",
    [WAIT_TASK] = "task",           [WAIT_FUTURE] = "future",
    [WAIT_GATHER] = "gather",       [WAIT_WAIT] = "wait",
    [WAIT_SHIELD] = "shield",       [WAIT_GROUP] = "group",
    [WAIT_COMPLETED] = "completed", [WAIT_LOCK] = "lock",
    [WAIT_EVENT] = "event",         [WAIT_CONDITION] = "condition",
    [WAIT_SEMAPHORE] = "semaphore", [WAIT_QUEUE] = "queue",
    [WAIT_BARRIER] = "barrier",     [WAIT_THREAD] = "thread",
    [WAIT_BLOCK] = "block",         [WAIT_IO] = "io"};

const char *const object_names[OBJECT_KINDS] = {[OBJECT_LOCK] = "lock",
                                                [OBJECT_SEMAPHORE] = "semaphore",
                                                [OBJECT_QUEUE] = "queue",
                                                [OBJECT_PRIORITY_QUEUE] = "priority_queue",
                                                [OBJECT_LIFO_QUEUE] = "lifo_queue",
                                                [OBJECT_EVENT] = "event",
                                                [OBJECT_CONDITION] = "condition",
                                                [OBJECT_BARRIER] = "barrier"};

const char *const change_names[CHANGE_KINDS] = {[CHANGE_NAME] = "name",
                                                [CHANGE_HOLD] = "hold",
                                                [CHANGE_RELEASE] = "release",
                                                [CHANGE_PUT] = "put",
                                                [CHANGE_GET] = "get",
                                                [CHANGE_TASK_DONE] = "task_done",
                                                [CHANGE_SHUT] = "shut_down",
                                                [CHANGE_SET] = "set",
                                                [CHANGE_CLEAR] = "clear",
                                                [CHANGE_ARRIVE] = "arrive",
                                                [CHANGE_LEAVE] = "leave",
                                                [CHANGE_BREAK] = "break",
                                                [CHANGE_NOTIFY] = "notify"};

const char *const limit_names[LIMIT_KINDS] = {[LIMIT_TIMEOUT] = "timeout",
                                              [LIMIT_WAIT_FOR] = "wait_for",
                                              [LIMIT_WAIT] = "wait",
                                              [LIMIT_COMPLETED] = "as_completed"};

const char *const cancel_names[CANCEL_CAUSES] = {
    [CANCEL_CALL] = "call",     [CANCEL_LIMIT] = "limit",   [CANCEL_GROUP] = "group",
    [CANCEL_GATHER] = "gather", [CANCEL_PASSED] = "passed", [CANCEL_SHUTDOWN] = "shutdown"};

const char *const waker_names[] = {[WAKER_TASK] = "task",
                                   [WAKER_TIMER] = "timer",
                                   [WAKER_THREAD] = "thread",
                                   [WAKER_CALLBACK] = "callback",
                                   [WAKER_IO] = "io"};

const char *const due_names[] = {[DUE_SLEEP] = "sleep",
                                  [DUE_LIMIT] = "limit",
                                  [DUE_THREAD] = "thread"};
