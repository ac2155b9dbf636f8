/* What every timeline promises: each broken in turn, and found. */
#include "by_hand.h"
#include "timeline/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

typedef struct Folded {
    Timeline *timeline;
    Hues hues;
} Folded;

static void adds(Trace *trace, double t, EventKind kind, uint32_t task, Event rest)
{
    rest.t = seconds(t);
    rest.kind = (uint8_t)kind;
    rest.task = task;
    trace_add(trace, rest);
}

static void changes(Trace *trace, double t, uint32_t task, ChangeKind kind, int64_t value)
{
    uint32_t change = trace_intern_change(trace, (ObjectChange){.object = 1, .value = value});
    adds(trace, t, EVENT_CHANGE, task, (Event){.change = change, .flags = (uint16_t)kind});
}

/* The main task waits for a child that holds a lock, blocks, is in a thread, is cancelled by a time
 * limit, and fails; the loop itself writes, and waits for the world. */
static Trace *rich(void)
{
    Trace *trace = trace_new();
    uint32_t main_task = creates(trace, 0, NO_TASK, "main()");
    trace_add_object(trace, (TraceObject){.kind = OBJECT_LOCK, .name = STR("lock")});
    uint32_t limit = trace_add_limit(trace, (Limit){.when = seconds(3)});
    Wait thread = {.kind = WAIT_THREAD, .label = STR("to_thread(f)"), .call = STR("work()")};
    happens(trace, 0, EVENT_STEP, main_task);
    uint32_t work = creates(trace, 0, main_task, "work()");
    awaits(trace, 0, main_task, WAIT_TASK, "task");
    happens(trace, 0, EVENT_STEP, work);
    adds(trace, 0, EVENT_ARM, work, (Event){.limit = limit});
    changes(trace, 0, work, CHANGE_HOLD, 1);
    at_step(trace, 0, work, 1);
    blocks(trace, 0, 1, work, "work()");
    at_step(trace, 1, work, 2);
    waits(trace, 1, EVENT_THREAD, work, thread);
    waits(trace, 1, EVENT_WAIT, work, thread);
    adds(trace, 2, EVENT_WAITED, NO_TASK,
         (Event){.number = trace_intern_number(trace, seconds(1))});
    says(trace, 2, EVENT_OUTPUT, NO_TASK, "the loop's");
    adds(trace, 2.5, EVENT_WAITED, NO_TASK,
         (Event){.number = trace_intern_number(trace, seconds(0.25))});
    adds(trace, 3, EVENT_STRIKE, work, (Event){.limit = limit});
    adds(trace, 3, EVENT_CANCEL, work, (Event){.other = NO_TASK, .flags = CANCEL_LIMIT});
    wakes(trace, 3, work, main_task);
    adds(trace, 3, EVENT_STEP, work, (Event){.flags = STEP_THROWN});
    says(trace, 3, EVENT_PRINT, work, "No");
    changes(trace, 3, work, CHANGE_RELEASE, 0);
    blocks(trace, 3, 3.5, work, "work()");
    says(trace, 3.5, EVENT_ERROR, work, "TimeoutError");
    waits(trace, 4, EVENT_THREAD_END, work, thread);
    waits(trace, 4, EVENT_THREAD, work, thread);
    wakes(trace, 4, main_task, work);
    happens(trace, 4, EVENT_STEP, main_task);
    says(trace, 4, EVENT_WARNING, work, "never retrieved");
    happens(trace, 4, EVENT_DONE, main_task);
    waits(trace, 5, EVENT_THREAD_END, work, thread);
    is_over(trace, 5);
    return trace;
}

/* Two tasks wait for each other, a third for a queue that the dead one has put into. */
static Trace *stuck(void)
{
    Trace *trace = trace_new();
    uint32_t main_task = creates(trace, 0, NO_TASK, "main()");
    uint32_t queue = trace_add_object(trace, (TraceObject){.kind = OBJECT_QUEUE});
    happens(trace, 0, EVENT_STEP, main_task);
    uint32_t other = creates(trace, 0, main_task, "other()");
    uint32_t third = creates(trace, 0, main_task, "third()");
    uint32_t dead = creates(trace, 0, main_task, "dead()");
    awaits(trace, 0, main_task, WAIT_TASK, "other");
    happens(trace, 0, EVENT_STEP, other);
    awaits(trace, 0, other, WAIT_TASK, "main");
    happens(trace, 0, EVENT_STEP, third);
    waits(trace, 0, EVENT_WAIT, third,
          (Wait){.kind = WAIT_QUEUE, .label = STR("q.get()"), .object = queue});
    happens(trace, 0, EVENT_STEP, dead);
    changes(trace, 0, dead, CHANGE_PUT, 1);
    says(trace, 0, EVENT_ERROR, dead, "KeyError");
    adds(trace, 0, EVENT_EDGE, main_task, (Event){.other = other});
    adds(trace, 0, EVENT_EDGE, other, (Event){.other = main_task});
    adds(trace, 0, EVENT_END, NO_TASK, (Event){.flags = OUTCOME_STUCK,
                                               .text = trace_intern(trace, STR("stuck"))});
    return trace;
}

static Folded folded(Trace *trace)
{
    Folded it = {0};
    Builder why = {0};
    if (!trace_check(trace, &why))
        fail_msg("%s", why.at);
    it.timeline = timeline_fold(trace, STR(""), STR(""), STR("main()"), &it.hues);
    assert_null(timeline_wrong(it.timeline));
    builder_free(&why);
    trace_free(trace);
    return it;
}

/* `change` breaks `t`, and that is told with `words`. */
#define BROKEN(trace, change, words)                                                               \
    do {                                                                                           \
        Folded it = folded(trace);                                                                 \
        Timeline *t = it.timeline;                                                                 \
        change;                                                                                    \
        const char *wrong = timeline_wrong(t);                                                     \
        if (!wrong || !strstr(wrong, (words)))                                                     \
            fail_msg("%s: %s", #change, wrong ? wrong : "not found");                              \
        timeline_free(t);                                                                          \
        hues_free(&it.hues);                                                                       \
    } while (0)

static void spans(void **state)
{
    (void)state;
    BROKEN(rich(), t->lanes.items[1].spans.items[0].from.t = seconds(2), "ends before it begins");
    BROKEN(rich(), t->lanes.items[0].spans.items[0].to.t = seconds(9), "after the end");
    BROKEN(rich(), t->lanes.items[0].spans.items[0].open = true, "does not go on");
    BROKEN(rich(), t->lanes.items[1].spans.items[0].to = t->lanes.items[1].spans.items[0].from,
           "took no time");
    BROKEN(rich(), t->lanes.items[0].spans.items[0].other = 7, "what does not exist");
    BROKEN(rich(), t->lanes.items[0].spans.items[0].texts = &(SpanWords){.resource = 7}, "what does not exist");
    BROKEN(rich(), t->lanes.items[1].spans.items[2].from.t = 1, "has ended");
    BROKEN(rich(), t->lanes.items[0].spans.items[0].kind = SPAN_THREAD, "a thread's");
    BROKEN(rich(), (t->lanes.items[1].spans.items[2].to.t = t->end,
                    t->lanes.items[1].spans.items[2].open = true), "a span of it is open");
    BROKEN(rich(), t->lanes.items[1].spans.items[4].to.t = seconds(4), "after its lane has ended");
}

static void number(Mark *mark, uint32_t number)
{
    static MarkWords texts;
    texts = *mark->texts;
    texts.number = number;
    mark->texts = &texts;
}

static void marks(void **state)
{
    (void)state;
    BROKEN(rich(), t->lanes.items[1].marks.items[1].at.t = 0, "marks are out of order");
    BROKEN(rich(), t->lanes.items[1].marks.items[1].at.t = seconds(9), "after the end");
    BROKEN(rich(), number(&t->lanes.items[1].marks.items[0], 1), "no line of the output");
    BROKEN(rich(), number(&t->lanes.items[1].marks.items[0], 3), "no line of the output");
    BROKEN(rich(), t->lanes.items[1].marks.items[0].quiet = 9, "more marks are quiet");
    BROKEN(rich(), t->lanes.items[1].marks.items[1].at.t = seconds(4), "ends twice, or elsewhere");
    BROKEN(rich(), t->lanes.items[1].marks.count = 1, "end has no mark");
}

static Sight *works_sights(Timeline *timeline)
{
    return &timeline->sights[timeline->lanes.items[1].sights];
}

static void ticks(void **state)
{
    (void)state;
    BROKEN(rich(), works_sights(t)[0] = 0, "is another's");
    BROKEN(rich(), works_sights(t)[0] = 99, "is another's");
    BROKEN(rich(), works_sights(t)[0] = SIGHT_MARK | 1, "is another's");
    BROKEN(rich(), works_sights(t)[1] = works_sights(t)[0], "is another's");
    BROKEN(rich(), (works_sights(t)[1] = SIGHT_MARK, works_sights(t)[2] = SIGHT_MARK | 1,
                    t->lanes.items[1].sight_count = 3), "has no tick");
    BROKEN(rich(), t->lanes.items[1].sight_count--, "is not to be seen");
    BROKEN(rich(), (works_sights(t)[2] = works_sights(t)[1],
                    works_sights(t)[1] = works_sights(t)[0],
                    works_sights(t)[0] = SIGHT_MARK), "ticks and marks are out of order");
}

static void lanes(void **state)
{
    (void)state;
    BROKEN(rich(), t->lanes.items[1].task = 0, "lanes are out of order");
    BROKEN(rich(), t->lanes.items[1].maker = 1, "made by a later one");
    BROKEN(rich(), t->lanes.items[1].depth = 2, "before its maker");
    BROKEN(rich(), t->lanes.items[0].ended.t = seconds(9), "after all is over");
    BROKEN(rich(), t->lanes.items[1].own_hue = 0, "no hue of its own");
    BROKEN(rich(), t->lanes.items[1].own_hue = 8, "no hue of its own");
    BROKEN(rich(), t->lanes.items[1].steps.items[0].at.t = seconds(2), "steps are out of order");
    BROKEN(rich(), t->order[1] = 7, "no lane stands there");
    BROKEN(rich(), t->order[1] = 0, "below its maker");
    BROKEN(rich(), t->lanes.items[1].leader = 0, "does not lead its kin");
    BROKEN(rich(), t->kin[1] = 0, "does not lead its kin");
    BROKEN(rich(), t->joined_count = 1, "nobody's kin");
    BROKEN(rich(), (t->lanes.items[1].kin_count = 2, t->kin[0] = 0, t->joined_count = 1,
                    t->lanes.items[0].kin_count = 2), "among others' kin");
    static uint32_t census[(size_t)CENSUS_COLUMNS * CENSUS_STATES] = {3};
    BROKEN(rich(), t->census = census, "more lanes are counted");
}

static void loop(void **state)
{
    (void)state;
    BROKEN(rich(), t->turns.items[0].to.t = -1, "a turn ends before it begins");
    BROKEN(rich(), t->turns.items[0].to.t = seconds(2), "two tasks hold the loop");
    BROKEN(rich(), t->turns.items[0].lane = 7, "a turn is nobody's");
    BROKEN(rich(), t->turns.items[3].lane = 1, "a task runs that is not there");
    BROKEN(rich(), t->moments.apart = 0, "moments are out of order");
    BROKEN(rich(), t->moments.count--, "a step has no moment");
}

static void what_it_shows_besides(void **state)
{
    (void)state;
    BROKEN(rich(), t->threads.items[0].worker = 1, "a job is nobody's");
    BROKEN(rich(), t->threads.items[0].span.to.t = 0, "a job ends before it begins");
    BROKEN(rich(), t->threads.items[1].span.from.t = 0, "jobs are out of order");
    BROKEN(rich(), t->arrows.items[0].from = 1, "an arrow leads from nowhere");
    BROKEN(rich(), t->arrows.items[0].at.t = 1, "another one made it");
    BROKEN(rich(), t->arrows.items[1].at.t = -1, "arrows are out of order");
    BROKEN(rich(), t->output.items[0].lane = 7, "output is nobody's");
    BROKEN(rich(), t->output.items[0].at.t = seconds(4), "output is out of order");
    BROKEN(rich(), t->output.items[0].lane = 0, "miscounted");
    BROKEN(rich(), t->together.items[0].t = seconds(9), "goes on at once");
    BROKEN(rich(), t->held.items[0].lane = 7, "nobody held the loop");
    BROKEN(rich(), t->held.items[0].to.t = seconds(3.2), "two held the loop");
    BROKEN(rich(), t->real_waits.items[0].to.t = seconds(2.4), "real waits touch");
    BROKEN(rich(), t->warnings.items[0].lane = 7, "a warning is of what does not exist");
    static Mishap mishap = {.lane = NO_TASK};
    BROKEN(rich(), (t->inside.items = &mishap, t->inside.count = 1), "ended no lane");
}

static void why_things_are_so(void **state)
{
    (void)state;
    BROKEN(rich(), t->resources.items[0].states.items[0].lane = 7, "changed an object");
    BROKEN(rich(), t->resources.items[0].states.items[1].at.t = -1, "changes are out of order");
    BROKEN(rich(), t->limits.items[0].lane = 7, "a time limit is nobody's");
    BROKEN(rich(), t->limits.items[0].open = true, "a time limit's end is none");
    BROKEN(rich(), t->limits.items[0].when = seconds(4), "strikes before it is due");
    BROKEN(rich(), t->cancels.items[0].to = 7, "who does not exist");
    BROKEN(rich(), t->cancels.items[0].from = 7, "who does not exist");
    BROKEN(rich(), t->cancels.items[0].arrival.t = 0, "arrives before it is sent");
}

static void what_waits_for_ever(void **state)
{
    (void)state;
    BROKEN(stuck(), t->outcome = OUTCOME_DONE, "nothing is stuck");
    BROKEN(stuck(), t->circles.items[0].links.items[0].lane = 3, "what does not wait");
    BROKEN(stuck(), t->circles.items[0].links.count = 0, "a circle of nobody");
    BROKEN(stuck(), t->orphans.items[0].dead = 2, "or they live");
    BROKEN(stuck(), t->orphans.items[0].resource = 0, "or they live");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans),
        cmocka_unit_test(marks),
        cmocka_unit_test(ticks),
        cmocka_unit_test(lanes),
        cmocka_unit_test(loop),
        cmocka_unit_test(what_it_shows_besides),
        cmocka_unit_test(why_things_are_so),
        cmocka_unit_test(what_waits_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
