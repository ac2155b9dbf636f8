#include "recorder/child.h"

#include "recorder/data.h"
#include "recorder/keeper.h"
#include "recorder/strays.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The numbers that the child's descriptors have. */
enum { FD_MODULES = 3, FD_TEXT = 4, FD_TRACE = 5, FD_FIRST_FREE = 6, FD_MOST = 4096 };
enum { MOST_OPTIONS = 16 };

/* --- in the child --- */

/* Only what is safe between fork and exec. */
static void say_and_leave(const char *python)
{
    const char *why = strerror(errno);
    ssize_t ignored = write(2, python, strlen(python));
    ignored += write(2, ": ", 2);
    ignored += write(2, why, strlen(why));
    (void)ignored;
    _exit(127);
}

/* from[i] becomes number i; all others are closed. */
static void place_descriptors(int from[FD_FIRST_FREE])
{
    for (int i = 0; i < FD_FIRST_FREE; i++)
        from[i] = fcntl(from[i], F_DUPFD, FD_FIRST_FREE);
    for (int i = 0; i < FD_FIRST_FREE; i++)
        dup2(from[i], i);
    long most = sysconf(_SC_OPEN_MAX);
    for (int i = FD_FIRST_FREE; i < (most > 0 && most < FD_MOST ? most : FD_MOST); i++)
        close(i);
}

static void become(const char *const *arguments)
{
    execvp(arguments[0], (char *const *)(uintptr_t)arguments);
    say_and_leave(arguments[0]);
}

/* --- in the parent --- */

/* A file without a name that holds the bytes, to be read from its beginning; -1 on failure. */
static int file_of(Str text)
{
    FILE *file = tmpfile();
    if (!file)
        return -1;
    bool fine = fwrite(text.at, 1, text.length, file) == text.length && fflush(file) == 0;
    int descriptor = fine ? fcntl(fileno(file), F_DUPFD_CLOEXEC, FD_FIRST_FREE) : -1;
    fclose(file);
    if (descriptor >= 0)
        lseek(descriptor, 0, SEEK_SET);
    return descriptor;
}

static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return true;
}

static void close_all(const int *descriptors, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (descriptors[i] >= 0)
            close(descriptors[i]);
}

static void fork_child(Child *child, const ChildSetup *setup, int from[FD_FIRST_FREE])
{
    static const char modules[] = "3", trace[] = "5", text[] = "4"; /* FD_... */
    const char *arguments[MOST_OPTIONS + 12] = {setup->python, "-c", (const char *)recorder_boot, modules,
                                                setup->mode, trace, "--text", text};
    size_t count = 8;
    for (size_t i = 0; i < MOST_OPTIONS && setup->options[i]; i++)
        arguments[count++] = setup->options[i];
    arguments[count] = setup->path;
    setenv("PYTHONHASHSEED", "0", 0); /* the same program shows the same run each time */
    strays_mark(child->mark, sizeof child->mark);
    setenv(STRAYS_NAME, child->mark, 1);
    fflush(NULL);
    pid_t self = getpid();
    child->pid = fork();
    if (child->pid == 0) {
        place_descriptors(from);
        keeper_become(self);
        become(arguments);
    }
    if (child->pid < 0)
        child->pid = 0;
    unsetenv(STRAYS_NAME);
}

bool child_start(Child *child, const ChildSetup *setup)
{
    int trace[2] = {-1, -1}, said[2] = {-1, -1};
    *child = (Child){.trace = -1, .said = -1};
    int from[FD_FIRST_FREE] = {
        [0] = open("/dev/null", O_RDONLY | O_CLOEXEC),
        [FD_MODULES] = file_of((Str){(const char *)recorder_modules,
                                     recorder_modules_length}),
        [FD_TEXT] = file_of(setup->text)};
    bool fine = make_pipe(trace) && make_pipe(said);
    from[1] = from[2] = said[1];
    from[FD_TRACE] = trace[1];
    for (int i = 0; i < FD_FIRST_FREE; i++)
        fine = fine && from[i] >= 0;
    if (fine)
        fork_child(child, setup, from);
    int reason = errno;
    close_all((int[]){from[0], from[FD_MODULES], from[FD_TEXT], trace[1], said[1]}, 5);
    if (child->pid) {
        child->trace = trace[0];
        child->said = said[0];
        return true;
    }
    close_all((int[]){trace[0], said[0]}, 2);
    errno = reason;
    return false;
}

bool child_ended(Child *child)
{
    if (!child->pid)
        return true;
    siginfo_t info = {0};
    /* It stays a zombie until child_kill, so that its number is nobody else's. */
    return waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == child->pid;
}

void child_kill(Child *child)
{
    if (child->pid) {
        keeper_end(child->pid);
        strays_kill(child->mark);
    }
    close_all((int[]){child->trace, child->said}, 2);
    *child = (Child){.trace = -1, .said = -1};
}
