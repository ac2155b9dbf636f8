#include "export/export.h"

#include <stdlib.h>

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

size_t export_instants(const ExportJob *job, Arena *arena, int64_t **into)
{
    const Lesson *lesson = job->lesson;
    size_t room = 0, count = 0, kept = 0;
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        room += lesson->timelines[i]->moments.count + 1;
    int64_t *times = ARENA_ARRAY(arena, int64_t, room);
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        const Timeline *timeline = lesson->timelines[i];
        if (job->view.shown >> i & 1)
            continue;
        for (size_t k = 0; k < timeline->moments.count; k++)
            times[count++] = timeline->moments.items[k].t;
        times[count++] = timeline->end;
    }
    qsort(times, count, sizeof *times, by_time);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || times[i] != times[kept - 1])
            times[kept++] = times[i];
    *into = times;
    return kept;
}
