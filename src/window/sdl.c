#include "window/sdl.h"

#define LATE_TABLE Sdl
#define LATE_GIVES sdl
#define LATE_LIST "window/sdl.def"
#define LATE_FILE "libSDL2-2.0.so.0"
#include "base/late_table.h"
