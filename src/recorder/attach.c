/* A folder that goes before all others in PYTHONPATH, with a sitecustomize of ours in it: Python
 * loads that at its start. */
#include "recorder/recorder.h"

#include "recorder/data.h"

#include "base/escape.h"
#include "base/file.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The last is made by who records, so that nobody else does. */
static const char *const names[] = {"sitecustomize.py", "modules", "claimed"};
enum { FILES = 2, ALL_FILES = 3, NOT_STARTED = 127 }; /* as the shell has it */

static void path_of(Builder *path, const char *folder, const char *name)
{
    builder_clear(path);
    builder_printf(path, "%s/%s", folder, name);
}

static bool write_files(const char *folder, Builder *why)
{
    Str texts[FILES] = {str_of((const char *)recorder_boot),
                        {(const char *)recorder_modules, recorder_modules_length}};
    Builder path = {0};
    FileError error;
    bool fine = true;
    for (int i = 0; i < FILES && fine; i++) {
        path_of(&path, folder, names[i]);
        fine = file_replace(path.at, texts[i], &error);
    }
    if (!fine)
        builder_text(why, error.text);
    builder_free(&path);
    return fine;
}

static void remove_files(const char *folder)
{
    Builder path = {0};
    for (int i = 0; i < ALL_FILES; i++) {
        path_of(&path, folder, names[i]);
        unlink(path.at);
    }
    rmdir(folder);
    builder_free(&path);
}

static void set_environment(const char *folder, const char *trace)
{
    const char *before = getenv("PYTHONPATH");
    Builder path = {0};
    builder_text(&path, folder);
    if (before && *before)
        builder_printf(&path, ":%s", before);
    setenv("PYTHONPATH", path.at, 1);
    setenv("INTERLEAVE_RECORD", trace, 1);
    builder_free(&path);
}

/* In the child. */
static void not_started(const char *command)
{
    int why = errno;
    Builder line = {0};
    builder_text(&line, "interleave: error: ");
    escape_terminal(&line, str_of(command));
    builder_printf(&line, ": %s\n", strerror(why));
    fputs(line.at, stderr);
    _exit(NOT_STARTED);
}

/* Ctrl-C is the command's: it ends, and then so do we. */
static int run(const char *const *command, Builder *why)
{
    pid_t pid = fork();
    int status = 0;
    if (pid == 0) {
        signal(SIGPIPE, SIG_DFL);
        execvp(command[0], (char *const *)(uintptr_t)command);
        not_started(command[0]);
    }
    if (pid < 0) {
        builder_text(why, strerror(errno));
        return -1;
    }
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGINT, &ignore, &before);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    sigaction(SIGINT, &before, NULL);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void recorder_temporary(const char *name, Builder *path)
{
    const char *folder = getenv("TMPDIR");
    builder_printf(path, "%s/%s", folder && *folder ? folder : "/tmp", name);
}

int recorder_attach(const char *const *command, const char *trace, Builder *why)
{
    Builder folder = {0};
    recorder_temporary("interleave-XXXXXX", &folder);
    int code = -1;
    if (!mkdtemp(folder.at)) {
        builder_printf(why, "%s: %s", folder.at, strerror(errno));
        builder_free(&folder);
        return -1;
    }
    if (write_files(folder.at, why)) {
        set_environment(folder.at, trace);
        code = run(command, why);
    }
    remove_files(folder.at);
    builder_free(&folder);
    return code;
}
