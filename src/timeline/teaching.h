/* The steps by which a lesson is told: its notes one after another, two of one instant in turn, and
 * its end; a lesson without notes is told instant by instant. The player, `--steps` and films go by
 * the same ones. */
#ifndef TIMELINE_TEACHING_H
#define TIMELINE_TEACHING_H

#include "timeline/schedule.h"

typedef struct TeachingStep {
    Moment at;
    const Mark *note;  /* what is said there; NULL: an instant, or the end */
    uint32_t timeline; /* the note's, of those given */
} TeachingStep;

typedef ARRAY(TeachingStep) Teaching;

/* Ascending; added to `teaching`, which is empty. The notes belong to the timelines. */
void teaching_make(Teaching *teaching, Timeline *const *timelines, uint32_t count);

/* How long a reader takes for a sentence: seconds. */
double teaching_reading(Str sentence);

/* Lets a schedule of the same timelines stand still at each note with `pause` for as long as that
 * takes to read. */
void teaching_hold(Schedule *schedule, const Teaching *teaching);

/* The note whose hold `real` is in: its index, plus 1; 0: none. */
size_t teaching_held(const Schedule *schedule, double real);

#endif
