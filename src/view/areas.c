/* The areas of the picture: title above, rows, panels beside or below them, the legend at the
 * bottom. */
#include "view/plan.h"

#include <math.h>

/* What the player's control bar covers when it is there, at the bottom. */
enum { CONTROLS_HEIGHT = 68 };

enum { WIDEST_SIDE = 558 };

static const float LEAST_FOR_ROWS = 0.3f; /* of the height */

/* What the question of predict covers there. */
enum { QUESTION_HEIGHT = 186 };

/* Panels stand beside the rows where the picture is wide enough, else below them. */
static bool side_is_below(const Scene *scene, float width, float height)
{
    (void)scene;
    return width < 1240 || height > width * 0.95f;
}

static float top_of_rows(const Scene *scene)
{
    bool slide = scene->state->slide;
    bool described = scene->lesson->description.length > 0;
    float top;
    if (scene->state->no_title)
        return slide ? 32 : 24;
    if (slide)
        top = scene->lesson->title.length == 0 ? 40.0f : squeezed(scene, 112, 88);
    else
        top = 86;
    if (described)
        top += (float)description_lines(scene) * (slide ? 32.0f : 26.0f) + (slide ? 0.0f : 2.0f);
    if (scene->state->banner)
        top += 54;
    return top;
}

/* What the legend needs on top of its first line. */
static float more_legend(const Scene *scene)
{
    return (float)(legend_lines(scene) - 1) * legend_line_height(scene);
}

static float bottom_of_rows(const Scene *scene, float height)
{
    if (scene->state->slide && scene->state->no_legend)
        return height - 72;
    height -= more_legend(scene);
    if (scene->state->slide)
        return height - squeezed(scene, 120, 102);
    float below = scene->state->transport.shown ? CONTROLS_HEIGHT + 4 : 50;
    if (scene->state->predict)
        below = QUESTION_HEIGHT;
    return height - below - minimap_height(scene) - caption_height(scene) - 62;
}

float row_width(const Scene *scene)
{
    const ViewState *state = scene->state;
    float width = (float)state->width / scene->u, margin = state->slide ? 40 : 24;
    float rows = width - 2 * margin;
    if (state->panels && !side_is_below(scene, width, (float)state->height / scene->u))
        rows -= fminf(WIDEST_SIDE, width * 0.36f) + 24;
    if (state->arrangement == ARRANGE_COLUMNS && scene->lesson->timeline_count > 1)
        rows = (rows - 12) / 2;
    return px(scene, rows);
}

static void place_side(Scene *scene, float width, float height, Box *rows)
{
    float margin = scene->state->slide ? 40 : 24;
    if (!side_is_below(scene, width, height)) {
        float wide = fminf(WIDEST_SIDE, width * 0.36f);
        float bottom = scene->state->slide ? rows->y + rows->h + 44
                                           : rows->y + rows->h + 46 + minimap_height(scene);
        scene->side = (Box){width - margin - wide, rows->y, wide, bottom - rows->y};
        rows->w -= wide + 24;
        return;
    }
    float high = (height - rows->y) * 0.36f;
    float bottom = rows->y + rows->h + 40 + minimap_height(scene);
    scene->side = (Box){margin, bottom - high, width - 2 * margin, high};
    rows->h -= high + 22;
}

static Box scaled(const Scene *scene, Box box)
{
    return (Box){box.x * scene->u, box.y * scene->u, box.w * scene->u, box.h * scene->u};
}

void plan_areas(Scene *scene)
{
    const ViewState *state = scene->state;
    float width = (float)state->width / scene->u, height = (float)state->height / scene->u;
    float margin = state->slide ? 40 : 24;
    Box rows = {margin, 0, width - 2 * margin, 0};
    scene->title = scaled(scene, (Box){state->slide ? 56 : 36, 0,
                                       width - (state->slide ? 112 : 72), 0});
    rows.y = top_of_rows(scene);
    float room = bottom_of_rows(scene, height) - rows.y;
    rows.h = fmaxf(60, room);
    scene->side = (Box){0};
    if (state->panels)
        place_side(scene, width, height, &rows);
    scene->is_crowded = fminf(room, rows.h) < LEAST_FOR_ROWS * height;
    scene->rows = scaled(scene, rows);
    scene->side = scaled(scene, scene->side);
    scene->title.h = scene->rows.y - scene->title.y;
    float more = more_legend(scene);
    float below = state->slide ? squeezed(scene, 48, 42) : state->transport.shown ? 54 : 40;
    scene->legend = scaled(scene, (Box){state->slide ? 64 : 44,
                                        height - below - more,
                                        width - (state->slide ? 128 : 88), 32 + more});
}
