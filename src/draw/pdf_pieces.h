/* Pieces of the PDF painter. Private to draw/. */
#ifndef DRAW_PDF_PIECES_H
#define DRAW_PDF_PIECES_H

#include "draw/faces.h"
#include "draw/pdf.h"
#include "draw/pdf_cairo.h"

/* FreeType, until the last of Cairo's fonts has let go of it. */
typedef struct PdfLibrary PdfLibrary;

struct Pdf {
    Fonts *fonts;
    PdfPut put;
    void *context;
    cairo_surface_t *surface;
    cairo_t *cairo;
    int pages;
    PdfLibrary *library;                /* opened when first needed */
    cairo_font_face_t *faces[FILES_MOST]; /* likewise, by the files' numbers */
    const char *wrong;                  /* the first thing that failed beside Cairo, or NULL */
};

/* A DRAW_TEXT, its glyphs placed as the pixels' are. */
void pdf_text(Pdf *pdf, const Draw *draw);
void pdf_close_faces(Pdf *pdf);

#endif
