/* Callbacks that are due at one instant and may come in another order in real Python. */
#include "sim/loop_inside.h"
#include "sim/threads.h"

#include <string.h>

static void note(Run *run, uint32_t first, uint32_t second, int64_t t)
{
    if (!run->races || !first)
        return;
    uint64_t pair = (uint64_t)first << 32 | second;
    uint64_t *last = &run->loop->last_races[(first * 31 + second) % LAST_RACES];
    if (*last == pair)
        return;
    *last = pair;
    for (size_t i = 0; i < run->races->list.count; i++) {
        const Race *known = &run->races->list.items[i];
        if ((known->first == first && known->second == second) ||
            (known->first == second && known->second == first))
            return;
    }
    array_push(&run->races->list, (Race){.first = first, .second = second, .t = t});
}

void races_note(Run *run, uint32_t first, uint32_t second, int64_t t)
{
    if (second)
        note(run, first, second, t);
}

void races_note_unordered(Run *run)
{
    note(run, run->py.step, 0, run->now);
}

static uint32_t next_choice(Run *run)
{
    size_t choice = run->choice++;
    return choice < run->options.choice_count ? run->options.choices[choice] : 0;
}

static Candidate candidate_of(const Ready *ready)
{
    if (ready->self->kind == OBJ_TASK) {
        const Task *task = (const Task *)ready->self;
        return (Candidate){.task = task->index, .place = task->future.line};
    }
    if (ready->self->kind == OBJ_TIMER) {
        const Timer *timer = (const Timer *)ready->self;
        return (Candidate){.task = timer->task, .place = timer->step};
    }
    return thread_candidate(ready->self);
}

void races_decide(Run *run, size_t from)
{
    Loop *loop = run->loop;
    size_t count = loop->count - from;
    if (count < 2)
        return;
    if (count > MOST_CANDIDATES)
        count = MOST_CANDIDATES;
    Candidate candidates[MOST_CANDIDATES];
    Ready queued[MOST_CANDIDATES];
    size_t left[MOST_CANDIDATES];
    uint32_t first = (uint32_t)run->choice;
    for (size_t i = 0; i < count; i++) {
        queued[i] = *ready_at(loop, from + i);
        candidates[i] = candidate_of(&queued[i]);
        left[i] = i;
    }
    for (size_t i = 0; i < count; i++) {
        size_t pick = i + 1 < count ? next_choice(run) : 0;
        if (pick >= count - i)
            pick = count - i - 1;
        size_t taken = left[pick];
        memmove(left + pick, left + pick + 1, (count - i - pick - 1) * sizeof *left);
        candidates[taken].position = (uint32_t)i;
        *ready_at(loop, from + i) = queued[taken];
    }
    trace_add(run->trace, (Event){.t = run->now,
                                  .task = NO_TASK,
                                  .race = trace_add_race(run->trace, first, candidates, count),
                                  .kind = EVENT_CHOICE});
}
