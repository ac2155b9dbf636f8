/* The playhead and how it moves. Real time maps to moments by a schedule made once. Playing,
 * stepping and dragging all come down to setting one Moment, so what is seen never depends on the
 * way there. Knows no window; real seconds come from outside. */
#ifndef PLAYER_PLAYHEAD_H
#define PLAYER_PLAYHEAD_H

#include "timeline/teaching.h"
#include "view/view.h"

typedef struct Note {
    Moment at;
    bool pause;
} Note;

typedef enum StepKind { STEP_EVENT, STEP_INSTANT, STEP_NOTE } StepKind;

typedef struct Playhead {
    Moment at;           /* the playhead */
    bool playing, looping, dwelling, fitted;
    int direction;       /* 1, or -1 backwards */
    double speed;        /* virtual seconds a second, where not fitted */
    double fitted_length; /* seconds of play of the whole run, where fitted */
    ARRAY(Moment) stops; /* the start, each step of each timeline, the end; ascending, each once */
    ARRAY(Note) notes;   /* ascending */
    ARRAY(Timeline *) shown;
    Schedule schedule;
    Teaching teaching;   /* of what is shown; timelines counted among `shown` */
    size_t told;         /* 1 + the step of it that the playhead stands at, or goes to; 0: none */
    bool glides;         /* on its way there ... */
    double glide_from, glide_to; /* ... in real seconds of the schedule; so long ago: */
    double glide_passed;
    double real;         /* where `at` stands in it */
    double held;         /* seconds that a looping playhead has stood at its end */
} Playhead;

enum { PLAYHEAD_FITTED_SECONDS = 12 };
extern const double playhead_slowest, playhead_fastest;

/* Ready at the start, paused, fitted, dwelling. */
void playhead_begin(Playhead *playhead);
void playhead_free(Playhead *playhead);

/* Takes in a lesson without the timelines whose bit is in `hidden`. The playhead stays where it
 * is, or at the new end where that is earlier. */
void playhead_load(Playhead *playhead, const Lesson *lesson, uint32_t hidden);

void playhead_seek(Playhead *playhead, Moment at); /* kept within start and end */
void playhead_play(Playhead *playhead, int direction); /* from the far end it starts over */
void playhead_pause(Playhead *playhead);
void playhead_set_speed(Playhead *playhead, double speed); /* 0: fitted; kept within its bounds */
void playhead_set_dwelling(Playhead *playhead, bool dwelling);

/* Lets `seconds` pass. True where the playhead moved, or playing ended. */
bool playhead_advance(Playhead *playhead, double seconds);

/* Begins to go to the next (1) or previous (-1) step of the teaching, in a second or two, or is
 * there `at_once`. On its way: completes that. False where there is none. */
bool playhead_teach(Playhead *playhead, int direction, bool at_once);

/* The step that is told now: NULL where the playhead stands at none, or is on its way. */
const TeachingStep *playhead_told(const Playhead *playhead);

/* Goes to the next (1) or previous (-1) one. False where there is none. */
bool playhead_step(Playhead *playhead, StepKind kind, int direction);

Moment playhead_start(const Playhead *playhead);
Moment playhead_end(const Playhead *playhead);
double playhead_length(const Playhead *playhead); /* real seconds of the whole run */
Moment playhead_at_part(const Playhead *playhead, double part); /* 0..1 of it */

/* Real seconds for which the playhead stands still although it plays (0: it travels). */
double playhead_stands_for(const Playhead *playhead);

/* The last stop before `at`; the start where there is none. */
Moment playhead_before(const Playhead *playhead, Moment at);

/* The playhead as a stop that shows the same. */
Moment playhead_stop(const Playhead *playhead);

/* Where it stands among the stops: odd on one, even between two; grows with the playhead. */
size_t playhead_place(const Playhead *playhead);

/* The nearest stop to `at`, within `reach` ns; else `at` itself: where a drag snaps to. */
Moment playhead_snap(const Playhead *playhead, Moment at, int64_t reach);

#endif
