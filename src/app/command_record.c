/* `record`: a Python program as it runs, on the real clock, into a trace. */
#include "app/commands.h"

#include "app/report.h"
#include "base/mem.h"
#include "recorder/recorder.h"
#include "trace/recording.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NOT_STARTED = 127 };

/* The command, as exec wants it. */
static const char **command_of(const Args *args)
{
    size_t count = (size_t)args->file_count;
    const char **command = mem_resize_array(NULL, count + 1, sizeof *command);
    memcpy(command, args->files, count * sizeof *command);
    command[count] = NULL;
    return command;
}

/* The trace is written beside its place and takes it when it is whole. */
static int finish(const char *temporary, const char *output, int code)
{
    Builder trace = {0};
    FileError error;
    bool fine = file_read(temporary, RECORDING_MAX_BYTES, &trace, &error);
    if (fine && trace.length == 0 && code == NOT_STARTED) {
        code = EXIT_FILE; /* which was said */
    } else if (fine && trace.length == 0) {
        report_error("nothing was recorded: the command started no Python 3.11 or later");
        code = EXIT_WRONG;
    } else if (!fine || !file_replace(output, builder_view(&trace), &error)) {
        report_error("%s", error.text);
        code = EXIT_FILE;
    }
    builder_free(&trace);
    return code;
}

int command_record(const Args *args, const Settings *settings)
{
    (void)settings;
    if (args->output_count != 1) {
        report_usage("record takes one -o TRACE, and behind `--` the command");
        return EXIT_USAGE;
    }
    Builder temporary = {0};
    recorder_temporary("interleave-trace-XXXXXX", &temporary);
    int descriptor = mkstemp(temporary.at);
    if (descriptor < 0) {
        report_error("%s: %s", temporary.at, strerror(errno));
        builder_free(&temporary);
        return EXIT_FILE;
    }
    close(descriptor);
    Builder why = {0};
    const char **command = command_of(args);
    int code = recorder_attach(command, temporary.at, &why);
    if (code < 0)
        report_error("%s: %s", args->files[0], why.at);
    code = code < 0 ? EXIT_FILE : finish(temporary.at, args->outputs[0], code);
    unlink(temporary.at);
    builder_free(&temporary);
    mem_free(command);
    builder_free(&why);
    return code;
}
