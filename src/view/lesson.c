#include "view/view.h"

Moment lesson_end(const Lesson *lesson)
{
    Moment end = {.t = 0, .step = ALL_STEPS};
    for (uint32_t i = 0; i < lesson->timeline_count; i++)
        if (lesson->timelines[i]->end > end.t)
            end.t = lesson->timelines[i]->end;
    return end;
}
