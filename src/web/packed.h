/* A picture and the words about it as bytes, handed from the page's program to the one that makes
 * PDF of it (pdf_program.c). Both are of one build, so that structures are copied as they are. */
#ifndef WEB_PACKED_H
#define WEB_PACKED_H

#include "draw/draw.h"

typedef struct PackedPicture {
    Picture picture;
    Str title, subject;
} PackedPicture;

void packed_write(Builder *out, const PackedPicture *packed);

/* Of bytes that packed_write made, which must outlive it; picture_free lets go of the rest. */
PackedPicture packed_read(Str bytes);

#endif
