/* The legend's registry: legend.def names the marks. */
#ifndef VIEW_LEGEND_H
#define VIEW_LEGEND_H

#include "draw/draw.h"

typedef struct Scene Scene;

typedef enum LegendMark {
#define LEGEND(name, units, words) LEGEND_##name,
#include "view/legend.def"
#undef LEGEND
    LEGEND_MARKS
} LegendMark;
_Static_assert(LEGEND_MARKS <= 64, "a bit each");

#define LEGEND(name, units, words)                                                                 \
    bool legend_##name##_occurs(const Scene *scene);                                               \
    void legend_##name##_draw(Scene *scene, Box box);
#include "view/legend.def"
#undef LEGEND

/* To be called by whatever draws the mark. */
void legend_saw(Scene *scene, LegendMark mark);

/* How many lines it may take, whatever the moment; at least 1. Asked before anything is drawn. */
uint32_t legend_lines(const Scene *scene);
float legend_line_height(const Scene *scene); /* units */

/* After all else: tells what was seen. */
void draw_legend(Scene *scene);

/* The mark's words without the length that all of its kind have (`sleeps`). */
const char *legend_words(LegendMark mark);

#endif
