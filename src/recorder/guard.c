/* A signal's handler can only reach what is global: the one place of this room with such. */
#include "recorder/guard.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { SLOTS = 8 };
static volatile sig_atomic_t watched[SLOTS];

static void kill_and_die(int number)
{
    for (int i = 0; i < SLOTS; i++)
        if (watched[i])
            kill(-(pid_t)watched[i], SIGKILL);
    signal(number, SIG_DFL);
    raise(number);
}

/* Only where nobody else has a handler. */
static void take(int number)
{
    struct sigaction before, mine = {.sa_handler = kill_and_die};
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
        sigaction(number, &mine, NULL);
}

void guard_watch(pid_t pid)
{
    if (pid <= 0)
        return;
    take(SIGINT);
    take(SIGTERM);
    take(SIGHUP);
    for (int i = 0; i < SLOTS; i++)
        if (!watched[i]) {
            watched[i] = (sig_atomic_t)pid;
            return;
        }
}

void guard_release(pid_t pid)
{
    for (int i = 0; i < SLOTS; i++)
        if (watched[i] == (sig_atomic_t)pid)
            watched[i] = 0;
}

void guard_die_with_parent(void)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}
