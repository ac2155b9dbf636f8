#include "player/card.h"

#include "view/theme.h"

#include <math.h>

float overlay_unit(const Stage *stage)
{
    float by_size = fminf((float)stage->view.width / 1920.0f, (float)stage->view.height / 1080.0f);
    return fmaxf(by_size, 0.4f) * (stage->view.scale > 0 ? stage->view.scale : 1);
}

float overlay_width(const Stage *stage, Font font, Str text)
{
    return stage->measure.width(stage->measure.context, font, text);
}

void overlay_card(Stage *stage, Box box)
{
    const Theme *theme = theme_of(stage->view.theme);
    float u = overlay_unit(stage);
    draw_rect(&stage->picture,
              (Box){box.x - 4 * u, box.y + 2 * u, box.w + 8 * u, box.h + 8 * u}, 18 * u,
              0x30000000);
    draw_rect(&stage->picture, box, 14 * u, theme->ground);
    draw_frame(&stage->picture, box, 14 * u, 2 * u, theme->rule);
}
