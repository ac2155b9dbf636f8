/* The template of a panel: copy it, name it in panels.def, fill it in. */
#include "view/panel.h"

void view_panel_null(Scene *scene, Box box)
{
    (void)scene;
    (void)box;
}

float view_panel_null_wants(const Scene *scene)
{
    (void)scene;
    return 0;
}
