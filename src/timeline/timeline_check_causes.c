/* What every timeline promises of threads, arrows, output, and of why things are as they are. */
#include "timeline/inside.h"

static bool in_order(Moment first, Moment second)
{
    return moment_compare(first, second) <= 0;
}

static bool is_lane(const Timeline *timeline, uint32_t lane)
{
    return lane < timeline->lanes.count;
}

static bool is_lane_or_none(const Timeline *timeline, uint32_t lane)
{
    return lane == NO_TASK || is_lane(timeline, lane);
}

/* Jobs begin in order; so a worker's next begins after the last one that it was seen with. */
static const char *threads_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->threads.count; i++) {
        const ThreadSpan *job = &timeline->threads.items[i];
        if (job->worker >= timeline->worker_count || !is_lane(timeline, job->lane) ||
            job->span.kind != SPAN_THREAD)
            return "a job is nobody's";
        if (!in_order(job->span.from, job->span.to) || job->span.to.t > timeline->end)
            return "a job ends before it begins, or after all is over";
        if (i && !in_order(job[-1].span.from, job->span.from))
            return "jobs are out of order";
    }
    return NULL;
}

static const char *arrows_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->arrows.count; i++) {
        const Arrow *arrow = &timeline->arrows.items[i];
        if (!is_lane(timeline, arrow->from) || !is_lane(timeline, arrow->to) ||
            arrow->from == arrow->to)
            return "an arrow leads from nowhere, or nowhere";
        const Lane *made = &timeline->lanes.items[arrow->to];
        if (arrow->kind == ARROW_CREATE &&
            (made->maker != arrow->from || moment_compare(made->born, arrow->at) != 0))
            return "an arrow says of a task that another one made it";
        if (i && !in_order(arrow[-1].at, arrow->at))
            return "arrows are out of order";
    }
    return NULL;
}

static const char *output_wrong(const Timeline *timeline)
{
    uint32_t of_the_loop = 0;
    for (size_t i = 0; i < timeline->output.count; i++) {
        const OutputLine *line = &timeline->output.items[i];
        if (!is_lane_or_none(timeline, line->lane) || line->at.t > timeline->end)
            return "a line of the output is nobody's, or comes after the end";
        if (i && !in_order(line[-1].at, line->at))
            return "the output is out of order";
        of_the_loop += line->lane == NO_TASK;
    }
    return of_the_loop == timeline->loop_prints ? NULL : "the loop's own lines are miscounted";
}

static const char *together_wrong(const Timeline *timeline)
{
    for (size_t i = 1; i < timeline->together.count; i++)
        if (timeline->together.items[i - 1].t >= timeline->together.items[i].t ||
            timeline->together.items[i - 1].count == timeline->together.items[i].count)
            return "what goes on at once is out of order";
    return NULL;
}

static const char *held_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->held.count; i++) {
        const HeldLoop *held = &timeline->held.items[i];
        if (!is_lane(timeline, held->lane) || held->from.t >= held->to.t)
            return "nobody held the loop, or for no time";
        if (i && !in_order(held[-1].to, held->from))
            return "two held the loop at once";
    }
    for (size_t i = 0; i < timeline->real_waits.count; i++) {
        const RealWait *wait = &timeline->real_waits.items[i];
        if (wait->from.t >= wait->to.t || (i && wait[-1].to.t >= wait->from.t))
            return "real waits touch each other, or take no time";
    }
    return NULL;
}

static const char *resources_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->resources.count; i++) {
        const Resource *resource = &timeline->resources.items[i];
        for (size_t j = 0; j < resource->states.count; j++) {
            const ResourceState *state = &resource->states.items[j];
            if (!is_lane_or_none(timeline, state->lane))
                return "somebody changed an object who does not exist";
            if (j && !in_order(state[-1].at, state->at))
                return "an object's changes are out of order";
        }
    }
    return NULL;
}

static const char *limits_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->limits.count; i++) {
        const LimitSpan *limit = &timeline->limits.items[i];
        if (!is_lane(timeline, limit->lane) || !in_order(limit->from, limit->to))
            return "a time limit is nobody's, or is over before it begins";
        if (limit->open ? limit->struck || limit->to.t != timeline->end
                        : limit->to.t > timeline->end)
            return "a time limit's end is none";
        if (limit->struck && limit->when > limit->to.t)
            return "a time limit strikes before it is due";
        if (i && !in_order(limit[-1].from, limit->from))
            return "time limits are out of order";
    }
    return NULL;
}

static const char *cancels_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->cancels.count; i++) {
        const Cancel *cancel = &timeline->cancels.items[i];
        if (!is_lane(timeline, cancel->to) || !is_lane_or_none(timeline, cancel->from))
            return "somebody is cancelled, or cancels, who does not exist";
        if (cancel->arrived && !in_order(cancel->at, cancel->arrival))
            return "a cancelling arrives before it is sent";
        if (i && !in_order(cancel[-1].at, cancel->at))
            return "cancellings are out of order";
    }
    return NULL;
}

static const char *mishaps_wrong(const Timeline *timeline)
{
    for (size_t i = 0; i < timeline->warnings.count; i++)
        if (!is_lane_or_none(timeline, timeline->warnings.items[i].lane))
            return "a warning is of what does not exist";
    for (size_t i = 0; i < timeline->inside.count; i++)
        if (!is_lane(timeline, timeline->inside.items[i].lane))
            return "what failed inside of a group ended no lane";
    return NULL;
}

/* Each link is one that waits for ever. */
static const char *circle_wrong(const Timeline *timeline, const Circle *circle)
{
    for (size_t i = 0; i < circle->links.count; i++) {
        const CircleLink *link = &circle->links.items[i];
        if (!is_lane(timeline, link->lane) || timeline->lanes.items[link->lane].has_ended ||
            link->resource > timeline->resources.count)
            return "a circle leads over what does not wait";
    }
    return circle->links.count ? NULL : "a circle of nobody";
}

static const char *stuck_wrong(const Timeline *timeline)
{
    if (timeline->outcome != OUTCOME_STUCK && (timeline->circles.count || timeline->orphans.count))
        return "nothing is stuck, and yet somebody waits for ever";
    for (size_t i = 0; i < timeline->circles.count; i++) {
        const char *wrong = circle_wrong(timeline, &timeline->circles.items[i]);
        if (wrong)
            return wrong;
    }
    for (size_t i = 0; i < timeline->orphans.count; i++) {
        const Orphan *orphan = &timeline->orphans.items[i];
        if (!is_lane(timeline, orphan->waiter) || !is_lane(timeline, orphan->dead) ||
            timeline->lanes.items[orphan->waiter].has_ended ||
            !timeline->lanes.items[orphan->dead].has_ended ||
            orphan->resource - 1 >= timeline->resources.count)
            return "somebody waits for the dead who is dead, or they live";
    }
    return NULL;
}

const char *timeline_causes_wrong(const Timeline *timeline)
{
    static const char *(*const promises[])(const Timeline *timeline) = {
        threads_wrong,   arrows_wrong,  output_wrong,  together_wrong, held_wrong,
        resources_wrong, limits_wrong,  cancels_wrong, mishaps_wrong,  stuck_wrong};
    const char *wrong = NULL;
    for (size_t i = 0; !wrong && i < sizeof promises / sizeof *promises; i++)
        wrong = promises[i](timeline);
    return wrong;
}
