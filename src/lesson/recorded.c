/* The second kind of source: a trace that was recorded elsewhere, as scenarios/trace.md has it. */
#include "lesson/recorded.h"

#include "base/budget.h"
#include "base/mem.h"
#include "base/number.h"
#include "lesson/source.h"
#include "lesson/text_listing.h"

#include <string.h>

typedef struct State {
    Loaded *loaded;
    const LessonRequest *request;
    RecordingReader *reader; /* NULL: not begun, or over */
    size_t at;               /* of the text */
} State;

static bool begins(Str text, Str with)
{
    return text.length >= with.length && memcmp(text.at, with.at, with.length) == 0;
}

static bool ends(Str text, Str with)
{
    return text.length >= with.length &&
           memcmp(text.at + text.length - with.length, with.at, with.length) == 0;
}

static bool takes(const LessonRequest *request)
{
    return ends(request->name, STR(".jsonl")) ||
           begins(request->text, STR("{\"event\": \"trace\","));
}

static void *begin(Loaded *loaded, const LessonRequest *request)
{
    State *state = mem_new(sizeof *state);
    *state = (State){.loaded = loaded, .request = request};
    return state;
}

static void end(void *context)
{
    State *state = context;
    recording_free(recording_end(state->reader));
    mem_free(state);
}

/* What of its times is real: beside the timeline's title. */
static Str clock_words(Arena *arena, const RecordedTimeline *timeline, bool real_clock)
{
    Builder out = {0};
    if (timeline->description.length || real_clock) {
        builder_str(&out, timeline->description);
        if (real_clock)
            builder_text(&out, out.length ? "; measured" : "measured on the real clock");
    }
    if (timeline->waited && !real_clock) {
        builder_text(&out, out.length ? "; waited really for " : "waited really for ");
        time_words(&out, timeline->waited);
    }
    Str words = str_copy(arena, builder_view(&out));
    builder_free(&out);
    return words;
}

/* What the file says of itself, then what ran it and on which clock. */
static Str made_words(Arena *arena, const Recording *recording)
{
    bool python = recording->made_by.length > 1 &&
                  memcmp(recording->made_by.at, "CP", strlen("CP")) == 0;
    Str own = recording->description;
    Builder out = {0};
    builder_str(&out, own);
    if (python) {
        if (own.length)
            builder_text(&out, strchr(".!?:", own.at[own.length - 1]) ? " " : ". ");
        builder_str(&out, recording->made_by);
        builder_text(&out, recording->clock == CLOCK_REAL ? ", on the real clock"
                                                          : ", on a virtual clock");
    }
    Str words = str_copy(arena, builder_view(&out));
    builder_free(&out);
    return words;
}

static void move_timelines(Loaded *loaded, Recording *recording)
{
    Arena *arena = &loaded->arena;
    uint32_t count = (uint32_t)recording->timelines.count;
    loaded->timeline_count = count;
    loaded->traces = ARENA_ARRAY(arena, Trace *, count);
    loaded->names = ARENA_ARRAY(arena, TimelineName, count);
    for (uint32_t i = 0; i < count; i++) {
        RecordedTimeline *timeline = &recording->timelines.items[i];
        loaded->names[i] = (TimelineName){str_copy(arena, timeline->title),
                                          clock_words(arena, timeline,
                                                      recording->clock == CLOCK_REAL),
                                          str_copy(arena, timeline->call),
                                          str_copy(arena, timeline->description)};
        loaded->traces[i] = timeline->trace;
        timeline->trace = NULL;
    }
}

static Str printed_outside(Arena *arena, const Recording *recording)
{
    Builder out = {0};
    for (size_t i = 0; i < recording->outside.count; i++) {
        const RecordedOutput *output = &recording->outside.items[i];
        if (output->error && str_equal(output->text, recording->exit.text))
            continue; /* of sys.exit("..."), which is told as the program's end */
        builder_str(&out, output->text);
        if (!output->open)
            builder_char(&out, '\n');
    }
    Str text = str_copy(arena, builder_view(&out));
    builder_free(&out);
    return text;
}

void recorded_move(Loaded *loaded, Recording *recording, Str text)
{
    Arena *arena = &loaded->arena;
    if (text.length <= LESSON_MOST_CARRIED)
        loaded->recording = str_copy(arena, text);
    loaded->title = str_copy(arena, recording->title);
    loaded->description = made_words(arena, recording);
    loaded->file = str_copy(arena, recording->file);
    loaded->own_description = str_copy(arena, recording->description);
    loaded->exit = recording->exit;
    loaded->exit.how = str_copy(arena, recording->exit.how);
    loaded->exit.text = str_copy(arena, recording->exit.text);
    loaded->unit = str_copy(arena, recording->unit);
    loaded->play_length = recording->play_length;
    loaded->real_clock = recording->clock == CLOCK_REAL;
    loaded->made_by = str_copy(arena, recording->made_by);
    loaded->exit_code = recording->exit.code;
    loaded->told = str_copy(arena, recording->exit.text);
    loaded->outside = printed_outside(arena, recording);
    if (recording->exit.ran > recording->timelines.count)
        loaded->left_out = recording->exit.ran - (uint32_t)recording->timelines.count;
    if (recording->sources.count)
        loaded->program = str_copy(arena, recording->sources.items[0].text);
    move_timelines(loaded, recording);
}

static SourceProgress take_up(State *state, Diags *diags)
{
    Recording *recording = recording_end(state->reader);
    state->reader = NULL;
    bool empty = recording->timelines.count == 0;
    if (empty)
        diag_error(diags, (Place){0, 1}, "this trace has no timeline");
    else
        recorded_move(state->loaded, recording, state->request->text);
    recording_free(recording);
    return empty ? SOURCE_WRONG : SOURCE_DONE;
}

static SourceProgress advance(void *context, uint64_t *budget, Diags *diags)
{
    State *state = context;
    RecordingStream stream = {state->request->text, true, STR("the recording breaks off here")};
    if (!state->reader)
        state->reader = recording_begin(state->request->name, diags);
    switch (recording_advance(state->reader, &stream, &state->at, budget)) {
    case RECORDING_READ: return take_up(state, diags);
    case RECORDING_WRONG: return SOURCE_WRONG;
    default: return SOURCE_GOES_ON;
    }
}

bool recorded_present(Loaded *loaded, uint64_t *budget)
{
    static const struct {
        const char *word;
        TimeUnit unit;
    } units[] = {{"us", UNIT_US}, {"ms", UNIT_MS}, {"s", UNIT_S}, {"min", UNIT_MIN}, {"h", UNIT_H}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_is(loaded->unit, units[i].word))
            loaded->lesson.unit = units[i].unit;
    loaded->lesson.play_length = loaded->play_length;
    if (loaded->program.length)
        loaded->listing = text_listing(loaded->program);
    budget_spend(budget, loaded->program.length / 8);
    return true;
}

/* Its places are in another file, or in none. */
static Source source(const Loaded *loaded)
{
    return (Source){loaded->file, {0}};
}

const SourceKind source_recorded = {.name = "recorded",
                                    .max_bytes = RECORDING_MAX_BYTES,
                                    .takes = takes,
                                    .begin = begin,
                                    .advance = advance,
                                    .end = end,
                                    .present = recorded_present,
                                    .source = source};
