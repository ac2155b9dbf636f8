/* What names hold, told as it changes. Texts are compared: lists and the like change without any
 * name being bound, so names that hold such are looked at whoever had the floor; all others only
 * where their own task had it. All of that is counted, and past a limit nothing more is told. */
#include "sim/values.h"

enum {
    MOST_TOLD = 100000, /* changes */
    MOST_WORK = 20000000, /* names looked at and bytes written, both weighed in bytes */
    NAME_WORK = 16,
    LONGEST = 60,       /* bytes of a value's text */
    MOST_ITEMS = 40,    /* of a list that are written at all */
    MOST_CALLS = 12     /* of a task's, the outermost and the innermost */
};

typedef struct SeenName {
    uint32_t name, text, depth; /* name, text: of the trace; text 0: it holds nothing */
    uint32_t round;             /* in which it was seen last */
} SeenName;

typedef struct Seen {
    ARRAY(SeenName) names;
    bool holds_changing; /* one of them holds what may change without it */
    bool listed;         /* in the book's list of those */
} Seen;

struct ValueBook {
    Seen shared;
    ARRAY(Seen) tasks; /* by the trace's index */
    ARRAY(const Task *) changing; /* alive, and listed */
    uint64_t work;
    uint32_t told, round;
    bool begun, over;
    WriteValue write;
    Builder text;
};

ValueBook *value_book_new(WriteValue write)
{
    ValueBook *book = mem_new(sizeof *book);
    book->write = write;
    return book;
}

void value_book_free(ValueBook *book)
{
    if (!book)
        return;
    for (size_t i = 0; i < book->tasks.count; i++)
        array_free(&book->tasks.items[i].names);
    array_free(&book->tasks);
    array_free(&book->changing);
    array_free(&book->shared.names);
    builder_free(&book->text);
    mem_free(book);
}

/* --- one value --- */

static bool may_change(Value value)
{
    return value_is(value, OBJ_LIST) || value_is(value, OBJ_TUPLE) || value_is(value, OBJ_SET) ||
           value_is(value, OBJ_DICT) || value_is(value, OBJ_VIEW);
}

static bool write_long_list(Run *run, const ListObj *list, Builder *out)
{
    bool tuple = list->obj.kind == OBJ_TUPLE;
    builder_char(out, tuple ? '(' : '[');
    for (size_t i = 0; i < MOST_ITEMS && out->length <= LONGEST; i++) {
        builder_text(out, i ? ", " : "");
        if (!run->values->write(run, list->items[i], out))
            return false;
    }
    builder_text(out, ", …");
    return true;
}

static bool write_value(Run *run, Value value, Builder *out)
{
    if (value_is(value, OBJ_LIST) || value_is(value, OBJ_TUPLE)) {
        const ListObj *list = (const ListObj *)value.o;
        if (list->count > MOST_ITEMS)
            return write_long_list(run, list, out);
    }
    return run->values->write(run, value, out);
}

/* The text of a value, in the book; what writing it did to the run is undone. */
static bool text_of(Run *run, Value value)
{
    enum { ITEMS_A_STEP = 32 };
    ValueBook *book = run->values;
    Python *py = &run->py;
    uint64_t steps = py->steps, items = py->items;
    Obj *raised = py->raised;
    Place fault = py->fault;
    const char *limit = py->limit;
    builder_clear(&book->text);
    bool fine = write_value(run, value, &book->text);
    book->work += NAME_WORK + book->text.length + (py->steps - steps) * ITEMS_A_STEP;
    py->steps = steps;
    py->items = items;
    py->raised = raised;
    py->fault = fault;
    py->limit = limit;
    builder_cut(&book->text, LONGEST);
    return fine;
}

/* --- names --- */

static void tell_change(Run *run, uint32_t task, const SeenName *name)
{
    ValueBook *book = run->values;
    NamedValue value = {.name = trace_text(run->trace, name->name),
                        .text = name->text ? trace_text(run->trace, name->text) : (Str){0},
                        .depth = name->depth};
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = task,
                                  .value = trace_intern_value(run->trace, value),
                                  .flags = name->text ? 0 : VALUE_GONE,
                                  .kind = EVENT_VALUE});
    book->told++;
}

static SeenName *name_in(Run *run, Seen *seen, Str text, uint32_t depth)
{
    uint32_t name = run_text(run, text);
    for (size_t i = 0; i < seen->names.count; i++)
        if (seen->names.items[i].name == name && seen->names.items[i].depth == depth)
            return &seen->names.items[i];
    array_push(&seen->names, (SeenName){.name = name, .depth = depth});
    return &seen->names.items[seen->names.count - 1];
}

/* `lock` that holds the lock of that name says nothing: what it is stands elsewhere. */
static bool says_something(const Run *run, Value value, Str name)
{
    return value.tag != V_OBJ || !str_equal(builder_view(&run->values->text), name);
}

static void look_at_name(Run *run, uint32_t task, Seen *seen, Str name, Value value, uint32_t depth)
{
    ValueBook *book = run->values;
    book->work++;
    if (value.tag == V_UNSET || !text_of(run, value) || !says_something(run, value, name))
        return;
    seen->holds_changing |= may_change(value);
    SeenName *which = name_in(run, seen, name, depth);
    uint32_t text = run_text(run, builder_view(&book->text));
    which->round = book->round;
    if (which->text == text)
        return;
    which->text = text;
    tell_change(run, task, which);
}

static void begin_look(Run *run, Seen *seen)
{
    run->values->round++;
    seen->holds_changing = false;
}

/* Names that were not met are gone. */
static void end_look(Run *run, uint32_t task, Seen *seen)
{
    for (size_t i = 0; i < seen->names.count; i++) {
        SeenName *name = &seen->names.items[i];
        if (name->round == run->values->round || !name->text)
            continue;
        name->text = 0;
        tell_change(run, task, name);
    }
}

static void look_at_shared(Run *run)
{
    const Scenario *scenario = run->py.scenario;
    Seen *seen = &run->values->shared;
    begin_look(run, seen);
    for (uint32_t i = 0; i < scenario->shared_count; i++)
        look_at_name(run, NO_TASK, seen, scenario->shared[i].name.name, run->py.shared[i], 0);
    end_look(run, NO_TASK, seen);
}

/* The calls of a task that are its own, the outermost first; how many there are. */
static uint32_t calls_of(const Task *task, const Frame **calls, uint32_t *depths)
{
    uint32_t all = 0, kept = 0;
    for (const Frame *frame = task->innermost; frame; frame = frame->caller)
        all += !frame->native;
    uint32_t depth = all;
    for (const Frame *frame = task->innermost; frame; frame = frame->caller) {
        if (frame->native)
            continue;
        depth--;
        if (depth >= MOST_CALLS / 2 && all - depth > MOST_CALLS / 2)
            continue;
        calls[kept] = frame;
        depths[kept++] = depth;
    }
    return kept;
}

static void look_at_task(Run *run, const Task *task, Seen *seen)
{
    const Frame *calls[MOST_CALLS];
    uint32_t depths[MOST_CALLS], count = calls_of(task, calls, depths);
    begin_look(run, seen);
    while (count-- > 0) {
        const Coroutine *coroutine = frame_coroutine(calls[count]);
        for (uint32_t i = 0; i < coroutine->slot_count; i++)
            look_at_name(run, task->index, seen, coroutine->slot_names[i],
                         frame_locals(calls[count])[i], depths[count]);
    }
    end_look(run, task->index, seen);
}

static Seen *seen_of(ValueBook *book, uint32_t task)
{
    while (book->tasks.count <= task)
        array_push(&book->tasks, (Seen){0});
    return &book->tasks.items[task];
}

/* Remembers it where it has to be looked at again and again. */
static void look_at_listed(Run *run, const Task *task)
{
    ValueBook *book = run->values;
    Seen *seen = seen_of(book, task->index);
    look_at_task(run, task, seen);
    if (!seen->holds_changing || seen->listed)
        return;
    seen->listed = true;
    array_push(&book->changing, task);
}

static void look_at_others(Run *run)
{
    ValueBook *book = run->values;
    for (size_t i = 0; i < book->changing.count && book->work < MOST_WORK; i++) {
        const Task *task = book->changing.items[i];
        Seen *seen = &book->tasks.items[task->index];
        if (task != run->current && seen->holds_changing)
            look_at_task(run, task, seen);
    }
}

static void forget(ValueBook *book, const Task *task)
{
    if (task->index >= book->tasks.count)
        return;
    array_free(&book->tasks.items[task->index].names);
    for (size_t i = 0; i < book->changing.count; i++)
        if (book->changing.items[i] == task) {
            book->changing.items[i] = book->changing.items[--book->changing.count];
            return;
        }
}

static bool goes_on(Run *run)
{
    ValueBook *book = run->values;
    if (!book || book->over || run->late)
        return false;
    if (book->told < MOST_TOLD && book->work < MOST_WORK)
        return true;
    book->over = true;
    trace_add(run->trace, (Event){.t = run->now, .task = NO_TASK, .kind = EVENT_VALUES_END});
    return false;
}

/* The first time, where it is not the start: everybody. */
static void look_at_all(Run *run)
{
    ValueBook *book = run->values;
    if (book->begun)
        return;
    book->begun = true;
    for (size_t i = 0; i < run->tasks.count && book->work < MOST_WORK; i++)
        if (run->tasks.items[i]->innermost)
            look_at_listed(run, run->tasks.items[i]);
}

void values_look_now(Run *run)
{
    if (run->now < run->options.values_from || !goes_on(run))
        return;
    look_at_all(run);
    look_at_shared(run);
    if (run->current && run->current->innermost)
        look_at_listed(run, run->current);
    look_at_others(run);
}

void values_leave(Run *run)
{
    values_look(run);
    if (run->values && run->current)
        forget(run->values, run->current);
}
