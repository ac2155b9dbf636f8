/* asyncio's functions as expressions call them, and time.sleep. */
#ifndef SIM_AWAITABLES_H
#define SIM_AWAITABLES_H

#include "sim/loop.h"

bool call_sleep(Python *py, const Arguments *arguments, Value *result);
bool call_gather(Python *py, const Arguments *arguments, Value *result);
bool call_shield(Python *py, const Arguments *arguments, Value *result);
bool call_wait_for(Python *py, const Arguments *arguments, Value *result);
bool call_to_thread(Python *py, const Arguments *arguments, Value *result);
bool call_as_completed(Python *py, const Arguments *arguments, Value *result);
bool call_create_task(Python *py, const Arguments *arguments, Value *result);
bool call_time_sleep(Python *py, const Arguments *arguments, Value *result);

/* Seconds for time.sleep, with its own words for what it does not take. */
bool block_duration(Run *run, Value seconds, int64_t *nanoseconds);
/* The current task holds the loop for so long. False at a limit. */
bool hold_loop(Run *run, int64_t nanoseconds);

#endif
