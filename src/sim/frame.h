/* Coroutines as frames that suspend and resume. A frame is a coroutine object: a scenario's
 * (script) or one of asyncio's own (native: Lock.acquire, wait_for ...). A task holds a chain of
 * them; only the innermost is ever resumed, so resuming costs the same at any depth.
 *
 * A completion is how something came to its end; a signal is what a step or native coroutine says
 * when it gives control back to the driver in drive.c. */
#ifndef SIM_FRAME_H
#define SIM_FRAME_H

#include "code/code.h"
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
    SIGNAL_OVER,  /* steps only: finished, and nothing came of it; as SIGNAL_DONE with None */
    SIGNAL_DONE,  /* finished: run->completion says how */
    SIGNAL_AWAIT, /* `await run->awaited`: a future, a task or a coroutine; resumed with its outcome
                     (at once where it is already done) */
    SIGNAL_YIELD, /* a bare yield, sleep(0): resumed with None in the next pass */
    SIGNAL_SLEEP, /* a future of its own and a timer of run->sleep ns for it, as asyncio.sleep has,
                     but without the two objects */
    SIGNAL_GIVE,  /* an async generator's step only: it gives run->completion's value out, and is
                     resumed with None when the next is asked for */
    SIGNAL_BLOCK, /* steps only: run activation->block; resumed when it has ended, however */
    SIGNAL_PAUSE  /* the run's slice is over; resumed with COMPLETE_NORMAL None */
} Signal;

/* One verb in progress inside a script frame; the frame keeps a stack of them. */
typedef struct Activation {
    const Step *step;
    const Block *block; /* what SIGNAL_BLOCK names */
    const Instr *resume; /* where it is told how that ended, and all else it waits for */
    uint32_t phase;     /* the step's own; 0 when it starts */
    Value a, b;         /* the step's own: a future, what is walked, a saved exception */
} Activation;

typedef enum FrameState { FRAME_CREATED, FRAME_RUNNING, FRAME_SUSPENDED, FRAME_FINISHED } FrameState;

typedef struct Frame Frame;

/* A native coroutine's kind, and what the method takes that makes one: its object is the first slot,
 * and its argument the second. `resume` is called first with COMPLETE_NORMAL None, then with the
 * outcome of what it awaited (COMPLETE_NORMAL or COMPLETE_RAISE). A coroutine that is thrown into
 * before it began finishes without `resume` being called. */
typedef struct NativeKind {
    const char *name; /* `Queue.put`: the coroutine's qualified name in warnings */
    const char *parameter; /* the method's only one, which must be given; NULL: it takes none */
    WaitKind wait;    /* what the task waits for while it is suspended in here */
    Signal (*resume)(Run *run, Frame *frame, const Completion *completion);
    bool takes_throw; /* `resume` is called even so */
} NativeKind;

enum { FRAME_SLOTS = 5 };

struct Frame {
    Obj obj;       /* flags: how many frames call it, one inside the other; of a native one that
                      nobody has awaited, the number of the step that made it, 0 if not known */
    uint8_t state; /* FrameState */
    bool awaited;  /* ever: else "was never awaited" */
    uint16_t phase;          /* native: its own; script, with call 0: how many arguments it has */
    uint32_t call;           /* trace text: `say_after(1, 'One')`; of native ones the caller's; 0
                                while nobody asked: see frame_call */
    Frame *caller;           /* who awaits it, inside the same task */
    const NativeKind *native; /* NULL: a script frame */
    union {
        struct { /* script */
            Code *code;
            const Instr *at;          /* of the step under way; NULL: it has not begun, or is over */
            Activation *top;          /* the innermost verb under way, or NULL */
            Obj *awaits;              /* what an `await` under way waits for, or NULL ... */
            bool awaits_own;          /* ... one of asyncio's, which nobody else knows */
            bool held;                /* by a function made in it, which may outlive it; or too large
                                         to be given back */
            bool inside;              /* its caller began it at once, and alone knows it: they run
                                         within one loop */
            uint32_t made_at;         /* number of the step that called it, 0 if none */
            Obj *handling;            /* the exception `raise` alone raises again, or NULL */
        };
        Value slots[FRAME_SLOTS]; /* native: its own state */
    };
};

/* Behind a script frame, in its own memory: its locals and the iterators of its loops, code->slots of
 * them, and a stack of activations, code->depth at most. */
enum { FRAME_SCRIPT = (offsetof(Frame, handling) + sizeof(Obj *) + 7) / 8 * 8 };

static inline Value *frame_locals(const Frame *frame)
{
    return (Value *)((uintptr_t)frame + FRAME_SCRIPT);
}

static inline Activation *frame_activations(const Frame *frame)
{
    return (Activation *)(void *)(frame_locals(frame) + frame->code->slots);
}

/* What a coroutine's frame takes: its locals, and as many activations as its verbs nest. */
static inline uint32_t frame_size(const Code *code)
{
    size_t size = FRAME_SCRIPT + code->slots * sizeof(Value) + code->depth * sizeof(Activation);
    return (uint32_t)((size + HEAP_STEP - 1) / HEAP_STEP * HEAP_STEP);
}

static inline const Coroutine *frame_coroutine(const Frame *frame) /* of a script frame */
{
    return frame->code->coroutine;
}

/* A coroutine object, not started. Arguments are checked against the parameters (TypeError with
 * Python's text), defaults filled in. NULL where that raised. */
Frame *frame_script(Run *run, uint32_t coroutine, const Arguments *arguments);
Frame *frame_with(Value *locals); /* the script frame whose locals these are */

/* The nearest script frame outwards from here, this one included, or NULL. */
Frame *frame_script_above(Frame *frame);
/* The step that a frame is in as a verb describes it: the verb's own activation, or one that is made up
 * in `room`. The frame has begun, and is not over. */
const Activation *frame_activation(Run *run, const Frame *frame, Activation *room);

#endif
