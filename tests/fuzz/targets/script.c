/* Keys, the pointer and time, as a script has them, on a lesson whose lengths can be dragged. What
 * would touch other files is left out, and waiting is short. */
#include "base/file.h"
#include "player/open.h"
#include "player/player.h"
#include "player/script.h"
#include "player/settings.h"

#include "target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char lesson[] =
    "{\"coroutines\": {\"nap(n)\": [{\"sleep\": \"n\"}, {\"print\": \"{n}\"}], \"main()\": ["
    "{\"note\": \"both\"}, {\"create_task\": \"nap(1)\", \"as\": \"t\"}, {\"block\": 0.5}, "
    "{\"gather\": [\"t\", \"nap(2.5)\"]}]}, \"timelines\": [{\"run\": \"main()\"}, "
    "{\"run\": \"nap(3)\"}]}";

static const char *file_of_its_own(void)
{
    static char path[64];
    if (!path[0])
        snprintf(path, sizeof path, "/tmp/interleave-script-%ld.json", (long)getpid());
    return path;
}

static bool starts(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static void add_line(Builder *script, const char *line)
{
    static const char *const left_out[] = {"copy", "delete", "drop", "key k", "size", "text"};
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        if (starts(line, left_out[i]))
            return;
    builder_text(script, starts(line, "wait") ? "wait 0.1" : line);
    builder_char(script, '\n');
}

static char *tamed(const uint8_t *data, size_t size, Builder *script)
{
    Builder copy = {0};
    builder_add(&copy, (const char *)data, size);
    int lines = 0;
    for (char *line = strtok(copy.at, "\n"); line && lines < 40; line = strtok(NULL, "\n"))
        if (++lines)
            add_line(script, line);
    builder_free(&copy);
    return script->at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Builder script = {0}, out = {0}, why = {0};
    FileError error;
    Stage stage;
    Settings settings = {.width = 960, .height = 540, .has_size = true, .scale = 1};
    if (!size || !tamed(data, size, &script)
        || !file_replace(file_of_its_own(), str_of(lesson), &error)) {
        builder_free(&script);
        return 0;
    }
    stage_begin(&stage, &settings, measure_fixed);
    if (stage_open(&stage, file_of_its_own(), &error)) {
        stage_paint(&stage);
        script_run(&stage, script.at, &out, &why);
    }
    stage_end(&stage);
    builder_free(&script);
    builder_free(&out);
    builder_free(&why);
    return 0;
}
