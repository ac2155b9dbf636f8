/* Where the words of a lane stand at last, and that nothing else goes there. */
#include "view/place.h"

void place_late(Placing *place, Late late, Moment shown_from)
{
    if (place->is_trial)
        return;
    late.alpha = place->is_rail ? 1 : lane_alpha(place->scene, place->row, place->lane->task);
    take(place->scene, late.box);
    if (has_happened(place->scene, shown_from) && !place->scene->state->blank)
        array_push(&place->scene->late, late);
}
