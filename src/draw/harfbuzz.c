#include "draw/harfbuzz.h"

#define LATE_TABLE HarfBuzz
#define LATE_GIVES hb
#define LATE_LIST "draw/harfbuzz.def"
#define LATE_FILE "libharfbuzz-subset.so.0"
#include "base/late_table.h"
