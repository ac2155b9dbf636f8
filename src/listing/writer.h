/* Inside the listing: the state of one writing. Private to listing/. */
#ifndef LISTING_WRITER_H
#define LISTING_WRITER_H

#include "listing/listing.h"

/* What the program calls the things that it uses beside the scenario's own names. */
typedef struct Names {
    const char *asyncio, *random, *time, *print; /* with nothing behind: `asyncio`, `print` */
    const char *executor, *runner, *loop, *sys, *traceback;
} Names;

/* Where a step's inner steps go: they are written once the step's own lines are there (blocks.c). */
typedef struct ListingHole {
    const Block *block;
    size_t line;    /* before this one */
    uint32_t depth; /* theirs */
} ListingHole;
typedef ARRAY(ListingHole) ListingHoles;
typedef ARRAY(ListingLine) ListingLines;

enum { WRITER_INDENT = 4, WRITER_WIDTH = 79 }; /* columns */

struct ListingWriter {
    const Scenario *scenario;
    ListingWrite write;
    ListingForm form;
    Arena *arena;  /* of the listing: lines live here */
    Arena scratch; /* pieces */
    ListingLines lines;
    ListingHoles holes; /* of the step at hand */
    Names names;
    unsigned needs; /* of ListingNeed */
    uint32_t step, depth, timeline;
    size_t statements; /* lines written that are no comment */
};

/* What is being written: a block, or a step that has blocks in it. */
typedef struct BlockOpen {
    const Block *block; /* NULL: a step */
    uint32_t next;      /* of the block's steps; of the holes */
    uint32_t depth, step; /* of a block: the step that it is in, by its number */
    size_t statements;  /* there were before the block */
    ListingHoles holes; /* of a step, in `rest` */
    ListingLines rest;  /* what it has written from its first hole on */
    size_t put;         /* so many of these are back */
} BlockOpen;

/* blocks.c: all steps of a block and of those inside, in a stack, so that writing can stop anywhere;
 * they stand one deeper than the writer. True at the end. */
typedef struct Blocks {
    BlockOpen open[2 * SCENARIO_MAX_DEPTH];
    int count;
} Blocks;
void blocks_begin(Blocks *blocks, const ListingWriter *writer, const Block *block);
bool blocks_advance(Blocks *blocks, ListingWriter *writer, uint64_t *budget);
void blocks_free(Blocks *blocks);

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
