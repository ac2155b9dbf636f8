/* Numbered notes of a still. */
#ifndef VIEW_NOTES_H
#define VIEW_NOTES_H

#include "view/scene.h"

enum { NUMBERED_NOTES = 24 };

/* The first of a timeline's notes, in the order in which they were made. */
typedef struct Notes {
    const Mark *items[NUMBERED_NOTES];
    uint32_t count;
} Notes;

Notes notes_of(const Timeline *timeline); /* looks at every mark */

/* A single note, and those of the window, need no numbers. */
bool notes_are_numbered(const Scene *scene, const Timeline *timeline);

uint32_t note_lines(const Scene *scene, const Timeline *timeline);
void draw_notes(Scene *scene, const Row *row, float pitch); /* at the row's foot */

void draw_note_swatch(Scene *scene, Point middle); /* for the legend */

/* At the note's instant, in its lane. One that is not among `notes`, the row's, has no number. */
void draw_note_number(Scene *scene, const Row *row, const Notes *notes, const Mark *mark, Point at);

#endif
