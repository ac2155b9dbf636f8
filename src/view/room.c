/* The room of a lane: what flags and pins may take of it, and what its bars keep for labels. */
#include "view/place.h"

#include <math.h>

float gap_at(const Placing *place, const Speech *speech)
{
    bool ended = place->lane->has_ended && place->lane->ended.t == speech->marks[0]->at.t;
    return ended ? place->mark_radius + pad(place, 5) : pad(place, 5);
}

/* The free stretch of a bar after something has taken from..to: what lies on the longer side. */
static void cut_bar(Bar *bar, float from, float to)
{
    if (bar->x1 <= from || bar->x0 >= to)
        return;
    if (from - bar->start > bar->limit - to)
        bar->limit = fminf(bar->limit, from);
    else
        bar->start = fmaxf(bar->start, to);
}

bool leaves_labels(const Placing *place, float from, float to)
{
    for (size_t i = 0; i < place->bar_count; i++) {
        Bar bar = place->bars[i];
        float needed = place->small_labels ? bar.least : bar.needed;
        bool holds_label = bar.limit - bar.start >= needed;
        cut_bar(&bar, from, to);
        if (holds_label && bar.limit - bar.start < needed)
            return false;
    }
    return true;
}

void keep_off(Placing *place, float from, float to)
{
    for (size_t i = 0; i < place->bar_count; i++)
        cut_bar(&place->bars[i], from, to);
}
