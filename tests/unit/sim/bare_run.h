/* A run without a scenario: enough to make objects, call them and let the loop go on. */
#ifndef TESTS_BARE_RUN_H
#define TESTS_BARE_RUN_H

#include "sim/objects.h"
#include "sim/threads.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static inline void bare_run_begin(Run *run, uint32_t workers)
{
    *run = (Run){.py = {.host = &sim_host, .max_steps = UINT64_MAX, .max_bytes = SIM_MAX_BYTES},
                  .pause_at = UINT64_MAX};
    run->trace = trace_new();
    run->py.heap = heap_new(&run->py);
    run->loop = loop_new();
    run->threads = threads_new(run, workers);
}

static inline void bare_run_end(Run *run)
{
    heap_free(run->py.heap);
    threads_free(run->threads);
    loop_free(run->loop);
    builder_free(&run->scratch);
    trace_free(run->trace);
}

#endif
