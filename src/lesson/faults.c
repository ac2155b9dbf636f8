#include "lesson/faults.h"

#include "base/number.h"
#include "lesson/raises.h"

#include <string.h>

static bool is_raise(const Trace *trace, const Event *event, Str text)
{
    return event->kind == EVENT_RAISE && str_equal(trace_raised(trace, event->raised).text, text);
}

/* The last one with this text before `end`; SIZE_MAX where there is none. */
static size_t last_raise(const Trace *trace, Str text, size_t end)
{
    for (size_t i = end; i-- > 0;) {
        Event event = trace_event(trace, i);
        if (is_raise(trace, &event, text))
            return i;
    }
    return SIZE_MAX;
}

/* An exception that came out of another task was raised there first: by the task that ended with it
 * last before this one heard of it. */
static size_t origin(const Trace *trace, size_t index)
{
    Event event = trace_event(trace, index);
    Str text = trace_raised(trace, event.raised).text;
    for (size_t i = index; i-- > 0;) {
        Event before = trace_event(trace, i);
        if (before.kind == EVENT_RAISE && before.task == event.task)
            return index; /* what came between is this task's own */
        if (before.kind != EVENT_ERROR || before.task == event.task
            || !str_equal(trace_text(trace, before.text), text))
            continue;
        for (size_t j = i; j-- > 0;) {
            Event raised = trace_event(trace, j);
            if (raised.task == before.task && is_raise(trace, &raised, text))
                return origin(trace, j);
        }
        return index;
    }
    return index;
}

/* --- how the call came there --- */

static void say_call(Builder *out, const Loaded *loaded, Str call, TracePlace place)
{
    const Scenario *scenario = loaded->scenario;
    builder_text(out, out->length ? ", " : "");
    if (call.length) {
        builder_str(out, call);
    } else if (scenario) {
        for (uint32_t i = 0; i < scenario->step_count; i++)
            if (scenario->steps[i]->at.offset == place.offset) {
                builder_str(out, scenario->coroutines[scenario->steps[i]->coroutine].name);
                builder_text(out, "()");
                break;
            }
    }
    builder_printf(out, " line %u", place.line);
}

static TracePlace place_of(const Trace *trace, uint32_t place)
{
    return place ? trace_place(trace, place) : (TracePlace){0};
}

static void say_path(Builder *out, const Loaded *loaded, const Trace *trace, uint32_t path)
{
    if (!path)
        return;
    TracePath one = trace_path(trace, path);
    say_path(out, loaded, trace, one.outer);
    say_call(out, loaded, one.call, place_of(trace, one.place));
}

static Fault fault_of(const Loaded *loaded, const Trace *trace, Arena *arena, const Event *event)
{
    Raised raised = trace_raised(trace, event->raised);
    Fault fault = {.text = raised.text, .t = event->t, .has_time = true,
                   .place = place_of(trace, event->place)};
    Builder way = {0};
    if (event->task != NO_TASK) {
        TraceTask task = trace_task(trace, event->task);
        fault.task = task.name;
        if (raised.path)
            say_path(&way, loaded, trace, raised.path);
        else if (fault.place.line)
            say_call(&way, loaded, task.call, fault.place);
    }
    fault.way = arena_copy(arena, way.at ? way.at : "", way.length);
    builder_free(&way);
    return fault;
}

/* How many of those that follow in the same group came up at the same place with the same words: in
 * a group they stand in the order in which they failed. */
static size_t alike_behind(const Trace *trace, size_t index)
{
    enum { MOST_LOOKED = 64 };
    Event inside = trace_event(trace, index);
    size_t count = 0, end = trace_count(trace);
    for (size_t i = index + 1; i < end && i < index + MOST_LOOKED; i++) {
        Event next = trace_event(trace, i);
        if (next.kind != EVENT_INSIDE || next.flags < inside.flags)
            break;
        count += next.raised == inside.raised && next.place == inside.place;
    }
    return count;
}

/* Where what is inside of a group came up by itself: its own task's. */
static Fault inside_of(const Loaded *loaded, const Raises *raises, Arena *arena, size_t index)
{
    const Trace *trace = raises->trace;
    Event inside = trace_event(trace, index);
    size_t first = raises_before(raises, index, alike_behind(trace, index));
    if (first != SIZE_MAX) {
        Event event = trace_event(trace, first);
        return fault_of(loaded, trace, arena, &event);
    }
    Fault fault = fault_of(loaded, trace, arena, &inside);
    fault.has_time = false;
    fault.task = (Str){0};
    return fault;
}

void lesson_faults(const Loaded *loaded, uint32_t timeline, Arena *arena, Faults *faults)
{
    const Trace *trace = loaded->traces[timeline];
    Ending ending = trace_ending(trace);
    size_t count = trace_count(trace);
    size_t last = ending.outcome == OUTCOME_ERROR ? last_raise(trace, ending.text, count) : SIZE_MAX;
    if (last == SIZE_MAX)
        return;
    size_t first = origin(trace, last);
    Event event = trace_event(trace, first);
    array_push(faults, fault_of(loaded, trace, arena, &event));
    Raises raises = raises_by_place(trace);
    for (size_t i = first + 1; i < count && trace_event(trace, i).kind == EVENT_INSIDE; i++) {
        Fault inside = inside_of(loaded, &raises, arena, i);
        inside.depth = trace_event(trace, i).flags;
        array_push(faults, inside);
    }
    array_free(&raises);
}

/* A warning that ends with an exception's words, `... never retrieved: ValueError: boom`: where that
 * was raised; SIZE_MAX for any other. */
static size_t told_exception(const Raises *raises, Str text, uint32_t task)
{
    for (size_t i = 0; i + 2 < text.length; i++) {
        if (text.at[i] != ':' || text.at[i + 1] != ' ')
            continue;
        size_t found = raises_last(raises, (Str){text.at + i + 2, text.length - i - 2}, task);
        if (found != SIZE_MAX)
            return found;
    }
    return SIZE_MAX;
}

/* `line 8`; empty of a scenario, whose place is shown itself, and where it is not known. */
static const char *line_words(const Loaded *loaded, Arena *arena, TracePlace place)
{
    return place.line && !loaded->scenario ? arena_printf(arena, "line %u", place.line) : "";
}

void lesson_warnings(const Loaded *loaded, uint32_t timeline, Arena *arena, Faults *warnings)
{
    const Trace *trace = loaded->traces[timeline];
    size_t count = trace_count(trace), first = trace_find(trace, 0, EVENT_BIT(EVENT_WARNING));
    if (first == count)
        return;
    Raises raises = raises_by_text(trace);
    for (size_t i = first; i < count; i = trace_find(trace, i + 1, EVENT_BIT(EVENT_WARNING))) {
        Event event = trace_event(trace, i);
        Str text = trace_text(trace, event.text);
        size_t raised = event.place ? SIZE_MAX : told_exception(&raises, text, event.task);
        Fault warning = {.way = "", .place = place_of(trace, event.place)};
        if (raised != SIZE_MAX) {
            Event raise = trace_event(trace, raised);
            warning = fault_of(loaded, trace, arena, &raise);
        } else if (event.task != NO_TASK) {
            warning.task = trace_task(trace, event.task).name;
            warning.way = line_words(loaded, arena, warning.place);
        }
        warning.text = text;
        array_push(warnings, warning);
    }
    array_free(&raises);
}

void fault_words(Builder *out, const Fault *fault)
{
    if (fault->has_time) {
        builder_text(out, "at ");
        time_exact(out, fault->t);
        builder_text(out, " s");
    }
    if (fault->task.length) {
        builder_text(out, fault->has_time ? " in " : "in ");
        builder_str(out, fault->task);
    }
    if (*fault->way)
        builder_printf(out, "%s%s", out->length ? ": " : "", fault->way);
}

/* --- for check --- */

static void tell(Diags *diags, Place at, Str text, const Fault *fault)
{
    Builder words = {0}, line = {0};
    if (fault)
        fault_words(&words, fault);
    builder_str(&line, text);
    if (words.length)
        builder_printf(&line, "; %s", words.at);
    diag_warning(diags, at, 0, "%s", line.at ? line.at : "");
    builder_free(&words);
    builder_free(&line);
}

static Place place_in_file(const Fault *fault, Place otherwise)
{
    return fault->place.line ? (Place){fault->place.offset, fault->place.length} : otherwise;
}

static void tell_timeline(const Loaded *loaded, uint32_t index, Diags *diags)
{
    static const char *const words[] = {
        [OUTCOME_ERROR] = "ends with ", [OUTCOME_STUCK] = "gets stuck: ",
        [OUTCOME_LIMIT] = "comes to a limit: "};
    const Trace *trace = loaded->traces[index];
    const TimelineSpec *spec = &loaded->scenario->timelines[index];
    Ending ending = trace_ending(trace);
    Arena arena = {0};
    Faults faults = {0}, warnings = {0};
    Builder text = {0};
    lesson_faults(loaded, index, &arena, &faults);
    lesson_warnings(loaded, index, &arena, &warnings);
    if (ending.outcome == OUTCOME_ERROR || ending.outcome == OUTCOME_STUCK
        || ending.outcome == OUTCOME_LIMIT) {
        builder_str(&text, spec->title);
        builder_printf(&text, " %s", words[ending.outcome]);
        builder_str(&text, ending.text);
        const Fault *first = faults.count ? &faults.items[0] : NULL;
        Event end = trace_event(trace, trace_count(trace) - 1);
        Fault at_end = {.place = place_of(trace, end.place), .way = ""};
        tell(diags, place_in_file(first ? first : &at_end, spec->at), builder_view(&text), first);
    }
    for (size_t i = 1; i < faults.count; i++) {
        builder_clear(&text);
        builder_str(&text, spec->title);
        builder_text(&text, ", inside of that: ");
        builder_str(&text, faults.items[i].text);
        tell(diags, place_in_file(&faults.items[i], spec->at), builder_view(&text),
             &faults.items[i]);
    }
    for (size_t i = 0; i < warnings.count; i++)
        tell(diags, place_in_file(&warnings.items[i], spec->at), warnings.items[i].text,
             &warnings.items[i]);
    builder_free(&text);
    array_free(&faults);
    array_free(&warnings);
    arena_free(&arena);
}

void lesson_tell_endings(const Loaded *loaded, Diags *diags)
{
    for (uint32_t i = 0; loaded->scenario && i < loaded->timeline_count; i++)
        tell_timeline(loaded, i, diags);
}
