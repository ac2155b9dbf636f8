/* What went wrong, and where that came up. */
#include "view/sentences.h"

/* `, line 5 of inner(1)`. */
static void add_place(Builder *out, uint32_t line, Str inside)
{
    if (line)
        builder_printf(out, ", line %u", line);
    if (line && inside.length) {
        builder_text(out, " of ");
        builder_str(out, inside);
    }
}

/* Whether it is what a lane of its own says at its end. */
static bool has_lane(const Timeline *timeline, const Mishap *mishap)
{
    for (size_t i = 0; i < timeline->lanes.count; i++) {
        const Mark *failed = timeline_failure(&timeline->lanes.items[i]);
        const MarkWords *texts = failed ? mark_words(failed) : NULL;
        if (texts && texts->line == mishap->line && str_equal(texts->text, mishap->text))
            return true;
    }
    return false;
}

void say_error_place(Builder *out, const Timeline *timeline, bool with_lines)
{
    enum { MOST_TOLD = 3, MOST_LOOKED = 64 };
    const Mark *failed = timeline->lanes.count ? timeline_failure(&timeline->lanes.items[0]) : NULL;
    size_t told = 0, more = 0, count = timeline->inside.count;
    if (timeline->outcome != OUTCOME_ERROR || !failed ||
        !str_equal(mark_words(failed)->text, timeline->outcome_text))
        return;
    if (with_lines)
        add_place(out, mark_words(failed)->line, mark_words(failed)->inside);
    for (size_t i = 0; i < count && i < MOST_LOOKED; i++) {
        const Mishap *mishap = &timeline->inside.items[i];
        if (mishap->lane != 0 || has_lane(timeline, mishap))
            continue;
        if (told == MOST_TOLD) {
            more++;
            continue;
        }
        builder_text(out, told++ ? "; " : "; inside: ");
        say_mishap(out, mishap, with_lines);
    }
    if (more)
        builder_printf(out, "; and %zu more", more);
}

void say_failure(Builder *out, const Mark *mark)
{
    builder_str(out, mark_words(mark)->text);
    add_place(out, mark_words(mark)->line, mark_words(mark)->inside);
}

void say_mishap(Builder *out, const Mishap *mishap, bool with_line)
{
    builder_str(out, mishap->text);
    if (with_line)
        add_place(out, mishap->line, mishap->inside);
}
