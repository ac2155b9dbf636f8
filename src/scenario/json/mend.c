#include "scenario/json/mend.h"

#include <string.h>

void mended_edit(Mended *mended, Place at, Str text, MendKind kind)
{
    Builder next = {0};
    Str old = mended->source.text;
    size_t end = (size_t)at.offset + at.length;
    builder_add(&next, old.at, at.offset);
    builder_str(&next, text);
    builder_add(&next, old.at + end, old.length - end);
    builder_free(&mended->text);
    mended->text = next;
    mended->source.text = builder_view(&next);
    array_push(&mended->edits, (Edit){at, text.length, kind});
    mended->shape |= kind == MEND_SHAPE;
}

/* One edit back. `end` is for the place behind a stretch: at an edit's own border it stays out. */
static bool back_one(const Edit *edit, size_t *offset, bool end)
{
    size_t from = edit->at.offset, to = from + edit->added;
    if (end ? *offset <= from : *offset < from)
        return true;
    if (end ? *offset > to : *offset >= to) {
        *offset = *offset - edit->added + edit->at.length;
        return true;
    }
    *offset = end ? from + edit->at.length : from;
    return edit->added == 0 || (end && *offset == to);
}

bool mended_back(const Mended *mended, Place at, Place *back)
{
    size_t from = at.offset, to = (size_t)at.offset + at.length;
    bool exact = true;
    for (size_t i = mended->edits.count; i-- > 0;) {
        const Edit *edit = &mended->edits.items[i];
        exact &= back_one(edit, &from, false);
        exact &= back_one(edit, &to, at.length > 0) || at.length == 0;
    }
    to = to > from ? to : from;
    *back = (Place){(uint32_t)from, (uint32_t)(to - from)};
    return exact;
}

bool mended_guessed(const Mended *mended, Place at)
{
    size_t from = at.offset, to = from + at.length;
    for (size_t i = mended->edits.count; i-- > 0;) {
        const Edit *edit = &mended->edits.items[i];
        size_t start = edit->at.offset, stop = start + edit->added;
        if (edit->kind != MEND_SURE && edit->added && from < stop && to > start)
            return true;
        bool exact = back_one(edit, &from, false);
        exact &= back_one(edit, &to, true);
        if (!exact && from >= to)
            return false;
    }
    return false;
}

void mended_report(const Mended *mended, const Diags *from, Diags *to)
{
    for (size_t i = 0; i < from->list.count; i++) {
        const Diag *diag = &from->list.items[i];
        if (mended_guessed(mended, diag->at))
            continue;
        Place at, fix;
        mended_back(mended, diag->at, &at);
        if (diag->severity == DIAG_WARNING)
            diag_warning(to, at, diag->number, "%s", diag->what);
        else
            diag_mistake(to, at, diag->number, "%s", diag->what);
        if (diag->also.length)
            mended_back(mended, diag->also, &to->list.items[to->list.count - 1].also);
        if (diag->fix.text && mended_back(mended, diag->fix.at, &fix))
            diag_fix(to, fix, str_of(diag->fix.text));
    }
    to->withheld += from->withheld;
}

void mended_free(Mended *mended)
{
    builder_free(&mended->text);
    array_free(&mended->edits);
}
