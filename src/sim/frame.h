/* Coroutines as frames that suspend and resume. A frame is a coroutine object: a scenario's
 * (script) or one of asyncio's own (native: Lock.acquire, wait_for ...). A task holds a chain of
 * them; only the innermost is ever resumed, so resuming costs the same at any depth.
 *
 * A completion is how something came to its end; a signal is what a step or native coroutine says
 * when it gives control back to the driver in frame.c. */
#ifndef SIM_FRAME_H
#define SIM_FRAME_H

#include "scenario/scenario.h"
#include "python/heap.h"
#include "sim/types.h"
#include "trace/trace.h"

#include <stddef.h>

typedef enum CompletionKind {
    COMPLETE_NORMAL, /* value: what was awaited gave it; None after a block */
    COMPLETE_RAISE,  /* value: an ExceptionObj */
    COMPLETE_RETURN, /* value */
    COMPLETE_BREAK,
    COMPLETE_CONTINUE
} CompletionKind;

typedef struct Completion {
    CompletionKind kind;
    Value value;
} Completion;

typedef enum Signal {
    SIGNAL_DONE,  /* finished: run->completion says how */
    SIGNAL_AWAIT, /* `await run->awaited`: a future, a task or a coroutine; resumed with its outcome
                     (at once where it is already done) */
    SIGNAL_YIELD, /* a bare yield, sleep(0): resumed with None in the next pass */
    SIGNAL_SLEEP, /* a future of its own and a timer of run->sleep ns for it, as asyncio.sleep has,
                     but without the two objects */
    SIGNAL_GIVE,  /* an async generator's step only: it gives run->completion's value out, and is
                     resumed with None when the next is asked for */
    SIGNAL_BLOCK, /* steps only: run activation->block; resumed when it has ended, however */
    SIGNAL_PAUSE  /* frame.c only: the run's slice is over; resumed with COMPLETE_NORMAL None */
} Signal;

/* One step in progress inside a script frame; the frame keeps a stack of them. */
typedef struct Activation {
    const Step *step;   /* NULL for the coroutine's body */
    const Block *block; /* being walked, or NULL while the step itself runs or awaits */
    uint32_t next;      /* index of the block's next step */
    uint32_t phase;     /* the step's own; 0 when it starts */
    Value a, b;         /* the step's own: an iterator, a future, a saved exception */
} Activation;

typedef enum FrameState { FRAME_CREATED, FRAME_RUNNING, FRAME_SUSPENDED, FRAME_FINISHED } FrameState;

typedef struct Frame Frame;

/* A native coroutine's kind. `resume` is called first with COMPLETE_NORMAL None, then with the
 * outcome of what it awaited (COMPLETE_NORMAL or COMPLETE_RAISE). A coroutine that is thrown into
 * before it began finishes without `resume` being called. */
typedef struct NativeKind {
    const char *name; /* `Queue.put`: the coroutine's qualified name in warnings */
    WaitKind wait;    /* what the task waits for while it is suspended in here */
    Signal (*resume)(Run *run, Frame *frame, Completion completion);
    bool takes_throw; /* `resume` is called even so */
} NativeKind;

enum { FRAME_SLOTS = 5 };

struct Frame {
    Obj obj;       /* flags: how many frames call it, one inside the other */
    uint8_t state; /* FrameState */
    bool awaited;  /* ever: else "was never awaited" */
    uint16_t phase;          /* native: its own; script, with call 0: how many arguments it has */
    uint32_t call;           /* trace text: `say_after(1, 'One')`; of native ones the caller's; 0
                                while nobody asked: see frame_call */
    Frame *caller;           /* who awaits it, inside the same task */
    const NativeKind *native; /* NULL: a script frame */
    union {
        struct { /* script */
            const Coroutine *coroutine;
            uint32_t depth;
            uint16_t room;
            bool held;                /* by a function made in it, which may outlive it */
            uint32_t made_at;         /* number of the step that called it, 0 if none */
            Obj *handling;            /* the exception `raise` alone raises again, or NULL */
        };
        Value slots[FRAME_SLOTS]; /* native: its own state */
    };
};

/* Behind a script frame, in its own memory: its locals, coroutine->slot_count of them, and a stack of
 * activations, as deep as the coroutine nests. */
enum { FRAME_SCRIPT = (offsetof(Frame, handling) + sizeof(Obj *) + 7) / 8 * 8 };

static inline Value *frame_locals(const Frame *frame)
{
    return (Value *)((uintptr_t)frame + FRAME_SCRIPT);
}

static inline Activation *frame_activations(const Frame *frame)
{
    return (Activation *)(void *)(frame_locals(frame) + frame->coroutine->slot_count);
}

/* The innermost step under way. */
static inline Activation *frame_top(const Frame *frame)
{
    return frame_activations(frame) + frame->depth - 1;
}

/* A coroutine object, not started. Arguments are checked against the parameters (TypeError with
 * Python's text), defaults filled in. NULL where that raised. */
Frame *frame_script(Run *run, uint32_t coroutine, const Arguments *arguments);
Frame *frame_native(Run *run, const NativeKind *kind);
/* A function's frame, just made, from its beginning to its end. False: it raised. */
bool frame_run(Run *run, Frame *frame, Value *result);
/* Frees a finished script frame that nobody but the caller knows, or functions made in it. */
void frame_release(Run *run, Frame *frame);
Frame *frame_with(Value *locals); /* the script frame whose locals these are */

/* Resumes a frame with what it waited for. A frame that is thrown into before it began, or that has
 * ended already, finishes at once. `completion` may be the run's. For task.c: everybody else uses
 * signals. */
Signal frame_resume(Run *run, Frame *frame, const Completion *completion);
/* The nearest script frame outwards from here, this one included, or NULL. */
Frame *frame_script_above(Frame *frame);
/* How deep a coroutine's steps nest, its body included: the activations that its frame needs. */
uint32_t coroutine_depth(const Coroutine *coroutine);

/* Evaluates in a script frame (its locals, the timeline's shared names). */
bool eval(Run *run, Frame *frame, const Expr *expr, Value *result);
bool eval_text(Run *run, Frame *frame, const TextTemplate *text, Builder *out);
bool eval_awaitables(Run *run, Frame *frame, const Field *field, const Field *each,
                     ListObj *into); /* items, stars and the comprehension spread out */
/* The same for what Python gives one iterable: asyncio.wait, as_completed. A single expression
 * without a star is that iterable; `wanted` begins the TypeError where it is a single awaitable. */
bool eval_futures(Run *run, Frame *frame, const Field *field, const char *wanted, ListObj *into);
bool bind(Run *run, Frame *frame, const Target *target, Value value); /* unpacks; ValueErrors */
void unbind(Run *run, Frame *frame, const Target *target);

/* Helpers for what returns a Signal. */
Signal done(Run *run, Value value);           /* NORMAL */
Signal failed(Run *run);                      /* RAISE of py.raised (or the run is at its limit) */
Signal complete(Run *run, Completion completion);
Signal await_value(Run *run, Value awaitable); /* sets run->awaited */
Signal sleep_for(Run *run, int64_t nanoseconds); /* SIGNAL_YIELD for 0 and less */

/* What an `as` does: binds where the field is present, and tells the trace where that names a task
 * or a list of tasks (`ts[0]`). False where unpacking raised. */
bool bind_as(Run *run, Frame *frame, const Field *as, Value value);

#endif
