#include "base/budget.h"
#include "base/mem.h"
#include "lesson/lesson.h"
#include "lesson/source.h"
#include "steps/steps.h"

struct Mending {
    Builder name, text; /* copies */
    Diags diags;
    ScenarioLoading *reading; /* under way, or NULL: it has come to its end ... */
    Loaded *read; /* ... and this is what was made of the text, which nobody will see; or NULL */
};

Mending *mending_begin(Str name, Str text)
{
    if (!lesson_is_scenario(name, text))
        return NULL;
    Mending *mending = mem_new(sizeof *mending);
    builder_str(&mending->name, name);
    builder_str(&mending->text, text);
    mending->read = mem_new(sizeof *mending->read);
    mending->read->kind = &source_scenario;
    mending->reading = scenario_begin(builder_view(&mending->name), builder_view(&mending->text),
                                      step_specs, step_verb_count, &mending->diags);
    return mending;
}

static void end_reading(Mending *mending)
{
    bool good;
    if (mending->reading)
        mending->read->scenario = scenario_take(mending->reading, &good);
    mending->reading = NULL;
}

bool mending_advance(Mending *mending, uint64_t *budget)
{
    if (mending->reading && !scenario_advance(mending->reading, budget))
        return false;
    end_reading(mending);
    if (mending->read && !lesson_free_on(mending->read, budget))
        return false;
    mending->read = NULL;
    return true;
}

static void free_mending(Mending *mending)
{
    diags_free(&mending->diags);
    builder_free(&mending->name);
    builder_free(&mending->text);
    mem_free(mending);
}

size_t mending_take(Mending *mending, Builder *out)
{
    size_t mended = diags_mend(&mending->diags, builder_view(&mending->text), out);
    free_mending(mending);
    return mended;
}

Loaded *mending_leave(Mending *mending)
{
    if (!mending)
        return NULL;
    end_reading(mending);
    Loaded *read = mending->read;
    free_mending(mending);
    return read;
}

static size_t mend_once(Str name, Str text, Builder *out)
{
    uint64_t budget = BUDGET_ALL;
    Mending *mending = mending_begin(name, text);
    if (mending)
        mending_advance(mending, &budget);
    return mending ? mending_take(mending, out) : 0;
}

size_t lesson_mend(Str name, Str text, Builder *out)
{
    size_t all = 0, mended = 1;
    for (int look = 0; look < LESSON_MEND_LOOKS && mended; look++) {
        Builder next = {0};
        mended = mend_once(name, all ? builder_view(out) : text, &next);
        all += mended;
        if (mended) {
            builder_free(out);
            *out = next;
        } else {
            builder_free(&next);
        }
    }
    return all;
}
