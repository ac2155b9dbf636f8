/* How far a lesson is told. */
#include "view/scene.h"

void draw_step_count(Scene *scene, Point right)
{
    const ViewState *state = scene->state;
    if (state->steps == 0)
        return;
    const char *words_of_it =
        arena_printf(scene->arena, "step %u of %u", state->step, state->steps);
    put_text(scene, right, ANCHOR_END, words(500, px(scene, 24)), scene->theme->dim,
             str_of(words_of_it), px(scene, 240));
}
