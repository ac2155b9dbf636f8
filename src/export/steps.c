/* A lesson's steps as pictures of a job. */
#include "export/export.h"

size_t export_teaching(const ExportJob *job, Arena *arena, Teaching *teaching)
{
    const Lesson *lesson = job->lesson;
    Timeline **shown = ARENA_ARRAY(arena, Timeline *, lesson->timeline_count);
    uint32_t *index = ARENA_ARRAY(arena, uint32_t, lesson->timeline_count), count = 0;
    for (uint32_t i = 0; i < lesson->timeline_count; i++) {
        if (job->view.shown >> i & 1)
            continue;
        index[count] = i;
        shown[count++] = lesson->timelines[i];
    }
    teaching_make(teaching, shown, count);
    for (size_t i = 0; i < teaching->count; i++)
        if (teaching->items[i].note)
            teaching->items[i].timeline = index[teaching->items[i].timeline];
    return teaching->count;
}

void export_tell(ExportJob *job, const TeachingStep *step)
{
    job->at = step->at;
    job->view.note = step->note;
    job->view.note_timeline = step->note ? step->timeline : 0;
}
