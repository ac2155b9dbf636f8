#include "draw/ttf.h"

#define LATE_TABLE Ttf
#define LATE_GIVES ttf
#define LATE_LIST "draw/ttf.def"
#define LATE_FILE "libSDL2_ttf-2.0.so.0"
#include "base/late_table.h"
