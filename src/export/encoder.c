#include "export/encoder.h"

#include "base/undo.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { PATIENCE_MS = 60000, SAID_BYTES = 4096 };

static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

typedef struct Pipes {
    int in[2], complaints[2];
} Pipes;

/* posix_spawnp's errno, 0 where the child runs. */
static int spawn(const EncoderSetup *setup, const Pipes *pipes, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipes->in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, pipes->complaints[1], 2);
    if (setup->output >= 0)
        posix_spawn_file_actions_adddup2(&actions, setup->output, 1);
    /* The program ignores these, and holds others back; its child must not inherit that. */
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t standard;
    sigemptyset(&standard);
    sigaddset(&standard, SIGPIPE);
    sigaddset(&standard, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &standard);
    sigemptyset(&standard);
    posix_spawnattr_setsigmask(&attributes, &standard);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    int reason = posix_spawnp(child, setup->arguments[0], &actions, &attributes, setup->arguments,
                              environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return reason;
}

bool encoder_start(Encoder *encoder, const EncoderSetup *setup, FileError *error)
{
    *encoder = (Encoder){.child = -1, .input = -1, .complaint = -1};
    Pipes pipes = {{-1, -1}, {-1, -1}};
    bool piped = make_pipe(pipes.in) && make_pipe(pipes.complaints);
    undo_hold();
    int reason = piped ? spawn(setup, &pipes, &encoder->child) : errno;
    if (reason == 0)
        undo_child(encoder->child);
    undo_release();
    close_end(&pipes.in[0]);
    close_end(&pipes.complaints[1]);
    if (reason != 0) {
        close_end(&pipes.in[1]);
        close_end(&pipes.complaints[0]);
        snprintf(error->text, sizeof error->text, "%s could not be started: %s%s",
                 setup->arguments[0], strerror(reason),
                 reason == ENOENT ? " (films are made by ffmpeg: install it)" : "");
        return false;
    }
    encoder->input = pipes.in[1];
    encoder->complaint = pipes.complaints[0];
    fcntl(encoder->input, F_SETFL, O_NONBLOCK);
    fcntl(encoder->complaint, F_SETFL, O_NONBLOCK);
    return true;
}

/* Takes in what waits to be read; false at the end of the stream. */
static bool take(int from, Builder *into, size_t keep)
{
    char bytes[4096];
    ssize_t got = read(from, bytes, sizeof bytes);
    if (got > 0 && into && into->length < keep)
        builder_add(into, bytes, (size_t)got);
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

bool encoder_put(Encoder *encoder, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size && !encoder->broken) {
        struct pollfd watch[2] = {{.fd = encoder->input, .events = POLLOUT},
                                  {.fd = encoder->complaint, .events = POLLIN}};
        int ready = poll(watch, 2, PATIENCE_MS);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0) {
            encoder->hung = encoder->broken = true;
            break;
        }
        if (watch[1].revents && !take(encoder->complaint, &encoder->said, SAID_BYTES))
            close_end(&encoder->complaint);
        if (!watch[0].revents)
            continue;
        ssize_t put = write(encoder->input, at, size);
        if (put > 0) {
            at += put;
            size -= (size_t)put;
        } else if (errno != EAGAIN && errno != EINTR) {
            encoder->broken = true;
        }
    }
    return !encoder->broken;
}

/* Reads its complaints until they end. False: no sign of life. */
static bool drain(Encoder *encoder)
{
    while (encoder->complaint >= 0) {
        struct pollfd watch = {.fd = encoder->complaint, .events = POLLIN};
        int ready = poll(&watch, 1, PATIENCE_MS);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        if (!take(encoder->complaint, &encoder->said, SAID_BYTES))
            close_end(&encoder->complaint);
    }
    return true;
}

static void tell(const Encoder *encoder, const char *what, FileError *error)
{
    const char *said = encoder->said.at ? encoder->said.at : "";
    char line[400] = "";
    size_t used = 0;
    for (const char *c = said; *c && used + 1 < sizeof line; c++)
        line[used++] = *c == '\n' ? ' ' : (unsigned char)*c < 0x20 ? '?' : *c;
    snprintf(error->text, sizeof error->text, "ffmpeg %s%s%s", what, *line ? ": " : "", line);
}

bool encoder_finish(Encoder *encoder, FileError *error)
{
    close_end(&encoder->input);
    bool hung = encoder->hung || !drain(encoder);
    if (hung)
        kill(encoder->child, SIGKILL);
    close_end(&encoder->complaint);
    int status = 0;
    while (waitpid(encoder->child, &status, 0) < 0 && errno == EINTR)
        continue;
    undo_child_done(encoder->child);
    bool ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (hung)
        tell(encoder, "gave no sign of life for a minute", error);
    else if (!ended)
        tell(encoder, "failed", error);
    else if (encoder->broken)
        tell(encoder, "ended before the last picture", error);
    builder_free(&encoder->said);
    return ended && !encoder->broken;
}
