/* Blocks of steps. A step writes its own lines in one go, with holes where inner steps go; what it has
 * written behind the first hole waits until that is filled. */
#include "base/budget.h"
#include "listing/writer.h"

static BlockOpen *push(Blocks *blocks, const ListingWriter *writer, const Block *block,
                       uint32_t depth, uint32_t step)
{
    BlockOpen *open = &blocks->open[blocks->count++];
    *open = (BlockOpen){
        .block = block, .depth = depth, .step = step, .statements = writer->statements};
    return open;
}

void blocks_begin(Blocks *blocks, const ListingWriter *writer, const Block *block)
{
    blocks->count = 0;
    push(blocks, writer, block, writer->depth + 1, writer->step);
}

/* The lines from the first hole on are taken back, and the holes with them. */
static void take_rest(BlockOpen *open, ListingWriter *writer)
{
    size_t first = writer->holes.items[0].line;
    for (size_t i = first; i < writer->lines.count; i++)
        array_push(&open->rest, writer->lines.items[i]);
    writer->lines.count = first;
    open->holes = writer->holes;
    writer->holes = (ListingHoles){0};
    for (size_t i = 0; i < open->holes.count; i++)
        open->holes.items[i].line -= first;
}

static void put_back(BlockOpen *open, ListingWriter *writer, size_t end)
{
    for (; open->put < end; open->put++)
        array_push(&writer->lines, open->rest.items[open->put]);
}

static void next_step(Blocks *blocks, BlockOpen *open, ListingWriter *writer)
{
    const Step *step = open->block->steps[open->next++];
    writer->depth = open->depth;
    writer->step = step->number;
    writer->write(writer, step);
    if (writer->holes.count)
        take_rest(push(blocks, writer, NULL, open->depth, step->number), writer);
}

static void next_hole(Blocks *blocks, BlockOpen *open, ListingWriter *writer)
{
    const ListingHole *hole = &open->holes.items[open->next++];
    put_back(open, writer, hole->line);
    push(blocks, writer, hole->block, hole->depth, open->step);
}

static void end_step(Blocks *blocks, BlockOpen *open, ListingWriter *writer)
{
    put_back(open, writer, open->rest.count);
    array_free(&open->holes);
    array_free(&open->rest);
    blocks->count--;
}

/* `pass` is of the step around it. */
static void end_block(Blocks *blocks, BlockOpen *open, ListingWriter *writer)
{
    if (writer->statements == open->statements) {
        writer->depth = open->depth;
        writer->step = open->step;
        listing_line(writer, "pass");
    }
    blocks->count--;
}

bool blocks_advance(Blocks *blocks, ListingWriter *writer, uint64_t *budget)
{
    enum { A_STEP = 10, BYTES_A_UNIT = 8 };
    while (blocks->count && *budget) {
        BlockOpen *open = &blocks->open[blocks->count - 1];
        size_t lines = writer->lines.count;
        if (open->block && open->next < open->block->count)
            next_step(blocks, open, writer);
        else if (open->block)
            end_block(blocks, open, writer);
        else if (open->next < open->holes.count)
            next_hole(blocks, open, writer);
        else
            end_step(blocks, open, writer);
        size_t bytes = 0;
        for (size_t i = lines; i < writer->lines.count; i++)
            bytes += writer->lines.items[i].text.length;
        budget_spend(budget, A_STEP + bytes / BYTES_A_UNIT);
    }
    return blocks->count == 0;
}

void blocks_free(Blocks *blocks)
{
    for (int i = 0; i < blocks->count; i++) {
        array_free(&blocks->open[i].holes);
        array_free(&blocks->open[i].rest);
    }
    blocks->count = 0;
}
