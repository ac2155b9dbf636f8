#include "recorder/recorder.h"

#include "recorder/child.h"

#include "base/mem.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_READS = 64, TICK_MS = 20 };

struct Recorder {
    Child child;
    RecorderEnd end;
    bool over;
    Builder trace, said;
    size_t took; /* bytes of the trace, in all */
    double deadline;
    const char *python;
    char until[32];
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static const char *which_python(const RecorderOptions *options)
{
    const char *named = getenv("INTERLEAVE_PYTHON");
    if (options->python)
        return options->python;
    return named && *named ? named : "python3";
}

static void give_up(Recorder *recorder, RecorderEnd end)
{
    recorder->end = end;
    recorder->over = true;
    child_kill(&recorder->child);
}

static void start(Recorder *recorder, const ChildSetup *setup)
{
    if (child_start(&recorder->child, setup))
        return;
    builder_text(&recorder->said, strerror(errno));
    give_up(recorder, RECORDER_ABSENT);
}

Recorder *recorder_begin(const RecorderOptions *options, const char *path, Str text)
{
    Recorder *recorder = mem_new(sizeof *recorder);
    const char *given[8] = {"--clock", options->real_clock ? "real" : "virtual"};
    recorder->python = which_python(options);
    recorder->deadline = seconds() +
                         (options->patience > 0 ? options->patience : RECORDER_PATIENCE);
    if (options->has_until) {
        snprintf(recorder->until, sizeof recorder->until, "%lld", (long long)options->until);
        given[2] = "--until";
        given[3] = recorder->until;
    }
    start(recorder, &(ChildSetup){recorder->python, "--trace", given, path, text});
    return recorder;
}

Recorder *recorder_begin_conversion(const RecorderOptions *options, const char *path, Str text,
                                    const char *without)
{
    Recorder *recorder = mem_new(sizeof *recorder);
    const char *given[] = {"--without", without, NULL};
    recorder->python = which_python(options);
    recorder->deadline = seconds() + RECORDER_PATIENCE;
    start(recorder, &(ChildSetup){recorder->python, "--convert", given, path, text});
    return recorder;
}

/* Takes in what waits there, a slice at most; what is past `most` is passed over. Gives how much there
 * was. */
static size_t take(int *from, Builder *into, size_t most)
{
    char bytes[16384];
    size_t all = 0;
    for (int i = 0; i < MOST_READS && *from >= 0; i++) {
        ssize_t got = read(*from, bytes, sizeof bytes);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (got <= 0) {
            close(*from);
            *from = -1;
            break;
        }
        size_t room = into->length < most ? most - into->length : 0;
        builder_add(into, bytes, (size_t)got < room ? (size_t)got : room);
        all += (size_t)got;
    }
    return all;
}

static void wait_for_more(const Recorder *recorder, int milliseconds)
{
    struct pollfd watch[2] = {{.fd = recorder->child.trace, .events = POLLIN},
                              {.fd = recorder->child.said, .events = POLLIN}};
    int tick = milliseconds < TICK_MS ? milliseconds : TICK_MS;
    poll(watch, 2, tick);
}

bool recorder_advance(Recorder *recorder, int milliseconds)
{
    if (recorder->over)
        return true;
    /* What is asked first can have written nothing more since: it is over, not its pipes, which
     * children of its own may hold open. */
    bool ended = child_ended(&recorder->child);
    if (milliseconds > 0 && !ended)
        wait_for_more(recorder, milliseconds);
    size_t got = take(&recorder->child.trace, &recorder->trace, SIZE_MAX);
    recorder->took += got;
    take(&recorder->child.said, &recorder->said, RECORDER_MAX_SAID);
    if (recorder->took > RECORDER_MAX_TRACE)
        give_up(recorder, RECORDER_TOO_MUCH);
    else if (ended && !got)
        give_up(recorder, recorder->took ? RECORDER_ENDED : RECORDER_ABSENT);
    else if (seconds() > recorder->deadline)
        give_up(recorder, RECORDER_LATE);
    return recorder->over;
}

void recorder_eat(Recorder *recorder, size_t length)
{
    builder_drop(&recorder->trace, length);
}

size_t recorder_took(const Recorder *recorder)
{
    return recorder->took;
}

RecorderEnd recorder_end(const Recorder *recorder)
{
    return recorder->end;
}

Str recorder_trace(const Recorder *recorder)
{
    return builder_view(&recorder->trace);
}

Str recorder_said(const Recorder *recorder)
{
    return builder_view(&recorder->said);
}

const char *recorder_python(const Recorder *recorder)
{
    return recorder->python;
}

void recorder_free(Recorder *recorder)
{
    if (!recorder)
        return;
    child_kill(&recorder->child);
    builder_free(&recorder->trace);
    builder_free(&recorder->said);
    mem_free(recorder);
}
