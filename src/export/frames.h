/* A film's frames, one after another: the first is the end, as a poster; then the whole run, fitted
 * into the film's length, held where a note asks for a pause, and the end again. Of each frame only
 * what changes is painted. Private to export/. */
#ifndef EXPORT_FRAMES_H
#define EXPORT_FRAMES_H

#include "draw/damage.h"
#include "export/export.h"
#include "timeline/teaching.h"

typedef struct Frames {
    const ExportJob *job;
    Schedule schedule;
    Arena arena;
    Teaching teaching;   /* whose pauses the schedule keeps */
    double fps;
    size_t count, next;  /* frames in all; the one that frames_next paints */
    Moment at;           /* of the frame at hand */
    size_t held;         /* likewise, as teaching_held says */
    int width, height;
    uint32_t *pixels;    /* of the frame at hand: 0xFFRRGGBB, rows one after another */
    Damage damage;       /* what in them differs from the frame before */
    Picture pictures[2]; /* of the frame at hand, and the other one's */
    int current;
} Frames;

/* `fps` where the job has none of its own. */
void frames_open(Frames *frames, const ExportJob *job, double fps);

/* Paints the next frame; false where there is none. Tells the job's progress. */
bool frames_next(Frames *frames);
void frames_close(Frames *frames);

#endif
