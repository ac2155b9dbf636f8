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
    int in[2], complaints[2], out[2];
} Pipes;

/* posix_spawnp's errno, 0 where the child runs. */
static int spawn(const EncoderSetup *setup, const Pipes *pipes, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipes->in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, pipes->complaints[1], 2);
    if (setup->into)
        posix_spawn_file_actions_adddup2(&actions, pipes->out[1], 1);
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

static void say_unstarted(const char *name, int reason, FileError *error)
{
    snprintf(error->text, sizeof error->text, "%s could not be started: %s%s", name,
             strerror(reason),
             reason == ENOENT ? " (films are made by ffmpeg: install it)" : "");
}

bool encoder_start(Encoder *encoder, const EncoderSetup *setup, FileError *error)
{
    *encoder = (Encoder){
        .child = -1, .input = -1, .complaint = -1, .output = -1, .into = setup->into};
    Pipes pipes = {{-1, -1}, {-1, -1}, {-1, -1}};
    bool piped = make_pipe(pipes.in) && make_pipe(pipes.complaints) &&
                 (!setup->into || make_pipe(pipes.out));
    undo_hold();
    int reason = piped ? spawn(setup, &pipes, &encoder->child) : errno;
    if (reason == 0)
        undo_child(encoder->child);
    undo_release();
    close_end(&pipes.in[0]);
    close_end(&pipes.complaints[1]);
    close_end(&pipes.out[1]);
    if (reason != 0) {
        close_end(&pipes.in[1]);
        close_end(&pipes.complaints[0]);
        close_end(&pipes.out[0]);
        say_unstarted(setup->arguments[0], reason, error);
        return false;
    }
    encoder->input = pipes.in[1];
    encoder->complaint = pipes.complaints[0];
    encoder->output = pipes.out[0];
    fcntl(encoder->input, F_SETFL, O_NONBLOCK);
    fcntl(encoder->complaint, F_SETFL, O_NONBLOCK);
    if (encoder->output >= 0)
        fcntl(encoder->output, F_SETFL, O_NONBLOCK);
    return true;
}

/* Takes in what it complains of, at its end closes that. */
static void take_complaint(Encoder *encoder)
{
    char bytes[4096];
    ssize_t got = read(encoder->complaint, bytes, sizeof bytes);
    if (got > 0 && encoder->said.length < SAID_BYTES)
        builder_add(&encoder->said, bytes, (size_t)got);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        close_end(&encoder->complaint);
}

/* Hands on what it puts out. Where nobody takes that any more, it is to know. */
static void pass_on(Encoder *encoder)
{
    char bytes[65536];
    ssize_t got = read(encoder->output, bytes, sizeof bytes);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got > 0)
        encoder->passed += (size_t)got;
    if (got > 0 && file_put(encoder->into, bytes, (size_t)got))
        return;
    if (got > 0)
        encoder->broken = true;
    close_end(&encoder->output);
}

/* Waits until it does something, and takes in what it gives; whether it takes more input. False: no
 * sign of life. */
static bool attend(Encoder *encoder, bool *takes)
{
    struct pollfd watch[] = {{.fd = encoder->input, .events = POLLOUT},
                             {.fd = encoder->complaint, .events = POLLIN},
                             {.fd = encoder->output, .events = POLLIN}};
    int ready = poll(watch, 3, PATIENCE_MS);
    *takes = ready > 0 && watch[0].revents;
    if (ready < 0 && errno == EINTR)
        return true;
    if (ready <= 0)
        return false;
    if (watch[1].revents)
        take_complaint(encoder);
    if (watch[2].revents)
        pass_on(encoder);
    return true;
}

bool encoder_put(Encoder *encoder, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size && !encoder->broken) {
        bool takes;
        if (!attend(encoder, &takes)) {
            encoder->hung = encoder->broken = true;
            break;
        }
        if (!takes)
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

/* Takes in what it gives until that ends. False: no sign of life. */
static bool drain(Encoder *encoder)
{
    bool takes;
    while (encoder->complaint >= 0 || encoder->output >= 0)
        if (!attend(encoder, &takes))
            return false;
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
    close_end(&encoder->output);
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
