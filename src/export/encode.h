/* Pixels as the bytes of a file. Private to export/. */
#ifndef EXPORT_ENCODE_H
#define EXPORT_ENCODE_H

#include "base/file.h"

/* A PNG of width x height pixels 0xFFRRGGBB, rows one after another: a palette where 256 colours
 * are enough, else RGB. Wide as a 13.333 inch slide; no times in it. */
bool encode_png(const uint32_t *pixels, int width, int height, FileWriter *out, FileError *error);

#endif
