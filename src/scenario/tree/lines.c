#include "scenario/tree/lines.h"

#include "base/budget.h"

enum { BYTES_A_UNIT = 64 };

static void walk_to(Lines *lines, Str text, uint32_t offset)
{
    for (; lines->walked < offset && lines->walked < text.length; lines->walked++) {
        unsigned char c = (unsigned char)text.at[lines->walked];
        if (c == '\n')
            lines->at = (LineColumn){lines->at.line + 1, 1};
        else
            lines->at.column += (c & 0xc0) != 0x80;
    }
}

static uint32_t end_of(const StepPlace *place)
{
    return place->at.offset + place->at.length;
}

bool lines_advance(Lines *lines, Str text, Step *const *steps, size_t count, StepPlace *places,
                   uint64_t *budget)
{
    if (lines->at.line == 0)
        lines->at = (LineColumn){1, 1};
    while (*budget && (lines->depth || lines->next < count)) {
        StepPlace *inner = lines->depth ? &places[lines->open[lines->depth - 1]] : NULL;
        StepPlace *next = lines->next < count ? &places[lines->next] : NULL;
        if (next)
            next->at = steps[lines->next]->at;
        bool ends = inner && (!next || end_of(inner) <= next->at.offset);
        uint32_t to = ends ? end_of(inner) : next->at.offset, from = lines->walked;
        walk_to(lines, text, to);
        budget_spend(budget, 1 + (lines->walked - from) / BYTES_A_UNIT);
        if (ends) {
            inner->end = lines->at;
            lines->depth--;
        } else {
            next->begin = lines->at;
            lines->open[lines->depth++] = lines->next++;
        }
    }
    return !lines->depth && lines->next >= count;
}
