#include "recorder/strays.h"

#include "base/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_ENVIRONMENT = 256 * 1024, MOST_ROUNDS = 8 };

void strays_mark(char *mark, size_t size)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    snprintf(mark, size, "%ld-%lld%09ld", (long)getpid(), (long long)now.tv_sec, now.tv_nsec);
}

/* Whether the environment that a process began with has the line. */
static bool has_line(pid_t pid, const char *line, char *bytes)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/environ", (long)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    size_t length = 0, size = strlen(line) + 1;
    for (ssize_t got = 1; got > 0 && length < MOST_ENVIRONMENT; length += got > 0 ? (size_t)got : 0)
        got = read(file, bytes + length, MOST_ENVIRONMENT - length);
    close(file);
    bytes[length] = '\0';
    for (size_t at = 0; at + size <= length; at += strlen(bytes + at) + 1)
        if (memcmp(bytes + at, line, size) == 0)
            return true;
    return false;
}

/* How many were found. */
static int kill_marked(const char *line, char *bytes)
{
    DIR *processes = opendir("/proc");
    int found = 0;
    if (!processes)
        return 0;
    for (struct dirent *entry; (entry = readdir(processes));) {
        long pid = strtol(entry->d_name, NULL, 10);
        if (pid > 1 && pid != (long)getpid() && has_line((pid_t)pid, line, bytes))
            found += kill((pid_t)pid, SIGKILL) == 0;
    }
    closedir(processes);
    return found;
}

/* Some may start others meanwhile. */
void strays_kill(const char *mark)
{
    char line[96];
    static const struct timespec pause = {.tv_nsec = 1000000};
    char *bytes = mem_new(MOST_ENVIRONMENT + 1);
    snprintf(line, sizeof line, STRAYS_NAME "=%s", mark);
    for (int round = 0; *mark && round < MOST_ROUNDS && kill_marked(line, bytes); round++)
        nanosleep(&pause, NULL);
    mem_free(bytes);
}
