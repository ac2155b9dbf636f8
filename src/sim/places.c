/* Where each step stands in the file, for the trace. Lines and columns of all steps' beginnings and
 * ends are counted in one walk over the text, so that a long file costs no more than its length. */
#include "sim/loop.h"

#include <stdlib.h>

typedef struct Point {
    uint32_t offset, step; /* step: its index */
    bool is_end;
} Point;

static int by_offset(const void *a, const void *b)
{
    uint32_t first = ((const Point *)a)->offset, second = ((const Point *)b)->offset;
    return (first > second) - (first < second);
}

static Point *sorted_points(const Scenario *scenario)
{
    Point *points = mem_new(2 * (size_t)scenario->step_count * sizeof *points);
    for (uint32_t i = 0; i < scenario->step_count; i++) {
        Place at = scenario->steps[i]->at;
        points[2 * (size_t)i] = (Point){.offset = at.offset, .step = i};
        points[2 * (size_t)i + 1] =
            (Point){.offset = at.offset + at.length, .step = i, .is_end = true};
    }
    if (scenario->step_count)
        qsort(points, 2 * (size_t)scenario->step_count, sizeof *points, by_offset);
    return points;
}

static void note(TracePlace *place, LineColumn at, bool is_end)
{
    if (is_end) {
        place->end_line = at.line;
        place->end_column = at.column;
    } else {
        place->line = at.line;
        place->column = at.column;
    }
}

void trace_places(Run *run)
{
    const Scenario *scenario = run->py.scenario;
    Str text = scenario->source.text;
    Point *points = sorted_points(scenario);
    TracePlace *places = mem_new(scenario->step_count * sizeof *places);
    LineColumn at = {1, 1};
    uint32_t walked = 0;
    for (size_t i = 0; i < 2 * (size_t)scenario->step_count; i++) {
        for (; walked < points[i].offset && walked < text.length; walked++) {
            if (text.at[walked] == '\n')
                at = (LineColumn){at.line + 1, 1};
            else
                at.column += ((unsigned char)text.at[walked] & 0xc0) != 0x80;
        }
        note(&places[points[i].step], at, points[i].is_end);
    }
    for (uint32_t i = 0; i < scenario->step_count; i++) {
        places[i].offset = scenario->steps[i]->at.offset;
        places[i].length = scenario->steps[i]->at.length;
        trace_add_place(run->trace, places[i]);
    }
    mem_free(points);
    mem_free(places);
}
