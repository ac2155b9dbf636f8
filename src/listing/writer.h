/* Inside the listing: the state of one writing. Private to listing/. */
#ifndef LISTING_WRITER_H
#define LISTING_WRITER_H

#include "listing/listing.h"

/* What the program calls the things that it uses beside the scenario's own names. */
typedef struct Names {
    const char *asyncio, *random, *time, *print; /* with nothing behind: `asyncio`, `print` */
    const char *executor, *runner, *loop, *sys, *traceback;
} Names;

enum { WRITER_INDENT = 4, WRITER_WIDTH = 79 }; /* columns */

struct ListingWriter {
    const Scenario *scenario;
    ListingWrite write;
    ListingForm form;
    Arena *arena;  /* of the listing: lines live here */
    Arena scratch; /* pieces */
    ARRAY(ListingLine) lines;
    Names names;
    unsigned needs; /* of ListingNeed */
    uint32_t step, depth, timeline;
    size_t statements; /* lines written that are no comment */
};

/* names.c: names nobody in the scenario uses. SHORT: the usual ones, taken or not. */
Names names_choose(Arena *arena, const Scenario *scenario, ListingForm form);

/* lines.c: a line as it is, at the current depth; whether it is short enough. */
void writer_line(ListingWriter *writer, Str text);
bool writer_fits(const ListingWriter *writer, Str text);
void writer_blank(ListingWriter *writer, unsigned lines);

/* statements.c: a comment, wrapped; lines of their own stay so. */
void writer_comment(ListingWriter *writer, Str text);

/* wrap.c: a line of code, broken into several where it is too wide. */
void writer_code(ListingWriter *writer, Str code);

/* program.c: what stands before the coroutines and what behind. */
void program_head(ListingWriter *writer);
void program_timelines(ListingWriter *writer);

#endif
