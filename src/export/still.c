#include "export/still.h"

#include "base/mem.h"

void still_paint(Still *still, const ExportJob *job, Moment at)
{
    const ViewState *view = &job->view;
    if (still->width != view->width || still->height != view->height) {
        size_t count = (size_t)view->width * (size_t)view->height;
        still->pixels = mem_resize_array(still->pixels, count, sizeof *still->pixels);
        still->width = view->width;
        still->height = view->height;
    }
    view_picture(job->lesson, at, view, &job->measure, &still->picture, NULL);
    paint_pixels(&still->picture, job->fonts, still->pixels, still->width, still->height,
                 still->width * (int)sizeof *still->pixels);
}

void still_free(Still *still)
{
    picture_free(&still->picture);
    mem_free(still->pixels);
    *still = (Still){0};
}
