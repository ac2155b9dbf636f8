/* From a recording to a lesson: what both doors for recorded runs do. */
#ifndef LESSON_RECORDED_H
#define LESSON_RECORDED_H

#include "lesson/lesson.h"
#include "trace/recording.h"

/* The lesson takes the traces over; texts are copied, `text` too: what the recording was read from. */
void recorded_move(Loaded *loaded, Recording *recording, Str text);

/* The listing, from the source that came with the trace, and the unit of the axis. */
bool recorded_present(Loaded *loaded, uint64_t *budget);

#endif
