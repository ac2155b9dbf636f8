#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *left, const void *right)
{
    const Fix *a = *(const Fix *const *)left, *b = *(const Fix *const *)right;
    if (a->at.offset != b->at.offset)
        return a->at.offset < b->at.offset ? -1 : 1;
    return a < b ? -1 : a > b; /* pointers into one array: the order of reporting */
}

size_t diags_mend(const Diags *diags, Str text, Builder *out)
{
    size_t count = 0, done = 0, mended = 0;
    const Fix **fixes = mem_resize_array(NULL, diags->list.count + 1, sizeof *fixes);
    for (size_t i = 0; i < diags->list.count; i++)
        if (diags->list.items[i].fix.text)
            fixes[count++] = &diags->list.items[i].fix;
    qsort(fixes, count, sizeof *fixes, by_place);
    for (size_t i = 0; i < count; i++) {
        size_t from = fixes[i]->at.offset, to = from + fixes[i]->at.length;
        if (from < done || to > text.length)
            continue; /* two at one place: the other one comes with the next look */
        builder_add(out, text.at + done, from - done);
        builder_text(out, fixes[i]->text);
        done = to;
        mended++;
    }
    builder_add(out, text.at + done, text.length - done);
    mem_free(fixes);
    return mended;
}
