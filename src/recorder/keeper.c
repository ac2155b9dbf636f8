/* Who is orphaned goes to the nearest ancestor that wants orphans: so all that descends from the keeper
 * is its child in the end, and can be killed by its number. Only what is safe after a fork is called
 * in here. */
#include "recorder/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

/* A round takes a millisecond or more. */
enum { MOST_ROUNDS = 2000, PATIENCE_MS = 4000 };

static void pause_briefly(void)
{
    static const struct timespec pause = {.tv_nsec = 1000000};
    nanosleep(&pause, NULL);
}

static void want_signal_of_parents_end(int number)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, number);
#else
    (void)number;
#endif
}

static void want_orphans(void)
{
#ifdef __linux__
    prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}

/* --- the end --- */

/* Kills the children that the system lists, a buffer full of them. */
static void kill_children(void)
{
    char bytes[4096];
    int list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    ssize_t length = list >= 0 ? read(list, bytes, sizeof bytes) : 0;
    pid_t pid = 0;
    for (ssize_t i = 0; i < length; i++) {
        if (bytes[i] >= '0' && bytes[i] <= '9') {
            pid = pid * 10 + (bytes[i] - '0');
            continue;
        }
        if (pid > 1)
            kill(pid, SIGKILL);
        pid = 0;
    }
    if (list >= 0)
        close(list);
}

/* True when no child is left. */
static bool reap(void)
{
    pid_t pid;
    do
        pid = waitpid(-1, NULL, WNOHANG);
    while (pid > 0 || (pid < 0 && errno == EINTR));
    return pid < 0;
}

static void make_an_end(pid_t first)
{
    kill(-first, SIGKILL); /* its session; it was not waited for yet, so the number is its own */
    kill(first, SIGKILL);
    for (int round = 0; round < MOST_ROUNDS; round++) {
        kill_children();
        if (reap())
            break;
        pause_briefly();
    }
    _exit(0);
}

/* --- while it runs --- */

/* Whether it has ended; others that came here and ended are buried. */
static bool has_ended(pid_t first)
{
    for (;;) {
        siginfo_t info = {0};
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0)
            return true;
        if (info.si_pid == 0)
            return false;
        if (info.si_pid == first)
            return true;
        waitpid(info.si_pid, NULL, 0);
    }
}

static void keep(pid_t first, const sigset_t *signals)
{
    for (;;) {
        siginfo_t info;
        int number = sigwaitinfo(signals, &info);
        if (number == SIGTERM || (number == SIGCHLD && has_ended(first)))
            make_an_end(first);
    }
}

static void take_signals(sigset_t *signals, sigset_t *before)
{
    static const int standard[] = {SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGPIPE};
    sigemptyset(signals);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, signals, before);
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        signal(standard[i], SIG_DFL);
}

void keeper_become(pid_t parent)
{
    sigset_t signals, before;
    take_signals(&signals, &before);
    setsid();
    want_orphans();
    want_signal_of_parents_end(SIGTERM);
    if (getppid() != parent)
        _exit(0);
    pid_t keeper = getpid(), first = fork();
    if (first < 0)
        _exit(127);
    if (first > 0)
        keep(first, &signals);
    setsid();
    want_signal_of_parents_end(SIGKILL);
    if (getppid() != keeper)
        _exit(0);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void keeper_end(pid_t keeper)
{
    pid_t ended = 0;
    kill(keeper, SIGTERM);
    kill(keeper, SIGCONT); /* the program may have stopped it */
    for (int i = 0; i < PATIENCE_MS && ended == 0; i++) {
        ended = waitpid(keeper, NULL, WNOHANG);
        if (ended == 0)
            pause_briefly();
    }
    if (ended != 0)
        return;
    kill(keeper, SIGKILL);
    while (waitpid(keeper, NULL, 0) < 0 && errno == EINTR)
        continue;
}
