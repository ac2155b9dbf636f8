#include "trace/recording.h"

#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

static const int64_t second = NS_PER_SECOND;

static void add(Trace *trace, Event event)
{
    trace_add(trace, event);
}

static void make_task(Trace *trace, const char *name, const char *call, uint32_t maker)
{
    uint32_t task = trace_add_task(
        trace, (TraceTask){.name = str_of(name), .call = str_of(call), .maker = maker});
    add(trace, (Event){.task = task, .other = maker, .kind = EVENT_CREATE, .place = 1});
}

static void steps(Trace *trace, int64_t t, uint32_t task, uint16_t passes)
{
    add(trace, (Event){.t = t, .task = task, .kind = EVENT_STEP,
                       .flags = (uint16_t)(passes << STEP_PASS_SHIFT)});
}

static void things_of_a_lock(Trace *trace, uint32_t lock)
{
    ObjectChange held = {.object = lock, .value = 1};
    add(trace, (Event){.task = 0, .kind = EVENT_CHANGE, .flags = CHANGE_HOLD,
                       .change = trace_intern_change(trace, held)});
    ObjectChange named = {.object = lock, .text = trace_intern(trace, STR("left"))};
    add(trace, (Event){.task = 0, .kind = EVENT_CHANGE, .flags = CHANGE_NAME,
                       .change = trace_intern_change(trace, named)});
}

static void things_of_a_limit(Trace *trace, uint32_t path)
{
    uint32_t limit = trace_add_limit(trace, (Limit){.kind = LIMIT_TIMEOUT, .when = second});
    add(trace, (Event){.task = 0, .kind = EVENT_ARM, .limit = limit, .place = 2});
    uint32_t raised = trace_intern_raised(trace, trace_intern(trace, STR("KeyError: 'a'")), path);
    add(trace, (Event){.task = 0, .kind = EVENT_RAISE, .raised = raised, .place = 2});
    add(trace, (Event){.task = 0, .kind = EVENT_CAUGHT, .raised = raised, .place = 1});
    uint32_t wait = trace_intern_wait(trace, (Wait){.kind = WAIT_LOCK,
                                                    .label = STR("left"),
                                                    .call = STR("inner()"),
                                                    .object = 1,
                                                    .path = path});
    add(trace, (Event){.task = 0, .kind = EVENT_WAIT, .wait = wait, .place = 2});
    add(trace, (Event){.t = 3 * second, .task = 0, .kind = EVENT_LATE, .flags = DUE_LIMIT,
                       .late = trace_intern_late(trace, (LateBy){.due = second, .holder = 1})});
    add(trace, (Event){.t = 3 * second, .task = 0, .kind = EVENT_STRIKE, .limit = limit});
    add(trace, (Event){.t = 3 * second, .task = 0, .other = NO_TASK, .kind = EVENT_CANCEL,
                       .flags = CANCEL_LIMIT});
}

static void told(Trace *trace, EventKind kind, uint16_t flags, const char *text)
{
    add(trace, (Event){.t = 3 * second, .task = 0, .kind = (uint8_t)kind, .flags = flags,
                       .text = trace_intern(trace, str_of(text))});
}

static void holds(Trace *trace, uint32_t task, uint16_t flags, NamedValue value)
{
    add(trace, (Event){.t = 3 * second, .task = task, .kind = EVENT_VALUE, .flags = flags,
                       .value = trace_intern_value(trace, value)});
}

/* One of every kind. */
static Trace *everything(void)
{
    Trace *trace = trace_new();
    trace_intern(trace, STR(""));
    trace_add_place(trace, (TracePlace){.line = 3, .column = 5, .end_line = 3, .end_column = 9,
                                        .offset = 20, .length = 4});
    trace_add_place(trace, (TracePlace){.line = 4, .file = STR("other.py")});
    uint32_t lock = trace_add_object(trace, (TraceObject){.kind = OBJECT_LOCK});
    trace_add_object(trace, (TraceObject){.kind = OBJECT_QUEUE, .name = STR("q"), .capacity = 2});
    make_task(trace, "Task-1", "main()", NO_TASK);
    steps(trace, 0, 0, 1);
    make_task(trace, "same", "f('\xc3\xa9')", 0);
    uint32_t path = trace_intern_path(trace, 0, 1, trace_intern(trace, STR("main()")));
    path = trace_intern_path(trace, path, 2, trace_intern(trace, STR("inner()")));
    things_of_a_lock(trace, lock);
    things_of_a_limit(trace, path);
    add(trace, (Event){.t = 3 * second, .task = 0, .other = NO_TASK, .kind = EVENT_READY,
                       .flags = WAKER_TIMER});
    Candidate two[] = {{.task = 0, .place = 1, .position = 1}, {.task = 1, .position = 0}};
    add(trace, (Event){.t = 3 * second, .task = NO_TASK, .kind = EVENT_CHOICE,
                       .race = trace_add_race(trace, 0, two, 2)});
    add(trace, (Event){.t = 3 * second, .task = 0, .kind = EVENT_STEP,
                       .flags = STEP_RACE | STEP_THROWN | 3 << STEP_PASS_SHIFT});
    told(trace, EVENT_PRINT, PRINT_OPEN, "a\nb \x1b");
    told(trace, EVENT_NOTE, EVENT_PAUSE, "look");
    told(trace, EVENT_BIND, 0, "t");
    told(trace, EVENT_RENAME, 0, "boss");
    told(trace, EVENT_WARNING, 0, "never awaited");
    told(trace, EVENT_OUTPUT, OUTPUT_ERROR | OUTPUT_OPEN, "oops");
    add(trace, (Event){.t = 3 * second, .task = 0, .other = NO_TASK, .kind = EVENT_CANCEL,
                       .flags = CANCEL_CALL | CANCEL_REFUSED});
    told(trace, EVENT_CELL, 7, "await f()");
    told(trace, EVENT_RESULT, 7, "42");
    told(trace, EVENT_CELL_ERROR, 7, "E");
    add(trace, (Event){.t = 3 * second, .task = 0, .kind = EVENT_CPU,
                       .number = trace_intern_number(trace, 1500)});
    holds(trace, NO_TASK, 0, (NamedValue){.name = STR("balance"), .text = STR("100")});
    holds(trace, 0, 0, (NamedValue){.name = STR("seen"), .text = STR("'\xc3\xa9'"), .depth = 1});
    holds(trace, 0, VALUE_GONE, (NamedValue){.name = STR("seen"), .depth = 1});
    add(trace, (Event){.t = 3 * second, .task = NO_TASK, .kind = EVENT_VALUES_END});
    told(trace, EVENT_CANCELLED, 0, "");
    add(trace, (Event){.t = 3 * second, .task = 1, .other = 0, .kind = EVENT_EDGE});
    add(trace, (Event){.t = 3 * second, .task = NO_TASK, .kind = EVENT_END,
                       .flags = OUTCOME_STUCK, .text = trace_intern(trace, STR("stuck"))});
    trace_begin_late(trace);
    add(trace, (Event){.t = 4 * second, .task = 1, .kind = EVENT_PRINT,
                       .text = trace_intern(trace, STR("bye"))});
    trace_end_late(trace, 5 * second);
    return trace;
}

static void write(Builder *out, const Recording *recording)
{
    recording_write_head(out, recording);
    for (uint32_t i = 0; i < recording->timelines.count; i++)
        recording_write_timeline(out, &recording->timelines.items[i], i, NULL);
    recording_write_tail(out, recording);
}

static void what_is_read_back_is_the_same(void **state)
{
    (void)state;
    Recording *first = mem_new(sizeof *first);
    *first = (Recording){.made_by = STR("a test"), .clock = CLOCK_REAL, .file = STR("x.py"),
                         .title = STR("T"), .description = STR("D"), .unit = STR("min"),
                         .play_length = 12.5,
                         .exit = {.known = true, .code = -9, .how = STR("killed"),
                                  .text = STR("E: x"), .line = 3, .cell = 2, .cell_line = 1,
                                  .ran = 17}};
    array_push(&first->sources, (RecordedSource){STR("x.py"), STR("import a\n")});
    array_push(&first->outside, (RecordedOutput){.text = STR("hello"), .error = true});
    array_push(&first->timelines, (RecordedTimeline){.title = STR("One"), .call = STR("main()"),
                                                     .description = STR("of two"),
                                                     .trace = everything()});
    Builder out = {0}, again = {0};
    write(&out, first);
    Diags diags = {0};
    Recording *other = recording_read(STR("t.jsonl"), builder_view(&out), &diags);
    if (!other)
        fail_msg("%s", diags.list.items[0].what);
    write(&again, other);
    assert_string_equal(out.at, again.at);
    Builder dump = {0}, dumped = {0};
    trace_dump(&dump, first->timelines.items[0].trace, 0);
    trace_dump(&dumped, other->timelines.items[0].trace, 0);
    assert_string_equal(dump.at, dumped.at);
    builder_free(&dump);
    builder_free(&dumped);
    builder_free(&out);
    builder_free(&again);
    recording_free(first);
    recording_free(other);
    diags_free(&diags);
}

#define HEAD "{\"event\": \"trace\", \"version\": 1, \"made_by\": \"x\", \"clock\": \"virtual\"}\n"
#define LINE "{\"timeline\": 0, \"event\": \"timeline\", \"title\": \"T\", \"call\": \"m()\"}\n"
#define MADE "{\"timeline\": 0, \"t\": 0, \"task\": \"A\", \"event\": \"create\", \"coro\": \"m()\", " \
             "\"id\": 0}\n"
#define STEP "{\"timeline\": 0, \"t\": 0.5, \"task\": \"A\", \"event\": \"step\", \"id\": 0}\n"
#define END "{\"timeline\": 0, \"t\": 0, \"event\": \"end\", \"outcome\": \"done\"}\n"
#define OF(event, rest) "{\"timeline\": 0, \"t\": 0, \"event\": \"" event "\", " rest "}\n"

static void what_is_wrong_has_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *what;
        uint32_t line, column;
    } wrong[] = {
        {"", "no timeline", 1, 1},
        {"[]\n", "is an object", 1, 1},
        {STEP, "trace --all", 1, 1},
        {HEAD, "no timeline", 1, 1},
        {HEAD "{\"event\": }\n" LINE, "a value is missing", 2, 11},
        {HEAD "{\"event\": \"source\", \"event\": 1}\n", "twice", 2, 21},
        {HEAD LINE "{\"timeline\": 0, \"event\": \"setp\"}\n", "did you mean \"step\"", 3, 26},
        {HEAD LINE "{\"timeline\": 1, \"event\": \"step\"}\n", "not been declared", 3, 14},
        {HEAD LINE MADE MADE, "as they are made", 4, 78},
        {HEAD LINE MADE STEP STEP, "can't have happened", 5, 1},
        {HEAD LINE "{\"timeline\": 0, \"t\": \"x\", \"event\": \"end\", \"outcome\": \"done\"}\n",
         "\"t\" is a number", 3, 22},
        {HEAD LINE "{\"timeline\": 0, \"t\": -1, \"event\": \"end\", \"outcome\": \"done\"}\n",
         "from 0 to 292 years", 3, 22},
        {HEAD LINE "{\"timeline\": 0, \"t\": 1, \"event\": \"end\", \"outcome\": \"fine\"}\n",
         "is one of done, error, stuck, limit", 3, 52},
        {HEAD LINE MADE "{\"timeline\": 0, \"t\": 0, \"event\": \"hold\", \"id\": 0, \"object\": 1}\n",
         "no such thing", 4, 61},
        {HEAD LINE "{\"timeline\": 0, \"t\": 0, \"event\": \"step\"}\n", "which task", 3, 1},
        {HEAD LINE "{\"a\": [[[[[[[[1]]]]]]]]}\n", "too deep", 3, 14},
        {HEAD LINE "{\"a\": \"\\q\"}\n", "no such escape", 3, 8},
        {HEAD LINE "{\"a\": \"\xff\"}\n", "not UTF-8", 3, 7},
        {HEAD LINE "{\"a\": 01}\n", "no number", 3, 7},
        {HEAD LINE "{\"a\": \"\\ud800x\"}\n", "no such escape", 3, 8},
        {HEAD LINE "{\"a\": \"\\ud800\\u0041\"}\n", "no such escape", 3, 8},
        {HEAD LINE "{\"a\": \"\\udc00\"}\n", "no such escape", 3, 8},
        {HEAD LINE "{\"a\": \"\x01\"}\n", "a control character", 3, 8},
        {HEAD LINE "{\"a\": [1 2]}\n", "] or , is missing", 3, 10},
        {HEAD LINE "{\"a\": 1} x\n", "goes on behind its value", 3, 10},
        {HEAD LINE MADE END STEP, "this timeline is over", 5, 1},
        {HEAD LINE MADE OF("qqqqqqqq", "\"id\": 0"), "a trace has no such event", 4, 34},
        {HEAD LINE OF("place", "\"place\": 7, \"line\": 1"), "places are numbered", 3, 52},
        {HEAD LINE OF("object", "\"kind\": \"lock\", \"object\": 7"), "objects are numbered", 3, 70},
        {HEAD LINE MADE OF("arm", "\"id\": 0, \"kind\": \"timeout\", \"limit\": 7, \"when\": 1"),
         "limits are numbered", 4, 78},
        {HEAD LINE MADE OF("raise", "\"id\": 0, \"text\": \"E\", \"chain\": 7"),
         "\"chain\" is a list", 4, 74},
        {HEAD LINE MADE OF("raise", "\"id\": 0, \"text\": \"E\", \"chain\": [7]"),
         "a call of a chain is an object", 4, 75},
        {HEAD LINE MADE OF("race", "\"choice\": 1, \"candidates\": []"), "at least one", 4, 69},
        {HEAD LINE MADE OF("race", "\"choice\": 1, \"candidates\": [7]"), "at most 64", 4, 70},
        {HEAD LINE MADE OF("step", "\"id\": -1"), "a whole number, 0 or more", 4, 48},
        {HEAD LINE MADE OF("step", "\"id\": 0.5"), "a whole number, 0 or more", 4, 48},
        {HEAD LINE MADE OF("step", "\"id\": 0, \"race\": 7"), "is true or false", 4, 59},
        {HEAD LINE OF("object", "\"kind\": \"lock\", \"object\": 1, \"capacity\": 1.5"),
         "a whole number of 64 bits", 3, 85},
        {"{\"event\": \"trace\", \"version\": 2, \"made_by\": \"\", \"clock\": \"real\"}\n",
         "newer version", 1, 31},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        Diags diags = {0};
        Source source = {STR("t"), str_of(wrong[i].text)};
        Recording *recording = recording_read(source.name, source.text, &diags);
        assert_null(recording);
        assert_true(diags.list.count > 0);
        const Diag *diag = &diags.list.items[0];
        LineColumn at = source_locate(&source, diag->at.offset);
        if (!strstr(diag->what, wrong[i].what) || at.line != wrong[i].line ||
            at.column != wrong[i].column)
            fail_msg("%zu: %u:%u: %s", i, at.line, at.column, diag->what);
        diags_free(&diags);
    }
}

static void what_breaks_off_ends_there(void **state)
{
    (void)state;
    static const char *const texts[] = {HEAD LINE MADE STEP, HEAD LINE MADE STEP "{\"timeline\": 0, "};
    for (int i = 0; i < 2; i++) {
        Diags diags = {0};
        Recording *recording = recording_read(STR("t"), str_of(texts[i]), &diags);
        assert_non_null(recording);
        const Trace *trace = recording->timelines.items[0].trace;
        Event end = trace_event(trace, trace_count(trace) - 1);
        assert_int_equal(end.kind, EVENT_END);
        assert_int_equal(end.flags, OUTCOME_LIMIT);
        assert_int_equal(end.t, second / 2);
        assert_true(str_is(trace_text(trace, end.text), "the recording breaks off here"));
        recording_free(recording);
        diags_free(&diags);
    }
}

static void a_chain_gives_label_call_and_places(void **state)
{
    (void)state;
    static const char text[] = HEAD LINE MADE STEP
        "{\"timeline\": 0, \"t\": 0.5, \"event\": \"await\", \"id\": 0, \"kind\": \"io\", \"chain\": ["
        "{\"func\": \"m\", \"line\": 3}, {\"func\": \"get\", \"line\": 9, \"text\": \"r.read()\"}]}\n";
    Diags diags = {0};
    Recording *recording = recording_read(STR("t"), str_of(text), &diags);
    assert_non_null(recording);
    const Trace *trace = recording->timelines.items[0].trace;
    Wait wait = trace_wait(trace, trace_event(trace, 2).wait);
    assert_int_equal(wait.kind, WAIT_IO);
    assert_true(str_is(wait.label, "r.read()"));
    assert_true(str_is(wait.call, "get"));
    TracePath inner = trace_path(trace, wait.path);
    assert_int_equal(trace_place(trace, inner.place).line, 9);
    assert_true(str_is(trace_path(trace, inner.outer).call, "m"));
    recording_free(recording);
    diags_free(&diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_back_is_the_same),
        cmocka_unit_test(what_is_wrong_has_its_place),
        cmocka_unit_test(what_breaks_off_ends_there),
        cmocka_unit_test(a_chain_gives_label_call_and_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
