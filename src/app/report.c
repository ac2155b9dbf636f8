#include "app/report.h"

#include "base/escape.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *command = "play";

void report_command(const char *name)
{
    command = name;
}

bool report_colour(int descriptor)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return isatty(descriptor) && !(no && *no) && !(term && str_is(str_of(term), "dumb"));
}

/* Standard error has no buffer to lose and nobody to tell of a failure. */
static void write_error(Str text)
{
    while (text.length) {
        ssize_t n = write(STDERR_FILENO, text.at, text.length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        text.at += n;
        text.length -= (size_t)n;
    }
}

static void say(const char *format, va_list arguments, bool usage)
{
    Builder text = {0}, out = {0};
    builder_vprintf(&text, format, arguments);
    bool colour = report_colour(STDERR_FILENO);
    builder_printf(&out, "interleave: %serror:%s ", colour ? "\x1b[1;31m" : "",
                   colour ? "\x1b[0m" : "");
    escape_terminal(&out, builder_view(&text));
    builder_char(&out, '\n');
    if (usage)
        builder_printf(&out, "interleave %s --help tells more\n", command);
    write_error(builder_view(&out));
    builder_free(&text);
    builder_free(&out);
}

void report_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments, true);
    va_end(arguments);
}

void report_error(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments, false);
    va_end(arguments);
}

void report_note(const char *format, ...)
{
    Builder text = {0}, out = {0};
    va_list arguments;
    va_start(arguments, format);
    builder_vprintf(&text, format, arguments);
    va_end(arguments);
    builder_text(&out, "interleave: ");
    escape_terminal(&out, builder_view(&text));
    builder_char(&out, '\n');
    write_error(builder_view(&out));
    builder_free(&text);
    builder_free(&out);
}

void report_diags(const Diags *diags, const Source *source, DiagFormat format)
{
    if (diags->list.count == 0)
        return;
    Builder out = {0};
    diags_render(diags, source, format, report_colour(STDERR_FILENO), &out);
    write_error(builder_view(&out));
    builder_free(&out);
}

void report_told(Str text)
{
    Builder out = {0};
    while (text.length) {
        const char *newline = memchr(text.at, '\n', text.length);
        size_t end = newline ? (size_t)(newline - text.at) : text.length;
        escape_terminal(&out, (Str){text.at, end});
        builder_char(&out, '\n');
        end += newline != NULL;
        text = (Str){text.at + end, text.length - end};
    }
    write_error(builder_view(&out));
    builder_free(&out);
}

bool report_output(Str text)
{
    FileError error;
    if (file_replace("-", text, &error))
        return true;
    report_error("%s", error.text);
    return false;
}
