#include "app/told.h"

#include "app/report.h"

bool told_take(ExportJob *job, uint32_t step)
{
    Arena arena = {0};
    Teaching teaching = {0};
    size_t count = export_teaching(job, &arena, &teaching);
    bool there = step <= count;
    if (there) {
        export_tell(job, &teaching.items[step - 1]);
        job->view.show_playhead =
            !job->view.slide || moment_compare(job->at, lesson_end(job->lesson)) < 0;
        job->view.step = step;
        job->view.steps = (uint32_t)count;
    } else {
        report_usage("--step %u: %.*s is told in %zu step%s", step,
                     (int)job->lesson->title.length, job->lesson->title.at, count,
                     count == 1 ? "" : "s");
    }
    array_free(&teaching);
    arena_free(&arena);
    return there;
}

static double held_by(const Teaching *teaching)
{
    double seconds = 0;
    for (size_t i = 0; i < teaching->count; i++) {
        const Mark *note = teaching->items[i].note;
        if (note && note->pause)
            seconds += teaching_reading(mark_words(note)->text);
    }
    return seconds;
}

static bool target_fits(const ExportJob *job, const Teaching *teaching, const ExportTarget *target,
                        const Args *args)
{
    bool plays = target_plays(target, args);
    bool each = target->format->flags & FORMAT_PICTURE && !plays &&
                (args_has(args, OPTION_STEPS) || job->fragments);
    double held = plays ? held_by(teaching) : 0;
    if (each && teaching->count > TOLD_MOST_PICTURES)
        report_usage("%s: %.*s is told in %zu steps, and at most %d become pictures; --step N "
                     "makes one of them, with \"note\" steps it is told in those alone",
                     job->fragments ? "--fragments" : "--steps", (int)job->lesson->title.length,
                     job->lesson->title.at, teaching->count, TOLD_MOST_PICTURES);
    else if (held > TOLD_MOST_HELD)
        report_usage("%s: the notes with \"pause\" hold it for %.0f s, and may for %d; take "
                     "\"pause\" from some, or make pictures with --steps",
                     target->format->name, held, TOLD_MOST_HELD);
    else
        return true;
    return false;
}

bool told_fits(const ExportJob *job, const ExportTargets *targets, const Args *args)
{
    Arena arena = {0};
    Teaching teaching = {0};
    bool fits = true;
    export_teaching(job, &arena, &teaching);
    for (size_t i = 0; i < targets->count && fits; i++)
        fits = target_fits(job, &teaching, &targets->items[i], args);
    array_free(&teaching);
    arena_free(&arena);
    return fits;
}
