/* Who waits for whom for ever: the graph of a stuck run, its circles, and those who wait for the
 * dead. An edge leads from a lane that waits to each that could end its waiting: the task it awaits;
 * who holds the lock; who is in at the semaphore; of a queue those who have taken from it (for a
 * place, or for join) or put into it (for an item); who has set the event or notified. */
#include "timeline/inside.h"

typedef struct Edge {
    uint32_t to, resource; /* resource: index + 1; 0: a task itself */
} Edge;

typedef struct Node {
    ARRAY(Edge) edges;
    bool stuck;
} Node;

typedef struct Net {
    Timeline *timeline;
    Node *nodes;
    uint32_t count;
} Net;

enum { MOST_EDGES_EACH = 64 };

static void add_edge(Net *net, uint32_t from, uint32_t to, uint32_t resource)
{
    Node *node = &net->nodes[from];
    for (size_t i = 0; i < node->edges.count; i++)
        if (node->edges.items[i].to == to)
            return;
    if (node->edges.count < MOST_EDGES_EACH)
        array_push(&node->edges, (Edge){.to = to, .resource = resource});
}

/* --- edges by resources --- */

/* Whether the lane waits for an item: else for a place, or for all to be done. */
static bool wants_item(const Resource *resource)
{
    const ResourceState *last =
        resource->states.count ? &resource->states.items[resource->states.count - 1] : NULL;
    return !last || last->value == 0 || resource->capacity == 0 ||
           last->value < resource->capacity;
}

/* Those who have done it before may do it again. */
static void add_partners(Net *net, uint32_t lane, uint32_t index, ChangeKind kind)
{
    const Resource *resource = &net->timeline->resources.items[index - 1];
    enum { LOOKED_AT = 4096 };
    for (size_t i = 0; i < resource->states.count && i < LOOKED_AT; i++) {
        const ResourceState *state = &resource->states.items[i];
        bool itself = state->lane == lane && (kind == CHANGE_SET || kind == CHANGE_NOTIFY);
        if (state->kind == kind && state->lane != NO_TASK && !itself &&
            net->nodes[state->lane].stuck)
            add_edge(net, lane, state->lane, index);
    }
}

static bool ends_with_join(Str label)
{
    static const char join[] = "join()";
    size_t length = sizeof join - 1;
    return label.length >= length &&
           str_equal((Str){label.at + label.length - length, length}, (Str){join, length});
}

static void add_resource_edges(Net *net, uint32_t lane, const Span *span)
{
    const Resource *resource = &net->timeline->resources.items[span_resource(span) - 1];
    uint32_t holders[MOST_EDGES_EACH];
    switch (resource->kind) {
    case OBJECT_LOCK:
    case OBJECT_SEMAPHORE: {
        Moment end = {INT64_MAX, ALL_STEPS};
        size_t count = resource_holders(resource, end, holders, MOST_EDGES_EACH);
        for (size_t i = 0; i < count; i++)
            if (holders[i] != NO_TASK && net->nodes[holders[i]].stuck)
                add_edge(net, lane, holders[i], span_resource(span));
        break;
    }
    case OBJECT_QUEUE:
    case OBJECT_PRIORITY_QUEUE:
    case OBJECT_LIFO_QUEUE:
        add_partners(net, lane, span_resource(span),
                     !ends_with_join(span_label(span)) && wants_item(resource) ? CHANGE_PUT
                                                                          : CHANGE_GET);
        break;
    case OBJECT_EVENT: add_partners(net, lane, span_resource(span), CHANGE_SET); break;
    case OBJECT_CONDITION: add_partners(net, lane, span_resource(span), CHANGE_NOTIFY); break;
    default: break;
    }
}

static const Span *last_span(const Timeline *timeline, uint32_t lane)
{
    const Lane *which = &timeline->lanes.items[lane];
    const Span *span = which->spans.count ? &which->spans.items[which->spans.count - 1] : NULL;
    return span && span->open ? span : NULL;
}

/* --- circles --- */

typedef struct Walk {
    uint32_t *before, *through; /* by lane: from whom, and by which resource */
    uint32_t *queue;
    bool *seen;
} Walk;

/* The shortest way from `start` back to it; false where there is none. */
static bool find_circle(const Net *net, Walk *walk, uint32_t start, uint32_t *last)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < net->count; i++)
        walk->seen[i] = false;
    walk->queue[count++] = start;
    for (uint32_t next = 0; next < count; next++) {
        uint32_t at = walk->queue[next];
        for (size_t i = 0; i < net->nodes[at].edges.count; i++) {
            Edge edge = net->nodes[at].edges.items[i];
            if (edge.to == start) {
                walk->through[start] = edge.resource;
                *last = at;
                return true;
            }
            if (walk->seen[edge.to])
                continue;
            walk->seen[edge.to] = true;
            walk->before[edge.to] = at;
            walk->through[edge.to] = edge.resource;
            walk->queue[count++] = edge.to;
        }
    }
    return false;
}

/* False where it is too long to be told. */
static bool keep_circle(Net *net, const Walk *walk, uint32_t start, uint32_t last, bool *in_one)
{
    Timeline *timeline = net->timeline;
    uint32_t lanes[LONGEST_CIRCLE], count = 0;
    for (uint32_t at = last;; at = walk->before[at]) {
        if (count == LONGEST_CIRCLE)
            return false;
        lanes[count++] = at;
        if (at == start)
            break;
    }
    Circle *circle = &timeline->circles.items[timeline->circles.count++];
    circle->links.items = ARENA_ARRAY(&timeline->arena, CircleLink, count);
    for (uint32_t i = count; i-- > 0;) {
        uint32_t next = i ? lanes[i - 1] : start;
        circle->links.items[circle->links.count++] =
            (CircleLink){.lane = lanes[i], .resource = walk->through[next]};
        in_one[lanes[i]] = true;
    }
    return true;
}

static void find_circles(Net *net)
{
    enum { MOST_STARTS = 256 };
    Timeline *timeline = net->timeline;
    Walk walk = {.before = mem_new(net->count * sizeof(uint32_t)),
                 .through = mem_new(net->count * sizeof(uint32_t)),
                 .queue = mem_new((net->count + 1) * sizeof(uint32_t)),
                 .seen = mem_new(net->count * sizeof(bool))};
    bool *in_one = mem_new(net->count * sizeof(bool));
    uint32_t starts = 0;
    timeline->circles.items = ARENA_ARRAY(&timeline->arena, Circle, MOST_CIRCLES);
    for (uint32_t i = 0; i < net->count && starts < MOST_STARTS; i++) {
        uint32_t last;
        if (in_one[i] || net->nodes[i].edges.count == 0)
            continue;
        starts++;
        if (find_circle(net, &walk, i, &last))
            keep_circle(net, &walk, i, last, in_one);
        if (timeline->circles.count == MOST_CIRCLES)
            break;
    }
    mem_free(walk.before);
    mem_free(walk.through);
    mem_free(walk.queue);
    mem_free(walk.seen);
    mem_free(in_one);
}

/* --- the dead --- */

static bool died(const Timeline *timeline, uint32_t lane)
{
    const Lane *which = &timeline->lanes.items[lane];
    return which->has_ended && state_when_over(which) != LANE_DONE;
}

/* Of those who took from a queue or put into it, the last that died, where none of them lives. */
static void find_orphan(Net *net, uint32_t lane, const Span *span, size_t room)
{
    Timeline *timeline = net->timeline;
    const Resource *resource = &timeline->resources.items[span_resource(span) - 1];
    uint32_t dead = NO_TASK;
    if (timeline->orphans.count == room)
        return;
    for (size_t i = resource->states.count; i-- > 0 && dead == NO_TASK;) {
        uint32_t other = resource->states.items[i].lane;
        if (other != NO_TASK && other != lane && died(timeline, other))
            dead = other;
    }
    if (dead != NO_TASK)
        timeline->orphans.items[timeline->orphans.count++] =
            (Orphan){.waiter = lane, .dead = dead, .resource = span_resource(span)};
}

static void find_orphans(Net *net)
{
    enum { MOST_ORPHANS = 16 };
    Timeline *timeline = net->timeline;
    timeline->orphans.items = ARENA_ARRAY(&timeline->arena, Orphan, MOST_ORPHANS);
    for (uint32_t i = 0; i < net->count; i++) {
        const Span *span = last_span(timeline, i);
        if (net->nodes[i].stuck && span && span_resource(span) && net->nodes[i].edges.count == 0)
            find_orphan(net, i, span, MOST_ORPHANS);
    }
}

void timeline_find_circles(Timeline *timeline, const Trace *trace)
{
    if (timeline->outcome != OUTCOME_STUCK)
        return;
    Net net = {.timeline = timeline, .count = (uint32_t)timeline->lanes.count};
    net.nodes = mem_new(net.count * sizeof *net.nodes);
    for (uint32_t i = 0; i < net.count; i++)
        net.nodes[i].stuck = !timeline->lanes.items[i].has_ended;
    for (size_t i = trace_count(trace); i-- > 0;) { /* they stand together at the end */
        Event event = trace_event(trace, i);
        if (event.kind == EVENT_EDGE)
            add_edge(&net, event.task, event.other, 0);
        else if (event.kind != EVENT_END)
            break;
    }
    for (uint32_t i = 0; i < net.count; i++) {
        const Span *span = last_span(timeline, i);
        if (net.nodes[i].stuck && span && span_resource(span))
            add_resource_edges(&net, i, span);
    }
    find_circles(&net);
    find_orphans(&net);
    for (uint32_t i = 0; i < net.count; i++)
        array_free(&net.nodes[i].edges);
    mem_free(net.nodes);
}
