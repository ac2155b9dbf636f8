#include "base/undo.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

enum { MOST = 16 };

/* Read in the handler, changed only while its signals are held. */
static const char *volatile files[MOST];
static volatile pid_t children[MOST];
static int held;
static sigset_t before;

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof signals / sizeof *signals };

void undo_all(void)
{
    for (int i = 0; i < MOST; i++)
        if (children[i] > 0)
            kill(children[i], SIGKILL);
    for (int i = 0; i < MOST; i++)
        if (files[i])
            unlink(files[i]);
}

static void on_signal(int number)
{
    undo_all();
    _exit(128 + number);
}

void undo_on_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal}, old;
    sigfillset(&action.sa_mask);
    for (int i = 0; i < SIGNALS; i++)
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(signals[i], &action, NULL);
}

void undo_hold(void)
{
    if (held++)
        return;
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < SIGNALS; i++)
        sigaddset(&set, signals[i]);
    sigprocmask(SIG_BLOCK, &set, &before);
}

void undo_release(void)
{
    if (--held == 0)
        sigprocmask(SIG_SETMASK, &before, NULL);
}

void undo_file(const char *path)
{
    for (int i = 0; i < MOST; i++)
        if (!files[i]) {
            files[i] = path;
            return;
        }
}

void undo_file_done(const char *path)
{
    for (int i = 0; i < MOST; i++)
        if (files[i] == path)
            files[i] = NULL;
}

void undo_child(pid_t child)
{
    for (int i = 0; i < MOST; i++)
        if (children[i] == 0) {
            children[i] = child;
            return;
        }
}

void undo_child_done(pid_t child)
{
    for (int i = 0; i < MOST; i++)
        if (children[i] == child)
            children[i] = 0;
}
