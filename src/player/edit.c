#include "player/edit.h"

#include <stdio.h>
#include <string.h>

void edit_begin(Edit *edit, Str text)
{
    Builder copy = {0}, file = {0};
    builder_str(&copy, text);
    builder_str(&file, text);
    edit_free(edit);
    edit->text = copy;
    edit->file = file;
}

void edit_free(Edit *edit)
{
    builder_free(&edit->text);
    builder_free(&edit->file);
    array_free(&edit->done);
    array_free(&edit->undone);
}

bool edit_unsaved(const Edit *edit)
{
    return !str_equal(builder_view(&edit->text), builder_view(&edit->file));
}

void edit_theirs(Edit *edit, Str text)
{
    builder_clear(&edit->file);
    builder_str(&edit->file, text);
}

void edit_saved(Edit *edit)
{
    edit_theirs(edit, builder_view(&edit->text));
}

void edit_revert(Edit *edit)
{
    builder_clear(&edit->text);
    builder_str(&edit->text, builder_view(&edit->file));
    edit->done.count = edit->undone.count = 0;
}

static void splice(Builder *text, uint32_t offset, size_t length, const char *digits)
{
    Builder next = {0};
    builder_add(&next, text->at, offset);
    builder_text(&next, digits);
    builder_add(&next, text->at + offset + length, text->length - offset - length);
    builder_free(text);
    *text = next;
}

Place edit_change(Edit *edit, Place at, const char *digits, bool again)
{
    if (again && edit->done.count) {
        Change *last = &edit->done.items[edit->done.count - 1];
        splice(&edit->text, last->offset, strlen(last->after), digits);
        snprintf(last->after, sizeof last->after, "%s", digits);
        return (Place){last->offset, (uint32_t)strlen(digits)};
    }
    Change change = {.offset = at.offset};
    snprintf(change.before, sizeof change.before, "%.*s", (int)at.length,
             edit->text.at + at.offset);
    snprintf(change.after, sizeof change.after, "%s", digits);
    splice(&edit->text, at.offset, at.length, change.after);
    array_push(&edit->done, change);
    edit->undone.count = 0;
    return (Place){at.offset, (uint32_t)strlen(change.after)};
}

bool edit_undo(Edit *edit)
{
    if (edit->done.count == 0)
        return false;
    Change change = edit->done.items[--edit->done.count];
    splice(&edit->text, change.offset, strlen(change.after), change.before);
    array_push(&edit->undone, change);
    return true;
}

bool edit_redo(Edit *edit)
{
    if (edit->undone.count == 0)
        return false;
    Change change = edit->undone.items[--edit->undone.count];
    splice(&edit->text, change.offset, strlen(change.before), change.after);
    array_push(&edit->done, change);
    return true;
}
