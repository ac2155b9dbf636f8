/* Pixels as the bytes of a file. Private to export/. */
#ifndef EXPORT_ENCODE_H
#define EXPORT_ENCODE_H

#include "base/file.h"

/* width x height pixels 0xFFRRGGBB, rows one after another; and the colours that they are made of
 * but for mixtures at edges (at most 256; none: unknown). */
typedef struct Bitmap {
    const uint32_t *pixels;
    int width, height;
    const uint32_t *ramps;
    size_t ramp_count;
    bool transparent; /* pixels are 0xAARRGGBB, not premultiplied, and no ramps are used */
} Bitmap;

/* A PNG: a palette where 256 colours are enough, or the ramps near enough, else RGB. Wide as a
 * 13.333 inch slide; no times in it. */
bool encode_png(const Bitmap *bitmap, FileWriter *out, FileError *error);

#endif
