/* The third kind of source: a Python file or notebook, run by the user's own Python (recorder/). */
#include "lesson/source.h"

#include "base/mem.h"
#include "lesson/recorded.h"

#include <string.h>

/* A slice in which nothing came waits no longer than this, where nobody else has to go on. */
enum { WAIT_MS = 50 };

typedef struct State {
    Loaded *loaded;
    const LessonRequest *request;
    Recorder *recorder;
} State;

static bool ends(Str text, Str with)
{
    return text.length >= with.length &&
           memcmp(text.at + text.length - with.length, with.at, with.length) == 0;
}

static bool is_notebook(Str name)
{
    return ends(name, STR(".ipynb"));
}

static bool takes(const LessonRequest *request)
{
    return ends(request->name, STR(".py")) || is_notebook(request->name);
}

static void *begin(Loaded *loaded, const LessonRequest *request)
{
    State *state = mem_new(sizeof *state);
    Builder path = {0};
    builder_str(&path, request->name);
    *state = (State){.loaded = loaded,
                     .request = request,
                     .recorder = recorder_begin(&request->python, path.at, request->text)};
    builder_free(&path);
    return state;
}

static void end(void *context)
{
    State *state = context;
    recorder_free(state->recorder);
    mem_free(state);
}

/* --- what went wrong --- */

static Str first_line(Str text)
{
    const char *newline = text.length ? memchr(text.at, '\n', text.length) : NULL;
    return newline ? (Str){text.at, (size_t)(newline - text.at)} : text;
}

static Str last_line(Str text)
{
    while (text.length && text.at[text.length - 1] == '\n')
        text.length--;
    size_t from = text.length;
    while (from && text.at[from - 1] != '\n')
        from--;
    return (Str){text.at + from, text.length - from};
}

/* The line, from its first word on. A notebook's lines are in no text that is shown here. */
static Place place_of_line(const State *state, uint32_t line)
{
    Str text = state->request->text;
    size_t at = 0;
    if (line == 0 || is_notebook(state->request->name))
        return (Place){0, 1};
    for (uint32_t i = 1; i < line && at < text.length; i++) {
        const char *newline = memchr(text.at + at, '\n', text.length - at);
        at = newline ? (size_t)(newline - text.at) + 1 : text.length;
    }
    while (at < text.length && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    return (Place){(uint32_t)at, 1};
}

static SourceProgress absent(const State *state, Diags *diags)
{
    Builder why = {0};
    builder_str(&why, first_line(recorder_said(state->recorder)));
    diag_error(diags, (Place){0, 1},
               "%s could not run this: %s. A Python file needs Python 3.11 or later, named by "
               "--python PATH or INTERLEAVE_PYTHON",
               recorder_python(state->recorder),
               why.length ? why.at : "it left without a word");
    builder_free(&why);
    return SOURCE_WRONG;
}

/* The trace is of no file that anybody sees: only what is wrong with it is passed on. */
static SourceProgress broken(const Diags *inner, Diags *diags)
{
    diag_error(diags, (Place){0, 1}, "the program wrote into its own trace: %s",
               inner->list.count ? inner->list.items[0].what : "it can't be read");
    return SOURCE_WRONG;
}

static SourceProgress nothing_ran(const State *state, const Recording *recording, Diags *diags)
{
    Place at = place_of_line(state, recording->exit_line);
    if (recording->exit_text.length) {
        Builder what = {0};
        builder_str(&what, last_line(recording->exit_text));
        diag_error(diags, at, "%s", what.at);
        diag_told(diags, recording->exit_text);
        builder_free(&what);
    } else {
        diag_error(diags, at, "no event loop runs in this program: there is nothing to show "
                              "without an asyncio.run(...)%s",
                   is_notebook(state->request->name) ? ", or a cell that awaits" : "");
    }
    return SOURCE_WRONG;
}

/* --- its end --- */

static Str why_cut(const State *state)
{
    switch (recorder_end(state->recorder)) {
    case RECORDER_LATE:
        return STR("it was stopped after 30 s of real time");
    case RECORDER_TOO_MUCH:
        return STR("it was stopped: its trace is too long");
    default:
        return STR("the program ended here all at once");
    }
}

static SourceProgress take_up(const State *state, Diags *diags)
{
    Diags inner = {0};
    Recording *recording = recording_read_cut(state->request->name,
                                              recorder_trace(state->recorder), why_cut(state),
                                              &inner);
    SourceProgress progress = SOURCE_DONE;
    if (!recording && recorder_end(state->recorder) == RECORDER_LATE && !inner.list.count)
        progress = absent(state, diags);
    else if (!recording)
        progress = broken(&inner, diags);
    else if (recording->timelines.count == 0)
        progress = nothing_ran(state, recording, diags);
    else
        recorded_move(state->loaded, recording);
    recording_free(recording);
    diags_free(&inner);
    return progress;
}

static SourceProgress advance(void *context, uint64_t budget, Diags *diags)
{
    State *state = context;
    if (!recorder_advance(state->recorder, budget == UINT64_MAX ? WAIT_MS : 0))
        return SOURCE_GOES_ON;
    if (recorder_end(state->recorder) == RECORDER_ABSENT)
        return absent(state, diags);
    return take_up(state, diags);
}

static Source source(const Loaded *loaded)
{
    return (Source){loaded->file, loaded->program};
}

const SourceKind source_python = {.name = "python",
                                  .max_bytes = RECORDER_MAX_TEXT,
                                  .is_program = true,
                                  .takes = takes,
                                  .begin = begin,
                                  .advance = advance,
                                  .end = end,
                                  .present = recorded_present,
                                  .source = source};
