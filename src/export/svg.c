#include "export/export.h"
#include "timeline/schedule.h"

#include <math.h>

extern const ExportFormat svg_format;

/* Pictures a second of one that plays: enough to follow, few enough to stay small. */
static const double RATE = 10, LENGTH = 12, HOLD = 2, DWELL = 0.3;

static Picture picture_at(const ExportJob *job, Moment at)
{
    Picture picture = {0};
    ViewState view = job->view;
    view.moves = job->animate;
    view.show_playhead = view.show_playhead ||
                         (job->animate && moment_compare(at, lesson_end(job->lesson)) < 0);
    view_picture(job->lesson, at, &view, &job->measure, &picture, NULL);
    return picture;
}

static void add_picture(SvgFilm *film, const ExportJob *job, Moment at)
{
    Picture picture = picture_at(job, at);
    svg_film_add(film, &picture);
    picture_free(&picture);
}

/* A picture of each step by which it is told, without playheads: each adds to what stands. */
static void write_fragments(const ExportJob *job, const SvgOptions *options, Builder *svg)
{
    Arena arena = {0};
    Teaching teaching = {0};
    size_t count = export_teaching(job, &arena, &teaching);
    SvgFilm *film = svg_film_begin(options);
    for (size_t i = 0; i < count; i++) {
        ExportJob step = *job;
        export_tell(&step, &teaching.items[i]);
        step.view.show_playhead = false;
        add_picture(film, &step, step.at);
    }
    svg_film_end(film, &(SvgTiming){.play = SVG_FRAGMENTS}, svg);
    array_free(&teaching);
    arena_free(&arena);
}

/* How many pictures, the end's among them; of a run that fills one with very much, fewer. */
static size_t playing_count(const ExportJob *job, double length)
{
    enum { PICTURES = 3000, COMMANDS = 2000000 };
    Picture end = picture_at(job, lesson_end(job->lesson));
    double most = fmin(PICTURES, COMMANDS / (double)(end.list.count + 1));
    picture_free(&end);
    return (size_t)ceil(fmin(length * RATE, fmax(most, 1))) + 1;
}

/* The whole run, fitted into the length; the last picture is the end. */
static void write_playing(const ExportJob *job, const SvgOptions *options, Builder *svg)
{
    Schedule schedule = schedule_make(job->lesson->timelines, job->lesson->timeline_count,
                                      job->length > 0 ? job->length : LENGTH, DWELL);
    Arena arena = {0};
    Teaching teaching = {0};
    export_teaching(job, &arena, &teaching);
    teaching_hold(&schedule, &teaching);
    size_t count = playing_count(job, schedule.length);
    SvgFilm *film = svg_film_begin(options);
    for (size_t i = 0; i + 1 < count; i++) {
        double real = schedule.length * (double)i / (double)(count - 1);
        size_t held = teaching_held(&schedule, real);
        ExportJob step = *job;
        if (held)
            export_tell(&step, &teaching.items[held - 1]);
        add_picture(film, &step, schedule_moment(&schedule, real));
        if (job->progress)
            job->progress(job->progress_context, (double)i / (double)count);
    }
    add_picture(film, job, lesson_end(job->lesson));
    svg_film_end(film, &(SvgTiming){.play = job->once ? SVG_ONCE : SVG_LOOPS, .hold = HOLD,
                                    .interval = schedule.length / (double)count}, svg);
    schedule_free(&schedule);
    array_free(&teaching);
    arena_free(&arena);
}

static bool write_svg(const ExportJob *job, FileWriter *out, FileError *error)
{
    (void)error;
    SvgOptions options = {.outlines = job->outlines,
                          .embed_fonts = job->embed_fonts,
                          .fonts = job->fonts,
                          .title = job->lesson->title};
    Builder svg = {0}, description = {0};
    bool still = !job->animate && !job->fragments;
    export_description(job, still ? job->at : lesson_end(job->lesson), &description);
    options.description = builder_view(&description);
    if (job->animate) {
        write_playing(job, &options, &svg);
    } else if (job->fragments) {
        write_fragments(job, &options, &svg);
    } else {
        Picture picture = picture_at(job, job->at);
        paint_svg(&picture, &options, &svg);
        picture_free(&picture);
    }
    file_put(out, svg.at, svg.length);
    builder_free(&svg);
    builder_free(&description);
    return true;
}

const ExportFormat svg_format = {
    .name = "svg",
    .help = "a drawing that scales, with real text",
    .flags = FORMAT_PICTURE | FORMAT_NEEDS_FONTS,
    .write = write_svg,
};
