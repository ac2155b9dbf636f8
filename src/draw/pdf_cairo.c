#include "draw/pdf_cairo.h"

#define LATE_TABLE Cairo
#define LATE_GIVES pdf_cairo
#define LATE_LIST "draw/pdf_cairo.def"
#define LATE_FILE "libcairo.so.2"
#include "base/late_table.h"
