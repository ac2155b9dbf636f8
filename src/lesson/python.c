/* The third kind of source: a Python file or notebook, run by the user's own Python (recorder/). */
#include "lesson/source.h"

#include "base/budget.h"
#include "base/mem.h"
#include "lesson/recorded.h"

#include <string.h>

/* A slice in which nothing came waits no longer than this, where nobody else has to go on. */
enum { WAIT_MS = 50 };

typedef struct State {
    Loaded *loaded;
    const LessonRequest *request;
    Recorder *recorder;
    RecordingReader *reader;
    Builder carried; /* of the trace (LESSON_MOST_CARRIED) */
    Diags inner; /* what is wrong with the trace, at places of no file that anybody sees */
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
    state->reader = recording_begin(request->name, &state->inner);
    return state;
}

static void end(void *context)
{
    State *state = context;
    recorder_free(state->recorder);
    builder_free(&state->carried);
    recording_free(recording_end(state->reader));
    diags_free(&state->inner);
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

static SourceProgress broken(const State *state, Diags *diags)
{
    bool late = recorder_end(state->recorder) == RECORDER_LATE;
    if (late && recorder_took(state->recorder) == 0)
        diag_error(diags, (Place){0, 1}, "%s gave no sign of itself within 30 s of real time",
                   recorder_python(state->recorder));
    else if (late && !recording_began(state->reader))
        diag_error(diags, (Place){0, 1},
                   "it was stopped after 30 s of real time, and no event loop had run till then");
    else
        diag_error(diags, (Place){0, 1}, "the program wrote into its own trace: %s",
                   state->inner.list.count ? state->inner.list.items[0].what
                                           : "it can't be read");
    return SOURCE_WRONG;
}

static SourceProgress nothing_ran(const State *state, const Recording *recording, Diags *diags)
{
    Place at = place_of_line(state, recording->exit.line);
    if (recording->exit.text.length) {
        Builder what = {0};
        builder_str(&what, last_line(recording->exit.text));
        diag_error(diags, at, "%s", what.at);
        diag_told(diags, recording->exit.text);
        if (recording->exit.cell && recording->exit.cell_line)
            diag_in_cell(diags, recording->exit.cell, recording->exit.cell_line);
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

static SourceProgress take_up(State *state, Diags *diags)
{
    SourceProgress progress = SOURCE_DONE;
    Recording *recording = recording_end(state->reader);
    state->reader = NULL;
    if (recording->timelines.count == 0)
        progress = nothing_ran(state, recording, diags);
    else
        recorded_move(state->loaded, recording, builder_view(&state->carried));
    recording_free(recording);
    return progress;
}

/* What is read of the trace is kept, as long as it could be carried on. */
static void carry(State *state, Str text)
{
    size_t most = LESSON_MOST_CARRIED + 1;
    size_t room = state->carried.length < most ? most - state->carried.length : 0;
    if (text.length)
        builder_add(&state->carried, text.at, text.length < room ? text.length : room);
}

static SourceProgress advance(void *context, uint64_t *budget, Diags *diags)
{
    State *state = context;
    size_t at = 0;
    bool over = recorder_advance(state->recorder, *budget == BUDGET_ALL ? WAIT_MS : 0);
    if (over && recorder_end(state->recorder) == RECORDER_ABSENT)
        return absent(state, diags);
    RecordingStream stream = {recorder_trace(state->recorder), over,
                              over ? why_cut(state) : (Str){0}};
    RecordingProgress progress = recording_advance(state->reader, &stream, &at, budget);
    carry(state, (Str){stream.text.at, at});
    recorder_eat(state->recorder, at);
    switch (progress) {
    case RECORDING_READ: return take_up(state, diags);
    case RECORDING_WRONG: return broken(state, diags);
    case RECORDING_WAITS: return SOURCE_WAITS;
    default: return SOURCE_GOES_ON;
    }
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
