/* Numbered notes of a still. */
#ifndef VIEW_NOTES_H
#define VIEW_NOTES_H

#include "view/scene.h"

/* A single note, and those of the window, need no numbers. */
bool notes_are_numbered(const Scene *scene, const Timeline *timeline);

uint32_t note_lines(const Scene *scene, const Timeline *timeline);
void draw_notes(Scene *scene, const Row *row, float pitch); /* at the row's foot */

void draw_note_swatch(Scene *scene, Point middle); /* for the legend */

/* At the note's instant, in its lane. */
void draw_note_number(Scene *scene, const Row *row, const Mark *mark, Point at);

#endif
