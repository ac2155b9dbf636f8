#include "export/export.h"

extern const ExportFormat svg_format;

static bool write_svg(const ExportJob *job, FileWriter *out, FileError *error)
{
    (void)error;
    Picture picture = {0};
    view_picture(job->lesson, job->at, &job->view, &job->measure, &picture, NULL);
    SvgOptions options = {.outlines = job->outlines, .fonts = job->fonts,
                          .title = job->lesson->title,
                          .description = job->lesson->description};
    Builder svg = {0};
    paint_svg(&picture, &options, &svg);
    file_put(out, svg.at, svg.length);
    builder_free(&svg);
    picture_free(&picture);
    return true;
}

const ExportFormat svg_format = {
    .name = "svg",
    .help = "a drawing that scales, with real text",
    .flags = FORMAT_PICTURE | FORMAT_NEEDS_FONTS,
    .write = write_svg,
};
