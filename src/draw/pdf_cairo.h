/* Cairo, which writes PDF: opened with the first use. Private to draw/. */
#ifndef DRAW_PDF_CAIRO_H
#define DRAW_PDF_CAIRO_H

#include "base/late.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>

typedef struct Cairo {
#define FUNCTION LATE_MEMBER
#include "draw/pdf_cairo.def"
#undef FUNCTION
} Cairo;

const Cairo *pdf_cairo(void);

#endif
