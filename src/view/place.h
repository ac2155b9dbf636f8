/* What place.c, speech.c and pins.c share: the words of one lane on their way to their places. */
#ifndef VIEW_PLACE_H
#define VIEW_PLACE_H

#include "view/scene.h"

enum { MOST_BARS = 256, MOST_SPEECHES = 192 };

typedef struct Bar {
    const Span *span;
    float x0, x1;        /* as far as it is visible */
    float start, limit;  /* what flags leave for its label */
    float needed, least; /* with what stands around the words; in the smallest type */
} Bar;

typedef enum SpeechForm { SPEECH_OPEN, SPEECH_FLAG, SPEECH_WORDS, SPEECH_PIN } SpeechForm;

/* What a lane says at one instant: its prints, or the words of its end. */
typedef struct Speech {
    SpeechForm form;
    bool is_words, is_brief;
    bool is_many;       /* instants too close to be told apart */
    const Mark *marks[MOST_STACK]; /* the first ones */
    size_t first, last; /* of the lane's marks */
    uint32_t count;     /* marks; some may have been leapt over where it is many */
    float x, x_last;
    Box box;            /* FLAG, WORDS */
    Font font;
    bool points_right, has_tip;
    bool beside_label;  /* not above or below the words of bars */
    bool covers_end;    /* the mark of the lane's end */
} Speech;

/* Prints that are told by their numbers; several where there is no room for one each. */
typedef struct Pin {
    size_t first, last; /* speeches */
    Box box;
} Pin;

typedef struct Placing {
    Scene *scene;
    const Row *row;
    const Lane *lane;
    bool is_rail;       /* a row's prints on one line, below lanes too low for flags */
    bool is_trial;      /* nothing is drawn: only what has to be pinned is noted down */
    Font label, flag;
    bool small_labels;  /* bars keep room for no more than labels in the smallest type */
    float middle, right, pitch;
    float mark_radius;
    Bar bars[MOST_BARS];
    size_t bar_count;
    Speech speeches[MOST_SPEECHES];
    size_t speech_count;
    Pin pins[MOST_SPEECHES];
    size_t pin_count;
} Placing;

static inline float pad(const Placing *place, float units)
{
    return px(place->scene, units);
}

/* --- speech.c --- */

/* Collects what is said in the lane. (said.c) */
void collect_speeches(Placing *place);
Str speech_text(const Placing *place, const Speech *speech, uint32_t line); /* said.c */

/* Prints as flags where they can be read in full; what can't is a pin's from here on. */
void place_flags(Placing *place);

/* The words of failures and cancellations, where there is room left. */
void place_words(Placing *place);

/* Hands flags and words over; bars keep off them. */
void put_speeches(Placing *place);

/* --- room.c --- */

/* From a tick to what is said at it. */
float gap_at(const Placing *place, const Speech *speech);

/* Whether the bars from `from` to `to` keep room for their labels when something stands there. */
bool leaves_labels(const Placing *place, float from, float to);

/* Bars leave that stretch to something else. */
void keep_off(Placing *place, float from, float to);

/* --- pins.c --- */

void place_pins(Placing *place);
void put_pins(Placing *place);

/* --- place_late.c --- */

/* To be drawn where `shown_from` has happened; its room is taken in any case. */
void place_late(Placing *place, Late late, Moment shown_from);

#endif
