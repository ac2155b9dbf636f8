/* What makes the coroutines a program: the imports before them, and behind them a run for each
 * timeline, with the shared names made anew. */
#include "listing/writer.h"

#include <inttypes.h>
#include <string.h>

static void import(ListingWriter *writer, const char *module, const char *name)
{
    if (strcmp(module, name) == 0)
        listing_line(writer, "import %s", module);
    else
        listing_line(writer, "import %s as %s", module, name);
}

static void import_from(ListingWriter *writer, const char *module, const char *usual,
                        const char *name)
{
    if (strcmp(usual, name) == 0)
        listing_line(writer, "from %s import %s", module, usual);
    else
        listing_line(writer, "from %s import %s as %s", module, usual, name);
}

/* Up to Python 3.11 sum() lost digits that 3.12 and later keep (Neumaier's summation). */
static void write_sum(ListingWriter *writer)
{
    static const char *const lines[] = {
        "    def sum(values, start=0):",
        "        # As since Python 3.12: floats are added without losing digits.",
        "        total, lost = start, 0.0",
        "        for value in values:",
        "            before, total = total, total + value",
        "            if type(before) is type(value) is float:",
        "                if abs(before) >= abs(value):",
        "                    lost += (before - total) + value",
        "                else:",
        "                    lost += (value - total) + before",
        "        if lost and lost - lost == 0:",
        "            total += lost",
        "        return total",
    };
    writer_blank(writer, 2);
    listing_line(writer, "if %s.version_info < (3, 12):", writer->names.sys);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        listing_line(writer, "%s", lines[i]);
}

static void write_titles(ListingWriter *writer)
{
    const Scenario *scenario = writer->scenario;
    if (scenario->title.length)
        writer_comment(writer, scenario->title);
    if (scenario->description.length) {
        if (scenario->title.length)
            writer_comment(writer, STR(""));
        writer_comment(writer, scenario->description);
    }
    if (writer->needs & LISTING_NEEDS_3_13) {
        if (scenario->title.length || scenario->description.length)
            writer_comment(writer, STR(""));
        writer_comment(writer, STR("Needs Python 3.13 or later: a queue's shutdown is new there."));
    }
    if (writer->lines.count)
        writer_blank(writer, 1);
}

void program_head(ListingWriter *writer)
{
    const Names *names = &writer->names;
    write_titles(writer);
    import(writer, "asyncio", names->asyncio);
    if (writer->needs & LISTING_NEEDS_RANDOM)
        import(writer, "random", names->random);
    if (writer->needs & LISTING_NEEDS_SUM)
        import(writer, "sys", names->sys);
    if (writer->needs & LISTING_NEEDS_TIME)
        import(writer, "time", names->time);
    if (strcmp(names->print, "print") != 0)
        import_from(writer, "builtins", "print", names->print);
    if (writer->needs & LISTING_NEEDS_THREADS)
        import_from(writer, "concurrent.futures", "ThreadPoolExecutor", names->executor);
    if (writer->needs & LISTING_NEEDS_SUM)
        write_sum(writer);
}

static bool makes_future(const Expr *expr)
{
    return expr->kind == EXPR_CALL && expr->left->kind == EXPR_BUILTIN &&
           expr->left->slot == BUILTIN_FUTURE;
}

/* A future can only be made where a loop is known. */
static bool shares_future(const Scenario *scenario)
{
    for (uint32_t i = 0; i < scenario->shared_count; i++)
        if (makes_future(scenario->shared[i].value))
            return true;
    return false;
}

static void write_shared(ListingWriter *writer)
{
    for (uint32_t i = 0; i < writer->scenario->shared_count; i++) {
        const LetItem *item = &writer->scenario->shared[i];
        listing_line(writer, "%.*s = %s", (int)item->name.name.length, item->name.name.at,
                     listing_expr(writer, item->value));
    }
}

static void write_executor(ListingWriter *writer, const char *loop, const TimelineSpec *timeline)
{
    if (writer->needs & LISTING_NEEDS_THREADS)
        listing_line(writer, "%s.set_default_executor(%s(max_workers=%" PRIu32 "))", loop,
                     writer->names.executor, timeline->max_workers);
}

static uint32_t number_of(const ListingWriter *writer, const TimelineSpec *timeline)
{
    return (uint32_t)(timeline - writer->scenario->timelines) + 1;
}

static void write_script_loop(ListingWriter *writer, const TimelineSpec *timeline)
{
    const char *loop = writer->names.loop;
    listing_line(writer, "%s = asyncio.new_event_loop()", loop);
    if (shares_future(writer->scenario))
        listing_line(writer, "asyncio.set_event_loop(%s)", loop);
    write_executor(writer, loop, timeline);
    write_shared(writer);
    writer->timeline = number_of(writer, timeline);
    listing_line(writer, "%s.run_until_complete(%s)", loop, listing_expr(writer, timeline->run));
}

static void write_runner(ListingWriter *writer, const TimelineSpec *timeline)
{
    writer->timeline = number_of(writer, timeline);
    const char *runner = writer->names.runner;
    const char *loop = arena_printf(&writer->scratch, "%s.get_loop()", runner);
    listing_line(writer, "with asyncio.Runner() as %s:", runner);
    writer->depth++;
    if (writer->needs & LISTING_NEEDS_THREADS)
        write_executor(writer, loop, timeline);
    else
        listing_line(writer, "%s", loop);
    write_shared(writer);
    listing_line(writer, "%s.run(%s)", runner, listing_expr(writer, timeline->run));
    writer->depth--;
}

static void write_timeline(ListingWriter *writer, const TimelineSpec *timeline)
{
    if (timeline->has_title)
        writer_comment(writer, timeline->title);
    if (timeline->description.length)
        writer_comment(writer, timeline->description);
    if (writer->needs & LISTING_NEEDS_RANDOM)
        listing_line(writer, "random.seed(%" PRId64 ")", writer->scenario->seed);
    if (timeline->entry == ENTRY_RUN_UNTIL_COMPLETE) {
        write_script_loop(writer, timeline);
    } else if (writer->needs & LISTING_NEEDS_THREADS || shares_future(writer->scenario)) {
        write_runner(writer, timeline);
    } else {
        write_shared(writer);
        writer->timeline = number_of(writer, timeline);
        listing_line(writer, "asyncio.run(%s)", listing_expr(writer, timeline->run));
    }
    writer->timeline = 0;
}

void program_timelines(ListingWriter *writer)
{
    const Scenario *scenario = writer->scenario;
    for (uint32_t i = 0; i < scenario->shared_count; i++) /* may need `random` before its seed */
        listing_expr(writer, scenario->shared[i].value);
    writer_blank(writer, 2);
    for (uint32_t i = 0; i < scenario->timeline_count; i++) {
        if (i)
            writer_blank(writer, 1);
        write_timeline(writer, &scenario->timelines[i]);
    }
}
