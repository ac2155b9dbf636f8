/* One instant of a lesson as pixels: for every format that shows pictures. Private to export/. */
#ifndef EXPORT_STILL_H
#define EXPORT_STILL_H

#include "export/export.h"

/* Reused from frame to frame: zero-initialised, freed by still_free. */
typedef struct Still {
    Picture picture;
    uint32_t *pixels; /* 0xFFRRGGBB, rows one after another */
    int width, height;
} Still;

/* Lays out and paints the job's lesson at the instant `at`. Where the view is transparent, pixels
 * are 0xAARRGGBB, not premultiplied. */
void still_paint(Still *still, const ExportJob *job, Moment at);
void still_free(Still *still);

#endif
