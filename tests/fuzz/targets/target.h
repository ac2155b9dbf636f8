/* What the fuzz targets share. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include "lesson/lesson.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* As assert, in every build. */
#define MUST(truth) ((truth) ? (void)0 : abort())

/* Makes a lesson of the text, within small limits, and looks at it: with every panel, at its start,
 * its middle and its end, in SVG. */
void target_show(Str name, Str text, SimOptions options);

#endif
