#include "export/still.h"

#include "base/mem.h"

static void paint(const Still *still, const ExportJob *job, uint32_t *pixels)
{
    paint_pixels(&still->picture, job->fonts, pixels, still->width, still->height,
                 still->width * (int)sizeof *pixels);
}

/* The colour of which white and black grounds make these two. What green differs by is what the
 * colour does not cover. */
static uint32_t between(uint32_t on_white, uint32_t on_black)
{
    uint32_t alpha = 255 - ((on_white >> 8 & 255) - (on_black >> 8 & 255));
    uint32_t colour = alpha << 24;
    for (int shift = 0; shift < 24 && alpha; shift += 8) {
        uint32_t part = ((on_black >> shift & 255) * 255 + alpha / 2) / alpha;
        colour |= (part < 255 ? part : 255) << shift;
    }
    return colour;
}

/* Painted twice: the ground, which is the first command, in white and in black. */
static void paint_seen_through(Still *still, const ExportJob *job)
{
    size_t count = (size_t)still->width * (size_t)still->height;
    uint32_t *on_black = mem_large(count, sizeof *on_black);
    Draw *ground = &still->picture.list.items[0];
    ground->colour = 0xFFFFFFFF;
    paint(still, job, still->pixels);
    ground->colour = 0xFF000000;
    paint(still, job, on_black);
    for (size_t i = 0; i < count; i++)
        still->pixels[i] = between(still->pixels[i], on_black[i]);
    mem_free(on_black);
}

void still_paint(Still *still, const ExportJob *job, Moment at)
{
    const ViewState *view = &job->view;
    if (still->width != view->width || still->height != view->height) {
        size_t count = (size_t)view->width * (size_t)view->height;
        mem_free(still->pixels);
        still->pixels = mem_large(count, sizeof *still->pixels);
        still->width = view->width;
        still->height = view->height;
    }
    view_picture(job->lesson, at, view, &job->measure, &still->picture, NULL);
    if (view->transparent)
        paint_seen_through(still, job);
    else
        paint(still, job, still->pixels);
}

void still_free(Still *still)
{
    picture_free(&still->picture);
    mem_free(still->pixels);
    *still = (Still){0};
}
