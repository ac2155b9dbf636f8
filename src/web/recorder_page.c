/* recorder/ on a page: the page runs the Python file, and what it sends is asked for. */
#include "recorder/recorder.h"

#include "base/mem.h"

#include <emscripten.h>

struct Recorder {
    int number; /* the page's, of this run */
    RecorderEnd end;
    bool over;
    Builder trace, said;
    size_t took; /* bytes of the trace, in all */
};

EM_JS(int, page_runs_python, (const char *path, const char *text, double until), {
    return Module.python ? Module.python.begin(UTF8ToString(path), UTF8ToString(text), until) : 0;
})

/* 0: it runs; else 1 + the RecorderEnd. */
EM_JS(int, page_python_end, (int number), {
    return Module.python.end(number);
})

/* A text of the run in memory of its own, which the caller frees; NULL where it is empty. */
EM_JS(char *, page_python_text, (int number, int said), {
    const text = Module.python.text(number, said);
    if (!text) return 0;
    const length = lengthBytesUTF8(text) + 1;
    const at = _malloc(length);
    stringToUTF8(text, at, length);
    return at;
})

EM_JS(void, page_python_stop, (int number), {
    Module.python && Module.python.stop(number);
})

static Recorder *begin(const RecorderOptions *options, const char *path, Str text)
{
    Recorder *recorder = mem_new(sizeof *recorder);
    Builder copy = {0};
    builder_str(&copy, text);
    recorder->number = page_runs_python(path, copy.length ? copy.at : "",
                                        options->has_until ? (double)options->until : -1);
    builder_free(&copy);
    if (!recorder->number) {
        builder_text(&recorder->said, "this page came without Python");
        recorder->end = RECORDER_ABSENT;
        recorder->over = true;
    }
    return recorder;
}

Recorder *recorder_begin(const RecorderOptions *options, const char *path, Str text)
{
    return begin(options, path, text);
}

static void take(const Recorder *recorder, int said, Builder *into, size_t most)
{
    char *text = page_python_text(recorder->number, said);
    if (!text)
        return;
    Str view = str_of(text);
    builder_add(into, view.at, view.length < most ? view.length : most);
    mem_free(text);
}

bool recorder_advance(Recorder *recorder, int milliseconds)
{
    (void)milliseconds; /* nothing comes while this waits */
    int end = recorder->over ? 0 : page_python_end(recorder->number);
    if (!end)
        return recorder->over;
    take(recorder, 0, &recorder->trace, RECORDER_MAX_TRACE);
    recorder->took = recorder->trace.length;
    take(recorder, 1, &recorder->said, RECORDER_MAX_SAID);
    recorder->end = (RecorderEnd)(end - 1);
    recorder->over = true;
    return true;
}

RecorderEnd recorder_end(const Recorder *recorder)
{
    return recorder->end;
}

Str recorder_trace(const Recorder *recorder)
{
    return builder_view(&recorder->trace);
}

void recorder_eat(Recorder *recorder, size_t length)
{
    builder_drop(&recorder->trace, length);
}

size_t recorder_took(const Recorder *recorder)
{
    return recorder->took;
}

Str recorder_said(const Recorder *recorder)
{
    return builder_view(&recorder->said);
}

const char *recorder_python(const Recorder *recorder)
{
    (void)recorder;
    return "the page's Python";
}

void recorder_free(Recorder *recorder)
{
    if (!recorder)
        return;
    if (!recorder->over)
        page_python_stop(recorder->number);
    builder_free(&recorder->trace);
    builder_free(&recorder->said);
    mem_free(recorder);
}
