/* fontconfig, which knows the system's fonts: opened with the first use. Private to draw/. */
#ifndef DRAW_FONTCONFIG_H
#define DRAW_FONTCONFIG_H

#include "base/late.h"

#include <fontconfig/fontconfig.h>

typedef struct Fontconfig {
#define FUNCTION LATE_MEMBER
#include "draw/fontconfig.def"
#undef FUNCTION
} Fontconfig;

const Fontconfig *fc(void);

#endif
