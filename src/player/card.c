#include "player/card.h"

#include "player/unit.h"
#include "view/theme.h"

#include <math.h>

float overlay_unit(const Stage *stage)
{
    const ViewState *view = &stage->view;
    return player_unit(view->width, view->height, view->scale > 0 ? view->scale : 1);
}

float overlay_width(const Stage *stage, Font font, Str text)
{
    return stage->measure.width(stage->measure.context, font, text);
}

void overlay_card(Stage *stage, Box box)
{
    const Theme *theme = theme_of(stage->view.theme);
    float u = overlay_unit(stage), below = (float)stage->view.height - box.y - 2 * u;
    draw_rect(&stage->picture,
              (Box){box.x - 4 * u, box.y + 2 * u, box.w + 8 * u, fminf(box.h + 8 * u, below)},
              18 * u, 0x30000000);
    draw_rect(&stage->picture, box, 14 * u, theme->ground);
    draw_frame(&stage->picture, box, 14 * u, 2 * u, theme->rule);
}
