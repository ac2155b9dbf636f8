#include "draw/fontconfig.h"

#define LATE_TABLE Fontconfig
#define LATE_GIVES fc
#define LATE_LIST "draw/fontconfig.def"
#define LATE_FILE "libfontconfig.so.1"
#include "base/late_table.h"
