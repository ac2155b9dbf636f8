/* A file's text as a listing: line n is what stands at place n. */
#ifndef LESSON_TEXT_LISTING_H
#define LESSON_TEXT_LISTING_H

#include "listing/listing.h"

/* The caller owns it: listing_free. `text` is copied. */
Listing *text_listing(Str text);

#endif
