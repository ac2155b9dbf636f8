/* Hatchings in SVG: their stripes as paths, since not every reader knows patterns. A path takes a
 * handful of them, so that of a bar that grows from picture to picture most stay as they are. */
#include "draw/drawable.h"
#include "draw/svg.h"

#include <math.h>
#include <stdlib.h>

enum { STRIPES_A_PATH = 6 };

typedef struct Hatch {
    Builder *out;
    const Draw *draw;
    long open; /* the handful whose path is open */
    bool any;
} Hatch;

static void close_path(Hatch *hatch)
{
    if (!hatch->any)
        return;
    builder_char(hatch->out, '"');
    svg_colour(hatch->out, "fill", hatch->draw->colour);
    builder_text(hatch->out, "/>\n");
}

/* In tenths, which never add up to an error since they are told from whole to whole. */
static void add_tenths(Builder *out, long tenths)
{
    if (tenths < 0)
        builder_char(out, '-');
    tenths = labs(tenths);
    builder_printf(out, "%ld", tenths / 10);
    if (tenths % 10)
        builder_printf(out, ".%ld", tenths % 10);
}

static void add_stripe(void *context, const Stripe *stripe)
{
    Hatch *hatch = context;
    long handful = (long)floor((double)stripe->number / STRIPES_A_PATH);
    if (!hatch->any || handful != hatch->open) {
        close_path(hatch);
        builder_text(hatch->out, "<path d=\"");
        hatch->open = handful;
        hatch->any = true;
    }
    long x = 0, y = 0;
    for (int i = 0; i < stripe->count; i++) {
        long to_x = lroundf(stripe->points[i].x * 10), to_y = lroundf(stripe->points[i].y * 10);
        if (i < 2)
            builder_char(hatch->out, i == 0 ? 'M' : 'l');
        else if (to_x >= x)
            builder_char(hatch->out, ' ');
        add_tenths(hatch->out, to_x - x);
        if (to_y >= y)
            builder_char(hatch->out, ' ');
        add_tenths(hatch->out, to_y - y);
        x = to_x;
        y = to_y;
    }
    builder_char(hatch->out, 'z');
}

void svg_hatch(Builder *out, const Draw *draw)
{
    Hatch hatch = {.out = out, .draw = draw};
    drawable_stripes(draw, add_stripe, &hatch);
    close_path(&hatch);
}
