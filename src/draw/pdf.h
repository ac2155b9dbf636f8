/* The PDF painter: pictures as pages of one document, drawn with vectors, the fonts embedded and
 * subset, the text to be selected and searched. The same pictures give the same bytes. */
#ifndef DRAW_PDF_H
#define DRAW_PDF_H

#include "draw/draw.h"

typedef struct Pdf Pdf;

/* Where the document's bytes go. A failure is the caller's to keep: of one in the wrong moment Cairo
 * 1.16 reads fonts that it has freed. */
typedef void (*PdfPut)(void *context, const void *bytes, size_t size);

typedef struct PdfPage {
    float width, height; /* points; the picture is fitted in, in the middle; 0: one to a pixel */
    Str name;            /* in the document's outline, if not empty */
} PdfPage;

/* Never NULL; what goes wrong shows at the end. The fonts outlive it. */
Pdf *pdf_begin(Fonts *fonts, PdfPut put, void *context);

/* What the reader's program shows of it; at any time before the end. */
void pdf_describe(Pdf *pdf, Str title, Str subject);

void pdf_page(Pdf *pdf, const Picture *picture, const PdfPage *page);

/* Writes what is left and frees it; false with the reason where it could not be drawn whole. */
bool pdf_end(Pdf *pdf, char *error, size_t error_size);

#endif
