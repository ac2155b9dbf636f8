/* The playhead and how it moves. Real time maps to moments by a schedule made once. Playing,
 * stepping and dragging all come down to setting one Moment, so what is seen never depends on the
 * way there. Knows no window; real seconds come from outside. */
#ifndef APP_PLAYER_H
#define APP_PLAYER_H

#include "timeline/schedule.h"
#include "view/view.h"

typedef struct Note {
    Moment at;
    bool pause;
} Note;

typedef enum StepKind { STEP_EVENT, STEP_INSTANT, STEP_NOTE, STEP_TEACHING } StepKind;

typedef struct Player {
    Moment at;           /* the playhead */
    bool playing, looping, dwelling, fitted;
    int direction;       /* 1, or -1 backwards */
    double speed;        /* virtual seconds a second, where not fitted */
    double fitted_length; /* seconds of play of the whole run, where fitted */
    ARRAY(Moment) stops; /* the start, each step of each timeline, the end; ascending, each once */
    ARRAY(Note) notes;   /* ascending */
    ARRAY(Timeline *) shown;
    Schedule schedule;
    double real;         /* where `at` stands in it */
    double held;         /* seconds that a looping player has stood at its end */
} Player;

enum { PLAYER_FITTED_SECONDS = 12 };
extern const double player_slowest, player_fastest;

/* Ready at the start, paused, fitted, dwelling. */
void player_begin(Player *player);
void player_free(Player *player);

/* Takes in a lesson without the timelines whose bit is in `hidden`. The playhead stays where it
 * is, or at the new end where that is earlier. */
void player_load(Player *player, const Lesson *lesson, uint32_t hidden);

void player_seek(Player *player, Moment at); /* kept within start and end */
void player_play(Player *player, int direction); /* from the far end it starts over */
void player_pause(Player *player);
void player_set_speed(Player *player, double speed); /* 0: fitted; kept within its bounds */
void player_set_dwelling(Player *player, bool dwelling);

/* Lets `seconds` pass. True where the playhead moved, or playing ended. */
bool player_advance(Player *player, double seconds);

/* Goes to the next (1) or previous (-1) one. False where there is none. */
bool player_step(Player *player, StepKind kind, int direction);

Moment player_start(const Player *player);
Moment player_end(const Player *player);
double player_length(const Player *player); /* real seconds of the whole run */
double player_part(const Player *player);   /* 0..1 of it */
Moment player_at_part(const Player *player, double part);

/* Real seconds for which the playhead stands still although it plays (0: it travels). */
double player_stands_for(const Player *player);

/* The nearest stop to `at`, within `reach` ns; else `at` itself: where a drag snaps to. */
Moment player_snap(const Player *player, Moment at, int64_t reach);

#endif
