/* The text of a file whose numbers are dragged, taken back, merged into another text: the input is
 * both texts, one behind the other. */
#include "player/edit.h"
#include "player/patch.h"

#include "target.h"

enum { MOST = 8 };

static size_t numbers(Str text, Place *places)
{
    size_t count = 0;
    for (uint32_t at = 0; at < text.length && count < MOST; at++) {
        Place place = patch_number_at(text, at);
        if (!place.length)
            continue;
        places[count++] = place;
        at += place.length;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Str mine = {(const char *)data, size / 2}, theirs = {(const char *)data + size / 2, size / 2};
    Place places[MOST];
    Edit edit = {0};
    edit_begin(&edit, mine);
    size_t count = numbers(mine, places);
    if (count) {
        edit_change(&edit, places, count, "12.25", false);
        edit_change(&edit, places, count, "1", true);
        MUST(edit_undo(&edit));
        MUST(!edit_unsaved(&edit));
        MUST(edit_redo(&edit));
    }
    if (edit_merge(&edit, theirs))
        while (edit_undo(&edit))
            continue;
    edit_revert(&edit);
    edit_free(&edit);
    return 0;
}
