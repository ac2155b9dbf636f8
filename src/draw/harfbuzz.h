/* HarfBuzz, which measures texts and cuts fonts: opened with the first use. Private to draw/. */
#ifndef DRAW_HARFBUZZ_H
#define DRAW_HARFBUZZ_H

#include "base/late.h"

#include <hb-subset.h>
#include <hb.h>

typedef struct HarfBuzz {
#define FUNCTION LATE_MEMBER
#include "draw/harfbuzz.def"
#undef FUNCTION
} HarfBuzz;

const HarfBuzz *hb(void);

#endif
