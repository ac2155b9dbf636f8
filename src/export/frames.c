#include "export/frames.h"

#include "base/mem.h"

#include <math.h>

static const double END = 2, LENGTH = 12, DWELL = 0.3; /* seconds */

void frames_open(Frames *frames, const ExportJob *job, double fps)
{
    *frames = (Frames){.job = job, .fps = job->fps > 0 ? job->fps : fps,
                       .width = job->view.width, .height = job->view.height};
    frames->pixels = mem_new((size_t)frames->width * (size_t)frames->height * 4);
    frames->schedule = schedule_make(job->lesson->timelines, job->lesson->timeline_count,
                                     job->length > 0 ? job->length : LENGTH, DWELL);
    export_teaching(job, &frames->arena, &frames->teaching);
    teaching_hold(&frames->schedule, &frames->teaching);
    frames->count = (size_t)ceil((frames->schedule.length + END) * frames->fps);
}

/* A note that is held to be read is told as its step is. */
static void paint(Frames *frames, Moment at, size_t held)
{
    ExportJob step = *frames->job;
    const ExportJob *job = &step;
    if (held)
        export_tell(&step, &frames->teaching.items[held - 1]);
    ViewState view = job->view;
    Picture *before = &frames->pictures[frames->current];
    Picture *picture = &frames->pictures[frames->current = !frames->current];
    view.show_playhead = moment_compare(at, lesson_end(job->lesson)) < 0;
    view.moves = true;
    view_picture(job->lesson, at, &view, &job->measure, picture, NULL);
    frames->damage = (Damage){{{0, 0, frames->width, frames->height}}, 1};
    if (frames->next)
        damage_between(before, picture, &frames->damage);
    for (int i = 0; i < frames->damage.count; i++)
        paint_pixels_patch(picture, job->fonts, frames->pixels, frames->width, frames->height,
                           frames->width * 4, frames->damage.patches[i]);
}

bool frames_next(Frames *frames)
{
    const ExportJob *job = frames->job;
    if (frames->next == frames->count)
        return false;
    double film = (double)frames->next / frames->fps;
    bool poster = frames->next == 0;
    Moment at = poster ? lesson_end(job->lesson) : schedule_moment(&frames->schedule, film);
    size_t held = poster ? 0 : teaching_held(&frames->schedule, film);
    if (frames->next && moment_compare(at, frames->at) == 0 && held == frames->held)
        frames->damage.count = 0;
    else
        paint(frames, at, held);
    frames->at = at;
    frames->held = held;
    frames->next++;
    if (job->progress)
        job->progress(job->progress_context, (double)frames->next / (double)frames->count);
    return true;
}

void frames_close(Frames *frames)
{
    schedule_free(&frames->schedule);
    picture_free(&frames->pictures[0]);
    picture_free(&frames->pictures[1]);
    array_free(&frames->teaching);
    arena_free(&frames->arena);
    mem_free(frames->pixels);
}
