/* What place.c and speech.c share: the words of one lane on their way to their places. */
#ifndef VIEW_PLACE_H
#define VIEW_PLACE_H

#include "view/scene.h"

enum { MOST_BARS = 256, MOST_SPEECHES = 128 };

typedef struct Bar {
    const Span *span;
    float x0, x1;        /* as far as it is visible */
    float start, limit;  /* what flags leave for its label */
    float needed;        /* with what stands around the words */
} Bar;

typedef struct Speech {
    const Mark *mark;
    Str text;
    float x;
} Speech;

typedef struct Placing {
    Scene *scene;
    const Row *row;
    const Lane *lane;
    Font label, flag;
    float middle, cursor, right;
    float mark_radius;
    Bar bars[MOST_BARS];
    size_t bar_count;
    Speech speeches[MOST_SPEECHES];
    size_t speech_count;
} Placing;

static inline float pad(const Placing *place, float units)
{
    return px(place->scene, units);
}

/* Collects and places what is said in the lane; bars keep off it. */
void place_speeches(Placing *place);

/* To be drawn where `shown_from` has happened; its room is taken in any case. */
void place_late(Placing *place, Late late, Moment shown_from);

#endif
