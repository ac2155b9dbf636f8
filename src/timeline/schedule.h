/* How play passes through the moments of a lesson: real seconds to moments and back. Virtual time
 * is passed through evenly; on each step of one instant play dwells, so that what happens at 0 s
 * can be followed. A film and the player use the same one. */
#ifndef TIMELINE_SCHEDULE_H
#define TIMELINE_SCHEDULE_H

#include "timeline/timeline.h"

typedef struct Knot {
    double real; /* seconds from the start of play */
    Moment at;   /* reached then; till the next knot time runs on, or stands where they agree */
} Knot;

/* A stretch in which it stands still at `at` (teaching.h). */
typedef struct Hold {
    double from, to; /* real seconds */
    Moment at;
    size_t step;     /* of the teaching */
} Hold;

typedef struct Schedule {
    ARRAY(Knot) knots; /* ascending in both; at least one */
    ARRAY(Hold) holds; /* ascending */
    double length;     /* real seconds */
} Schedule;

/* `length` real seconds for the whole, dwelling `dwell` seconds on each step (0: not at all), or
 * less where that would take more than half of the whole. Free with schedule_free. */
Schedule schedule_make(Timeline *const *timelines, uint32_t count, double length, double dwell);
void schedule_free(Schedule *schedule);

/* Outside 0..length: the first or the last moment. */
Moment schedule_moment(const Schedule *schedule, double real);
double schedule_real(const Schedule *schedule, Moment at);

#endif
