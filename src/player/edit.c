#include "player/edit.h"

#include "player/patch.h"

#include <string.h>

void edit_begin(Edit *edit, Str text)
{
    Builder copy = {0};
    builder_str(&copy, text);
    edit_free(edit);
    edit->text = copy;
}

void edit_free(Edit *edit)
{
    builder_free(&edit->text);
    edit_saved(edit);
    array_free(&edit->done);
    array_free(&edit->undone);
    arena_free(&edit->digits);
}

Str edit_file(const Edit *edit)
{
    return builder_view(edit->touched ? &edit->file : &edit->text);
}

bool edit_unsaved(const Edit *edit)
{
    return edit->touched && !str_equal(builder_view(&edit->text), builder_view(&edit->file));
}

void edit_saved(Edit *edit)
{
    builder_free(&edit->file);
    edit->touched = false;
}

void edit_revert(Edit *edit)
{
    if (edit->touched) {
        builder_free(&edit->text);
        edit->text = edit->file;
        edit->file = (Builder){0};
        edit->touched = false;
    }
    edit->done.count = edit->undone.count = 0;
}

/* The text will change, and the file will not. */
static void touch(Edit *edit)
{
    if (!edit->touched)
        builder_str(&edit->file, builder_view(&edit->text));
    edit->touched = true;
}

static void splice(Edit *edit, uint32_t offset, size_t length, const char *digits)
{
    touch(edit);
    Builder next = {0}, *text = &edit->text;
    builder_add(&next, text->at, offset);
    builder_text(&next, digits);
    builder_add(&next, text->at + offset + length, text->length - offset - length);
    builder_free(text);
    *text = next;
}

/* Takes the last drag back; where `again` will replace it, without a way to redo it. */
static bool take_back(Edit *edit, bool redo)
{
    uint32_t drag = edit->done.count ? edit->done.items[edit->done.count - 1].drag : 0;
    bool any = false;
    while (edit->done.count && edit->done.items[edit->done.count - 1].drag == drag) {
        Change change = edit->done.items[--edit->done.count];
        splice(edit, change.offset, strlen(change.after), change.before);
        if (redo)
            array_push(&edit->undone, change);
        any = true;
    }
    return any;
}

/* From the last place to the first, so that those before it stay where they are. */
void edit_change(Edit *edit, const Place *places, size_t count, const char *digits, bool again)
{
    if (again)
        take_back(edit, false);
    edit->drags++;
    for (size_t i = count; i-- > 0;) {
        Change change = {.offset = places[i].offset,
                         .before = arena_copy(&edit->digits, edit->text.at + places[i].offset,
                                              places[i].length),
                         .after = arena_copy(&edit->digits, digits, strlen(digits)),
                         .drag = edit->drags};
        splice(edit, places[i].offset, places[i].length, change.after);
        array_push(&edit->done, change);
    }
    edit->undone.count = 0;
}

bool edit_undo(Edit *edit)
{
    return take_back(edit, true);
}

bool edit_redo(Edit *edit)
{
    uint32_t drag = edit->undone.count ? edit->undone.items[edit->undone.count - 1].drag : 0;
    bool any = false;
    while (edit->undone.count && edit->undone.items[edit->undone.count - 1].drag == drag) {
        Change change = edit->undone.items[--edit->undone.count];
        splice(edit, change.offset, strlen(change.before), change.after);
        array_push(&edit->done, change);
        any = true;
    }
    return any;
}

/* The patches as changes that can be undone, the last one first. */
static void take_patches(Edit *edit, Str theirs, const Patches *patches)
{
    uint32_t longer = 0; /* wraps where it gets shorter */
    edit->done.count = edit->undone.count = 0;
    edit->drags++;
    for (size_t i = 0; i < patches->count; i++) {
        const Patch *patch = &patches->items[i];
        Change change = {.offset = patch->at.offset + longer,
                         .before = arena_copy(&edit->digits, theirs.at + patch->at.offset,
                                              patch->at.length),
                         .after = arena_copy(&edit->digits, patch->digits.at, patch->digits.length),
                         .drag = edit->drags};
        array_push(&edit->done, change);
        longer += (uint32_t)patch->digits.length - patch->at.length;
    }
}

bool edit_merge(Edit *edit, Str theirs)
{
    Arena arena = {0};
    Patches patches = {0}, moved = {0};
    touch(edit);
    Str before = builder_view(&edit->file);
    patches_between(before, builder_view(&edit->text), &arena, &patches);
    bool fine = patches_move(before, theirs, &patches, &moved);
    if (fine) {
        builder_clear(&edit->text);
        patches_apply(theirs, &moved, &edit->text);
        take_patches(edit, theirs, &moved);
        builder_clear(&edit->file);
        builder_str(&edit->file, theirs);
    }
    array_free(&patches);
    array_free(&moved);
    arena_free(&arena);
    return fine;
}
