#include "app/progress.h"

#include "base/escape.h"

#include <stdio.h>
#include <unistd.h>

void progress_begin(Progress *progress)
{
    clock_gettime(CLOCK_MONOTONIC, &progress->began);
}

void progress_show(void *context, double part)
{
    Progress *progress = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec - progress->began.tv_sec < 1 || !isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r%3.0f %%", part * 100);
    progress->shown = true;
}

void progress_end(Progress *progress)
{
    if (progress->shown)
        fputs("\r      \r", stderr);
    progress->shown = false;
}

void progress_file(int number, int count, const char *name)
{
    enum { LINE = 60 };
    if (count < 2 || !isatty(STDERR_FILENO))
        return;
    Builder line = {0};
    if (name) {
        builder_printf(&line, "%d of %d: ", number + 1, count);
        escape_terminal(&line, str_of(name));
    }
    builder_repeat(&line, ' ', line.length < LINE ? LINE - line.length : 0);
    size_t cut = LINE;
    while (((unsigned char)line.at[cut] & 0xC0) == 0x80)
        cut--;
    fprintf(stderr, "\r%.*s\r", (int)cut, line.at);
    builder_free(&line);
}
