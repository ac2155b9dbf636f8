/* What strip.c and strip_marks.c share: the loop's strip of one row, laid out. */
#ifndef VIEW_STRIP_H
#define VIEW_STRIP_H

#include "view/scene.h"

enum { STRIP_MANY = 4 }; /* fewer steps are no broader side by side than their count would be */

typedef enum StripForm {
    STRIP_HELD,    /* a stretch in which one task holds the loop */
    STRIP_FAN,     /* the steps of an instant side by side, in their order */
    STRIP_COUNTED, /* the steps of an instant as one mark with their number */
    STRIP_TOOTH,   /* one of very many: where it stands is all there is room for */
    STRIP_WHOLE    /* a run too short for anything else: all its steps, counted */
} StripForm;

typedef struct StripMark {
    StripForm form;
    float x;        /* of the instant itself */
    float from, to; /* what is drawn; never outside the run */
    float step;     /* FAN: from one to the next */
    bool over_held; /* FAN, COUNTED: stands upon the stretch that begins at its instant */
    size_t first;   /* turn */
    uint32_t count; /* turns */
} StripMark;

typedef struct Strip {
    Scene *scene;
    const Row *row;
    Font font;           /* of counts */
    float height, width; /* of a single step's mark */
    float left, right;   /* the run's visible stretch */
    StripMark *marks;
    size_t count;
    bool crowded;        /* there are more of them than pixels */
} Strip;

/* `×21` */
Str strip_count_text(const Strip *strip, uint32_t count);

/* Lays the whole visible run out, whatever of it has happened yet. */
void strip_place(Strip *strip);

#endif
