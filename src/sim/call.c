/* Calling a coroutine function of the scenario: its frame, with the arguments where its parameters
 * are, and the call's text for the picture; and running a plain one to its end. */
#include "sim/call.h"

#include "python/exception.h"
#include "sim/drive.h"
#include "sim/say.h"
#include "sim/task.h"
#include "sim/told.h"

#include <stdio.h>

/* A call's text in the trace is cut to about so many bytes. */
enum { CALL_LENGTH = 120 };

/* `fetch() missing 2 required positional arguments: 'a' and 'b'`, as Python words it. */
static bool missing(Run *run, const Coroutine *coroutine, const bool *given)
{
    uint32_t count = 0, said = 0;
    for (uint32_t i = 0; i < coroutine->parameter_count; i++)
        count += !given[i] && !coroutine->parameters[i].standard;
    Builder names = {0};
    for (uint32_t i = 0; i < coroutine->parameter_count; i++) {
        if (given[i] || coroutine->parameters[i].standard)
            continue;
        if (said)
            builder_text(&names, count == 2 ? " and " : said + 1 == count ? ", and " : ", ");
        builder_char(&names, '\'');
        builder_str(&names, coroutine->parameters[i].name);
        builder_char(&names, '\'');
        said++;
    }
    raise_text(&run->py, BUILTIN_TYPE_ERROR, "%.*s() missing %u required positional argument%s: %s",
               (int)coroutine->name.length, coroutine->name.at, count, count == 1 ? "" : "s",
               names.at);
    builder_free(&names);
    return false;
}

static bool too_many(Run *run, const Coroutine *coroutine, uint32_t given)
{
    uint32_t most = coroutine->parameter_count, least = 0;
    for (uint32_t i = 0; i < most; i++)
        least += !coroutine->parameters[i].standard;
    char takes[40];
    if (least == most)
        snprintf(takes, sizeof takes, "%u", most);
    else
        snprintf(takes, sizeof takes, "from %u to %u", least, most);
    return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                      "%.*s() takes %s positional argument%s but %u %s given",
                      (int)coroutine->name.length, coroutine->name.at, takes,
                      most == 1 && least == 1 ? "" : "s", given, given == 1 ? "was" : "were");
}

static bool take_named(Run *run, const Coroutine *coroutine, const Arguments *arguments,
                       Frame *frame, bool *given)
{
    for (uint32_t n = 0; n < arguments->named_count; n++) {
        Str name = arguments->names[n];
        uint32_t i = 0;
        while (i < coroutine->parameter_count && !str_equal(coroutine->parameters[i].name, name))
            i++;
        bool known = i < coroutine->parameter_count;
        if (!known || given[i])
            return raise_text(&run->py, BUILTIN_TYPE_ERROR,
                              known ? "%.*s() got multiple values for argument '%.*s'"
                                    : "%.*s() got an unexpected keyword argument '%.*s'",
                              (int)coroutine->name.length, coroutine->name.at, (int)name.length,
                              name.at);
        frame_locals(frame)[i] = arguments->named[n];
        given[i] = true;
    }
    return true;
}

static bool fill(Run *run, const Coroutine *coroutine, const Arguments *arguments, Frame *frame)
{
    uint32_t count = coroutine->parameter_count;
    bool few[16] = {false};
    bool *given = count <= 16 ? few : mem_new(count);
    uint32_t positional = arguments->count < count ? arguments->count : count;
    for (uint32_t i = 0; i < positional; i++) {
        frame_locals(frame)[i] = arguments->positional[i];
        given[i] = true;
    }
    bool fine = take_named(run, coroutine, arguments, frame, given);
    if (fine && arguments->count > count)
        fine = too_many(run, coroutine, arguments->count);
    bool complete = true;
    for (uint32_t i = 0; i < count && fine; i++) {
        const Expr *standard = coroutine->parameters[i].standard;
        if (given[i])
            continue;
        if (standard)
            fine = eval(run, NULL, standard, &frame_locals(frame)[i]);
        else
            complete = false;
    }
    if (fine && !complete)
        fine = missing(run, coroutine, given);
    if (given != few)
        mem_free(given);
    return fine;
}

uint32_t call_text(Run *run, Str name, const Arguments *arguments)
{
    Builder text = {0};
    builder_str(&text, name);
    builder_char(&text, '(');
    uint32_t count = arguments->count + arguments->named_count;
    bool fine = true;
    for (uint32_t i = 0; i < count && fine && text.length <= CALL_LENGTH; i++) {
        if (i)
            builder_text(&text, ", ");
        if (i >= arguments->count) {
            builder_str(&text, arguments->names[i - arguments->count]);
            builder_char(&text, '=');
        }
        fine = tell_value(run, i < arguments->count ? arguments->positional[i]
                                                    : arguments->named[i - arguments->count],
                          &text);
    }
    run->py.raised = NULL; /* a repr that fails is no failure of the call */
    builder_char(&text, ')');
    builder_cut(&text, CALL_LENGTH);
    uint32_t index = run_text(run, builder_view(&text));
    builder_free(&text);
    return index;
}

/* Whether they still show as they do now when somebody asks for the call's text. */
static bool is_lasting(const Arguments *arguments)
{
    if (arguments->named_count || arguments->count > UINT16_MAX)
        return false;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (arguments->positional[i].tag == V_OBJ && !value_is(arguments->positional[i], OBJ_STR))
            return false;
    return true;
}

bool call_take(Run *run, Value *locals, const Expr *call, uint32_t from, Value *values)
{
    for (uint32_t i = from; i < call->count; i++)
        if (!evaluate(&run->py, locals, call->arguments[i].value, &values[i]))
            return false;
    return true;
}

bool call_tell_arguments(Run *run, const Arguments *arguments, Frame *frame)
{
    const Coroutine *coroutine = frame_coroutine(frame);
    for (uint32_t i = 0; i < coroutine->parameter_count; i++)
        tell_name(run, frame_locals(frame)[i], coroutine->parameters[i].name);
    frame->phase = 0;
    if (is_lasting(arguments))
        frame->phase = (uint16_t)arguments->count;
    else
        frame->call = call_text(run, coroutine->name, arguments);
    return !run->py.limit;
}

Frame *frame_script(Run *run, uint32_t coroutine, const Arguments *arguments)
{
    Frame *frame = script_room(run, &run->codes[coroutine]);
    script_begins(run, frame, 0, NULL);
    frame->awaited = true; /* a call that fails leaves no coroutine to warn about */
    if (!fill(run, frame_coroutine(frame), arguments, frame))
        return NULL;
    frame->awaited = false;
    return call_tell_arguments(run, arguments, frame) ? frame : NULL;
}

static void run_through(Run *run, Frame **innermost, const Frame *outside)
{
    uint64_t pause_at = run->pause_at;
    run->pause_at = UINT64_MAX; /* what C's stack carries can't be left and taken up again */
    drive(run, innermost, outside, &(Completion){COMPLETE_NORMAL, NONE_VALUE});
    run->pause_at = pause_at;
    slice_set(run);
}

bool frame_run(Run *run, Frame *frame, Value *result)
{
    Frame **innermost = run->current ? &run->current->innermost : &run->function;
    Frame *caller = *innermost;
    Completion kept = run->completion; /* the step in whose middle it is called may look at it */
    uint32_t step = run->py.step, outer;
    frame->awaited = true;
    frame->obj.flags = caller ? (uint16_t)(caller->obj.flags + 1) : 0;
    if (frame->obj.flags >= DEEPEST_CHAIN || !heap_enter(run->py.heap, &outer))
        return raise_text(&run->py, BUILTIN_RECURSION_ERROR, "maximum recursion depth exceeded");
    frame->caller = caller;
    *innermost = frame;
    run_through(run, innermost, caller);
    *innermost = caller;
    frame->caller = NULL;
    heap_leave(run->py.heap, outer);
    python_step_ends(&run->py);
    run->py.step = step;
    run->py.fault.length = 0;
    if (run->py.limit)
        return false;
    Completion ended = run->completion;
    run->completion = kept;
    *result = ended.value;
    if (ended.kind != COMPLETE_RAISE) {
        script_release(run, frame);
        return true;
    }
    return raise_exception(&run->py, (ExceptionObj *)(void *)ended.value.o);
}

bool call_own(Python *py, Value *locals, const Expr *call, Value *result)
{
    if (!heap_descend(py->heap))
        return false;
    Frame *frame = frame_of_call(run_of(py), locals, call, &run_of(py)->codes[call->left->slot],
                                 NULL);
    bool fine = frame != NULL;
    if (fine && call->op == CALL_FUNCTION)
        fine = frame_run(run_of(py), frame, result) || python_fault(py, call);
    else if (fine)
        *result = OBJ_VALUE(frame);
    heap_ascend(py->heap);
    return fine;
}

/* `nap(0.5)`: kept as a number. False where it is no such call, or may have to be cut. */
static bool number_call(Run *run, Frame *frame)
{
    enum { NUMBER_LENGTH = 32 };
    if (frame->native || frame->phase != 1 || !run_is_number(frame_locals(frame)[0])
        || frame_coroutine(frame)->name.length > CALL_LENGTH - NUMBER_LENGTH)
        return false;
    uint32_t *before = &run->call_texts[frame->code - run->codes];
    if (!*before) {
        Builder text = {0};
        builder_str(&text, frame_coroutine(frame)->name);
        builder_char(&text, '(');
        *before = run_text(run, builder_view(&text));
        builder_free(&text);
    }
    frame->call = trace_intern_number_text(run->trace, run_number(frame_locals(frame)[0], *before));
    return true;
}

uint32_t frame_call(Run *run, Frame *frame)
{
    if (frame->call || number_call(run, frame))
        return frame->call;
    const Arguments arguments = {.positional = frame->native ? NULL : frame_locals(frame),
                                 .count = frame->native ? 0 : frame->phase};
    frame->call = frame->native ? trace_intern(run->trace, str_of(frame->native->name))
                                : call_text(run, frame_coroutine(frame)->name, &arguments);
    return frame->call;
}

void frame_call_before_it(Run *run, Frame *frame, const Target *target)
{
    for (uint32_t i = 0; i < target->count && !frame->call; i++)
        if (!target->names[i].shared && target->names[i].slot < frame->phase)
            frame_call(run, frame);
}
